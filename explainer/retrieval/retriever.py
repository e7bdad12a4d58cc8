"""The search itself, as a LangChain retriever: words, and vectors where they can be had."""

import os
import threading
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any, Protocol

# Questions are sent nowhere: LangChain's tracing is off before it is loaded.
os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, PrivateAttr

from explainer import wording
from explainer.corpus.library import Corpus
from explainer.domain import Hit, Passage
from explainer.retrieval.analysis import NgramAnalyzer
from explainer.retrieval.chroma import Vector
from explainer.retrieval.fusion import SHARE, dense_scores, fuse
from explainer.retrieval.lexical import LexicalIndex

CANDIDATES = 100  # how many passages each side proposes
ASKED = 1.0  # weight of a passage's nearest listed question, beside 1 for word search
CONTEXT = 0.5  # weight of what stands around a question: the turn before, or what is told with it
FAVORED = 0.3  # for passages of sources that the turn before rested on
WORDS, PAIRS, MEANING = 0.6, 0.2, 0.4  # of a sentence's score


class Vectors(Protocol):
    """Search by meaning, over the passages of one language."""

    def embed(self, query: str) -> Vector:
        """The vector of a question."""

    def near(self, query: Vector, lang: str, count: int) -> tuple[dict[str, float], dict[str, float]]:
        """Cosines of the nearest passages, and of each passage's best sentence, by passage id."""

    def sentence_cosines(self, query: Vector, sentences: Sequence[str], lang: str) -> list[float]:
        """The cosine of the question with each sentence."""


