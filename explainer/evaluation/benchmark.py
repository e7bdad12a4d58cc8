"""Data sets of questions with the passages that answer them, read into one shape.

Three kinds: the BEIR layout, where a document is a passage; a folder of texts with character spans
as gold; and questions on the shipped knowledge with the words that an answer must hold.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explainer.corpus.library import Corpus, load_folder
from explainer.corpus.sentences import sentence_spans
from explainer.domain import LANGUAGES, Layer, Locator, Passage, Source, Span, Text
from explainer.errors import UsageError
from explainer.language import language_of
from explainer.retrieval.analysis import fold

SAMPLE = 200  # documents that tell the language of a BEIR corpus


@dataclass(frozen=True, slots=True)
class Query:
    """One question of a data set."""

    id: str
    text: str
    lang: str


@dataclass(frozen=True)
class Benchmark:
    """Questions over a corpus, and of each question the passages that answer it.

    Questions without a relevant passage are left out: recall and nDCG are not defined for them.
    """

    name: str
    corpus: Corpus
    queries: tuple[Query, ...]
    relevant: Mapping[str, Mapping[str, int]]  # by question id, passage ids with their grade (1 and up)
    left_out: int = 0  # questions without a relevant passage


def read_beir(folder: Path) -> Benchmark:
    """A data set in the BEIR layout: corpus.jsonl, queries.jsonl, qrels/test.tsv.

    A document is one passage, whatever its length, and its id is the passage's id.

    Raises:
        UsageError: a file is missing or not of that layout.
    """
    rows = [row for row in _jsonl(folder / "corpus.jsonl", ("_id",)) if _words_of(row)]
    sample = [language_of(_words_of(row)) for row in rows[:SAMPLE]]
    lang = max(LANGUAGES, key=sample.count)
    passages = [_passage(row, lang) for row in rows]
    if not passages:
        raise UsageError(f"{folder / 'corpus.jsonl'} holds no text. Each line needs an _id and a text.")
    corpus = Corpus(
        sources={p.id: _source(p.id, p.title or p.id, lang) for p in passages},
        texts={(p.id, Layer.DOCUMENT, lang): p.text_of for p in passages},
        passages=tuple(passages),
        foreign=True,
    )
    queries = [
        Query(str(row["_id"]), row["text"], language_of(row["text"], lang))
        for row in _jsonl(folder / "queries.jsonl", ("_id", "text"))
    ]
    grades = _grades(folder / "qrels" / "test.tsv")
    return _benchmark(folder.resolve().name, corpus, [q for q in queries if q.id in grades], grades)


def read_pack(folder: Path) -> Benchmark:
    """A folder with corpus/ (texts), questions.jsonl and gold.jsonl with character spans.

    A passage is relevant when it holds more than half of a gold span.

    Raises:
        UsageError: a file is missing or not of that layout.
    """
    corpus = load_folder(folder / "corpus")
    of_source: dict[str, list[Passage]] = {}
    for passage in corpus.passages:
        of_source.setdefault(passage.source_id, []).append(passage)
    grades = {
        str(row["id"]): {
            passage.id: 1
            for span in row["gold_spans"]
            for passage in of_source.get(span["doc_id"], ())
            if 2 * _shared(passage.span, span["start"], span["end"]) > span["end"] - span["start"]
        }
        for row in _jsonl(folder / "gold.jsonl", ("id", "gold_spans"))
    }
    queries = [
        Query(str(row["id"]), row["question"], row.get("lang") or language_of(row["question"]))
        for row in _jsonl(folder / "questions.jsonl", ("id", "question"))
    ]
    return _benchmark(folder.resolve().name, corpus, queries, grades)


def read_questions(path: Path, corpus: Corpus) -> Benchmark:
    """Questions on the shipped knowledge: the sources that answer, and the words that an answer must hold.

    A line has `question`, and either `sources` (ids) with `must` (of each group one word, folded) or
    `source` (ids in a text). A passage is relevant when it comes from such a source and holds all
    that must be held; where none does, those that hold the most.

    Raises:
        UsageError: the file is missing or not of that layout.
    """
    rows = list(_jsonl(path, ("id",)))
    by_id = {str(row["id"]): row for row in rows}
    queries, grades = [], {}
    for row in rows:
        key = by_id.get(str(row.get("of")), {}) | row
        if not isinstance(key.get("question"), str):
            continue
        lang = key.get("lang") or language_of(key["question"])
        queries.append(Query(str(row["id"]), key["question"], lang))
        grades[str(row["id"])] = _holding(corpus, lang, _named(key, corpus), key.get("must") or [])
    return _benchmark(path.stem, corpus, queries, grades)


def _named(row: Mapping[str, Any], corpus: Corpus) -> set[str]:
    told = str(row.get("source") or "").replace(";", " ").replace(",", " ").split()
    return (set(row.get("sources") or ()) | set(told)) & corpus.sources.keys()


def _holding(corpus: Corpus, lang: str, sources: set[str], must: Sequence[Sequence[str]]) -> dict[str, int]:
    held = {
        p.id: sum(any(word in fold(p.text) for word in group) for group in must)
        for p in corpus.passages
        if p.lang == lang and p.source_id in sources
    }
    most = max(held.values(), default=0)
    return {key: 1 for key, count in held.items() if count == most and (most or not must)}


def _benchmark(
    name: str, corpus: Corpus, queries: Sequence[Query], grades: Mapping[str, Mapping[str, int]]
) -> Benchmark:
    known = {p.id for p in corpus.passages}
    relevant = {q.id: {p: g for p, g in grades.get(q.id, {}).items() if p in known and g > 0} for q in queries}
    asked = tuple(q for q in queries if relevant[q.id])
    if not asked:
        raise UsageError(f"{name} has no question with a passage that answers it. Check its gold file.")
    return Benchmark(name, corpus, asked, {q.id: relevant[q.id] for q in asked}, len(queries) - len(asked))


def _passage(row: Mapping[str, Any], lang: str) -> Passage:
    """A document as a passage; its sentences are found, its text is not cut."""
    key, title = str(row["_id"]), str(row.get("title") or "").strip()
    content = str(row.get("text") or "").strip() or title
    text = Text(key, Layer.DOCUMENT, lang, content)
    sentences = sentence_spans(content, lang)
    return Passage(key, text, Span(0, len(content)), sentences, Locator(), title=title)


def _words_of(row: Mapping[str, Any]) -> str:
    return f"{row.get('title') or ''} {row.get('text') or ''}".strip()


def _source(key: str, title: str, lang: str) -> Source:
    return Source(key, title=title, short=dict.fromkeys(LANGUAGES, title), kind="document", language=lang)


def _grades(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if len(row) >= 3 and row[-1].lstrip("-").isdigit():  # the first line names the columns
                    grades.setdefault(row[0], {})[row[-2]] = int(row[-1])
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    return grades


def _shared(span: Span, start: int, end: int) -> int:
    return max(0, min(span.end, end) - max(span.start, start))


def _jsonl(path: Path, needed: Iterable[str]) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                row = json.loads(line)
                if not isinstance(row, dict) or any(name not in row for name in needed):
                    raise UsageError(f"{path}, line {number}: needs an object with {', '.join(needed)}.")
                yield row
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise UsageError(f"{path} is not UTF-8 with one JSON object a line ({error}).") from error
