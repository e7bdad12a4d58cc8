"""The shelf keeps originals with a record of each, and never holds a file that is not the pinned one."""

import hashlib
import json
from dataclasses import replace

import pytest

from explainer.corpus.fetching.shelf import Shelf, kind_of, open_shelf, whole
from explainer.domain import Source
from explainer.errors import OutsideError, UsageError

PDF = b"%PDF-1.7\nsome pages\n%%EOF\n"
SOURCE = Source("a-report", title="A report", short={"en": "Report", "es": "Informe"}, kind="report")
PINNED = replace(SOURCE, id="pinned", sha256=hashlib.sha256(PDF).hexdigest())


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "documents")


@pytest.fixture
def file(tmp_path):
    def write(content: bytes, name="some file"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def test_it_is_empty_at_first(shelf):
    assert shelf.held(SOURCE) is None
    assert shelf.all([SOURCE, PINNED]) == {}


def test_what_was_put_there_is_held_with_its_record(shelf, file):
    put = shelf.put(SOURCE, file(PDF), "https://www.example.gov/report.pdf")
    held = shelf.held(SOURCE)
    assert held == put
    assert held.path == shelf.folder("a-report") / "original.pdf"
    assert held.path.read_bytes() == PDF
    assert (held.record.size, held.record.content_type) == (len(PDF), "application/pdf")
    assert held.record.address == "https://www.example.gov/report.pdf"
    assert not held.record.pinned
    assert json.loads((held.path.parent / "record.json").read_text("utf-8"))["sha256"] == PINNED.sha256
    assert shelf.all([PINNED, SOURCE]) == {"a-report": held}


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (PDF, "report.html", ".pdf"),
        (b"\xef\xbb\xbf<!-- saved --> <!DOCTYPE html><p>Words", "report.pdf", ".html"),
        (b"\n<HTML lang=en>", "x", ".html"),
        (b"8 U.S.C. 1357", "text.txt", ".txt"),
        (b"# A heading", "text.md", ".md"),
        (b"a < b, says the report", "text", ".txt"),
        (b"\x89PNG\r\n\0\0", "text.txt", None),
        (b" \n", "text.txt", None),
    ],
)
def test_the_kind_of_a_file_is_told_from_its_content(file, content, name, kind):
    assert kind_of(file(content, name)) == kind


def test_a_pinned_source_takes_no_other_file(shelf, file):
    assert shelf.put(PINNED, file(PDF)).record.pinned
    with pytest.raises(UsageError, match="pins"):
        shelf.put(PINNED, file(PDF + b"changed"))
    assert shelf.held(PINNED).path.read_bytes() == PDF
    shelf.put(SOURCE, file(PDF + b"changed"))
    assert shelf.held(replace(SOURCE, sha256=PINNED.sha256)) is None  # pinned since


def test_a_later_version_takes_its_place_and_the_earlier_hash_is_kept(shelf, file):
    shelf.put(SOURCE, file(PDF))
    held = shelf.put(SOURCE, file(b"<html>now a page</html>"))
    assert held.path.name == "original.html"
    assert held.record.earlier_sha256 == PINNED.sha256
    assert [p.name for p in sorted(held.path.parent.iterdir())] == ["original.html", "record.json"]
    assert shelf.put(SOURCE, file(b"<html>now a page</html>")).record.earlier_sha256 == PINNED.sha256


def test_a_later_version_may_wait_until_it_is_accepted(shelf, file):
    first = shelf.put(SOURCE, file(PDF), "https://example.gov/a")
    waiting = shelf.set_aside(SOURCE, file(PDF + b"more"), "https://example.gov/b")
    assert shelf.held(SOURCE) == first
    assert shelf.waiting(SOURCE) == waiting
    accepted = shelf.accept(SOURCE)
    assert shelf.held(SOURCE) == accepted
    assert accepted.path.read_bytes() == PDF + b"more"
    assert (accepted.record.address, accepted.record.earlier_sha256) == ("https://example.gov/b", PINNED.sha256)
    assert shelf.waiting(SOURCE) is None
    assert shelf.accept(SOURCE) is None


def test_a_source_is_known_by_its_pinned_held_or_earlier_hash(shelf, file):
    other = replace(SOURCE, id="other")
    shelf.put(other, file(b"one"))
    shelf.put(other, file(b"two"))
    sources = [SOURCE, PINNED, other]
    assert shelf.by_hash(PINNED.sha256, sources) is PINNED
    assert shelf.by_hash(hashlib.sha256(b"one").hexdigest(), sources) is other
    assert shelf.by_hash(hashlib.sha256(b"two").hexdigest(), sources) is other
    assert shelf.by_hash("0" * 64, sources) is None


def test_a_file_dropped_into_the_folder_is_taken_in(shelf):
    for source in (SOURCE, PINNED):
        shelf.folder(source.id).mkdir(parents=True)
        (shelf.folder(source.id) / "Downloaded (1).pdf").write_bytes(PDF)
    assert shelf.held(SOURCE).record.address is None
    assert shelf.held(SOURCE).path.name == "original.pdf"
    assert shelf.held(PINNED).record.pinned
    assert len(list(shelf.folder("pinned").iterdir())) == 2


def test_a_dropped_file_that_is_not_the_pinned_one_stays_where_it_is_and_is_not_held(shelf):
    shelf.folder("pinned").mkdir(parents=True)
    dropped = shelf.folder("pinned") / "wrong.pdf"
    dropped.write_bytes(PDF + b"changed")
    assert shelf.held(PINNED) is None
    assert dropped.is_file()


def test_a_file_cut_off_or_without_a_readable_record_is_not_held(shelf, file):
    path = shelf.put(SOURCE, file(PDF)).path
    path.write_bytes(PDF[:12])
    assert shelf.held(SOURCE) is None
    shelf.put(SOURCE, file(PDF))
    (path.parent / "record.json").write_text("{", "utf-8")
    assert shelf.held(SOURCE) is None


def test_a_file_changed_behind_the_record_is_not_whole(shelf, file):
    held = shelf.put(SOURCE, file(PDF))
    assert whole(held)
    held.path.write_bytes(PDF.replace(b"some", b"SOME"))
    assert not whole(held)


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path, file):
    (tmp_path / "documents").write_text("a file where a folder should be", "utf-8")
    with pytest.raises(OutsideError, match="Make room"):
        Shelf(tmp_path / "documents").put(SOURCE, file(PDF))


def test_it_lies_in_the_data_folder(settings):
    assert open_shelf(settings).folder("x") == settings.data_dir / "documents" / "x"
