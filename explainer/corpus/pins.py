"""From a pin to the passages that stand there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from explainer.corpus.library import Corpus
from explainer.corpus.reading.furniture import Numeral, numeral
from explainer.domain import Layer, Passage

_NUMBER = re.compile(r"(?<![\w(])(?:\d+[\d.]*[A-Za-z]?(?:-\d+)?|[IVXLC]+(?:\.[A-Z])?)(?![\w)])")
_MARKS = re.compile(r"(?:\(\w{1,5}\))+(?:\s*[-–]\s*(?:\(\w{1,5}\))+)?")
_MARK = re.compile(r"\((\w+)\)")
_MOST = 26  # entries of a range


@dataclass(frozen=True, slots=True)
class Pin:
    """A place in a law or report: the number of its section ("" for none) and the marks below it."""

    number: str
    marks: tuple[str, ...] = ()

    def meets(self, other: "Pin", numbered: bool) -> bool:
        """Whether one of the two holds the other."""
        short, long = sorted((self.number, other.number), key=len)
        if numbered and long != short and not (short and long.startswith(f"{short}.")):
            return False
        shorter = min(len(self.marks), len(other.marks))
        return self.marks[:shorter] == other.marks[:shorter]


def passages_at(
    corpus: Corpus, source_id: str, page: str | None = None, section: str | None = None
) -> tuple[Passage, ...]:
    """The document's passages on a printed page and in a section, in order; both where both are given.

    Args:
        corpus: what to look in.
        source_id: whose document.
        page: a printed page or a range, "21" or "21-23" or "iv".
        section: a pin or several, "(d)(1)-(3)", "Sec. 11", "III", "Section 2(a), 4"; or a heading.
    """
    held = tuple(p for p in corpus.passages if p.source_id == source_id and p.layer is Layer.DOCUMENT)
    if page:
        held = tuple(p for p in held if p.locator.page and _on(page, p.locator.page))
    if section:
        held = _in_section(held, section)
    return held if page or section else ()


def _on(asked: str, label: str) -> bool:
    """Whether a printed page is one of those asked for."""
    if asked == label:
        return True
    first, _, last = asked.partition("-")
    numbers = [numeral(first.strip()), numeral((last or first).strip()), numeral(label)]
    if None in numbers:
        return False
    low, high, here = (n for n in numbers if isinstance(n, Numeral))
    return low.roman == here.roman == high.roman and low.value <= here.value <= high.value


def _in_section(passages: tuple[Passage, ...], section: str) -> tuple[Passage, ...]:
    wanted = list(_pins(section))
    if not wanted:
        heading = section.casefold()
        return tuple(p for p in passages if any(heading == part.casefold() for part in p.title.split(" › ")))
    numbered = any(pin.number for p in passages for pin in _pins(p.locator.section or ""))
    return tuple(
        p
        for p in passages
        if p.locator.section
        and any(here.meets(there, numbered) for here in _pins(p.locator.section) for there in wanted)
    )


def _pins(section: str) -> Iterator[Pin]:
    """The pins that a section names, each range as its entries; none in words such as "summary"."""
    for piece in re.split(r"[;,]| and | y ", section):
        marks = _MARKS.search(piece)
        before = piece[: marks.start()] if marks else piece
        numbers = [n.group() for n in _NUMBER.finditer(before + " ")]
        number = numbers[-1] if numbers else ""
        if marks:
            yield from (Pin(number, entry) for entry in _entries(marks[0]))
        elif number:
            first, _, last = number.partition("-")
            if first.isdigit() and last.isdigit() and int(first) < int(last) < int(first) + _MOST:
                yield from (Pin(str(n)) for n in range(int(first), int(last) + 1))
            else:
                yield Pin(number)


def _entries(marks: str) -> Iterator[tuple[str, ...]]:
    """The marks of one place, or of each place of a range: "(d)(1)-(3)" is three."""
    left, _, right = marks.replace("–", "-").partition("-")
    first = tuple(_MARK.findall(left))
    yield first
    if not right:
        return
    last = _MARK.findall(right)[-1]
    outer, mark = first[:-1], first[-1]
    roman = any(len(m) > 1 and numeral(m.lower()) for m in (mark, last) if not m.isdigit())
    for _ in range(_MOST):
        if mark == last:
            return
        mark = _next(mark, roman)
        yield (*outer, mark)


def _next(mark: str, roman: bool) -> str:
    """The mark after this one: a number, a Roman numeral, or a letter."""
    if mark.isdigit():
        return str(int(mark) + 1)
    number = numeral(mark.lower())
    if number and roman:
        written = str(Numeral(number.value + 1, roman=True))
        return written if mark.islower() else written.upper()
    return mark[:-1] + chr(ord(mark[-1]) + 1)
