"""Two rankings become one, half and half; neither alone decides."""

from explainer.retrieval.fusion import SHARE, dense_scores, fuse, share_of


def test_without_vectors_word_search_decides():
    assert fuse({"a": 0.5, "b": 0.25}, {}) == {"a": 0.5, "b": 0.25}


def test_half_and_half():
    assert fuse({"a": 1.0, "b": 0.0}, {"a": 0.2, "b": 0.6}) == {"a": 0.5, "b": 0.5}


def test_the_share_of_meaning():
    assert fuse({"a": 1.0, "b": 0.0}, {"a": 0.2, "b": 0.6}, share=lambda key: 0.25) == {"a": 0.75, "b": 0.25}


def test_what_one_side_lacks_counts_as_its_worst():
    assert fuse({"a": 1.0, "b": 0.5}, {"c": 0.9, "a": 0.1})["c"] == 0.5
    assert dense_scores({"a": 0.5, "b": 0.1}, {"a": 0.4}) == {"a": 0.5 + 0.75 * 0.4, "b": 0.1 + 0.75 * 0.4}


def test_nothing_found():
    assert fuse({}, {}) == {}


def test_a_model_for_many_languages_is_not_held_back_in_spanish():
    assert share_of("es", multilingual=False) == SHARE["es"] < SHARE["en"]
    assert share_of("es", multilingual=True) == share_of("en", multilingual=True) == SHARE["en"]


def test_passages_of_one_document_help_each_other():
    of = {"a": "one", "b": "one", "c": "other"}
    scores = dense_scores({"a": 0.9, "b": 0.3, "c": 0.3}, {}, of.get)
    assert scores["b"] > scores["c"]
    alone = dense_scores({"a": 0.9, "b": 0.3, "c": 0.3}, {})
    assert alone["b"] == alone["c"]
