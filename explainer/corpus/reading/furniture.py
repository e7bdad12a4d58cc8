"""What repeats at the edges of pages: running headers and footers are found, and page numbers read from them."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from explainer.corpus.reading.layout import Line

EDGE = 0.13  # of the page's height, above and below, where headers and footers stand
_STEP = 2  # pages from one occurrence to the next, at most: left and right pages may differ
_DRIFT = 6.0  # points by which the occurrences may differ in height
_NUMBER = r"(?:\d{1,4}|(?-i:[ivxlc]{1,7}))"
_NUMBERED = 12  # lines that are counted from 1 at the edge of a page
_FULL = re.compile(
    rf"[-–—\[(|\s]*(?:(?:page|página|pág\.|p\.)\s*)?(?P<n>{_NUMBER})(?:\s*(?:of|de|/)\s*\d+)?[-–—\])|.\s]*", re.I
)
_WITHIN = re.compile(
    rf"^(?P<a>{_NUMBER})\s*[|•·–—\t ]|\bpage\s+(?P<b>\d{{1,4}})\b|[|•·–—\t ]\s*(?P<c>{_NUMBER})$", re.I
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A page number as it is written."""

    value: int
    roman: bool

    def __str__(self) -> str:
        return to_roman(self.value) if self.roman else str(self.value)


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Numbers that may be a page's: those that stand alone on a line, and those beside other words."""

    alone: tuple[Numeral, ...]
    within: tuple[Numeral, ...]

    @property
    def all(self) -> tuple[Numeral, ...]:
        return self.alone + self.within


def without_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float], usual: float, labels: Sequence[str | None]
) -> list[list[Line]]:
    """The lines of each page without its number and what repeats at the edges of pages.

    Args:
        pages: lines of each page.
        heights: of the pages.
        usual: the size of the letters of the body; what is much larger is a heading.
        labels: the number of each page: see `printed_labels`.
    """
    seen: dict[tuple[str, bool], list[tuple[int, float, Line]]] = defaultdict(list)
    dropped: set[int] = set()
    numbers: set[tuple[int, int]] = set()  # page and height of a number that stands in the first or last row
    for index, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        rows = [round(line.baseline) for line in lines]
        for line in lines:
            if line.size <= 1.15 * usual and (edge := _edge(line, height)) is not None:
                place = height - line.baseline if edge else line.baseline
                seen[_alike(line.text), edge].append((index, place, line))
                number = _FULL.fullmatch(line.text)
                if number and labels[index] and str(numeral(number["n"])) == labels[index]:
                    dropped.add(id(line))
                    numbers |= {(index, row) for row in (min(rows), max(rows)) if row == round(line.baseline)}
    for found in seen.values():
        least = min(3, max(2, len(pages) - 1))
        for chain in _chains(found):
            if len({index for index, _, _ in chain}) >= least:
                dropped |= {id(line) for _, _, line in chain}
        # What stands beside a page's number, such as the name of a chapter.
        dropped |= {id(line) for index, _, line in found if (index, round(line.baseline)) in numbers}
    return [_kept(lines, dropped) for lines in pages]


def _kept(lines: Sequence[Line], dropped: set[int]) -> list[Line]:
    """The lines that stay: all, too, whose row has others that stay, such as the last word of a wide line."""
    rows = {round(line.baseline) for line in lines if id(line) not in dropped}
    return [line for line in lines if id(line) not in dropped or round(line.baseline) in rows]


