"""Whether the sources bear out what a question asserts: "Did Ramsey resign?", "Why did Ramsey resign?".

What people believe is data, `knowledge/claims.yaml`: each claim with its verdict, the sentence of a passage that
tells it, and the ways in which it is put. A question puts a claim if it holds every word of one of these ways and,
beside function words, no other: "Did Ramsey resign from the police?" is another question. So most questions get no
verdict, and what the question itself asserts is never evidence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from explainer import wording
from explainer.answering.dates import Date, dates_in
from explainer.answering.verify import Draft, Support
from explainer.corpus.library import Corpus
from explainer.corpus.reference import Claim, claims
from explainer.domain import LANGUAGES, Passage
from explainer.retrieval.analysis import fold, words

FEWEST = 2  # telling words of a way; by one alone, too many other questions would put the claim
_ASKS = re.compile(r"\b(?:qué|quién|quiénes|cuál|cuáles|cuánt[oa]s?|dónde)\b", re.I)  # with its accent, wherever it is
_NAME = re.compile(r"\b(?:[A-ZÁÉÍÓÚÑ]|(?!(?:19|20)\d\d\b)\d)[\w().-]*")  # or the number of a law
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that a question puts, and what the answer opens with: a text of the interface."""

    claim: Claim
    opener: str

    def opened(self, drafts: Sequence[Draft], passage: Passage) -> list[Draft]:
        """What is said of the passage, after the opener and the sentence that tells the claim.

        Args:
            drafts: what is said of the passage otherwise.
            passage: the one that the claim names, in the language of the answer.
        """
        told = sentence_of(self.claim, passage)
        if told is None:
            return list(drafts)
        yes_no = tuple(wording.text(key, passage.lang).replace(".", ",") for key in ("claim_true", "claim_false"))
        own = told.startswith(yes_no)  # a note may begin with "No," itself
        first = Draft(told if own else f"{wording.text(self.opener, passage.lang)} {told}", (Support(passage, told),))
        return [first, *(d for d in drafts if d.text != told and not d.text.startswith(yes_no))]


