"""Which source is this file? By its hash, else by its opening words and its name.

A statute opens with its section, an order with its title, a report with both. Later words say
little: a text cites other sources by their titles too. So the title that comes first counts.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from explainer.corpus.pdf import pdf_pages
from explainer.corpus.shelf import Shelf, kind_of, sha256_of
from explainer.domain import Source
from explainer.errors import OutsideError
from explainer.retrieval.analysis import fold

OPENING = 300  # words in which a title is looked for
TITLE_WORDS = 4  # a shorter part of a title could stand in any text
OFFERED = 5  # sources to choose from where none is recognized
_PARTS = re.compile(r"[:;,()]")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(rf"(?:part|fiscal year|{_MONTHS})?[ \d]*(?: of \d+)?")  # numbers that many a text has
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
    candidates = dict.fromkeys((*titled, *named)) or dict.fromkeys(_nearest(opening, sources))
    return Recognized(None, "", tuple(candidates))


def visible_text(file: Path) -> str:
    """The words that a reader of the file sees, in order; empty where there are none to be had."""
    kind = kind_of(file)
    if kind == ".pdf":
        try:
            return "\n".join(pdf_pages(file))
        except OutsideError:
            return ""
    content = file.read_bytes().decode("utf-8", "replace") if kind else ""
    if kind != ".html":
        return content
    page = _Page()
    page.feed(content)
    page.close()
    return " ".join(" ".join(page.words).split())


class _Page(HTMLParser):
    """Collects what is shown of a web page."""

    HIDDEN = frozenset({"script", "style", "noscript", "template", "svg"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in self.HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in self.HIDDEN))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def _titled(opening: str, sources: Collection[Source]) -> list[Source]:
    """The sources whose title, or telling part of it, comes first in the opening."""
    places: dict[str, int] = {}
    for source in sources:
        found = [place for part in _telling(source.title) if (place := f" {opening} ".find(f" {part} ")) >= 0]
        if found:
            places[source.id] = min(found)
    first = min(places.values(), default=0)
    return [source for source in sources if places.get(source.id) == first]


@cache
def _telling(title: str) -> tuple[str, ...]:
    """The title, and those of its parts that name this source alone: `8 usc 1357`, `gao 12 708`."""

    def parts() -> Iterator[str]:
        whole = _plain(title)
        if len(whole.split()) >= TITLE_WORDS - 1:
            yield whole
        for part in map(_plain, _PARTS.split(title)):
            numbered = any(c.isdigit() for c in part) and " " in part and not _DATE.fullmatch(part)
            if numbered or len(part.split()) >= TITLE_WORDS:
                yield part

    return tuple(parts())


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
