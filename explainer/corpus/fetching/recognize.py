"""Which source is this file? By its hash, else by its opening words and its name.

A statute opens with its section, an order with its title, a report with both. Later words say
little: a text cites other sources by their titles too. So the title that comes first counts.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from explainer.corpus.fetching.shelf import Shelf, kind_of, sha256_of
from explainer.corpus.reading.pdf import pdf_pages
from explainer.corpus.reading.web import read_html
from explainer.domain import Source
from explainer.errors import OutsideError
from explainer.retrieval.analysis import fold

OPENING = 300  # words in which a title is looked for
TITLE_WORDS = 4  # a shorter part of a title could stand in any text
OFFERED = 5  # sources to choose from where none is recognized
_PARTS = re.compile(r"[:;,()]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COPY_NUMBER = re.compile(r"\s*\(\d+\)$")


@dataclass(frozen=True, slots=True)
class Recognized:
    """The source of a file, or those that it may be."""

    source: Source | None
    how: str  # hash, title, name
    candidates: tuple[Source, ...] = ()


def recognize(file: Path, sources: Collection[Source], shelf: Shelf) -> Recognized:
    """Tells the source of a file. Where its title and its name disagree, both are candidates."""
    by_hash = shelf.by_hash(sha256_of(file), sources)
    if by_hash:
        return Recognized(by_hash, "hash")
    opening = _plain(" ".join(visible_text(file).split()[: 2 * OPENING]))
    titled, named = _titled(opening, sources), _named(file, sources)
    both = [source for source in titled if source in named]
    if len(both) == 1:
        return Recognized(both[0], "title")
    if len(titled) == 1 and not named:
        return Recognized(titled[0], "title")
    if len(named) == 1 and not titled:
        return Recognized(named[0], "name")
    candidates = {source.id: source for source in (*titled, *named) or _nearest(opening, sources)}
    return Recognized(None, "", tuple(candidates.values()))


def visible_text(file: Path) -> str:
    """The words that a reader of the file sees, in order; empty where there are none to be had."""
    kind = kind_of(file)
    try:
        if kind == ".pdf":
            return "\n".join(pdf_pages(file))
        if kind == ".html":
            return "\n".join(text for text, _ in read_html(file))
    except OutsideError:
        return ""
    return file.read_bytes().decode("utf-8", "replace") if kind else ""


def _titled(opening: str, sources: Collection[Source]) -> list[Source]:
    """The sources whose title, or telling part of it, comes first in the opening.

    A number that comes first may stand in a menu: a title in words that comes later counts as well then.
    """
    places: dict[str, list[tuple[int, bool]]] = {}  # by source: where, and whether in words
    for source in sources:
        for part in _telling(source.title):
            place = f" {opening} ".find(f" {part} ")
            if place >= 0:
                places.setdefault(source.id, []).append((place, len(part.split()) >= TITLE_WORDS))
    first = min((place for found in places.values() for place, _ in found), default=0)
    leading = {i for i, found in places.items() if min(found)[0] == first}
    in_words = {i for i, found in places.items() if any(words for _, words in found)}
    if not leading & in_words:
        leading |= in_words
    return [source for source in sources if source.id in leading]


@cache
def _telling(title: str) -> tuple[str, ...]:
    """The title, and those of its parts that name this source alone: `8 usc 1357`, `gao 12 708`."""
    wholes = [
        whole for whole in map(_plain, (title, title.partition(" (")[0])) if len(whole.split()) >= TITLE_WORDS - 1
    ]
    parts = [part for part in map(_plain, _PARTS.split(title)) if len(part.split()) >= TITLE_WORDS or _is_number(part)]
    return tuple(dict.fromkeys((*wholes, *parts)))


def _is_number(part: str) -> bool:
    """Whether this is the number of a statute, order or report, rather than a year or "No. 1"."""
    return " " in part and len(re.findall(r"\d", _YEAR.sub("", part))) > 1


def _named(file: Path, sources: Collection[Source]) -> list[Source]:
    """The sources that the file or its folder is called after, or whose address ends in the file's name."""
    stem = _COPY_NUMBER.sub("", file.stem)
    name = f"{stem}{file.suffix}".lower()
    absolute = file.absolute()
    return [
        source
        for source in sources
        if source.id in (stem.lower(), absolute.parent.name)
        or any(unquote(urlsplit(a or "").path).lower().endswith(f"/{name}") for a in source.addresses)
    ]


def _nearest(opening: str, sources: Collection[Source]) -> list[Source]:
    """The sources most of whose title's words stand in the opening."""
    held = set(opening.split())

    def share(source: Source) -> float:
        words = _plain(source.title).split()
        return sum(word in held for word in words) / max(1, len(words))

    return sorted(sources, key=lambda source: (-share(source), source.id))[:OFFERED]


def _plain(text: str) -> str:
    """Small letters and digits, one blank between words; `U.S.C. §` becomes `usc`."""
    text = re.sub(r"\b(?:[a-z]\.){2,}", lambda match: match[0].replace(".", "") + " ", fold(text))
    return " ".join(re.findall(r"[a-z0-9]+", text))
