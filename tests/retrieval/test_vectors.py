"""The index of meanings: built beside the old one, checked when opened, built anew when damaged."""

import shutil
import sqlite3
import threading

import pytest

from explainer.corpus.library import load_folder
from explainer.errors import OutsideError
from explainer.retrieval import manifests, vectors
from explainer.retrieval.chroma import VectorStore
from explainer.retrieval.contents import key_of
from explainer.retrieval.vectors import build_index, index_status, open_index


def quietly(batches, label):
    return batches


@pytest.fixture
def built(documents, settings, embeddings):
    build_index(documents, settings, quietly, embeddings)
    return documents


def files(settings, pattern):
    return sorted((settings.data_dir / "indexes").glob(pattern))


def test_there_is_none_before_it_is_built(documents, settings, embeddings):
    assert open_index(documents, settings, embeddings) is None
    assert index_status(documents, settings) is None


def test_it_finds_the_passage_that_is_nearest(built, settings, embeddings):
    index = open_index(built, settings, embeddings)
    passages, sentences = index.near(index.embed("Nine nations share the forest."), "en", 10)
    nearest = max(sentences, key=sentences.get)
    assert nearest.startswith("deep/forests")
    assert sentences[nearest] == pytest.approx(1, abs=1e-3)
    assert set(passages) == {p.id for p in built.passages}


def test_cosines_of_sentences(built, settings, embeddings):
    index = open_index(built, settings, embeddings)
    query = index.embed("Nine nations share the forest.")
    known, unknown = index.sentence_cosines(query, ["Nine nations share the forest.", "Never seen."], "en")
    assert known == pytest.approx(1, abs=1e-3)
    assert unknown == 0


def test_only_new_sentences_are_embedded_again(folder, built, settings, embeddings, model):
    model.embedded.clear()
    (folder / "engines.txt").write_text("A sentence that is new.", "utf-8")
    build_index(load_folder(folder), settings, quietly, embeddings)
    assert "A sentence that is new." in model.embedded
    assert "Nine nations share the forest." not in model.embedded


@pytest.fixture
def many(tmp_path):
    """A folder with twelve files of one passage each."""
    root = tmp_path / "many"
    root.mkdir()
    for number in range(12):
        (root / f"{number:02d}.txt").write_text(f"Topic {number} is told here. Word{number} ends it.", "utf-8")
    return root


@pytest.fixture
def touched(monkeypatch):
    """The ids of vectors that are written or taken out."""
    ids = []
    for name in ("add", "remove"):
        original = getattr(VectorStore, name)

        def note(self, collection, some, *vectors, original=original):
            ids.extend(some)
            return original(self, collection, some, *vectors)

        monkeypatch.setattr(VectorStore, name, note)
    return ids


def test_of_a_folder_only_the_changed_file_is_worked_on(many, settings, embeddings, model, touched):
    build_index(load_folder(many), settings, quietly, embeddings)
    model.embedded.clear(), touched.clear()
    (many / "03.txt").write_text("Topic 3 is told here. It ends otherwise.", "utf-8")
    (many / "07.txt").unlink()
    corpus = load_folder(many)
    build_index(corpus, settings, quietly, embeddings)
    assert model.embedded == ["It ends otherwise.", "detainer"]  # the second is how the new index is checked
    gone = ["Word3 ends it.", "Topic 7 is told here.", "Word7 ends it."]
    written = ["It ends otherwise."]
    assert sorted(touched) == sorted([*map(key_of, gone + written), "03/00001", "07/00001"])
    index = open_index(corpus, settings, embeddings)
    passages, sentences = index.near(index.embed("It ends otherwise."), "en", 50)
    assert set(passages) == {p.id for p in corpus.passages}
    assert max(sentences, key=sentences.get) == "03/00001"


def test_an_index_made_of_an_older_one_is_like_one_made_anew(many, settings, embeddings, tmp_path):
    build_index(load_folder(many), settings, quietly, embeddings)
    (many / "03.txt").write_text("A new opening. Topic 3 is told here. Word3 ends it.", "utf-8")
    corpus = load_folder(many)
    elsewhere = settings.model_copy(update={"data_dir": tmp_path / "elsewhere"})
    found = []
    for place in (settings, elsewhere):
        manifest = build_index(corpus, place, quietly, embeddings)
        index = open_index(corpus, place, embeddings)
        near = index.near(index.embed("Topic 3 has a new opening."), "en", 50)
        found.append((manifest.counts, *({k: round(v, 5) for k, v in cosines.items()} for cosines in near)))
    assert found[0] == found[1]


