"""Does a question lean on the one before it ("do weekends count?")? Then that one is searched along."""

from collections.abc import Sequence

from explainer import wording
from explainer.domain import Turn
from explainer.retrieval.analysis import words

SHORT = 6  # a question of at most so many telling words may lean on the one before


def context_of(question: str, history: Sequence[Turn], lang: str) -> str:
    """What the question leans on: the question before it, with what that one leaned on; else "".

    A question leans when it points back (it, they, that; eso, su) or opens as a continuation
    ("and…", "what page…"; "y…"), or has no subject of its own because it is very short.
    """
    if not history or not _leans(question, lang):
        return ""
    before = history[-1].question
    return " ".join(filter(None, (context_of(before, history[:-1], lang), before)))


def _leans(question: str, lang: str) -> bool:
    telling = set(wording.analyzer(lang).terms(question))
    if len(telling) > SHORT:
        return False
    if len(telling) <= 2:
        return True
    return wording.follows(question) or bool(wording.pointers() & set(words(question)))
