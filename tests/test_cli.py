"""The command line keeps its contract: shapes, order, exit statuses, nothing but JSON on standard output."""

import json
import os
import subprocess
import sys

import pytest

from explainer.corpus.library import load_knowledge
from explainer.domain import Layer

ANSWER = {
    "id", "question", "lang", "outcome", "reason", "abstained", "answer", "sentences", "citations", "nearest",
    "unknown_words", "confidence", "mode", "model", "corpus_id", "settings_id", "notices", "suggestions", "elapsed_ms",
}  # fmt: skip
CITATION = {
    "number", "source_id", "passage_id", "title", "kind", "publisher", "date", "status", "layer", "evidence", "lang",
    "via", "locator", "url", "quote", "start", "end",
}  # fmt: skip
HIT = {"rank", "score", "source_id", "passage_id", "layer", "lang", "locator", "start", "end", "text"}


@pytest.fixture
def run(tmp_path):
    """Runs the command in a process of its own, in the deterministic mode."""

    def command(*arguments, status=0, stdin=None, **environment):
        home = {"EXPLAINER_DATA_DIR": str(tmp_path / "data"), "EXPLAINER_MODE": "deterministic"}
        done = subprocess.run(
            [sys.executable, "-m", "explainer", *map(str, arguments)],
            env=os.environ | home | environment,
            input=stdin,
            capture_output=True,
            check=False,
        )
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        assert done.returncode == status, (out, err)
        assert "Traceback" not in err
        return out, err

    return command


def test_an_answer_has_the_fixed_shape(run):
    row = json.loads(run("ask", "What is an immigration detainer?", "--json")[0])
    assert set(row) == ANSWER
    assert row["outcome"] == "answered"
    assert set(row["citations"][0]) == CITATION
    assert set(row["citations"][0]["locator"]) == {"page", "pdf_page", "section"}


def test_offsets_count_in_what_sources_text_prints(run):
    row = json.loads(run("ask", "¿Qué es un detainer?", "--json")[0])
    for citation in row["citations"]:
        text = run("sources", "text", citation["source_id"], "--layer", citation["layer"], "--lang", citation["lang"])[
            0
        ]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_sources_text_adds_nothing(run):
    content = load_knowledge().text("usc-8-1373", Layer.NOTES, "en").content
    assert run("sources", "text", "usc-8-1373")[0] == content


def test_a_batch_goes_on_after_bad_lines_and_ends_with_1(run, tmp_path):
    lines = [
        b'{"id": "a", "question": "What is a detainer?"}',
        b"not json",
        b'{"id": "b"}',
        b'{"id": "c", "question": "x", "lang": "fr"}',
        b'{"id": "d", "question": "x", "history": "no"}',
        b"",
        b"[1, 2]",
        b"\xff\xfe",
        b'{"id": "e", "question": "\\ud800 lone surrogate"}',
        b'{"id": "f", "question": "do weekends count?", "history": [{"question": "What is a detainer?"}]}',
    ]
    batch = tmp_path / "questions.jsonl"
    batch.write_bytes(b"\n".join(lines) + b"\n")
    rows = [json.loads(line) for line in run("ask", "--batch", batch, "--json", status=1)[0].splitlines()]
    assert [row["id"] for row in rows] == ["a", None, "b", "c", "d", None, None, None, "e", "f"]
    assert ["error" in row for row in rows] == [False, True, True, True, True, True, True, True, False, False]


def test_a_clean_batch_ends_with_0_and_reads_standard_input(run):
    out, _ = run("ask", "--batch", "-", "--json", stdin='{"question": "¿Bajó el crimen?"}\n'.encode())
    assert json.loads(out)["lang"] == "es"


def test_search_has_the_fixed_shape(run):
    rows = json.loads(run("search", "detainer", "-k", "3", "--json")[0])
    assert [row["rank"] for row in rows] == [1, 2, 3]
    assert set(rows[0]) == HIT
    assert rows[0]["score"] >= rows[-1]["score"]


def test_a_folder_instead_of_the_knowledge(run, folder):
    out, _ = run("ask", "Who added the separate condenser?", "--corpus", folder, "--json")
    row = json.loads(out)
    citation = row["citations"][0]
    assert (citation["source_id"], citation["layer"], citation["publisher"]) == ("engines", "document", None)
    text = (folder / "engines.txt").read_text("utf-8")
    assert text[citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "x", "--batch", "y"),
        ("ask", "x", "--mode", "magic"),
        ("ask", "--batch", "no-such-file"),
        ("ask", "x", "--corpus", "no-such-folder"),
        ("sources", "text", "no-such-source"),
        ("nonsense",),
        ("search", "x", "-k", "0"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_to_do(run, arguments):
    out, err = run(*arguments, status=2)
    assert err.strip()
    assert out == ""


def test_a_document_that_is_not_held_ends_with_3(run):
    _, err = run("sources", "text", "hsac-scomm-2011", "--layer", "document", status=3)
    assert "--layer notes" in err
    assert len(err.splitlines()) == 1


def test_a_wrong_setting_is_told_with_what_it_takes(run):
    _, err = run("ask", "x", status=2, EXPLAINER_MODE="magic")
    assert "EXPLAINER_MODE" in err


def test_without_weights_the_simpler_mode_answers_and_says_so(run):
    out, _ = run("ask", "What is a detainer?", "--json", "--mode", "local", EXPLAINER_EMBEDDING_MODEL="no-such/model")
    row = json.loads(out)
    assert (row["mode"], row["outcome"]) == ("deterministic", "answered")
    assert row["notices"]


def test_chat_answers_in_a_simpler_mode_and_says_so(run):
    out, _ = run("ask", "What is a detainer?", "--json", "--mode", "chat", EXPLAINER_EMBEDDING_MODEL="no-such/model")
    row = json.loads(out)
    assert row["mode"] == "deterministic"
    assert len(row["notices"]) >= 2


def test_the_index_is_told_of(run):
    assert "explainer index build" in run("index", "status")[0]
    assert json.loads(run("index", "status", "--json")[0])["works"] is False


def test_lists_and_doctor(run):
    rows = json.loads(run("sources", "list", "--json")[0])
    assert "hsac-scomm-2011" in {row["id"] for row in rows}
    told = json.loads(run("doctor", "--json")[0])
    assert all(row["ok"] or (row["cost"] and row["mend"]) for row in told)


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>", "$HOME `id` %s {0}", "مرحبا", "🙂🙂", "' OR 1=1 --", "\\"]
)
def test_odd_input_gets_a_plain_answer(run, question):
    row = json.loads(run("ask", question, "--json")[0])
    assert row["question"] == question
    assert row["answer"]


def test_the_search_is_measured(run, tmp_path):
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d1", "title": "", "text": "Watt built a condenser."}\n')
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "Who built a condenser?"}\n')
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n")
    out, _ = run("evaluate", "retrieval", "--beir", tmp_path, "--json", "--runs", tmp_path / "runs")
    first = json.loads(out)["results"][0]
    assert first["measures"]["nDCG@10"] == {"mean": 1.0, "low": None, "high": None}
    assert (tmp_path / "runs" / "BM25.trec").read_text().startswith("q1 Q0 d1 1 ")
    run("evaluate", "retrieval", status=2)
