"""A cross-encoder that was named reads the best passages again; without one nothing changes."""

import pytest

from explainer import wording
from explainer.doctor import examine
from explainer.domain import Mode
from explainer.engine import Explainer
from explainer.errors import OutsideError
from explainer.retrieval.rerank import open_reranker, reranked
from explainer.retrieval.retriever import PassageRetriever
from explainer.retrieval.vectors import build_index, open_index
from explainer.start import open_explainer


class Backwards:
    """A stand-in for a cross-encoder: prefers what it is given last."""

    multilingual = False

    def __init__(self):
        self.asked = []

    def scores(self, question, texts):
        self.asked.append(question)
        return [float(place) for place in range(len(texts))]


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory):
    """The folder of a tiny cross-encoder with weights drawn at random."""
    pytest.importorskip("sentence_transformers", reason="the models extra is not installed")
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("cross-encoder")
    letters = [*"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz")]
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]), "utf-8")
    torch.manual_seed(2011)
    config = BertConfig(
        vocab_size=len(letters) + 5, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        num_labels=1, initializer_range=1.0,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


@pytest.fixture
def vectors(documents, settings, embeddings):
    build_index(documents, settings, lambda steps, label: steps, embeddings)
    return open_index(documents, settings, embeddings)


def named(settings, name):
    return settings.model_copy(update={"reranker": str(name), "mode": Mode.LOCAL})


def test_the_order_follows_the_scores_of_the_model(documents, cross_encoder, settings):
    reranker = open_reranker(named(settings, cross_encoder))
    passages = documents.passages
    alike = dict.fromkeys(range(len(passages)), 0.5)
    found = reranked(alike, passages, {"en": "Who built the condenser?", "es": "¿Quién?"}, reranker)
    english = [number for number, passage in enumerate(passages) if passage.lang == "en"]
    texts = [f"{passages[number].title}\n{passages[number].text}".strip() for number in english]
    scores = dict(zip(english, reranker.scores("Who built the condenser?", texts), strict=True))
    assert len(set(scores.values())) > 1
    assert sorted(english, key=lambda n: (-found[n], n)) == sorted(english, key=lambda n: (-round(scores[n], 6), n))


def test_the_search_keeps_its_share_and_the_rest_stays_below(documents, monkeypatch):
    monkeypatch.setattr("explainer.retrieval.rerank.SHARE", 0.5)
    monkeypatch.setattr("explainer.retrieval.rerank.RERANKED", 2)
    passages = [next(passage for passage in documents.passages if passage.lang == "en")] * 3
    found = reranked({0: 0.9, 1: 0.8, 2: 0.7}, passages, {"en": "?"}, Backwards())
    assert found == {0: 0.45, 1: 0.9, 2: 0.35}


def test_a_search_with_vectors_is_read_again(documents, vectors, monkeypatch):
    monkeypatch.setattr("explainer.retrieval.rerank.SHARE", 0.9)
    question, reranker = "Who built the separate condenser?", Backwards()
    before = PassageRetriever(corpus=documents, vectors=vectors).search(question, "en")
    after = PassageRetriever(corpus=documents, vectors=vectors, reranker=reranker).search(question, "en")
    assert reranker.asked
    assert set(reranker.asked) == {question}
    assert {hit.passage.id for hit in after} == {hit.passage.id for hit in before}
    assert [hit.passage.id for hit in after] != [hit.passage.id for hit in before]


def test_word_search_ignores_it(documents, settings):
    reranker, plain = Backwards(), Explainer(documents, settings)
    engine = Explainer(documents, settings, reranker=reranker)
    question = "Who built the separate condenser?"
    assert engine.search(question) == plain.search(question)
    assert not reranker.asked


def test_a_missing_one_leaves_the_order_and_is_told(documents, settings, vectors, monkeypatch, tmp_path):
    monkeypatch.setattr("explainer.start._open_index", lambda corpus, settings: vectors)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    lacking = named(settings, tmp_path / "nowhere")
    with pytest.raises(OutsideError, match="EXPLAINER_RERANKER"):
        open_reranker(lacking)
    engine = open_explainer(lacking, documents)
    plain = open_explainer(settings.model_copy(update={"mode": Mode.LOCAL}), documents)
    question = "Who built the separate condenser?"
    assert engine.mode is Mode.LOCAL
    assert engine.search(question) == plain.search(question)
    assert wording.text("notice_no_reranker", "en") in engine.ask(question).notices
    assert wording.text("notice_no_reranker", "en") not in plain.ask(question).notices


def test_a_folder_without_a_model_is_missing_too(settings, tmp_path):
    with pytest.raises(OutsideError):
        open_reranker(named(settings, tmp_path))


def test_none_is_named_by_default(settings):
    assert open_reranker(settings) is None
    assert settings.id != named(settings, "a-model").id


def test_the_doctor_tells_of_the_one_that_was_named(monkeypatch, tmp_path):
    assert not [row for row in examine() if "cross-encoder" in row.what]
    monkeypatch.setenv("EXPLAINER_RERANKER", str(tmp_path / "nowhere"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert [row.ok for row in examine() if "cross-encoder" in row.what] == [False]
