"""Sentence boundaries, with offsets kept. The only module that uses `sentencex`."""

import re
from collections.abc import Iterator

import sentencex

from explainer.domain import Span

# sentencex knows the abbreviations of the text's own language only: in Spanish text it cuts
# "8 U.|S.C. 1373", and everywhere a citation such as "745 F.|3d". Such a cut leaves a single
# capital before it, or no blank after it.
_ABBREVIATION_END = re.compile(r"(?:\b[A-ZÁÉÍÓÚÑ]|\b(?:vs?|No|Sec|Secs|art|núm|EE|UU))\.$")
_SPANISH_OPENING = re.compile(r"(?<=[.!?…])\s+(?=[¿¡])")
# In a text that opens with "(3)" sentencex finds no boundary at all.
_OPENING_MARKS = re.compile(r"\s*(?:\(\w{1,5}\)\s*)+")
_NOTE_MARKS = re.compile(r"[⁰¹²³⁴-⁹]+")  # of footnotes; they belong to the sentence before them
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character, which sentencex does not take
_BLANK = re.compile(r"\n[ \t]*\n|\f")


def sentence_spans(text: str, lang: str = "en", start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of `text[start:end]` in order.

    Returns:
        Spans counted in `text`, without the blanks around a sentence. A paragraph break or a
        form feed always ends a sentence.
    """
    end = len(text) if end is None else end
    spans: list[Span] = []
    for block in _split(text, Span(start, end), _BLANK):
        for span in _joined(text, _cut(text, block, lang)):
            spans.extend(_split(text, span, _SPANISH_OPENING))
    return tuple(stripped for span in spans if (stripped := _strip(text, span)).start < stripped.end)


def _cut(text: str, block: Span, lang: str) -> Iterator[Span]:
    opening = _OPENING_MARKS.match(text, block.start, block.end)
    offset = opening.end() if opening else block.start
    rest = _LONE_SURROGATE.sub("\ufffd", text[offset : block.end])
    start = block.start
    for found in sentencex.get_sentence_boundaries(lang, rest):
        end = offset + found["end_index"]
        if marks := _NOTE_MARKS.match(text, end, block.end):
            end = marks.end()
        if end > start:
            yield Span(start, end)
            start = end
    if opening and start == block.start:  # nothing but marks
        yield block


def _joined(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Mends cuts that fell inside an abbreviation or before a lower-case word."""
    held: Span | None = None
    for span in spans:
        if held is not None and not _is_boundary(text, held, span):
            held = Span(held.start, span.end)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _is_boundary(text: str, before: Span, after: Span) -> bool:
    left, right = before.of(text), after.of(text)
    if not left.strip() or not right.strip():
        return False
    if not left[-1].isspace() and not right[0].isspace():
        return False
    if _ABBREVIATION_END.search(left.rstrip()):
        return False
    return not right.lstrip()[0].islower()


def _split(text: str, span: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for match in pattern.finditer(text, span.start, span.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, span.end)


def _strip(text: str, span: Span) -> Span:
    content = span.of(text)
    lead = len(content) - len(content.lstrip())
    return Span(span.start + lead, max(span.start + lead, span.start + len(content.rstrip())))
