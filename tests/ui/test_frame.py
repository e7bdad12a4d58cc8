"""The frame of every page: all pages in both languages, and what is kept from one to the next."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explainer import wording
from explainer.domain import LANGUAGES
from explainer.ui.frame import PAGES
from explainer.ui.html import text

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def app(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLAINER_MODE", "deterministic")
    monkeypatch.setenv("EXPLAINER_DATA_DIR", str(tmp_path))
    return AppTest.from_file(APP, default_timeout=30)


def shown(app):
    return " ".join(element.value for element in app.markdown)


def open_page(app, name, lang):
    """Opens a page by its address, as a reader with a bookmark would."""
    app.query_params["lang"] = lang
    app._page_hash = page_hash(name)
    app.run()
    assert not app.exception
    assert not app.error
    return shown(app)


def page_hash(name):
    from streamlit.util import calc_hash

    return calc_hash("" if name == PAGES[0] else name)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_both_languages(app, name, lang):
    page = open_page(app, name, lang)
    for key in (f"{name}_title", "leave", "leave_note"):
        assert text(key, lang) in page
    assert f'<span class="here" lang="{lang}" aria-current="page">{wording.text(f"page_{name}", lang)}</span>' in page
