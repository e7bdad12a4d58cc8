"""The engine from a terminal. The contract: what goes in, what comes out, which exit status.

0 done; 1 a check found something; 2 wrong use; 3 something outside failed.
"""

import json
import sys

import typer

from explainer.cli import ask, evaluate, index, sources
from explainer.cli.options import OUTSIDE_FAILED, WRONG_USE, Json
from explainer.errors import ExplainerError, KnowledgeError, OutsideError, UsageError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
app.command()(ask.ask)
app.command()(ask.search)
app.add_typer(index.app, name="index")
app.add_typer(sources.app, name="sources")
app.add_typer(evaluate.app, name="evaluate")


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
