"""What a question asks for, and which of it a passage holds: words, names, dates, numbers, the kind of answer.

All signs are free of scale (shares, or 0 and 1), so that they mean the same in any corpus.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from explainer import wording
from explainer.answering.counted import counts, head_of
from explainer.answering.dates import Date, dates_in
from explainer.answering.lexicon import Lexicon
from explainer.corpus.library import Corpus
from explainer.domain import Hit, Passage
from explainer.retrieval.analysis import fold, words

LIGHT = 0.3  # what a light word counts beside another one as rare
MOST_TERMS = 12  # a question with more telling words than this tells no more by them
SLOW = 4.0  # log odds of so much are a share of .73
FIGURE = 0.6  # how rare a year or a number counts as
TOLD_IN_ONE = ("when", "number", "said")  # kinds of thing that stand in the sentence that answers
PAST = 2020  # what tells of no year from here on is from the past


@dataclass(frozen=True)
class Asked:
    """What one question asks for."""

    terms: Mapping[str, float]  # telling words as index terms, with how rare each is: 0 to 1, unknown words 1
    names: frozenset[str]
    numbers: frozenset[str]
    dates: frozenset[Date]
    kinds: tuple[wording.AnswerKind, ...]
    heads: frozenset[str]  # what is counted: of "how many members…", the term for members
    today: bool


@dataclass(frozen=True, slots=True)
class Signs:
    """How well one passage fits what is asked; shares and truth values, 0 to 1."""

    rank: float  # 0 for the first, .1 for the second…
    listed: float  # nearness to a question that the passage lists
    look_alike: float  # nearness to a question that is known to be answered nowhere
    sounds: float  # whether questions with such words are answered: 0 to 1, .5 where nothing tells
    cosine: float  # of the nearest sentence or listed question; 0 without vectors
    coverage: float  # share of the rare words held by text, title, listed questions or source
    told: float  # share held by the text and its title
    terms: float  # share of all telling words held, however rare
    sentence: float  # share held by its best sentence, with the title
    typed: float  # share of all telling words held by the best sentence with the kind of thing asked for
    rarest: float  # how rare the rarest word is that the passage lacks
    untold: float  # how rare the rarest word is that its text lacks
    name: float  # how rare the rarest name is that it lacks
    date: float  # a date that was asked for is not told
    year: float  # a year that was asked for is not told
    apart: float  # the years asked for are not told in one sentence
    number: float  # a number of the question is not held
    strict: float  # nothing of the kind asked for, where only that kind will do
    kind: float  # nothing of a kind asked for
    uncounted: float  # no number stands beside what is to be counted
    past: float  # today is asked for, and all is from the past
    length: float  # telling words, as a share of twelve
    short: float  # two telling words or fewer
    gap: float  # the passage says what is not held
    parted: float  # how rare the rarest name is that stands in no sentence with the kind of thing asked for


class Reader:
    """Reads questions in one language and what passages hold of them."""

    def __init__(self, corpus: Corpus, lang: str) -> None:
        own = [passage for passage in corpus.passages if passage.lang == lang]
        self._lexicon = Lexicon(own, lang, corpus.foreign)
        self._corpus = corpus
        self._held: dict[tuple[str, str], _Held] = {}  # by id and language; passages never change

    def asked(self, question: str) -> Asked:
        """What the question asks for; mistyped words count as what they were most likely meant to be."""
        lexicon, folded = self._lexicon, self._lexicon.mended(question)
        light = wording.light_words(lexicon.lang)
        found = [term for term in sorted(set(lexicon.analyzer.terms(folded))) if not _is_year(term)]
        return Asked(
            terms={term: lexicon.rarity(term) * (LIGHT if term in light else 1) for term in found},
            names=lexicon.names_in(question),
            numbers=frozenset(w for w in words(question) if w.isdigit() and not _is_year(w)),
            dates=dates_in(question),
            kinds=tuple(kind for kind in wording.answer_kinds() if kind.asked.search(folded)),
            heads=frozenset(lexicon.analyzer.terms(head_of(folded))[:2]),
            today=bool(wording.asks_for_today().search(folded)),
        )

    def signs(self, asked: Asked, hit: Hit, rank: int) -> Signs:
        """How well the passage of a hit fits; of one in another language, words count as the search matched them."""
        held = self._held_by(hit.passage)
        heavy = asked.terms.keys() - wording.light_words(self._lexicon.lang)
        whole = sum(asked.terms.values()) or 1.0
        abroad = hit.passage.lang != self._lexicon.lang

        def share(of: frozenset[str]) -> float:
            return sum(weight for term, weight in asked.terms.items() if term in of) / whole

        def plain(of: frozenset[str]) -> float:
            return len(heavy & of) / (len(heavy) or 1)

        def rarest(of: frozenset[str]) -> float:
            return 0.0 if abroad else max((w for term, w in asked.terms.items() if term not in of), default=0.0)

        fits = [
            s for s, f in zip(held.sentences, held.folded, strict=True) if all(k.holds.search(f) for k in asked.kinds)
        ]
        lacking = [kind for kind in asked.kinds if not any(map(kind.holds.search, held.folded))]
        years = {Date(year=date.year) for date in asked.dates if date.year}
        return Signs(
            rank=rank / 10,
            listed=hit.asked,
            look_alike=hit.look_alike,
            sounds=1 / (1 + math.exp(-hit.sounds / SLOW)),
            cosine=hit.cosine or 0.0,
            coverage=hit.coverage if abroad else share(held.all_terms),
            told=hit.coverage if abroad else share(held.text_terms),
            terms=hit.coverage if abroad else plain(held.all_terms),
            sentence=hit.focus if abroad else max((share(s | held.title) for s in held.sentences), default=0.0),
            typed=hit.focus * bool(fits) if abroad else max((plain(s | held.title) for s in fits), default=0.0),
            rarest=rarest(held.all_terms),
            untold=rarest(held.text_terms),
            name=max((self._rarity_of(name) for name in asked.names if not self._holds(held, name)), default=0.0),
            date=float(any(not _among(date, held.told) for date in asked.dates if date.month)),
            year=float(any(not _among(year, held.told | held.listed_dates) for year in years)),
            apart=float(bool(years) and not any(all(_among(y, dates) for y in years) for dates in held.dates)),
            number=float(not asked.numbers <= held.words),
            strict=float(any(kind.strict for kind in lacking)),
            kind=float(bool(lacking)),
            uncounted=float(
                bool(asked.heads) and not any(counts(text, asked.heads, self._lexicon.analyzer) for text in held.folded)
            ),
            past=float(asked.today and held.past),
            length=min(len(asked.terms), MOST_TERMS) / MOST_TERMS,
            short=float(len(asked.terms) <= 2),
            gap=float(hit.passage.gap),
            parted=0.0
            if abroad
            else min((self._lacking(asked, held, at) for at in self._facts(asked, held)), default=1.0),
        )

    def _facts(self, asked: Asked, held: "_Held") -> Iterator[int]:
        """The sentences that hold what is asked for: the strict kinds of thing, a date or a number, what is counted."""
        told = [kind for kind in asked.kinds if kind.strict or kind.name in TOLD_IN_ONE]
        for at, sentence in enumerate(held.folded):
            if all(kind.holds.search(sentence) for kind in told) and (
                not asked.heads or counts(sentence, asked.heads, self._lexicon.analyzer)
            ):
                yield at

    def _lacking(self, asked: Asked, held: "_Held", at: int) -> float:
        """How rare the rarest name of the question is that a sentence lacks; a year or a number counts as a name."""
        terms = {term for name in asked.names for term in self._lexicon.analyzer.terms(name)} - held.sentences[at]
        years = [Date(year=date.year) for date in asked.dates if date.year]
        figures = asked.numbers <= set(words(held.folded[at])) and all(_among(y, held.dates[at]) for y in years)
        return max((self._lexicon.rarity(term) for term in terms), default=0.0) if figures else FIGURE

    def _rarity_of(self, name: str) -> float:
        return max(map(self._lexicon.rarity, self._lexicon.analyzer.terms(name)), default=0.0)

    def _holds(self, held: "_Held", name: str) -> bool:
        return name in held.words or any(term in held.all_terms for term in self._lexicon.analyzer.terms(name))

    def _held_by(self, passage: Passage) -> "_Held":
        key = (passage.id, passage.lang)
        if key not in self._held:
            source = self._corpus.sources[passage.source_id]
            about = (source.title, *source.short.values(), source.publisher, *source.authors, passage.via)
            beside = " ".join((*passage.asks, *filter(None, about)))
            read = self._lexicon.analyzer.terms
            self._held[key] = _Held(
                sentences=[frozenset(read(sentence)) for sentence in passage.sentence_texts],
                folded=[fold(sentence) for sentence in passage.sentence_texts],
                dates=[dates_in(sentence) for sentence in passage.sentence_texts],
                title=frozenset(read(passage.title)),
                beside=frozenset(read(beside)),
                words=frozenset(words(f"{passage.text} {passage.title} {beside}")),
                listed_dates=dates_in(
                    " ".join(filter(None, (source.date, passage.as_of, passage.title, *passage.asks)))
                ),
            )
        return self._held[key]


@dataclass(frozen=True)
class _Held:
    """What a passage holds, read once."""

    sentences: Sequence[frozenset[str]]
    folded: Sequence[str]
    dates: Sequence[frozenset[Date]]
    title: frozenset[str]
    beside: frozenset[str]  # terms of the listed questions and of what the source is
    words: frozenset[str]
    listed_dates: frozenset[Date]

    @cached_property
    def text_terms(self) -> frozenset[str]:
        return self.title.union(*self.sentences)

    @cached_property
    def all_terms(self) -> frozenset[str]:
        return self.text_terms | self.beside

    @cached_property
    def told(self) -> frozenset[Date]:
        return frozenset().union(*self.dates)

    @cached_property
    def past(self) -> bool:
        years = [date.year for date in self.told | self.listed_dates if date.year]
        return bool(years) and max(years) < PAST


def _among(date: Date, told: Iterable[Date]) -> bool:
    return any(date.within(other) for other in told)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")
