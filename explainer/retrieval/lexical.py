"""Word search over BM25, looked at in several ways at once. Only this module uses `bm25s`.

A question is a list of *concepts*: one word of it as an index term, with its translations where a
text in another language may hold it. What a passage gets for a concept is the best of them (as for
the structured queries of Pirkola, 1998).

The weights were chosen among 700 on five public sets (short facts, real search questions, long papers
and reports; mean nDCG@10). Against words, pairs and the best sentence's BM25 alone: .832 became .849
without vectors, .850 became .866 with them. Without neighbors .864, without coverage .861, without
focus .862, without pairs .865. Chosen on three of the sets, the gain on the other two was .011. The
optimum is flat. BM25 is Lucene's variant (Kamphuis et al., 2020), k1 1.5, b 0.75.
"""

import itertools
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from numpy.typing import ArrayLike, NDArray

from explainer.domain import Passage
from explainer.retrieval.analysis import Analyzer, pairs, words
from explainer.retrieval.asks import AskIndex

# Weights beside 1 for the words of the passage itself.
PAIRS = 0.3  # neighboring words of the question that are neighbors in the passage
NEIGHBORS = 0.8  # words of the passage or of those before and after it, each concept's best
COVERAGE = 1.0  # share of the question's concepts, by rarity, that the passage holds
FOCUS = 1.0  # the same for its best sentence with the title
TOTAL = 1 + PAIRS + NEIGHBORS + COVERAGE + FOCUS

Concept = tuple[str, ...]
Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Match:
    """How the passages match one question. Shapes: (passages,) and, of sentences, (sentences,)."""

    scores: Scores  # 0 to 1
    coverage: Scores  # 0 to 1
    focus: Scores  # 0 to 1
    sentence_words: Scores  # BM25
    sentence_pairs: Scores  # BM25 over pairs of words


class LexicalIndex:
    """An index, held in memory, over passages of any language, each read by its language's analyzer."""

    def __init__(self, passages: Sequence[Passage], analyzers: Mapping[str, Analyzer]) -> None:
        self.passages = tuple(passages)
        self._vocabulary: dict[str, tuple[str, ...]] = {}
        # The number of a passage, by id and language: where its score stands.
        self.numbers = {(p.id, p.lang): i for i, p in enumerate(self.passages)}
        own: list[list[list[str]]] = []  # of each passage, the terms of its sentences and listed questions
        titles: list[list[str]] = []
        for passage in self.passages:
            read = analyzers[passage.lang].terms
            own.append([read(unit) for unit in (*passage.sentence_texts, *passage.asks)])
            titles.append(read(passage.title))
        whole = [sum(units, list(title)) for title, units in zip(titles, own, strict=True)]
        units = [unit for passage_units in own for unit in passage_units]
        self._owner = np.repeat(np.arange(len(own)), [len(u) for u in own])
        self._first = np.concatenate(([0], np.cumsum([len(u) for u in own])))  # its first sentence
        self._before, self._after = _neighbors(self.passages)
        self._words = Bm25(whole)
        self._titles = Bm25(titles)
        self._sentences = Bm25(units)
        self._pairs = Bm25([pairs(terms) for terms in whole])
        self._sentence_pairs = Bm25([pairs(terms) for terms in units])
        self.asks = AskIndex(self.passages, analyzers)

    def sentences_of(self, passage: Passage) -> slice:
        """Where the scores of its sentences stand."""
        start = int(self._first[self.numbers[(passage.id, passage.lang)]])
        return slice(start, start + len(passage.sentences))

    def holds(self, terms: Iterable[str]) -> bool:
        """Whether each of the terms stands in some passage."""
        return all(term in self._words for term in terms)

    def vocabulary(self, lang: str) -> tuple[str, ...]:
        """Every word of a language as written, accents folded, in alphabetical order: what typos are mended to."""
        if lang not in self._vocabulary:
            texts = (t for p in self.passages if p.lang == lang for t in (p.text, p.title, *p.asks))
            found = {word for text in texts for word in words(text) if len(word) > 3}
            self._vocabulary[lang] = tuple(sorted(found))
        return self._vocabulary[lang]

    def match(self, concepts: Sequence[Concept], scope: Mask) -> Match:
        """Scores of all passages for a question; those outside the scope get 0.

        Args:
            concepts: of the question, in order.
            scope: which passages are searched; shape (passages,).
        """
        size = len(self.passages)
        by_words, near, coverage = np.zeros(size), np.zeros(size), np.zeros(size)
        in_sentences, focus = np.zeros(len(self._owner)), np.zeros(len(self._owner))
        weight = 0.0
        for concept in dict.fromkeys(concepts):
            held = self._words.scores_of(concept) * scope
            rarity = _rarity(int(np.count_nonzero(held)), int(np.count_nonzero(scope)))
            weight += rarity
            if not held.any():
                continue
            by_words += held
            near += np.maximum(held, np.maximum(held[self._before], held[self._after]))
            coverage += rarity * (held > 0)
            own = self._sentences.scores_of(concept)
            in_sentences += own
            focus += rarity * ((own > 0) | (self._titles.scores_of(concept) > 0)[self._owner])
        joined = _joined(concepts)
        by_pairs = self._pairs.scores_of(joined, best=False) * scope
        coverage /= weight or 1.0
        best = best_of(focus, self._owner, size) * scope / (weight or 1.0)
        total = (
            scaled(by_words) + PAIRS * scaled(by_pairs) + NEIGHBORS * scaled(near) + COVERAGE * coverage + FOCUS * best
        )
        sentence_pairs = self._sentence_pairs.scores_of(joined, best=False)
        return Match(total * scope / TOTAL, coverage, best, in_sentences, sentence_pairs)


