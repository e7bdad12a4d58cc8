"""How near a question is to the ways in which people ask for a passage, as its writer listed them.

And how near it is to the questions that sound as if a passage answered them, of which the writer knew that none does.

Unlike word search this counts function words, so that "What was X?" and "Who ended X?" differ. The
measure is the Dice coefficient of the two sets of stems, each stem weighted by its rarity.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from explainer.retrieval.analysis import Analyzer, pairs

SMOOTHING = 0.5  # what is added to each count
EDGE = "|"  # where a question begins and ends


class Asked(Protocol):
    """What lists the ways in which people ask for it: a passage, a comparison."""

    @property
    def lang(self) -> str: ...

    @property
    def asks(self) -> tuple[str, ...]: ...

    @property
    def look_alikes(self) -> tuple[str, ...]: ...


class AskIndex:
    """The listed questions of passages of one or more languages."""

    def __init__(self, passages: Sequence[Asked], analyzers: Mapping[str, Analyzer]) -> None:
        self._size = len(passages)
        self._of = {lang: _Listed(passages, lang, analyzer) for lang, analyzer in analyzers.items()}

    def scores(self, question: str, lang: str) -> NDArray[np.float64]:
        """For each passage, how near its nearest listed question is; 0 to 1. Shape: (passages,).

        Questions of another language than `lang` are as far as can be.
        """
        best = np.zeros(self._size)
        if lang in self._of:
            listed = self._of[lang]
            answered = listed.owner >= 0
            np.maximum.at(best, listed.owner[answered], listed.nearness(question)[answered])
        return best

    def look_alike(self, question: str, lang: str) -> float:
        """How near the nearest question is that is known to be answered nowhere; 0 to 1."""
        if lang not in self._of:
            return 0.0
        listed = self._of[lang]
        return float(listed.nearness(question)[listed.owner < 0].max(initial=0.0))

    def sounds(self, question: str, lang: str) -> float:
        """Whether a question sounds like those that are answered: log odds, 0 where nothing tells."""
        return self._of[lang].sounds(question) if lang in self._of else 0.0


class _Listed:
    """Those of one language."""

    def __init__(self, passages: Sequence[Asked], lang: str, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        own = [(owner, p) for owner, p in enumerate(passages) if p.lang == lang]
        listed = [(owner, ask) for owner, p in own for ask in p.asks]
        listed += [(-1, question) for _, p in own for question in p.look_alikes]
        self.owner = np.array([owner for owner, _ in listed], dtype=np.int64)  # -1 for what nothing answers
        one: dict[str, str] = {}  # each term is held once
        read = [[one.setdefault(term, term) for term in analyzer.all_terms(question)] for _, question in listed]
        terms_of = [tuple(sorted(set(terms))) for terms in read]
        frequency = Counter(term for terms in terms_of for term in terms)
        self._weight = {term: math.log(1 + len(listed) / count) for term, count in frequency.items()}
        self._rarest = math.log(1 + 2 * len(listed))  # of a term that no question holds
        self._total = np.array([sum(self._weight[term] for term in terms) for terms in terms_of])
        holding: dict[str, list[int]] = {}
        for number, terms in enumerate(terms_of):
            for term in terms:
                holding.setdefault(term, []).append(number)
        self._with = {term: np.array(numbers, dtype=np.int32) for term, numbers in holding.items()}
        self._odds = self._learned(read)

    def nearness(self, question: str) -> NDArray[np.float64]:
        """How near each listed question is, 0 to 1. Shape: (listed questions,)."""
        shared = np.zeros(len(self.owner))
        if not len(shared):
            return shared
        terms = sorted(set(self._analyzer.all_terms(question)))  # in order, so that sums are the same everywhere
        for term in filter(self._with.__contains__, terms):
            shared[self._with[term]] += self._weight[term]
        asked = sum(self._weight.get(term, self._rarest) for term in terms)
        return np.asarray(2 * shared / (self._total + asked))

    def sounds(self, question: str) -> float:
        """The log odds that it is answered, by its words and pairs of words."""
        return sum(self._odds.get(part, 0.0) for part in _parts(self._analyzer.all_terms(question)))

    def _learned(self, read: Sequence[Sequence[str]]) -> dict[str, float]:
        """By word and pair of words, how much it speaks for an answer; empty where one sort alone is listed.

        Multinomial naive Bayes (McCallum and Nigam, 1998), with smoothing.
        """
        answered, other = Counter[str](), Counter[str]()
        for owner, terms in zip(self.owner.tolist(), read, strict=True):
            (answered if owner >= 0 else other).update(_parts(terms))
        if not answered or not other:
            return {}
        known = answered.keys() | other.keys()
        whole, whole_other = (counts.total() + SMOOTHING * len(known) for counts in (answered, other))
        return {
            part: math.log((answered[part] + SMOOTHING) / whole) - math.log((other[part] + SMOOTHING) / whole_other)
            for part in known
        }


def _parts(terms: Sequence[str]) -> list[str]:
    """The words of a question and its pairs of neighbors, beginning and end among them, each once, in order."""
    return sorted({*terms, *pairs([EDGE, *terms, EDGE])})
