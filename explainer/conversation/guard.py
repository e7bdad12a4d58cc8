"""Which questions are not searched for: one's own case, crisis, personal data, attacks, other topics.

The rules, with examples that must and must not fire, are data: `knowledge/guard.yaml`.
"""

from dataclasses import dataclass

from explainer import wording
from explainer.domain import Reason
from explainer.retrieval.analysis import fold

MOST_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Verdict:
    """A question that is declined: why, and the words that the reader gets."""

    reason: Reason
    reply: str
    help_topics: tuple[str, ...] = ()
    general: tuple[str, ...] = ()  # ids of passages that hold in general; the nearest is added


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
    folded = fold(" ".join(question.replace("’", "'").replace("'", "").split()))
    for rule in wording.rules():
        if foreign and not rule.everywhere:
            continue
        if any(pattern.search(folded if rule.folded else question) for pattern in rule.patterns):
            what = getattr(rule.what, lang) if rule.what else ""
            key = rule.reason if rule.reason is Reason.PERSONAL_DATA else rule.name
            return _verdict(rule.reason, key, lang, what=what)
    return None


def _verdict(reason: Reason, key: str, lang: str, **values: object) -> Verdict:
    reply = wording.reply(key)
    return Verdict(reason, getattr(reply.text, lang).format(**values), reply.help, reply.general)
