"""Corpora of any size are drawn for measuring; what is told is how many times longer the larger ones take."""

import math

from explainer.evaluation.speed import grown, measure


def test_a_drawn_corpus_has_its_size_and_is_always_the_same(documents):
    corpus = grown(documents, 120)
    assert len(corpus.passages) == 120
    assert corpus.id == grown(documents, 120).id
    known = {sentence for passage in documents.passages for sentence in passage.sentence_texts}
    assert {sentence for passage in corpus.passages for sentence in passage.sentence_texts} <= known
    assert all(passage.source_id in corpus.sources for passage in corpus.passages)


def test_each_size_is_told_beside_the_first(documents, settings):
    rows = list(measure(documents, ["Who built the separate condenser?", "Who was Thomas Savery?"], [10, 60], settings))
    assert [row.passages for row in rows] == [10, 60]
    assert rows[0].ratio == 1
    assert math.isclose(rows[1].ratio, rows[1].median / rows[0].median)
