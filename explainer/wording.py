"""Every word that a reader meets and every list of words that the search knows, from `knowledge/`."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar

from pydantic import Field

from explainer.corpus.notes import Both
from explainer.corpus.reference import Name, PassageId
from explainer.corpus.yaml_files import KNOWLEDGE, Fault, Strict, read_yaml
from explainer.domain import LANGUAGES
from explainer.errors import KnowledgeError
from explainer.retrieval.analysis import Analyzer, fold, words

T = TypeVar("T")


@dataclass(frozen=True)
class AnswerKind:
    """A kind of thing that is asked for: a date, a number, a person…"""

    name: str
    asked: re.Pattern[str]  # found in a folded question
    holds: re.Pattern[str]  # found in a folded sentence that answers it


class Directory(Strict):
    """An official place to find help."""

    id: str
    name: Both
    what: Both
    url: str | None = None
    phone: str | None = None
    topics: tuple[str, ...]
    mark: str
    source: str
    checked: str | None = None


class Question(Both):
    """A question that is offered, in both languages, and the passages that may answer it."""

    answers: tuple[PassageId, ...] = Field(min_length=1)


class Starters(Strict):
    """A group of questions to begin with: for everybody, by who is asking, or by topic."""

    id: Name
    kind: Literal["start", "reader", "topic"]
    name: Both
    questions: tuple[Question, ...]


class Section(Strict):
    """A section of the About page."""

    id: Name
    title: Both
    steps: bool = False  # whether the points are steps in order
    points: tuple[Both, ...] = ()


class About(Strict):
    """The About page."""

    contact: str | None  # where readers may report a mistake
    sections: tuple[Section, ...]


class _Reply(Strict):
    text: Both
    help: tuple[str, ...] = ()
    general: tuple[str, ...] = ()  # ids of passages that hold in general


class _Kind(Strict):
    name: str
    asked: str
    holds: str


class _Words(Strict):
    stop: dict[str, str]
    same: dict[str, tuple[tuple[str, ...], ...]]
    kinds: tuple[_Kind, ...]
    leans: str
    follows: str
    points: str


def text(key: str, lang: str, **values: object) -> str:
    """A text of the interface in one language, with `{name}` filled in from `values`."""
    return str(getattr(_interface()[key], lang)).format(**values)


def has(key: str) -> bool:
    """Whether the interface has a text of this name."""
    return key in _interface()


def date(written: str, lang: str) -> str:
    """A date in words: 2011, 2011-09 or 2011-09-15 become 2011, September 2011, September 15, 2011."""
    year, *rest = written.split("-")
    if not rest:
        return year
    month = text("months", lang).split()[int(rest[0]) - 1]
    if len(rest) == 1:
        return text("date_month", lang, year=year, month=month)
    return text("date_day", lang, year=year, month=month, day=int(rest[1]))


def reply(key: str) -> _Reply:
    """A ready-made reply: its text in both languages and the topics of help that go with it."""
    return _replies()[key]


@cache
def analyzer(lang: str, foreign: bool = False) -> Analyzer:
    """How texts of a language are read. A foreign corpus is read without this subject's synonyms."""
    own = (lang,) if not foreign else LANGUAGES  # documents are asked about in both languages
    stop = frozenset().union(*(function_words(language) for language in own))
    groups = () if foreign else _words().same[lang]
    same = {variant: group[0] for group in groups for variant in group[1:]}
    return Analyzer(lang, stop, same)


@cache
def function_words(lang: str) -> frozenset[str]:
    """Words that say nothing about the subject, accents folded."""
    return frozenset(words(_words().stop[lang]))


@cache
def answer_kinds() -> tuple[AnswerKind, ...]:
    return tuple(AnswerKind(k.name, re.compile(k.asked), re.compile(k.holds)) for k in _words().kinds)


def leans(sentence: str) -> bool:
    """Whether a sentence cannot be understood without the one before it."""
    return bool(_opening("leans").match(fold(sentence)))


def follows(question: str) -> bool:
    """Whether a question opens as if it went on with the one before it."""
    return bool(_opening("follows").match(fold(question).lstrip("¿¡ ")))


@cache
def pointers() -> frozenset[str]:
    """Words that point back at what was said before, folded."""
    return frozenset(_words().points.replace(" ", "").split("|"))


@cache
def _opening(name: str) -> re.Pattern[str]:
    choices = re.sub(r"\s*\|\s*", "|", getattr(_words(), name).strip())
    return re.compile(rf"(?:{choices})\b")


@cache
def directories() -> tuple[Directory, ...]:
    return _read(tuple[Directory, ...], "help.yaml")


@cache
def starters() -> tuple[Starters, ...]:
    return _read(tuple[Starters, ...], "suggestions.yaml")


@cache
def about() -> About:
    return _read(About, "about.yaml")


@cache
def builtin() -> dict[str, Both]:
    """Labels that the page's framework has in English only, by what it writes."""
    return _read(dict[str, Both], "builtin.yaml")


@cache
def _interface() -> dict[str, Both]:
    return _read(dict[str, Both], "interface.yaml")


@cache
def _replies() -> dict[str, _Reply]:
    return _read(dict[str, _Reply], "replies.yaml")


@cache
def _words() -> _Words:
    found = _read(_Words, "words.yaml")
    missing = set(LANGUAGES) - set(found.stop) | set(LANGUAGES) - set(found.same)
    if missing:
        raise KnowledgeError(f"words.yaml: no words for {', '.join(sorted(missing))} → add them")
    return found


def _read(model: type[T], name: str) -> T:
    """Reads a file of the knowledge folder; its faults are the reader's to mend."""
    try:
        return read_yaml(model, KNOWLEDGE / name)
    except Fault as fault:
        raise KnowledgeError(str(fault)) from fault
    except OSError as error:
        raise KnowledgeError(f"{KNOWLEDGE / name} cannot be read → put it back from the repository") from error
