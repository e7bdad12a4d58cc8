"""Which indexes there are: a pointer names each, and what no pointer names is not there."""

import contextlib
import json
import os
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path

ABANDONED = 24 * 3600.0  # seconds after which what nobody uses may be removed
KEPT = 5  # indexes that stay however old they are
NEWEST = 3  # indexes in which vectors for the next one are looked for


@dataclass(frozen=True)
class Manifest:
    """What an index holds. The file that names it is the pointer."""

    folder: str
    corpus_id: str
    model: str
    counts: dict[str, int]  # vectors by collection


class Manifests:
    """The indexes of a data folder. A name stands for a corpus, a model and a store."""

    def __init__(self, data_dir: Path) -> None:
        self.root = data_dir / "indexes"

    def place(self, manifest: Manifest) -> Path:
        """The folder of an index."""
        return self.root / manifest.folder

    def get(self, name: str) -> Manifest | None:
        try:
            return Manifest(**json.loads(self._pointer(name).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def newest(self, model: str) -> list[Manifest]:
        """The newest indexes, where they were made by this model."""
        pointers = sorted(self.root.glob("*.json"), key=_age)[:NEWEST]
        found = (self.get(pointer.stem) for pointer in pointers)
        return [manifest for manifest in found if manifest and manifest.model == model]

    def point(self, name: str, manifest: Manifest) -> None:
        """The swap: from here on this index is the one that is opened. Atomic on every system."""
        self.root.mkdir(parents=True, exist_ok=True)
        beside = self.root / f".{manifest.folder}.json"
        beside.write_text(json.dumps(asdict(manifest)), "utf-8")
        os.replace(beside, self._pointer(name))

    def use(self, name: str) -> None:
        """Notes that an index is in use, so that it stays."""
        with contextlib.suppress(OSError):
            os.utime(self._pointer(name))

    def sweep(self) -> None:
        """Removes indexes that were not built or opened lately, and folders that no build can still be writing."""
        for pointer in sorted(self.root.glob("*.json"), key=_age)[KEPT:]:
            if _age(pointer) > ABANDONED:
                pointer.unlink(missing_ok=True)
        named = {manifest.folder for p in self.root.glob("*.json") if (manifest := self.get(p.stem))}
        for folder in self.root.glob("*"):
            if folder.is_dir() and folder.name not in named and _age(folder) > ABANDONED:
                shutil.rmtree(folder, ignore_errors=True)

    def _pointer(self, name: str) -> Path:
        return self.root / f"{name}.json"


def _age(path: Path) -> float:
    """Seconds since the path was last written or, for a pointer, opened."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:  # another process was faster
        return 0.0
