"""Fetching keeps to the catalog's addresses, takes only what was asked for, and never loses what is held."""

import hashlib
from dataclasses import replace

import pytest

from explainer.corpus.fetching.download import Limits
from explainer.corpus.fetching.fetch import Result, addresses, fetch, wanted
from explainer.corpus.fetching.shelf import Shelf, verified
from explainer.domain import Source
from explainer.errors import OutsideError, UsageError

from .official import Site, cut_off, file, in_turn, redirect, silent, status

PDF = b"%PDF-1.7\n" + b"The Task Force found. " * 200 + b"\n%%EOF\n"
OTHER = PDF.replace(b"found", b"finds")
SHA256 = hashlib.sha256(PDF).hexdigest()
WORDS = "The statute says what officers may do, and when they need a warrant. " * 5
WEB_PAGE = "<!DOCTYPE html><title>Law</title><script>var visit = {};</script><p>{}</p>"
BASE = Source("report", title="A report", short={}, kind="report", license="public domain")


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "documents")


@pytest.fixture
def waits():
    return []


@pytest.fixture
def run(shelf, waits):
    """Fetches one source; waiting is only noted."""

    def one(source, **limits):
        limits = Limits(**({"pause": 0.0, "silence": 5.0} | limits))
        [outcome] = fetch([source], shelf, limits, local=True, wait=waits.append)
        return outcome

    return one


def page(words=WORDS, visit=1):
    return WEB_PAGE.replace("{}", str(visit), 1).replace("{}", words, 1).encode()


def test_the_right_file_is_fetched_and_kept_with_its_address(site, shelf, run):
    site.pages["/report.pdf"] = file(PDF, ETag='"1"')
    source = replace(BASE, url=site.url("/report.pdf"), sha256=SHA256)
    outcome = run(source)
    assert outcome.result is Result.FETCHED
    held = shelf.held(source)
    assert held == outcome.held
    assert held.path.read_bytes() == PDF
    assert (held.record.address, held.record.pinned) == (source.url, True)
    assert sorted(p.name for p in held.path.parent.iterdir()) == ["original.pdf", "record.json"]


def test_the_program_says_what_it_is_and_asks_one_thing_at_a_time(site, shelf, waits):
    sources = [replace(BASE, id=str(n), url=site.url(f"/{n}.pdf")) for n in range(3)]
    site.pages = {f"/{n}.pdf": file(PDF) for n in range(3)}
    assert len(list(fetch(sources, shelf, Limits(pause=0.5), local=True, wait=waits.append))) == 3
    assert all("secure-communities-explainer" in headers["user-agent"] for _, headers in site.asked)
    assert site.most_at_once == 1
    assert [path for path, _ in site.asked] == ["/robots.txt", "/0.pdf", "/1.pdf", "/2.pdf"]
    assert len(waits) == 3  # before all but the first request
    assert all(0 < seconds <= 0.5 for seconds in waits)


def test_a_file_with_the_pinned_hash_is_not_asked_for_again(site, run):
    site.pages["/report.pdf"] = file(PDF)
    source = replace(BASE, url=site.url("/report.pdf"), sha256=SHA256)
    run(source)
    assert run(source).result is Result.UNCHANGED
    assert site.paths() == ["/report.pdf"]


def test_a_wrong_hash_is_not_the_expected_file(site, shelf, run):
    site.pages["/report.pdf"] = file(OTHER)
    source = replace(BASE, url=site.url("/report.pdf"), sha256=SHA256)
    outcome = run(source)
    assert outcome.result is Result.UNEXPECTED
    assert "pins" in outcome.detail
    assert outcome.held is None
    assert list(shelf.folder("report").iterdir()) == []


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (file(page()), "web page where a PDF"),
        (file(b"Not Found, says the server in plain words"), "text, not a PDF"),
        (file(PDF[:-10]), "cut off"),
        (file(b"\x00\x01" * 50), "neither"),
    ],
    ids=["a web page", "text", "half a PDF", "something else"],
)
def test_what_is_no_pdf_does_not_pass_for_one(site, run, answer, detail):
    site.pages["/report.pdf"] = answer
    outcome = run(replace(BASE, url=site.url("/report.pdf")))
    assert outcome.result is Result.UNEXPECTED
    assert detail in outcome.detail


def test_a_source_with_pages_is_no_web_page(site, run):
    site.pages["/publication"] = file(page())
    assert run(replace(BASE, url=site.url("/publication"), pages=33)).result is Result.UNEXPECTED


