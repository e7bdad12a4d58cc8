"""The About page: what was measured is shown with its misses; what was not is said to be missing."""

import json
import math

import pytest

from explainer.domain import LANGUAGES
from explainer.ui import about
from explainer.ui.html import text
from tests.ui.conftest import open_page


def share(value, of):
    return {"share": value, "low": value, "high": value, "of": of}


FIGURES = {
    "key_fact": share(0.791, 80),
    "false_refusals": share(0.03, 150),
    "false_answers": share(0.43, 40),
    "quotations_exact": share(1.0, 300),
}
NOTHING = {name: share(math.nan, 0) for name in FIGURES}
MISSES = [{"id": f"q{number}", "kind": "trap", "lang": "en", "why": "answered"} for number in range(70)]


@pytest.fixture
def scorecard(tmp_path, monkeypatch):
    """Writes a scorecard as `evaluate answers --scorecard` does, or anything else, and makes the page read it."""

    def write(content):
        path = tmp_path / "scorecard.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        monkeypatch.setattr(about, "SCORECARD", path)
        about._measured.cache_clear()

    yield write
    about._measured.cache_clear()


def card(corpus_id):
    mode = {"all": FIGURES, "by_lang": {"en": FIGURES, "es": NOTHING}, "misses": MISSES}
    return {"measured": "2026-11-26", "corpus_id": corpus_id, "files": {"a.jsonl": 150}, "modes": {"local": mode}}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_are_shown_with_their_base_and_misses(app, scorecard, engine, lang):
    scorecard(card(engine.corpus.id))
    page = open_page(app, "about", lang)
    assert not app.error
    assert "79% <span class='facts'>(80)</span>" in page
    assert text("score_misses", lang, count=70) in page
    assert page.count(text("miss_answered", lang)) == about.MISSES
    assert "nan" not in page
    assert text("score_older", lang) not in page


def test_figures_of_other_passages_are_said_to_be_older(app, scorecard):
    scorecard(card("another"))
    assert text("score_older", "en") in open_page(app, "about", "en")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"measured": "2026-11-26"}'])
def test_no_figures_are_said_to_be_missing(app, scorecard, content):
    scorecard(content)
    page = open_page(app, "about", "en")
    assert not app.error
    assert text("score_none", "en") in page
