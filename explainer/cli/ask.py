"""`ask` and `search`: one question, or a batch with one a line."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from explainer.cli.options import (
    FOUND_SOMETHING,
    Batch,
    CorpusOption,
    Json,
    Lang,
    LangOption,
    ModeOption,
    Question,
    open_engine,
)
from explainer.domain import Answer, Turn
from explainer.errors import UsageError


def ask(
    question: Question = None,
    batch: Batch = None,
    mode: ModeOption = None,
    lang: LangOption = Lang.AUTO,
    corpus: CorpusOption = None,
    as_json: Json = False,
) -> None:
    """Answer a question, or one a line from a file."""
    from explainer.as_json import answer_json

    _exactly_one(question, batch)
    engine = open_engine(mode, corpus)
    if batch is None:
        answer = engine.ask(question or "", lang=lang)
        print(json.dumps(answer_json(answer), ensure_ascii=False) if as_json else _readable(answer))
        return

    def answered(line: dict[str, Any]) -> dict[str, Any]:
        said = line.get("lang") or lang
        return answer_json(engine.ask(line["question"], _turns(line), said), line.get("id"))

    _run_batch(batch, answered)


def search(
    query: Question = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    batch: Batch = None,
    mode: ModeOption = None,
    lang: LangOption = Lang.AUTO,
    corpus: CorpusOption = None,
    as_json: Json = False,
) -> None:
    """Rank the passages for a query."""
    from explainer.as_json import hit_json

    _exactly_one(query, batch)
    engine = open_engine(mode, corpus)

    def ranked(text: str, said: str) -> list[dict[str, Any]]:
        return [hit_json(hit, rank) for rank, hit in enumerate(engine.search(text, said, k), 1)]

    if batch is not None:
        _run_batch(
            batch,
            lambda line: {"id": line.get("id"), "results": ranked(line["question"], line.get("lang") or lang)},
        )
    elif as_json:
        print(json.dumps(ranked(query or "", lang), ensure_ascii=False))
    else:
        for row in ranked(query or "", lang):
            print(f"{row['rank']:3}  {row['score']:.3f}  {row['passage_id']}\n     {row['text']}\n")


def _exactly_one(question: str | None, batch: Path | None) -> None:
    if (question is None) == (batch is None):
        raise UsageError("Give a question in quotation marks, or --batch FILE with one a line.")


def _run_batch(path: Path, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answers each line in order; a bad line gets its error on its own line, and the batch goes on."""
    bad = False
    for raw in _lines(path):
        line = _parsed(raw)
        bad = bad or "error" in line
        row = line if "error" in line else answer(line)
        print(json.dumps(row, ensure_ascii=False), flush=True)
    if bad:
        raise typer.Exit(FOUND_SOMETHING)


def _lines(path: Path) -> Iterator[bytes]:
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    lines = content.split(b"\n")
    yield from lines[:-1] if not lines[-1].strip() else lines


def _parsed(raw: bytes) -> dict[str, Any]:
    """The line as an object with a question; else an object that says what is wrong with it."""
    try:
        line = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        return {"id": None, "error": 'This line is not JSON. Write {"id": "q1", "question": "…"}.'}
    if not isinstance(line, dict):
        return {"id": None, "error": 'This line is not a JSON object. Write {"id": "q1", "question": "…"}.'}
    fault = _fault(line)
    return {"id": line.get("id"), "error": fault} if fault else line


def _fault(line: dict[str, Any]) -> str | None:
    if not isinstance(line.get("question"), str):
        return 'This line has no question. Add "question": "…".'
    if line.get("lang") not in (None, "auto", "en", "es"):
        return 'The language is not known. Use "lang": "en", "es" or "auto".'
    history = line.get("history") or []
    if not isinstance(history, list) or not all(
        isinstance(turn, dict) and isinstance(turn.get("question"), str) for turn in history
    ):
        return 'The history is not a list of turns. Write [{"question": "…", "answer": "…"}].'
    return None


def _turns(line: dict[str, Any]) -> list[Turn]:
    return [Turn(turn["question"], str(turn.get("answer") or "")) for turn in line.get("history") or []]


def _readable(answer: Answer) -> str:
    """An answer for a person at a terminal."""
    parts = [answer.text]
    for title, citations in (("", answer.citations), ("", answer.nearest)):
        rows = [
            f"[{c.number}] {c.source.short[answer.lang]} · {c.passage.locator.page or c.passage.locator.section or ''}"
            f" · {c.source.link(c.passage.locator) or c.source.id}"
            for c in citations
        ]
        parts += [title + "\n".join(rows)] if rows else []
    parts += [f"({notice})" for notice in answer.notices]
    return "\n\n".join(parts)
