"""From the lines of a document's pages to its text: paragraphs, headings, footnotes, joined words.

What a single page cannot tell is decided by the whole document: what repeats at the edges of pages,
how large the letters of the body are, and whether a word that was parted at a line's end has a
hyphen of its own (it has one elsewhere in the document, or its joined form is found nowhere).
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from statistics import median

from explainer.corpus.reading.furniture import printed_labels, without_furniture, without_line_numbers
from explainer.corpus.reading.layout import Line, Page, in_order
from explainer.corpus.reading.outline import Kind

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PARTED = re.compile(r"(?P<head>[^\W\d_]+(?:-[^\W\d_]+)*)-$")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*[⁰¹²³⁴-⁹*†‡]*$")
_ITEM = re.compile(r"(?:[•◦▪■●○–-]|\(?[a-zA-Z0-9ivx]{1,4}[.)])\s")
_NOTE = re.compile(r"(?:[⁰¹²³⁴-⁹]+|\d{1,3}[.)]?\s|[*†‡§]+\s?)(?=\S)")
_LEADERS = re.compile(r"(?:\.\s?){5,}|(?:…\s?){2,}")
_PINNED, _PIN = re.compile(r"\d[a-z]?(?:\(\w{1,5}\))+$"), re.compile(r"\(\w{1,5}\)")  # "235(b)" and "(1)" overleaf
_SMALL = 0.93  # of the body's letters: a footnote's are smaller
_LARGE = 1.12  # of the body's letters: a heading's are larger
_HEADING_WORDS = 15


@dataclass
class Paragraph:
    """Text with the box of each of its characters: left, top, right, bottom in turn, in points."""

    text: str
    boxes: array  # type: ignore[type-arg]
    size: float
    bold: bool
    kind: Kind = Kind.BODY
    level: int = 0  # of a heading, from 1


@dataclass
class PageText:
    """The paragraphs of a page, footnotes last, and the number printed on it."""

    label: str | None
    paragraphs: list[Paragraph] = field(default_factory=list)


def pages_of(pages: Sequence[Page]) -> list[PageText]:
    """The text of every page, headings marked."""
    lines = [without_line_numbers(page.lines) for page in pages]
    heights = [page.height for page in pages]
    usual = _usual_size(line for page in lines for line in page)
    words = _vocabulary(line.text for page in lines for line in page)
    labels = printed_labels(lines, heights)
    kept = without_furniture(lines, heights, usual, labels)
    found = [PageText(label, _paragraphs(page, usual, words)) for label, page in zip(labels, kept, strict=True)]
    _mark_headings(found, usual)
    return found


def _usual_size(lines: Iterable[Line]) -> float:
    """The height of most letters, in points."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size * 2) / 2] += len(line.text)
    return max(counts, key=lambda size: (counts[size], size), default=0.0)


def _vocabulary(lines: Iterable[str]) -> Counter[str]:
    """The words of the document, without those that a line's end may have parted."""
    words: Counter[str] = Counter()
    parted = False
    for line in lines:
        found = _WORD.findall(line.casefold())
        here = found[1:] if parted else found
        parted = line.rstrip().endswith(("-", "\u00ad"))
        words.update(here[:-1] if parted else here)
    return words


def _paragraphs(lines: Sequence[Line], usual: float, words: Counter[str]) -> list[Paragraph]:
    """The paragraphs of one page: the body in reading order, then the footnotes."""
    body: list[Paragraph] = []
    notes: list[Paragraph] = []
    for run in in_order(lines):
        above, below = _parted_notes(run, usual)
        for number, group in enumerate(_groups(above)):
            paragraph = _joined(group, words)
            if number == 0 and body and _goes_on(body[-1], paragraph):
                body[-1] = _appended(body[-1], paragraph, words)
            else:
                body.append(paragraph)
        for group in _groups(below):
            note = _joined(group, words)
            note.kind = Kind.NOTE
            notes.append(note)
    return body + notes


