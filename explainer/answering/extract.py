"""An answer made of the sources' own sentences: the few that fit the question best, the best one first.

Each part of the question is served, a list that is asked for is told whole, and further sentences are
taken only as long as they are nearly as good, so that a plain question gets a short answer.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from explainer import wording
from explainer.answering import forms
from explainer.answering.lists import list_around
from explainer.answering.sentences import Candidate, Wanted, candidates
from explainer.answering.verify import Draft, Support
from explainer.corpus.passages import is_cut_off
from explainer.domain import Hit, Layer
from explainer.retrieval.analysis import words

MOST_SENTENCES = 4  # but for a list that is told over more
SENTENCES = {Layer.NOTES: 4, Layer.DOCUMENT: 3}  # as a rule; what others lean on comes with them
PASSAGES = {Layer.NOTES: 3, Layer.DOCUMENT: 5}  # how many of the best passages sentences are taken from

# A further sentence may score so much less than the best. The key fact then stands in .905 of 1,266 answers from
# notes at 61 words (of two notes in .898 at 57, without a bound in .904 at 68), in .89 to .95 of those from short
# documents at 47 to 62 words.
MARGIN = {Layer.NOTES: 2.8, Layer.DOCUMENT: 1.1}
LONG = 0.2 / 30  # of that, what each word of it costs
SAME = {Layer.NOTES: 0.3, Layer.DOCUMENT: 0.0}  # and each sentence of the same note that is shown already
PART = 2.0  # for a part of the question, the share of that part's rare words
REPEATS = 0.6  # sentences that share this part of their words say the same


def compose(question: str, hits: Sequence[Hit], said: str = "") -> list[Draft]:
    """One to four whole sentences that answer the question, each with the passage it stands in; more for a list.

    Args:
        question: as typed; decides what kind of thing a sentence should hold.
        hits: the best passages first, with scores of their sentences.
        said: what was told already; then what comes next in the best passages. Empty when all was told.
    """
    layer = hits[0].passage.layer
    if said:
        fresh = [c for c in candidates("", hits[: PASSAGES[Layer.DOCUMENT]]) if c.text not in said]
        chosen = _with_what_they_lean_on(fresh[: SENTENCES[Layer.DOCUMENT]])[:MOST_SENTENCES]
    else:
        found = list(candidates(question, hits[: PASSAGES[layer]]))
        whole = [c for c in found if not is_cut_off(c.hit.passage, c.place)] or found
        ordered = sorted(whole, key=lambda c: (-c.score, c.rank, c.place))
        listed = _list_of(ordered[0]) if Wanted(question).several else []
        if listed:
            return [_draft(c, kept=True) for c in listed]
        chosen = _chosen(question, ordered, layer)
    return [_draft(c) for c in chosen]


def _draft(candidate: Candidate, kept: bool = False) -> Draft:
    return Draft(candidate.text, (Support(candidate.hit.passage, candidate.text),), kept)


def _list_of(best: Candidate) -> list[Candidate]:
    """The sentences that tell the list which one of them announces or is an item of."""
    return [replace(best, place=place) for place in list_around(best.hit.passage, best.place)]


def _chosen(question: str, found: Sequence[Candidate], layer: Layer) -> list[Candidate]:
    """What is shown of sentences that are ordered by score, in the order in which it is shown."""
    best = found[0]
    served = dict.fromkeys([best, *(_best_for(part, found) for part in forms.parts(question))])
    chosen = list(served)[: SENTENCES[layer]]
    while len(chosen) < SENTENCES[layer]:
        fresh = (c for c in found if not forms.opens_with_verdict(c.text))
        beside = [c for c in fresh if not any(_repeats(c.text, other.text) for other in chosen)]
        worth = {c: _worth(c, chosen) for c in beside}
        further = max(beside, key=lambda c: worth[c], default=None)
        if further is None or worth[further] < best.score - MARGIN[layer]:
            break
        chosen.append(further)
    first, *rest = chosen
    return _with_what_they_lean_on([first, *sorted(rest, key=lambda c: (c.rank, c.place))])[:MOST_SENTENCES]


def _worth(candidate: Candidate, chosen: Iterable[Candidate]) -> float:
    """The score of a further sentence, beside those that are chosen."""
    layer = candidate.hit.passage.layer
    same = sum(other.rank == candidate.rank for other in chosen)
    return candidate.score - SAME[layer] * same - LONG * len(candidate.text.split())


def _best_for(part: str, found: Sequence[Candidate]) -> Candidate:
    """The sentence that serves a part of the question best."""
    wanted = Wanted(part)
    held = {c: frozenset(c.read.terms(c.text)) & frozenset(c.read.terms(part)) for c in found}
    spread = Counter(term for terms in held.values() for term in terms)
    weight = {term: math.log(1 + len(found) / count) for term, count in spread.items()}
    whole = sum(weight.values()) or 1.0

    def served(candidate: Candidate) -> float:
        share = sum(weight[term] for term in sorted(held[candidate])) / whole
        return candidate.score + PART * share + wanted.held_by(candidate.text, candidate.read)

    return max(found, key=served)


def _repeats(one: str, other: str) -> bool:
    a, b = set(words(one)), set(words(other))
    return len(a & b) > REPEATS * min(len(a), len(b))


def _with_what_they_lean_on(chosen: list[Candidate]) -> list[Candidate]:
    """Before a sentence that leans on the one before it ("However, it…"), that one is put in."""
    complete: list[Candidate] = []
    for candidate in chosen:
        first = candidate
        while first.place > 0 and wording.leans(first.text):
            first = replace(first, place=first.place - 1)
        for place in range(first.place, candidate.place + 1):
            step = replace(candidate, place=place)
            if all((c.rank, c.place) != (step.rank, step.place) for c in complete):
                complete.append(step)
    return complete
