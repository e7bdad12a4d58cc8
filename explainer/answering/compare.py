"""Questions on which sources differ, and which of them a reader asks."""

from dataclasses import dataclass
from functools import cache

from explainer import wording
from explainer.corpus.reference import Comparison, comparisons
from explainer.domain import LANGUAGES
from explainer.retrieval.asks import AskIndex

NEAR = 0.8  # to a listed way of asking; of 530 questions on the subject those on another point reached .78


@dataclass(frozen=True)
class _Way:
    """The ways of asking for a comparison in one language."""

    entry: Comparison
    lang: str
    asks: tuple[str, ...]


def comparison_for(question: str, lang: str) -> Comparison | None:
    """The comparison that a question asks for; None where it asks for none."""
    index, ways = _index()
    scores = index.scores(question, lang)
    best = int(scores.argmax())
    return ways[best].entry if scores[best] >= NEAR else None


@cache
def _index() -> tuple[AskIndex, tuple[_Way, ...]]:
    ways = tuple(
        _Way(entry, lang, (getattr(entry.question, lang), *entry.asks[lang]))
        for entry in comparisons()
        for lang in ("en", "es")
    )
    return AskIndex(ways, {lang: wording.analyzer(lang) for lang in LANGUAGES}), ways