def test_after_many_changes_it_is_written_anew(many, settings, embeddings, touched):
    build_index(load_folder(many), settings, quietly, embeddings)
    sizes = []
    for number in range(8):
        (many / f"{number:02d}.txt").write_text(f"Something else {number}. And its end{number}.", "utf-8")
        touched.clear()
        build_index(load_folder(many), settings, quietly, embeddings)
        sizes.append(len(touched))
    assert min(sizes) == sizes[0] == 5  # a passage, two sentences in, two out
    assert 36 in sizes  # twelve passages and their sentences


def test_a_stopped_build_goes_on_where_it_was(documents, settings, embeddings, model, monkeypatch):
    monkeypatch.setattr(vectors, "BATCH", 2)

    def stop(batches, label):
        yield from batches[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(documents, settings, stop, embeddings)
    begun = list(model.embedded)
    assert len(begun) == 4
    model.embedded.clear()
    build_index(documents, settings, quietly, embeddings)
    assert not set(begun) & set(model.embedded)
    sentences = {s for p in documents.passages for s in p.sentence_texts}
    assert sentences == {*begun, *model.embedded} - {"detainer"}
    assert files(settings, "halfway*/*") == []


@pytest.mark.parametrize("chunk", [8, 1024])
def test_the_index_is_the_same_in_whatever_parts_it_is_written(documents, settings, embeddings, monkeypatch, chunk):
    monkeypatch.setattr(vectors, "CHUNK", chunk)
    manifest = build_index(documents, settings, quietly, embeddings)
    sentences = {s for p in documents.passages for s in p.sentence_texts}
    assert manifest.counts == {"sentences-en": len(sentences), "passages-en": len(documents.passages)}
    index = open_index(documents, settings, embeddings)
    sentence = "Nine nations share the forest."
    assert index.sentence_cosines(index.embed(sentence), [sentence], "en") == [pytest.approx(1, abs=1e-3)]


@pytest.mark.parametrize("damage", ["truncated", "emptied", "removed", "no table"])
def test_a_damaged_index_counts_as_none_and_is_built_anew(built, settings, embeddings, damage):
    folder = next(path for path in files(settings, "*") if path.is_dir())
    for path in folder.rglob("*"):
        if damage == "truncated" and path.suffix == ".bin":
            path.write_bytes(path.read_bytes()[:10])
        if damage == "emptied" and path.is_file():
            path.write_bytes(b"")
    if damage == "removed":
        shutil.rmtree(folder)
    if damage == "no table":
        with sqlite3.connect(folder / "chroma.sqlite3") as database:
            database.execute("DROP TABLE embeddings")
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()  # as in a new process
    opened = open_index(built, settings, embeddings)
    if damage != "truncated":  # Chroma may hold so few vectors elsewhere
        assert opened is None
    build_index(built, settings, quietly, embeddings)
    assert open_index(built, settings, embeddings) is not None


def test_a_half_written_index_is_never_opened(documents, settings, embeddings, model):
    def stop(batches, label):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(documents, settings, stop, embeddings)
    assert open_index(documents, settings, embeddings) is None


def test_a_broken_pointer_counts_as_none(built, settings, embeddings):
    files(settings, "*.json")[0].write_text("{", "utf-8")
    assert open_index(built, settings, embeddings) is None


def test_what_nobody_uses_is_removed_in_the_end(folder, built, settings, embeddings, monkeypatch):
    monkeypatch.setattr(manifests, "KEPT", 1)
    monkeypatch.setattr(manifests, "ABANDONED", -1.0)
    (folder / "engines.txt").write_text("Other words.", "utf-8")
    build_index(load_folder(folder), settings, quietly, embeddings)
    assert len(files(settings, "*.json")) == 1
    assert sum(path.is_dir() for path in files(settings, "*")) == 1


def test_two_may_build_at_once(documents, settings, embeddings):
    errors = []

    def build():
        try:
            build_index(documents, settings, quietly, embeddings)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=build) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert open_index(documents, settings, embeddings) is not None


def test_no_weights_and_no_network(documents, settings):
    nowhere = settings.model_copy(update={"embedding_model": "no-such/model-anywhere"})
    with pytest.raises(OutsideError, match="EXPLAINER_EMBEDDING_MODEL"):
        build_index(documents, nowhere, quietly)
