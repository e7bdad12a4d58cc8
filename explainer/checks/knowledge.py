"""Every check of the knowledge that needs no search: form, languages, figures, citations, plain words, dates."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean

from explainer import wording
from explainer.checks.claims import untold
from explainer.checks.figures import figures
from explainer.checks.plain import EASIEST, MEAN_GRADE, ease, too_hard
from explainer.checks.statements import Statement, cited, entries, passages
from explainer.corpus import reference
from explainer.corpus.notes import Both, read_note_file
from explainer.corpus.sentences import sentence_spans
from explainer.corpus.yaml_files import KNOWLEDGE, Strict, read_knowledge
from explainer.domain import LANGUAGES, Passage
from explainer.retrieval.analysis import words

OLD = 180  # days after which an address of help must be opened again

# A sentence that denies something, or leaves it open, does not state it.
_DENIAL = {"en": re.compile(r"\b(?:not|never|whether)\b"), "es": re.compile(r"\b(?:no|nunca|tampoco)\b|^si\b")}

Held = Mapping[tuple[str, str], Passage]  # by id and language


@dataclass(frozen=True)
class Found:
    faults: tuple[str, ...]
    warnings: tuple[str, ...]  # what a person should look at; no fault of the text
    summary: str


class Unverified(Strict):
    """Something that is believed but that nobody has read in a source."""

    id: reference.Name
    why: str
    en: str  # patterns of the words that would state it, small letters
    es: str
    example: Both  # a sentence that states it


def check_knowledge(folder: Path = KNOWLEDGE, today: date | None = None) -> Found:
    """Every fault and warning, and a line of figures.

    Raises:
        KnowledgeError: a file other than a note cannot be read.
        OutsideError: textstat, which measures how plain a text is, is not installed.
    """
    files = [read_note_file(path) for path in sorted((folder / "sources").glob("*.md"))]
    held = {(p.id, p.lang): p for file in files for p in file.passages}
    faults = [str(fault) for file in files for fault in file.faults]
    notes, others = list(passages(files)), list(entries())
    faults += _twice()
    faults += [
        f"{where}: there is no passage {name} → correct it" for where, name in cited() if (name, "en") not in held
    ]
    faults += untold(held)
    faults += at_odds(held)
    faults += apart([*notes, *others])
    faults += unsupported(others, held)
    faults += [*hard([*notes, *others]), *_too_hard_on_average(held)]
    faults += unread([*notes, *others])
    return Found(tuple(faults), tuple(old_help(today or date.today())), _summary(len(files), held, len(faults)))


def old_help(today: date) -> Iterator[str]:
    """The addresses of help that nobody has opened for half a year, or ever."""
    for directory in wording.directories():
        if directory.checked is None:
            yield f"help.yaml, {directory.id}: nobody has opened or called it yet → do so and write the date"
        elif (today - date.fromisoformat(directory.checked)).days > OLD:
            yield f"help.yaml, {directory.id}: last opened {directory.checked} → open it again and write the date"


def _twice() -> Iterator[str]:
    """Ids that two entries of a file share."""
    ids = {
        "timeline.yaml": [entry.id for entry in reference.timeline()],
        "people.yaml": [entry.id for entry in reference.people()],
        "numbers.yaml": [entry.id for entry in reference.numbers()],
        "findings.yaml": [entry.id for entry in reference.findings()],
        "compare.yaml": [entry.id for entry in reference.comparisons()],
        "claims.yaml": [entry.id for entry in reference.claims()],
        "steps.yaml": [entry.id for entry in reference.steps()],
        "gaps.yaml": [entry.id for entry in reference.gaps()],
        "prepare.yaml": [entry.id for entry in reference.preparation()],
        "glossary.yaml": [entry.id for entry in reference.glossary()],
        "help.yaml": [entry.id for entry in wording.directories()],
        "suggestions.yaml": [entry.id for entry in wording.starters()],
        "unverified.yaml": [entry.id for entry in unverified()],
    }
    for name, used in ids.items():
        for twice in [one for one, count in Counter(used).items() if count > 1]:
            yield f"{name}: the id {twice} more than once → give each entry its own"


def at_odds(held: Held) -> Iterator[str]:
    """Questions that one passage lists as answered and one, maybe the same, as answered nowhere."""
    answered = {(p.lang, _bare(ask)): p.id for p in held.values() for ask in p.asks}
    for passage in held.values():
        for question in passage.look_alikes:
            if other := answered.get((passage.lang, _bare(question))):
                yield f"{passage.id}: “{question}” is said to be answered nowhere, and {other} lists it → keep one"


def _bare(question: str) -> str:
    return " ".join(words(question))


def apart(statements: Iterable[Statement]) -> Iterator[str]:
    """Figures that stand in one language only."""
    for statement in statements:
        en, es = (figures(getattr(statement.said, lang), lang) for lang in LANGUAGES)
        for lang, alone in (("English", en - es), ("Spanish", es - en)):
            for figure in sorted(alone):
                yield f"{statement.where}: {figure} in {lang} only → write the same figures in both languages"


def unsupported(statements: Iterable[Statement], held: Held) -> Iterator[str]:
    """Figures and dates of an entry that stand in none of the passages it cites."""
    for statement in statements:
        if statement.cites is None or any((name, "en") not in held for name in statement.cites):
            continue
        for lang in LANGUAGES:
            texts = [held[name, lang] for name in statement.cites if (name, lang) in held]
            there = frozenset().union(*(_named(passage) for passage in texts))
            for figure in sorted((figures(getattr(statement.said, lang), lang) | statement.figures) - there):
                yield f"{statement.where} ({lang}): {figure} is in no cited passage → cite one that has it"


def _named(passage: Passage) -> frozenset[str]:
    """The figures of a passage; a percentage also as the bare number. Its pages count as well."""
    found = figures(passage.text, passage.lang) | figures(passage.locator.page or "", passage.lang)
    return found | {figure.rstrip("%") for figure in found}


def hard(statements: Iterable[Statement]) -> Iterator[str]:
    for statement in statements:
        for lang in LANGUAGES if statement.prose else ():
            if fault := too_hard(getattr(statement.said, lang), lang):
                yield f"{statement.where} ({lang}): {fault}"


def unread(statements: Iterable[Statement]) -> Iterator[str]:
    """Statements of what nobody has read in a source."""
    patterns = [(item, {lang: re.compile(getattr(item, lang)) for lang in LANGUAGES}) for item in unverified()]
    for statement in statements:
        for lang in LANGUAGES:
            text = getattr(statement.said, lang)
            sentences = [span.of(text).lower() for span in sentence_spans(text, lang)]
            affirmed = [sentence for sentence in sentences if not _DENIAL[lang].search(sentence)]
            for item, pattern in patterns:
                if any(pattern[lang].search(sentence) for sentence in affirmed):
                    yield f"{statement.where} ({lang}): states {item.id} → {item.why}"


def unverified() -> tuple[Unverified, ...]:
    return read_knowledge(tuple[Unverified, ...], "unverified.yaml")


def _too_hard_on_average(held: Held) -> Iterator[str]:
    means = _means(held)
    if means["en"] > MEAN_GRADE:
        yield f"all passages (en): grade {means['en']:.1f} on average → {MEAN_GRADE:.0f} at most"
    if means["es"] < EASIEST:
        yield f"all passages (es): ease {means['es']:.0f} on average → {EASIEST:.0f} at least"


def _means(held: Held) -> dict[str, float]:
    return {lang: mean(ease(p.text, lang) for p in held.values() if p.lang == lang) for lang in LANGUAGES}


def _summary(sources: int, held: Held, faults: int) -> str:
    means = _means(held)
    return (
        f"{sources} sources, {len(held) // len(LANGUAGES)} passages in each language; grade {means['en']:.1f}, "
        f"Fernández-Huerta {means['es']:.1f} on average; {faults} faults."
    )
