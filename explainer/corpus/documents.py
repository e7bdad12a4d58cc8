"""The documents of the shelf as texts and passages, and what leads from a pin to its passages.

What was read is kept beside the shelf, by the hash of the file: only changed files are read again.
"""

import json
import os
import secrets
import sys
from array import array
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from explainer.corpus.fetching.shelf import Held, Shelf
from explainer.corpus.passages import cut
from explainer.corpus.reading.files import Reading, read_file
from explainer.corpus.reading.legal import by_section
from explainer.corpus.reading.outline import by_heading
from explainer.domain import Evidence, Layer, Locator, Passage, Source, Span, Text

RECIPE = 6  # counted up with every change of how files are read and cut: what was kept is then read anew
LEGAL = ("statute", "regulation", "order", "state_law", "local_law")


@dataclass(frozen=True)
class Document:
    """The official text of a source, and its passages."""

    text: Text
    passages: tuple[Passage, ...]
    pictures: tuple[int, ...] = ()  # PDF pages that hold a picture and no text


class Documents:
    """What the shelf holds, read.

    Args:
        shelf: where the files are.
        kept: the folder for what was read; by default beside the shelf.
    """

    def __init__(self, shelf: Shelf, kept: Path | None = None) -> None:
        self.shelf = shelf
        self.kept = kept or shelf.root.parent / "readings"

    def read(self, source: Source) -> Document | None:
        """The document of a source; None where the shelf holds none.

        Raises:
            OutsideError: the file cannot be read.
        """
        held = self.shelf.held(source)
        if held is None:
            return None
        key = _key(held, source)
        found = self._taken(source, key)
        if found is None:
            reading = read_file(held.path, source.page_offset)
            found = to_document(reading, source)
            self._keep(source, key, found, reading.boxes)
        return found

    def boxes(
        self, source: Source, span: Span, text: Text | None = None
    ) -> tuple[tuple[float, float, float, float], ...]:
        """The boxes of the characters of a span of a PDF's text: left, top, right, bottom in points.

        Characters that stand nowhere, such as the blank at a line's end, have no box.

        Args:
            source: whose document.
            span: counted in its text.
            text: what the span was counted in; where the file has changed since, there are no boxes.

        Raises:
            OutsideError: the file cannot be read.
        """
        held, document = self.shelf.held(source), self.read(source) if text else None
        if held is None or (text and (document is None or document.text.content != text.content)):
            return ()
        boxes = array("f")
        try:
            with (self._folder(source) / "boxes").open("rb") as file:
                if file.readline().decode().strip() == _key(held, source):
                    file.seek(16 * span.start, os.SEEK_CUR)
                    boxes.frombytes(file.read(16 * (span.end - span.start)))
                    if sys.byteorder == "big":
                        boxes.byteswap()
        except OSError:
            pass
        if len(boxes) < 4 * (span.end - span.start):
            boxes = read_file(held.path, source.page_offset).boxes[4 * span.start : 4 * span.end]
        found = (tuple(boxes[at : at + 4]) for at in range(0, len(boxes), 4))
        return tuple(box for box in found if any(box))  # type: ignore[misc]

    def _folder(self, source: Source) -> Path:
        return self.kept / source.id

    def _taken(self, source: Source, key: str) -> Document | None:
        try:
            kept = json.loads((self._folder(source) / "document.json").read_text("utf-8"))
            return from_json(kept, source) if kept["key"] == key else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _keep(self, source: Source, key: str, document: Document, boxes: array) -> None:  # type: ignore[type-arg]
        """Keeps what was read; where that cannot be, it is read anew the next time."""
        if sys.byteorder == "big":
            boxes = array("f", boxes)
            boxes.byteswap()
        with suppress(OSError):
            self._folder(source).mkdir(parents=True, exist_ok=True)
            if boxes:
                write_whole(self._folder(source) / "boxes", f"{key}\n".encode() + boxes.tobytes())
            content = json.dumps(to_json(document) | {"key": key}, ensure_ascii=False)
            write_whole(self._folder(source) / "document.json", content.encode("utf-8", "surrogatepass"))


def to_document(reading: Reading, source: Source) -> Document:
    """What was read of a source, cut: laws and orders by section, all else by heading and page."""
    text = Text(source.id, Layer.DOCUMENT, source.language, reading.content)
    if source.kind in LEGAL:
        blocks = by_section(reading.content, reading.parts, source.short["en"])
    else:
        blocks = by_heading(reading.content, reading.parts, reading.paged)
    return Document(text, cut(text, blocks, across=True), reading.pictures)


def _key(held: Held, source: Source) -> str:
    parts = (RECIPE, held.record.sha256, source.kind, source.short["en"], source.language, source.page_offset)
    return "|".join(str(part) for part in parts).replace("\n", " ")


def to_json(document: Document) -> dict[str, object]:
    """A document as JSON can hold it, without its source."""
    passages = [
        [
            p.id.removeprefix(f"{p.source_id}/"),
            [[s.start, s.end] for s in p.sentences],
            list(asdict(p.locator).values()),
            p.title,
        ]
        for p in document.passages
    ]
    return {"content": document.text.content, "passages": passages, "pictures": document.pictures}


def from_json(kept: dict[str, object], source: Source) -> Document:
    """What `to_json` made of a document. Raises KeyError, TypeError or ValueError for anything else."""
    text = Text(source.id, Layer.DOCUMENT, source.language, str(kept["content"]))
    passages = []
    for name, sentences, locator, title in kept["passages"]:  # type: ignore[attr-defined]
        spans = tuple(Span(start, end) for start, end in sentences)
        passages.append(
            Passage(
                id=f"{source.id}/{name}",
                text_of=text,
                span=Span(spans[0].start, spans[-1].end),
                sentences=spans,
                locator=Locator(*locator),
                evidence=Evidence.PRIMARY,
                title=title,
            )
        )
    return Document(text, tuple(passages), tuple(kept["pictures"]))  # type: ignore[arg-type]


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside and swaps in, so that nobody reads a half."""
    beside = path.with_name(f".{secrets.token_hex(4)}")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