class Bm25:
    """BM25 over token lists that may all be empty, which the library does not allow."""

    def __init__(self, documents: Sequence[list[str]]) -> None:
        self._size = len(documents)
        self._index: bm25s.BM25 | None = None
        if any(documents):
            self._index = bm25s.BM25(method="lucene", k1=1.5, b=0.75, dtype="float32")
            self._index.index(list(documents), show_progress=False)

    def __contains__(self, term: str) -> bool:
        return self._index is not None and term in self._index.vocab_dict

    def scores(self, terms: Sequence[str]) -> Scores:
        """The scores of all documents for a bag of terms. Shape: (documents,)."""
        return self.scores_of(terms, best=False)

    def scores_of(self, terms: Collection[str], best: bool = True) -> Scores:
        """The best score for any of the terms, or their sum. Shape: (documents,)."""
        known = [term for term in terms if term in self]
        if self._index is None or not known:
            return np.zeros(self._size)
        if not best or len(known) == 1:
            return np.asarray(self._index.get_scores(known), dtype=np.float64)
        one_by_one = [self._index.get_scores([term]) for term in known]
        return np.asarray(np.maximum.reduce(one_by_one), dtype=np.float64)


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


def scaled(scores: Scores) -> Scores:
    """The scores divided by the highest."""
    top = scores.max(initial=0.0)
    return scores / top if top > 0 else scores


def _rarity(holding: int, size: int) -> float:
    """How much a concept tells: inverse document frequency, highest for one found nowhere."""
    return math.log(1 + (size + 0.5) / (holding + 0.5))


def _joined(concepts: Sequence[Concept]) -> list[str]:
    """The pairs of neighboring concepts, each alternative of one with each of the other."""
    return [pair for one, other in itertools.pairwise(concepts) for a in one for b in other for pair in pairs((a, b))]


def _neighbors(passages: Sequence[Passage]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each passage the number of the one before it in its text, and after it; else its own."""
    before, after = np.arange(len(passages)), np.arange(len(passages))
    last: dict[tuple[str, str, str], int] = {}
    for number, passage in enumerate(passages):
        text = (passage.source_id, passage.layer, passage.lang)
        if text in last:
            before[number], after[last[text]] = last[text], number
        last[text] = number
    return before, after
