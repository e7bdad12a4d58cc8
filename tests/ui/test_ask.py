"""The Ask page, driven without a browser, in both modes."""

from html import unescape

import pytest

from explainer import wording
from explainer.ui.html import text
from tests.ui.conftest import BOTH_MODES, open_page, shown


def ask(app, question):
    app.chat_input[0].set_value(question).run()
    assert not app.exception
    assert not app.error
    return shown(app)


@pytest.mark.parametrize(("lang", "title"), [("en", "What the 2011 Task Force found"), ("es", "Qué halló el Grupo")])
def test_the_first_page(app, lang, title):
    assert title in open_page(app, "ask", lang)
    assert len(app.chat_message) == 0
    offered = [button.label for button in app.button]
    assert all(getattr(question, lang) in offered for question in wording.starters()[0].questions)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_questions_of_each_reader_and_topic_can_be_offered(app, lang):
    groups = wording.starters()
    open_page(app, "ask", lang)
    if len(groups) == 1:
        pytest.skip("there is one group of questions")
    for group in groups:
        if group.kind == "topic":
            app.button_group(key=f"who-{lang}").set_value("topics").run()
            app.button_group(key=f"topic-{lang}").set_value(group.id).run()
        else:
            app.button_group(key=f"who-{lang}").set_value(group.id).run()
        assert not app.error
        assert getattr(group.questions[0], lang) in [button.label for button in app.button]


@BOTH_MODES
def test_an_answer_with_sources_receipt_passage_and_reasons(app):
    page = ask(app.run(), "What is an immigration detainer?")
    assert len(app.chat_message) == 2
    for part in ('class="source"', 'class="receipt"', "<mark>", 'class="passages"', 'class="why"', "word for word"):
        assert part in page


def test_the_answer_is_told_once_to_a_screen_reader(app):
    page = ask(app.run(), "What is an immigration detainer?")
    assert page.count("Answer ready") == 1


@BOTH_MODES
def test_spanish_from_a_starter(app):
    open_page(app, "ask", "es")
    next(button for button in app.button if "¿Qué es un detainer?" in button.label).click().run()
    assert "Respuesta lista" in shown(app)


@BOTH_MODES
def test_not_found_is_honest(app):
    page = ask(app.run(), "Which lighthouse did the sheriff paint?")
    assert "I did not find" in page
    assert "lighthouse" in page.split("I did not find")[1]
    assert "passages on" in page
    assert page.split("Closest passages")[1].count('class="passage"') == 3


@BOTH_MODES
def test_a_decline_says_what_holds_in_general_then_where_help_is(app):
    page = ask(app.run(), "I was arrested. Should I sign?")
    assert "not legal advice" in page
    assert page.index(text("in_general", "en")) < page.index("justice.gov/eoir")


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script>",
        "$x^2$ **bold** [link](http://x)",
        "<b>hi</b> :smile: # title",
        "a" * 700,
        "مرحبا 👋🏽",
    ],
)
def test_what_is_typed_is_shown_as_typed(app, question):
    page = ask(app.run(), question)
    assert "<script>alert" not in page
    assert "<b>hi" not in page
    assert "**bold**" not in page
    assert "$x" not in page
    assert 'dir="auto"' in page


@pytest.mark.parametrize("lang", ["en", "es"])
def test_more_is_given_on_request_and_repeats_nothing(app, lang):
    open_page(app, "ask", lang)
    ask(app, {"en": "What is an immigration detainer?", "es": "¿Qué es un detainer?"}[lang])
    next(button for button in app.button if button.label == wording.text("tell_more", lang)).click().run()
    first, more = (exchange.answer for exchange in app.session_state["talk"])
    assert more.sentences
    assert not {s.text for s in first.sentences} & {s.text for s in more.sentences}


@pytest.mark.parametrize(
    ("question", "datum", "lang"),
    [
        ("My SSN is 123-45-6789, what is a detainer?", "123-45", "en"),
        ("Nací el 4 de marzo de 1990", "marzo de 1990", "es"),
    ],
)
def test_personal_data_is_taken_out_of_the_page_the_session_and_what_is_saved(app, question, datum, lang):
    from explainer.ui.ask import _as_text

    open_page(app, "ask", lang)
    page = ask(app, question)
    assert text("taken_out", lang) in page
    assert datum not in page
    assert datum not in str(app.session_state)
    assert datum not in _as_text(app.session_state["talk"], lang)