def without_line_numbers(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a page without the numbers that court papers have at the edge of each line."""
    numbers = sorted((line for line in lines if re.fullmatch(r"\d{1,2}", line.text)), key=lambda line: line.baseline)
    counted = {id(line) for place, line in enumerate(numbers, 1) if int(line.text) == place}
    if len(counted) < _NUMBERED:
        return lines
    edge = min(line.x0 for line in lines if id(line) not in counted) if len(counted) < len(lines) else 0.0
    return [line for line in lines if id(line) not in counted or line.x0 > edge]


def printed_labels(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[str | None]:
    """The number printed on each page; None where none is printed and its neighbors do not tell it.

    A number counts when it goes up with the pages: another page near by has a number of the same
    kind that is as far from its place in the file. So does a lone "ii" where it can be.
    """
    candidates = [_candidates(lines, height) for lines, height in zip(pages, heights, strict=True)]
    if len(pages) == 1:
        return [str(candidates[0].alone[0]) if candidates[0].alone else None]
    votes = Counter((n.roman, n.value - index) for index, found in enumerate(candidates) for n in set(found.all))
    chosen: list[Numeral | None] = []
    for index, found in enumerate(candidates):
        near = [n for n in found.all if _has_neighbor(candidates, index, n)]
        front = next((n for n in found.alone if n.roman and n.value <= index + 1), None)
        chosen.append(max(near, key=lambda n: votes[n.roman, n.value - index], default=front))
    return [str(n) if n else None for n in _filled(chosen)]


def to_roman(value: int) -> str:
    """Small Roman numerals of 1 to 399."""
    digits = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    written = ""
    for worth, letters in digits:
        times, value = divmod(value, worth)
        written += letters * times
    return written


def numeral(written: str) -> Numeral | None:
    """The number of a label such as "12" or "iv"; None if it is none."""
    if written.isdigit():
        return Numeral(int(written), roman=False) if int(written) else None
    values = [_ROMAN.get(letter, 0) for letter in written.lower()]
    value = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return Numeral(value, roman=True) if value > 0 and to_roman(value) == written.lower() else None


def _edge(line: Line, height: float) -> bool | None:
    """False above, True below, None in between."""
    if line.bottom < EDGE * height:
        return False
    return True if line.top > (1 - EDGE) * height else None


def _alike(text: str) -> str:
    """What two lines that differ in a number alone have in common; a number alone is like none but itself."""
    words = re.sub(r"\s+", " ", text.casefold())
    return re.sub(r"\d+", "#", words) if any(c.isalpha() for c in words) else words


def _chains(found: Sequence[tuple[int, float, Line]]) -> list[list[tuple[int, float, Line]]]:
    """Occurrences that follow one another from page to page at the same height."""
    chains: list[list[tuple[int, float, Line]]] = []
    for one in found:
        for chain in chains:
            if one[0] - chain[-1][0] <= _STEP and abs(one[1] - chain[-1][1]) <= _DRIFT:
                chain.append(one)
                break
        else:
            chains.append([one])
    return chains


def _candidates(lines: Sequence[Line], height: float) -> _Candidates:
    alone, within = [], []
    for line in lines:
        if _edge(line, height) is None:
            continue
        if match := _FULL.fullmatch(line.text.strip()):
            alone.append(match["n"])
        else:
            within += [group for match in _WITHIN.finditer(line.text.strip()) for group in match.groups() if group]
    return _Candidates(
        tuple(n for written in alone if (n := numeral(written))),
        tuple(n for written in within if (n := numeral(written))),
    )


def _has_neighbor(candidates: Sequence[_Candidates], index: int, n: Numeral) -> bool:
    near = (i for i in range(max(0, index - 3), min(len(candidates), index + 4)) if i != index)
    return any(Numeral(n.value + i - index, n.roman) in candidates[i].all for i in near)


def _filled(labels: Sequence[Numeral | None]) -> list[Numeral | None]:
    """Numbers that are left out on a page (a cover, the first page of a chapter) are told by the next ones."""
    filled = list(labels)
    for index in range(len(filled) - 2, -1, -1):
        after = filled[index + 1]
        if filled[index] is None and after and after.value > 1:
            before = next((n for n in reversed(labels[:index]) if n), None)
            fits = before is None or before.roman != after.roman or before.value < after.value
            filled[index] = Numeral(after.value - 1, after.roman) if fits else None
    return filled
