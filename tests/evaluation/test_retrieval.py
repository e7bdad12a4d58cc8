"""Every retriever answers the same questions over the same passages."""

import pytest

from explainer.evaluation.benchmark import Benchmark, Query
from explainer.evaluation.retrieval import evaluate
from explainer.retrieval.vectors import build_index, open_index


@pytest.fixture
def benchmark(documents):
    wanted = {word: next(p.id for p in documents.passages if word in p.text) for word in ("condenser", "Amazon")}
    queries = (Query("a", "Who added the separate condenser?", "en"), Query("b", "How big is the Amazon forest?", "en"))
    return Benchmark("small", documents, queries, {"a": {wanted["condenser"]: 1}, "b": {wanted["Amazon"]: 1}})


def no_progress(steps, label):
    return steps


def test_by_words_alone(benchmark):
    report = evaluate(benchmark, None, no_progress)
    assert [row.retriever for row in report.rows] == ["explainer by words", "BM25"]
    assert report.rows[0].measures["MRR@10"].mean == 1
    assert report.rankings["BM25"]["a"][0] in benchmark.relevant["a"]


def test_with_vectors_every_row_to_beat_is_in_the_same_run(benchmark, settings, embeddings):
    build_index(benchmark.corpus, settings, no_progress, embeddings)
    vectors = open_index(benchmark.corpus, settings, embeddings)
    report = evaluate(benchmark, vectors, no_progress)
    names = ["explainer", "explainer by words", "BM25", "dense", "half and half", "recipe"]
    assert [row.retriever for row in report.rows] == names
    assert all(row.measures["recall@5"].mean == 1 for row in report.rows)  # the stand-in finds by words too
    assert report.rows[0].lead["nDCG@10"].mean == 0  # over itself
