"""An answer made of the sources' own sentences: the few that fit the question best, in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainer import wording
from explainer.answering.verify import Draft, Support
from explainer.domain import Hit, Layer
from explainer.retrieval.analysis import fold, words

MOST_SENTENCES = 4
PASSAGES = 5  # how many of the best passages sentences are taken from

# Weights of a sentence's score beside 1 for its own match. By the recipe that was measured at .78
# to .80 (the best sentence holds the answer) and .90 to .93 (one of the three best does).
PASSAGE, KIND, LEAD = 0.4, 0.3, 0.15

NEAR = 0.72  # a further sentence needs this share of the best sentence's score
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


def compose(question: str, hits: Sequence[Hit]) -> list[Draft]:
    """One to four whole sentences that answer the question, each with the passage it stands in.

    Args:
        question: as typed; decides what kind of thing a sentence should hold.
        hits: the best passages first, with scores of their sentences.
    """
    candidates = sorted(_candidates(question, hits[:PASSAGES]), key=lambda c: (-c.score, c.rank, c.place))
    chosen: list[_Candidate] = []
    for candidate in candidates:
        if len(chosen) >= _most(question) or candidate.score < NEAR * candidates[0].score:
            break
        if not any(_repeats(candidate.text, other.text) for other in chosen):
            chosen.append(candidate)
    chosen = _with_what_they_lean_on(chosen)[:MOST_SENTENCES]
    chosen.sort(key=lambda c: (c.rank, c.place))
    return [Draft(c.text, (Support(c.hit.passage, c.text),)) for c in chosen]


def _most(question: str) -> int:
    return 3


def _candidates(question: str, hits: Sequence[Hit]) -> Iterator[_Candidate]:
    folded = fold(question)
    kinds = [kind for kind in wording.answer_kinds() if kind.asked.search(folded)]
    for rank, hit in enumerate(hits):
        for place, own in enumerate(hit.sentence_scores):
            text = fold(hit.passage.sentence_texts[place])
            fits = any(kind.holds.search(text) for kind in kinds)
            leads = place == 0 and hit.passage.layer is Layer.NOTES
            score = own + PASSAGE * hit.score + KIND * fits + LEAD * leads
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
