"""Data sets of other people come in with their own ids, and only what is defined is measured."""

import json

import pytest

from explainer.errors import UsageError
from explainer.evaluation.benchmark import read_beir, read_pack, read_questions


def write_jsonl(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def beir(tmp_path):
    root = tmp_path / "a-set"
    (root / "qrels").mkdir(parents=True)
    documents = [
        {"_id": "4983", "title": "Steam", "text": "Watt built a separate condenser. It saved coal."},
        {"_id": "7", "title": "Forests", "text": ""},
        {"_id": "8", "title": "", "text": " "},
    ]
    write_jsonl(root / "corpus.jsonl", documents)
    queries = [("q1", "Who built the condenser?"), ("q2", "What of the forest?"), ("q3", "Nobody judged this")]
    write_jsonl(root / "queries.jsonl", [{"_id": key, "text": text} for key, text in queries])
    qrels = "query-id\tcorpus-id\tscore\nq1\t4983\t2\nq1\t7\t0\nq2\tgone\t1\n"
    (root / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return root


def test_a_beir_document_is_one_passage_with_its_own_id(beir):
    found = read_beir(beir)
    assert [(p.id, p.title) for p in found.corpus.passages] == [("4983", "Steam"), ("7", "Forests")]
    assert found.corpus.passages[0].sentence_texts == ("Watt built a separate condenser.", "It saved coal.")
    assert found.corpus.passages[1].text == "Forests"  # a document without text is found by its title


def test_only_judged_questions_with_a_relevant_passage_are_asked(beir):
    found = read_beir(beir)
    assert found.relevant == {"q1": {"4983": 2}}
    assert [q.id for q in found.queries] == ["q1"]
    assert found.left_out == 1


def test_a_passage_is_relevant_when_it_holds_more_than_half_of_a_gold_span(tmp_path, folder):
    text = (folder / "engines.txt").read_text("utf-8")
    start = text.index("James Watt")
    folder.rename(tmp_path / "corpus")
    write_jsonl(
        tmp_path / "questions.jsonl", [{"id": "a", "question": "Who?", "lang": "en"}, {"id": "b", "question": "?"}]
    )
    spans = [{"doc_id": "engines", "start": start, "end": start + 30}]
    write_jsonl(tmp_path / "gold.jsonl", [{"id": "a", "gold_spans": spans}, {"id": "b", "gold_spans": []}])
    found = read_pack(tmp_path)
    (relevant,) = found.relevant["a"]
    assert "James Watt" in next(p.text for p in found.corpus.passages if p.id == relevant)
    assert found.left_out == 1


def test_questions_on_the_knowledge_are_answered_by_what_holds_the_key(tmp_path, knowledge):
    source = knowledge.passages[0].source_id
    row = {"id": "a", "lang": "en", "question": "?", "sources": [source], "must": [["no such word"]]}
    passage = next(p for p in knowledge.passages if p.source_id == source and p.lang == "en")
    word = passage.text.split()[0].lower()
    write_jsonl(tmp_path / "q.jsonl", [row, row | {"id": "b", "must": [[word, "no such word"]]}])
    found = read_questions(tmp_path / "q.jsonl", knowledge)
    assert passage.id in found.relevant["b"]
    assert "a" not in found.relevant


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_missing_file_is_named(beir, name):
    (beir / name).unlink()
    with pytest.raises(UsageError, match=name.split("/")[-1]):
        read_beir(beir)


def test_a_broken_line_is_named(beir):
    (beir / "corpus.jsonl").write_text('{"text": "no id"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        read_beir(beir)
