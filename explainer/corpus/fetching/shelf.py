"""The shelf: the sources' original files as they were published, each with a record of where it came from.

    <data folder>/documents/<source id>/original.pdf    or .html, .txt, .md
                                        record.json     hash, size, type, address, date
                                        changed.pdf     a later version that nobody has accepted yet,
                                        changed.json    and its record

A file that a person puts into a source's folder is taken in under its own name the first time that
it is asked for. A source whose hash is pinned in the catalog never holds another file.
"""

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from explainer.domain import Source
from explainer.errors import OutsideError, UsageError
from explainer.settings import Settings, usable_data_dir

MEDIA_TYPES = {".pdf": "application/pdf", ".html": "text/html", ".txt": "text/plain", ".md": "text/markdown"}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a file on the shelf."""

    sha256: str
    size: int  # bytes
    content_type: str  # a media type, from the file's own first bytes
    address: str | None  # where it was fetched; None: added by hand
    date: str  # the day on which it came, as 2026-11-26 (UTC)
    pinned: bool  # its hash is the one that the catalog names
    earlier_sha256: str | None = None  # of the file that it replaced
    version: str | None = None  # what the server calls it: an ETag or a date


@dataclass(frozen=True, slots=True)
class Held:
    """A source's original file, on this machine."""

    source_id: str
    path: Path
    record: Record


class Shelf:
    """The originals below one folder.

    Raises:
        OutsideError: from each method that writes, when the folder cannot be written to.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def folder(self, source_id: str) -> Path:
        """Where the file of a source lies, or belongs."""
        return self.root / source_id

    def held(self, source: Source) -> Held | None:
        """The original of a source; None where there is none, or only one that is not the pinned file.

        The size is compared with the record, the hash is not: see `whole`.
        """
        return self._read(source, "original", "record.json") or self._taken_in(source)

    def all(self, sources: Iterable[Source]) -> dict[str, Held]:
        """What is held, by source id, in the order of the sources."""
        return {source.id: held for source in sources if (held := self.held(source))}

    def by_hash(self, sha256: str, sources: Iterable[Source]) -> Source | None:
        """The source whose pinned, held or earlier file has this hash."""
        for source in sources:
            held = self.held(source)
            known = {source.sha256, *((held.record.sha256, held.record.earlier_sha256) if held else ())}
            if sha256 in known:
                return source
        return None

    def put(self, source: Source, file: Path, address: str | None = None, version: str | None = None) -> Held:
        """Copies a file to the shelf; it takes the place of the one before. Atomic.

        Raises:
            UsageError: it is not the file whose hash is pinned, or neither PDF, HTML nor text.
        """
        record = _record(source, file, address, version, self.held(source))
        held = self._write(source, file, record, "original", "record.json")
        self._remove(source, "changed")
        return held

    def set_aside(self, source: Source, file: Path, address: str, version: str | None = None) -> Held:
        """Keeps a later version beside the one that is held, until `accept`."""
        record = _record(source, file, address, version, self.held(source))
        self._remove(source, "changed")
        return self._write(source, file, record, "changed", "changed.json")

    def waiting(self, source: Source) -> Held | None:
        """A later version that nobody has accepted yet."""
        return self._read(source, "changed", "changed.json")

    def accept(self, source: Source) -> Held | None:
        """Lets the later version take the place of the one that is held; None where none is waiting."""
        waiting = self.waiting(source)
        if waiting is None:
            return None
        return self.put(source, waiting.path, waiting.record.address, waiting.record.version)

    def _read(self, source: Source, stem: str, record_name: str) -> Held | None:
        folder = self.folder(source.id)
        try:
            record = Record(**json.loads((folder / record_name).read_text("utf-8")))
            path = next(p for s in MEDIA_TYPES if (p := folder / f"{stem}{s}").is_file())
            if path.stat().st_size != record.size:  # cut off, or replaced by hand
                return None
        except (OSError, ValueError, TypeError, StopIteration):
            return None
        if source.sha256 and record.sha256 != source.sha256:
            return None
        return Held(source.id, path, replace(record, pinned=source.sha256 is not None))

    def _taken_in(self, source: Source) -> Held | None:
        """The one file that a person has put into a folder without a record."""
        folder = self.folder(source.id)
        if not folder.is_dir() or (folder / "record.json").exists():
            return None
        known = re.compile(r"(?:\..*|changed\..+)")
        files = [p for p in folder.iterdir() if p.is_file() and not known.fullmatch(p.name)]
        if len(files) != 1:
            return None
        try:
            record = _record(source, files[0], None, None, None)
            held = self._write(source, files[0], record, "original", "record.json")
            if files[0] != held.path:
                files[0].unlink(missing_ok=True)
        except (OutsideError, UsageError, OSError):
            return None
        return held

    def _write(self, source: Source, file: Path, record: Record, stem: str, record_name: str) -> Held:
        """Copies the file, then writes its record; each is swapped in whole."""
        suffix = next(suffix for suffix, kind in MEDIA_TYPES.items() if kind == record.content_type)
        folder = self.folder(source.id)
        path = folder / f"{stem}{suffix}"
        beside = folder / f".{secrets.token_hex(4)}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if file != path:
                shutil.copyfile(file, beside)
                os.replace(beside, path)
            beside.write_text(json.dumps(asdict(record), indent=1) + "\n", "utf-8")
            os.replace(beside, folder / record_name)
            for other in MEDIA_TYPES:
                if other != suffix:
                    (folder / f"{stem}{other}").unlink(missing_ok=True)
        except OSError as error:
            raise OutsideError(f"{folder} cannot be written to: {error.strerror}. Make room there.") from error
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
        return Held(source.id, path, record)

    def _remove(self, source: Source, stem: str) -> None:
        for path in self.folder(source.id).glob(f"{stem}.*"):
            path.unlink(missing_ok=True)


def _record(source: Source, file: Path, address: str | None, version: str | None, before: Held | None) -> Record:
    suffix, sha256 = kind_of(file), sha256_of(file)
    if source.sha256 and sha256 != source.sha256:
        raise UsageError(f"{file.name} is not the file that the catalog pins for “{source.id}”: its hash differs.")
    if suffix is None:
        raise UsageError(f"{file.name} is neither a PDF nor a web page nor plain text.")
    earlier = None
    if before:
        same = before.record.sha256 == sha256
        earlier = before.record.earlier_sha256 if same else before.record.sha256
    return Record(
        sha256=sha256,
        size=file.stat().st_size,
        content_type=MEDIA_TYPES[suffix],
        address=address,
        date=datetime.now(UTC).date().isoformat(),
        pinned=source.sha256 is not None,
        earlier_sha256=earlier,
        version=version,
    )


def open_shelf(settings: Settings) -> Shelf:
    """The shelf in the data folder of the settings."""
    return Shelf(usable_data_dir(settings)[0] / "documents")


def whole(held: Held) -> bool:
    """Whether the file still has the hash of its record."""
    try:
        return sha256_of(held.path) == held.record.sha256
    except OSError:
        return False


def verified(source: Source, held: Held) -> Source:
    """The source, with the address that nobody had opened as its official one if the pinned file came from there."""
    if held.record.pinned and held.record.address == source.unverified_url and source.url is None:
        return replace(source, url=source.unverified_url)
    return source


def kind_of(file: Path) -> str | None:
    """.pdf, .html, .md or .txt, told from the first bytes; None for anything else."""
    with file.open("rb") as opened:
        head = opened.read(4096)
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return ".html"
    if not head.strip() or b"\0" in head:
        return None
    return ".md" if file.suffix.lower() == ".md" else ".txt"


def sha256_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