class Claims:
    """The claims that the passages of one corpus tell."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def put_in(self, question: str, lang: str) -> Told | None:
        """The claim that a question puts, and whether it holds; None where it puts none for certain."""
        asked = read(question, lang)
        if asked is None:
            return None
        fit = [way for way in self._ways[lang] if way.put_by(asked)]
        most = max((len(way.terms) for way in fit), default=0)
        told = [way.told(asked) for way in fit if len(way.terms) == most]
        agree = len({one and one.opener for one in told}) == 1
        return told[0] if agree else None

    def ways_of(self, claim: Claim, lang: str) -> tuple["Way", ...]:
        """How a claim is put in one language."""
        return tuple(way for way in self._ways[lang] if way.claim.id == claim.id)

    @cached_property
    def _ways(self) -> dict[str, tuple["Way", ...]]:
        """By language; of claims that a passage tells."""
        return {lang: tuple(self._told_in(lang)) for lang in LANGUAGES}

    def _told_in(self, lang: str) -> Iterator["Way"]:
        for claim in () if self._corpus.foreign else claims():
            passage = self._corpus.passage(claim.passage, lang)
            told = sentence_of(claim, passage) if passage else None
            if told:
                yield from ways(claim, lang, told)


def sentence_of(claim: Claim, passage: Passage) -> str | None:
    """The sentence of the passage that tells the claim; None where none, or more than one, begins so."""
    found = [text for text in passage.sentence_texts if text.startswith(getattr(claim.says, passage.lang))]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asserts."""

    terms: tuple[str, ...]  # in order
    dates: frozenset[Date]
    dated: frozenset[str]  # the terms that tell its dates
    presumed: bool  # it asks for something else and takes this for true
    denied: bool


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a claim is put."""

    claim: Claim
    text: str
    terms: frozenset[str]
    names: tuple[str, ...]  # terms of its names and numbers, in order
    denied: bool
    wide: bool  # "not" may bear on a part of it alone: "not all signed", "all did not sign"
    beside: frozenset[str]  # what a question may add
    dates: frozenset[Date]  # by which a question may date it

    def put_by(self, asked: Asked) -> bool:
        """Whether a question asserts or denies this and nothing more."""
        held = frozenset(asked.terms)
        return (
            self.terms <= held
            and held - self.terms - asked.dated <= self.beside
            and all(any(date.within(own) for own in self.dates) for date in asked.dates)
            and _in_order(self.names, asked.terms)
            and not (self.wide and self.denied != asked.denied)
        )

    def told(self, asked: Asked) -> Told | None:
        """What is answered to a question that puts the claim in this way."""
        verdict = self.claim.verdict
        if isinstance(verdict, bool):
            verdict = verdict == (self.denied == asked.denied)
        if asked.presumed:
            return Told(self.claim, "claim_presumed") if verdict is False else None
        return Told(self.claim, f"claim_{verdict}".lower())


def ways(claim: Claim, lang: str, told: str) -> Iterator[Way]:
    """The ways of a claim in one language; `told` is the sentence that tells it."""
    analyzer, said = wording.claim_analyzer(lang), wording.putting(lang)
    about, wide = (frozenset(analyzer.terms(text)) for text in (said.about, said.wide))
    told_dates = dates_in(told)
    for text in getattr(claim.ways, lang):
        plain, denials = _undenied(_spelled(text, lang), lang)
        terms = frozenset(analyzer.terms(plain))
        named = analyzer.terms(" ".join(_NAME.findall(text)))
        yield Way(
            claim=claim,
            text=text,
            terms=terms,
            names=tuple(term for term in named if term in terms),
            denied=bool(denials),
            wide=isinstance(claim.verdict, bool) and bool(terms & wide),
            beside=about,
            dates=dates_in(text) | (told_dates if len({date.year for date in told_dates}) == 1 else frozenset()),
        )


def read(question: str, lang: str) -> Asked | None:
    """What a question asserts; None where it is not of a form by which it asserts anything for certain."""
    said = wording.putting(lang)
    text = re.sub(rf"^{said.lead}", "", _spelled(question, lang))
    framed, tail = re.match(said.framed, text), re.search(said.tail, text)
    presumes, yes_no = re.match(said.presumes, text), re.match(said.yes_no, text)
    if framed or tail:
        rest = text[framed.end() if framed else 0 : tail.start() if tail else None]
    elif presumes:
        rest = text[presumes.end() :]
    elif yes_no and not re.match(said.otherwise, text) and not _ASKS.search(question):
        rest = text[yes_no.end() :]
    else:
        return None
    plain, denials = _undenied(rest, lang)
    if denials > 1 or (denials and not (framed or tail or presumes)):
        return None  # "Did Ramsey not resign?" may be answered either way
    analyzer, dates = wording.claim_analyzer(lang), dates_in(plain)
    days = {str(number) for date in dates for number in (date.year, date.day)}
    dated = " ".join(word for word in words(plain) if word in days or word in wording.months())
    return Asked(
        terms=tuple(analyzer.terms(plain)),
        dates=dates,
        dated=frozenset(analyzer.terms(dated)),
        presumed=bool(presumes and not (framed or tail)),
        denied=bool(denials),
    )


def _spelled(text: str, lang: str) -> str:
    """The text in small letters without accents, short forms written out, signs at its ends taken off."""
    plain = fold(text.replace("’", "'")).strip(" ¿?¡!.\n")
    for short, full in wording.putting(lang).spelled:
        plain = re.sub(short, full, plain)
    return _BLANKS.sub(" ", plain)


def _undenied(text: str, lang: str) -> tuple[str, int]:
    """The text without the words that deny it, and how many these are."""
    denies = "|".join(wording.putting(lang).denies.split())
    return re.subn(rf"\b(?:{denies})\b", " ", text)


def _in_order(names: Sequence[str], terms: Sequence[str]) -> bool:
    """Whether the names stand in the order in which the way has them: who did it to whom."""
    rest = iter(terms)
    return all(name in rest for name in names)
