"""A corpus is the shipped knowledge or any folder; its id names its content."""

import hashlib
import itertools

import pytest

from explainer.corpus.fetching.shelf import Shelf
from explainer.corpus.library import load_folder, load_knowledge
from explainer.domain import Layer, Locator
from explainer.errors import KnowledgeError, OutsideError, UsageError

from ..conftest import HEAD


def test_a_folder_is_read_with_its_subfolders(documents, folder):
    assert set(documents.sources) == {"engines", "deep/forests"}
    text = documents.text("engines", Layer.DOCUMENT, "en")
    assert text.content == (folder / "engines.txt").read_text("utf-8")


def test_a_suffix_is_kept_where_two_files_differ_only_in_it(folder):
    (folder / "engines.md").write_text("Other words about engines stand here.", "utf-8")
    assert {"engines.txt", "engines.md"} <= set(load_folder(folder).sources)


def test_passages_are_whole_sentences_and_never_cross_a_heading(documents):
    for p in documents.passages:
        assert p.sentences[0].start == p.span.start
        assert p.sentences[-1].end == p.span.end
    assert [p.title for p in documents.passages if p.source_id == "deep/forests"] == ["Forests"]


def test_what_cannot_be_read_is_left_out_with_a_notice(folder):
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (folder / "latin.txt").write_bytes("año".encode("latin-1"))
    corpus = load_folder(folder)
    assert set(corpus.sources) == {"engines", "deep/forests"}
    assert "broken.pdf" in " ".join(corpus.notices)
    assert "latin.txt" in " ".join(corpus.notices)


def test_a_long_text_is_cut_with_one_sentence_of_overlap(tmp_path):
    sentences = [f"Sentence number {n} has some words in it to fill the line." for n in range(40)]
    (tmp_path / "long.txt").write_text(" ".join(sentences), "utf-8")
    passages = load_folder(tmp_path).passages
    assert len(passages) > 2
    for one, other in itertools.pairwise(passages):
        assert one.sentences[-1] == other.sentences[0]
        assert len(one.text.split()) <= 120


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_documents_is_told(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"\.txt"):
        load_folder(tmp_path / name)


def test_the_id_follows_the_content(folder, documents):
    assert load_folder(folder).id == documents.id
    (folder / "engines.txt").write_text("Changed words stand here now.", "utf-8")
    assert load_folder(folder).id != documents.id


def test_faults_of_all_files_are_told_at_once(note, tmp_path):
    note(head="nothing", name="one.md")
    note(head="nothing", name="two.md")
    with pytest.raises(KnowledgeError, match=r"(?s)one\.md, line 1.*two\.md, line 1"):
        load_knowledge(tmp_path)


def test_an_unknown_source_and_a_text_that_is_not_held(knowledge):
    with pytest.raises(UsageError, match="sources list"):
        knowledge.text("no-such-source", Layer.NOTES, "en")
    with pytest.raises(OutsideError, match="--layer notes"):
        knowledge.text("hsac-scomm-2011", Layer.DOCUMENT, "en")


def test_an_address_that_nobody_had_opened_is_shown_once_the_pinned_file_came_from_it(note, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("The words of the report itself.", "utf-8")
    address, sha256 = "https://www.example.gov/report.txt", hashlib.sha256(text.read_bytes()).hexdigest()
    note(head=HEAD.replace("license:", f"unverified_url: {address}\nsha256: {sha256}\nlicense:"))
    shelf = Shelf(tmp_path / "documents")
    source = load_knowledge(tmp_path, shelf).sources["a-report"]
    assert source.link(Locator()) is None
    shelf.put(source, text)  # by hand: that says nothing of the address
    assert load_knowledge(tmp_path, shelf).sources["a-report"].link(Locator()) is None
    shelf.put(source, text, address)
    assert load_knowledge(tmp_path, shelf).sources["a-report"].link(Locator()) == address
