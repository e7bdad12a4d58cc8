"""The Ask page, driven without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def app(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLAINER_MODE", "deterministic")
    monkeypatch.setenv("EXPLAINER_DATA_DIR", str(tmp_path))
    return AppTest.from_file(APP, default_timeout=30)


def shown(app):
    return " ".join(element.value for element in app.markdown)


def ask(app, question):
    app.chat_input[0].set_value(question).run()
    assert not app.exception
    return shown(app)


@pytest.mark.parametrize(("lang", "title"), [("en", "What the 2011 Task Force found"), ("es", "Qué halló el Grupo")])
def test_the_first_page(app, lang, title):
    app.query_params["lang"] = lang
    app.run()
    assert not app.exception
    assert title in shown(app)
    assert len(app.chat_message) == 0
    assert len(app.button) >= 6


def test_an_answer_with_sources_receipt_and_passage(app):
    page = ask(app.run(), "What is an immigration detainer?")
    assert len(app.chat_message) == 2
    for part in ('class="source"', 'class="receipt"', "<mark>", "<details", "word for word"):
        assert part in page


def test_spanish_from_a_starter(app):
    app.query_params["lang"] = "es"
    app.run()
    next(button for button in app.button if "¿Qué es un detainer?" in button.label).click().run()
    assert "Respuesta lista" in shown(app)


def test_not_found_is_honest(app):
    page = ask(app.run(), "Which lighthouse did the sheriff paint?")
    assert "I did not find" in page
    assert "Closest passages" in page


def test_a_decline_shows_help(app):
    page = ask(app.run(), "I was arrested. Should I sign?")
    assert "not legal advice" in page
    assert "justice.gov/eoir" in page


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>", "$x^2$ **bold** [link](http://x)", "<b>hi</b> :smile: # title", "a" * 700]
)
def test_what_is_typed_is_shown_as_typed(app, question):
    page = ask(app.run(), question)
    assert "<script>alert" not in page
    assert "<b>hi" not in page
    assert "**bold**" not in page
    assert "$x" not in page


def test_a_follow_up_and_starting_over(app):
    ask(app.run(), "What is an immigration detainer?")
    ask(app, "do weekends count?")
    assert len(app.chat_message) == 4
    app.button(key="start-over").click().run()
    assert len(app.chat_message) == 0


def test_nothing_typed_gets_into_the_address(app):
    ask(app.run(), "What is a detainer?")
    assert set(app.query_params) <= {"lang"}


def test_broken_knowledge_is_told_in_the_readers_words(app, monkeypatch):
    from explainer.errors import KnowledgeError
    from explainer.ui import parts as page

    def broken():
        raise KnowledgeError("a-report.md, line 4")

    monkeypatch.setattr(page, "service", broken)
    app.run()
    app.chat_input[0].set_value("What is a detainer?").run()
    assert not app.exception
    assert "sources check" in app.error[0].value
