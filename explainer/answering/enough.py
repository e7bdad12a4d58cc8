"""Is what was found enough for an answer? A first judgment, by what the best passage holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from explainer.domain import Hit, Outcome

# Shares of the question's rare words that the best passage must hold.
ANSWERED, PARTIAL = 0.6, 0.4
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Judgment:
    outcome: Outcome
    support: float  # how well the best passage covers the question, 0 to 1


def judge(hits: Sequence[Hit]) -> Judgment:
    """Answered, partial or not found, from hits in ranked order."""
    if not hits:
        return Judgment(Outcome.NOT_FOUND, 0.0)
    support = round(max(hit.coverage for hit in hits[:2]), 6)
    if support < PARTIAL:
        return Judgment(Outcome.NOT_FOUND, support)
    if support < ANSWERED or hits[0].passage.gap:
        return Judgment(Outcome.PARTIAL, support)
    return Judgment(Outcome.ANSWERED, support)
