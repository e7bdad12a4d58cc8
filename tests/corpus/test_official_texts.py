"""Twelve questions whose answer is a sentence of an official text: search finds it, at its section.

The texts lie beside the project where it is developed, not in it.
"""

from dataclasses import replace

import pytest

from explainer.corpus.fetching.shelf import Shelf
from explainer.corpus.library import load_knowledge
from explainer.corpus.pins import passages_at
from explainer.domain import Layer, Mode
from explainer.engine import Explainer
from explainer.settings import Settings
from tests.conftest import SHARED

SOURCES = SHARED / "sources"

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the official texts are not beside this checkout")

ENGLISH = [
    (
        "Are local officers who perform functions under an agreement treated as federal employees?",
        "usc-8-1357",
        "(g)(7)",
        "shall not be treated as a Federal employee for any purpose other than",
    ),
    (
        "Must local officers have an agreement to tell the Attorney General about someone's immigration status?",
        "usc-8-1357",
        "(g)(10)",
        "to communicate with the Attorney General regarding the immigration status of any individual",
    ),
    (
        "When can a detainer be asked for after an arrest for a controlled substances violation?",
        "usc-8-1357",
        "(d)(3)",
        "If such a detainer is issued and the alien is not otherwise detained",
    ),
    (
        "Who gets the fingerprints and photographs of aliens upon request?",
        "usc-8-1357",
        "(f)(2)",
        "shall be made available to Federal, State, and local law enforcement agencies, upon request.",
    ),
    (
        "What is the lowest bond that the Attorney General may release an alien on?",
        "usc-8-1226",
        "(a)(1)-(2)",
        "bond of at least $1,500",
    ),
    (
        "Can a court set aside a decision about detention or bond under section 1226?",
        "usc-8-1226",
        "(e)",
        "No court may set aside any action or decision by the Attorney General under this section",
    ),
    (
        "May a state or local government restrict sending information about immigration status?",
        "usc-8-1373",
        "(a)",
        "may not prohibit, or in any way restrict, any government entity or official from sending to",
    ),
    (
        "What happens to exchanged criminal records if they are disseminated outside the receiving departments?",
        "usc-28-534",
        "(b)",
        "is subject to cancellation if dissemination is made outside the receiving departments",
    ),
    (
        "Which executive order did order 13993 revoke?",
        "eo-13993",
        "Sec. 2",
        "Executive Order 13768 of January 25, 2017",
    ),
    (
        "What are Homeland Security Task Forces to be established for in all states nationwide?",
        "eo-14159",
        "Sec. 6(a)",
        "jointly establish Homeland Security Task Forces (HSTFs) in all States nationwide.",
    ),
    (
        "Within how many days must a list of sanctuary jurisdictions be published?",
        "eo-14287",
        "Sec. 2(a)",
        "Within 30 days of the date of this order",
    ),
    (
        "May local police arrest a previously deported felon before federal custody?",
        "usc-8-1252c",
        "(a)(2)",
        "has previously been convicted of a felony in the United States and deported",
    ),
]

SPANISH = [
    ("¿Pueden los policías locales hacer tareas de migración con un acuerdo 287(g)?", "usc-8-1357", "(g)(1)"),
    ("¿De cuánto es la fianza mínima de migración?", "usc-8-1226", "(a)(1)-(2)"),
    ("¿Puede una ciudad prohibir que se comparta el estatus migratorio con el gobierno federal?", "usc-8-1373", "(a)"),
    ("¿Qué orden ejecutiva anuló la orden 13993?", "eo-13993", "Sec. 2"),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory, knowledge):
    shelf = Shelf(tmp_path_factory.mktemp("data") / "documents")
    for folder in SOURCES.iterdir():
        for file in folder.glob("text.*"):
            shelf.put(knowledge.sources[folder.name], file)
    return Explainer(load_knowledge(shelf=shelf), Settings(mode=Mode.DETERMINISTIC))


@pytest.fixture(scope="module")
def texts_alone(engine):
    held = tuple(p for p in engine.corpus.passages if p.layer is Layer.DOCUMENT)
    return Explainer(replace(engine.corpus, passages=held), Settings(mode=Mode.DETERMINISTIC))


@pytest.mark.parametrize(("question", "source_id", "section", "words"), ENGLISH)
def test_search_finds_the_sentence_at_its_section(texts_alone, question, source_id, section, words):
    best = [hit.passage for hit in texts_alone.search(question, k=3)]
    assert (source_id, section) in [(p.source_id, p.locator.section) for p in best]
    found = next(p for p in best if (p.source_id, p.locator.section) == (source_id, section))
    assert any(words in " ".join(sentence.split()) for sentence in found.sentence_texts)


@pytest.mark.parametrize(("question", "source_id", "section"), SPANISH)
def test_a_spanish_question_comes_to_the_english_paragraph_by_the_pin_of_a_note(engine, question, source_id, section):
    notes = [hit.passage for hit in engine.search(question, k=5) if hit.passage.source_id == source_id]
    led = [p for note in notes for p in passages_at(engine.corpus, source_id, note.locator.page, note.locator.section)]
    assert section in [p.locator.section for p in led]


def test_every_passage_of_an_official_text_has_a_place_and_stands_in_it(engine):
    held = [p for p in engine.corpus.passages if p.layer is Layer.DOCUMENT]
    assert len({p.source_id for p in held}) == 10
    for p in held:
        assert p.text_of.content[p.span.start : p.span.end] == p.text
        assert p.sentences[0].start == p.span.start
        assert p.sentences[-1].end == p.span.end
        assert len(p.text.split()) <= 120 or len(p.sentences) == 1
    pinned = [p for p in held if p.locator.section]
    assert len(pinned) / len(held) > 0.9
