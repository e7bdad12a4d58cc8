"""Which sentences tell a list whole."""

import pytest

from explainer.answering.lists import LONGEST, list_around
from explainer.domain import Layer, Locator, Passage, Span, Text

GLOSS = "A court is where judges sit."
PARTS = ["The Court threw out three parts.", GLOSS, "Section 3 was one.", "Section 5 was one.", "Section 6 was one."]
TOLD = [*PARTS, "The Court decided in June."]


def passage(sentences):
    content = " ".join(sentences)
    starts = [content.index(sentence) for sentence in sentences]
    spans = tuple(Span(at, at + len(sentence)) for at, sentence in zip(starts, sentences, strict=True))
    text = Text("a", Layer.NOTES, "en", content)
    return Passage("a/b", text, Span(0, len(content)), spans, Locator())


@pytest.mark.parametrize("place", [0, 2, 3, 4])
def test_items_that_open_alike_come_with_what_announces_them(place):
    assert list_around(passage(TOLD), place) == (0, 2, 3, 4)


def test_a_sentence_beside_the_list_is_none_of_it():
    assert list_around(passage(TOLD), 1) == ()


def test_one_sentence_that_names_them_all_is_enough():
    sentences = ["The order cut three offices.", "The offices are the first, the second and the third.", GLOSS]
    assert list_around(passage(sentences), 0) == (0, 1)


def test_as_many_follow_as_were_announced():
    sentences = ["The county set two conditions.", "ICE had to pay.", "The crime had to be grave.", GLOSS]
    assert list_around(passage(sentences), 0) == (0, 1, 2)


@pytest.mark.parametrize("opening", ["It took three days.", "There were 14 of them.", "They are red, green and blue."])
def test_a_time_a_figure_or_a_list_in_itself_announces_none(opening):
    assert list_around(passage([opening, *TOLD[2:]]), 0) == ()


def test_a_list_too_long_to_show_is_not_begun():
    sentences = ["There are six of these things.", *(f"Item {number} is here." for number in range(LONGEST + 1))]
    assert list_around(passage(sentences), 0) == ()
