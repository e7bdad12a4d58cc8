"""Everything that is stated in `knowledge/`, as one kind of thing, so that each check is written once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explainer import wording
from explainer.checks.figures import date_figures
from explainer.corpus import reference
from explainer.corpus.notes import Both, NoteFile
from explainer.corpus.reference import Finding, Series


@dataclass(frozen=True)
class Statement:
    """Words that a reader meets, in both languages, and what they rest on."""

    where: str  # for the writer: the file and the entry, or the passage
    said: Both
    cites: tuple[str, ...] | None = None  # passages that must hold every figure of it; None: it is held to none
    figures: frozenset[str] = frozenset()  # dates and values that stand beside the words
    prose: bool = True  # whether it is to be read as sentences


def passages(files: Iterable[NoteFile]) -> Iterator[Statement]:
    """The passages of the notes. They rest on their source, which is not checked here."""
    for file in files:
        by_id = {(p.id, p.lang): p for p in file.passages}
        for name in dict.fromkeys(p.id for p in file.passages):
            en, es = by_id[name, "en"], by_id[name, "es"]
            yield Statement(name, Both(en=en.text, es=es.text))
            yield Statement(f"{name}, title", Both(en=en.title, es=es.title), prose=False)


def entries() -> Iterator[Statement]:
    """Timeline, people, numbers, findings, comparisons, steps, gaps, glossary; then help, replies and labels."""
    for event in reference.timeline():
        dates = date_figures(event.date) | date_figures(event.until)
        yield Statement(f"timeline.yaml, {event.id}", _joined(event.title, event.text), event.cites, dates)
    for person in reference.people():
        where = f"people.yaml, {person.id}"
        yield Statement(where, _joined(person.role, person.did), person.cites)
        yield Statement(where, _joined(person.name, person.signed_as), prose=False)
    for series in reference.numbers():
        yield from _series(series)
    for finding in reference.findings():
        yield from _finding(finding)
    for comparison in reference.comparisons():
        where = f"compare.yaml, {comparison.id}"
        every = tuple(side.passage for side in comparison.sides)
        yield Statement(where, _joined(comparison.question, comparison.why), every)
        for side in comparison.sides:
            yield Statement(f"{where}, {side.who.en}", side.text, (side.passage,))
    for step in reference.steps():
        yield Statement(f"steps.yaml, {step.id}", _joined(step.title, step.text), step.cites)
    for gap in reference.gaps():
        yield Statement(f"gaps.yaml, {gap.id}", _joined(gap.what, gap.why))
    for term in reference.glossary():
        yield Statement(f"glossary.yaml, {term.id}", term.meaning, term.cites)
    for advice in reference.preparation():
        yield Statement(f"prepare.yaml, {advice.id}", _joined(advice.title, *advice.points), advice.cites)
    for directory in wording.directories():
        yield Statement(f"help.yaml, {directory.id}", directory.what)
    for key, reply in wording.replies().items():
        yield Statement(f"replies.yaml, {key}", reply.text)
    for section in wording.about().sections:
        if section.points:
            yield Statement(f"about.yaml, {section.id}", _joined(*section.points))
    for key, label in wording.labels().items():
        yield Statement(f"interface.yaml, {key}", label)


def cited() -> Iterator[tuple[str, str]]:
    """Every passage that something names, with the place where it is named."""
    for statement in entries():
        for name in statement.cites or ():
            yield statement.where, name
    for gap in reference.gaps():
        for name in gap.cites:
            yield f"gaps.yaml, {gap.id}", name
    for claim in reference.claims():
        yield f"claims.yaml, {claim.id}", claim.passage
    for key, reply in wording.replies().items():
        for name in (general.passage for general in reply.general):
            yield f"replies.yaml, {key}", name
    for group in wording.starters():
        for question in group.questions:
            for name in question.answers:
                yield f"suggestions.yaml, “{question.en}”", name


def _series(series: Series) -> Iterator[Statement]:
    where = f"numbers.yaml, {series.id}"
    every = tuple(dict.fromkeys(name for point in series.points for name in point.cites))
    yield Statement(where, _joined(series.title, series.note), every)
    for point in series.points:
        value = f"{point.value:g}" if point.value % 1 else f"{point.value:.0f}"
        dates = date_figures(point.at) | date_figures(point.until)
        said = point.label or series.unit
        yield Statement(f"{where}, {value} at {point.at}", said, point.cites, dates | {value}, prose=False)


def _finding(finding: Finding) -> Iterator[Statement]:
    where = f"findings.yaml, {finding.id}"
    pages = frozenset((finding.pages or "").split("-")) - {""}
    yield Statement(where, _joined(finding.title, finding.text), finding.cites, pages)
    yield Statement(f"{where}, became", finding.became, finding.became_cites)


def _joined(*parts: Both | None) -> Both:
    """Texts read one after the other, each as a sentence of its own."""
    held = [part for part in parts if part]
    joined = {lang: ". ".join(getattr(part, lang).rstrip(".") for part in held) + "." for lang in ("en", "es")}
    return Both(**joined)
