"""Which sentences an answer is made of, and in which order."""

from dataclasses import replace

import pytest

from explainer.answering.extract import MOST_SENTENCES, compose
from explainer.domain import Turn
from explainer.engine import Explainer
from explainer.settings import Settings


@pytest.fixture
def foreign(documents):
    return Explainer(documents, Settings(mode="deterministic"))


def said(engine, question, lang="en"):
    return [draft.text for draft in compose(question, engine.search(question, lang))]


def test_the_sentence_that_answers_comes_first_wherever_it_stands(foreign):
    assert said(foreign, "Who added the separate condenser?")[0] == "James Watt added a separate condenser in 1765."
    assert said(foreign, "How many nations share the forest?")[0] == "Nine nations share the forest."


def test_a_sentence_that_leans_brings_the_one_before(foreign):
    drafts = said(foreign, "Could it lift water far?")
    lean = drafts.index("However, it could not lift water far.")
    assert drafts[lean - 1] == "It was used to drain mines."
    assert "The first steam pump was built by Thomas Savery in 1698." in drafts[:lean]


def test_a_sentence_of_a_note_that_tells_the_year_comes_before_its_opening(engine):
    first = said(engine, "When did the Fifth Circuit rule in City of El Cenizo v. Texas?")[0]
    assert "2018" in first


@pytest.mark.parametrize("question", ["What is a detainer?", "What are the five findings?", "Did it reduce crime?"])
def test_an_answer_is_short(engine, question):
    assert 1 <= len(said(engine, question)) <= MOST_SENTENCES


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("How do days off figure into the two day limit of a hold?", "en"),
        ("Si hay fin de semana y día feriado, ¿cuánto se alarga el ICE hold?", "es"),
    ],
)
def test_only_the_first_sentence_may_open_with_yes_or_no(engine, question, lang):
    further = said(engine, question, lang)[1:]
    assert further
    assert not [text for text in further if text.startswith(("No,", "Yes,", "Sí,"))]


def test_sentences_that_fit_far_worse_are_left_out(engine):
    hits = engine.search("Who chaired the Task Force?", "en")
    weak = [
        replace(h, score=0.0, sentence_scores=(0.0,) * len(h.passage.sentences), sentence_coverage=()) for h in hits
    ]
    own = {draft.text for draft in compose("Who chaired the Task Force?", [hits[0], *weak[1:]])}
    assert own <= set(hits[0].passage.sentence_texts)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("Who was the chairman of the task force and what organization did he run?", ("Wexler", "Police Executive")),
        ("Who ended Secure Communities in 2014 and what came in its place?", ("Johnson", "Priority Enforcement")),
        ("¿Quién presidió el grupo y qué organización dirigía?", ("Wexler", "Police Executive")),
    ],
)
def test_each_part_of_a_question_is_served(engine, question, facts):
    text = engine.ask(question).text
    assert all(fact in text for fact in facts)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        (
            "Which parts of Arizona's SB 1070 did the Supreme Court throw out?",
            ("Section 3", "Section 5(C)", "Section 6"),
        ),
        ("¿Qué condiciones puso Santa Clara a los detainers?", ("todos los costos", "condena")),
        ("Which crimes does the Laken Riley Act bring in?", ("burglary", "theft", "shoplifting")),
        ("What are the three kinds of 287(g) agreement?", ("jail", "task force", "warrant")),
    ],
)
def test_a_list_comes_out_whole(engine, question, items):
    text = engine.ask(question).text
    assert all(item in text for item in items)


def test_a_follow_up_is_answered_first_not_what_it_leans_on(engine):
    answer = engine.ask("When did that law take effect?", [Turn("What is the Illinois TRUST Act?")])
    assert "2017" in answer.sentences[0].text


def test_a_second_note_that_repeats_the_first_adds_nothing(engine):
    question = "What is a detainer?"
    best = engine.search(question, "en")[0]
    twin = replace(best, passage=replace(best.passage, id="another"))
    assert [d.text for d in compose(question, [best, twin])] == [d.text for d in compose(question, [best])]


def test_more_goes_on_in_the_order_of_the_passages(engine):
    hits = engine.search("What is a detainer?", "en")
    told = hits[0].passage.sentence_texts[0]
    drafts = [d.text for d in compose("What is a detainer?", hits, told)]
    assert told not in drafts
    assert drafts[0] == hits[0].passage.sentence_texts[1]
