"""The beginning of a file that is being downloaded, with a note of what it is the beginning of."""

import json
from pathlib import Path


class Part:
    """A file at `path`, and beside it a note with its address and version.

    It may be there from an earlier time, and can then be continued if the server still has the
    same version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._note = path.with_name(f"{path.name}.json")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.is_file() else 0

    def begin(self, address: str, version: str) -> None:
        """Notes what is received from now on.

        Args:
            address: where it comes from.
            version: what the server calls it; empty where it can not be continued.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._note.write_text(json.dumps({"address": address, "version": version}), "utf-8")

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def conditions(self, address: str, held: str | None) -> dict[str, str]:
        """Headers that ask for the rest of the file; else for a version that is not `held`; else none.

        A weak ETag names no bytes, so it cannot be continued (RFC 9110, section 13.1.5).
        """
        try:
            note = json.loads(self._note.read_text("utf-8"))
        except (OSError, ValueError):
            note = {}
        version = note.get("version") or ""
        if self.size and version and note.get("address") == address and not version.startswith("W/"):
            return {"Range": f"bytes={self.size}-", "If-Range": version}
        if held:
            return {"If-None-Match" if held.endswith('"') else "If-Modified-Since": held}
        return {}
