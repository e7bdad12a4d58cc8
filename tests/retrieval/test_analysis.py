"""Text becomes index terms: folded, stemmed, with function words out and synonyms unified."""

import pytest

from explainer import wording
from explainer.retrieval.analysis import Analyzer, nearest_word, pairs, similar_words, words


def test_words_are_folded():
    assert words("Migración, ¿QUÉ? 287(g) y 1,508") == ["migracion", "que", "287", "g", "y", "1508"]


def test_stems_join_the_forms_of_a_word():
    analyzer = Analyzer("en", {"the"})
    assert analyzer.terms("the detainers") == analyzer.terms("Detainer")


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("en", "ICE hold", "detainer"),
        ("en", "S-Comm", "Secure Communities"),
        ("en", "removal", "deported"),
        ("es", "solicitud de retención", "detainer"),
        ("es", "deportado", "deportación"),
    ],
)
def test_words_that_mean_the_same_here(lang, one, other):
    analyzer = wording.analyzer(lang)
    assert analyzer.terms(one) == analyzer.terms(other)


def test_a_foreign_corpus_is_read_without_the_function_words_of_its_own_language():
    english, spanish = (wording.analyzer(lang, True) for lang in ("en", "es"))
    assert english.terms("Where is the Dead Sea?") == ["dead", "sea"]
    assert spanish.terms("Que sea así") == []
    assert english.terms("Who won?") == ["won"]  # a function word only in "won't"


def test_a_foreign_corpus_is_read_without_this_subjects_synonyms():
    assert wording.analyzer("en", True).terms("removal") != wording.analyzer("en", True).terms("deported")


def test_words_that_are_spelled_nearly_alike():
    vocabulary = ["compression", "constitution", "constitutional", "institution"]
    assert similar_words("constitucion", vocabulary, 0.8)[0] == "constitution"
    assert similar_words("cebra", vocabulary, 0.8) == ()


def test_pairs():
    assert pairs(["a", "b", "c"]) == ["a b", "b c"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("detaner", "detainer"), ("fingerprnt", "fingerprint"), ("ice", None), ("28x7", None), ("zzzzzz", None)],
)
def test_a_typo_is_mended_to_the_nearest_word(typed, meant):
    assert nearest_word(typed, ["detainer", "fingerprint", "police"]) == meant


def test_nothing_typed_is_kept():
    analyzer = wording.analyzer("en")
    before = repr(vars(analyzer))
    analyzer.terms("something private that a reader typed")
    assert repr(vars(analyzer)) == before
