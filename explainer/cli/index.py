"""`index build` and `index status`: the index for search by meaning."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from explainer.cli.options import CorpusOption, Json

app = typer.Typer(no_args_is_help=True, help="Build or inspect the index for search by meaning.")


@app.command("build")
def build(
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


@app.command("status")
def status(corpus: CorpusOption = None, as_json: Json = False) -> None:
    """Say what the index holds, and whether it answers."""
    from dataclasses import asdict

    from explainer.retrieval.vectors import index_status, open_index
    from explainer.settings import load, usable_data_dir
    from explainer.start import load_corpus

    settings, held = load(), load_corpus(corpus)
    manifest = index_status(held, settings)
    works = manifest is not None and open_index(held, settings) is not None
    if as_json:
        shown = asdict(manifest) if manifest else {"corpus_id": held.id}
        print(json.dumps(shown | {"works": works, "place": str(usable_data_dir(settings)[0])}))
    elif manifest is None:
        print("There is no index for this corpus yet. Build it with: explainer index build")
    else:
        state = "answers" if works else "is damaged; mend it with: explainer index build"
        print(f"The index of {_counts(manifest.counts)} {state}.")


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('-', ' in ')}" for name, number in counts.items())
