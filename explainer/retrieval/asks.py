"""How near a question is to the ways in which people ask for a passage, as its writer listed them.

Unlike word search this counts function words, so that "What was X?" and "Who ended X?" differ. The
measure is the Dice coefficient of the two sets of stems, each stem weighted by its rarity.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from explainer.retrieval.analysis import Analyzer


class Asked(Protocol):
    """What lists the ways in which people ask for it: a passage, a comparison."""

    @property
    def lang(self) -> str: ...

    @property
    def asks(self) -> tuple[str, ...]: ...


class AskIndex:
    """The listed questions of passages of one or more languages."""

    def __init__(self, passages: Sequence[Asked], analyzers: Mapping[str, Analyzer]) -> None:
        self._size = len(passages)
        self._of = {lang: _Asks(passages, lang, analyzer) for lang, analyzer in analyzers.items()}

    def scores(self, question: str, lang: str) -> NDArray[np.float64]:
        """For each passage, how near its nearest listed question is; 0 to 1. Shape: (passages,).

        Questions of another language than `lang` are as far as can be.
        """
        return self._of[lang].scores(question) if lang in self._of else np.zeros(self._size)


class _Asks:
    """Those of one language."""

    def __init__(self, passages: Sequence[Asked], lang: str, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._size = len(passages)
        own = ((owner, p) for owner, p in enumerate(passages) if p.lang == lang)
        asks = [(owner, set(analyzer.all_terms(ask))) for owner, p in own for ask in p.asks]
        frequency = Counter(term for _, terms in asks for term in terms)
        self._weight = {term: math.log(1 + len(asks) / count) for term, count in frequency.items()}
        self._rarest = math.log(1 + 2 * len(asks))  # of a term that no question holds
        self._owner = np.array([owner for owner, _ in asks], dtype=np.int64)
        self._total = np.array([sum(self._weight[t] for t in sorted(terms)) for _, terms in asks])
        self._asks_with: dict[str, list[int]] = {}
        for number, (_, terms) in enumerate(asks):
            for term in terms:
                self._asks_with.setdefault(term, []).append(number)

    def scores(self, question: str) -> NDArray[np.float64]:
        """For each passage, how near its nearest listed question is; 0 to 1. Shape: (passages,)."""
        best = np.zeros(self._size)
        if not len(self._owner):
            return best
        terms = sorted(set(self._analyzer.all_terms(question)))
        shared = np.zeros(len(self._owner))
        for term in terms:
            shared[self._asks_with.get(term, [])] += self._weight.get(term, 0.0)
        asked = sum(self._weight.get(term, self._rarest) for term in terms)
        np.maximum.at(best, self._owner, 2 * shared / (self._total + asked))
        return best