def test_a_web_page_without_text_is_not_the_expected_file(site, run):
    site.pages["/law"] = file(page("Just a moment…"))
    assert run(replace(BASE, url=site.url("/law"))).result is Result.UNEXPECTED


@pytest.mark.parametrize("code", [401, 403, 451])
def test_a_refusal_is_told_with_the_address_and_not_repeated(site, run, code):
    site.pages["/report.pdf"] = status(code)
    outcome = run(replace(BASE, url=site.url("/report.pdf")))
    assert outcome.result is Result.REFUSED
    assert str(code) in outcome.detail
    assert outcome.address == site.url("/report.pdf")
    assert site.paths() == ["/report.pdf"]


def test_robots_txt_is_heeded(site, run, waits):
    site.pages["/robots.txt"] = file(b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    site.pages["/report.pdf"] = file(PDF)
    assert run(replace(BASE, url=site.url("/private/report.pdf"))).result is Result.REFUSED
    assert run(replace(BASE, url=site.url("/report.pdf"))).result is Result.FETCHED
    assert site.paths() == ["/report.pdf"]
    assert any(6 < seconds <= 7 for seconds in waits)


def test_a_missing_page_is_unreachable(site, run):
    outcome = run(replace(BASE, url=site.url("/gone.pdf")))
    assert (outcome.result, site.paths()) == (Result.UNREACHABLE, ["/gone.pdf"])
    assert "404" in outcome.detail


def test_the_archive_copy_is_taken_where_the_official_address_fails(site, run):
    site.pages["/copy.pdf"] = file(PDF)
    source = replace(BASE, url=site.url("/gone.pdf"), archive=site.url("/copy.pdf"))
    outcome = run(source)
    assert (outcome.result, outcome.held.record.address) == (Result.FETCHED, source.archive)


def test_too_many_requests_waits_as_long_as_it_is_told(site, run, waits):
    site.pages["/report.pdf"] = in_turn(status(429, {"Retry-After": "17"}), file(PDF))
    assert run(replace(BASE, url=site.url("/report.pdf"))).result is Result.FETCHED
    assert 17 in waits


def test_but_not_longer_than_anybody_would(site, run, waits):
    site.pages["/report.pdf"] = status(429, {"Retry-After": "86400"})
    outcome = run(replace(BASE, url=site.url("/report.pdf")))
    assert (outcome.result, waits) == (Result.REFUSED, [])
    assert "86400" in outcome.detail


def test_a_server_in_trouble_is_asked_again_with_growing_pauses(site, run, waits):
    site.pages["/report.pdf"] = in_turn(status(503), status(500), file(PDF))
    assert run(replace(BASE, url=site.url("/report.pdf"))).result is Result.FETCHED
    first, second = waits
    assert second > first > 0


def test_but_only_so_often(site, run):
    site.pages["/report.pdf"] = status(503)
    assert run(replace(BASE, url=site.url("/report.pdf")), attempts=3).result is Result.UNREACHABLE
    assert len(site.paths()) == 3


def test_a_redirect_within_the_site_is_followed(site, run):
    site.pages["/report.pdf"] = redirect("/moved/report.pdf")
    site.pages["/moved/report.pdf"] = file(PDF)
    source = replace(BASE, url=site.url("/report.pdf"))
    outcome = run(source)
    assert (outcome.result, outcome.held.record.address) == (Result.FETCHED, source.url)


@pytest.mark.parametrize("by", ["name", "port", "scheme"])
def test_a_redirect_to_another_host_is_not(site, run, by):
    elsewhere = Site()
    elsewhere.pages["/report.pdf"] = site.pages["/other.pdf"] = file(PDF)
    targets = {"name": site.url("/other.pdf", "localhost"), "port": elsewhere.url("/report.pdf"), "scheme": "ftp://x/y"}
    site.pages["/report.pdf"] = redirect(targets[by])
    outcome = run(replace(BASE, url=site.url("/report.pdf")))
    elsewhere.close()
    assert outcome.result is Result.UNREACHABLE
    assert "leads to" in outcome.detail or "no web address" in outcome.detail
    assert (site.paths(), elsewhere.asked) == (["/report.pdf"], [])


def test_a_redirect_to_a_host_that_the_entry_names_is_followed(site, run):
    site.pages["/report.pdf"] = redirect(site.url("/other.pdf", "localhost"))
    site.pages["/other.pdf"] = file(PDF)
    source = replace(BASE, url=site.url("/report.pdf"), archive=site.url("/about", "localhost"))
    assert run(source).result is Result.FETCHED


def test_redirects_that_go_round_end(site, run):
    site.pages |= {"/a.pdf": redirect("/b.pdf"), "/b.pdf": redirect("/a.pdf")}
    outcome = run(replace(BASE, url=site.url("/a.pdf")))
    assert outcome.result is Result.UNREACHABLE
    assert len(site.paths()) <= 6


def test_a_file_that_was_cut_off_goes_on_where_it_was(site, run):
    site.pages["/report.pdf"] = cut_off(PDF, 1000, '"v1"')
    outcome = run(replace(BASE, url=site.url("/report.pdf")))
    assert (outcome.result, outcome.held.path.read_bytes()) == (Result.FETCHED, PDF)
    assert [headers.get("range") for path, headers in site.asked if path != "/robots.txt"] == [None, "bytes=1000-"]


def test_also_in_a_later_run(site, shelf, run):
    source = replace(BASE, url=site.url("/report.pdf"))
    site.pages["/report.pdf"] = cut_off(PDF, 1000, '"v1"')
    assert run(source, attempts=1).result is Result.UNREACHABLE
    assert shelf.held(source) is None
    assert run(source, attempts=1).held.path.read_bytes() == PDF


def test_but_starts_anew_where_the_file_is_another_one_now(site, run):
    source = replace(BASE, url=site.url("/report.pdf"))
    site.pages["/report.pdf"] = cut_off(OTHER, 1000, '"v1"')
    assert run(source, attempts=1).result is Result.UNREACHABLE
    site.pages["/report.pdf"] = file(PDF, ETag='"v2"')
    assert run(source).held.path.read_bytes() == PDF


def test_a_server_that_stays_silent_is_unreachable(site, run):
    site.pages["/report.pdf"] = silent(1.0)
    outcome = run(replace(BASE, url=site.url("/report.pdf")), silence=0.1, attempts=2)
    assert outcome.result is Result.UNREACHABLE
    assert "silent" in outcome.detail


def test_a_download_that_takes_too_long_is_left(site, run):
    site.pages["/report.pdf"] = file(PDF)
    outcome = run(replace(BASE, url=site.url("/report.pdf")), seconds=-1.0)
    assert (outcome.result, outcome.held) == (Result.UNREACHABLE, None)


@pytest.mark.parametrize("told", [True, False], ids=["told before", "found on the way"])
def test_a_huge_file_is_left_alone(site, shelf, run, told):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b"x" * 1000)

    site.pages["/report.pdf"] = file(b"x" * 5000) if told else endless
    outcome = run(replace(BASE, url=site.url("/report.pdf")), size=2000)
    assert outcome.result is Result.UNEXPECTED
    assert list(shelf.root.rglob(".part*")) == []


