"""Which comparison a question asks for."""

import pytest

from explainer import wording
from explainer.answering.compare import comparison_for
from explainer.corpus.reference import comparisons
from explainer.domain import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_comparison_is_found_by_each_way_of_asking(lang):
    for entry in comparisons():
        for ask in (getattr(entry.question, lang), *entry.asks[lang]):
            assert comparison_for(ask, lang) == entry, ask


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("What is an immigration detainer?", "en"),
        ("Who is Laura Lichter?", "en"),
        ("What did the sheriff paint?", "en"),
        ("¿Qué es un detainer?", "es"),
        ("¿Quién firmó la orden?", "es"),
        ("", "en"),
    ],
)
def test_other_questions_get_none(question, lang):
    assert comparison_for(question, lang) is None


def test_a_question_in_one_language_is_not_compared_with_the_other():
    spanish = comparisons()[0].question.es
    assert comparison_for(spanish, "en") is None


def test_most_questions_on_offer_are_answered_without_a_comparison():
    offered = [question.en for group in wording.starters() for question in group.questions]
    with_one = [question for question in offered if comparison_for(question, "en")]
    assert len(with_one) < len(offered) / 3
