"""Two rankings become one; neither alone decides."""

from explainer.retrieval.fusion import WEIGHT, dense_scores, fuse, weight_of


def first(fused):
    return max(fused, key=fused.get)


def test_without_vectors_word_search_decides():
    assert fuse({"a": 0.5, "b": 0.25}, {}) == {"a": 0.5, "b": 0.25}


def test_both_count():
    assert fuse({"a": 0.9, "b": 0.5, "c": 0.0}, {"a": 0.2, "b": 0.4, "c": 0.2}) == {"a": 1.0, "b": 0.777778, "c": 0.0}


def test_the_weight_of_meaning():
    words, meaning = {"a": 0.9, "b": 0.5}, {"a": 0.2, "b": 0.8}
    assert first(fuse(words, meaning)) == "b"
    assert first(fuse(words, meaning, weight=lambda key: 0.5)) == "a"


def test_cosines_that_lie_close_together_say_little():
    words = {"a": 0.6, "b": 0.5}
    assert first(fuse(words, {"a": 0.30, "b": 0.32})) == "a"
    assert first(fuse(words, {"a": 0.30, "b": 0.70})) == "b"


def test_what_one_side_lacks_counts_as_its_worst():
    fused = fuse({"a": 1.0, "b": 0.5}, {"c": 0.9, "a": 0.1})
    assert fused == {"a": 1.0, "b": 0.0, "c": 0.6}
    assert dense_scores({"a": 0.5, "b": 0.1}, {"a": 0.4}) == {"a": 0.5 + 0.75 * 0.4, "b": 0.1 + 0.75 * 0.4}


def test_nothing_found():
    assert fuse({}, {}) == {}


def test_a_model_for_many_languages_is_not_held_back_in_spanish():
    assert weight_of("es", multilingual=False) == WEIGHT["es"] < WEIGHT["en"]
    assert weight_of("es", multilingual=True) == weight_of("en", multilingual=True) == WEIGHT["en"]


def test_passages_of_one_document_help_each_other():
    of = {"a": "one", "b": "one", "c": "other"}
    scores = dense_scores({"a": 0.9, "b": 0.3, "c": 0.3}, {}, of.get)
    assert scores["b"] > scores["c"]
    alone = dense_scores({"a": 0.9, "b": 0.3, "c": 0.3}, {})
    assert alone["b"] == alone["c"]
