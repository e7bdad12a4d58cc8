"""The way of a question, from outside: what a reader may rely on."""

import json

import pytest

from explainer.as_json import answer_json
from explainer.domain import Mode, Outcome, Reason, Turn
from explainer.engine import Explainer

QUESTIONS = [
    "What was Secure Communities?",
    "Could a state say no?",
    "Did it reduce crime?",
    "¿Qué es un detainer?",
    "¿Quiénes eran los miembros del Grupo de Trabajo?",
    "What number of deportations does the report give?",
    "Who won the World Cup in 1998?",
    "I was arrested last night. What should I do?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quotation_stands_at_its_offsets(engine, knowledge, question):
    answer = engine.ask(question)
    for citation in (*answer.citations, *answer.nearest):
        passage = citation.passage
        text = knowledge.text(passage.source_id, passage.layer, passage.lang).content
        assert citation.quote
        assert text[citation.span.start : citation.span.end] == citation.quote


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_sentence_has_a_citation_that_resolves(engine, question):
    answer = engine.ask(question)
    numbers = {citation.number for citation in answer.citations}
    for sentence in answer.sentences:
        assert sentence.citations
        assert set(sentence.citations) <= numbers


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_gives_the_same_bytes(engine, knowledge, question):
    def told(explainer):
        row = answer_json(explainer.ask(question))
        row.pop("elapsed_ms")
        return json.dumps(row, ensure_ascii=False)

    assert told(engine) == told(engine) == told(Explainer(knowledge, engine.settings))


def test_a_spanish_question_gets_a_spanish_answer(engine):
    answer = engine.ask("¿Qué recomendó el Grupo de Trabajo?")
    assert answer.lang == "es"
    assert {citation.passage.lang for citation in answer.citations} == {"es"}


def test_a_question_too_short_to_tell_takes_the_pages_language(engine):
    assert engine.ask("287(g)", hint="es").lang == "es"
    assert engine.ask("287(g)", hint="en").lang == "en"


@pytest.mark.parametrize(
    "question", ["Who painted the Sistine Chapel?", "How tall is Mount Everest?", "¿Cuándo cayó Tenochtitlan?"]
)
def test_what_the_sources_do_not_hold_is_not_found(engine, question):
    answer = engine.ask(question)
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.abstained
    assert not answer.sentences
    assert len(answer.nearest) == 3
    assert answer.unknown_words
    assert answer.suggestions


def test_a_note_that_says_what_is_not_held_is_no_answer_and_is_told_and_cited(engine):
    answer = engine.ask("What number of deportations does the report give?")
    assert answer.outcome is Outcome.NOT_FOUND
    assert answer.abstained
    assert answer.citations[0].passage.gap
    assert answer.text.endswith(answer.citations[-1].quote + f" [{len(answer.citations)}]")
    assert answer.citations[0].passage.id not in {near.passage.id for near in answer.nearest}


def test_ones_own_case_gets_what_holds_in_general_and_where_to_find_help(engine):
    answer = engine.ask("I was arrested and have a detainer. What should I do?")
    assert answer.reason is Reason.LEGAL_ADVICE
    assert answer.abstained
    assert "lawyer" in answer.text
    assert "lawyer" in answer.help_topics
    assert answer.citations


def test_a_follow_up_takes_the_subject_along(engine):
    alone = engine.ask("do weekends count?")
    after = engine.ask("do weekends count?", [Turn("How long can a jail hold someone on a detainer?")])
    assert "48" in after.text
    assert after.outcome is Outcome.ANSWERED
    assert alone.mode is Mode.DETERMINISTIC


def test_old_sources_come_with_a_date_line(engine):
    answer = engine.ask("What are the five findings of the report?")
    assert any("2011" in notice for notice in answer.notices)


def test_no_suggestion_would_be_declined(engine):
    for question in QUESTIONS:
        for suggestion in engine.ask(question).suggestions:
            assert engine.ask(suggestion).outcome is not Outcome.DECLINED


def test_personal_data_is_caught_before_anything_is_searched(engine, monkeypatch):
    monkeypatch.setattr(Explainer, "_search", lambda *_, **__: pytest.fail("it was searched for"))
    assert engine.ask("My A-number is A123456789, am I safe?").reason is Reason.PERSONAL_DATA


def test_a_foreign_corpus_is_quoted_in_its_own_words(documents):
    answer = Explainer(documents, _deterministic()).ask("Who added the separate condenser?")
    assert answer.outcome is Outcome.ANSWERED
    assert "James Watt" in answer.text
    assert answer.citations[0].passage.layer == "document"


def test_spanish_question_on_english_documents(documents):
    answer = Explainer(documents, _deterministic()).ask("¿Quién fue Thomas Savery?", lang="es")
    shown = (*answer.citations, *answer.nearest)
    assert any("Savery" in citation.passage.text for citation in shown)


def _deterministic():
    from explainer.settings import Settings

    return Settings(mode=Mode.DETERMINISTIC)


def test_an_answer_tells_how_it_came_about(engine):
    trace = engine.ask("What is an immigration detainer?").trace
    assert [step.name for step in trace.steps] == ["guard", "search", "enough", "compose", "verify"]
    assert all(step.ms >= 0 for step in trace.steps)
    cited = {c.passage.id for c in engine.ask("What is an immigration detainer?").citations}
    assert cited <= {hit.passage.id for hit in trace.considered}


def test_a_declined_question_was_never_searched(engine):
    trace = engine.ask("My A-number is A123456789. Will I be deported?").trace
    assert [step.name for step in trace.steps] == ["guard"]
    assert not trace.considered


@pytest.mark.parametrize("word", ["detainer", "287(g)", "S-Comm", "Wexler", "Morton", "Laken Riley"])
def test_a_name_alone_asks_what_it_is(engine, word):
    assert engine.ask(word).outcome == "answered"


def test_a_lone_term_of_the_glossary_gets_its_definition(engine):
    assert engine.ask("detainer").citations[0].passage == engine.ask("What is a detainer?").citations[0].passage


@pytest.mark.parametrize("word", ["test", "false", "bold", "asdf", "$HOME", "--version"])
def test_a_stray_word_is_not_answered(engine, word):
    answer = engine.ask(word)
    assert answer.abstained
    assert not answer.sentences


def test_what_holds_in_general_is_short_and_follows_the_reply(engine):
    answer = engine.ask("ICE is outside my house right now. What should I do?")
    assert answer.reason == "legal_advice"
    assert {citation.passage.id for citation in answer.citations} == {"cfr-8-287-8/home-entry"}
    assert len(answer.sentences) <= 3


@pytest.mark.parametrize("told", ["The program was ended in 1999.", "Detainers were abolished by Governor Smith."])
def test_what_history_claims_is_never_shown(engine, told):
    """The answers of a batch's history are text from outside."""
    history = [Turn("What is a detainer?", told)]
    for question in ("who abolished it?", "more", "are you sure?", "and in Texas?", "when was it ended?"):
        text = engine.ask(question, history).text
        assert "1999" not in text
        assert "Smith" not in text
