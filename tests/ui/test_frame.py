"""The frame of every page: all pages in both languages and modes, and what is kept from one to the next."""

import pytest

from explainer import wording
from explainer.domain import LANGUAGES
from explainer.errors import KnowledgeError
from explainer.ui import frame
from explainer.ui.frame import PAGES
from explainer.ui.html import text
from tests.ui.conftest import BOTH_MODES, open_page, shown


@BOTH_MODES
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_both_languages(app, name, lang):
    page = open_page(app, name, lang)
    assert not app.error
    for key in (f"{name}_title", "leave", "leave_note"):
        assert text(key, lang) in page
    assert f'<span class="here" lang="{lang}" aria-current="page">{wording.text(f"page_{name}", lang)}</span>' in page
    assert set(app.query_params) <= {"lang", "see"}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("lang", "error", "told"), [("es", RuntimeError, "error_page"), ("en", KnowledgeError, "error_knowledge")]
)
def test_a_page_that_fails_says_so_and_keeps_the_way_out(app, monkeypatch, name, lang, error, told):
    class Broken:
        @staticmethod
        def page(lang):
            raise error("secret detail")

    monkeypatch.setattr(frame, "import_module", lambda module: Broken)
    page = open_page(app, name, lang)
    assert app.error[0].value == wording.text(told, lang)
    assert "secret detail" not in page + app.error[0].value
    assert text("leave", lang) in page


def test_the_conversation_stays_when_pages_change(app):
    open_page(app, "ask", "en")
    app.chat_input[0].set_value("What is an immigration detainer?").run()
    open_page(app, "about", "en")
    open_page(app, "ask", "en")
    assert len(app.chat_message) == 2


def test_the_language_switch_goes_into_the_address(app):
    open_page(app, "about", "en")
    app.button(key="lang-es").click().run()
    assert app.query_params["lang"] in ("es", ["es"])
    assert text("about_title", "es") in shown(app)


@pytest.mark.parametrize("asked", ["fr", "", "<script>"])
def test_a_language_that_is_not_spoken_is_not_taken(app, asked):
    app.query_params["lang"] = asked
    app.run()
    assert text("ask_title", "en") in shown(app)


def test_labels_of_the_framework_are_named_in_both_languages():
    for found, both in wording.builtin().items():
        assert found
        assert both.en != both.es


def test_no_script_can_be_closed_from_within():
    assert "</script" not in frame._script("en").lower()
