"""Measures of a ranking, by trec_eval's own code. The only module that uses `ir_measures` and `scipy`.

What is not defined (an interval of a single question) is NaN, never 0.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG
from scipy.stats import bootstrap

MEASURES = {"nDCG@10": nDCG @ 10, "recall@5": R @ 5, "MRR@10": RR @ 10, "success@5": Success @ 5}
SEED = 2011
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over questions and its 95 % interval by the percentile bootstrap over questions."""

    mean: float
    low: float
    high: float


def by_question(
    relevant: Mapping[str, Mapping[str, int]], rankings: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """For each measure its value for each question, 0 to 1.

    Args:
        relevant: by question id, the relevant passages with their grade; none is empty.
        rankings: by question id, passage ids, best first.
    """
    # trec_eval orders by score and breaks ties in its own way: a score from the rank keeps our order.
    run = {
        key: {passage: float(len(ranking) - rank) for rank, passage in enumerate(ranking)}
        for key, ranking in rankings.items()
    }
    names = {str(measure): name for name, measure in MEASURES.items()}
    found = {name: dict.fromkeys(relevant, 0.0) for name in MEASURES}  # no ranking, nothing found
    grades = {key: dict(passages) for key, passages in relevant.items()}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), grades, run):
        found[names[str(metric.measure)]][metric.query_id] = float(metric.value)
    return found


def estimate(values: Sequence[float]) -> Estimate:
    """The mean of some values with its interval; NaN where there is none."""
    if len(values) < 2:
        return Estimate(values[0] if values else float("nan"), float("nan"), float("nan"))
    if min(values) == max(values):  # every resample is the same
        return Estimate(float(values[0]), float(values[0]), float(values[0]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        interval = bootstrap(
            (np.asarray(values),), np.mean, n_resamples=RESAMPLES, method="percentile", rng=np.random.default_rng(SEED)
        ).confidence_interval
    return Estimate(float(np.mean(values)), float(interval.low), float(interval.high))
