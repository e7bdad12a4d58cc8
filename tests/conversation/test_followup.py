"""A question that leans on the one before takes it along; one that stands alone does not."""

import json
from pathlib import Path

import pytest

from explainer import wording
from explainer.conversation.followup import context_of, meant_by
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


@pytest.mark.parametrize(
    ("question", "act"),
    [
        ("And in Spanish?", "in_spanish"),
        ("¿Y en inglés?", "in_english"),
        ("More, please", "more"),
        ("¡Dígame más!", "more"),
        ("what page?", "source"),
        ("¿Quién lo dice?", "source"),
        ("More people were deported", None),
        ("What page has the findings?", None),
    ],
)
def test_turns_that_say_nothing_of_their_own(question, act):
    assert wording.turn_of(question) == act


def test_such_a_turn_means_the_last_question_that_says_something():
    history = [*BEFORE, Turn("more", "A sentence.")]
    meant = meant_by("and in Spanish?", history, "en")
    assert (meant.question, meant.lang, meant.answer_in) == (BEFORE[0].question, "en", "es")


def test_the_same_answer_in_the_other_language(engine):
    english = engine.ask("What is an immigration detainer?")
    spanish = engine.ask("and in Spanish?", [Turn(english.question, english.text)])
    assert spanish.lang == "es"
    assert spanish.citations[0].passage.lang == "es"
    assert spanish.citations[0].passage.id == english.citations[0].passage.id


def test_more_tells_what_was_not_told(engine):
    first = engine.ask("What is an immigration detainer?")
    more = engine.ask("tell me more", [Turn(first.question, first.text)])
    assert more.sentences
    assert not {s.text for s in more.sentences} & {s.text for s in first.sentences}


def test_says_who_is_answered_by_the_first_sentence_and_its_source(engine):
    first = engine.ask("¿Quién firmó el informe?")
    source = engine.ask("what page?", [Turn(first.question, first.text)], hint="es")
    assert [s.text for s in source.sentences] == [first.sentences[0].text]


def test_a_declined_question_stays_declined_in_the_other_language(engine):
    answer = engine.ask("and in Spanish?", [Turn("I was arrested last night. What should I do?")])
    assert answer.outcome == "declined"
    assert answer.lang == "es"


def test_what_a_reader_claims_is_no_evidence(engine):
    answer = engine.ask("The task force had 500 members, so how many signed?")
    assert "500" not in answer.text
