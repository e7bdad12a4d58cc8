"""Where each term stands in a run of texts: a positional inverted index in flat arrays of integers.

How often a text holds a term, or two terms as neighbors, and its BM25 for them are counted from the
positions when a question comes, so pairs of words cost no room: 12 bytes a word are kept in all, where
indexes of words, pairs and sentences of their own took 33 KB a passage. BM25 is Lucene's variant
(Kamphuis et al., 2020), k1 1.5, b 0.75: the same scores as the library `bm25s` gives.
"""

import math
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

K1, B = 1.5, 0.75

Numbers = NDArray[np.int32]
Scores = NDArray[np.float64]
Found = tuple[Numbers, Scores]  # numbers of texts, ascending, and the score of each


@dataclass(frozen=True)
class Texts:
    """The lengths of some texts, and BM25 over them."""

    lengths: Numbers  # by number of a text
    count: int  # how many texts there are
    total: int  # of their lengths

    def bm25(self, numbers: Numbers) -> Found:
        """The texts that hold something, each with its score.

        Args:
            numbers: of the text around each place where it stands, ascending.
        """
        starts = _starts(numbers)
        holding, often = numbers[starts], np.diff(starts, append=len(numbers))
        rarity = math.log(1 + (self.count - len(holding) + 0.5) / (len(holding) + 0.5))
        length = self.lengths[holding] * (self.count / max(self.total, 1))
        return holding, rarity * often / (often + K1 * (1 - B + B * length))


class Postings:
    """The index of passages, each a run of units: its title, then its sentences.

    Units are counted through all passages. A title counts in its passage, and is no unit in `units`.

    Args:
        passages: of each passage the terms of its title and of each sentence; read once.
    """

    def __init__(self, passages: Iterable[Sequence[Sequence[str]]]) -> None:
        self._number: dict[str, int] = {}
        terms, lengths, counts = array("i"), array("i"), array("i")
        number = self._number
        for units in passages:
            counts.append(len(units))
            for unit in units:
                lengths.append(len(unit))
                terms.extend(number.setdefault(term, len(number)) for term in unit)
        self._terms = np.array(terms, dtype=np.int32)
        of_unit, in_passage = np.array(lengths, dtype=np.int32), np.array(counts, dtype=np.int32)
        self._unit_at = np.repeat(np.arange(len(of_unit), dtype=np.int32), of_unit)
        self.owner = np.repeat(np.arange(len(in_passage), dtype=np.int32), in_passage)  # of each unit, its passage
        self.first = np.cumsum(in_passage, dtype=np.int32) - in_passage  # of each passage, its title
        self._places = np.argsort(self._terms, kind="stable").astype(np.int32)
        self._starts = np.searchsorted(self._terms[self._places], np.arange(len(number) + 1))
        of_passage = np.bincount(self.owner, weights=of_unit, minlength=len(in_passage)).astype(np.int32)
        self.passages, self.passage_pairs = _texts(of_passage), _texts(_pairs(of_passage))
        self.units, self.unit_pairs = _texts(of_unit, self.first), _texts(_pairs(of_unit), self.first)

    def __contains__(self, term: str) -> bool:
        return term in self._number

    def places(self, term: str) -> Numbers:
        """Where a term stands, ascending."""
        number = self._number.get(term)
        return self._places[:0] if number is None else self._places[self._starts[number] : self._starts[number + 1]]

    def pair_places(self, one: str, other: str) -> Numbers:
        """Where a term stands right before another one in the same passage, ascending."""
        first, second = self.places(one), self.places(other) - 1
        if not len(first) or not len(second):
            return first[:0]
        if len(first) <= len(second):
            places = first[first + 1 < len(self._terms)]
            places = places[self._terms[places + 1] == self._number[other]]
        else:
            places = second[second >= 0]
            places = places[self._terms[places] == self._number[one]]
        return np.asarray(places[self.around(places)[0] == self.around(places + 1)[0]])

    def around(self, places: Numbers) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
        """The passage and the unit around each place, and whether that unit is a title."""
        units = self._unit_at.take(places)
        passages = self.owner.take(units)
        return passages, units, self.first.take(passages) == units

    def in_one_unit(self, places: Numbers) -> NDArray[np.bool_]:
        """Whether the next place is in the same unit."""
        return np.asarray(self._unit_at.take(places) == self._unit_at.take(places + 1))


def best_found(found: Sequence[Found]) -> Found:
    """Of several findings each text's best score."""
    if len(found) == 1:
        return found[0]
    numbers = np.concatenate([n for n, _ in found])
    order = np.argsort(numbers, kind="stable")
    numbers = numbers[order]
    starts = _starts(numbers)
    if not len(starts):
        return numbers, np.zeros(0)
    return numbers[starts], np.maximum.reduceat(np.concatenate([s for _, s in found])[order], starts)


def _starts(numbers: Numbers) -> NDArray[np.intp]:
    """Where in an ascending run another number begins."""
    return np.flatnonzero(np.diff(numbers, prepend=-1))


def _texts(lengths: Numbers, without: Numbers | None = None) -> Texts:
    """Texts of these lengths, some of them not counted."""
    left_out = lengths[:0] if without is None else lengths[without]
    return Texts(lengths, len(lengths) - len(left_out), int(lengths.sum()) - int(left_out.sum()))


def _pairs(lengths: Numbers) -> Numbers:
    return np.maximum(lengths - 1, 0)
