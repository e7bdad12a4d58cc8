"""What was read of the PDFs of a folder is kept by the hash of each file: only changed ones are read again.

Reading 300 pages takes about 8 seconds of one processor, taking them from here a twentieth of one.
Text files are read anew each time: 400 of them, with 10,000 passages, take one second.
"""

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from explainer.corpus.documents import RECIPE, Document, from_json, to_document, to_json, write_whole
from explainer.corpus.fetching.shelf import sha256_of
from explainer.corpus.reading.files import read_file
from explainer.domain import Source
from explainer.language import language_of

UNUSED = 30 * 24 * 3600.0  # seconds after which a reading that nobody asked for is removed


def read_kept(path: Path, source_id: str, kept: Path | None) -> Document:
    """The text of a PDF and its passages, read or taken from `kept`.

    Raises:
        OutsideError: the file cannot be read.
    """
    place = kept / f"{sha256_of(path)}-{RECIPE}.json" if kept else None
    found = _taken(place, source_id) if place else None
    if found is None:
        reading = read_file(path)
        found = to_document(reading, _source(source_id, reading.content))
        if place:
            _keep(place, found)
    return found


def _source(source_id: str, content: str) -> Source:
    return Source(source_id, title="", short={}, kind="document", language=language_of(content))


def _taken(place: Path, source_id: str) -> Document | None:
    try:
        kept = json.loads(place.read_text("utf-8", "surrogatepass"))
        found = from_json(kept, _source(source_id, str(kept["content"])))
        os.utime(place)  # it is in use
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found


def _keep(place: Path, document: Document) -> None:
    """Where it cannot be kept, the file is read anew the next time."""
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, json.dumps(to_json(document), ensure_ascii=False).encode("utf-8", "surrogatepass"))
        for other in place.parent.glob("*.json"):
            if time.time() - other.stat().st_mtime > UNUSED:
                other.unlink(missing_ok=True)
