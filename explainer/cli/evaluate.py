"""`evaluate`: how good search and answers are, on questions whose answers are known."""

import json
import math
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from explainer.cli.options import CorpusOption, Json, ModeOption, open_engine
from explainer.domain import Mode
from explainer.errors import OutsideError, UsageError

app = typer.Typer(no_args_is_help=True, help="Measure search and answers on questions whose answers are known.")

Beir = Annotated[Path | None, typer.Option(help="A folder with corpus.jsonl, queries.jsonl and qrels/test.tsv.")]
Pack = Annotated[Path | None, typer.Option(help="A folder with corpus/, questions.jsonl and gold.jsonl (spans).")]
Questions = Annotated[Path | None, typer.Option(help="A file of questions on the shipped knowledge, with their key.")]
Runs = Annotated[Path | None, typer.Option(help="A folder for the rankings, in TREC's run format.")]


@app.command("answers")
def answers(
    questions: Annotated[list[Path], typer.Option(help="A file of questions, one JSON object a line. Repeatable.")],
    mode: ModeOption = None,
    corpus: CorpusOption = None,
    gold: Annotated[Path | None, typer.Option(help="A file with the gold spans of the questions.")] = None,
    typed: Annotated[
        bool, typer.Option("--variants", help="Ask each also with typos, without accents and so on.")
    ] = False,
    scorecard: Annotated[Path | None, typer.Option(help="Write the scorecard of both modes here.")] = None,
    as_json: Json = False,
) -> None:
    """Measure key facts, citations, outcomes and what confidence is worth."""
    from explainer.evaluation import answers as measures
    from explainer.evaluation.questions import read_questions

    asked = read_questions(questions, gold)
    found: dict[str, Any] = {}
    for one in (Mode.DETERMINISTIC, Mode.LOCAL) if scorecard and mode is None else (mode,):
        engine = open_engine(one, corpus)
        results = measures.ask_all(engine, asked)
        found[engine.mode] = measures.measure(results)
        if typed or scorecard:
            found[engine.mode]["invariance"] = measures.invariance(engine, results)
    if scorecard:
        files = {path.name: len(read_questions([path])) for path in questions}
        card = measures.scorecard(datetime.now(UTC).date().isoformat(), engine.corpus.id, files, found)
        scorecard.write_text(_json(card, indent=1) + "\n", encoding="utf-8")
    print(_json(found) if as_json else _table(found))


