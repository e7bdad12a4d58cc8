"""What a local site cannot play: other schemes and names of hosts, odd headers. The rest is in test_fetch.py."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from explainer.corpus.fetching.download import Downloader, Failure, Limits, Refused, Unreachable, site
from explainer.corpus.fetching.part import Part

BODY = b"The words of the report. " * 40


@pytest.fixture
def waits():
    return []


@pytest.fixture
def get(tmp_path, waits):
    """Downloads an address; `answers` says what each address answers, in turn. Gives the addresses that were asked."""

    def run(address, answers, sites=("example.gov",)):
        asked = []

        def answer(request):
            asked.append(str(request.url))
            found = answers.get(str(request.url), httpx.Response(404))
            return found.pop(0) if isinstance(found, list) else found

        with Downloader(Limits(pause=0), sleep=waits.append) as downloader:
            downloader._client = httpx.Client(transport=httpx.MockTransport(answer), follow_redirects=False)
            downloader.get(address, sites, Part(tmp_path / "part"))
        assert (tmp_path / "part").read_bytes() == BODY
        return [url for url in asked if not url.endswith("robots.txt")]

    return run


def moved(to):
    return httpx.Response(301, headers={"Location": to})


@pytest.mark.parametrize("to", ["https://example.gov/b", "https://www.example.gov/b", "https://www.example.gov:443/b"])
def test_a_way_to_https_and_to_the_name_with_or_without_www_is_followed(get, to):
    asked = get("http://www.example.gov/a", {"http://www.example.gov/a": moved(to)} | dict.fromkeys(
        ["https://example.gov/b", "https://www.example.gov/b"], httpx.Response(200, content=BODY)))  # fmt: skip
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("http://www.example.gov/a", "https to http"),
        ("https://example.gov.evil.com/a", "does not name"),
        ("https://www.example.gov:8443/a", "does not name"),
        ("https://example.gov@evil.com/a", "does not name"),
        ("https://127.0.0.1/a", "does not name"),
    ],
)
def test_other_ways_are_not(get, to, why):
    with pytest.raises(Unreachable, match=why):
        get("https://www.example.gov/a", {"https://www.example.gov/a": moved(to)})


def test_a_catalog_that_names_this_machine_is_not_heeded(get):
    with pytest.raises(Unreachable, match="this machine"):
        get("https://192.168.1.1/a", {}, sites=("192.168.1.1",))


def test_a_robots_txt_that_fails_allows_nothing_yet(get):
    answers = {"https://example.gov/robots.txt": httpx.Response(503), "https://example.gov/a": httpx.Response(200)}
    with pytest.raises(Unreachable, match="503"):
        get("https://example.gov/a", answers)


def test_robots_txt_may_name_this_program(get):
    rules = b"User-agent: secure-communities-explainer\nDisallow: /\n\nUser-agent: *\nDisallow:\n"
    with pytest.raises(Refused, match=r"robots\.txt"):
        get("https://example.gov/a", {"https://example.gov/robots.txt": httpx.Response(200, content=rules)})


def test_a_date_to_come_back_is_waited_for(get, waits):
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    busy = httpx.Response(429, headers={"Retry-After": then})
    get("https://example.gov/a", {"https://example.gov/a": [busy, httpx.Response(200, content=BODY)]})
    assert 20 < waits[0] <= 30


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"1"'}], ids=["no version", "a weak one"])
def test_what_cannot_be_continued_starts_anew(get, tmp_path, headers):
    begun = Part(tmp_path / "part")
    begun.begin("https://example.gov/a", headers.get("ETag", ""))
    begun.path.write_bytes(b"half of another version")
    get("https://example.gov/a", {"https://example.gov/a": httpx.Response(200, content=BODY, headers=headers)})


def test_a_part_from_another_place_of_the_file_is_not_joined(get, tmp_path):
    begun = Part(tmp_path / "part")
    begun.begin("https://example.gov/a", '"1"')
    begun.path.write_bytes(BODY[:10])
    wrong = httpx.Response(206, content=BODY[5:], headers={"Content-Range": f"bytes 5-{len(BODY) - 1}/{len(BODY)}"})
    get("https://example.gov/a", {"https://example.gov/a": [wrong, httpx.Response(200, content=BODY)]})


def test_only_its_own_failures_leave_it(get):
    with pytest.raises(Failure):
        get("https://example.gov/a", {"https://example.gov/a": [moved("https://exa mple/")] * 3})


def test_the_site_of_an_address():
    assert site("https://WWW.Example.gov:443/a?b") == site("http://example.gov") == "example.gov"
    assert site("http://example.gov:8080/") == "example.gov:8080"