def test_a_later_version_is_reported_and_waits(site, shelf, run):
    source = replace(BASE, url=site.url("/report.pdf"))
    site.pages["/report.pdf"] = file(PDF)
    run(source)
    site.pages["/report.pdf"] = file(OTHER)
    outcome = run(source)
    assert outcome.result is Result.CHANGED
    assert shelf.held(source).path.read_bytes() == PDF
    assert shelf.waiting(source).path.read_bytes() == OTHER
    assert shelf.accept(source).record.earlier_sha256 == SHA256
    assert run(source).result is Result.UNCHANGED


def test_a_web_page_has_changed_when_its_words_have(site, run):
    source = replace(BASE, url=site.url("/law"))
    site.pages["/law"] = in_turn(file(page(visit=1)), file(page(visit=2)), file(page(WORDS + "A new sentence.")))
    assert [run(source).result for _ in range(3)] == [Result.FETCHED, Result.UNCHANGED, Result.CHANGED]


def test_the_server_may_say_that_nothing_has_changed(site, run):
    source = replace(BASE, url=site.url("/law"))
    site.pages["/law"] = in_turn(file(page(), ETag='W/"7"'), status(304))
    assert [run(source).result for _ in range(2)] == [Result.FETCHED, Result.UNCHANGED]
    assert site.asked[-1][1]["if-none-match"] == 'W/"7"'


