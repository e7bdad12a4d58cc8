"""Years and numbers of a question of which nothing that is cited speaks: the reader is told so.

On 498 answered questions of this subject this fired for none of the 283 right answers to plain questions, and for 4
of the others. Names were tried too: they fired twice, never where it helped, for "enough?" has refused the rest.
"""

from collections.abc import Sequence
from itertools import chain

from explainer.domain import Citation
from explainer.retrieval.analysis import words

SHORTEST = 2  # digits; a single one is more often part of a list or of a name


def unheld(question: str, citations: Sequence[Citation]) -> tuple[str, ...]:
    """The numbers of a question, in order, that stand in no cited passage, nor in what is told about its source."""
    held = set(words(" ".join(chain.from_iterable(map(_told, citations)))))
    asked = (word for word in words(question) if word.isdigit() and len(word) >= SHORTEST)
    return tuple(dict.fromkeys(number for number in asked if number not in held))


def _told(citation: Citation) -> list[str]:
    passage, source = citation.passage, citation.source
    place = (passage.locator.page, passage.locator.section)
    dates = (passage.as_of, source.date, source.status_as_of, passage.via)
    status = (source.status_note or {}).values()
    return [
        text for text in (passage.text, passage.title, *passage.asks, source.title, *place, *dates, *status) if text
    ]
