"""`sources fetch` and `sources add`: the official texts come onto the shelf, by program or by hand."""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from explainer.cli.options import Json
from explainer.errors import ExplainerError, OutsideError, UsageError

if TYPE_CHECKING:
    from explainer.corpus.fetching.fetch import Outcome
    from explainer.corpus.fetching.recognize import Recognized
    from explainer.corpus.fetching.shelf import Shelf
    from explainer.domain import Source

Ids = Annotated[list[str] | None, typer.Argument(help="Sources; without any, all whose text may be kept.")]
Accept = Annotated[bool, typer.Option("--accept", help="Let later versions that wait take the place of those held.")]
File = Annotated[Path, typer.Argument(help="A PDF, web page or text that you saved, or a folder of such files.")]
Chosen = Annotated[str | None, typer.Option("--source", help="Which source it is; else it is recognized.")]


def fetch(ids: Ids = None, accept: Accept = False, as_json: Json = False) -> None:
    """Fetch the official texts from their own addresses, so that answers can quote them."""
    from tqdm import tqdm

    from explainer.corpus.fetching import fetch as fetching
    from explainer.corpus.fetching.shelf import open_shelf
    from explainer.settings import load

    sources, shelf = _catalog(), open_shelf(load())
    chosen = fetching.wanted(sources, ids or [])
    outcomes = fetching.accept(chosen, shelf) if accept else fetching.fetch(chosen, shelf)
    rows = []
    with tqdm(total=len(chosen), desc="texts", unit="text", disable=not sys.stderr.isatty()) as bar:
        for outcome in outcomes:
            unread = _why_unread(outcome.source, shelf) if outcome.held else None
            rows.append(_fetched_json(outcome, shelf) | {"unread": unread})
            if not as_json:
                bar.write(_fetched_text(outcome, shelf) + (f"\n    {unread}" if unread else ""))
            bar.update()
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    elif not ids and (others := [s for s in sources if s not in chosen]):
        print(f"{len(others)} other sources were not asked for: no known address of the text, or not free to keep.")
    missing = [row["id"] for row in rows if not row["held"]]
    if missing and not accept:
        offline = len(missing) > 1 and all(row["outcome"] == fetching.Result.UNREACHABLE for row in rows)
        later = "Is there a network? Try again later" if offline else "Try again later"
        raise OutsideError(
            f"{len(missing)} of {len(rows)} texts are not here. {later}, or save them in a browser and add "
            f"each with: explainer sources add FILE --source {missing[0] if len(missing) == 1 else 'ID'}"
        )


def add(file: File, source_id: Chosen = None, as_json: Json = False) -> None:
    """Add a text that you saved yourself; it is recognized by its hash, its opening words or its name."""
    from explainer.corpus.fetching.shelf import open_shelf
    from explainer.settings import load

    sources, shelf = _catalog(), open_shelf(load())
    rows, faults = [], []
    files = list(_files(file))
    if source_id and len(files) > 1:
        raise UsageError(f"{file} holds {len(files)} files; --source goes with one. Name the file.")
    taken: set[str] = set()
    for path in files:
        try:
            row = _add(path, source_id, sources, shelf, taken, may_ask=sys.stdin.isatty() and not as_json)
        except ExplainerError as error:
            faults.append(str(error))
            continue
        rows.append(row)
        if not as_json:
            print(f"added  {row['id']:30} {path}  ({_HOW[row['how']]})")
        if row["unread"]:
            print(row["unread"], file=sys.stderr)
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
    if faults:
        raise UsageError("\n".join(faults))


_HOW = {"told": "as you said", "hash": "known by its hash", "title": "known by its title", "name": "known by its name"}


def _catalog() -> "list[Source]":
    from explainer.start import load_corpus

    return list(load_corpus().sources.values())


def _why_unread(source: "Source", shelf: "Shelf") -> str | None:
    """Why answers cannot quote a file that is held; None where they can. What was read is kept for them."""
    from explainer.corpus.documents import Documents

    try:
        Documents(shelf).read(source)
    except OutsideError as error:
        return str(error)
    return None


