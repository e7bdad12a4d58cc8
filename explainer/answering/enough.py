"""Is what was found enough for an answer?

A weighted sum of a few signs, through the logistic function. The weights were fitted by logistic
regression on 230 questions of this subject that the notes answer and 100 that sound alike and are not
answered (tests/questions and others): AUROC .88 by words, .90 with vectors, in ten-fold
cross-validation. Documents of a foreign corpus have weights of their own, fitted in the same way on
public question sets: weights do not carry over.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from explainer.domain import Hit, Layer, Outcome
from explainer.retrieval.analysis import words

NEAREST = 3  # passages that are shown when nothing was found
ANSWERED, PARTIAL = 0.5, 0.38  # from which support on

# A name inside a question: a word with a capital that does not open a sentence.
_NAME = re.compile(r"(?<=[^\W_]\s)[A-ZÁÉÍÓÚÑ][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Judgment:
    outcome: Outcome
    support: float  # 0 to 1: how likely it is that the best passages answer the question


@dataclass(frozen=True, slots=True)
class _Weights:
    base: float
    coverage: float  # the share of the question's rare words that one passage holds
    focus: float  # the same for one sentence with its title
    asked: float  # nearness to a question that the passage lists
    length: float  # how many telling words the question has, up to 12, as a share of 12
    cosine: float  # of the nearest sentence or listed question, where there are vectors
    number_missing: float  # a number of the question stands in no near passage
    name_missing: float  # a name of the question stands in no near passage


NOTES_BY_WORDS = _Weights(-4.4, 2.5, 1.6, 1.6, 2.8, 0.0, -1.3, -1.3)
NOTES_BY_MEANING = _Weights(-5.0, 2.5, 1.5, 1.6, 2.8, 1.1, -2.1, -0.8)
# On xquad_en_es, squad2 and clapnq: AUROC .78 and .81 in one language, .82 and .86 across languages.
DOCUMENTS_BY_WORDS = _Weights(-2.8, 2.1, 1.9, 0.0, 1.1, 0.0, -0.8, -1.2)
DOCUMENTS_BY_MEANING = _Weights(-4.4, 1.6, 1.0, 0.0, 0.3, 4.6, -0.7, -1.0)
ACROSS_BY_WORDS = _Weights(-1.6, 3.9, 2.9, 0.0, 0.0, 0.0, -1.1, -0.5)
ACROSS_BY_MEANING = _Weights(-2.8, 3.6, 3.0, 0.0, 0.0, 4.3, -1.0, -0.3)


def judge(question: str, hits: Sequence[Hit], lang: str) -> Judgment:
    """Answered, partial or not found.

    Args:
        question: as typed.
        hits: the best passages first.
        lang: the language of the question; a passage in another one is judged by other weights.
    """
    if not hits or not hits[0].asked_terms:
        return Judgment(Outcome.NOT_FOUND, 0.0)
    near = hits[:3]
    support = round(_logistic(_sum(_weights(hits[0], lang), question, near)), 6)
    if support < PARTIAL:
        return Judgment(Outcome.NOT_FOUND, support)
    if support < ANSWERED or hits[0].passage.gap:
        return Judgment(Outcome.PARTIAL, support)
    return Judgment(Outcome.ANSWERED, support)


def _weights(best: Hit, lang: str) -> _Weights:
    by_words = best.cosine is None
    if best.passage.layer is Layer.NOTES:
        return NOTES_BY_WORDS if by_words else NOTES_BY_MEANING
    if best.passage.lang == lang:
        return DOCUMENTS_BY_WORDS if by_words else DOCUMENTS_BY_MEANING
    return ACROSS_BY_WORDS if by_words else ACROSS_BY_MEANING


def _sum(weights: _Weights, question: str, near: Sequence[Hit]) -> float:
    held = {word for hit in near for word in words(" ".join((hit.passage.text, hit.passage.title, *hit.passage.asks)))}
    numbers = {word for word in words(question) if word.isdigit()}
    names = {word for name in _NAME.findall(question) for word in words(name)}
    return (
        weights.base
        + weights.coverage * max(hit.coverage for hit in near)
        + weights.focus * max(hit.focus for hit in near)
        + weights.asked * near[0].asked
        + weights.length * min(near[0].asked_terms, 12) / 12
        + weights.cosine * max(hit.cosine or 0.0 for hit in near)
        + weights.number_missing * (not numbers <= held)
        + weights.name_missing * (not names <= held)
    )


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))
