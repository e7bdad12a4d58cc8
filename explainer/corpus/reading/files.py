"""A file of any kind becomes one text and its parts: PDF, web page, plain text, Markdown."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from explainer.corpus.reading.outline import Kind, Part
from explainer.corpus.reading.paragraphs import pages_of
from explainer.corpus.reading.pdf import read_pdf
from explainer.corpus.reading.plain import read_plain
from explainer.corpus.reading.web import read_html
from explainer.domain import Span

_BREAK = "\n\n"
NOWHERE = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text that offsets count in, and its parts in order.

    Pages are joined by a form feed. `boxes` holds left, top, right and bottom of each character in
    turn, in points from the upper left corner of its page; all 0 for what stands nowhere. It is
    empty for a file without pages.
    """

    content: str
    parts: tuple[Part, ...]
    boxes: array  # type: ignore[type-arg]
    pictures: tuple[int, ...] = ()  # pages that hold a picture and no text

    @property
    def paged(self) -> bool:
        return bool(self.boxes)


def read_file(path: Path, page_offset: int | None = None) -> Reading:
    """Reads a file by its suffix: .pdf, .html, .md, else as plain text.

    Args:
        path: the file.
        page_offset: PDF page minus printed page, for a PDF whose pages bear no number.

    Raises:
        OutsideError: it cannot be read, or holds no text.
    """
    if path.suffix.lower() == ".pdf":
        return _read_pages(path, page_offset)
    html = path.suffix.lower() in (".html", ".htm")
    paragraphs = read_html(path) if html else read_plain(path, markdown=path.suffix.lower() == ".md")
    parts, at = [], 0
    for text, level in paragraphs:
        parts.append(Part(Span(at, at + len(text)), Kind.HEADING if level else Kind.BODY, level))
        at += len(text) + len(_BREAK)
    return Reading(_BREAK.join(text for text, _ in paragraphs), tuple(parts), array("f"))


def _read_pages(path: Path, page_offset: int | None) -> Reading:
    file = read_pdf(path)
    pages = pages_of(file.pages)
    labels = page_labels([page.label for page in pages], file.labels, page_offset)
    content: list[str] = []
    boxes, parts, at = array("f"), [], 0
    for number, (page, label) in enumerate(zip(pages, labels, strict=True), 1):
        for index, paragraph in enumerate(page.paragraphs):
            between = _BREAK if index else "\f" if number > 1 else ""
            start = at + len(between)
            at = start + len(paragraph.text)
            content += (between, paragraph.text)
            boxes.extend(NOWHERE * len(between))
            boxes.extend(paragraph.boxes)
            parts.append(Part(Span(start, at), paragraph.kind, paragraph.level, label, number))
        if not page.paragraphs and number > 1:
            content.append("\f")
            boxes.extend(NOWHERE)
            at += 1
    return Reading("".join(content), tuple(parts), boxes, file.pictures)


def page_labels(
    printed: Sequence[str | None], own: Sequence[str], page_offset: int | None = None
) -> tuple[str | None, ...]:
    """What to call each page: as printed on it, else as the file itself or the catalog says.

    A page that bears no number among pages that do has none; where nothing at all is known, the
    pages are counted.
    """
    counted = range(1, len(printed) + 1)
    if any(printed):
        agrees = any(own) and all(p is None or p == o for p, o in zip(printed, own, strict=True))
        return tuple(p or (o if agrees else None) or None for p, o in zip(printed, own, strict=True))
    if page_offset is not None:
        return tuple(str(n - page_offset) if n > page_offset else None for n in counted)
    if any(own):
        return tuple(o or None for o in own)
    return tuple(str(n) for n in counted)
