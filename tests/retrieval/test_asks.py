"""How near a question is to the listed ones: those that a passage answers, and those that none does."""

from dataclasses import dataclass

import pytest

from explainer import wording
from explainer.retrieval.asks import AskIndex


@dataclass
class Listed:
    asks: tuple[str, ...]
    look_alikes: tuple[str, ...] = ()
    lang: str = "en"


@pytest.fixture(scope="module")
def index():
    listed = [
        Listed(("Who signed the memo?", "When was the memo signed?"), ("What was the signer of the memo paid?",)),
        Listed(("How many people were removed in 2011?",)),
        Listed(("¿Quién firmó el memo?",), ("¿Cuánto ganaba quien firmó el memo?",), "es"),
    ]
    return AskIndex(listed, {lang: wording.analyzer(lang) for lang in ("en", "es")})


def test_a_listed_question_is_as_near_as_can_be_to_its_passage_alone(index):
    scores = index.scores("who signed the memo", "en")
    assert scores[0] == pytest.approx(1)
    assert scores[1] < 0.2
    assert scores[2] == 0


def test_function_words_tell_questions_apart(index):
    assert index.scores("When was the memo signed?", "en")[0] > index.scores("Why was the memo signed?", "en")[0]


def test_what_is_answered_nowhere_lends_no_passage_nearness(index):
    asked = "What was the signer of the memo paid?"
    assert index.look_alike(asked, "en") == pytest.approx(1)
    assert index.scores(asked, "en").max() < 0.9


def test_each_language_has_its_own(index):
    assert index.look_alike("¿Cuánto ganaba quien firmó el memo?", "es") == pytest.approx(1)
    assert index.look_alike("¿Cuánto ganaba quien firmó el memo?", "en") < 0.5


def test_where_nothing_is_listed_nothing_is_near():
    index = AskIndex([Listed(())], {"en": wording.analyzer("en")})
    assert index.look_alike("Who?", "en") == 0
    assert not index.scores("Who?", "en").any()


def test_a_question_sounds_answered_by_the_words_that_answered_questions_share(index):
    assert index.sounds("When was the rule signed?", "en") > 0 > index.sounds("What was the sheriff paid?", "en")
    assert index.sounds("Zebras?", "en") == pytest.approx(0, abs=0.5)


def test_it_tells_nothing_where_only_one_sort_is_listed():
    index = AskIndex([Listed(("Who signed it?",))], {"en": wording.analyzer("en")})
    assert index.sounds("Who signed it?", "en") == 0
