"""The search itself, as a LangChain retriever: words, and vectors where they can be had."""

import os
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
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
from explainer.domain import LANGUAGES, Hit, Layer, Passage
from explainer.retrieval.chroma import Vector
from explainer.retrieval.concepts import QuestionReader
from explainer.retrieval.fusion import dense_scores, fuse, weight_of
from explainer.retrieval.lexical import Concept, LexicalIndex, Mask, Match
from explainer.retrieval.postings import Scores
from explainer.retrieval.rerank import reranked
from explainer.retrieval.translate import translated
from explainer.retrieval.twins import TWINS, Found, mixed, told_of_twins, twins_of

CANDIDATES = 100  # how many passages each side proposes
ASKED = 1.0  # weight of a passage's nearest listed question, beside 1 for word search
CONTEXT = 0.5  # weight of what stands around a question: the turn before, or what is told with it
FAVORED = 0.3  # for passages of sources that the turn before rested on
WORDS, PAIRS, MEANING = 0.6, 0.2, 0.4  # of a sentence's score


Translations = dict[str, dict[str, str]]  # by text as typed, by language


class Vectors(Protocol):
    """Search by meaning, over the passages of one language."""

    @property
    def multilingual(self) -> bool:
        """Whether the model knows many languages alike."""

    def embed(self, query: str) -> Vector:
        """The vector of a question."""

    def near(self, query: Vector, lang: str, count: int) -> tuple[dict[str, float], dict[str, float]]:
        """Cosines of the nearest passages, and of each passage's best sentence, by passage id."""

    def sentence_cosines(self, query: Vector, sentences: Sequence[str], lang: str) -> list[float]:
        """The cosine of the question with each sentence."""


class _Built:
    """What is made once for a corpus, when the first question comes."""

    def __init__(self, corpus: Corpus) -> None:
        analyzers = {lang: wording.analyzer(lang, corpus.foreign) for lang in LANGUAGES}
        self.index = LexicalIndex(corpus.passages, analyzers)
        self.reader = QuestionReader(self.index, analyzers, wording.bilingual)
        documents = np.array([p.layer is Layer.DOCUMENT for p in corpus.passages])
        self.twins = twins_of(corpus.passages)
        langs = np.array([p.lang for p in corpus.passages])
        # What a question of a language is searched in: notes of its language, and every document.
        self.scope = {lang: np.asarray((langs == lang) | documents) for lang in LANGUAGES}
        self.langs = {lang: tuple(sorted(set(langs[scope].tolist()))) for lang, scope in self.scope.items()}

    def document_of(self, number: int) -> str | None:
        """The document that a passage is a part of; a note is none."""
        passage = self.index.passages[number]
        return passage.source_id if passage.layer is Layer.DOCUMENT else None


