"""Which questions are not searched for: one's own case, crisis, personal data, attacks, other topics.

The rules, with examples that must and must not fire, are data: `knowledge/guard.yaml`.
"""

import re
from dataclasses import dataclass, replace

from explainer import wording
from explainer.conversation.rules import plain, rules
from explainer.domain import Reason

MOST_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Verdict:
    """A question that is declined: why, and the words that the reader gets."""

    reason: Reason
    reply: str
    help_topics: tuple[str, ...] = ()
    general: str | None = None  # the id of the passage that holds in general, where one fits


def check(question: str, lang: str, foreign: bool = False) -> Verdict | None:
    """The verdict on a question that must not simply be answered, or None.

    Args:
        question: as typed.
        lang: the language of the reply.
        foreign: whether a corpus other than the shipped knowledge answers; then only the rules
            that hold everywhere are tried.
    """
    if not any(c.isalnum() for c in question):
        return _verdict(Reason.EMPTY, "empty", lang)
    if len(question) > MOST_CHARACTERS:
        return _verdict(Reason.TOO_LONG, "too_long", lang, limit=MOST_CHARACTERS, length=len(question))
    for rule in rules():
        if (rule.everywhere or not foreign) and rule.fires(question):
            what = getattr(rule.what, lang) if rule.what else ""
            return replace(_verdict(rule.reason, rule.reply, lang, what=what), general=_general(rule.reply, question))
    return None


def _verdict(reason: Reason, key: str, lang: str, **values: object) -> Verdict:
    reply = wording.reply(key)
    return Verdict(reason, getattr(reply.text, lang).format(**values), reply.help)


def _general(key: str, question: str) -> str | None:
    asked = plain(question)
    return next((fit.passage for fit in wording.reply(key).general if re.search(fit.when, asked)), None)
