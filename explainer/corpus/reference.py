"""What is looked up rather than asked: timeline, people, numbers, findings, comparisons, claims, steps, glossary, gaps.

Each entry is data in `knowledge/`, in both languages, and names the passages that it rests on. An
entry whose passage does not exist is a fault, as is a figure that stands in none of its passages
(`explainer sources check`).
"""

from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from explainer.corpus.notes import Both, Date
from explainer.corpus.yaml_files import Strict, read_knowledge

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
PassageId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*/[a-z0-9]+(-[a-z0-9]+)*$")]
# Words that may be written once where they are the same in both languages: names.
Words = Annotated[Both, BeforeValidator(lambda value: {"en": value, "es": value} if isinstance(value, str) else value)]


class Entry(Strict):
    """What every entry has: a name that links may use, and the passages that it rests on."""

    id: Name
    cites: tuple[PassageId, ...] = Field(min_length=1)


class Event(Entry):
    """A line of the timeline."""

    date: Date
    until: Date | None = None
    title: Both
    text: Both | None = None  # one more sentence, where the title is not enough
    kind: Literal["program", "report", "rule", "court", "state", "audit", "research"]


class Person(Entry):
    """Somebody, or an office, that the record names."""

    name: Words
    role: Both
    group: Literal["signed", "resigned", "official", "office"]
    did: Both | None = None  # what the record says of them
    signed_as: Both | None = None  # whom a member of the Task Force spoke for: police, lawyers, advocates…


class Point(Strict):
    """One value of a series."""

    at: Date
    until: Date | None = None  # where the value counts a period
    value: float
    label: Both | None = None  # what the value is of, in a series that compares groups
    cites: tuple[PassageId, ...] = Field(min_length=1)


class Series(Strict):
    """Numbers of one kind by one counter. Different counts are never mixed in one series."""

    id: Name
    title: Both
    unit: Both
    counter: Words  # who counted
    note: Both | None = None  # what must be known to read it rightly
    chart: Literal["line", "bar"]
    points: tuple[Point, ...] = Field(min_length=1)


class Finding(Entry):
    """A finding or recommendation of the report, and what became of it."""

    kind: Literal["finding", "recommendation"]
    number: str  # "I" to "V" for findings; our own count for recommendations
    pages: str | None = None
    title: Both
    text: Both
    outcome: Literal["done", "partly", "not_done", "open", "unknown"]
    became: Both
    became_cites: tuple[PassageId, ...] = Field(min_length=1)


class Side(Strict):
    """What one source says where sources disagree."""

    who: Words
    passage: PassageId
    text: Both


class Comparison(Strict):
    """A question on which sources differ: side by side, no verdict."""

    id: Name
    question: Both
    why: Both  # why they differ, or what must be kept apart
    asks: dict[Literal["en", "es"], tuple[str, ...]]  # the ways in which people ask
    sides: tuple[Side, ...] = Field(min_length=2)


class Ways(Strict):
    """How people put a claim, as statements."""

    en: tuple[str, ...] = Field(min_length=1)
    es: tuple[str, ...] = Field(min_length=1)


class Claim(Strict):
    """What people believe or ask, and whether the sources bear it out."""

    id: Name
    verdict: Literal[True, False, "disputed", "depends"]
    passage: PassageId
    says: Both  # the first words of the sentence of the passage that tells it
    ways: Ways


class Step(Entry):
    """A step of the fingerprint check."""

    who: Words
    title: Both
    text: Both


class Gap(Strict):
    """What is not covered, and why."""

    id: Name
    what: Both
    why: Both
    cites: tuple[PassageId, ...] = ()  # passages that say so, with what is known instead


class Preparation(Entry):
    """What to know before getting help: what to bring, what to ask, what to beware of."""

    topic: Literal["lawyer", "detained", "court", "fraud"]
    title: Both
    points: tuple[Both, ...] = Field(min_length=1)


class Term(Strict):
    """An official's word in plain language."""

    id: Name
    term: Both
    meaning: Both
    also: dict[Literal["en", "es"], tuple[str, ...]]
    cites: tuple[PassageId, ...] = ()


@cache
def timeline() -> tuple[Event, ...]:
    """Every event, oldest first."""
    return tuple(sorted(read_knowledge(tuple[Event, ...], "timeline.yaml"), key=lambda event: (event.date, event.id)))


@cache
def people() -> tuple[Person, ...]:
    return read_knowledge(tuple[Person, ...], "people.yaml")


@cache
def numbers() -> tuple[Series, ...]:
    return read_knowledge(tuple[Series, ...], "numbers.yaml")


@cache
def findings() -> tuple[Finding, ...]:
    return read_knowledge(tuple[Finding, ...], "findings.yaml")


@cache
def comparisons() -> tuple[Comparison, ...]:
    return read_knowledge(tuple[Comparison, ...], "compare.yaml")


@cache
def claims() -> tuple[Claim, ...]:
    return read_knowledge(tuple[Claim, ...], "claims.yaml")


@cache
def steps() -> tuple[Step, ...]:
    return read_knowledge(tuple[Step, ...], "steps.yaml")


@cache
def gaps() -> tuple[Gap, ...]:
    return read_knowledge(tuple[Gap, ...], "gaps.yaml")


@cache
def preparation() -> tuple[Preparation, ...]:
    return read_knowledge(tuple[Preparation, ...], "prepare.yaml")


@cache
def glossary() -> tuple[Term, ...]:
    return read_knowledge(tuple[Term, ...], "glossary.yaml")
