"""A new name takes the place of the one of its kind; what fits nowhere is put nowhere."""

import pytest

from explainer.conversation.instead import names_a_subject, names_in, put_instead, without_names


@pytest.mark.parametrize(
    ("before", "part", "meant"),
    [
        ("Can California police hold someone?", "in Texas?", "Can Texas police hold someone?"),
        ("How many were removed in 2011?", "2012?", "How many were removed in 2012?"),
        ("How many at the end of FY2009?", "in 2011", "How many at the end of FY2011?"),
        ("What was said in June 2011?", "2012", "What was said in 2012?"),
        ("What did executive order 13768 do?", "14159?", "What did 14159 do?"),
        ("Who was Lupe Valdez?", "Adrian Garcia?", "Who was Adrian Garcia?"),
        ("who was lupe valdez", "wexler", "who was wexler"),
        ("What is the first finding?", "the fourth?", "What is the fourth finding?"),
        ("What did GAO find?", "the inspector general?", "What did inspector general find?"),
        ("Was Mr. Galarza a citizen?", "Morales?", "Was Mr. Morales a citizen?"),
        ("Did Illinois, New York and Texas leave?", "Florida?", "Did Florida leave?"),
        ("¿Puede California retener a alguien?", "en Texas?", "¿Puede Texas retener a alguien?"),
        ("¿Cuál es el primer hallazgo?", "el cuarto?", "¿Cuál es el cuarto hallazgo?"),
    ],
)
def test_the_new_name_stands_in_the_place_of_the_old(before, part, meant):
    assert put_instead(part, before) == meant


@pytest.mark.parametrize(
    ("before", "part"),
    [
        ("What is a detainer?", "in Texas?"),  # no place to take
        ("Can California police hold someone?", "since when?"),
        ("Can California police hold someone?", "what did Texas do?"),  # more is said than a name
        ("Can California police hold someone?", "people without papers?"),
    ],
)
def test_what_does_not_fit(before, part):
    assert put_instead(part, before) == ""


def test_old_names_are_not_searched_with_the_new_one():
    assert (
        without_names("What does California law say?", names_in("what did Texas do about it?")) == "What does law say?"
    )


@pytest.mark.parametrize("question", ["287(g)?", "the Laken Riley Act", "¿Qué es IDENT?", "wexler?", "Form I-247A"])
def test_what_names_a_subject(question):
    assert names_a_subject(question)


@pytest.mark.parametrize("question", ["in Texas?", "And ICE?", "in 2012?", "do weekends count?", "WHO SIGNED IT?"])
def test_a_place_a_year_or_an_agency_is_no_subject(question):
    assert not names_a_subject(question)
