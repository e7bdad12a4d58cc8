"""What a turn means, told from those before it.

- A turn that says nothing of its own ("and in Spanish?", "more", "says who?") does something with the answer
  to the last question.
- A part of a question ("and in Texas?", "no, I meant 2014") is put into the question before it.
- A question that points back, or is too short to be understood, is searched together with the one before it.
- All others stand for themselves, whatever was asked before.

Nothing leans on a turn that was declined: what it held is not searched along. Answers are never leaned on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from explainer import wording
from explainer.conversation import grammar, guard
from explainer.conversation.instead import names_a_subject, names_among, names_in, put_instead, without_names
from explainer.conversation.leaning import points_back, telling
from explainer.domain import Reason, Turn
from explainer.language import language_of
from explainer.retrieval.analysis import fold, words

SHORT = 6  # a question of at most so many telling words may lean on the one before
BARE = 2  # one of at most so many may not be understood alone
REMEMBERED = 8  # turns that are looked back on

# Turns that were declined for these go on being declined where one leans on them.
_CARED_FOR = (Reason.LEGAL_ADVICE, Reason.CRISIS)


@dataclass(frozen=True, slots=True)
class Meant:
    """The question that a turn means."""

    question: str  # in full, where it could be told
    lang: str  # to search in
    answer_in: str
    before: str = ""  # what it leans on, to be searched along
    together: str = ""  # the question with what that one is about
    bound: bool = False  # it says nothing without that
    said: str = ""  # what was told of it already and is not to be told again
    short: bool = False  # the first sentence is enough: its source is what is asked for


@dataclass(frozen=True, slots=True)
class _Topic:
    """A question of an earlier turn, as it was meant."""

    question: str
    before: str
    reason: Reason | None  # why it was declined

    @property
    def whole(self) -> str:
        return f"{self.before} {self.question}".strip()


def meant_by(question: str, history: Sequence[Turn], lang: str, foreign: bool = False) -> Meant:
    """What a turn means.

    Args:
        question: as typed.
        history: earlier turns, oldest first.
        lang: the language of the turn.
        foreign: whether a corpus other than the shipped knowledge answers.
    """
    history = history[-REMEMBERED:]
    act = grammar.turn_of(question)
    asked = next((at for at in reversed(range(len(history))) if _asks(history[at].question, foreign)), None)
    if act is None or asked is None:
        return _in_full(question, _topics(history, lang, foreign), lang, foreign)
    own = language_of(history[asked].question, lang)
    meant = _in_full(history[asked].question, _topics(history[:asked], own, foreign), own, foreign)
    return Meant(
        question=meant.question,
        lang=own,
        answer_in={"in_english": "en", "in_spanish": "es"}.get(act, own),
        before=meant.before,
        together=meant.together,
        bound=meant.bound,
        said=" ".join(turn.answer for turn in history[asked:]) if act == "more" else "",
        short=act == "source",
    )


def _asks(question: str, foreign: bool) -> bool:
    """Whether a turn asks something of its own: no thanks, no "more"."""
    verdict = guard.check(question, "en", foreign)
    return grammar.turn_of(question) is None and (verdict is None or verdict.reason is not Reason.EMPTY)


def _topics(history: Sequence[Turn], lang: str, foreign: bool) -> list[_Topic]:
    """What was asked in the turns before, oldest first."""
    topics: list[_Topic] = []
    for turn in history:
        if _asks(turn.question, foreign):
            meant = _in_full(turn.question, topics, language_of(turn.question, lang), foreign)
            verdict = guard.check(turn.question, lang, foreign) or guard.check(meant.question, lang, foreign)
            topics.append(_Topic(meant.question, meant.before, verdict.reason if verdict else None))
    return topics


def _in_full(question: str, topics: Sequence[_Topic], lang: str, foreign: bool) -> Meant:
    """The question as it would be asked alone; with what it leans on, where it cannot be."""
    own = _without_opening(question)
    alone = Meant((None if foreign else grammar.asked_alone(own, lang)) or own, lang, lang)
    said, opened = _opened(question)
    open_topics = [topic for topic in topics if topic.reason is None]
    returns = grammar.follows("returns").match(_plain(said))
    if returns:
        said = said[returns.end() :]
    bound = _is_bound(said, opened or bool(returns), lang)
    if bound and topics and topics[-1].reason in _CARED_FOR:
        return Meant(topics[-1].question, lang, lang)
    if not open_topics or grammar.follows("fresh").match(_plain(question)):
        return alone
    named = returns.group("topic") if returns else _named_again(said)
    leant_on = _spoken_of(named, open_topics, lang) if named else open_topics[-1]
    if opened or _is_part(said, lang):
        instead = put_instead(said, leant_on.question)
        if instead:
            return _leaning(instead, lang, leant_on.before, bool(leant_on.before))
    pointing = points_back(said, lang) and len(telling(said, lang)) <= SHORT
    if bound or pointing or _is_short(said, lang):
        return _leaning(said, lang, without_names(leant_on.whole, names_in(said)), bound or pointing or opened)
    return alone


def _leaning(question: str, lang: str, before: str, bound: bool) -> Meant:
    telling_words = [word for word in before.split() if wording.analyzer(lang).terms(word)]
    about = " ".join(names_among(before.split()) or telling_words)
    return Meant(question, lang, lang, before, f"{about} {question}", bound)


def _without_opening(question: str) -> str:
    """The question without thanks before it, or the announcement of a new topic."""
    said = question.strip()
    for name in ("courtesy", "fresh"):
        found = grammar.follows(name).match(_plain(said))
        if found and words(said[found.end() :]):
            said = said[found.end() :]
    return said


def _opened(question: str) -> tuple[str, bool]:
    """The question without what only opens it, and whether it opens as one that goes on or corrects."""
    said, opened = question.strip(), False
    for name in ("courtesy", "corrects", "goes_on"):
        found = grammar.follows(name).match(_plain(said))
        if found and found.end() < len(said):
            said, opened = said[found.end() :], opened or name != "courtesy"
    return said, opened


def _is_bound(said: str, opened: bool, lang: str) -> bool:
    """Whether nothing is said that could be understood without the turn before."""
    if grammar.follows("bare").match(_plain(said)) or (_is_short(said, lang) and not telling(said, lang)):
        return True
    return opened and _is_part(said, lang) and not names_a_subject(said)


def _is_part(said: str, lang: str) -> bool:
    """Whether it is a part of a sentence, such as "in Texas", and no question with a verb of its own."""
    found = words(said)
    return (
        bool(found)
        and len(telling(said, lang)) <= SHORT
        and (found[0] in grammar.parts() or found[0] not in wording.function_words(lang))
    )


def _is_short(said: str, lang: str) -> bool:
    return len(set(wording.analyzer(lang).terms(said))) <= BARE and not names_a_subject(said)


def _named_again(said: str) -> str:
    """The word by which an earlier topic is pointed at: of "that act", "act"; else ""."""
    found = grammar.follows("names_again").search(_plain(said))
    return found.group("topic") if found else ""


def _spoken_of(topic: str, topics: Sequence[_Topic], lang: str) -> _Topic:
    """The last topic that shares a telling word with what is named; else the last one."""
    named = set(wording.analyzer(lang).terms(topic))
    return next((one for one in reversed(topics) if named & set(wording.analyzer(lang).terms(one.whole))), topics[-1])


def _plain(text: str) -> str:
    """Small letters without accents, character by character."""
    return "".join((fold(c) or c)[0] for c in text)
