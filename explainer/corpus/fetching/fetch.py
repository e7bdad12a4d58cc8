"""The official texts: each source from its official address, else from its archive copy, onto the shelf.

A text that is held stays until a person accepts another one. Pin cites, notes and handouts rest on
the version that was read, and what a site sends later under the same address may be an amended law,
but also an error page. So a later version waits beside the one that is held, and is reported.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from time import sleep
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from explainer.corpus.fetching.download import Downloader, Failure, Limits, Refused, Unexpected, Unreachable, site
from explainer.corpus.fetching.part import Part
from explainer.corpus.fetching.recognize import visible_text
from explainer.corpus.fetching.shelf import Held, Shelf, kind_of, sha256_of, whole
from explainer.domain import Source
from explainer.errors import OutsideError, UsageError

PDF_END = 4096  # bytes at the end of a PDF among which its end mark stands


class Result(StrEnum):
    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    CHANGED = "changed"  # a later version waits; the one that is held stays
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    UNEXPECTED = "not the expected file"
    NO_ADDRESS = "no address"


_RESULTS: dict[type[Failure], Result] = {
    Refused: Result.REFUSED,
    Unreachable: Result.UNREACHABLE,
    Unexpected: Result.UNEXPECTED,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source."""

    source: Source
    result: Result
    address: str | None  # where it came from, or where a person can look for it
    detail: str  # why, in words; for several addresses, one after the other
    held: Held | None  # what is on the shelf now


def wanted(sources: Collection[Source], ids: Sequence[str]) -> list[Source]:
    """The sources that were asked for; without ids, those that have an address and may be kept and shown.

    Raises:
        UsageError: an id that is not in the catalog.
    """
    known = {source.id: source for source in sources}
    for unknown in (i for i in ids if i not in known):
        raise UsageError(f"There is no source “{unknown}”. See them with: explainer sources list")
    return [known[i] for i in ids] or [s for s in sources if addresses(s) and s.free]


def addresses(source: Source) -> tuple[str, ...]:
    """Where the text itself may be had, in the order in which it is tried.

    An address that nobody has opened is tried only where a hash tells whether it was the right one.
    """
    official = (source.url, source.archive) if source.document is None else (source.document,)
    unverified = source.unverified_url if source.sha256 else None
    tried = (official[0], unverified, *official[1:])
    return tuple(address for address in tried if address and address != "none")


def fetch(
    sources: Iterable[Source],
    shelf: Shelf,
    limits: Limits | None = None,
    local: bool = False,
    wait: Callable[[float], None] = sleep,
) -> Iterator[Outcome]:
    """Fetches the sources one after the other; each outcome is given as soon as it is known.

    Args:
        sources: what to fetch; what is held is asked for again, to learn whether it has changed.
        shelf: where to keep it.
        limits, local, wait: see `Downloader`.

    Raises:
        OutsideError: another fetch is at work on this shelf, or the shelf cannot be written to.
    """
    try:
        shelf.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(shelf.root / ".lock", timeout=0)
        with lock, Downloader(limits, local, wait) as downloader:
            for source in sources:
                yield _fetch(source, shelf, downloader)
    except Timeout:
        raise OutsideError("The documents are being fetched already. Wait until that is done.") from None
    except OSError as error:
        raise OutsideError(f"{shelf.root} cannot be written to: {error.strerror}. Make room there.") from error


def accept(sources: Iterable[Source], shelf: Shelf) -> Iterator[Outcome]:
    """Lets each later version that waits take the place of the one that is held. Asks no site."""
    for source in sources:
        taken = shelf.accept(source)
        if taken:
            detail = f"the version of {taken.record.date} is the one that is held now"
            yield Outcome(source, Result.FETCHED, taken.record.address, detail, taken)


def _fetch(source: Source, shelf: Shelf, downloader: Downloader) -> Outcome:
    held = shelf.held(source)
    if held and not whole(held):
        held = None
    if held and held.record.pinned:
        return Outcome(source, Result.UNCHANGED, held.record.address, "is the file that the catalog pins", held)
    failures: list[tuple[str, Failure]] = []
    for address in addresses(source):
        part = Part(shelf.folder(source.id) / ".part")
        version = held.record.version if held and held.record.address == address else None
        try:
            received = downloader.get(address, _sites(source), part, version)
            outcome = _settled(source, shelf, held, part, address, received)
        except Failure as failure:
            failures.append((address, failure))
            if not isinstance(failure, Unreachable):
                part.forget()
        else:
            part.forget()
            return outcome
    if not failures:
        return Outcome(source, Result.NO_ADDRESS, _to_open(source), _why_no_address(source), held)
    told = "; ".join(f"{urlsplit(address).hostname} {failure}" for address, failure in failures)
    return Outcome(source, _RESULTS[type(failures[0][1])], _to_open(source), told, held)


def _settled(source: Source, shelf: Shelf, held: Held | None, part: Part, address: str, version: str | None) -> Outcome:
    """Puts what was received in its place, or tells that it is not what was asked for."""
    if version is None and held:
        return Outcome(source, Result.UNCHANGED, address, "the site says so", held)
    _check(source, part.path, address)
    if held is None:
        put = shelf.put(source, part.path, address, version)
        return Outcome(source, Result.FETCHED, address, f"{put.record.size:,} bytes", put)
    if _same(held.path, part.path):
        return Outcome(source, Result.UNCHANGED, address, "the same words", held)
    shelf.set_aside(source, part.path, address, version)
    stays = f"the version of {held.record.date}" if held.record.address else "the file that you added"
    detail = f"the site has another version; {stays} stays until you accept it"
    return Outcome(source, Result.CHANGED, address, detail, held)


def _check(source: Source, file: Path, address: str) -> None:
    """Is it the kind of file, and the very file, that was asked for?"""
    kind = kind_of(file)
    if kind is None:
        raise Unexpected("sent neither a PDF nor a web page nor text")
    if kind != ".pdf" and (source.pages or urlsplit(address).path.lower().endswith(".pdf")):
        raise Unexpected("sent a web page where a PDF should be" if kind == ".html" else "sent text, not a PDF")
    if kind == ".pdf" and b"%%EOF" not in file.read_bytes()[-PDF_END:]:
        raise Unexpected("sent a PDF that is cut off")
    if kind == ".html" and not visible_text(file):
        raise Unexpected("sent a web page without text")  # an empty frame, or a challenge
    if source.sha256 and sha256_of(file) != source.sha256:
        raise Unexpected("sent another file than the one that the catalog pins")


def _same(one: Path, other: Path) -> bool:
    """Whether two files are equal; web pages, if their words are: their code changes with each visit."""
    if sha256_of(one) == sha256_of(other):
        return True
    return kind_of(one) == kind_of(other) == ".html" and visible_text(one) == visible_text(other)


def _sites(source: Source) -> frozenset[str]:
    return frozenset(site(address) for address in source.addresses)


def _to_open(source: Source) -> str | None:
    """The address at which a person can look for the text."""
    return next(iter((*addresses(source), *source.addresses)), None)


def _why_no_address(source: Source) -> str:
    if source.document == "none":
        return "its address leads to a page about it, not to the text itself"
    return "nobody has verified its address" if source.unverified_url else "the catalog names no address"
