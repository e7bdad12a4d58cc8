"""Every word that a reader meets and every list of words that the search knows, from `knowledge/`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from explainer.corpus.notes import Both
from explainer.corpus.reference import Name, PassageId, glossary
from explainer.corpus.yaml_files import Strict, read_knowledge
from explainer.domain import LANGUAGES
from explainer.errors import KnowledgeError
from explainer.retrieval.analysis import Analyzer, fold, words
from explainer.retrieval.bilingual import Bilingual

Link = Annotated[str, StringConstraints(pattern=r"^https?://[\w-]+(\.[\w-]+)+(/\S*)?$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


@dataclass(frozen=True)
class AnswerKind:
    """A kind of thing that is asked for: a date, a number, a person…"""

    name: str
    asked: re.Pattern[str]  # found in a folded question
    holds: re.Pattern[str]  # found in a folded sentence that answers it
    strict: bool = False  # a passage without it does not answer


class Directory(Strict):
    """An official place to find help."""

    id: Name
    name: Both
    what: Both
    url: Link | None = None
    phone: str | None = None
    topics: tuple[str, ...]
    mark: Literal["V", "S"]  # read on the official page itself, or reported by another
    source: str
    checked: Day | None = None  # when somebody last opened or called it


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


class General(Strict):
    """A passage that holds in general, and the questions that it fits."""

    when: str  # a pattern, found in the question in small letters without accents
    passage: PassageId


class Reply(Strict):
    text: Both
    help: tuple[str, ...] = ()
    general: tuple[General, ...] = ()


class _Kind(Strict):
    name: str
    asked: str
    holds: str
    strict: bool = False


class _Words(Strict):
    stop: dict[str, str]
    telling: dict[str, str]
    same: dict[str, tuple[tuple[str, ...], ...]]
    kinds: tuple[_Kind, ...]
    leans: str
    months: dict[str, tuple[str, ...]]
    today: str
    counting: str
    abbreviations: str
    light: dict[str, str]


class Putting(Strict):
    """How a question of one language puts a claim; patterns and words as `claim_words.yaml` explains them."""

    frame: str
    spelled: tuple[tuple[str, str], ...]
    lead: str
    framed: str
    tail: str
    yes_no: str
    presumes: str
    otherwise: str
    denies: str
    wide: str
    aside: str
    about: str
    same: tuple[tuple[str, ...], ...]


class _Spanish(Strict):
    words: dict[str, str]
    endings: dict[str, str]


def text(key: str, lang: str, **values: object) -> str:
    """A text of the interface in one language, with `{name}` filled in from `values`."""
    return str(getattr(labels()[key], lang)).format(**values)


def has(key: str) -> bool:
    """Whether the interface has a text of this name."""
    return key in labels()


def date(written: str, lang: str) -> str:
    """A date in words: 2011, 2011-09 or 2011-09-15 become 2011, September 2011, September 15, 2011."""
    year, *rest = written.split("-")
    if not rest:
        return year
    month = text("months", lang).split()[int(rest[0]) - 1]
    if len(rest) == 1:
        return text("date_month", lang, year=year, month=month)
    return text("date_day", lang, year=year, month=month, day=int(rest[1]))


def reply(key: str) -> Reply:
    """A ready-made reply: its text in both languages and the topics of help that go with it."""
    return replies()[key]


@cache
def analyzer(lang: str, foreign: bool = False) -> Analyzer:
    """How texts of a language are read. A foreign corpus is read without this subject's synonyms."""
    if foreign:
        return Analyzer(lang, function_words(lang) - frozenset(words(_words().telling[lang])))
    return Analyzer(lang, function_words(lang), _as_one(_words().same[lang]))


@cache
def putting(lang: str) -> Putting:
    """How a question puts a claim."""
    return read_knowledge(dict[str, Putting], "claim_words.yaml")[lang]


@cache
def claim_analyzer(lang: str) -> Analyzer:
    """How a claim is read: more words count than in a search, and more of them mean the same."""
    said = putting(lang)
    return Analyzer(lang, words(said.aside), _as_one((*_words().same[lang], *said.same)))


