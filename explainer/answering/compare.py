"""Questions that compare: on what sources differ, or two things with each other. Each side gets a sentence.

What sources differ on is data, `knowledge/compare.yaml`. For "the difference between A and B" the sentence that
tells of each is sought by its own name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from explainer import wording
from explainer.answering import forms
from explainer.answering.sentences import Candidate, candidates
from explainer.answering.verify import Draft, Support
from explainer.corpus.library import Corpus
from explainer.corpus.reference import Comparison, comparisons
from explainer.domain import LANGUAGES, Hit, Passage
from explainer.retrieval.analysis import words
from explainer.retrieval.asks import AskIndex

Search = Callable[[str, str], Sequence[Hit]]  # a query and its language

NEAR = 0.8  # to a listed way of asking; of 530 questions on the subject those on another point reached .78
NAMED = 3.0  # weight of the rare words of a side that a sentence holds, and of opening with the side's name
HELD = 0.6  # of the rare words of a side, the share that a sentence with its title must hold to tell of it


def compared(question: str, lang: str, drafts: Sequence[Draft], corpus: Corpus, search: Search) -> list[Draft]:
    """A sentence for each side of what a question compares, after the one that answers best if it is of no side.

    Args:
        question: what is asked.
        lang: its language.
        drafts: what answers it otherwise, best first.
        corpus: where the sides are told.
        search: finds passages for a side.

    Returns:
        Sentences that are to be shown together; the drafts where nothing is compared, or a side is told nowhere.
    """
    entry = None if corpus.foreign else comparison_for(question, lang)
    things = () if entry else sides_of(question, lang)
    at_once = _at_once(question, things, lang, search) if things else None
    if at_once:
        return [at_once, *(draft for draft in drafts if draft.text != at_once.text)][: len(drafts)]
    sides = _of_entry(entry, lang, corpus) if entry else _of_things(things, lang, search)
    if len(sides) < 2:
        return list(drafts)
    best = drafts[0]
    if entry:  # a side's passage is about one point: what answers best tells that side
        return [best, *(side for side in sides if _place(side) != _place(best))]
    own = [] if _place(best) in map(_place, sides) else [best]
    return [*own, *sorted(sides, key=lambda side: _place(side) != _place(best))]


def _place(draft: Draft) -> str:
    return draft.supports[0].passage.id


def comparison_for(question: str, lang: str) -> Comparison | None:
    """The comparison of sources that a question asks for; None where it asks for none."""
    index, ways = _index()
    scores = index.scores(question, lang)
    best = int(scores.argmax())
    return ways[best].entry if scores[best] >= NEAR else None


def sides_of(question: str, lang: str) -> tuple[str, ...]:
    """The two things that a question compares, each with the words that they share; none where it compares none.

    Of "an administrative and a judicial warrant" the first is an administrative warrant.
    """
    found = forms.compared(question)
    read = wording.analyzer(lang).terms
    if not all(read(side) for side in found):
        return ()
    one, other = found or ("", "")
    if lang == "en" and len(read(one)) == 1 < len(read(other)):
        one = f"{one} {other.split()[-1]}"
    if lang == "es" and len(read(other)) == 1 < len(read(one)):
        other = " ".join([*one.split()[:-1], *(word for word in other.split() if read(word))])
    return (one, other) if one else ()


def _of_entry(entry: Comparison, lang: str, corpus: Corpus) -> list[Draft]:
    """Of each side's passage the sentence that says what the side says."""
    read = wording.analyzer(lang).all_terms
    found = []
    for side in entry.sides:
        passage = corpus.passage(side.passage, lang)
        if passage is not None:
            said = set(read(getattr(side.text, lang)))
            texts = passage.sentence_texts
            best = max(texts, key=lambda text: len(said & set(read(text))) / len(said | set(read(text))))
            found.append(_draft(passage, best))
    return found


def _of_things(things: Sequence[str], lang: str, search: Search) -> list[Draft]:
    """For each thing the best sentence that tells of it."""
    found = [_telling(thing, search(forms.defining(thing, lang), lang)) for thing in things]
    told = list(dict.fromkeys(c for c in found if c is not None))
    return [_draft(c.hit.passage, c.text) for c in told] if None not in found else []


def _at_once(question: str, things: Sequence[str], lang: str, search: Search) -> Draft | None:
    """The sentence that names both of two things of one kind: a search for one of them finds others of the kind."""
    read = wording.analyzer(lang).terms
    named = [set(read(thing)) for thing in things]
    if not set.intersection(*named):
        return None
    for hit in search(question, lang):
        for text in hit.passage.sentence_texts:
            if set.union(*named) <= set(read(text)) and not wording.leans(text):
                return _draft(hit.passage, text)
    return None


def _telling(side: str, hits: Sequence[Hit]) -> Candidate | None:
    layer = hits[0].passage.layer if hits else None
    own = [hit for hit in hits if hit.passage.layer is layer and hit.focus >= HELD]
    name = _telling_words(side)

    def opens(candidate: Candidate) -> bool:
        return _telling_words(candidate.text)[: len(name)] == name

    def told(candidate: Candidate) -> float:
        return candidate.score + NAMED * (candidate.hit.sentence_coverage[candidate.place] + opens(candidate))

    fit = [
        c
        for c in candidates(side, own)
        if not wording.leans(c.text) and (opens(c) or set(name) <= set(_telling_words(c.hit.passage.title)))
    ]
    return max(fit, key=lambda c: (told(c), -c.rank, -c.place), default=None)


def _telling_words(text: str) -> list[str]:
    stop = wording.function_words("en") | wording.function_words("es")
    return [word for word in words(text) if word not in stop]


def _draft(passage: Passage, sentence: str) -> Draft:
    return Draft(sentence, (Support(passage, sentence),), kept=True)


@dataclass(frozen=True)
class _Way:
    """The ways of asking for a comparison in one language."""

    entry: Comparison
    lang: str
    asks: tuple[str, ...]
    look_alikes: tuple[str, ...] = ()


@cache
def _index() -> tuple[AskIndex, tuple[_Way, ...]]:
    ways = tuple(
        _Way(entry, lang, (getattr(entry.question, lang), *entry.asks[lang]))
        for entry in comparisons()
        for lang in ("en", "es")
    )
    return AskIndex(ways, {lang: wording.analyzer(lang) for lang in LANGUAGES}), ways
