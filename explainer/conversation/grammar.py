"""How a turn goes on with the one before it: the words and patterns of `knowledge/turns.yaml`, in both languages."""

import re
from functools import cache

from explainer import wording
from explainer.corpus.notes import Both
from explainer.corpus.reference import glossary, people
from explainer.corpus.yaml_files import Strict, read_knowledge
from explainer.retrieval.analysis import fold, words


class Pointers(Strict):
    """Patterns of the words by which a question points back; see turns.yaml."""

    never: str
    always: str
    subject: str
    object: str


class _Turns(Strict):
    turns: dict[str, str]
    alone: Both
    follows: dict[str, str]
    parts: str
    fillers: str
    points: dict[str, Pointers]
    instead: dict[str, str]


def turn_of(question: str) -> str | None:
    """What a turn that says nothing of its own does with the question before: in_english, in_spanish, more, source."""
    bare = " ".join(words(question))
    return next((name for name, pattern in _turns().turns.items() if re.fullmatch(pattern, bare)), None)


def asked_alone(question: str, lang: str) -> str | None:
    """What a name of the glossary asks when it is all that is said; None where more or something else is."""
    typed = tuple(words(question))
    name = _names(lang).get(typed) or _names(lang).get(tuple(wording.analyzer(lang).terms(question)))
    said = set(typed) & wording.function_words(lang)
    return getattr(_turns().alone, lang).format(name=name) if name and said <= parts() | {"i"} else None


@cache
def _names(lang: str) -> dict[tuple[str, ...], str]:
    """The terms of the glossary, by their names' words and by index terms."""
    terms = [(term, re.sub(r"\s*\([^)]*\)$", "", getattr(term.term, lang))) for term in glossary()]
    others = [(name, main) for term, main in terms for of, names in term.also.items() if of == lang for name in names]
    found: dict[tuple[str, ...], str] = {}
    for name, main in [*((main, main) for _, main in terms), *others]:  # a term comes before other names
        found.setdefault(tuple(words(name)), main)
        found.setdefault(tuple(wording.analyzer(lang).terms(name)), main)
    found.pop((), None)
    return found


@cache
def follows(name: str) -> re.Pattern[str]:
    """How a question goes on with the one before it; found in small letters without accents.

    Args:
        name: courtesy, fresh, returns, names_again, corrects, goes_on, bare or breaks.
    """
    return re.compile(_turns().follows[name])


@cache
def parts() -> frozenset[str]:
    """Words with which a part of a sentence begins: articles, prepositions."""
    return frozenset(_turns().parts.split())


@cache
def fillers() -> frozenset[str]:
    """Words that may stand beside a name that is all that is said."""
    return parts() | frozenset(_turns().fillers.split())


@cache
def pointers(lang: str) -> Pointers:
    """Patterns of the words by which a question points back."""
    return _turns().points[lang]


@cache
def instead() -> dict[str, re.Pattern[str]]:
    """Names of each kind that take one another's place: places, years, persons…"""
    written = {name: re.compile(re.sub(r"\s+\|", "|", pattern)) for name, pattern in _turns().instead.items()}
    return {**written, "person": _people()}


def _people() -> re.Pattern[str]:
    """The persons of `people.yaml`, by full and by last name."""
    names = {fold(person.name.en) for person in people() if person.group != "office"}
    last = {name.split()[-1] for name in names}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names | last, key=len, reverse=True)))})\b")


@cache
def _turns() -> _Turns:
    return read_knowledge(_Turns, "turns.yaml")
