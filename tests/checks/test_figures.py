"""The same figure is told alike in both languages, however it is written."""

import pytest

from explainer.checks.figures import date_figures, figures


@pytest.mark.parametrize(
    ("english", "spanish", "told"),
    [
        ("5 people", "cinco personas", {"5"}),
        ("twenty-five counties", "veinticinco condados", {"25"}),
        ("thirty-two and seven", "treinta y dos y siete", {"32", "7"}),
        ("1,508 places", "1,508 lugares", {"1508"}),
        ("47.7%", "47,7 por ciento", {"47.7%"}),
        ("70.6 percent", "70.6%", {"70.6%"}),
        ("$70 billion", "70,000 millones de dólares", {"70000000000"}),
        ("$200 million", "200 millones", {"200000000"}),
        ("about one billion", "unos mil millones", {"1000000000"}),
        ("two thirds", "dos tercios", {"2", "3"}),
        ("a quarter of a million", "un cuarto de millón", {"4", "1000000"}),
        ("half of them", "la mitad", {"0.5"}),
        ("the Fifth Circuit", "el Quinto Circuito", {"5"}),
        ("the Fourth Amendment", "la Cuarta Enmienda", {"4"}),
        ("RCW 10.93.160", "RCW 10.93.160", {"10.93.160"}),
        ("on August 5, 2011", "el 5 de agosto de 2011", {"5", "2011", "month 8"}),
        ("in May 2012", "en mayo de 2012", {"2012", "month 5"}),
        ("An officer may ask one thing first.", "Un agente puede preguntar una cosa primero.", set()),
    ],
)
def test_one_figure_two_languages(english, spanish, told):
    assert figures(english, "en") == figures(spanish, "es") == told


@pytest.mark.parametrize(
    ("english", "spanish"),
    [("44%", "44"), ("1,508", "1,580"), ("in March", "en mayo"), ("ten", "once"), ("$2 million", "2 mil")],
)
def test_different_figures_are_told_apart(english, spanish):
    assert figures(english, "en") != figures(spanish, "es")


@pytest.mark.parametrize(
    ("date", "told"),
    [(None, set()), ("2011", {"2011"}), ("2011-09", {"2011", "month 9"}), ("2011-09-05", {"2011", "month 9", "5"})],
)
def test_a_date_in_figures(date, told):
    assert date_figures(date) == told
