"""What of a long question is asked."""

import pytest

from explainer.conversation.core import core_of


@pytest.mark.parametrize(
    ("question", "lang", "core", "rest"),
    [
        ("What is a detainer?", "en", "What is a detainer?", ""),
        ("detainer", "en", "detainer", ""),
        ("A kid was booked. Where do the prints go?", "en", "Where do the prints go?", "A kid was booked."),
        ("Soy maestro: ¿qué era el 287(g)?", "es", "¿qué era el 287(g)?", "Soy maestro:"),
        ("¿Subió el crimen? ¿Hay estudios?", "es", "¿Subió el crimen? ¿Hay estudios?", ""),
    ],
)
def test_the_part_that_asks(question, lang, core, rest):
    assert core_of(question, lang) == (core, rest)
