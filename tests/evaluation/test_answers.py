"""What the measures say of answers whose worth is known."""

import json
import math

import pytest

from explainer.domain import Outcome
from explainer.engine import Explainer
from explainer.errors import UsageError
from explainer.evaluation.answers import Share, ask_all, invariance, measure
from explainer.evaluation.questions import read_questions, variants
from explainer.settings import Settings

ROWS = [
    {"id": "q1", "lang": "en", "question": "Who added the separate condenser?", "must": [["james watt"], ["1765"]]},
    {"id": "q2", "lang": "en", "question": "Who built the first steam pump?", "must": [["Edison"]]},
    {"id": "q3", "lang": "en", "question": "Who discovered penicillin?", "kind": "off_topic"},
    {"id": "q4", "of": "q1", "question": "Who is behind the separate condenser?"},
]


@pytest.fixture
def questions(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return read_questions([path])


@pytest.fixture
def foreign(documents):
    return Explainer(documents, Settings(mode="deterministic"))


def test_a_paraphrase_is_judged_by_the_question_it_words_anew(questions):
    assert questions[3].must == questions[0].must
    assert questions[3].kind == "paraphrase"


def test_each_miss_is_told_by_its_question(foreign, questions):
    found = measure(ask_all(foreign, questions[:3]))
    assert found["misses"] == [{"id": "q2", "kind": "answerable", "lang": "en", "why": "key_fact"}]
    assert found["all"]["key_fact"]["share"] == 0.5
    assert found["all"]["false_answers"]["share"] == 0
    assert found["all"]["quotations_exact"]["share"] == 1


def test_what_is_undefined_is_not_a_number(foreign, questions):
    figures = measure(ask_all(foreign, questions[:1]))["all"]
    assert math.isnan(figures["false_answers"]["share"])
    assert math.isnan(figures["auroc"])


def test_an_interval_holds_its_share_and_narrows():
    few, many = Share(8, 10).as_json(), Share(800, 1000).as_json()
    for share in (few, many):
        assert 0 <= share["low"] < 0.8 < share["high"] <= 1
    assert many["high"] - many["low"] < few["high"] - few["low"]


def test_variants_are_the_same_on_every_run(questions):
    def typed():
        return [(name, q.text) for question in questions for name, q in variants(question)]

    assert typed() == typed()
    assert ("lower_case", "who added the separate condenser?") in typed()


def test_invariance_counts_what_stays(foreign, questions):
    found = invariance(foreign, ask_all(foreign, questions[:1]))
    assert found["lower_case"]["same_first_citation"]["share"] == 1


def test_a_line_that_is_no_question_is_told(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "q9"}', encoding="utf-8")
    with pytest.raises(UsageError, match="q9"):
        read_questions([path])


def test_right_outcomes_follow_from_what_is_known(questions):
    assert questions[0].answerable
    assert questions[2].outcomes == (Outcome.NOT_FOUND, Outcome.DECLINED)
