"""Only changed PDFs of a folder are read again, and what is kept is what would be read."""

import pytest

from explainer.corpus.library import load_folder
from explainer.corpus.reading import readings
from explainer.errors import OutsideError

from . import pdfs


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "kept"


@pytest.fixture
def pages(tmp_path):
    place = tmp_path / "pages"
    place.mkdir()
    pdfs.report(place / "one.pdf", pages=3)
    pdfs.columns(place / "two.pdf")
    return place


@pytest.fixture
def read(monkeypatch):
    """The names of the files that are read in truth."""
    names = []

    def note(path):
        names.append(path.name)
        return original(path)

    original = readings.read_file
    monkeypatch.setattr(readings, "read_file", note)
    return names


def test_what_is_kept_equals_what_is_read(pages, kept, read):
    without = load_folder(pages)
    first, second = load_folder(pages, kept), load_folder(pages, kept)
    assert without.id == first.id == second.id
    assert without.passages == first.passages == second.passages
    assert read == ["one.pdf", "two.pdf"] * 2  # not for the second that keeps


def test_only_a_changed_file_is_read_again_and_a_renamed_one_is_not(pages, kept, read):
    load_folder(pages, kept)
    read.clear()
    pdfs.report(pages / "one.pdf", pages=4)
    (pages / "two.pdf").rename(pages / "renamed.pdf")
    assert "renamed" in load_folder(pages, kept).sources
    assert read == ["one.pdf"]


def test_what_was_damaged_or_is_unused_goes(pages, kept, read, monkeypatch):
    load_folder(pages, kept)
    for path in kept.iterdir():
        path.write_text("{", "utf-8")
    read.clear()
    load_folder(pages, kept)
    assert read == ["one.pdf", "two.pdf"]
    monkeypatch.setattr(readings, "UNUSED", -1.0)
    pdfs.report(pages / "one.pdf", pages=5)
    load_folder(pages, kept)
    assert list(kept.iterdir()) == []


def test_a_file_that_cannot_be_read_is_told_each_time(tmp_path, kept):
    pdfs.broken(tmp_path / "broken.pdf")
    for _ in range(2):
        with pytest.raises(OutsideError):
            readings.read_kept(tmp_path / "broken.pdf", "broken", kept)


def test_a_place_that_cannot_be_written_to_costs_only_time(pages, kept, read):
    kept.write_text("a file where a folder should be", "utf-8")
    assert load_folder(pages, kept).id == load_folder(pages).id
