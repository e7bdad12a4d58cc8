"""When what was found is enough, and when it is honest to say that it is not."""

import json
from pathlib import Path

import pytest

from explainer.answering.enough import judge
from explainer.domain import Outcome

QUESTIONS = Path(__file__).parents[1] / "questions"


def rows(name):
    return [json.loads(line) for line in (QUESTIONS / name).open(encoding="utf-8")]


def test_nothing_found_is_not_enough():
    assert judge("What is a detainer?", [], "en").outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize("question", ["0", "1/2", "x", "-1"])
def test_a_number_or_a_letter_asks_nothing(engine, question):
    assert engine.ask(question).outcome is Outcome.NOT_FOUND


def test_a_passage_that_tells_what_is_not_held_makes_an_answer_partial(engine):
    hits = engine.search("What figures does the Task Force report give?", "en")
    assert hits[0].passage.gap
    assert judge("What figures does the Task Force report give?", hits, "en").outcome is Outcome.PARTIAL


@pytest.mark.parametrize(("kind", "most"), [("off_topic", 0.05), ("other_immigration", 0.1), ("near", 0.6)])
def test_what_is_not_in_the_sources_is_mostly_not_answered(engine, kind, most):
    """A ceiling above what was measured."""
    asked = [row for row in rows("unanswerable.jsonl") if row["kind"] == kind]
    answered = [row["id"] for row in asked if not engine.ask(row["question"], lang=row["lang"]).abstained]
    assert len(answered) / len(asked) <= most, answered


def test_what_is_in_the_sources_is_rarely_refused(engine):
    asked = rows("answerable.jsonl")
    refused = [row["id"] for row in asked if engine.ask(row["question"], lang=row["lang"]).abstained]
    assert len(refused) / len(asked) <= 0.12, refused
