"""A list that a passage tells over several sentences: "three parts… Section 3… Section 5(C)… Section 6…"."""

from collections.abc import Sequence

from explainer import wording
from explainer.answering import forms
from explainer.answering.sentences import names_several
from explainer.domain import Passage
from explainer.retrieval.analysis import fold, words

LONGEST = 6  # sentences of a list that is shown whole


def list_around(passage: Passage, place: int) -> tuple[int, ...]:
    """The places of the sentences that tell a list whole: what announces it, and its items.

    Args:
        passage: where the list is told.
        place: of a sentence that announces a list, or is an item of it.

    Returns:
        Places in order, the given one among them; empty where no such list is told, or one too long to show.
    """
    texts = passage.sentence_texts
    for opening in range(place + 1):
        count = forms.announced(texts[opening])
        if count and not names_several(texts[opening]):
            found = (opening, *_items(texts, opening, count))
            if place in found and 1 < len(found) <= LONGEST:
                return found
    return ()


def _items(texts: Sequence[str], opening: int, count: int) -> Sequence[int]:
    """The one sentence that names all items; else those that open alike; else as many as were announced."""
    after = range(opening + 1, len(texts))
    named = [at for at in after if names_several(texts[at])]
    alike = _alike(texts, opening + 1)
    if len(alike) >= count:
        return alike
    return named[:1] or after[:count]


def _alike(texts: Sequence[str], start: int) -> list[int]:
    """The longest run of sentences that open with the same word, or two where the first one says nothing."""
    best: list[int] = []
    run: list[int] = []
    for at in range(start, len(texts)):
        run = [*run, at] if run and _opening(texts[at]) == _opening(texts[run[-1]]) else [at]
        best = max(best, run, key=len)
    return best if len(best) > 1 else []


def _opening(text: str) -> tuple[str, ...]:
    said = words(fold(text))
    stop = wording.function_words("en") | wording.function_words("es")
    return tuple(said[: 2 if said and said[0] in stop else 1])
