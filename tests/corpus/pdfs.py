"""PDFs written on the spot: reports with page numbers, columns, footnotes, and files that cannot be read."""

import random
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

LETTER = (612, 792)
LEFT, TOP, BODY = 72, 700, 11
SERIF, BOLD = "Times-Roman", "Times-Bold"

NOUNS = [
    "sheriff",
    "police",
    "council",
    "report",
    "program",
    "county",
    "officer",
    "family",
    "neighbor",
    "court",
    "jail",
    "agency",
]
VERBS = ["asked", "heard", "found", "saw", "told", "warned", "thought", "said"]
ENDS = ["about trust", "in many towns", "at public meetings", "before the vote", "after the arrest", "over two years"]


def sentences(count: int, seed: int = 7) -> list[str]:
    """Sentences that are all different, each with a number of its own."""
    chance = random.Random(seed)
    return [
        f"The {chance.choice(NOUNS)} {chance.choice(VERBS)} the {chance.choice(NOUNS)} "
        f"{chance.choice(ENDS)} in case {seed}{number:03d}."
        for number in range(count)
    ]


class Writer:
    """A canvas on which text flows line by line."""

    def __init__(self, path: Path, **options: object) -> None:
        self.canvas = Canvas(str(path), pagesize=LETTER, invariant=1, **options)
        self.y = float(TOP)

    def line(self, text: str, x: float = LEFT, font: str = SERIF, size: float = BODY, step: float = 1.25) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, text)
        self.y -= size * step

    def prose(
        self,
        text: str,
        x: float = LEFT,
        width: float = 468,
        font: str = SERIF,
        size: float = BODY,
        justify: bool = False,
    ) -> None:
        """A paragraph, set in lines of this width, with room after it; the words spread out where it is justified."""
        line: list[str] = []
        for word in text.split():
            if line and self.canvas.stringWidth(" ".join([*line, word]), font, size) > width:
                self.words(line, x, width if justify else None, font, size)
                line = []
            line.append(word)
        self.words(line, x, None, font, size)
        self.y -= size * 0.7

    def words(self, words: Sequence[str], x: float, width: float | None, font: str, size: float) -> None:
        """One line; its words spread over the width where one is given."""
        if width is None or len(words) == 1:
            self.line(" ".join(words), x, font, size)
            return
        room = width - sum(self.canvas.stringWidth(word, font, size) for word in words)
        for word in words:
            self.at(x, self.y, word, font, size)
            x += self.canvas.stringWidth(word, font, size) + room / (len(words) - 1)
        self.y -= size * 1.25

    def at(self, x: float, y: float, text: str, font: str = SERIF, size: float = BODY) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def page(self, header: str = "", footer: str = "") -> None:
        """Ends a page; header and footer go to its edges."""
        if header:
            self.at(LEFT, 750, header, size=9)
        if footer:
            self.canvas.setFont(SERIF, 9)
            self.canvas.drawCentredString(306, 40, footer)
        self.canvas.showPage()
        self.y = float(TOP)

    def save(self) -> None:
        self.canvas.save()


def report(path: Path, pages: int = 6, front: Sequence[str] = ("", "ii"), footer: str = "{}") -> list[list[str]]:
    """A report with a cover, Roman front matter and numbered pages; the sentences of each page."""
    writer = Writer(path)
    written: list[list[str]] = []
    for number in range(pages):
        body = sentences(9, seed=100 + number)
        label = front[number] if number < len(front) else str(number - len(front) + 1)
        if number == 0:
            writer.line("A Report of the Council", font=BOLD, size=24)
            writer.y -= 30
        elif number == len(front):
            writer.line("I. Findings on Trust", font=BOLD, size=15)
            writer.y -= 8
        elif number == len(front) + 2:
            writer.line("II. Recommendations", font=BOLD, size=15)
            writer.y -= 8
        writer.prose(" ".join(body[:4]))
        writer.prose(" ".join(body[4:]))
        writer.page(header="Council Report on Trust" if number else "", footer=footer.format(label) if label else "")
        written.append(body)
    writer.save()
    return written


def columns(path: Path, count: int = 2, justify: bool = False, between: float = 24) -> list[str]:
    """A title, a summary across the page, then columns; the sentences in reading order."""
    writer = Writer(path)
    writer.line("News of the Council", font=BOLD, size=20)
    writer.y -= 10
    summary, body = sentences(3, seed=1), sentences(24 * count, seed=2)
    writer.prose(" ".join(summary), justify=justify)
    top, width = writer.y - 10, (468 - between * (count - 1)) / count
    share = len(body) // count
    for column in range(count):
        writer.y = top
        x = LEFT + column * (width + between)
        for start in range(column * share, (column + 1) * share, 6):
            writer.prose(" ".join(body[start : start + 6]), x=x, width=width, size=9, justify=justify)
    writer.page()
    writer.save()
    return summary + body


