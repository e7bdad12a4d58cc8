"""What can be looked up: every section in both languages, sources with their filters, help by need."""

import pytest

from explainer import wording
from explainer.corpus import reference
from explainer.corpus.library import load_knowledge
from explainer.domain import LANGUAGES
from explainer.ui.explore import SECTIONS
from explainer.ui.html import safe, text
from tests.ui.conftest import open_page, shown

FIRST = {
    "findings": lambda: reference.findings()[0].title,
    "steps": lambda: reference.steps()[0].title,
    "timeline": lambda: reference.timeline()[0].title,
    "numbers": lambda: reference.numbers()[0].title,
    "people": lambda: reference.people()[0].role,
    "compare": lambda: reference.comparisons()[0].question,
    "glossary": lambda: reference.glossary()[0].meaning,
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_shows_its_entries_with_their_sources(app, section, lang):
    app.query_params["see"] = section
    page = open_page(app, "explore", lang)
    assert safe(getattr(FIRST[section](), lang)) in page
    assert section == "glossary" or 'class="cited"' in page


def test_an_entry_leads_to_its_question(app):
    open_page(app, "explore", "en")
    next(button for button in app.button if button.key.startswith("ask-")).click()
    app.run()
    assert not app.exception


def test_the_glossary_is_found_by_everyday_names(app):
    app.query_params["see"] = "glossary"
    open_page(app, "explore", "es")
    app.text_input(key="glossary-search").set_value("la migra").run()
    assert text("glossary_count_one", "es", count=1) in shown(app)


def test_the_timeline_can_be_narrowed(app):
    app.query_params["see"] = "timeline"
    page = open_page(app, "explore", "en")
    rules = [event for event in reference.timeline() if event.kind == "rule"]
    app.pills(key="timeline-en").set_value("rule").run()
    assert shown(app).count('class="when"') == len(rules) < page.count('class="when"')


def test_the_catalog_counts_and_filters(app):
    sources = load_knowledge().sources.values()
    assert text("sources_count", "en", count=len(sources)) in open_page(app, "sources", "en")
    app.pills(key="sources_kinds-en").set_value("court").run()
    courts = [source for source in sources if source.kind == "court"]
    assert text("sources_count", "en", count=len(courts)) in shown(app)


def test_a_link_shows_its_passage_first(app):
    app.query_params["passage"] = "cfr-8-287-7/weekends-and-holidays"
    page = open_page(app, "sources", "en")
    passages = [p for p in load_knowledge().passages if p.source_id == "cfr-8-287-7" and p.lang == "en"]
    linked = next(p for p in passages if p.id.endswith("weekends-and-holidays"))
    places = {p.id: page.index(safe(p.sentence_texts[0])) for p in passages}
    assert min(places, key=places.__getitem__) == linked.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_lists_every_directory_once(app, lang):
    page = open_page(app, "help", lang)
    for entry in wording.directories():
        assert page.count(safe(getattr(entry.what, lang))) == 1
    for entry in reference.preparation():
        assert safe(getattr(entry.points[0], lang)) in page


def test_the_official_texts_are_offered_and_their_coming_is_told(app):
    assert text("texts_none", "en") in open_page(app, "sources", "en")
    app.button(key="ask-fetch").click().run()
    assert not app.exception
    assert text("texts_fetching", "en", done=2, total=7) in shown(app)
    assert not [button for button in app.button if button.key == "ask-fetch"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_held_text_that_cannot_be_read_is_told_at_its_source(app, engine, monkeypatch, lang):
    from dataclasses import replace

    from explainer.engine import Explainer
    from explainer.ui import parts

    corpus = replace(engine.corpus, unread={"cfr-8-287-7": "a.pdf is a scan."})
    monkeypatch.setattr(parts.service(), "engine", Explainer(corpus, engine.settings))
    assert "a.pdf is a scan." not in open_page(app, "sources", lang, source="cfr-8-287-8")
    page = open_page(app, "sources", lang, source="cfr-8-287-7")
    assert text("text_unread", lang) in page
    assert "a.pdf is a scan." in page


def test_an_old_state_is_told_of_its_own_time():
    from dataclasses import replace

    from explainer.ui.passages import status

    source = replace(next(iter(load_knowledge().sources.values())), status="in_force", status_as_of="2016-05")
    assert status(source, "en") == "In force in 2016; not known to us since"
    assert "2016" in status(replace(source, status="published"), "es")
