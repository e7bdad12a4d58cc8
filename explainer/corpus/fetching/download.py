"""One file from one address, politely. The only module that uses `httpx` and `tenacity`.

One connection at a time, a pause between two requests to a host, robots.txt (RFC 9309) and
Retry-After heeded, and an honest name. Nothing is taken from a site that the caller did not name:
a redirect elsewhere ends the attempt. A file that was cut off goes on where it was, if the server
says that it is still the same one.
"""

import ipaddress
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.robotparser import RobotFileParser

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, stop_after_delay
from tenacity.wait import wait_exponential

from explainer import __version__
from explainer.corpus.fetching.part import Part

NAME = "secure-communities-explainer"
HEADERS = {
    "User-Agent": f"{NAME}/{__version__} (keeps public documents for its own readers; one request at a time)",
    "Accept": "application/pdf, text/html;q=0.9, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "identity",  # so that a part of a file can be continued
}
REDIRECTS = 5
ROBOTS_SIZE = 500 * 2**10  # bytes of robots.txt that are read; RFC 9309 asks for as much
LONGEST_CRAWL_DELAY = 30.0


@dataclass(frozen=True)
class Limits:
    """What a download may cost."""

    size: int = 50 * 2**20  # bytes of a file
    seconds: float = 300.0  # for a file, all attempts together
    silence: float = 20.0  # seconds without a byte
    attempts: int = 3
    pause: float = 1.0  # seconds between two requests to a host
    patience: float = 60.0  # the longest Retry-After that is waited for


class Failure(Exception):
    """Nothing was received; the message says why, as the end of a sentence about the address."""


class Refused(Failure):
    """The site does not want this program there: 401, 403, 429, 451, robots.txt."""


class Unreachable(Failure):
    """No answer, no such page, or a way that leads elsewhere."""


class Unexpected(Failure):
    """Something came, and it is not what was asked for."""


class _Again(Exception):
    """An attempt failed in a way that may pass."""

    def __init__(self, failure: Failure, after: float | None = None) -> None:
        self.failure = failure
        self.after = after  # seconds, as the server asks


