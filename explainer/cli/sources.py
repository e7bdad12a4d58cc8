"""`sources …`: what the answers rest on."""

import json
import sys
from typing import Annotated

import typer

from explainer.cli import documents
from explainer.cli.options import FOUND_SOMETHING, CorpusOption, Json, Lang, SourceId
from explainer.domain import Layer, Mode

app = typer.Typer(no_args_is_help=True, help="What the answers rest on.")
app.command("fetch")(documents.fetch)
app.command("add")(documents.add)


@app.command("list")
def list_sources(as_json: Json = False, corpus: CorpusOption = None) -> None:
    """List the sources: what each is, its status today, how much of it we have read."""
    from dataclasses import asdict

    from explainer.corpus.fetching.shelf import open_shelf
    from explainer.settings import load
    from explainer.start import load_corpus

    held = load_corpus(corpus)
    documents = {} if corpus else open_shelf(load()).all(held.sources.values())
    records = {i: asdict(document.record) | {"path": str(document.path)} for i, document in documents.items()}
    count = dict.fromkeys(held.sources, 0)
    for passage in held.passages:
        count[passage.source_id] += passage.lang == held.languages[0]
    if as_json:
        rows = [
            {
                "id": s.id, "title": s.title, "kind": s.kind, "publisher": s.publisher, "date": s.date,
                "jurisdiction": s.jurisdiction, "status": s.status, "status_as_of": s.status_as_of,
                "url": s.url, "archive": s.archive, "held": s.held, "passages": count[s.id],
                "document": records.get(s.id),
            }
            for s in held.sources.values()
        ]  # fmt: skip
        print(json.dumps(rows, ensure_ascii=False))
        return
    for s in held.sources.values():
        text_held = "document" if s.id in documents else ""
        print(f"{s.id:34} {s.date or '—':11} {s.status or '—':11} {count[s.id]:3} passages  {text_held:8}  {s.title}")


@app.command("text")
def text(
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


@app.command("check")
def check() -> None:
    """Check what is written in knowledge/: form, languages, figures, citations, plain words, offered questions."""
    from explainer.checks import check_knowledge, copied, questions_astray, ways_astray
    from explainer.corpus.library import load_knowledge
    from explainer.corpus.yaml_files import KNOWLEDGE
    from explainer.engine import Explainer
    from explainer.settings import load
    from explainer.start import load_corpus

    found = check_knowledge()
    astray: list[str] = []
    if not found.faults:
        simplest = load().model_copy(update={"mode": Mode.DETERMINISTIC})
        astray += questions_astray(Explainer(load_knowledge(), simplest))
        astray += ways_astray(load_knowledge())
        official = [t.content for t in load_corpus().texts.values() if t.layer is Layer.DOCUMENT]
        astray += copied(sorted(KNOWLEDGE.rglob("*.md")) + sorted(KNOWLEDGE.glob("*.yaml")), official)
    for line in (*found.faults, *astray):
        print(line)
    for warning in found.warnings:
        print(f"Warning: {warning}")
    print(found.summary)
    if found.faults or astray:
        raise typer.Exit(FOUND_SOMETHING)
