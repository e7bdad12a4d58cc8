"""The engine from a terminal. The contract: what goes in, what comes out, which exit status.

0 done; 1 a check found something; 2 wrong use; 3 something outside failed.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from explainer.domain import Answer, Layer, Mode, Turn
from explainer.errors import ExplainerError, KnowledgeError, OutsideError, UsageError

FOUND_SOMETHING, WRONG_USE, OUTSIDE_FAILED = 1, 2, 3

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
index = typer.Typer(no_args_is_help=True, help="Build or inspect the index for search by meaning.")
sources = typer.Typer(no_args_is_help=True, help="What the answers rest on.")
app.add_typer(index, name="index")
app.add_typer(sources, name="sources")


class Lang(StrEnum):
    AUTO = "auto"
    EN = "en"
    ES = "es"


Question = Annotated[str | None, typer.Argument(help="The question, in quotation marks.", show_default=False)]
Batch = Annotated[Path | None, typer.Option(help="A file with one JSON object a line; - for standard input.")]
ModeOption = Annotated[Mode | None, typer.Option(help="How answers are made; by default EXPLAINER_MODE.")]
LangOption = Annotated[Lang, typer.Option(help="The language of the answer.")]
CorpusOption = Annotated[Path | None, typer.Option(help="Answer from a folder of .txt, .md or .pdf files.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
SourceId = Annotated[str, typer.Argument(help="A source, as named by: explainer sources list")]


@app.command()
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
    engine = _engine(mode, corpus)
    if batch is None:
        answer = engine.ask(question or "", lang=lang)
        print(json.dumps(answer_json(answer), ensure_ascii=False) if as_json else _readable(answer))
        return

    def answered(line: dict[str, Any]) -> dict[str, Any]:
        said = line.get("lang") or lang
        return answer_json(engine.ask(line["question"], _turns(line), said), line.get("id"))

    _run_batch(batch, answered)


@app.command()
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
    engine = _engine(mode, corpus)

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


@index.command("build")
def index_build(
    corpus: CorpusOption = None,
    if_missing: Annotated[bool, typer.Option("--if-missing", help="Leave a whole index as it is.")] = False,
) -> None:
    """Build the index, beside the old one; it takes over when it is whole."""
    from tqdm import tqdm

    from explainer.retrieval.vectors import build_index, open_index
    from explainer.settings import load
    from explainer.start import load_corpus

    def progress(batches: Sequence[str], label: str) -> Iterable[str]:
        wrapped: Iterable[str] = tqdm(batches, desc=f"index ({label})", unit="batch", disable=not sys.stderr.isatty())
        return wrapped

    held, settings = load_corpus(corpus), load()
    if if_missing and open_index(held, settings) is not None:
        return
    print("Preparing the search by meaning…", file=sys.stderr)
    manifest = build_index(held, settings, progress)
    print(f"The index is ready: {_counts(manifest.counts)}.", file=sys.stderr)


@index.command("status")
def index_status(corpus: CorpusOption = None, as_json: Json = False) -> None:
    """Say what the index holds, and whether it answers."""
    from dataclasses import asdict

    from explainer.retrieval.vectors import index_status as status
    from explainer.retrieval.vectors import open_index, usable_data_dir
    from explainer.settings import load
    from explainer.start import load_corpus

    settings, held = load(), load_corpus(corpus)
    manifest = status(held, settings)
    works = manifest is not None and open_index(held, settings) is not None
    if as_json:
        shown = asdict(manifest) if manifest else {"corpus_id": held.id}
        print(json.dumps(shown | {"works": works, "place": str(usable_data_dir(settings)[0])}))
    elif manifest is None:
        print("There is no index for this corpus yet. Build it with: explainer index build")
    else:
        state = "answers" if works else "is damaged; mend it with: explainer index build"
        print(f"The index of {_counts(manifest.counts)} {state}.")


@sources.command("list")
def sources_list(as_json: Json = False, corpus: CorpusOption = None) -> None:
    """List the sources: what each is, its status today, how much of it we have read."""
    from explainer.start import load_corpus

    held = load_corpus(corpus)
    count = dict.fromkeys(held.sources, 0)
    for passage in held.passages:
        count[passage.source_id] += passage.lang == held.languages[0]
    if as_json:
        rows = [
            {
                "id": s.id, "title": s.title, "kind": s.kind, "publisher": s.publisher, "date": s.date,
                "jurisdiction": s.jurisdiction, "status": s.status, "status_as_of": s.status_as_of,
                "url": s.url, "archive": s.archive, "held": s.held, "passages": count[s.id],
            }
            for s in held.sources.values()
        ]  # fmt: skip
        print(json.dumps(rows, ensure_ascii=False))
        return
    for s in held.sources.values():
        print(f"{s.id:34} {s.date or '—':11} {s.status or '—':11} {count[s.id]:3} passages  {s.title}")


@sources.command("text")
def sources_text(
    source_id: SourceId,
    layer: Annotated[Layer | None, typer.Option(help="Whose words: our notes or the document.")] = None,
    lang: Annotated[Lang, typer.Option(help="The language of the notes.")] = Lang.EN,
    corpus: CorpusOption = None,
) -> None:
    """Print the text that offsets count in, with nothing added."""
    from explainer.start import load_corpus

    layer = layer or (Layer.DOCUMENT if corpus else Layer.NOTES)
    said = "en" if lang is Lang.AUTO else str(lang)
    sys.stdout.write(load_corpus(corpus).text(source_id, layer, said).content)


@sources.command("check")
def sources_check() -> None:
    """Check every note: the form, and how plainly it is written."""
    from explainer.corpus.check import check_notes

    found = check_notes()
    for fault in found.faults:
        print(fault)
    print(found.summary)
    if found.faults:
        raise typer.Exit(FOUND_SOMETHING)


@app.command()
def doctor(as_json: Json = False) -> None:
    """Say what is installed, what is missing, what each lack costs, and how to mend it."""
    from explainer.doctor import examine

    rows = examine()
    if as_json:
        print(json.dumps([row._asdict() for row in rows], ensure_ascii=False))
        return
    for row in rows:
        print(f"{'ok  ' if row.ok else 'LACK'}  {row.what}: {row.found}")
        if not row.ok:
            print(f"      costs: {row.cost}\n      mend:  {row.mend}")


def main() -> None:
    """Runs a command; an error becomes one line on standard error and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        # Lone surrogates in a question are printed as escapes, which JSON reads back.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except UsageError as error:
        _fail(error, WRONG_USE)
    except (OutsideError, KnowledgeError) as error:
        _fail(error, OUTSIDE_FAILED)


def _fail(error: ExplainerError, status: int) -> None:
    print(str(error), file=sys.stderr)
    raise SystemExit(status)


def _engine(mode: Mode | None, folder: Path | None) -> Any:
    from explainer.settings import load
    from explainer.start import load_corpus, open_explainer

    settings = load()
    if mode is not None:
        settings = settings.model_copy(update={"mode": mode})
    return open_explainer(settings, load_corpus(folder), folder)


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


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('-', ' in ')}" for name, number in counts.items())
