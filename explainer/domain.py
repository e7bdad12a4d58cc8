"""The nouns of the project: what goes into a step and what comes out of it.

A citation is a *span* of a text. Its quotation, its sentence and its label are derived from the
span and stored nowhere else, so they cannot drift apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LANGUAGES = ("en", "es")


class Layer(StrEnum):
    """Whose words a text is made of."""

    NOTES = "notes"  # our own summary
    DOCUMENT = "document"  # the source itself


class Evidence(StrEnum):
    """How a statement is known."""

    PRIMARY = "primary"  # read in the source itself
    QUOTED = "quoted"  # read in a text that quotes the source
    SECONDARY = "secondary"  # reported by a named text


class Mode(StrEnum):
    """How an answer is made, from the simplest to the most demanding."""

    DETERMINISTIC = "deterministic"
    LOCAL = "local"
    CHAT = "chat"


class Outcome(StrEnum):
    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    DECLINED = "declined"


class Reason(StrEnum):
    """Why a question was declined; in the order in which the guard looks for them."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    PERSONAL_DATA = "personal_data"
    CRISIS = "crisis"
    ATTACK = "attack"
    OUT_OF_SCOPE = "out_of_scope"
    LEGAL_ADVICE = "legal_advice"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of a text, counted in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a source a passage stands. What is not known is None."""

    page: str | None = None  # as printed; may be a range
    pdf_page: int | None = None  # counted from 1
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A report, statute, order, study… that passages are about or come from."""

    id: str
    title: str
    short: Mapping[str, str]  # the label on a link, by language
    kind: str
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None  # 2011, 2011-09 or 2011-09-15
    jurisdiction: str | None = None
    language: str = "en"
    url: str | None = None  # the official address
    unverified_url: str | None = None  # an official address that nobody has opened; never shown
    archive: str | None = None  # another copy that was read
    document: str | None = None  # where the text itself is, if not at `url`; "none" where no address leads to it
    license: str | None = None
    pages: int | None = None
    page_offset: int | None = None  # PDF page minus printed page, where pages do not say it themselves
    sha256: str | None = None
    held: str = "whole"  # how much of it was read: whole, part, none
    status: str | None = None  # what it is today
    status_as_of: str | None = None
    status_note: Mapping[str, str] | None = None
    stance: str | None = None

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that the catalog names, the official ones first."""
        named = (self.url, self.document, self.unverified_url, self.archive)
        return tuple(address for address in named if address and address != "none")

    @property
    def free(self) -> bool:
        """Whether the whole text may be kept and shown: it is in the public domain, or licensed so."""
        return not (self.license or "").lower().startswith(("©", "copyright"))

    def link(self, locator: Locator) -> str | None:
        """The address of the original, at its PDF page where that is known; None without one."""
        address = self.url or self.archive
        if address and locator.pdf_page:
            return f"{address}#page={locator.pdf_page}"
        return address


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text of one source, layer and language: what all offsets count in."""

    source_id: str
    layer: Layer
    lang: str
    content: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of whole sentences about one point: the unit that is searched and cited."""

    id: str
    text_of: Text
    span: Span
    sentences: tuple[Span, ...]  # each within `span`, counted in the whole text
    locator: Locator
    evidence: Evidence = Evidence.PRIMARY
    via: str | None = None  # who quotes or reports it, where evidence is not primary
    title: str = ""
    asks: tuple[str, ...] = ()  # the ways in which people ask for it
    look_alikes: tuple[str, ...] = ()  # questions that sound as if it answered them; no passage does
    as_of: str | None = None
    gap: bool = False  # says what is not held; an answer resting on it is partial

    @property
    def source_id(self) -> str:
        return self.text_of.source_id

    @property
    def layer(self) -> Layer:
        return self.text_of.layer

    @property
    def lang(self) -> str:
        return self.text_of.lang

    @property
    def text(self) -> str:
        return self.span.of(self.text_of.content)

    @property
    def sentence_texts(self) -> tuple[str, ...]:
        return tuple(span.of(self.text_of.content) for span in self.sentences)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search brought up. All scores are higher for better, rounded to 6 digits."""

    passage: Passage
    score: float  # fused, 0 to 1 within one search
    cosine: float | None = None  # of the nearest sentence or listed question; None without vectors
    asked: float = 0.0  # nearness of the question to one that the passage lists, 0 to 1
    look_alike: float = 0.0  # nearness of the question to one that is known to be answered nowhere, 0 to 1
    sounds: float = 0.0  # log odds that a question with such words is answered, by all that are listed
    coverage: float = 0.0  # share of the question's rare words that the passage holds, 0 to 1
    focus: float = 0.0  # the same for its best sentence together with its title
    asked_terms: int = 0  # how many telling words the question has
    sentence_scores: tuple[float, ...] = ()  # one a sentence of the passage, 0 to 1 in one search
    sentence_coverage: tuple[float, ...] = ()  # the share of the question's rare words that each sentence holds


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of a passage's text that supports a sentence. Made by `answering.verify` alone."""

    number: int
    passage: Passage
    source: Source
    span: Span

    @property
    def quote(self) -> str:
        return self.span.of(self.passage.text_of.content)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer and the numbers of the citations that support it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way of a question, and the time it took."""

    name: str  # guard, search, enough, compose, verify
    ms: float


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about."""

    steps: tuple[Step, ...]
    considered: tuple[Hit, ...] = ()  # what it was chosen from, best first


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier question and the answer that was shown for it."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader gets, with all that is needed to reproduce and check it."""

    question: str
    lang: str
    outcome: Outcome
    text: str  # Markdown, with [1] after what citation 1 supports
    mode: Mode
    corpus_id: str
    settings_id: str
    reason: Reason | None = None
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    unknown_words: tuple[str, ...] = ()
    confidence: float | None = None
    model: str | None = None
    notices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    help_topics: tuple[str, ...] = ()  # which directories of help to show
    elapsed_ms: float = 0.0
    trace: Trace | None = field(default=None, compare=False)

    @property
    def abstained(self) -> bool:
        return self.outcome in (Outcome.NOT_FOUND, Outcome.DECLINED)
