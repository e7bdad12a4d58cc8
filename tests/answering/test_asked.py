"""What a question asks for, and which of it a passage holds."""

import pytest

from explainer.answering.asked import Reader
from explainer.answering.dates import Date, dates_in


@pytest.fixture(scope="module")
def reader(knowledge):
    return Reader(knowledge, "en")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on September 15, 2011", {Date(2011), Date(2011, 9, 15)}),
        ("el 15 de septiembre de 2011", {Date(2011), Date(2011, 9, 15)}),
        ("between May 3 and July 2012", {Date(2012), Date(2012, 5, 3), Date(2012, 7)}),
        ("in fy2010", {Date(2010)}),
        ("you may march", set()),
        ("Sept 2012", {Date(2012), Date(2012, 9)}),
    ],
)
def test_dates(text, dates):
    assert dates_in(text) == dates


def test_a_date_is_within_one_that_tells_as_much():
    assert Date(2011, 9).within(Date(2011, 9, 15))
    assert not Date(2011, 9, 14).within(Date(2011, 9, 15))
    assert not Date(2011, 9, 14).within(Date(2011, 9))


def test_names_are_known_in_small_letters_too(reader):
    assert "wexler" in reader.asked("who was chuck wexler").names
    assert "Zimbabwe".lower() in reader.asked("What did Zimbabwe do?").names
    assert not reader.asked("why did they leave").names


def test_a_typo_is_what_it_was_most_likely_meant_to_be(reader):
    assert reader.asked("how many detianers").heads == reader.asked("how many detainers").heads


def test_what_a_passage_lacks_is_told(engine, reader):
    hit = engine.search("How many detainers did ICE issue in fiscal year 2012?", "en")[0]
    held = reader.signs(reader.asked("How many detainers did ICE issue in fiscal year 2012?"), hit, 0)
    other = reader.signs(reader.asked("How many detainers did ICE issue in Ohio in 1999?"), hit, 0)
    assert (held.year, held.name, held.uncounted) == (0, 0, 0)
    assert other.year == 1
    assert other.name > 0
    assert other.coverage < held.coverage


def test_only_the_kind_of_thing_asked_for_will_do(engine, reader):
    hit = engine.search("Who chaired the Task Force?", "en")[0]
    assert reader.signs(reader.asked("How old was the chair?"), hit, 0).strict == 1
    assert reader.signs(reader.asked("Who was the chair?"), hit, 0).strict == 0
