"""Word search ranks what holds the question's words, and knows what it does not hold."""

import numpy as np
import pytest

from explainer import wording
from explainer.retrieval.lexical import LexicalIndex, scaled


@pytest.fixture
def index(documents):
    return LexicalIndex(documents.passages, {lang: wording.analyzer(lang, True) for lang in ("en", "es")})


@pytest.fixture
def match(index):
    """Matches the words of a question, without anything else."""
    terms = wording.analyzer("en", True).terms
    everything = np.ones(len(index.passages), dtype=bool)
    return lambda question, scope=everything: index.match([(term,) for term in terms(question)], scope)


def number(index, word):
    return next(i for i, p in enumerate(index.passages) if word in p.text)


def test_the_passage_with_the_words_is_first(index, match):
    scores = match("Who built the separate condenser?").scores
    assert np.argmax(scores) == number(index, "condenser")
    assert scores.max() <= 1


def test_a_question_without_known_words_scores_nothing(match):
    for question in ("zebra", ""):
        assert not match(question).scores.any()


def test_what_is_out_of_scope_scores_nothing(index, match):
    scope = np.arange(len(index.passages)) != number(index, "condenser")
    found = match("Who built the separate condenser?", scope)
    assert found.scores[number(index, "condenser")] == found.coverage[number(index, "condenser")] == 0


def test_coverage_weighs_rare_words(index, match):
    place = number(index, "Amazon")
    assert match("Amazon forest").coverage[place] == 1
    assert 0 < match("Amazon forest zebra").coverage[place] < 1
    assert match("").coverage[place] == 0


def test_focus_is_coverage_by_one_sentence(index, match):
    place = number(index, "condenser")
    assert match("condenser coal").coverage[place] == 1
    assert match("condenser coal").focus[place] < 1  # the two stand in different sentences


def test_scores_are_divided_by_the_highest_or_by_what_is_enough():
    assert scaled(np.array([1.0, 2.0])).tolist() == [0.5, 1]
    assert scaled(np.array([1.0, 2.0]), 4.0).tolist() == [0.25, 0.5]
    assert scaled(np.zeros(2)).tolist() == [0, 0]


def test_beside_vectors_a_small_part_of_what_was_asked_counts_for_less_than_in_full(index):
    concepts = [(term,) for term in ("coal", "zebra", "quagga", "okapi", "bongo", "kudu")]
    everything = np.ones(len(index.passages), dtype=bool)
    alone, beside = (index.match(concepts, everything, alone).scores for alone in (True, False))
    assert 0 < beside.max() < alone.max()


def test_the_words_of_a_neighbor_help(tmp_path):
    from explainer.corpus.library import load_folder

    (tmp_path / "inn.txt").write_text("# One\n\nThe Otter inn is old.\n\n# Two\n\nIt opens at nine.\n", "utf-8")
    (tmp_path / "shop.txt").write_text("# One\n\nTrains leave often.\n\n# Two\n\nIt opens at nine.\n", "utf-8")
    corpus = load_folder(tmp_path)
    index = LexicalIndex(corpus.passages, {lang: wording.analyzer(lang, True) for lang in ("en", "es")})
    scores = index.match([("otter",), ("open",)], np.ones(len(corpus.passages), dtype=bool)).scores
    inn, shop = (scores[i] for i, p in enumerate(corpus.passages) if "opens" in p.text)
    assert inn > shop


def test_a_concept_is_found_by_any_of_its_terms(index):
    everything = np.ones(len(index.passages), dtype=bool)
    found = index.match([("zebra", "condens")], everything)
    assert found.coverage[number(index, "condenser")] == 1


def test_sentences_are_scored_one_by_one(index, match):
    passage = index.passages[number(index, "condenser")]
    own = match("condenser").sentence_words[index.sentences_of(passage)]
    assert len(own) == len(passage.sentences)
    assert "condenser" in passage.sentence_texts[int(np.argmax(own))]


def test_a_listed_question_brings_its_passage_up(engine):
    hits = engine.search("What was Secure Communities?", "en", 3)
    assert hits[0].asked == 1


def test_passages_are_picked_by_source_and_by_id(index):
    passage = index.passages[number(index, "condenser")]
    own = index.of_sources({passage.source_id, "unheard-of"})
    assert [p.source_id == passage.source_id for p in index.passages] == own.tolist()
    assert index.among([passage.id, "unheard-of"]).nonzero()[0].tolist() == [number(index, "condenser")]
    assert index.number("unheard-of", "en") is None
