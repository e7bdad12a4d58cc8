"""The parts of a document as its reader found them, and its blocks by heading and page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from explainer.corpus.passages import Block
from explainer.domain import Locator, Span


class Kind(StrEnum):
    BODY = "body"
    HEADING = "heading"
    NOTE = "note"  # a footnote, with its number
    CONTENTS = "contents"  # of a table of contents: leads elsewhere, says nothing itself


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or heading, and where in a document's text it stands."""

    span: Span
    kind: Kind = Kind.BODY
    level: int = 0  # of a heading, from 1; 0 for one that opens nothing, such as a title
    page: str | None = None  # as printed
    pdf_page: int | None = None


def by_heading(content: str, parts: Iterable[Part], paged: bool) -> Iterator[Block]:
    """Blocks with the path of the headings above each.

    The section of a block is the number of its heading where it has one ("III"), and in a document
    without pages else the heading itself, so that there is always a place to cite.
    """
    path: list[tuple[int, str]] = []
    for part in parts:
        text = " ".join(part.span.of(content).split())
        if part.kind is Kind.HEADING:
            if part.level:
                path = [(level, heading) for level, heading in path if level < part.level]
                path.append((part.level, text))
        elif part.kind is not Kind.CONTENTS:
            headings = tuple(heading for _, heading in path)
            section = _number(headings) or (headings[-1] if headings and not paged else None)
            yield Block(part.span, headings, Locator(part.page, part.pdf_page, section), part.kind is Kind.NOTE)


def _number(headings: Sequence[str]) -> str | None:
    """The number of the innermost heading that has one, below those above it: "III", "III.A", "2.1"."""
    found = ""
    for heading in headings:
        first, _, rest = heading.partition(" ")
        bare = first.rstrip(".):—-")
        digits = bare.replace(".", "").isdigit() and len(bare.partition(".")[0]) < 3
        numbered = rest and (digits or (is_letters(bare) and (first != bare or len(bare) > 1)))
        if numbered:
            found = bare if not found or "." in bare else f"{found}.{bare}"
    return found or None


def is_letters(mark: str) -> bool:
    """Whether a mark is one capital letter or a Roman numeral."""
    return (len(mark) == 1 and mark.isupper()) or (mark.isupper() and set(mark) <= set("IVXLC"))