def test_a_question_that_was_taken_out_is_no_context_for_the_next(app, engine, monkeypatch):
    from explainer.ui import parts

    ask(app.run(), "My SSN is 123-45-6789, what is a detainer?")
    histories = []
    ready = parts.service()
    monkeypatch.setattr(type(ready), "ask", lambda self, q, history, hint: histories.append(history) or engine.ask(q))
    ask(app, "do weekends count?")
    assert histories == [[]]


@pytest.mark.parametrize(
    ("question", "number"), [("I want to kill myself", "988"), ("I was arrested. Should I sign?", "1-888-")]
)
def test_phone_numbers_of_a_declined_answer_can_be_called(app, question, number):
    page = ask(app.run(), question)
    assert f'data-phone="{number.replace("1-", "+1").replace("-", "")}' in page


@BOTH_MODES
def test_where_sources_differ_they_stand_side_by_side(app):
    page = ask(app.run(), "Was Secure Communities voluntary?")
    assert text("sources_differ", "en") in page
    assert page.count('class="side"') >= 2


@BOTH_MODES
def test_a_follow_up_and_starting_over(app):
    ask(app.run(), "What is an immigration detainer?")
    ask(app, "do weekends count?")
    assert len(app.chat_message) == 4
    app.button(key="start-over").click().run()
    assert len(app.chat_message) == 0


def test_feedback_stays_with_the_reader(app):
    from explainer.ui.ask import _as_text

    ask(app.run(), "What is an immigration detainer?")
    app.button_group(key="helped-1-en").set_value("no").run()
    app.button_group(key="reasons-1-en").set_value(["hard"]).run()
    assert not app.error
    saved = _as_text(app.session_state["talk"], "en")
    for part in ("What is an immigration detainer?", "8 CFR 287.7", "Did this help? No; It is hard to understand"):
        assert part in saved


def test_what_is_copied_names_its_sources(app):
    page = ask(app.run(), "What is an immigration detainer?")
    copied = unescape(page.split('data-copy="')[-1].split('"')[0])
    assert "[1]" in copied
    listed = [line.split("] ", 1)[1] for line in copied.split("Sources:")[1].splitlines() if line.startswith("[")]
    assert len(set(listed)) == len(listed)
    assert text("our_summary", "en") + ", " in listed[0]  # and how what it says is known


@pytest.mark.parametrize("lang", ["en", "es"])
def test_what_is_saved_leaves_out_what_is_true_for_a_moment_only(engine, lang):
    from dataclasses import replace

    from explainer.ui.answers import answer_text

    passing = wording.text("notice_building", lang)
    answer = engine.ask({"en": "What is an immigration detainer?", "es": "¿Qué es un detainer?"}[lang])
    saved = answer_text(replace(answer, notices=("It is from 2011.", passing)))
    assert passing not in saved
    assert "It is from 2011." in saved


def test_nothing_typed_gets_into_the_address_or_a_shared_link(app):
    page = ask(app.run(), "What is a detainer zebra?")
    assert set(app.query_params) <= {"lang"}
    links = [part.split('"')[0] for part in page.split('data-share="')[1:]]
    assert links
    assert all(link.startswith("/sources?lang=en&amp;passage=") and "zebra" not in link for link in links)


def test_how_an_answer_came_about_leaves_the_session_with_it(app):
    ask(app.run(), "What is an immigration detainer?")
    assert app.session_state["talk"][0].answer.trace.considered
    app.button(key="start-over").click().run()
    assert app.session_state["talk"] == []


def test_broken_knowledge_is_told_in_the_readers_words(app, monkeypatch):
    from explainer.errors import KnowledgeError
    from explainer.ui import parts

    app.run()

    def broken():
        raise KnowledgeError("a-report.md, line 4")

    monkeypatch.setattr(parts, "service", broken)
    app.chat_input[0].set_value("What is a detainer?").run()
    assert not app.exception
    assert "sources check" in app.error[0].value
