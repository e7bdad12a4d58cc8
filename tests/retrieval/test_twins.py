import numpy as np
import pytest

from explainer.domain import Layer
from explainer.retrieval.lexical import Match
from explainer.retrieval.retriever import PassageRetriever
from explainer.retrieval.twins import TWIN, Found, mixed, told_of_twins, twins_of
from explainer.start import load_corpus

NOTHING = np.zeros(4)


@pytest.fixture(scope="module")
def corpus():
    return load_corpus()


def test_every_note_has_a_twin_of_its_own_name(corpus):
    twins = twins_of(corpus.passages)
    english = [p for p in corpus.passages if p.lang == "en" and p.layer is Layer.NOTES]
    assert len(twins) == len(english)
    assert all(corpus.passages[a].id == corpus.passages[b].id for a, b in twins.items())
    assert {corpus.passages[b].lang for b in twins.values()} == {"es"}


def test_what_is_found_is_told_of_the_twin():
    match = Match(*[NOTHING] * 6)
    found = Found({0: 0.9, 3: 0.4}, {0: 0.7}, np.array([0.5, 0, 0, 0.2]), 0.1, 0.2, NOTHING, NOTHING, 2, match, {})
    told = told_of_twins(found, {0: 2})
    assert told.fused == {2: 0.9}
    assert told.cosines == {2: 0.7}
    assert told.asked.tolist() == [0, 0, 0.5, 0]


def test_a_note_shares_its_score_with_its_twin_and_a_document_keeps_its_own():
    assert mixed({0: 1.0, 1: 0.5}, {0: 0.0, 2: 1.0}, [0, 2]) == {0: round(1 - TWIN, 6), 1: 0.5, 2: TWIN}


class NothingNear:
    """Vectors that bring up nothing of their own."""

    multilingual = False

    def embed(self, query):
        return np.zeros(2, dtype=np.float32)

    def near(self, query, lang, count):
        return {}, {}

    def sentence_cosines(self, query, sentences, lang):
        return [0.0] * len(sentences)


def test_a_word_that_only_the_english_notes_hold_leads_a_spanish_question_to_the_spanish_note(corpus):
    assert not PassageRetriever(corpus=corpus).search("walkouts", "es")
    found = PassageRetriever(corpus=corpus, vectors=NothingNear()).search("walkouts", "es")
    assert {hit.passage.lang for hit in found} == {"es"}
    assert "se salieron" in found[0].passage.text