def _by_hand(outcome: "Outcome", shelf: "Shelf") -> dict[str, Any]:
    """What a person can do where the program could not."""
    folder = shelf.folder(outcome.source.id)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)  # so that a file can be put into it
    return {
        "address": outcome.address,
        "folder": str(folder),
        "command": f"explainer sources add FILE --source {outcome.source.id}",
    }


def _fetched_json(outcome: "Outcome", shelf: "Shelf") -> dict[str, Any]:
    held = outcome.held
    return {
        "id": outcome.source.id,
        "outcome": outcome.result,
        "detail": outcome.detail,
        "address": outcome.address,
        "held": held is not None,
        "sha256": held.record.sha256 if held else None,
        "path": str(held.path) if held else None,
        "by_hand": None if held else _by_hand(outcome, shelf),
    }


def _fetched_text(outcome: "Outcome", shelf: "Shelf") -> str:
    lines = [f"{outcome.result:21} {outcome.source.id:30} {outcome.detail}"]
    if outcome.result == "changed":
        lines.append(f"    take the new one: explainer sources fetch {outcome.source.id} --accept")
    if outcome.held is None:
        hand = _by_hand(outcome, shelf)
        lines.append(f"    by hand: open {hand['address'] or 'a copy that you trust'}")
        lines.append(f"             save it in {hand['folder']}, or: {hand['command']}")
    return "\n".join(lines)


def _files(path: Path) -> Iterator[Path]:
    from explainer.corpus.fetching.shelf import kind_of

    if path.is_file():
        yield path
        return
    if not path.is_dir():
        raise UsageError(f"There is no {path}. Name a file that you saved, or a folder of such files.")
    suffixes = {".pdf", ".html", ".htm", ".txt", ".md"}
    found = [p for p in sorted(path.rglob("*")) if p.is_file() and p.suffix.lower() in suffixes and kind_of(p)]
    if not found:
        raise UsageError(f"{path} holds no PDF, web page or text.")
    yield from found


def _add(
    path: Path, source_id: str | None, sources: "list[Source]", shelf: "Shelf", taken: set[str], may_ask: bool
) -> dict[str, Any]:
    from explainer.corpus.fetching.fetch import wanted
    from explainer.corpus.fetching.recognize import recognize

    found = recognize(path, sources, shelf)
    if source_id:
        [source], how = wanted(sources, [source_id]), "told"
        if found.source and found.source.id != source_id:
            print(f"{path} looks like “{found.source.id}”, and was added as “{source_id}”.", file=sys.stderr)
    elif found.source:
        source, how = found.source, found.how
    else:
        source, how = _asked(path, found, may_ask), "told"
    if source.id in taken:
        raise UsageError(f"{path}: another file was added for “{source.id}” just now. Keep one of the two.")
    held = shelf.put(source, path)
    taken.add(source.id)
    return {
        "file": str(path),
        "id": source.id,
        "how": how,
        "sha256": held.record.sha256,
        "path": str(held.path),
        "earlier_sha256": held.record.earlier_sha256,
        "unread": _why_unread(source, shelf),
    }


def _asked(path: Path, found: "Recognized", may_ask: bool) -> "Source":
    """The source that a person at the terminal chooses among the candidates."""
    if not may_ask:
        offered = ", ".join(source.id for source in found.candidates)
        raise UsageError(f"{path}: which source is it? Say so with --source ID. It may be one of: {offered}")
    print(f"{path}: which source is it?")
    for number, source in enumerate(found.candidates, 1):
        print(f"  {number}  {source.id:30} {source.title}")
    chosen: int = typer.prompt("Its number (0: none of these)", type=int)
    if not 0 < chosen <= len(found.candidates):
        raise UsageError(f"{path} was not added. Name its source with --source ID; see: explainer sources list")
    return found.candidates[chosen - 1]
