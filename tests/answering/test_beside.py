"""Beside our summary stands the document's own sentence, found by the note's pin, whatever the language."""

import pytest

from explainer.corpus.fetching.shelf import Shelf
from explainer.corpus.library import load_knowledge
from explainer.domain import Layer, Mode, Outcome
from explainer.engine import Explainer
from explainer.settings import Settings

from ..conftest import HEAD

NOTE = """
# copies

section: (b)(1)-(2)
evidence: primary

## en: Copies of records

- Does a person get a copy of the record?
- What does a copy of a record cost?

The Records Act says that an agency must send a copy to the person whom a record is about. A copy of a record
costs nothing under the Records Act. The Records Act is a short law about the records that agencies keep, and it
was written so that people can see what is kept about them.

## es: Copias de los registros

- ¿La persona recibe una copia del registro?
- ¿Cuánto cuesta una copia del registro?

La Ley de Registros dice que una agencia debe enviar una copia a la persona de quien trata el registro. Una copia
no cuesta nada según la Ley de Registros. La Ley de Registros es una ley breve sobre los registros que guardan las
agencias, y se escribió para que las personas vean qué se guarda sobre ellas.
"""
LAW = """(a) Records

Each agency shall keep a record of what it was asked. It shall keep the record of a fingerprint for seven years.

(b) Copies

(1) An agency shall send a copy to the person whom the record is about.

(2) A copy of a record costs nothing.
"""


@pytest.fixture
def held(note, tmp_path):
    """A note and its law, which the shelf holds."""
    note(head=HEAD.replace("kind: report", "kind: statute"), body=NOTE, name="records-act.md")
    (tmp_path / "law.txt").write_text(LAW, "utf-8")
    shelf = Shelf(tmp_path / "documents")
    shelf.put(load_knowledge(tmp_path).sources["records-act"], tmp_path / "law.txt")
    return load_knowledge(tmp_path, shelf)


def answer(corpus, question):
    return Explainer(corpus, Settings(mode=Mode.DETERMINISTIC)).ask(question)


def layers(found):
    return [citation.passage.layer for citation in found.citations]


@pytest.mark.parametrize(
    "question", ["Does a person get a copy of the record?", "¿La persona recibe una copia del registro?"]
)
def test_the_law_is_quoted_beside_the_note(held, question):
    found = answer(held, question)
    assert layers(found)[0] is Layer.NOTES
    assert layers(found)[-1] is Layer.DOCUMENT
    quoted = found.citations[-1]
    assert quoted.quote in LAW
    assert quoted.passage.locator.section.startswith("(b)")
    assert len(found.sentences) <= 4


def test_without_the_document_the_note_stands_alone(held):
    notes = answer(load_knowledge_of(held), "Does a person get a copy of the record?")
    assert set(layers(notes)) == {Layer.NOTES}


def test_what_only_the_document_says_is_quoted_alone(held):
    found = answer(held, "How many years shall an agency keep the record of a fingerprint?")
    assert found.outcome is not Outcome.NOT_FOUND
    assert Layer.DOCUMENT in layers(found)
    assert any("seven years" in citation.quote for citation in found.citations)


def test_a_sentence_that_is_too_long_to_read_is_not_quoted(note, tmp_path):
    note(head=HEAD.replace("kind: report", "kind: statute"), body=NOTE, name="records-act.md")
    long = "An agency shall send a copy of a record to the person, " + ", ".join(["and to no other agency"] * 20) + "."
    (tmp_path / "law.txt").write_text(f"(b) Copies\n\n(1) {long}\n", "utf-8")
    shelf = Shelf(tmp_path / "documents")
    shelf.put(load_knowledge(tmp_path).sources["records-act"], tmp_path / "law.txt")
    found = answer(load_knowledge(tmp_path, shelf), "Does a person get a copy of the record?")
    assert set(layers(found)) == {Layer.NOTES}


def load_knowledge_of(corpus):
    """The same corpus without its documents."""
    from dataclasses import replace

    return replace(corpus, passages=tuple(p for p in corpus.passages if p.layer is Layer.NOTES))
