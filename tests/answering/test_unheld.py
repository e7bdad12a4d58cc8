"""Numbers of a question that nothing cited speaks of."""

import pytest

from explainer.answering.unheld import unheld


@pytest.fixture(scope="module")
def cited(engine):
    return engine.ask("How many people were removed through Secure Communities?").citations


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many people were removed through Secure Communities?", ()),
        ("How many were removed by March 2012?", ()),  # the passage tells it
        ("Were 183,000 people removed?", ()),
        ("How many were removed in 1996?", ("1996",)),
        ("Were 55,000 removed in 1996, or 55000?", ("55000", "1996")),
        ("Was it 5 years?", ()),  # too short to mean much
    ],
)
def test_years_and_numbers(cited, question, expected):
    assert unheld(question, cited) == expected


def test_the_reader_is_told(engine):
    answer = engine.ask("The report runs to over 200 pages. Which of them covers traffic offenses?")
    assert "Your question speaks of 200. What is quoted here does not." in answer.notices


def test_a_number_that_a_claim_answers_needs_no_notice(engine):
    answer = engine.ask("Did Secure Communities start in 2003?")
    assert answer.sentences[0].text.startswith("No. ")
    assert not any("2003" in notice for notice in answer.notices)
