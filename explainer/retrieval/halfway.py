"""Vectors that a build has made so far, kept on disk, so that a stopped build goes on where it was."""

import contextlib
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explainer.errors import OutsideError
from explainer.retrieval.chroma import Vector

KEY_BYTES = 24


class Halfway:
    """Vectors by key, in files of a folder; they are read from there, and take no memory to speak of.

    Two builds may use one folder: a file is written beside and swapped in, and none is changed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[Path] = []
        self._rows: dict[str, tuple[NDArray[np.void], int]] = {}
        for path in sorted(folder.glob("*.npy")):
            with contextlib.suppress(
                OSError, EOFError, ValueError, IndexError
            ):  # one that was damaged is embedded again
                self._open(path)

    def __contains__(self, key: str) -> bool:
        return key in self._rows

    def add(self, keys: Sequence[str], vectors: Sequence[Sequence[float] | Vector]) -> None:
        """Writes vectors of one length to a file of their own.

        Raises:
            OutsideError: there is no room.
        """
        if not keys:
            return
        table = np.zeros(len(keys), dtype=[("key", f"S{KEY_BYTES}"), ("vector", "<f4", len(vectors[0]))])
        table["key"], table["vector"] = keys, vectors
        path = self._folder / f"{secrets.token_hex(8)}.npy"
        beside = path.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                np.save(file, table, allow_pickle=False)
            os.replace(beside, path)
        except OSError as error:
            raise OutsideError(f"{self._folder} cannot be written to: {error.strerror}. Make room there.") from error
        self._open(path)

    def vectors(self, keys: Iterable[str]) -> dict[str, Vector]:
        """The vectors of those keys that are there."""
        found = {key: self._rows[key] for key in keys if key in self._rows}
        return {key: np.array(table["vector"][row], dtype=np.float32) for key, (table, row) in found.items()}

    def clear(self) -> None:
        """Removes the files that were found or written: an index holds the vectors now.

        The folder stays, since another build may be about to write to it; it is swept when it is old.
        """
        self._rows.clear()
        for path in self._files:
            with contextlib.suppress(OSError):
                path.unlink()
        self._files.clear()

    def _open(self, path: Path) -> None:
        table = np.load(path, mmap_mode="r", allow_pickle=False)
        for row, key in enumerate(table["key"].tolist()):
            self._rows[key.decode()] = (table, row)
        self._files.append(path)
