"""Which comparison a question asks for, and that each side is told."""

import pytest

from explainer import wording
from explainer.answering.compare import comparison_for, sides_of
from explainer.corpus.reference import comparisons
from explainer.domain import LANGUAGES
from explainer.engine import Explainer
from explainer.settings import Settings


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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_on_which_sources_differ_quotes_each_of_them(engine, lang):
    for entry in comparisons():
        answer = engine.ask(getattr(entry.question, lang), lang=lang)
        if not answer.abstained:
            cited = {citation.passage.id for citation in answer.citations}
            assert {side.passage for side in entry.sides} <= cited, entry.id


@pytest.mark.parametrize(
    ("question", "lang", "sides"),
    [
        ("What is the difference between a cat and a dog?", "en", ("a cat", "a dog")),
        ("an administrative versus a judicial warrant", "en", ("an administrative warrant", "a judicial warrant")),
        ("¿En qué se diferencian un gato y un perro?", "es", ("un gato", "un perro")),
        (
            "diferencia entre una orden administrativa y una judicial",
            "es",
            ("una orden administrativa", "una orden judicial"),
        ),
        ("Is a cat the same as a dog?", "en", ("a cat", "a dog")),
        ("Who has a cat and a dog?", "en", ()),
        ("What is the difference between it and them?", "en", ()),
    ],
)
def test_the_two_sides_of_a_question(question, lang, sides):
    assert sides_of(question, lang) == sides


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "What is the difference between an administrative and a judicial warrant?",
            "administrative warrant",
            "judicial warrant",
        ),
        ("SB 54 versus the California Trust Act", "SB 54", "AB 4"),
        ("¿En qué se diferencia el 287(g) de Comunidades Seguras?", "287(g)", "Comunidades Seguras (Secure"),
        ("¿Cuál es la diferencia entre una orden administrativa y una judicial?", "administrativa", "judicial"),
    ],
)
def test_each_of_two_things_gets_a_sentence(engine, question, one, other):
    texts = [sentence.text for sentence in engine.ask(question).sentences]
    assert any(one in text for text in texts)
    assert any(other in text for text in texts)


def test_documents_are_compared_too(documents):
    foreign = Explainer(documents, Settings(mode="deterministic"))
    answer = foreign.ask("What is the difference between the steam pump and the separate condenser?")
    assert {"Thomas Savery" in s.text for s in answer.sentences} == {True, False}
    assert any("James Watt" in s.text for s in answer.sentences)
