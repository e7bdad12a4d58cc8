"""What of a long question is asked, and what is only told around it.

"A kid on our street was booked. Where do the fingerprints go?" asks by its second sentence; the
first is searched along at half weight, as the turn before is for a follow-up.
"""

import re

from explainer.corpus.sentences import sentence_spans

_SPANISH_QUESTION = re.compile(r"¿[^?]*\?")


def core_of(question: str, lang: str) -> tuple[str, str]:
    """The part that asks, and the rest; all of it asks where no sentence, or each, is a question."""
    asking = _SPANISH_QUESTION.findall(question)
    if asking:
        return " ".join(asking), _SPANISH_QUESTION.sub(" ", question).strip()
    sentences = [span.of(question) for span in sentence_spans(question, lang)]
    asking = [sentence for sentence in sentences if "?" in sentence]
    if not asking or len(asking) == len(sentences):
        return question, ""
    return " ".join(asking), " ".join(sentence for sentence in sentences if "?" not in sentence)