class PassageRetriever(BaseRetriever):
    """Ranks the passages of a corpus for a question. `invoke` gives LangChain documents, `search` hits."""

    model_config = ConfigDict(arbitrary_types_allowed=True, ignored_types=(cached_property,))

    corpus: Corpus
    vectors: Any = None  # a Vectors, or None for word search alone
    k: int = 10
    _built: dict[tuple[str, bool], LexicalIndex] = PrivateAttr(default_factory=dict)
    _building: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    def search(
        self,
        question: str,
        lang: str,
        context: str = "",
        favored: Collection[str] = (),
        among: Collection[str] = (),
        k: int | None = None,
    ) -> list[Hit]:
        """The best passages, best first; ties in order of passage id.

        Args:
            question: what is asked.
            lang: the language to search in; documents in another one are found by character n-grams.
            context: what is told around the question, or was asked before it; it counts for half.
            favored: ids of sources that the turn before rested on.
            among: ids of passages, where no others are wanted.
            k: how many, `self.k` by default.
        """
        found: dict[str, Hit] = {}
        for index in self._indexes(lang):
            for hit in self._search_index(index, question, context, favored, among, k or self.k):
                found[hit.passage.id] = hit
        ranked = sorted(found.values(), key=lambda hit: (-hit.score, hit.passage.id))
        return ranked[: k or self.k]

    def unknown_words(self, question: str, lang: str) -> tuple[str, ...]:
        """Words of the question that stand nowhere in the texts that it is searched in."""
        unknown = [set(index.unknown_words(question)) for index in self._indexes(lang)]
        common = set.intersection(*unknown) if unknown else set()
        return tuple(w for index in self._indexes(lang)[:1] for w in index.unknown_words(question) if w in common)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **options: Any
    ) -> list[Document]:
        return [
            Document(id=hit.passage.id, page_content=hit.passage.text, metadata={"hit": hit, "score": hit.score})
            for hit in self.search(query, **options)
        ]

    def _indexes(self, lang: str) -> list[LexicalIndex]:
        """The indexes that a question in this language is searched in."""
        if not self.corpus.foreign:
            return [self._index(lang, lang)]
        return [self._index(of, lang) for of in self.corpus.languages]

    def _index(self, of: str, asked_in: str) -> LexicalIndex:
        key = (of, of == asked_in)
        with self._building:  # readers who come at once wait for one index instead of each making their own
            if key not in self._built:
                analyzer = wording.analyzer(of, self.corpus.foreign)
                if of != asked_in:
                    analyzer = NgramAnalyzer(of, analyzer.stop_words)
                self._built[key] = LexicalIndex([p for p in self.corpus.passages if p.lang == of], analyzer)
            return self._built[key]

    def _search_index(
        self,
        index: LexicalIndex,
        question: str,
        context: str,
        favored: Collection[str],
        among: Collection[str],
        k: int,
    ) -> list[Hit]:
        terms, around = index.mended_terms(question), index.analyzer.terms(context)
        asked = np.maximum(index.asks.scores(question), index.asks.scores(f"{context} {question}") if context else 0)
        scores = index.scores(terms) + ASKED * asked + CONTEXT * index.scores(around)
        scores += FAVORED * np.array([p.source_id in favored for p in index.passages])
        order = sorted(range(len(scores)), key=lambda i: (-round(float(scores[i]), 6), index.passages[i].id))
        lexical = {index.passages[i].id: float(scores[i]) for i in order[:CANDIDATES] if scores[i] > 0}
        passages, sentences, meant = {}, {}, None
        if self.vectors is not None:
            meant = self.vectors.embed(f"{context} {question}".strip())
            passages, sentences = self.vectors.near(meant, index.analyzer.lang, CANDIDATES)
        fused = fuse(lexical, dense_scores(passages, sentences), SHARE[index.analyzer.lang])
        wanted = (key for key in fused if not among or key in among)
        best = sorted(wanted, key=lambda key: (-fused[key], key))[:k]
        chosen = [self._passages[(key, index.analyzer.lang)] for key in best]
        by_sentence = self._sentence_scores(index, terms, meant, chosen)
        return [
            Hit(
                passage=passage,
                score=fused[passage.id],
                cosine=None if meant is None else round(sentences.get(passage.id, 0.0), 6),
                asked=round(float(asked[index.place(passage)]), 6),
                coverage=round(max(index.coverage(t, passage) for t in (terms, terms + around)), 6),
                focus=round(max(index.focus(t, passage) for t in (terms, terms + around)), 6),
                asked_terms=len({term for term in (*terms, *around) if _tells(term)}),
                sentence_scores=by_sentence[passage.id],
            )
            for passage in chosen
        ]

    @cached_property
    def _passages(self) -> dict[tuple[str, str], Passage]:
        return {(p.id, p.lang): p for p in self.corpus.passages}

    def _sentence_scores(
        self, index: LexicalIndex, terms: Sequence[str], meant: Vector | None, chosen: Sequence[Passage]
    ) -> dict[str, tuple[float, ...]]:
        """For each passage the scores of its sentences, 0 to 1 within this search."""
        raw = index.sentence_scores(terms, chosen)
        top_words = max((float(w.max(initial=0)) for w, _ in raw.values()), default=0) or 1.0
        top_pairs = max((float(p.max(initial=0)) for _, p in raw.values()), default=0) or 1.0
        cosines = {}
        if meant is not None:
            flat = [s for passage in chosen for s in passage.sentence_texts]
            found = iter(self.vectors.sentence_cosines(meant, flat, index.analyzer.lang))
            cosines = {p.id: [next(found) for _ in p.sentences] for p in chosen}
        scored = {}
        for passage in chosen:
            by_words, by_pairs = raw[passage.id]
            by_meaning = cosines.get(passage.id, [0.0] * len(passage.sentences))
            scored[passage.id] = tuple(
                round(float(WORDS * w / top_words + PAIRS * p / top_pairs + MEANING * m), 6)
                for w, p, m in zip(by_words, by_pairs, by_meaning, strict=True)
            )
        return scored


def _tells(term: str) -> bool:
    """Whether a term says what is asked about; a single letter or a small number does not."""
    return len(term) > (2 if term.isdigit() else 1)
