"""What an index holds, by name: with it, the next one is made of what has changed.

Removed vectors leave gaps in the store's graph, so after many changes an index is written anew.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from explainer.domain import Passage

RECIPE = 1  # goes up when the way in which vectors are made changes
FILE = "contents.json"
LARGEST_CHANGE = 0.25  # share of vectors that may be new, or gaps, before an index is written anew


@dataclass(frozen=True)
class Contents:
    """The vectors of an index: each has an id, and a mark that changes with what it is made of."""

    marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by collection, by id
    gaps: int = 0  # vectors that were taken out or replaced since it was written anew
    recipe: int = RECIPE

    def removed(self, collection: str, other: "Contents") -> list[str]:
        """Ids of a collection that are here and not in the other."""
        there = other.marks[collection]
        return [key for key in self.marks[collection] if key not in there]

    def new(self, collection: str, other: "Contents") -> list[str]:
        """Ids of a collection that are not in the other, or have another mark there."""
        there = other.marks[collection]
        return [key for key, mark in self.marks[collection].items() if there.get(key) != mark]

    def after(self, other: "Contents") -> "Contents | None":
        """These contents with the gaps that they have if made of the other's; None where too much differs."""
        if self.marks.keys() != other.marks.keys() or self.recipe != other.recipe:
            return None
        gaps = other.gaps + sum(len(other.new(name, self)) for name in self.marks)
        new = sum(len(self.new(name, other)) for name in self.marks)
        most = LARGEST_CHANGE * sum(map(len, self.marks.values()))
        return Contents(self.marks, gaps) if max(gaps, new) <= most else None

    def write(self, folder: Path) -> None:
        (folder / FILE).write_text(json.dumps(asdict(self)), "utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Contents | None":
        """The contents of the index in a folder; None where that is not known."""
        try:
            return cls(**json.loads((folder / FILE).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def emptied(self) -> "Contents":
        """The same collections with nothing in them."""
        return Contents({name: {} for name in self.marks})

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> "Contents":
        marks: dict[str, dict[str, str]] = {}
        for passage in passages:
            keys = [key_of(unit) for unit in units(passage)]
            marks.setdefault(f"sentences-{passage.lang}", {}).update(dict.fromkeys(keys, ""))
            marks.setdefault(f"passages-{passage.lang}", {})[passage.id] = key_of("\n".join(keys))
        return cls(marks)


def units(passage: Passage) -> tuple[str, ...]:
    """What a passage can be found by: its sentences, and the ways in which people ask for it."""
    return (*passage.sentence_texts, *passage.asks)


def key_of(text: str) -> str:
    """24 hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