class Downloader:
    """Downloads files one after the other.

    Args:
        limits: what a download may cost.
        local: whether addresses of this machine and its network may be named at all. For tests.
        sleep: how to wait.
    """

    def __init__(
        self, limits: Limits | None = None, local: bool = False, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._limits = limits or Limits()
        self._local = local
        self._sleep = sleep
        self._robots: dict[str, RobotFileParser] = {}
        self._asked: dict[str, float] = {}  # when each host was last asked something
        self._dead: set[str] = set()  # hosts that gave no answer at all
        self._reached = False
        self._client = httpx.Client(
            headers=HEADERS,
            timeout=self._limits.silence,
            limits=httpx.Limits(max_connections=1),
            follow_redirects=False,
            trust_env=not local,
        )

    def __enter__(self) -> "Downloader":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, sites: Collection[str], part: Part, version: str | None = None) -> str | None:
        """Downloads an address into `part`, or what is still missing of it.

        Args:
            address: http or https.
            sites: names of hosts, as `site` gives them, that may be asked.
            part: where to; kept when the connection breaks, for the next time.
            version: what the server called the version that is held already.

        Returns:
            What the server calls this version, for the next time; empty where it says nothing.
            None: it is still the version that is held.

        Raises:
            Failure: one of its three kinds.
        """
        url = httpx.URL(address)
        if url.host in self._dead:
            raise Unreachable("gave no answer just now")
        # Where no host at all has answered, there is no network: a second attempt only takes time.
        attempts = 1 if self._dead and not self._reached else self._limits.attempts
        retrying = Retrying(
            retry=retry_if_exception_type(_Again),
            wait=_wait,
            stop=stop_after_attempt(attempts) | stop_after_delay(self._limits.seconds),
            sleep=self._sleep,
            reraise=True,
        )
        end = time.monotonic() + self._limits.seconds
        try:
            return retrying(self._attempt, url, sites, part, version, end)
        except _Again as again:
            raise again.failure from again

    def _attempt(
        self, url: httpx.URL, sites: Collection[str], part: Part, version: str | None, end: float
    ) -> str | None:
        start = url
        for _ in range(REDIRECTS + 1):
            self._admit(url, sites)
            with self._answer(url, part.conditions(str(start), version)) as response:
                if response.next_request is None:
                    return self._receive(response, part, str(start), end)
                target = response.next_request.url
                if url.scheme == "https" and target.scheme != "https":
                    raise Unreachable(f"leads from https to {target.scheme}")
                url = target
        raise Unreachable(f"leads from one redirect to the next, {REDIRECTS} times and more")

    def _admit(self, url: httpx.URL, sites: Collection[str]) -> None:
        """Whether this address may be asked for."""
        if url.scheme not in ("http", "https") or not url.host:
            raise Unreachable("is no web address")
        if site(str(url)) not in sites:
            raise Unreachable(f"leads to {url.host}, which the catalog does not name for this source")
        if not self._local and _is_local(url.host):
            raise Unreachable("is an address of this machine or its network")
        if not self._rules(url).can_fetch(NAME, str(url)):
            raise Refused("is closed to programs by the site's robots.txt")

    def _rules(self, url: httpx.URL) -> RobotFileParser:
        """The site's robots.txt. One that is not there allows everything; one that fails, nothing yet."""
        place = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        if str(place) not in self._robots:
            rules, text, target = RobotFileParser(), b"", place
            for _ in range(REDIRECTS + 1):
                with self._answer(target, {}) as response:
                    if response.status_code == 429 or response.status_code >= 500:
                        raise _Again(Unreachable(f"answers {response.status_code}"), _retry_after(response))
                    if response.is_success:
                        for chunk in response.iter_bytes():
                            text += chunk
                            if len(text) > ROBOTS_SIZE:
                                break
                    if response.next_request is None or response.next_request.url.host != url.host:
                        break
                    target = response.next_request.url
            rules.parse(text.decode("utf-8", "replace").splitlines())
            self._robots[str(place)] = rules
        return self._robots[str(place)]

    @contextmanager
    def _answer(self, url: httpx.URL, headers: dict[str, str]) -> Iterator[httpx.Response]:
        self._keep_pace(url)
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                self._reached = True
                self._dead.discard(url.host)
                yield response
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            self._dead.add(url.host)
            raise _Again(Unreachable("cannot be reached")) from error
        except httpx.TimeoutException as error:
            raise _Again(Unreachable(f"fell silent for {self._limits.silence:g} seconds")) from error
        except httpx.TransportError as error:
            raise _Again(Unreachable("broke off")) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unreachable(f"gave an answer that cannot be read ({error})") from error
        finally:
            self._asked[url.host] = time.monotonic()

    def _keep_pace(self, url: httpx.URL) -> None:
        pause = self._limits.pause
        for place, rules in self._robots.items():
            if httpx.URL(place).host == url.host:
                pause = max(pause, min(float(rules.crawl_delay(NAME) or 0), LONGEST_CRAWL_DELAY))
        rest = self._asked.get(url.host, 0.0) + pause - time.monotonic()
        if url.host in self._asked and rest > 0:
            self._sleep(rest)

    def _receive(self, response: httpx.Response, part: Part, address: str, end: float) -> str | None:
        code = response.status_code
        if code == 304:
            return None
        if code in (401, 403, 451):
            raise Refused(f"is closed to programs ({code})")
        if code == 429:
            raise self._later(response)
        if code >= 500 or code in (408, 425):
            raise _Again(Unreachable(f"answers {code}"), _retry_after(response))
        if code == 416 or (code == 206 and not _goes_on(response, part)):
            part.forget()
            raise _Again(Unreachable("answered with another part of the file"), 0.0)
        if code not in (200, 206):
            raise Unreachable(f"answers {code}")
        version = _version(response)
        too_big = Unexpected(f"sends more than {self._limits.size / 2**20:g} MB")
        if int(response.headers.get("content-length", 0)) > self._limits.size:
            raise too_big
        part.begin(address, version)
        with part.path.open("ab" if code == 206 else "wb") as file:
            for chunk in response.iter_bytes():
                file.write(chunk)
                if file.tell() > self._limits.size:
                    raise too_big
                if time.monotonic() > end:
                    raise Unreachable(f"takes longer than {self._limits.seconds:g} seconds")
        return version

    def _later(self, response: httpx.Response) -> Exception:
        after = _retry_after(response)
        if after is not None and after > self._limits.patience:
            return Refused(f"asks to come back in {after:.0f} seconds (429)")
        return _Again(Refused("is asked too often, it says (429)"), after)


def site(address: str) -> str:
    """The host of an address and its port, where that is not the usual one, without `www.`."""
    url = httpx.URL(address)  # leaves out 80 and 443
    return url.host.removeprefix("www.") + (f":{url.port}" if url.port else "")


def _version(response: httpx.Response) -> str:
    """What the server calls this version: its ETag, else its date. A coded answer cannot be continued."""
    if response.headers.get("content-encoding", "identity") != "identity":
        return ""
    return str(response.headers.get("etag") or response.headers.get("last-modified") or "")


def _goes_on(response: httpx.Response, part: Part) -> bool:
    return str(response.headers.get("content-range", "")).startswith(f"bytes {part.size}-") and part.size > 0


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds to wait, from a number or a date."""
    value = response.headers.get("retry-after", "")
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _wait(state: RetryCallState) -> float:
    again = state.outcome.exception() if state.outcome else None
    if isinstance(again, _Again) and again.after is not None:
        return again.after
    return float(wait_exponential(multiplier=1, max=20)(state))


def _is_local(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".localhost", ".internal"))
