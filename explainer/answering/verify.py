"""The only door out: a sentence leaves with a quotation that stands in its source, or not at all.

A quotation is compared with the source text after Unicode folding (compatibility forms, quotation
marks, dashes, soft hyphens, blanks), with offsets kept, so that what is cited is always a span of
the text as it is. Whole sentences only; no ellipses; whatever cannot be proved is dropped.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explainer.domain import Citation, Passage, Sentence, Source, Span

_ALIKE = str.maketrans(dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-"))
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Support:
    """A quotation that is said to stand in a passage."""

    passage: Passage
    quote: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that somebody would like to say, and what is said to support it."""

    text: str
    supports: tuple[Support, ...]
    kept: bool = False  # a part of a list or a comparison, which is shown whole


@dataclass(frozen=True, slots=True)
class Verified:
    """Sentences, each with at least one citation number, and the citations, numbered from 1."""

    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def text(self) -> str:
        """The sentences with [1] after what citation 1 supports."""
        marked = (s.text + " " + " ".join(f"[{n}]" for n in s.citations) for s in self.sentences)
        return " ".join(marked)


NOTHING = Verified()


def verify(drafts: Sequence[Draft], sources: Mapping[str, Source]) -> Verified:
    """The drafts that can be proved, in their order. One without a proved quotation is left out."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for draft in drafts:
        numbers = []
        for support in draft.supports:
            span = locate(support.quote, support.passage)
            source = sources.get(support.passage.source_id)
            if span is not None and source is not None:
                numbers.append(_number(citations, support.passage, source, span))
        if numbers:
            sentences.append(Sentence(draft.text, tuple(dict.fromkeys(numbers))))
    return Verified(tuple(sentences), tuple(citations))


def cite(number: int, passage: Passage, source: Source) -> Citation:
    """A citation of a whole passage: for what is shown as near, without a claim."""
    return Citation(number, passage, source, passage.span)


def locate(quote: str, passage: Passage) -> Span | None:
    """Where the quotation stands in the text of the passage, as whole sentences; None if it does not."""
    if "…" in quote or "..." in quote:
        return None
    wanted, _ = _folded(quote)
    if not wanted:
        return None
    content = passage.text_of.content
    held, offsets = _folded(passage.span.of(content))
    starts = {span.start for span in passage.sentences}
    ends = {span.end for span in passage.sentences}
    at = held.find(wanted)
    while at >= 0:
        found = Span(
            passage.span.start + offsets[at],
            passage.span.start + offsets[at + len(wanted) - 1] + 1,
        )
        if found.start in starts and found.end in ends:
            return found
        at = held.find(wanted, at + 1)
    return None


def _number(citations: list[Citation], passage: Passage, source: Source, span: Span) -> int:
    for citation in citations:
        if citation.passage.id == passage.id and citation.span == span:
            return citation.number
    citations.append(Citation(len(citations) + 1, passage, source, span))
    return len(citations)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the offset it came from."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, original in enumerate(text):
        if original in _UNSEEN:
            continue
        for character in unicodedata.normalize("NFKC", original).translate(_ALIKE):
            if character.isspace():
                if not characters or characters[-1] == " ":
                    continue
                character = " "
            characters.append(character)
            offsets.append(offset)
    while characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return "".join(characters), offsets
