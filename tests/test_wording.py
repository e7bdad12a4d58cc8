"""What readers meet is written in both languages, with the same blanks to fill in."""

import string

import pytest

from explainer import wording
from explainer.checks.plain import ease
from explainer.domain import LANGUAGES, Layer


def blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_blanks():
    for key, both in {**wording.labels(), **{k: r.text for k, r in wording.replies().items()}}.items():
        assert blanks(both.en) == blanks(both.es), key


def test_kinds_statuses_and_stances_of_every_source_have_a_name(knowledge):
    for source in knowledge.sources.values():
        for lang in LANGUAGES:
            assert wording.text(f"kind_{source.kind}", lang)
            assert wording.text(f"status_{source.status}", lang)
            assert source.stance is None or wording.text(f"stance_{source.stance}", lang)


def test_help_is_official_and_never_from_memory():
    for entry in wording.directories():
        assert entry.mark in ("V", "S")
        assert entry.url or entry.phone or entry.source
    topics = {topic for reply in wording.replies().values() for topic in reply.help}
    assert topics <= {topic for entry in wording.directories() for topic in entry.topics}


def test_what_holds_in_general_is_there(knowledge):
    ids = {p.id for p in knowledge.passages}
    assert {general.passage for reply in wording.replies().values() for general in reply.general} <= ids


def test_the_about_page_is_plain():
    pytest.importorskip("textstat")
    for section in wording.about().sections:
        if section.points:
            assert ease(" ".join(point.en for point in section.points), "en") <= 9, section.id
            assert ease(" ".join(point.es for point in section.points), "es") >= 65, section.id


@pytest.mark.parametrize("sentence", ["However, it stayed.", "It was so.", "Sin embargo, siguió.", "Esto cambió."])
def test_what_leans(sentence):
    assert wording.leans(sentence)


def test_notes_can_be_shown_sentence_by_sentence(knowledge):
    notes = [p for p in knowledge.passages if p.layer is Layer.NOTES]
    leaning = [p.id for p in notes if wording.leans(p.sentence_texts[0])]
    assert not leaning
