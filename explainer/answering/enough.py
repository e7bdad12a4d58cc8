"""Is what was found enough for an answer?

Each of the best passages is weighed by signs of whether it holds what was asked for (`asked.py`): a
weighted sum through the logistic function. The best supported passage answers first; if its support is
too low, nothing does. Weights, bounds and what support has been worth are data, `weights.json`, with the
run that they came from; `explainer evaluate fit` writes them. Notes and documents have weights of their
own, for weights do not carry over from one kind of text to the other.
"""

import json
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from explainer.answering.asked import Reader, Signs
from explainer.corpus.library import Corpus
from explainer.domain import LANGUAGES, Hit, Layer, Outcome

NEAREST = 3  # passages that are shown when nothing was found
WEIGHED = 3  # passages that may answer
LISTED = 0.9  # a question as near as this to one that the passage's writer listed is answered by it
WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Judgment:
    """Whether to answer, and from what."""

    outcome: Outcome
    confidence: float | None  # the share of answers with this support that were right when it was measured
    hits: tuple[Hit, ...]  # the best supported first, then in the order of the search
    missing: bool = False  # the best passage fits, and what it tells is that just this is not held


class Judge:
    """Weighs what was found in one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._readers = {lang: Reader(corpus, lang) for lang in LANGUAGES}

    def judge(self, question: str, hits: Sequence[Hit], lang: str) -> Judgment:
        """Answered, partial or not found.

        Args:
            question: what is asked, without what is told around it.
            hits: the best passages first.
            lang: the language of the question; a passage in another one is judged by other weights.
        """
        if not hits or not hits[0].asked_terms:
            return Judgment(Outcome.NOT_FOUND, 0.0, tuple(hits))
        signs = self.signs(question, hits[:WEIGHED], lang)
        support = [
            1.0 if _listed(hit) else _support(sign, weights_for(hit, lang))
            for sign, hit in zip(signs, hits, strict=False)
        ]
        best = max(range(len(support)), key=lambda at: (support[at], -at))
        ordered = (hits[best], *(hit for at, hit in enumerate(hits) if at != best))
        weights = weights_for(hits[best], lang)
        confidence = _confidence(support[best], weights["worth"])
        missing = hits[best].passage.gap and support[best] >= weights["partial_from"]
        return Judgment(_outcome(support[best], weights, hits[best]), confidence, ordered, missing)

    def signs(self, question: str, hits: Sequence[Hit], lang: str) -> list[Signs]:
        """The signs of each hit, in order."""
        reader = self._readers[lang]
        asked = reader.asked(question)
        return [reader.signs(asked, hit, rank) for rank, hit in enumerate(hits)]


def weights_for(hit: Hit, lang: str) -> Mapping[str, Any]:
    """The weights by which a hit is judged."""
    weights: Mapping[str, Any] = _weights()[group_of(hit, lang)]
    return weights


def group_of(hit: Hit, lang: str) -> str:
    """Which weights fit a hit: by the kind of text, its language, and whether there are vectors."""
    text = "notes" if hit.passage.layer is Layer.NOTES else "documents" if hit.passage.lang == lang else "across"
    return f"{text}-{'words' if hit.cosine is None else 'meaning'}"


def _outcome(support: float, weights: Mapping[str, Any], best: Hit) -> Outcome:
    if support < weights["partial_from"] or best.passage.gap:
        return Outcome.NOT_FOUND
    if support < weights["answered_from"]:
        return Outcome.PARTIAL
    return Outcome.ANSWERED


def _listed(hit: Hit) -> bool:
    """Whether the passage lists just this question, and it is no nearer to one that is answered nowhere."""
    return hit.asked >= max(LISTED, hit.look_alike)


def _support(signs: Signs, weights: Mapping[str, Any]) -> float:
    total = weights["base"] + sum(weights["signs"].get(name, 0.0) * value for name, value in asdict(signs).items())
    return round(1 / (1 + math.exp(-total)), 6)


def _confidence(support: float, worth: Sequence[Sequence[float]]) -> float:
    """The share that was right at this support, between the two nearest that were measured."""
    supports = [point[0] for point in worth]
    at = bisect_left(supports, support)
    if at in (0, len(worth)):
        return round(worth[min(at, len(worth) - 1)][1], 2)
    (left, low), (right, high) = worth[at - 1], worth[at]
    return round(low + (high - low) * (support - left) / (right - left), 2)


@cache
def _weights() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))["groups"]
    return found
