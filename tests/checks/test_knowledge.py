"""What is shipped has no fault, and each kind of fault is found where there is one."""

import re
from dataclasses import replace
from datetime import date

import pytest

from explainer import wording
from explainer.checks import check_knowledge, questions_astray
from explainer.checks.knowledge import apart, at_odds, hard, old_help, unread, unsupported, unverified
from explainer.checks.statements import Statement, cited
from explainer.corpus import reference
from explainer.corpus.notes import Both
from explainer.corpus.yaml_files import read_yaml

from ..conftest import SHARED

pytest.importorskip("textstat")


def said(en: str, es: str, **rest) -> list[Statement]:
    return [Statement("here", Both(en=en, es=es), **rest)]


@pytest.fixture(scope="module")
def held(knowledge):
    return {(p.id, p.lang): p for p in knowledge.passages}


def test_what_is_shipped_has_no_fault():
    assert check_knowledge().faults == ()


def test_every_offered_question_is_answered_from_a_passage_it_names(engine):
    assert list(questions_astray(engine)) == []


def test_a_question_that_is_answered_from_elsewhere_is_found(engine, monkeypatch):
    astray = wording.Question(
        en="What is a detainer?", es="¿Qué es un detainer?", answers=("gao-12-708/removals-total",)
    )
    group = wording.starters()[0].model_copy(update={"questions": (astray,)})
    monkeypatch.setattr(wording, "starters", lambda: (group,))
    assert len(list(questions_astray(engine))) == 2


def test_a_question_that_is_listed_as_answered_and_as_not_is_found(held):
    passage = held["gao-12-708/removals-total", "en"]
    doubted = replace(passage, look_alikes=(passage.asks[0].upper(),))
    assert not list(at_odds(held))
    assert len(list(at_odds({**held, (passage.id, "en"): doubted}))) == 1


def test_figures_that_differ_between_the_languages_are_found():
    assert not list(apart(said("Fourteen signed in May 2011.", "Firmaron 14 en mayo de 2011.")))
    assert len(list(apart(said("Fourteen signed.", "Firmaron quince.")))) == 2


def test_figures_that_no_cited_passage_holds_are_found(held):
    cites = ("gao-12-708/removals-total",)
    assert not list(unsupported(said("About 183,000.", "Unas 183,000.", cites=cites), held))
    assert len(list(unsupported(said("About 184,000.", "Unas 184,000.", cites=cites), held))) == 2
    assert len(list(unsupported(said("So.", "Así.", cites=cites, figures=frozenset({"1999"})), held))) == 2


def test_an_entry_without_passages_states_no_figure(held):
    assert not list(unsupported(said("It is old.", "Es vieja.", cites=()), held))
    assert list(unsupported(said("It is of 1952.", "Es de 1952.", cites=()), held))


def test_texts_that_are_hard_to_read_are_found():
    hard_en = (
        "Notwithstanding jurisdictional considerations, interoperability necessitates administrative coordination "
    )
    hard_es = "La interoperabilidad institucional necesita coordinación administrativa interjurisdiccional permanente "
    assert len(list(hard(said(hard_en * 3, hard_es * 3)))) == 2
    assert not list(hard(said("The jail took the prints. " * 6, "La cárcel tomó las huellas. " * 6)))


def test_each_thing_that_nobody_has_read_is_recognized_and_may_be_denied():
    for item in unverified():
        assert len(list(unread(said(item.example.en, item.example.es)))) >= 2, item.id
        denied = said(f"We have not read whether: {item.example.en}", f"No hemos leído si: {item.example.es}")
        assert not list(unread(denied)), item.id


def test_what_the_facts_mark_as_unread_is_on_the_list():
    """The recommendations and facts on the report that are marked M, from memory, in the dossier."""
    dossier = SHARED / "facts" / "report.md"
    if not dossier.is_file():
        pytest.skip("the dossier of facts is not on this machine")
    rows = re.findall(r"^\| ([BR]\d+) \|.*\| ([^|\n]*)\|$", dossier.read_text("utf-8"), re.MULTILINE)
    from_memory = {name for name, mark in rows if re.search(r"\bM\b", mark)}
    on_the_list = {
        "R8": "how-a-conditional-detainer-works",
        "R12": "statistics-recommended",
        "R14": "pilot-projects-recommended",
    }
    read_since = {"B4", "R9"}  # quoted by NILC; quoted by Truthout
    assert from_memory == on_the_list.keys() | read_since
    assert set(on_the_list.values()) <= {item.id for item in unverified()}


def test_help_that_nobody_opened_for_half_a_year_is_called_to_mind(monkeypatch):
    opened = wording.directories()[0].model_copy(update={"checked": "2026-01-01"})
    monkeypatch.setattr(wording, "directories", lambda: (opened,))
    assert not list(old_help(date(2026, 6, 29)))
    assert list(old_help(date(2026, 7, 15)))


def test_an_address_of_help_is_well_formed(tmp_path):
    path = tmp_path / "help.yaml"
    path.write_text(
        "- {id: a, name: {en: A, es: A}, what: {en: A, es: A}, url: ice.gov, topics: [court], mark: V, source: s}\n"
    )
    with pytest.raises(Exception, match="url"):
        read_yaml(tuple[wording.Directory, ...], path)


def test_every_passage_that_is_named_exists(held):
    assert not [(where, name) for where, name in cited() if (name, "en") not in held]


def test_there_is_as_much_as_was_promised():
    assert len(reference.timeline()) >= 60
    assert len(reference.glossary()) >= 70
    assert [finding.number for finding in reference.findings() if finding.kind == "finding"] == [
        "I", "II", "III", "IV", "V",
    ]  # fmt: skip
    assert sum(person.group == "signed" for person in reference.people()) == 14


def test_sides_of_a_comparison_rest_on_different_passages():
    for comparison in reference.comparisons():
        passages = [side.passage for side in comparison.sides]
        assert len(passages) == len(set(passages)), comparison.id
        assert all(len(comparison.asks[lang]) >= 4 for lang in ("en", "es")), comparison.id