def footnotes(path: Path) -> None:
    """A sentence with the mark of a footnote, another that runs to the next column, and notes below."""
    writer = Writer(path)
    writer.prose(" ".join(sentences(5, seed=3)))
    writer.at(LEFT, writer.y, "The council counted 450 arrests.")
    x = LEFT + writer.canvas.stringWidth("The council counted 450 arrests.", SERIF, BODY)
    writer.at(x, writer.y + 4, "12", size=7)
    writer.at(x + 12, writer.y, "Most of them followed a traffic stop.")
    writer.y -= 30
    writer.prose(" ".join(sentences(4, seed=4)))
    writer.y = 140
    writer.canvas.line(LEFT, 152, 200, 152)
    for mark, note in (("12", "See the county's own figures for 2010, table 3."), ("13", "A second note says so too.")):
        writer.at(LEFT, writer.y + 3, mark, size=6)
        writer.line(note, x=LEFT + 8, size=8.5)
    writer.page()
    writer.save()


def two_column_footnotes(path: Path) -> None:
    """A sentence that goes on in the next column, with a footnote below the first."""
    writer = Writer(path)
    for column, (text, note) in enumerate(
        (
            (" ".join(sentences(16, seed=5)) + " The board asked the county to end the", "7 The vote was six to one."),
            ("agreement before the summer. " + " ".join(sentences(16, seed=6)), "8 The minutes are public."),
        )
    ):
        writer.y = float(TOP)
        writer.prose(text, x=LEFT + 246 * column, width=222, size=10)
        writer.y = 90
        writer.line(note, x=LEFT + 246 * column, size=7.5)
    writer.page()
    writer.save()


def hyphens(path: Path) -> None:
    """Words parted at the ends of lines, ligatures and soft hyphens."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    writer = Writer(path)
    for line in (
        "The enforcement of immigration law is a federal task. Community-based groups spoke.",
        "Many asked for community-",
        "based work, and for less enforce-",
        "ment of minor offenses. The 287-",
        "agreement was not among them. A long-",
        "Standing rule held. The re-",
        "sponse came late, and the counsel-",
        "ors of law were heard; the law and the order were not.",
    ):
        writer.line(line)
    writer.y -= 12
    writer.line("The police \ufb01lled in a \ufb02at form about in\u00adfor\u00adma\u00adtion.", font="Vera")
    writer.page()
    writer.save()


def table(path: Path) -> list[list[str]]:
    """Prose, then a table; its rows."""
    writer = Writer(path)
    writer.prose(" ".join(sentences(6, seed=8)))
    rows = [
        ["County", "Arrests in 2010", "Removals"],
        ["Denver", "120", "45"],
        ["Boulder", "77", "8"],
        ["Mesa", "9", "1"],
    ]
    for row in rows:
        for x, cell in zip((LEFT, 220, 380), row, strict=True):
            writer.at(x, writer.y, cell)
        writer.y -= 15
    writer.y -= 10
    writer.prose(" ".join(sentences(6, seed=9)))
    writer.page()
    writer.save()
    return rows


def labelled(path: Path) -> None:
    """Pages that bear no number, with labels in the file: i, ii, 1, 2."""
    writer = Writer(path)
    writer.canvas.addPageLabel(0, style="ROMAN_LOWER")
    writer.canvas.addPageLabel(2, style="ARABIC")
    for number in range(4):
        writer.prose(" ".join(sentences(5, seed=20 + number)))
        writer.page()
    writer.save()


def turned(path: Path) -> str:
    """A page that is turned in the file, and one whose text stands upright on the paper."""
    text = "This table of figures was printed sideways on its page."
    writer = Writer(path)
    for by_file in (True, False):
        canvas = writer.canvas
        canvas.saveState()
        canvas.translate(612, 0)
        canvas.rotate(90)
        writer.y = 500
        for _ in range(4):
            writer.line(text)
        canvas.restoreState()
        canvas.setPageRotation(90 if by_file else 0)
        writer.page()
    writer.save()
    return text


def long(path: Path, pages: int = 300) -> None:
    """A long report of plain pages with numbers and running headers."""
    writer = Writer(path)
    for number in range(pages):
        if number % 20 == 0:
            writer.line(f"Chapter {number // 20 + 1}: What was heard", font=BOLD, size=15)
            writer.y -= 6
        writer.prose(" ".join(sentences(4, seed=1000 + number)))
        writer.page(header="A Long Report", footer=str(number + 1))
    writer.save()


def scan(path: Path, pages: int = 2) -> None:
    """Pictures of pages, without text."""
    writer = Writer(path)
    for _ in range(pages):
        image = Image.new("L", (850, 1100), 255)
        ImageDraw.Draw(image).text((100, 100), "A page as a picture", fill=0)
        writer.canvas.drawImage(ImageReader(image), 0, 0, 612, 792)
        writer.page()
    writer.save()


def encrypted(path: Path) -> None:
    writer = Writer(path, encrypt=StandardEncryption("open-sesame", canPrint=0))
    writer.line("A locked page.")
    writer.page()
    writer.save()


def broken(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")


def disguised(path: Path) -> None:
    path.write_text("<!DOCTYPE html><html><body><h1>403 Forbidden</h1></body></html>", "utf-8")
