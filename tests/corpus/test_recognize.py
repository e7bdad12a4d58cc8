"""A file's source is told from its hash, its opening words, its name; where these disagree, a person is asked."""

from dataclasses import replace

import pytest

from explainer.corpus.fetching.recognize import recognize, visible_text
from explainer.corpus.fetching.shelf import Shelf
from explainer.domain import Source

from ..conftest import SHARED

ARREST = Source("usc-8-1357", title="8 U.S.C. 1357: Powers of immigration officers", short={}, kind="statute")
DETAIN = replace(ARREST, id="usc-8-1226", title="8 U.S.C. 1226: Apprehension and detention of aliens")
INS = [
    replace(ARREST, id=f"usc-8-{number}", title=f"8 U.S.C. {number}: Communication between agencies and the INS")
    for number in (1373, 1644)
]
ORDER = replace(ARREST, id="eo-14159", title="Executive Order 14159, Protecting the American People Against Invasion")
EARLIER = replace(
    ORDER, id="eo-13993", title="Executive Order 13993, Revision of Civil Immigration Enforcement Policies"
)
AUDIT = replace(
    ARREST, id="audit", title="Operations (OIG-12-64)", unverified_url="https://oig.example.gov/a/OIG_12-64_Apr12.pdf"
)
LONG = "An officer may ask a person about the right to be here. " * 5  # a web page with less is no document
SOURCES = [ARREST, DETAIN, *INS, ORDER, EARLIER, AUDIT]


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "documents")


@pytest.fixture
def told(tmp_path, shelf):
    """What is told of a file with these words."""

    def tell(content, name="download.txt"):
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
        found = recognize(path, SOURCES, shelf)
        return (found.source.id, found.how) if found.source else [source.id for source in found.candidates]

    return tell


@pytest.mark.parametrize(
    "opening",
    [
        "8 U.S.C. § 1357 — Powers of immigration officers and employees (INA § 287)",
        "§1357. Powers of immigration officers\n(a) Powers without warrant",
        f"<!DOCTYPE html><nav>8 USC 1226</nav><p>8 USC 1357: Powers of <b>immigration</b> officers</p><p>{LONG}</p>",
    ],
)
def test_a_statute_by_its_section_or_heading(told, opening):
    assert told(opening) == ("usc-8-1357", "title")


def test_sections_with_one_heading_by_their_number(told):
    assert told("8 U.S.C. 1644. Communication between agencies and the INS") == ("usc-8-1644", "title")
    assert told("Communication between agencies and the INS") == ["usc-8-1373", "usc-8-1644"]


def test_an_order_by_its_own_title_and_not_by_one_that_it_names_later(told):
    content = (
        "PROTECTING THE AMERICAN PEOPLE AGAINST INVASION By the authority vested in me. Executive Order 13993 of "
        "January 20, 2021 (Revision of Civil Immigration Enforcement Policies) is revoked."
    )
    assert told(content) == ("eo-14159", "title")


def test_a_number_in_a_menu_is_not_taken_for_a_title(told):
    assert told("Previous: 8 USC 1226. 8 USC 1357: Powers of immigration officers") == ["usc-8-1357", "usc-8-1226"]


def test_a_title_far_below_does_not_count(told):
    assert isinstance(told("word " * 1000 + "8 USC 1357: Powers of immigration officers"), list)


@pytest.mark.parametrize("name", ["usc-8-1226.txt", "usc-8-1226/text.txt", "OIG_12-64_Apr12 (1).pdf"])
def test_a_file_without_a_title_by_its_name_or_its_folder(told, name):
    assert told("Words that say nothing.", name)[1] == "name"


def test_where_title_and_name_disagree_a_person_is_asked(told):
    assert told("8 USC 1357: Powers of immigration officers", "usc-8-1226.txt") == ["usc-8-1357", "usc-8-1226"]


def test_an_unknown_file_gets_the_nearest_sources_to_choose_from(told):
    offered = told("What officers may do about immigration, and which powers they have.")
    assert offered[0] == "usc-8-1357"
    assert len(offered) <= 5


def test_a_hash_says_more_than_words(told, shelf, tmp_path):
    told("Words that say nothing.")
    shelf.put(ORDER, tmp_path / "files" / "download.txt")
    assert told("Words that say nothing.", "usc-8-1357.txt") == ("eo-14159", "hash")


def test_what_a_reader_sees_of_a_file(tmp_path):
    page = tmp_path / "page"
    page.write_text(f"<html><style>p {{}}</style><p>One &amp; <b>two</b>. {LONG}</p><script>three()</script>", "utf-8")
    assert visible_text(page) == f"One & two. {LONG}".strip()
    page.write_bytes(b"%PDF-1.7 nothing more")
    assert visible_text(page) == ""
    page.write_text("Plain words.", "utf-8")
    assert visible_text(page) == "Plain words."


def test_the_texts_at_hand_are_known_by_their_words(knowledge, shelf):
    files = sorted((SHARED / "sources").glob("*/text.*"))
    if not files:
        pytest.skip("the official texts are not beside this checkout")
    for path in files:
        copy = shelf.root / "unnamed" / path.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        found = recognize(copy, list(knowledge.sources.values()), shelf)
        assert found.source, path
        assert (found.source.id, found.how) == (path.parent.name, "title")
        copy.unlink()
