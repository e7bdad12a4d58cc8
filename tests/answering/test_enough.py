"""When what was found is enough, and when it is honest to say that it is not."""

import json
from pathlib import Path

import pytest

from explainer.answering.enough import Judge
from explainer.domain import Outcome

QUESTIONS = Path(__file__).parents[1] / "questions"


def rows(name):
    return [json.loads(line) for line in (QUESTIONS / name).open(encoding="utf-8")]


@pytest.fixture(scope="module")
def near_misses(engine):
    asked = [row for name in ("unanswerable.jsonl", "tune.jsonl") for row in rows(name)]
    return {
        kind: [engine.ask(r["question"], lang=r["lang"]) for r in asked if r["kind"] == kind]
        for kind in ("near", "off_topic", "other_immigration")
    }


def test_nothing_found_is_not_enough(knowledge):
    assert Judge(knowledge).judge("What is a detainer?", [], "en").outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize("question", ["0", "1/2", "x", "-1"])
def test_a_number_or_a_letter_asks_nothing(engine, question):
    assert engine.ask(question).outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize(("kind", "most"), [("off_topic", 0.05), ("other_immigration", 0.1), ("near", 0.3)])
def test_what_is_not_in_the_sources_is_mostly_not_answered(near_misses, kind, most):
    """A ceiling above what was measured."""
    answered = [answer.question for answer in near_misses[kind] if not answer.abstained]
    assert len(answered) / len(near_misses[kind]) <= most, answered


def test_what_is_in_the_sources_is_rarely_refused(engine):
    asked = rows("answerable.jsonl")
    refused = [row["id"] for row in asked if engine.ask(row["question"], lang=row["lang"]).abstained]
    assert len(refused) / len(asked) <= 0.12, refused


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (
            "How many detainers did ICE issue in fiscal year 2012?",
            "How many detainers did ICE issue in fiscal year 1999?",
        ),
        ("What does California law say about detainers?", "What does Wisconsin law say about detainers?"),
        ("Who chaired the Task Force?", "How old was the chair of the Task Force?"),
        ("¿Quién renunció al Grupo de Trabajo?", "¿Cuánto dinero cobró cada miembro del Grupo de Trabajo?"),
    ],
)
def test_another_year_place_or_attribute_is_not_answered(engine, told, asked):
    assert not engine.ask(told).abstained
    assert engine.ask(asked).outcome is Outcome.NOT_FOUND


def test_confidence_is_a_share_and_higher_for_what_is_answered(engine):
    sure, unsure = engine.ask("What is a detainer?"), engine.ask("How old was the chair of the Task Force?")
    assert 0 <= unsure.confidence < sure.confidence <= 1
