"""Does a question point back at the one before it, and by which words?

A rule of grammar, not of subject: "When did Congress pass it?" points back; "What did the county do when
it lost?" does not, for what "it" stands for is in the question itself. The words are data, `turns.yaml`.
"""

import re
from functools import cache

from explainer import wording
from explainer.conversation import grammar
from explainer.retrieval.analysis import fold, words

# In Spanish the accent alone tells "he" from "the".
_HE = re.compile(r"\bél\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;¿]+(?=\s|$)|\s¿")


def points_back(question: str, lang: str) -> bool:
    """Whether a word of the question stands for something that was said before it."""
    asked = _plain(_HE.sub("ella", _opening(question, lang)))
    never, always, subject, other = _patterns(lang)
    asked = never.sub(" ", asked)
    if always.search(asked):
        return True
    if any(not _tells(asked[: found.start()], lang) for found in subject.finditer(asked)):
        return True
    return any(
        not _tells(asked[: found.start()], lang) or not _broken(asked[: found.start()], lang)
        for found in other.finditer(asked)
    )


def telling(text: str, lang: str) -> list[str]:
    """The words of a text that say something of the subject, in order; "know" and "case" say little."""
    analyzer, light = wording.analyzer(lang), wording.light_words(lang)
    return [word for word in words(text) if set(analyzer.terms(word)) - light]


def _opening(question: str, lang: str) -> str:
    """Its sentences up to the first one that tells something: what comes later may point at that one."""
    told = 0
    for end in _SENTENCE_END.finditer(question):
        if _tells(question[: end.start()], lang):
            told = end.start()
            break
    return question[:told] if told else question


def _tells(text: str, lang: str) -> bool:
    return bool(telling(text, lang))


def _broken(text: str, lang: str) -> bool:
    """Whether a new clause begins after the first telling word."""
    first = telling(text, lang)[0]
    return bool(grammar.follows("breaks").search(text[text.index(first) + len(first) :]))


def _plain(question: str) -> str:
    """Small letters without accents, apostrophes and signs, one blank between words."""
    return " ".join(words(re.sub(r"['’]", "", fold(question))))


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    found = grammar.pointers(lang)
    return tuple(map(re.compile, (found.never, found.always, found.subject, found.object)))
