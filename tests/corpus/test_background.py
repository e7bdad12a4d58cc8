"""Behind a served app the texts come one after the other, and a failure stays a line of the status."""

from dataclasses import replace
from functools import partial

import pytest

from explainer.corpus.fetching.background import BackgroundFetch, FetchStatus
from explainer.corpus.fetching.download import Limits
from explainer.corpus.fetching.fetch import fetch
from explainer.corpus.fetching.shelf import Shelf
from explainer.domain import Source
from explainer.errors import OutsideError

from .official import file, status

PDF = b"%PDF-1.7\npages\n%%EOF\n"
BASE = Source("a", title="A report", short={}, kind="report", license="public domain")
LOCAL = partial(fetch, limits=Limits(pause=0, attempts=1), local=True)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "documents")


def run(sources, shelf, take=LOCAL):
    """The status in the end, and how often it was told that texts have come."""
    told = []
    background = BackgroundFetch(sources, shelf, lambda: told.append(1), take)
    background.start()
    background.join(30)
    return background.status, len(told)


def test_what_is_missing_is_fetched_and_counted(site, shelf, tmp_path):
    site.pages |= {"/a.pdf": file(PDF), "/b.pdf": status(403)}
    a, b = (replace(BASE, id=i, url=site.url(f"/{i}.pdf")) for i in "ab")
    held = replace(BASE, id="held", url=site.url("/held.pdf"))
    (tmp_path / "held.pdf").write_bytes(PDF)
    shelf.put(held, tmp_path / "held.pdf")
    found, told = run([a, b, held], shelf)
    assert found == FetchStatus(total=2, done=2, fetched=1, last_error=found.last_error, finished=True)
    assert found.last_error.startswith("b: ")
    assert told == 1
    assert site.paths() == ["/a.pdf", "/b.pdf"]


def test_nothing_new_is_not_told(site, shelf):
    assert run([replace(BASE, url=site.url("/gone.pdf"))], shelf)[1] == 0
    assert run([], shelf) == (FetchStatus(total=0, finished=True), 0)


def test_a_shelf_that_cannot_be_written_to_is_a_line_of_the_status(shelf):
    def fails(sources, shelf):
        raise OutsideError("No room.")

    assert run([BASE], shelf, fails) == (FetchStatus(total=0, last_error="No room.", finished=True), 0)
