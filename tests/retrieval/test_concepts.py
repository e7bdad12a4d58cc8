"""A question is read as concepts, whatever the language of the texts and however it is typed."""

import pytest

from explainer import wording
from explainer.corpus.library import load_folder
from explainer.retrieval.concepts import QuestionReader
from explainer.retrieval.lexical import LexicalIndex
from explainer.retrieval.retriever import PassageRetriever

LANGS = ("en", "es")


def reader(corpus):
    analyzers = {lang: wording.analyzer(lang, True) for lang in LANGS}
    return QuestionReader(LexicalIndex(corpus.passages, analyzers), analyzers, wording.bilingual)


def test_unknown_words_are_judged_before_typos_are_mended(documents):
    read = reader(documents)
    assert read.unknown_words("Did a zebra use the condensor?", "en", ["en"]) == ("zebra", "condensor")
    assert wording.analyzer("en", True).terms("condenser")[0] in {
        term for concept in read.concepts("Did a zebra use the condensor?", "en", ["en"]) for term in concept
    }


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("¿Cuántas naciones comparten el bosque?", "Nine nations share the forest"),
        ("cuantas naciones comparten el bosque", "Nine nations share the forest"),  # no accents
        ("¿Quién añadió el condensador separado?", "separate condenser"),
        ("¿En qué año se construyó la primera bomba de vapor?", "first steam pump"),
        ("quien construyo la primera bmba de vapor", "first steam pump"),  # a typo
    ],
)
def test_a_spanish_question_finds_an_english_text_by_words(documents, question, held):
    assert held in PassageRetriever(corpus=documents).search(question, "es")[0].passage.text


def test_an_english_question_finds_a_spanish_text(tmp_path):
    (tmp_path / "uno.txt").write_text("El fiscal del condado pidió una orden judicial en la audiencia.", "utf-8")
    (tmp_path / "dos.txt").write_text("La cosecha de maíz fue buena porque no hubo sequía este año.", "utf-8")
    found = PassageRetriever(corpus=load_folder(tmp_path)).search("Who asked for a warrant?", "en")
    assert found[0].passage.source_id == "uno"


def test_where_both_languages_are_held_the_better_text_is_first(tmp_path):
    (tmp_path / "en.txt").write_text("The county prosecutor asked the judge for a warrant at the hearing.", "utf-8")
    (tmp_path / "es.txt").write_text("La cosecha de maíz fue buena porque no hubo sequía este año.", "utf-8")
    retriever = PassageRetriever(corpus=load_folder(tmp_path))
    assert retriever.search("¿Qué pidió el fiscal del condado?", "es")[0].passage.source_id == "en"
    assert retriever.search("¿Cómo fue la cosecha?", "es")[0].passage.source_id == "es"
    assert retriever.search("How was the harvest?", "en")[0].passage.source_id == "es"


def test_a_word_of_the_list_that_no_text_holds_is_unknown(documents):
    assert reader(documents).unknown_words("¿Hay ballenas en el bosque?", "es", ["en"]) == ("ballenas",)


def test_a_translation_adds_what_the_word_list_lacks(documents):
    read = reader(documents)
    plain = read.concepts("¿Qué bosque?", "es", ["en"])
    told = read.concepts("¿Qué bosque?", "es", ["en"], {"en": "Which forest drains mines?"})
    assert {term for concept in told for term in concept} - {term for concept in plain for term in concept} == {
        "drain",
        "mine",
    }


def test_word_by_word(documents):
    assert reader(documents).carried("¿Quién comparte el bosque?", "es", "en") == "share forest"


def test_accents_that_are_known_are_put_back(documents):
    read = reader(documents)
    assert read.accented("¿Que Pais tiene una prision?", "es", "en") == "¿Que País tiene una prisión?"
    assert read.accented("¿Qué pais tiene una prision?", "es", "en") == "¿Qué pais tiene una prision?"
