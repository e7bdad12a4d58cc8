"""Which sentences an answer is made of."""

from dataclasses import replace

import pytest

from explainer.answering.extract import MOST_SENTENCES, compose
from explainer.engine import Explainer
from explainer.settings import Settings


@pytest.fixture
def foreign(documents):
    return Explainer(documents, Settings(mode="deterministic"))


def said(engine, question, lang="en"):
    return [draft.text for draft in compose(question, engine.search(question, lang))]


def test_the_sentence_that_fits_is_chosen(foreign):
    assert "James Watt added a separate condenser in 1765." in said(foreign, "Who added the separate condenser?")


def test_a_sentence_that_leans_brings_the_one_before(foreign):
    drafts = said(foreign, "Could it lift water far?")
    lean = drafts.index("However, it could not lift water far.")
    assert drafts[lean - 1] == "It was used to drain mines."
    assert "The first steam pump was built by Thomas Savery in 1698." in drafts[:lean]


@pytest.mark.parametrize("question", ["What is a detainer?", "What are the five findings?", "Did it reduce crime?"])
def test_an_answer_is_short(engine, question):
    assert 1 <= len(said(engine, question)) <= MOST_SENTENCES


def test_an_answer_opens_with_the_opening_of_the_best_note(engine):
    question = "Were there any police on the task force?"
    best = engine.search(question, "en")[0].passage
    assert said(engine, question)[0] == best.sentence_texts[0]


def test_a_second_note_that_repeats_the_first_adds_nothing(engine):
    question = "What is a detainer?"
    best = engine.search(question, "en")[0]
    twin = replace(best, passage=replace(best.passage, id="another"))
    assert [d.text for d in compose(question, [best, twin])] == [d.text for d in compose(question, [best])]
