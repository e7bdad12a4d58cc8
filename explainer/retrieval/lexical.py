"""Word search over BM25, looked at in several ways at once.

A question is a list of *concepts*: one word of it as an index term, with its translations where a
text in another language may hold it. What a passage gets for a concept is the best of them (as for
the structured queries of Pirkola, 1998).

The weights were chosen among 700 on five public sets (short facts, real search questions, long papers
and reports; mean nDCG@10). Against words, pairs and the best sentence's BM25 alone: .832 became .849
without vectors, .850 became .866 with them. Without neighbors .864, without coverage .861, without
focus .862, without pairs .865. Chosen on three of the sets, the gain on the other two was .011. The
optimum is flat.
"""

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explainer.domain import Passage
from explainer.retrieval.analysis import Analyzer, words
from explainer.retrieval.asks import AskIndex
from explainer.retrieval.postings import Postings, Scores, best_found

# Weights beside 1 for the words of the passage itself.
PAIRS = 0.3  # neighboring words of the question that are neighbors in the passage
NEIGHBORS = 0.8  # words of the passage or of those before and after it, each concept's best
COVERAGE = 1.0  # share of the question's concepts, by rarity, that the passage holds
FOCUS = 1.0  # the same for its best sentence with the title
# Beside vectors, scores by words and by pairs count in full from this share of the weight of all concepts on:
# where the best passage holds but a common word of the question, its score is no reason to trust words. On five
# public sets, each cut in three ways, .8722 became .8738, no English one lower by more than .0002; Spanish questions
# on English texts lose .001. From .5 on, questions about this subject lose. By words alone it brought nothing.
ENOUGH, ENOUGH_PAIRS = 0.3, 0.2
TOTAL = 1 + PAIRS + NEIGHBORS + COVERAGE + FOCUS

Concept = tuple[str, ...]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Match:
    """How the passages match one question. Shapes: (passages,) and, of sentences, (sentences,)."""

    scores: Scores  # 0 to 1
    coverage: Scores  # 0 to 1
    focus: Scores  # 0 to 1
    sentence_words: Scores  # BM25
    sentence_coverage: Scores  # 0 to 1; of the question's concepts, by rarity, the share that the sentence itself holds
    sentence_pairs: Scores  # BM25 over pairs of words


