"""From characters with places to lines in reading order: pure geometry, no PDF needed.

Columns are found by a recursive cut in the manner of Nagy and Seth's X-Y cut, with one change: lines
that run across the gap between two columns part the page into bands, and a gap counts only where
both its sides hold prose. So a title above two columns is read first, and a table row by row.

All places are points from the upper left corner of the page as it is shown, y growing downwards.
"""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

BLANK = 0.15  # of the letters' size: a wider gap between two words of a line is a blank
CELL = 0.8  # a wider gap than this may part two columns
GUTTER = 0.9  # a wider gap than this between two lines of a row parts two columns
LARGE = 1.2  # of the usual letters: those of a heading
TABLE = 1.2  # a wider gap than this may part two cells
RAISED = re.compile(r"[\d,*†‡§¶]{1,5}")  # what a raised word holds when it is a mark of a footnote
_MARK = re.compile(r"[(\[]?\w{1,4}[.)\]]|[•◦▪■–-]")  # "(a)" or a bullet: the gap after it parts no cells
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEAST = 3  # lines on each side of a gap between columns


class Character(NamedTuple):
    """What is shown at a place; a blank has no place."""

    shown: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float  # of the font, in points
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline: a word, or words that stand side by side."""

    text: str
    edges: array  # type: ignore[type-arg]  # left and right edge of each character, in turn
    top: float
    bottom: float
    baseline: float
    size: float  # of the letters, in points
    bold: bool
    spaced: bool = True  # a blank stands before it
    cells: bool = False  # its parts are cells of a table, parted by tabs

    @property
    def x0(self) -> float:
        return float(self.edges[0])

    @property
    def x1(self) -> float:
        return float(self.edges[-1])


@dataclass(frozen=True, slots=True)
class Page:
    """The size of a page, and what stands on it: see `segments`."""

    width: float
    height: float
    lines: tuple[Line, ...]


def words_of(characters: Iterable[Character]) -> tuple[Line, ...]:
    """Characters joined to words: cut at blanks, at changes of baseline, and at wide gaps."""
    words: list[Line] = []
    run: list[Character] = []
    spaced = True
    for c in characters:
        breaks = c.shown == " "
        if run and not breaks:
            last = run[-1]
            reach = max(last.size, c.size)
            breaks = abs(c.baseline - last.baseline) > 0.1 * reach or not -0.5 * reach < c.x0 - last.x1 < 0.6 * reach
        if breaks and run:
            words.append(_word(run, spaced))
            run, spaced = [], c.shown == " "
        if c.shown == " ":
            spaced = True
        else:
            run.append(c)
    if run:
        words.append(_word(run, spaced))
    return tuple(words)


def _word(run: Sequence[Character], spaced: bool) -> Line:
    text, edges = "", array("f")
    for c in run:
        if text and unicodedata.combining(c.shown[0]):
            whole = unicodedata.normalize("NFC", text[-1] + c.shown)
            if len(whole) == 1:
                text = text[:-1] + whole
                continue
        text += c.shown
        edges.extend((c.x0, c.x1) * len(c.shown))
    return Line(
        text, edges, min(c.y0 for c in run), max(c.y1 for c in run), median(c.baseline for c in run),
        max(c.size for c in run), all(c.bold for c in run), spaced,
    )  # fmt: skip


def segments(words: Iterable[Line]) -> tuple[Line, ...]:
    """Words that share a baseline joined, up to the first gap that may part two columns."""
    found: list[Line] = []
    for row in _rows(words):
        run = [row[0]]
        for before, word in pairwise(row):
            if word.x0 - before.x1 > CELL * max(before.size, word.size):
                found.append(joined(run))
                run = []
            run.append(word)
        found.append(joined(run))
    return tuple(found)


def _rows(words: Iterable[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for word in sorted(words, key=lambda w: w.baseline):
        if rows and abs(word.baseline - rows[-1][0].baseline) <= 0.15 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    for index, row in enumerate(rows):  # raised marks go down to the line that they belong to
        for word in [w for w in row if RAISED.fullmatch(w.text)]:
            if host := _host(word, rows[index + 1 : index + 6]):
                row.remove(word)
                host.append(replace(word, text=word.text.translate(SUPERSCRIPT), spaced=False))
    return [sorted(row, key=lambda w: w.x0) for row in rows if row]


def _host(mark: Line, below: Sequence[list[Line]]) -> list[Line] | None:
    """The row that a raised mark stands on: larger letters close beside it, a little lower."""
    for row in below:
        for word in row:
            lower = word.baseline - mark.baseline
            near = min(abs(mark.x0 - word.x1), abs(word.x0 - mark.x1)) < 0.5 * word.size
            if near and 0.1 * word.size < lower < 0.7 * word.size and word.size > 1.15 * mark.size:
                return row
    return None


def joined(parts: Sequence[Line], cells: bool = False) -> Line:
    """Parts of a line, from left to right, as one line."""
    if len(parts) == 1:
        return parts[0]
    text, edges = parts[0].text, array("f", parts[0].edges)
    for before, part in pairwise(parts):
        gap = part.x0 - before.x1
        if cells and gap > TABLE * part.size:
            between = "\t"
        else:
            glued = not part.spaced
            between = "" if glued and gap < BLANK * part.size else " "
        if part.text[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹" and gap < BLANK * before.size:
            between = ""
        edges.extend((before.x1, part.x0) * len(between))
        text += between + part.text
        edges.extend(part.edges)
    widest = max(parts, key=lambda p: (round(p.size, 1), len(p.text)))
    return Line(
        text, edges, min(p.top for p in parts), max(p.bottom for p in parts), widest.baseline,
        widest.size, all(p.bold for p in parts), parts[0].spaced, cells,
    )  # fmt: skip


def in_order(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in reading order, as runs that each stand in one column or across the page."""
    rows = _by_baseline(lines)
    gap = _gap(rows)
    if gap is None:
        return [list(_whole_rows(rows))] if rows else []
    runs: list[list[Line]] = []
    for in_columns, band in groupby(_bands(rows, gap), key=lambda band: _two_columns(band, gap)):
        inside = [line for rows in band for row in rows for line in row]
        if in_columns:
            runs += in_order([s for s in inside if s.x1 <= gap]) + in_order([s for s in inside if s.x0 >= gap])
        else:
            runs += in_order(inside)
    return runs