def _parted_notes(run: list[Line], usual: float) -> tuple[list[Line], list[Line]]:
    """The body of a column and the footnotes below it: small letters that open with a mark."""
    at = len(run)
    while at and run[at - 1].size <= _SMALL * usual:
        at -= 1
    if at and not any(_NOTE.match(line.text) for line in run[at:]):
        return run, []
    return (run[:at], run[at:]) if at else (run, [])


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines grouped to paragraphs."""
    if not lines:
        return
    steps = [b.baseline - a.baseline for a, b in pairwise(lines) if abs(a.size - b.size) < 0.1 * a.size]
    pitch = min(median(steps), 2.2 * lines[0].size) if steps else 1.35 * lines[0].size
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    group = [lines[0]]
    for line in lines[1:]:
        if _begins(group, line, pitch, left, right):
            yield group
            group = []
        group.append(line)
    yield group


def _begins(group: Sequence[Line], line: Line, pitch: float, left: float, right: float) -> bool:
    """Whether a line begins a new paragraph."""
    before, em = group[-1], line.size
    complete = bool(_ENDS.search(before.text))
    if line.baseline - before.baseline > 1.35 * pitch or abs(line.size - before.size) > 0.08 * before.size:
        return True
    if line.bold != before.bold and (complete or before.bold or before.x1 < right - 3 * em):
        return True
    if bool(_LEADERS.search(line.text)) != bool(_LEADERS.search(before.text)) or line.cells != before.cells:
        return True
    if line.cells or _LEADERS.search(line.text):
        return False
    short = before.x1 < right - 3 * em
    ended = complete or short
    if short and before.text.isupper() and not line.text.isupper():
        return True
    if _NOTE.match(line.text) and _NOTE.match(group[0].text) and complete:
        return True
    if _ITEM.match(line.text) and (short or line.x0 > left + 0.5 * em):  # else "(2)" in the midst of a sentence
        return True
    hanging = _ITEM.match(group[0].text) or _NOTE.match(group[0].text)
    if line.x0 > before.x0 + 0.8 * em and ended and not (hanging and len(group) == 1):
        return True
    if line.x0 < before.x0 - 0.8 * em and len(group) > 1 and ended:
        return True
    return complete and before.x1 < left + 0.75 * (right - left) and line.text[:1].isupper()


def _joined(lines: Sequence[Line], words: Counter[str]) -> Paragraph:
    """Lines as one paragraph; rows of a table and lines of contents stay lines."""
    first = lines[0]
    kind = Kind.CONTENTS if _LEADERS.search(first.text) else Kind.BODY
    whole = Paragraph("", array("f"), first.size, all(line.bold for line in lines), kind)
    for line in lines:
        boxes = array("f")
        for x0, x1 in zip(line.edges[::2], line.edges[1::2], strict=True):
            boxes.extend((x0, line.top, x1, line.bottom))
        between = "\n" if line.cells or kind is Kind.CONTENTS else None
        whole = _appended(whole, Paragraph(line.text, boxes, line.size, line.bold), words, between)
    return whole


def _appended(whole: Paragraph, part: Paragraph, words: Counter[str], between: str | None = None) -> Paragraph:
    """One text after another, with what belongs between: a blank, or nothing within a word."""
    text, boxes = whole.text, whole.boxes
    if text and between is None:
        keep, between = _seam(text, part.text, words)
        text, boxes = text[:keep], boxes[: 4 * keep]
    between = between or "" if text else ""
    boxes = boxes + array("f", [0.0] * 4 * len(between)) + part.boxes
    text, boxes = _without_soft_hyphens(text + between + part.text, boxes)
    return Paragraph(text, boxes, whole.size, whole.bold, whole.kind)


def _without_soft_hyphens(text: str, boxes: array) -> tuple[str, array]:  # type: ignore[type-arg]
    for at in reversed([m.start() for m in re.finditer("\u00ad(?=.)", text, re.S)]):
        text, boxes = text[:at] + text[at + 1 :], boxes[: 4 * at] + boxes[4 * at + 4 :]
    return text, boxes


def _seam(before: str, after: str, words: Counter[str]) -> tuple[int, str]:
    """How many characters of `before` stay, and what stands between it and `after`."""
    if before.endswith("\u00ad"):
        return len(before) - 1, ""
    if before.endswith(("—", "/")) and not before[-2:-1].isspace():
        return len(before), ""
    if _PINNED.search(before) and _PIN.match(after):
        return len(before), ""
    parted = _PARTED.search(before)
    if not parted:
        return len(before), "" if re.search(r"\d[-–]$", before) and after[:1].isdigit() else " "
    tail = _WORD.match(after)
    if not tail or not after[:1].islower():
        return len(before), ""
    return (len(before), "") if _keeps_hyphen(parted["head"], tail[0], words) else (len(before) - 1, "")


def _keeps_hyphen(head: str, tail: str, words: Counter[str]) -> bool:
    """Whether a word parted at a line's end has a hyphen of its own, as the document writes it."""
    head, tail = head.casefold(), tail.casefold()
    last = head.rpartition("-")[2]
    joined, hyphened = words[head + tail] + words[last + tail], words[f"{head}-{tail}"] + words[f"{last}-{tail}"]
    if joined or hyphened:
        return hyphened > joined
    return words[last] > 0 and words[tail] > 0 and not _has_kin(last + tail, words)


def _has_kin(word: str, words: Counter[str]) -> bool:
    """Whether the document has the word with another ending."""
    stem = word[: max(5, len(word) - 3)]
    return any(other.startswith(stem) for other in words)


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph continues in the next column."""
    same = abs(before.size - after.size) < 0.08 * before.size and before.bold == after.bold
    return same and before.kind is after.kind is Kind.BODY and not _ENDS.search(before.text) and (
        after.text[:1].islower() or before.text.endswith(("-", ",")) or len(before.text) > 200
    )  # fmt: skip


def _mark_headings(pages: Sequence[PageText], usual: float) -> None:
    """Marks headings, with levels by size, weight and capitals; what is set so on a title page alone has none."""
    headings = [
        (number, paragraph)
        for number, page in enumerate(pages)
        for paragraph, after in zip_longest(page.paragraphs, page.paragraphs[1:])
        if _is_heading(paragraph, usual) and not (after and "\t" in after.text)  # a table's own first row or title
    ]
    places: dict[tuple[float, bool, bool], set[int]] = {}
    for number, paragraph in headings:
        places.setdefault(_style(paragraph), set()).add(number)
    lasting = [style for style, where in places.items() if len(pages) < 4 or where != {0}]
    levels = {style: level for level, style in enumerate(sorted(lasting, reverse=True), 1)}
    for _, paragraph in headings:
        paragraph.kind, paragraph.level = Kind.HEADING, levels.get(_style(paragraph), 0)


def _style(paragraph: Paragraph) -> tuple[float, bool, bool]:
    return round(paragraph.size), paragraph.bold, paragraph.text.isupper()


def _is_heading(paragraph: Paragraph, usual: float) -> bool:
    text = paragraph.text
    if paragraph.kind is not Kind.BODY or "\t" in text or len(text.split()) > _HEADING_WORDS:
        return False
    if paragraph.size < _SMALL * usual or text.endswith((".", ",", ";")) or not _WORD.search(text):
        return False
    return paragraph.size >= _LARGE * usual or paragraph.bold or (text.isupper() and len(text) > 3)
