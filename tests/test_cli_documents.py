"""`sources fetch` and `sources add` say what became of each text, and what a person can do."""

import json
import sys
from dataclasses import replace
from functools import partial

import pytest

from explainer import cli, start
from explainer.corpus.fetching import fetch as fetching
from explainer.corpus.fetching.download import Limits
from explainer.corpus.library import Corpus
from explainer.domain import Source

from .corpus.official import file, in_turn, status

PDF = b"%PDF-1.7\nThe report.\n%%EOF\n"  # a file that passes for one until it is read
SHORT = {"en": "Report", "es": "Informe"}
BASE = Source("report", title="The Report on Everything Else", short=SHORT, kind="report", license="public domain")


@pytest.fixture
def sources(site):
    return [
        replace(BASE, url=site.url("/report.pdf")),
        replace(BASE, id="closed", title="Another Report on Something", url=site.url("/closed.pdf")),
        replace(BASE, id="nowhere"),
    ]


@pytest.fixture
def run(monkeypatch, capsys, tmp_path, sources):
    """Runs the command in this process, over a small catalog and a site on this machine."""
    corpus = Corpus(sources={s.id: s for s in sources}, texts={}, passages=())
    monkeypatch.setenv("EXPLAINER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(start, "load_corpus", lambda folder=None: corpus)
    local = partial(fetching.fetch, limits=Limits(pause=0), local=True)
    monkeypatch.setattr(fetching, "fetch", local)
    monkeypatch.setattr(sys, "stdin", open("/dev/null"))  # noqa: SIM115

    def command(*arguments, status=0):
        monkeypatch.setattr(sys, "argv", ["explainer", "sources", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capsys.readouterr()
        assert (left.value.code or 0) == status, (out, err)
        return out, err

    return command


def test_all_are_there(site, run, tmp_path):
    site.pages["/report.pdf"] = file(PDF)
    out, err = run("fetch", "report")
    assert out.split()[:2] == ["fetched", "report"]
    assert err == ""
    [row] = json.loads(run("fetch", "report", "--json")[0])
    assert set(row) == {"id", "outcome", "detail", "address", "held", "sha256", "path", "by_hand", "unread"}
    assert (row["outcome"], row["held"], row["by_hand"]) == ("unchanged", True, None)


def test_a_text_that_cannot_be_read_is_told(site, run, tmp_path):
    site.pages["/report.pdf"] = file(PDF)
    assert "cannot be read" in run("fetch", "report")[0]
    saved = tmp_path / "download.pdf"
    saved.write_bytes(PDF)
    assert "cannot be read" in run("add", saved, "--source", "nowhere")[1]
    saved.write_text("Words.", "utf-8")
    assert run("add", saved, "--source", "closed")[1] == ""


def test_what_was_refused_names_address_folder_and_command(site, run, tmp_path):
    site.pages |= {"/report.pdf": file(PDF), "/closed.pdf": status(403)}
    out, err = run("fetch", status=3)
    assert "1 other sources" in out
    assert site.url("/closed.pdf") in out
    folder = tmp_path / "data" / "documents" / "closed"
    assert str(folder) in out
    assert folder.is_dir()
    assert err.count("\n") == 1
    assert "sources add FILE --source closed" in err
    rows = json.loads(run("fetch", "--json", status=3)[0])
    assert [row["outcome"] for row in rows] == ["unchanged", "refused"]
    assert set(rows[1]["by_hand"]) == {"address", "folder", "command"}


def test_a_refusal_of_what_is_held_already_is_no_failure(site, run):
    site.pages["/report.pdf"] = in_turn(file(PDF), status(403))
    run("fetch", "report")
    assert "refused" in run("fetch", "report")[0]


def test_a_source_without_an_address_is_told(run):
    assert "no address" in run("fetch", "nowhere", status=3)[0]
    assert "sources list" in run("fetch", "no-such", status=2)[1]


def test_a_later_version_is_taken_when_it_is_accepted(site, run):
    site.pages["/report.pdf"] = in_turn(file(PDF), file(PDF.replace(b"The", b"A")))
    run("fetch", "report")
    assert "--accept" in run("fetch", "report")[0]
    out, _ = run("fetch", "report", "--accept")
    assert out.split()[:2] == ["fetched", "report"]
    assert run("fetch", "report", "--accept")[0] == ""


def test_a_saved_file_is_added_and_listed(run, tmp_path):
    saved = tmp_path / "download.txt"
    saved.write_text("The report on everything else\n\nIt has words.", "utf-8")
    [row] = json.loads(run("add", saved, "--source", "nowhere", "--json")[0])
    assert (row["id"], row["how"], row["earlier_sha256"]) == ("nowhere", "told", None)
    listed = {row["id"]: row for row in json.loads(run("list", "--json")[0])}
    assert listed["report"]["document"] is None
    document = listed["nowhere"]["document"]
    assert (document["sha256"], document["address"], document["pinned"]) == (row["sha256"], None, False)
    assert document["path"].endswith("original.txt")


def test_a_file_that_nobody_knows_asks_which_source_it_is(run, tmp_path):
    saved = tmp_path / "download.txt"
    saved.write_text("Words that say nothing.", "utf-8")
    _, err = run("add", saved, status=2)
    assert "--source ID" in err
    assert "closed" in err


def test_a_folder_of_files(run, tmp_path):
    for name, words in (("closed/text.txt", "Words."), ("report.md", "Words too."), ("x.json", "{}"), ("y.txt", "?")):
        path = tmp_path / "saved" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, "utf-8")
    out, err = run("add", tmp_path / "saved", status=2)
    assert [line.split()[1] for line in out.splitlines()] == ["closed", "report"]
    assert "y.txt" in err
    assert "x.json" not in err


@pytest.mark.parametrize("name", ["nowhere.txt", "empty"])
def test_nothing_to_add_is_wrong_use(run, tmp_path, name):
    (tmp_path / "empty").mkdir()
    assert name in run("add", tmp_path / name, status=2)[1]


def test_another_source_than_the_words_say_is_taken_with_a_warning(run, tmp_path):
    saved = tmp_path / "download.txt"
    saved.write_text("Another report on something", "utf-8")
    assert run("add", saved)[0].split()[:2] == ["added", "closed"]
    assert "looks like “closed”" in run("add", saved, "--source", "nowhere")[1]