def _by_baseline(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand side by side, in rows from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda s: (s.baseline, s.x0)):
        if rows and abs(line.baseline - rows[-1][0].baseline) <= 0.3 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda s: s.x0) for row in rows]


def _gap(rows: Sequence[list[Line]]) -> float | None:
    """The right edge of the gap between columns that parts the most lines; None where there is none."""
    if len(rows) < _LEAST:
        return None
    best: tuple[int, float] | None = None
    starts = Counter(round(line.x0) for row in rows for line in row)
    for x, count in sorted(starts.items()):
        if count < _LEAST:
            continue
        gap = x - 1.0  # columns begin at a common left edge
        held = sum(sum(map(len, band)) for band in _bands(rows, gap) if _two_columns(band, gap))
        if held and (best is None or held > best[0]):
            best = held, gap
    return best[1] if best else None


def _bands(rows: Sequence[list[Line]], gap: float) -> Iterator[list[list[Line]]]:
    """Runs, from top to bottom, of rows that cross the gap, or head both columns, and of rows that do not."""
    usual = median(row[0].size for row in rows)
    right = [line for row in rows for line in row if line.x0 >= gap]

    def heads(row: Sequence[Line]) -> bool:
        """A large line on the left with nothing beside it, however short it is."""
        room, line = 0.5 * row[0].size, row[0]
        if line.size < LARGE * usual or row[-1].x1 > gap:
            return False
        return not any(other.top < line.bottom + room and other.bottom > line.top - room for other in right)

    for _, band in groupby(rows, key=lambda row: _crosses(row, gap) or heads(row)):
        yield list(band)


def _crosses(row: Sequence[Line], gap: float) -> bool:
    """Whether a word stands in the gap, or words on both sides stand closer than columns do."""
    if any(line.x0 < gap < line.x1 for line in row):
        return True
    left, right = [s.x1 for s in row if s.x1 <= gap], [s.x0 for s in row if s.x0 >= gap]
    return bool(left and right) and min(right) - max(left) < GUTTER * row[0].size


def _two_columns(band: Sequence[list[Line]], gap: float) -> bool:
    """Whether both sides of the gap hold prose, side by side."""
    if _crosses(band[0], gap):
        return False
    left = [half for row in band if (half := [s for s in row if s.x1 <= gap])]
    right = [half for row in band if (half := [s for s in row if s.x0 >= gap])]
    if min(len(left), len(right)) < _LEAST:
        return False
    shared = min(left[-1][0].bottom, right[-1][0].bottom) - max(left[0][0].top, right[0][0].top)
    shortest = min(side[-1][0].bottom - side[0][0].top for side in (left, right))
    return shared > 0.4 * shortest and all(_is_prose(side) or _gap(side) is not None for side in (left, right))


def _is_prose(rows: Sequence[Sequence[Line]]) -> bool:
    """Rows of several words, most of which are about as long as the longest and have no room for a second column."""
    widths = [row[-1].x1 - row[0].x0 for row in rows]
    words = median(sum(len(s.text.split()) for s in row) for row in rows)
    parted = Counter(round(b.x0 / 3) for row in rows for a, b in pairwise(row) if b.x0 - a.x1 > CELL * b.size)
    aligned = max(parted.values(), default=0)
    return words >= 4 and median(widths) > 0.5 * max(widths) and aligned < 0.4 * len(rows)


def _whole_rows(rows: Sequence[list[Line]]) -> Iterator[Line]:
    """Lines side by side joined; as cells of a table where the row above or below has cells at the same place."""
    cells = [_cells(row) for row in rows]
    for index, row in enumerate(rows):
        beside = [edge for near in cells[max(0, index - 1) : index] + cells[index + 1 : index + 2] for edge in near]
        yield joined(row, cells=any(abs(a - b) < 0.5 * row[0].size for a in cells[index] for b in beside))


def _cells(row: Sequence[Line]) -> list[float]:
    """The edges and middles of what stands behind a wide gap; not of what follows "(a)" or a bullet."""
    return [
        edge
        for a, b in pairwise(row)
        if b.x0 - a.x1 > TABLE * b.size and not _MARK.fullmatch(a.text)
        for edge in (b.x0, (b.x0 + b.x1) / 2, b.x1)
    ]
