"""The measures are trec_eval's; what is not defined is not a number."""

import math

import pytest

from explainer.evaluation.measures import by_question, estimate


def test_the_measures_of_a_ranking():
    found = by_question({"q": {"a": 1, "b": 1}}, {"q": ["x", "a", "y", "z", "w", "b"]})
    ideal = 1 + 1 / math.log2(3)
    assert found["nDCG@10"]["q"] == pytest.approx((1 / math.log2(3) + 1 / math.log2(7)) / ideal)
    assert (found["recall@5"]["q"], found["MRR@10"]["q"], found["success@5"]["q"]) == (0.5, 0.5, 1)


def test_what_stands_below_ten_counts_for_nothing():
    found = by_question({"q": {"a": 1}}, {"q": [*map(str, range(10)), "a"]})
    assert found["nDCG@10"]["q"] == found["MRR@10"]["q"] == 0


def test_a_question_that_brought_nothing_up_counts():
    assert by_question({"p": {"a": 1}, "q": {"a": 1}}, {"p": ["a"], "q": []})["MRR@10"] == {"p": 1, "q": 0}


def test_ties_keep_the_order_of_the_ranking():
    assert by_question({"q": {"a": 1}}, {"q": ["a", "b"]})["MRR@10"]["q"] == 1
    assert by_question({"q": {"b": 1}}, {"q": ["b", "a"]})["MRR@10"]["q"] == 1


def test_an_interval_holds_its_mean_and_is_the_same_each_time():
    found = estimate([0.0, 0.5, 1.0, 1.0])
    assert found.low < found.mean < found.high
    assert found == estimate([0.0, 0.5, 1.0, 1.0])


def test_what_is_not_defined_is_not_a_number():
    assert math.isnan(estimate([]).mean)
    assert estimate([1.0]).mean == 1
    assert math.isnan(estimate([1.0]).low)
