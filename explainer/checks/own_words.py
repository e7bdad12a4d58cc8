"""Are the words our own? No twelve words in a row may stand in an official text that is held."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

RUN = 12  # words
_ADDRESS = re.compile(r"https?://\S+")  # an address is not wording
_WORD = re.compile(r"[a-z0-9]+")


def copied(files: Iterable[Path], official: Iterable[str]) -> Iterator[str]:
    """The files that hold a run of words of one of the official texts, with the first such run.

    Args:
        files: Markdown and YAML of the knowledge.
        official: the texts that are held.
    """
    held = frozenset().union(*(_runs(text) for text in official))
    for path in files:
        if found := _runs(path.read_text("utf-8")) & held:
            yield f"{path.name}: “{' '.join(min(found))}” stands in an official text → say it in our own words"


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(_ADDRESS.sub("", text.lower()))
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