def test_what_is_held_stays_when_the_site_refuses(site, shelf, run):
    source = replace(BASE, url=site.url("/report.pdf"))
    site.pages["/report.pdf"] = in_turn(file(PDF), status(403))
    run(source)
    outcome = run(source)
    assert outcome.result is Result.REFUSED
    assert outcome.held == shelf.held(source)


@pytest.mark.parametrize("damaged", [PDF[:100], OTHER], ids=["cut off", "changed"])
def test_a_file_damaged_on_the_shelf_is_fetched_anew(site, shelf, run, damaged):
    source = replace(BASE, url=site.url("/report.pdf"))
    site.pages["/report.pdf"] = file(PDF, ETag='"1"')
    run(source).held.path.write_bytes(damaged)
    assert run(source).held.path.read_bytes() == PDF


def test_an_unverified_address_is_tried_only_where_a_hash_is_pinned(site, shelf, run):
    site.pages["/report.pdf"] = file(PDF)
    source = replace(BASE, unverified_url=site.url("/report.pdf"))
    outcome = run(source)
    assert (outcome.result, site.asked) == (Result.NO_ADDRESS, [])
    pinned = replace(source, sha256=SHA256)
    assert verified(pinned, run(pinned).held).url == source.unverified_url
    by_hand = shelf.put(pinned, shelf.held(pinned).path)
    assert verified(pinned, by_hand).url is None


def test_a_page_about_a_document_is_not_the_document(site, run):
    site.pages |= {"/landing": file(page()), "/full.txt": file(WORDS.encode())}
    landing = replace(BASE, url=site.url("/landing"))
    outcome = run(replace(landing, document="none"))
    assert (outcome.result, site.asked) == (Result.NO_ADDRESS, [])
    assert "page about it" in outcome.detail
    there = run(replace(landing, document=site.url("/full.txt")))
    assert (there.result, site.paths()) == (Result.FETCHED, ["/full.txt"])


def test_addresses_of_this_machine_are_never_asked_outside_tests(site, shelf):
    for address in (site.url("/x.pdf"), site.url("/x.pdf", "localhost"), "http://10.0.0.1/x.pdf", "http://[::1]/x.pdf"):
        [outcome] = fetch([replace(BASE, url=address)], shelf, wait=lambda _: None)
        assert outcome.result is Result.UNREACHABLE
        assert "this machine" in outcome.detail
    assert site.asked == []


def test_other_kinds_of_addresses_are_refused(tmp_path, run):
    assert run(replace(BASE, url=(tmp_path / "x.pdf").as_uri())).result is Result.UNREACHABLE


def test_without_a_network_no_host_is_asked_twice(shelf, waits):
    sources = [replace(BASE, id=str(n), url=f"http://nowhere-{n}.invalid/x.pdf") for n in range(3)]
    sources.append(replace(sources[0], id="again"))
    outcomes = list(fetch(sources, shelf, Limits(attempts=2), wait=waits.append))
    assert {outcome.result for outcome in outcomes} == {Result.UNREACHABLE}
    assert len([seconds for seconds in waits if seconds >= 1]) <= 1


def test_two_fetches_do_not_meet(site, shelf):
    site.pages |= {"/a.pdf": file(PDF), "/b.pdf": file(PDF)}
    sources = [replace(BASE, id=i, url=site.url(f"/{i}.pdf")) for i in "ab"]
    first = fetch(sources, shelf, Limits(pause=0), local=True)
    next(first)
    with pytest.raises(OutsideError, match="already"):
        list(fetch(sources, shelf, local=True))
    assert next(first).result is Result.FETCHED


def test_without_ids_what_has_an_address_and_may_be_kept_is_wanted():
    named = replace(BASE, url="https://example.gov/a.pdf")
    news = replace(named, id="news", license="© A paper; facts and short phrases only")
    nowhere = replace(BASE, id="nowhere")
    assert wanted([named, news, nowhere], []) == [named]
    assert wanted([named, news, nowhere], ["news"]) == [news]
    with pytest.raises(UsageError, match="sources list"):
        wanted([named], ["no-such"])


def test_official_before_unverified_before_archive():
    source = replace(BASE, url="https://a.gov/1", unverified_url="https://a.gov/2", archive="https://b.org/3")
    assert addresses(source) == ("https://a.gov/1", "https://b.org/3")
    pinned = replace(source, sha256=SHA256)
    assert addresses(pinned) == ("https://a.gov/1", "https://a.gov/2", "https://b.org/3")
