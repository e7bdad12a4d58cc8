"""Words go over into the other language by a list, by their endings, and by near spelling; in this order."""

import pytest

from explainer import wording
from explainer.retrieval.analysis import fold
from explainer.wording import _Spanish, read_knowledge

TEXT = ("congregation", "constitution", "homeland", "immigration", "security", "skyscraper", "tesla")


def meanings(question, known=TEXT, source="es", target="en"):
    found = wording.bilingual(source, target).carry(fold(question).split(), set(known).__contains__, sorted(known))
    return [part.meanings for part in found]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("juez", ("judge",)),  # listed
        ("jueces", ("judge",)),  # another form of it
        ("constitución", ("constitution",)),  # by its ending
        ("inmigración", ("immigration",)),  # by its spelling
        ("Tesla", ("tesla",)),  # a name
        ("rascacielos", ("rascacielos",)),  # nothing is known of it
    ],
)
def test_a_word(word, meant):
    assert meanings(word) == [meant]


def test_the_longest_entry_goes_first():
    assert meanings("seguridad nacional")[0][0] == "homeland security"
    assert meanings("pena de muerte") == [("death penalty",)]


def test_function_words_are_left_out():
    assert meanings("qué es el juez") == [("judge",)]


def test_terms_of_the_glossary_are_known():
    assert "detainer" in {m.lower() for found in meanings("solicitud de retención") for m in found}


def test_the_other_way_round():
    assert meanings("warrant", (), "en", "es") == [("orden", "orden judicial")]


def test_no_word_is_listed_twice():
    listed = [fold(word) for word in read_knowledge(_Spanish, "spanish.yaml").words]
    assert sorted({word for word in listed if listed.count(word) > 1}) == []
