"""A question that leans on the one before takes it along; one that stands alone does not."""

import json
from pathlib import Path

import pytest

from explainer.conversation.followup import context_of
from explainer.domain import Turn

BEFORE = [Turn("What is an immigration detainer?")]


@pytest.mark.parametrize("question", ["do weekends count?", "and holidays?", "Who signs it?", "Why?", "says who?"])
def test_what_leans(question):
    assert context_of(question, BEFORE, "en") == BEFORE[0].question


@pytest.mark.parametrize("question", ["¿Y los feriados?", "¿Quién lo firma?", "¿Por qué?"])
def test_what_leans_in_spanish(question):
    assert context_of(question, [Turn("¿Qué es un detainer?")], "es")


@pytest.mark.parametrize(
    "question",
    ["Did Secure Communities reduce crime in large counties?", "What does the California Values Act say about jails?"],
)
def test_what_stands_alone(question):
    assert context_of(question, BEFORE, "en") == ""


def test_there_is_nothing_to_lean_on_at_first():
    assert context_of("Why?", [], "en") == ""


def test_a_chain_of_questions_leans_on_its_first():
    history = [*BEFORE, Turn("and holidays?")]
    assert context_of("Why?", history, "en") == "What is an immigration detainer? and holidays?"


def test_conversations(engine):
    """A floor below what was measured."""
    path = Path(__file__).parents[1] / "questions" / "followups.jsonl"
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    met = 0
    for row in rows:
        *before, last = row["turns"]
        text = engine.ask(last, [Turn(turn) for turn in before], lang=row["lang"]).text.lower()
        met += all(any(option in text for option in group) for group in row["must"])
    assert met / len(rows) >= 0.55
