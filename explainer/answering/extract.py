"""An answer made of the sources' own sentences: the few that fit the question best, in reading order.

A note is one point in a few sentences, the one that answers first: an answer is the opening of the
best note. A document is searched for the sentences that fit, wherever they stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explainer import wording
from explainer.answering.verify import Draft, Support
from explainer.corpus.passages import is_cut_off
from explainer.domain import Hit, Layer
from explainer.retrieval.analysis import fold, words

MOST_SENTENCES = 4
SENTENCES = 3  # as a rule; the fourth is for lists, for a second note, and for what others lean on
PASSAGES = 5  # how many of the best passages of documents sentences are taken from

# Weights of a sentence's score beside 1 for its own match. By the recipe that was measured at .78
# to .80 (the best sentence holds the answer) and .90 to .93 (one of the three best does).
PASSAGE, KIND = 0.4, 0.3

EARLY = 0.1  # lost with each sentence of a note, which tells what matters first
NEAR = 0.72  # of a document, a further sentence needs this share of the best sentence's score
# A second note needs this share of the best note's score. On 190 questions of this subject its first
# sentence beside three of the best note's held the key fact in .81 of cases; a fourth of the best, in .74.
NEXT = 0.75
REPEATS = 0.6  # sentences that share this part of their words say the same


@dataclass(frozen=True)
class _Candidate:
    hit: Hit
    rank: int
    place: int  # of the sentence in its passage
    score: float

    @property
    def text(self) -> str:
        return self.hit.passage.sentence_texts[self.place]


def compose(question: str, hits: Sequence[Hit], said: str = "") -> list[Draft]:
    """One to four whole sentences that answer the question, each with the passage it stands in.

    Args:
        question: as typed; decides what kind of thing a sentence should hold.
        hits: the best passages first, with scores of their sentences.
        said: what was told already; then what comes next in the best passages. Empty when all was told.
    """
    from_notes = hits[0].passage.layer is Layer.NOTES
    if said:
        chosen = [c for c in _candidates((), hits[:PASSAGES]) if c.text not in said][:SENTENCES]
    else:
        chosen = _from_notes(question, hits) if from_notes else _from_documents(question, hits)
    chosen = _with_what_they_lean_on(chosen)[:MOST_SENTENCES]
    chosen.sort(key=lambda c: (c.rank, c.place))
    return [Draft(c.text, (Support(c.hit.passage, c.text),)) for c in chosen]


def _from_notes(question: str, hits: Sequence[Hit]) -> list[_Candidate]:
    """The opening of the best note, and the first sentence of a second note that is nearly as near."""
    first, *others = hits
    kinds = _kinds(question)
    most = MOST_SENTENCES if any(kind.name == "list" for kind in kinds) else SENTENCES
    own = [replace(c, score=c.score - EARLY * c.place) for c in _candidates(kinds, [first])]
    chosen = sorted(own, key=lambda c: (c.place > 0, -c.score, c.place))[:most]
    for rank, hit in enumerate(others[:1], 1):
        opening = _Candidate(hit, rank, 0, hit.score)
        if hit.score >= NEXT * first.score and not any(_repeats(opening.text, c.text) for c in chosen):
            chosen.append(opening)
    return chosen


def _from_documents(question: str, hits: Sequence[Hit]) -> list[_Candidate]:
    """The sentences that fit best, wherever they stand in the best passages."""
    candidates = sorted(_candidates(_kinds(question), hits[:PASSAGES]), key=lambda c: (-c.score, c.rank, c.place))
    candidates = [c for c in candidates if not is_cut_off(c.hit.passage, c.place)] or candidates
    chosen: list[_Candidate] = []
    for candidate in candidates:
        if len(chosen) >= SENTENCES or candidate.score < NEAR * candidates[0].score:
            break
        if not any(_repeats(candidate.text, other.text) for other in chosen):
            chosen.append(candidate)
    return chosen


def _kinds(question: str) -> list[wording.AnswerKind]:
    folded = fold(question)
    return [kind for kind in wording.answer_kinds() if kind.asked.search(folded)]


def _candidates(kinds: Sequence[wording.AnswerKind], hits: Sequence[Hit]) -> Iterator[_Candidate]:
    for rank, hit in enumerate(hits):
        for place, own in enumerate(hit.sentence_scores):
            text = fold(hit.passage.sentence_texts[place])
            fits = any(kind.holds.search(text) for kind in kinds)
            score = own + PASSAGE * hit.score + KIND * fits
            yield _Candidate(hit, rank, place, round(score, 6))


def _repeats(one: str, other: str) -> bool:
    a, b = set(words(one)), set(words(other))
    return len(a & b) > REPEATS * min(len(a), len(b))


def _with_what_they_lean_on(chosen: list[_Candidate]) -> list[_Candidate]:
    """Before a sentence that leans on the one before it ("However, it…"), that one is put in."""
    complete: list[_Candidate] = []
    for candidate in chosen:
        first = candidate
        while first.place > 0 and wording.leans(first.text):
            first = _Candidate(first.hit, first.rank, first.place - 1, first.score)
        for place in range(first.place, candidate.place + 1):
            step = _Candidate(candidate.hit, candidate.rank, place, candidate.score)
            if all((c.rank, c.place) != (step.rank, step.place) for c in complete):
                complete.append(step)
    return complete
