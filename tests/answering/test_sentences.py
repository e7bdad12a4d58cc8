"""How a sentence is scored."""

import pytest

from explainer import wording
from explainer.answering import forms
from explainer.answering.sentences import Wanted, names_several

READ = wording.analyzer("en")


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("How many members resigned?", "Five members resigned.", "The members resigned."),
        ("How many members resigned?", "Five members resigned.", "It is on page five of the report."),
        ("When did it end?", "It ended in 2014.", "It ended soon."),
        ("Why did they resign?", "They resigned because the report fell short.", "They resigned in anger."),
        ("Which states left?", "Illinois, New York and Massachusetts left.", "Illinois left."),
    ],
)
def test_what_holds_the_kind_of_thing_asked_for_gains(question, holds, lacks):
    assert Wanted(question).held_by(holds, READ) > Wanted(question).held_by(lacks, READ)


def test_a_number_or_date_that_the_question_names_is_not_news():
    counted, dated = Wanted("How many people were there, 14?"), Wanted("When in 2011 was it?")
    assert counted.held_by("There were 12.", READ) > counted.held_by("There were 14.", READ)
    assert dated.held_by("It was in June 2011.", READ) > dated.held_by("It was in 2011.", READ)


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Illinois, New York and Massachusetts left.", True),
        ("Fueron Illinois, Nueva York y Massachusetts.", True),
        ("Illinois and New York left.", False),
        ("ICE, in writing, had to agree.", False),
    ],
)
def test_three_things_make_several(text, several):
    assert names_several(text) is several


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who chaired it and what did he run?", ("who chaired it", "what did he run?")),
        ("¿Quién la presidió y desde cuándo?", ("¿quien la presidio", "desde cuando?")),
        ("Who chaired the search and rescue team?", ()),
    ],
)
def test_a_question_is_parted_where_it_asks_again(question, parts):
    assert forms.parts(question) == parts
