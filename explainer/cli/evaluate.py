"""`evaluate`: how good search and answers are, on questions whose answers are known."""

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from explainer.cli.options import CorpusOption, Json, ModeOption, open_engine
from explainer.domain import Mode

app = typer.Typer(no_args_is_help=True, help="Measure search and answers on questions whose answers are known.")


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
