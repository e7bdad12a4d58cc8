"""What of a long question is asked, and what is only told around it.

"A kid on our street was booked. Where do the fingerprints go?" asks by its second sentence; the
first is searched along at half weight, as the turn before is for a follow-up.
"""

import re

from explainer import wording
from explainer.corpus.sentences import sentence_spans

TELLING = 1  # a part without so many telling words cannot be asked alone

# In "El condado de Cook, ¿qué pidió?" what stands before the sign belongs to the question.
_SPANISH_QUESTION = re.compile(r"(?:[^.!?:;¿]*[^\s.!?:;¿],?\s*)?¿[^?]*\?")


def core_of(question: str, lang: str) -> tuple[str, str]:
    """The part that asks, and the rest; all of it asks where no sentence, or each, is a question."""
    asking = [part.strip() for part in _SPANISH_QUESTION.findall(question)]
    if asking:
        rest = _SPANISH_QUESTION.sub(" ", question).strip()
    else:
        sentences = _sentences(question, lang)
        asking = [sentence for sentence in sentences if "?" in sentence]
        rest = " ".join(sentence for sentence in sentences if "?" not in sentence)
    core = " ".join(asking)
    if not asking or not rest or len(set(wording.analyzer(lang).terms(core))) < TELLING:
        return question, ""
    return core, rest


def _sentences(question: str, lang: str) -> list[str]:
    """The sentences; one that ends in an abbreviation, as in "Mr. Galarza", goes on with the next."""
    joined: list[str] = []
    for span in sentence_spans(question, lang):
        if joined and wording.abbreviated(joined[-1]):
            joined[-1] += " " + span.of(question)
        else:
            joined.append(span.of(question))
    return joined
