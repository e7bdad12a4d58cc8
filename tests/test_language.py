"""English and Spanish are told apart, with and without accents; the page decides where nothing tells."""

import json
from pathlib import Path

import pytest

from explainer.language import language_of

QUESTIONS = Path(__file__).parent / "questions"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("What is a detainer?", "en"),
        ("que es un detainer", "es"),
        ("¿Galarza?", "es"),
        ("did the police trust it", "en"),
        ("cuantos acuerdos hay", "es"),
    ],
)
def test_a_few_words_are_enough(text, lang):
    other = "en" if lang == "es" else "es"
    assert language_of(text, hint=other) == lang


@pytest.mark.parametrize("text", ["287(g)", "", "Galarza", "🙂"])
def test_the_hint_decides_where_nothing_tells(text):
    assert language_of(text, "es") == "es"
    assert language_of(text, "en") == "en"


def test_questions_are_told_rightly():
    rows = [json.loads(line) for line in (QUESTIONS / "answerable.jsonl").open(encoding="utf-8")]
    assert [row["id"] for row in rows if language_of(row["question"], row["lang"]) != row["lang"]] == []