def _as_one(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """Each word of a group with the first one, which stands for all of them."""
    return {variant: group[0] for group in groups for variant in group[1:]}


@cache
def bilingual(source: str, target: str) -> Bilingual:
    """How words of one language are carried over into the other: the word list, the glossary's terms, endings."""
    lists = read_knowledge(_Spanish, "spanish.yaml")
    pairs = [(word, meaning.strip()) for word, meanings in lists.words.items() for meaning in meanings.split(",")]
    for term in glossary():
        names = {lang: _bare(getattr(term.term, lang)) for lang in LANGUAGES}
        pairs += [(spanish, names["en"]) for spanish in (names["es"], *term.also.get("es", ()))]
        pairs += [(names["es"], english) for english in term.also.get("en", ())] if source == "en" else []
    endings = [(end, other.strip(" -")) for end, others in lists.endings.items() for other in others.split(",")]
    if source == "en":
        pairs, endings = [(b, a) for a, b in pairs], [(b, a) for a, b in endings if b]
    return Bilingual(analyzer(source, foreign=True), pairs, endings)


def _bare(term: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", term)


@cache
def function_words(lang: str) -> frozenset[str]:
    """Words that say nothing about the subject, accents folded."""
    return frozenset(words(_words().stop[lang]))


@cache
def answer_kinds() -> tuple[AnswerKind, ...]:
    return tuple(AnswerKind(k.name, re.compile(k.asked), re.compile(k.holds), k.strict) for k in _words().kinds)


@cache
def months() -> dict[str, int]:
    """The number of each month, by its names and abbreviations in both languages."""
    return {
        name: at for lang in LANGUAGES for at, names in enumerate(_words().months[lang], 1) for name in names.split()
    }


@cache
def doubtful_months() -> frozenset[str]:
    """Names of months that are other words too."""
    return frozenset(_words().months["doubtful"])


@cache
def light_words(lang: str) -> frozenset[str]:
    """Words of a question that an answer need not hold, as index terms."""
    return frozenset(analyzer(lang).terms(_words().light[lang]))


def abbreviated(text: str) -> bool:
    """Whether a text ends in an abbreviation, so that its period ends no sentence."""
    last = text.rsplit(maxsplit=1)[-1:]
    return bool(last) and last[0].endswith(".") and fold(last[0]).strip(".(") in _words().abbreviations.split()


@cache
def counting_words() -> frozenset[str]:
    """Words that tell a number."""
    return frozenset(_words().counting.split())


@cache
def asks_for_today() -> re.Pattern[str]:
    """Found in a folded question that asks for what holds today."""
    return re.compile(_words().today)


def leans(sentence: str) -> bool:
    """Whether a sentence cannot be understood without the one before it."""
    return bool(_leaning_opening().match(fold(sentence)))


@cache
def _leaning_opening() -> re.Pattern[str]:
    choices = re.sub(r"\s*\|\s*", "|", _words().leans.strip())
    return re.compile(rf"(?:{choices})\b")


@cache
def directories() -> tuple[Directory, ...]:
    return read_knowledge(tuple[Directory, ...], "help.yaml")


@cache
def starters() -> tuple[Starters, ...]:
    return read_knowledge(tuple[Starters, ...], "suggestions.yaml")


@cache
def about() -> About:
    return read_knowledge(About, "about.yaml")


@cache
def builtin() -> dict[str, Both]:
    """Labels that the page's framework has in English only, by what it writes."""
    return read_knowledge(dict[str, Both], "builtin.yaml")


@cache
def labels() -> dict[str, Both]:
    return read_knowledge(dict[str, Both], "interface.yaml")


@cache
def replies() -> dict[str, Reply]:
    return read_knowledge(dict[str, Reply], "replies.yaml")


@cache
def _words() -> _Words:
    found = read_knowledge(_Words, "words.yaml")
    missing = set(LANGUAGES) - set(found.stop) | set(LANGUAGES) - set(found.same)
    if missing:
        raise KnowledgeError(f"words.yaml: no words for {', '.join(sorted(missing))} → add them")
    return found
