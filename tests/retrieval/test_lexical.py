"""Word search ranks what holds the question's words, and knows what it does not hold."""

import numpy as np
import pytest

from explainer import wording
from explainer.retrieval.lexical import LexicalIndex


@pytest.fixture
def index(documents):
    return LexicalIndex(documents.passages, wording.analyzer("en", True))


def test_the_passage_with_the_words_is_first(index):
    scores = index.scores(index.analyzer.terms("Who built the separate condenser?"))
    assert "condenser" in index.passages[int(np.argmax(scores))].text
    assert scores.max() <= 1


def test_a_question_without_known_words_scores_nothing(index):
    assert not index.scores(index.analyzer.terms("zebra")).any()
    assert not index.scores([]).any()


def test_unknown_words_are_judged_before_typos_are_mended(index):
    assert index.unknown_words("Did a zebra use the condensor?") == ("zebra", "condensor")
    assert index.analyzer.terms("condenser")[0] in index.mended_terms("Did a zebra use the condensor?")


def test_coverage_weighs_rare_words(index):
    passage = next(p for p in index.passages if "Amazon" in p.text)
    terms = index.analyzer.terms("Amazon forest")
    assert index.coverage(terms, passage) == 1
    assert 0 < index.coverage([*terms, "zebra"], passage) < 1
    assert index.coverage([], passage) == 0


def test_sentences_are_scored_one_by_one(index):
    passage = next(p for p in index.passages if "condenser" in p.text)
    by_words, _ = index.sentence_scores(index.analyzer.terms("condenser"), [passage])[passage.id]
    assert len(by_words) == len(passage.sentences)
    assert "condenser" in passage.sentence_texts[int(np.argmax(by_words))]


def test_a_listed_question_brings_its_passage_up(engine):
    hits = engine.search("What was Secure Communities?", "en", 3)
    assert hits[0].asked == 1
