"""The rankings that the product's has to beat: BM25, dense search, their fusion, and a recipe.

BM25 over stems; cosine of passage vectors; both half and half; and a recipe of the field that was
measured above those three: a long stop list, pairs of words and the best sentence beside BM25, and
passage and best-sentence cosine, half and half. They stay as they are when the product's changes. BM25 is
that of the library `bm25s`, which only this module uses.
"""

from collections.abc import Iterable, Mapping, Sequence

import bm25s
import numpy as np
from numpy.typing import ArrayLike

from explainer import wording
from explainer.domain import LANGUAGES, Layer, Passage
from explainer.evaluation.benchmark import Query
from explainer.retrieval.analysis import Analyzer, pairs
from explainer.retrieval.lexical import scaled
from explainer.retrieval.postings import Scores
from explainer.retrieval.retriever import Vectors

DEPTH = 10  # as deep as any measure looks
CANDIDATES = 100  # of each side, before fusion

Ranking = list[str]  # passage ids, best first


class Bm25:
    """BM25 over token lists that may all be empty, which the library does not allow."""

    def __init__(self, documents: Sequence[list[str]]) -> None:
        self._size = len(documents)
        self._index: bm25s.BM25 | None = None
        if any(documents):
            self._index = bm25s.BM25(method="lucene", k1=1.5, b=0.75, dtype="float32")
            self._index.index(list(documents), show_progress=False)

    def scores(self, terms: Sequence[str]) -> Scores:
        """The scores of all documents for a bag of terms. Shape: (documents,)."""
        known = [term for term in terms if self._index is not None and term in self._index.vocab_dict]
        if self._index is None or not known:
            return np.zeros(self._size)
        return np.asarray(self._index.get_scores(known), dtype=np.float64)


class Baselines:
    """The rankings to beat. They search all passages, whatever their language, as one index."""

    def __init__(self, passages: Sequence[Passage], vectors: Vectors | None) -> None:
        self._passages = passages
        self._vectors = vectors
        self._langs = sorted({p.lang for p in passages})
        of = {lang: Analyzer(lang) for lang in self._langs}
        self._plain = Bm25([of[p.lang].terms(f"{p.title}\n{p.text}") for p in passages])
        long = {lang: _long(lang) for lang in self._langs}
        terms = [long[p.lang].terms(f"{p.title}\n{p.text}") for p in passages]
        self._words, self._pairs = Bm25(terms), Bm25([pairs(t) for t in terms])
        sentences = [(n, long[p.lang].terms(s)) for n, p in enumerate(passages) for s in p.sentence_texts]
        self._owners = [n for n, _ in sentences]
        self._sentences = Bm25([t for _, t in sentences])

    def bm25(self, query: Query) -> Ranking:
        return _best(self._bm25(query))

    def dense(self, query: Query) -> Ranking:
        return _best(self._cosines(query)[0])

    def half_and_half(self, query: Query) -> Ranking:
        return _best(_fused(self._bm25(query), self._cosines(query)[0]))

    def recipe(self, query: Query) -> Ranking:
        terms = _long(self._lang(query)).terms(query.text)
        best = best_of(self._sentences.scores(terms), self._owners, len(self._passages))
        lexical = (
            scaled(self._words.scores(terms)) + 0.3 * scaled(self._pairs.scores(pairs(terms))) + 0.5 * scaled(best)
        )
        passages, sentences = self._cosines(query)
        lowest = min(sentences.values(), default=0.0)
        dense = {key: cosine + 0.75 * sentences.get(key, lowest) for key, cosine in passages.items()}
        return _best(_fused(self._named(lexical, query.lang), dense))

    def _lang(self, query: Query) -> str:
        """The language whose stems the question is read by: the passages' own, where there is but one."""
        return query.lang if query.lang in self._langs else self._langs[0]

    def _searched(self, query: Query) -> list[str]:
        return sorted({p.lang for p in self._passages if p.lang == query.lang or p.layer is Layer.DOCUMENT})

    def _bm25(self, query: Query) -> dict[str, float]:
        return self._named(self._plain.scores(Analyzer(self._lang(query)).terms(query.text)), query.lang)

    def _named(self, scores: Iterable[float], lang: str) -> dict[str, float]:
        """Scores by passage id: of documents, and of notes in the language of the question."""
        searched = ((p, s) for p, s in zip(self._passages, scores, strict=True) if s > 0)
        found = {p.id: float(s) for p, s in searched if p.lang == lang or p.layer is Layer.DOCUMENT}
        return {key: found[key] for key in _best(found, CANDIDATES)}

    def _cosines(self, query: Query) -> tuple[dict[str, float], dict[str, float]]:
        assert self._vectors is not None
        meant = self._vectors.embed(query.text)
        passages: dict[str, float] = {}
        sentences: dict[str, float] = {}
        for lang in self._searched(query):
            near, best = self._vectors.near(meant, lang, CANDIDATES)
            passages |= near
            sentences |= best
        return passages, sentences


def _long(lang: str) -> Analyzer:
    """How the recipe reads texts of a language: without the function words of any language."""
    return Analyzer(lang, frozenset().union(*(wording.function_words(own) for own in LANGUAGES)))


def best_of(scores: Scores, owners: ArrayLike, count: int) -> Scores:
    """Of each of `count` passages the best score of what it owns; 0 where it owns nothing.

    Args:
        scores: of what is owned.
        owners: of each, the number of its passage, in ascending order.
        count: of passages.
    """
    owned = np.asarray(owners, dtype=np.int64)
    best = np.zeros(count)
    if len(owned):
        starts = np.flatnonzero(np.diff(owned, prepend=-1))
        best[owned[starts]] = np.maximum.reduceat(scores, starts)
    return best


def _best(scores: Mapping[str, float], count: int = DEPTH) -> Ranking:
    return sorted(scores, key=lambda key: (-round(scores[key], 6), key))[:count]


def _fused(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Both scaled to 0…1 by their least and most, half and half; what one side lacks counts 0 there."""
    found: dict[str, float] = {}
    for scores in (one, other):
        low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
        for key, score in scores.items():
            found[key] = found.get(key, 0.0) + ((score - low) / (high - low) if high > low else 1.0) / 2
    return found
