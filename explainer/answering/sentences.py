"""How well each sentence of the passages that were found fits a question, or a part of one.

The weights were fitted by a conditional logistic regression over the sentences of answered questions, on five
public sets (1,491 questions on documents) and on `tests/questions` (949, in both modes), each set left out in
turn, and rounded. On documents the best sentence then holds the answer in .75 of cases, by match, passage and
kind alone in .71; without the coverage of rare words in .73, without the bonus for the best passage in .74.
Neither position in a document, names, years, nor the words that the title lacks brought anything more.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainer import wording
from explainer.answering import forms
from explainer.answering.counted import counts, head_of, is_number
from explainer.answering.dates import dates_in
from explainer.answering.enough import LISTED
from explainer.domain import Hit, Layer
from explainer.retrieval.analysis import Analyzer, fold, words

# Weights beside 1 for a sentence's own match.
COVERAGE = 1.5  # share of the question's rare words that it holds
PASSAGE = 0.8  # score of its passage, the best one's being 1
KIND = 0.4  # it holds the kind of thing that is asked for
COUNTED = 0.4  # a number stands beside what is to be counted
TOLD = 0.25  # it tells a number, or a date, that the question does not
SEVERAL = 0.6  # it names three things or more, where several are asked for
FIRST = {Layer.NOTES: 1.6, Layer.DOCUMENT: 0.5}  # it stands in the best passage; a note is about one point
ASKED = 1.6  # it stands in the best passage, and that passage's writer listed the question
OPENING = {Layer.NOTES: 0.4, Layer.DOCUMENT: 0.0}  # it opens a note, which answers with its first sentence
EARLY = {Layer.NOTES: 0.15, Layer.DOCUMENT: 0.0}  # lost with each sentence of a note, which tells what matters first

_SEVERAL = re.compile(r",[^,;]+,? (?:and|or|y|o|e|u) |(?:[,;][^,;]+){2}[,;]")


@dataclass(frozen=True)
class Candidate:
    """A sentence that may be shown."""

    hit: Hit
    rank: int  # of its passage
    place: int  # in its passage
    score: float

    @property
    def text(self) -> str:
        return self.hit.passage.sentence_texts[self.place]

    @property
    def read(self) -> Analyzer:
        """How it is read: notes with this subject's synonyms."""
        return wording.analyzer(self.hit.passage.lang, foreign=self.hit.passage.layer is Layer.DOCUMENT)


class Wanted:
    """What kind of sentence a question, or a part of one, asks for."""

    def __init__(self, question: str) -> None:
        folded = fold(question)
        self.question = question
        self.several = forms.asks_for_several(question)
        self._words = frozenset(words(question))
        self._dates = dates_in(question)
        self._kinds = [kind for kind in wording.answer_kinds() if kind.asked.search(folded)]
        self._head = head_of(folded)

    def held_by(self, text: str, read: Analyzer) -> float:
        """What a sentence gains by holding what is asked for."""
        folded = fold(text)
        gain = KIND * any(kind.holds.search(folded) for kind in self._kinds)
        said = [word.strip(",.;:()") for word in folded.split()]
        numbers = [at for at, word in enumerate(said) if is_number(word)]
        if self._head:
            gain += COUNTED * counts(folded, set(read.terms(self._head)[:2]), read)
        names = {kind.name for kind in self._kinds}
        new_number = "number" in names and any(said[at] not in self._words for at in numbers)
        new_date = "when" in names and not dates_in(text) <= self._dates
        return gain + TOLD * (new_number or new_date) + SEVERAL * (self.several and names_several(text))


def candidates(question: str, hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Every sentence of the passages with its score, in the order of the passages."""
    wanted = Wanted(question)
    for rank, hit in enumerate(hits):
        layer = hit.passage.layer
        leads = FIRST[layer] + ASKED * (hit.asked >= LISTED)
        of_passage = PASSAGE * hit.score / (hits[0].score or 1.0) + leads * (rank == 0)
        covered = (*hit.sentence_coverage, *(0.0 for _ in hit.passage.sentences))  # one told in the other language
        for place, own in enumerate(hit.sentence_scores):
            bare = Candidate(hit, rank, place, 0.0)
            score = own + COVERAGE * covered[place] + of_passage + OPENING[layer] * (place == 0) - EARLY[layer] * place
            yield Candidate(hit, rank, place, round(score + wanted.held_by(bare.text, bare.read), 6))


def names_several(text: str) -> bool:
    """Whether a sentence names three things or more."""
    return bool(_SEVERAL.search(fold(text)))