class LexicalIndex:
    """An index, held in memory, over passages of any language, each read by its language's analyzer."""

    def __init__(self, passages: Sequence[Passage], analyzers: Mapping[str, Analyzer]) -> None:
        self.passages = tuple(passages)
        self._number: dict[str, dict[str, int]] = {lang: {} for lang in analyzers}
        self._sources: dict[str, int] = {}
        for number, passage in enumerate(self.passages):
            self._number[passage.lang][passage.id] = number
            self._sources.setdefault(passage.source_id, len(self._sources))
        self._source = np.array([self._sources[p.source_id] for p in self.passages], dtype=np.int32)
        self._before, self._after = _neighbors(self.passages)
        written: dict[str, set[str]] = {lang: set() for lang in analyzers}
        self._postings = Postings(_terms(self.passages, analyzers, written))
        self._vocabulary = {lang: tuple(sorted(w for w in found if len(w) > 3)) for lang, found in written.items()}
        self.asks = AskIndex(self.passages, analyzers)

    def number(self, passage_id: str, lang: str) -> int | None:
        """Where the scores of a passage stand; None where there is no such passage."""
        return self._number[lang].get(passage_id)

    def sentences_of(self, passage: Passage) -> slice:
        """Where the scores of its sentences stand."""
        start = int(self._postings.first[self._number[passage.lang][passage.id]]) + 1
        return slice(start, start + len(passage.sentences))

    def of_sources(self, ids: Iterable[str]) -> Mask:
        """Which passages come from some sources. Shape: (passages,)."""
        return np.isin(self._source, [self._sources[key] for key in ids if key in self._sources])

    def among(self, ids: Iterable[str]) -> Mask:
        """Which passages have one of some ids. Shape: (passages,)."""
        found = np.zeros(len(self.passages), dtype=bool)
        found[[own[key] for key in ids for own in self._number.values() if key in own]] = True
        return found

    def holds(self, terms: Iterable[str]) -> bool:
        """Whether each of the terms stands in some passage."""
        return all(term in self._postings for term in terms)

    def vocabulary(self, lang: str) -> tuple[str, ...]:
        """Every word of a language as written, accents folded, in alphabetical order: what typos are mended to."""
        return self._vocabulary[lang]

    def match(self, concepts: Sequence[Concept], scope: Mask, alone: bool = True) -> Match:
        """Scores of all passages for a question; those outside the scope get 0.

        Args:
            concepts: of the question, in order.
            scope: which passages are searched; shape (passages,).
            alone: whether nothing but words decides.
        """
        held, size, searched = self._postings, len(self.passages), int(np.count_nonzero(scope))
        by_words, by_pairs, near, coverage, in_title, best = (np.zeros(size) for _ in range(6))
        in_sentences, covered, pairs_in_sentences, focus = (np.zeros(len(held.owner)) for _ in range(4))
        weight, focused = 0.0, []
        for concept in dict.fromkeys(concepts):
            around = [held.around(held.places(term)) for term in concept]
            holding, scores = best_found([held.passages.bm25(passages) for passages, _, _ in around])
            searched_ones = scope[holding]
            holding, scores = holding[searched_ones], scores[searched_ones]
            rarity = _rarity(len(holding), searched)
            weight += rarity
            if not len(holding):
                continue
            own = np.zeros(size)
            own[holding] = scores
            by_words += own
            near += np.maximum(own, np.maximum(own.take(self._before), own.take(self._after)))
            coverage[holding] += rarity
            sentences, scores = best_found([held.units.bm25(units[~title]) for _, units, title in around])
            in_sentences[sentences] += scores
            covered[sentences] += rarity
            titled = np.zeros(size, dtype=bool)
            for passages, _, title in around:
                titled[passages[title]] = True
            in_title += rarity * titled
            untitled = sentences[~titled.take(held.owner.take(sentences))]
            focus[untitled] += rarity
            focused.append(untitled)
        for one, other in _joined(concepts):
            places = held.pair_places(one, other)
            passages, units, title = held.around(places)
            holding, scores = held.passage_pairs.bm25(passages)
            by_pairs[holding] += scores
            sentences, scores = held.unit_pairs.bm25(units[~title & held.in_one_unit(places)])
            pairs_in_sentences[sentences] += scores
        for sentences in focused:
            np.maximum.at(best, held.owner.take(sentences), focus.take(sentences))
        enough, enough_pairs = (0.0, 0.0) if alone else (ENOUGH * weight, ENOUGH_PAIRS * weight)
        coverage /= weight or 1.0
        best = (best + in_title) * scope / (weight or 1.0)
        total = (
            scaled(by_words, enough)
            + PAIRS * scaled(by_pairs * scope, enough_pairs)
            + NEIGHBORS * scaled(near, enough)
            + COVERAGE * coverage
            + FOCUS * best
        )
        covered /= weight or 1.0
        return Match(total * scope / TOTAL, coverage, best, in_sentences, covered, pairs_in_sentences)


def scaled(scores: Scores, least: float = 0.0) -> Scores:
    """The scores divided by the highest of them, or by `least` where none is as high."""
    top = scores.max(initial=least)
    return scores / top if top > 0 else scores


def _rarity(holding: int, size: int) -> float:
    """How much a concept tells: inverse document frequency, highest for one found nowhere."""
    return math.log(1 + (size + 0.5) / (holding + 0.5))


def _joined(concepts: Sequence[Concept]) -> Iterator[Concept]:
    """The pairs of neighboring concepts, each alternative of one with each of the other."""
    return ((a, b) for one, other in itertools.pairwise(concepts) for a in one for b in other)


def _terms(
    passages: Sequence[Passage], analyzers: Mapping[str, Analyzer], written: Mapping[str, set[str]]
) -> Iterator[list[list[str]]]:
    """Of each passage the terms of its title, its sentences and its listed questions; notes their words by language."""
    for passage in passages:
        found = [words(unit) for unit in (passage.title, *passage.sentence_texts, *passage.asks)]
        written[passage.lang].update(*found)
        yield [analyzers[passage.lang].terms_of(unit) for unit in found]


def _neighbors(passages: Sequence[Passage]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Of each passage the number of the one before it in its text, and after it; else its own."""
    before, after = np.arange(len(passages)), np.arange(len(passages))
    last: dict[tuple[str, str, str], int] = {}
    for number, passage in enumerate(passages):
        text = (passage.source_id, passage.layer, passage.lang)
        if text in last:
            before[number], after[last[text]] = last[text], number
        last[text] = number
    return before, after
