"""Beside our summary, the source's own words: the sentence of the document that a note's pin leads to.

A note says where in its source its point stands. What is quoted is sought there and nowhere else, by
the note's own words in the document's language, so that a Spanish question comes to the English page.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from explainer.answering.verify import Draft, Support
from explainer.corpus.library import Corpus
from explainer.corpus.passages import is_cut_off
from explainer.corpus.pins import passages_at
from explainer.domain import Hit, Layer, Passage

Search = Callable[[str, str, Collection[str]], Sequence[Hit]]  # a query, its language, ids of passages

HELD = 0.3  # of the note's rare words, the share that the document's passage must hold; read on 50 notes of ten laws
LONGEST = 75  # words of a sentence that is quoted; a longer one is a wall of text


def own_words(drafts: Sequence[Draft], corpus: Corpus, search: Search) -> Draft | None:
    """The sentence of a document that says what the drafts say; None where no document is held or none says it.

    Args:
        drafts: sentences of notes, each with the passage it stands in.
        corpus: notes and documents.
        search: finds passages among some.
    """
    for note in dict.fromkeys(support.passage for draft in drafts for support in draft.supports):
        places = {p.id: p for p in _places(note, corpus)}
        if not places:
            continue
        language = next(iter(places.values())).lang
        twin = corpus.passage(note.id, language) or note
        for said in (twin.sentence_texts[0], twin.text):  # its point first, then all that it says
            best = next(iter(search(f"{twin.title}. {said}", language, places.keys())), None)
            sentence = _best_sentence(best) if best else None
            if best and sentence and best.coverage >= HELD:
                return Draft(sentence, (Support(best.passage, sentence),))
    return None


def _places(note: Passage, corpus: Corpus) -> Iterable[Passage]:
    """The document's passages at the note's pin; where the pin names none that is held, all of the document."""
    if note.layer is not Layer.NOTES:
        return ()
    english = corpus.passage(note.id, "en") or note  # headings are told in the words of the document
    locator = english.locator
    return passages_at(corpus, note.source_id, locator.page, locator.section) or tuple(
        p for p in corpus.passages if p.source_id == note.source_id and p.layer is Layer.DOCUMENT
    )


def _best_sentence(hit: Hit) -> str | None:
    """The sentence that fits best and is short enough to read."""
    fit = [
        (score, -place, text)
        for place, (score, text) in enumerate(zip(hit.sentence_scores, hit.passage.sentence_texts, strict=True))
        if len(text.split()) <= LONGEST and not is_cut_off(hit.passage, place)
    ]
    return max(fit)[2] if fit else None
