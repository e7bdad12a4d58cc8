"""What a turn has to do with those before it.

A question that leans on the one before ("do weekends count?") is searched together with it. A turn that
says nothing of its own ("and in Spanish?", "more", "says who?") does something with that question's answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from explainer import wording
from explainer.domain import Turn
from explainer.language import language_of
from explainer.retrieval.analysis import words

SHORT = 6  # a question of at most so many telling words may lean on the one before


@dataclass(frozen=True, slots=True)
class Meant:
    """The question that a turn means."""

    question: str
    history: Sequence[Turn]  # before that question
    lang: str  # to search in
    answer_in: str
    said: str = ""  # what was told of it already and is not to be told again
    short: bool = False  # the first sentence is enough: its source is what is asked for


def meant_by(question: str, history: Sequence[Turn], lang: str) -> Meant:
    """The question itself; or, for a turn that says nothing of its own, the last one that does.

    Args:
        question: as typed.
        history: earlier turns, oldest first.
        lang: the language of the turn.
    """
    act = wording.turn_of(question)
    asked = next((at for at in reversed(range(len(history))) if not wording.turn_of(history[at].question)), None)
    if act is None or asked is None:
        return Meant(question, history, lang, lang)
    before = history[asked].question
    own = language_of(before, lang)
    shown = " ".join(turn.answer for turn in history[asked:]) if act == "more" else ""
    spoken = {"in_english": "en", "in_spanish": "es"}.get(act, own)
    return Meant(before, history[:asked], own, spoken, shown, act == "source")


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