class PassageRetriever(BaseRetriever):
    """Ranks the passages of a corpus for a question. `invoke` gives LangChain documents, `search` hits.

    A question is searched in the notes of its own language and in documents of any language.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, ignored_types=(cached_property,))

    corpus: Corpus
    vectors: Any = None  # a Vectors, or None for word search alone
    reranker: Any = None  # a Reranker for a second look, where there are vectors
    k: int = 10
    _built: _Built | None = PrivateAttr(default=None)
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
            lang: its language.
            context: what is told around the question, or was asked before it; it counts for half.
            favored: ids of sources that the turn before rested on.
            among: ids of passages, where no others are wanted.
            k: how many, `self.k` by default.
        """
        index = self._ready().index
        found = self._found(question, lang, context, favored, among)
        fused, cosines, asked = found.fused, found.cosines, found.asked
        look_alike, sounds = found.look_alike, found.sounds
        if lang != TWINS and self.vectors is not None and self._ready().twins:
            twins = self._found_by_twins(question, lang, context, favored, among)
            fused = mixed(fused, twins.fused, self._ready().twins.values())
            cosines = {key: max(found.cosines.get(key, 0.0), twins.cosines.get(key, 0.0)) for key in fused}
            asked = np.maximum(asked, twins.asked)
            look_alike = max(look_alike, twins.look_alike)
            sounds = (sounds + twins.sounds) / 2
        best = sorted(fused, key=lambda key: (-fused[key], index.passages[key].id))[: k or self.k]
        by_sentence = self._sentence_scores(index, found.match, found.meant, [index.passages[key] for key in best])
        held = found.match.sentence_coverage
        return [
            Hit(
                passage=index.passages[key],
                score=fused[key],
                cosine=None if self.vectors is None else round(cosines.get(key, 0.0), 6),
                asked=round(float(asked[key]), 6),
                look_alike=round(look_alike, 6),
                sounds=round(sounds, 6),
                coverage=round(float(found.coverage[key]), 6),
                focus=round(float(found.focus[key]), 6),
                asked_terms=found.telling,
                sentence_scores=by_sentence[number],
                sentence_coverage=tuple(held[index.sentences_of(index.passages[key])].round(6).tolist()),
            )
            for number, key in enumerate(best)
        ]

    def unknown_words(self, question: str, lang: str) -> tuple[str, ...]:
        """Words of the question that stand nowhere in the texts that it is searched in."""
        built = self._ready()
        return built.reader.unknown_words(question, lang, built.langs[lang])

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **options: Any
    ) -> list[Document]:
        return [
            Document(id=hit.passage.id, page_content=hit.passage.text, metadata={"hit": hit, "score": hit.score})
            for hit in self.search(query, **options)
        ]

    def _found(
        self,
        question: str,
        lang: str,
        context: str,
        favored: Collection[str],
        among: Collection[str],
    ) -> Found:
        """What the search finds in the texts that a question of a language is searched in."""
        built = self._ready()
        index, scope = built.index, built.scope[lang]
        told = {text: self._translations(text, lang, built.langs[lang]) for text in (context, question) if text}
        concepts = self._concepts(question, lang, told)
        around = self._concepts(context, lang, told) if context else []
        alone = self.vectors is None
        match = index.match(concepts, scope, alone)
        asked = index.asks.scores(question, lang)
        whole = f"{context} {question}".strip()
        scores = match.scores + ASKED * asked
        both = match
        if around:
            both = index.match(concepts + around, scope, alone)
            asked = np.maximum(asked, index.asks.scores(whole, lang))
            scores = match.scores + ASKED * asked + CONTEXT * index.match(around, scope, alone).scores
        if favored:
            scores += FAVORED * index.of_sources(favored) * scope
        if among:
            scores *= index.among(among)
        by_words = {key: float(scores[key]) for key in _highest(scores, CANDIDATES)}
        meant = self._meant(told, lang)
        passages, sentences = self._near(meant, scope, among)
        fused = fuse(
            by_words,
            dense_scores(passages, sentences, built.document_of),
            lambda key: weight_of(index.passages[key].lang, self.vectors is not None and self.vectors.multilingual),
        )
        if self.reranker and self.vectors and not among:
            said = self._said(told, lang, self.reranker.multilingual)
            fused = reranked(fused, index.passages, said, self.reranker)
        return Found(
            fused=fused,
            cosines=sentences,
            asked=asked,
            look_alike=index.asks.look_alike(whole, lang),
            sounds=index.asks.sounds(whole, lang),
            coverage=np.maximum(match.coverage, both.coverage),
            focus=np.maximum(match.focus, both.focus),
            telling=len({concept[0] for concept in concepts + around if _tells(concept[0])}),
            match=match,
            meant=meant,
        )

    def _found_by_twins(
        self, question: str, lang: str, context: str, favored: Collection[str], among: Collection[str]
    ) -> Found:
        """What the question, put into English, finds among the English notes, told of their twins."""
        asked_for, around = self._put(question, lang, TWINS), self._put(context, lang, TWINS)
        return told_of_twins(self._found(asked_for or question, TWINS, around, favored, among), self._ready().twins)

    def _put(self, text: str, lang: str, other: str) -> str:
        """A text in another language: as the translator has it, else word by word; "" where no word is known."""
        if not text:
            return ""
        translations = self._translations(text, lang, (other,))
        return translations.get(other) or self._ready().reader.carried(text, lang, other)

    def _ready(self) -> _Built:
        with self._building:  # readers who come at once wait for one index instead of each making their own
            if self._built is None:
                self._built = _Built(self.corpus)
            return self._built

    def _concepts(self, text: str, lang: str, told: Translations) -> list[Concept]:
        built = self._ready()
        return built.reader.concepts(text, lang, built.langs[lang], told[text])

    def _translations(self, text: str, lang: str, langs: Iterable[str]) -> dict[str, str]:
        """The text in the other ones of some languages, where a translator has it.

        Never without vectors: word search alone gives the same on every machine.
        """
        if self.vectors is None:
            return {}
        built = self._ready()
        found = {}
        for other in langs:
            if other != lang:
                found[other] = translated(built.reader.accented(text, lang, other), lang, other)
        return {other: told for other, told in found.items() if told}

    def _meant(self, told: Translations, lang: str) -> dict[str, Vector]:
        """The vector of the texts together, by language of what is searched."""
        if self.vectors is None:
            return {}
        said = self._said(told, lang, self.vectors.multilingual)
        of_text = {text: self.vectors.embed(text) for text in dict.fromkeys(said.values())}
        return {other: of_text[text] for other, text in said.items()}

    def _said(self, told: Translations, lang: str, multilingual: bool) -> dict[str, str]:
        """The texts together, by language of what is searched.

        A model for one language gets them in that language: as the translator has them, else word by word.
        """
        built = self._ready()
        if multilingual:
            return dict.fromkeys(built.langs[lang], " ".join(told))
        found = {}
        for other in built.langs[lang]:
            parts = (
                told
                if other == lang
                else [told[text].get(other) or built.reader.carried(text, lang, other) for text in told]
            )
            found[other] = " ".join(parts)
        return found

    def _near(
        self, meant: Mapping[str, Vector], scope: Mask, among: Collection[str]
    ) -> tuple[dict[int, float], dict[int, float]]:
        """Cosines of the nearest passages, and of each passage's best sentence, by passage number."""
        index = self._ready().index
        found: tuple[dict[int, float], dict[int, float]] = ({}, {})
        for lang, vector in meant.items():
            for cosines, near in zip(found, self.vectors.near(vector, lang, CANDIDATES), strict=True):
                for key, cosine in near.items():
                    place = index.number(key, lang)
                    if place is not None and scope[place] and (not among or key in among):
                        cosines[place] = cosine
        return found

    def _sentence_scores(
        self, index: LexicalIndex, match: Match, meant: Mapping[str, Vector], chosen: Sequence[Passage]
    ) -> list[tuple[float, ...]]:
        """For each passage the scores of its sentences, 0 to 1 within this search."""
        parts = [index.sentences_of(passage) for passage in chosen]
        top_words = max((float(match.sentence_words[part].max(initial=0)) for part in parts), default=0) or 1.0
        top_pairs = max((float(match.sentence_pairs[part].max(initial=0)) for part in parts), default=0) or 1.0
        cosines = {
            lang: iter(
                self.vectors.sentence_cosines(
                    vector, [s for p in chosen if p.lang == lang for s in p.sentence_texts], lang
                )
            )
            for lang, vector in meant.items()
        }
        return [
            tuple(
                round(float(WORDS * w / top_words + PAIRS * p / top_pairs + MEANING * m), 6)
                for w, p, m in zip(
                    match.sentence_words[part],
                    match.sentence_pairs[part],
                    [next(cosines[passage.lang]) if cosines else 0.0 for _ in passage.sentences],
                    strict=True,
                )
            )
            for passage, part in zip(chosen, parts, strict=True)
        ]


def _highest(scores: Scores, count: int) -> list[int]:
    """The numbers of the highest scores above 0, rounded so that they are the same on every machine."""
    found = np.flatnonzero(scores > 0)
    if len(found) > count:
        least = np.partition(scores[found], len(found) - count)[len(found) - count]
        found = found[scores[found] >= least - 1e-6]
    return [int(key) for key in sorted(found, key=lambda key: -round(float(scores[key]), 6))[:count]]


def _tells(term: str) -> bool:
    """Whether a term says what is asked about; a single letter or a small number does not."""
    return len(term) > (2 if term.isdigit() else 1)