@app.command("retrieval")
def retrieval(
    beir: Beir = None,
    pack: Pack = None,
    questions: Questions = None,
    mode: ModeOption = None,
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Measure the search beside BM25, dense search, their fusion and a recipe, with 95 % intervals."""
    try:
        from explainer.evaluation.retrieval import evaluate
    except ImportError as error:
        raise OutsideError(f'{error.name} is not installed. Install it with: pip install -e ".[evaluate]"') from error

    benchmark = _benchmark(beir, pack, questions)
    report = evaluate(benchmark, _vectors(benchmark.corpus, mode), _progress)
    if runs is not None:
        report.write_runs(runs)
    print(_json(report.as_json()) if as_json else report.as_table())


@app.command("speed")
def speed(
    passages: Annotated[list[int] | None, typer.Option(help="How many passages. Repeatable; 1000 and 10000.")] = None,
    as_json: Json = False,
) -> None:
    """Measure how long an answer by words takes as a corpus grows, on corpora drawn from the knowledge."""
    from dataclasses import asdict

    from explainer import wording
    from explainer.corpus.library import load_knowledge
    from explainer.evaluation.speed import measure
    from explainer.settings import load

    questions = [question.en for group in wording.starters() for question in group.questions]
    found = measure(load_knowledge(), questions, sorted(passages or (1000, 10000)), load())
    if as_json:
        print(_json([asdict(row) for row in found]))
        return
    print(f"{'passages':>9}{'first answer':>14}{'median':>11}{'nine in ten':>13}{'peak':>10}{'times':>8}")
    for row in found:
        took = f"{row.first:12.1f} s{row.median:8.1f} ms{row.ninth:10.1f} ms"
        print(f"{row.passages:9,}{took}{row.peak:7,.0f} MB{row.ratio:8.1f}")


def _benchmark(beir: Path | None, pack: Path | None, questions: Path | None) -> Any:
    from explainer.corpus.library import load_knowledge
    from explainer.evaluation.benchmark import read_beir, read_pack, read_questions

    if [beir, pack, questions].count(None) != 2:
        raise UsageError("Name one data set: --beir DIR, --pack DIR or --questions FILE.")
    if beir is not None:
        return read_beir(beir)
    return read_pack(pack) if pack is not None else read_questions(Path(str(questions)), load_knowledge())


def _vectors(corpus: Any, mode: Mode | None) -> Any:
    """The index of the corpus, built if need be; None for word search alone."""
    from explainer.settings import load

    settings = load()
    if (mode or settings.mode) is Mode.DETERMINISTIC:
        return None
    from explainer.retrieval.vectors import build_index, open_index

    found = open_index(corpus, settings)
    if found is None:
        build_index(corpus, settings, _progress)
        found = open_index(corpus, settings)
    return found


def _progress(steps: Sequence[Any], label: str) -> Iterable[Any]:
    from tqdm import tqdm

    wrapped: Iterable[Any] = tqdm(steps, desc=label, disable=not sys.stderr.isatty())
    return wrapped


@app.command("fit")
def fit(
    questions: Annotated[list[Path], typer.Option(help="A file of questions on the shipped knowledge. Repeatable.")],
    into: Annotated[Path, typer.Option(help="The file of weights to write.")],
    packs: Annotated[
        list[Path] | None, typer.Option("--pack", help="A folder with corpus/, questions.jsonl and gold.jsonl.")
    ] = None,
    most: Annotated[int, typer.Option(help="How many questions of each pack.")] = 300,
) -> None:
    """Fit the weights of "enough?" in both modes and write them, with what they did on questions left out."""
    from collections import defaultdict

    from explainer.evaluation import fit as fitting
    from explainer.evaluation.questions import read_questions

    sets = [(None, read_questions(questions))]
    for pack in packs or ():
        asked = read_questions([pack / "questions.jsonl"], pack / "gold.jsonl")
        sets.append((pack / "corpus", asked[:: max(1, len(asked) // most)]))  # type: ignore[arg-type]
    found: dict[str, list[fitting.Case]] = defaultdict(list)
    for mode in (Mode.DETERMINISTIC, Mode.LOCAL):
        for folder, asked in sets:
            engine = open_engine(mode, folder)
            lessons = [(engine, asked)] if folder else [(engine, asked), fitting.taken_out(engine)]
            for taught, questions_asked in lessons:
                for group, cases in fitting.cases(taught, questions_asked).items():
                    found[group] += cases
    told = {
        "fitted": datetime.now(UTC).date().isoformat(),
        "by": "explainer evaluate fit",
        "questions": {path.name: len(read_questions([path])) for path in questions},
        "packs": [pack.name for pack in packs or ()],
        "groups": {group: fitting.fit(cases, group.split("-")[0]) for group, cases in sorted(found.items())},
    }
    into.write_text(_json(told, indent=1) + "\n", encoding="utf-8")


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, indent=indent)


def _plain(value: Any) -> Any:
    """The value with NaN as null, which JSON lacks."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return None if isinstance(value, float) and math.isnan(value) else value


COLUMNS = ("right", "key_fact", "false_refusals", "false_answers", "outcome_right")


def _table(found: dict[str, Any]) -> str:
    lines = []
    for mode, measured in found.items():
        lines += [f"{mode:28}{'n':>6}" + "".join(f"{name:>16}" for name in COLUMNS) + f"{'auroc':>8}{'ms':>8}"]
        rows = [("all", measured["all"]), *measured["by_lang"].items(), *measured["by_kind"].items()]
        for name, row in rows:
            shares = "".join(f"{row[column]['share']:16.3f}" for column in COLUMNS)
            lines.append(f"  {name:26}{row['questions']:6}{shares}{row['auroc']:8.3f}{row['median_ms']:8.1f}")
        for name, row in measured.get("invariance", {}).items():
            told = ", ".join(f"{key} {share['share']:.3f}" for key, share in row.items())
            lines.append(f"  {name:26}{told}")
    return "\n".join(lines)
