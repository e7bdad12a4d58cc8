"""The rules of the guard, read from `knowledge/guard.yaml`: what is not searched for, and how it is recognized."""

import re
from dataclasses import dataclass
from functools import cache

from explainer.corpus.notes import Both
from explainer.corpus.yaml_files import KNOWLEDGE, Fault, Strict, read_yaml
from explainer.domain import Reason
from explainer.errors import KnowledgeError
from explainer.retrieval.analysis import fold

_LIST = re.compile(r"\{([a-z_]+)\}")


class RuleText(Strict):
    """A rule as written, with the examples that must and must not fire."""

    name: str
    reason: Reason
    reply: str | None = None
    what: Both | None = None
    everywhere: bool = False
    folded: bool = True
    without: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    patterns: tuple[str, ...]
    fires: tuple[str, ...]
    silent: tuple[str, ...]


class _File(Strict):
    lists: dict[str, str]
    rules: tuple[RuleText, ...]


@dataclass(frozen=True)
class Rule:
    """A kind of question that is not searched for."""

    reason: Reason
    reply: str  # its key in replies.yaml
    what: Both | None  # what was recognized, in the reader's words
    everywhere: bool  # holds for a foreign corpus too
    _folded: bool  # the patterns are for small letters without accents
    _without: tuple[re.Pattern[str], ...]
    _unless: tuple[re.Pattern[str], ...]
    _patterns: tuple[re.Pattern[str], ...]

    def fires(self, question: str) -> bool:
        """Whether the question is of this kind."""
        asked = plain(question) if self._folded else question
        if any(pattern.search(asked) for pattern in self._unless):
            return False
        for phrase in self._without:
            asked = phrase.sub(" ", asked)
        return any(pattern.search(asked) for pattern in self._patterns)


def plain(question: str) -> str:
    """Small letters, without accents and apostrophes, one blank between words; "U.S." is "us"."""
    folded = fold(" ".join(question.replace("’", "'").replace("'", "").split()))
    return re.sub(r"\bu\.\s?s\.?(?=\s|$)", "us", folded)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, in the order in which they are tried."""
    lists = {name: _alternatives(words) for name, words in _file().lists.items()}

    def compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(_LIST.sub(lambda match: lists[match[1]], pattern)) for pattern in patterns)

    return tuple(
        Rule(
            reason=rule.reason,
            reply=rule.reply or (rule.reason if rule.reason is Reason.PERSONAL_DATA else rule.name),
            what=rule.what,
            everywhere=rule.everywhere,
            _folded=rule.folded,
            _without=compiled(rule.without),
            _unless=compiled(rule.unless),
            _patterns=compiled(rule.patterns),
        )
        for rule in rule_texts()
    )


def rule_texts() -> tuple[RuleText, ...]:
    """The rules as written."""
    return _file().rules


def _alternatives(words: str) -> str:
    """A list of words as a pattern; `*` stands for any ending, `_` for a blank."""
    return "(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*").replace("_", " ") for w in words.split()) + ")"


@cache
def _file() -> _File:
    try:
        return read_yaml(_File, KNOWLEDGE / "guard.yaml")
    except Fault as fault:
        raise KnowledgeError(str(fault)) from fault
    except OSError as error:
        raise KnowledgeError("knowledge/guard.yaml cannot be read → put it back from the repository") from error
