"""What the commands have in common: their options, their exit statuses, and the engine they open."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from explainer.domain import Mode

FOUND_SOMETHING, WRONG_USE, OUTSIDE_FAILED = 1, 2, 3


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


def open_engine(mode: Mode | None, folder: Path | None) -> Any:
    """The engine for a folder or the shipped knowledge, in the mode that was asked for or set."""
    from explainer.settings import load
    from explainer.start import load_corpus, open_explainer

    settings = load()
    if mode is not None:
        settings = settings.model_copy(update={"mode": mode})
    return open_explainer(settings, load_corpus(folder), folder)
