"""What a question, put into English, finds among the English notes, told of the same notes in its own language.

A note is the same in both languages, and the default model knows English best, so this is done where there are
vectors. On 145 Spanish questions that nobody had tuned on, the right note came first for .62 to .70 of other
wordings instead of .60, for .89 of plain questions as before; by words alone nothing was gained, nor for
English questions from the Spanish notes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from explainer.domain import Layer, Passage
from explainer.retrieval.chroma import Vector
from explainer.retrieval.lexical import Match
from explainer.retrieval.postings import Scores

TWINS = "en"  # the language of the notes that are searched besides
TWIN = 0.2  # the share of what they find


@dataclass(frozen=True)
class Found:
    """What one search found, by the number of a passage. Arrays have the shape (passages,)."""

    fused: Mapping[int, float]  # 0 to 1
    cosines: Mapping[int, float]  # of the nearest sentence or listed question
    asked: Scores
    look_alike: float  # nearness to a question that is known to be answered nowhere
    sounds: float  # log odds that the question is answered, by the listed ones
    coverage: Scores
    focus: Scores
    telling: int  # how many telling words the question has
    match: Match
    meant: Mapping[str, Vector]  # the question's vector, by language of what is searched


def twins_of(passages: Sequence[Passage]) -> dict[int, int]:
    """Of each English note, the number of the same note in the other language."""
    notes = [(number, p) for number, p in enumerate(passages) if p.layer is Layer.NOTES]
    english = {p.id: number for number, p in notes if p.lang == TWINS}
    return {english[p.id]: number for number, p in notes if p.lang != TWINS and p.id in english}


def told_of_twins(found: Found, twins: Mapping[int, int]) -> Found:
    """The same, told of the notes in the other language."""
    own = {key: twins[key] for key in found.fused if key in twins}
    asked = np.zeros_like(found.asked)
    for key, twin in own.items():
        asked[twin] = found.asked[key]
    return replace(
        found,
        fused={twin: found.fused[key] for key, twin in own.items()},
        cosines={twin: found.cosines[key] for key, twin in own.items() if key in found.cosines},
        asked=asked,
    )


def mixed(own: Mapping[int, float], through: Mapping[int, float], twins: Collection[int]) -> dict[int, float]:
    """Scores, those of notes with a share for what was found through their twins.

    Args:
        own: by the number of a passage, 0 to 1.
        through: the same, of what was found through twins.
        twins: the numbers of the notes that have one; other passages keep their scores.
    """
    shared = {key: (1 - TWIN) * own.get(key, 0.0) + TWIN * through.get(key, 0.0) for key in twins}
    return {key: round(score, 6) for key, score in {**own, **shared}.items() if score > 0}
