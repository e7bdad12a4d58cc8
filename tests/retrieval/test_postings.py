"""The positional index counts what an index of words, pairs and sentences of their own would."""

import itertools
import random

import numpy as np
import pytest

from explainer.retrieval.analysis import pairs
from explainer.retrieval.postings import Postings, best_found

WORDS = ("county", "sheriff", "detainer", "release", "fingerprint", "court")


@pytest.fixture(scope="module")
def texts():
    """Passages of a title and up to four sentences, any of which may be empty."""
    draw = random.Random(2011)
    unit = lambda: [draw.choice(WORDS) for _ in range(draw.randrange(7))]  # noqa: E731
    return [[unit() for _ in range(1 + draw.randrange(5))] for _ in range(40)]


@pytest.fixture(scope="module")
def postings(texts):
    return Postings(texts)


def by_library(documents, term):
    """The scores of the library, of those documents that have any."""
    bm25s = pytest.importorskip("bm25s", reason="the evaluate extra is not installed")
    index = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    index.index(documents, show_progress=False)
    if term not in index.vocab_dict:
        return {}
    return {n: score for n, score in enumerate(index.get_scores([term]).tolist()) if score}


def joined(units):
    return list(itertools.chain.from_iterable(units))


def sentences_of(texts, postings):
    """The units that are no titles, and their numbers."""
    found = [(unit, number) for number, unit in enumerate(joined(texts)) if number not in postings.first]
    return [unit for unit, _ in found], [number for _, number in found]


def scores(found):
    return dict(zip(found[0].tolist(), found[1].tolist(), strict=True))


@pytest.mark.parametrize("word", WORDS)
def test_words_score_as_in_the_library(texts, postings, word):
    passages, units, title = postings.around(postings.places(word))
    assert scores(postings.passages.bm25(passages)) == pytest.approx(by_library([*map(joined, texts)], word))
    sentences, numbers = sentences_of(texts, postings)
    theirs = {numbers[at]: score for at, score in by_library(sentences, word).items()}
    assert scores(postings.units.bm25(units[~title])) == pytest.approx(theirs)


@pytest.mark.parametrize("one", WORDS)
def test_pairs_score_as_in_the_library(texts, postings, one):
    of_passages = [pairs(joined(text)) for text in texts]
    sentences, numbers = sentences_of(texts, postings)
    of_sentences = [pairs(sentence) for sentence in sentences]
    for other in WORDS:
        places = postings.pair_places(one, other)
        passages, units, title = postings.around(places)
        theirs = by_library(of_passages, f"{one} {other}")
        assert scores(postings.passage_pairs.bm25(passages)) == pytest.approx(theirs)
        theirs = {numbers[at]: score for at, score in by_library(of_sentences, f"{one} {other}").items()}
        assert scores(postings.unit_pairs.bm25(units[~title & postings.in_one_unit(places)])) == pytest.approx(theirs)


def test_a_pair_does_not_run_into_the_next_passage():
    postings = Postings([[["a"], ["b"]], [["c"], ["a"]]])
    assert postings.pair_places("a", "b").tolist() == [0]
    assert postings.pair_places("b", "c").tolist() == postings.pair_places("a", "a").tolist() == []


def test_what_is_not_held_is_nowhere():
    for postings in (Postings([]), Postings([[[]], [[], []]])):
        assert "a" not in postings
        assert postings.pair_places("a", "b").tolist() == []
        assert scores(postings.passages.bm25(postings.around(postings.places("a"))[0])) == {}


def test_the_best_of_several():
    one, other = (np.array([0, 2]), np.array([1.0, 2.0])), (np.array([2, 3]), np.array([3.0, 1.0]))
    assert scores(best_found([one, other])) == {0: 1.0, 2: 3.0, 3: 1.0}
