"""Fits the weights of "enough?" on questions whose answers are known, and measures them on questions left out.

For each kind of text and mode: logistic regression (scikit-learn) over the signs of the best passages,
where a passage is right if it holds the key facts or half of a span that answers. What is told of it comes
from ten-fold cross-validation, in which a question and its paraphrases stay together.

Notes teach besides: a share of the questions that they list as answered nowhere is taken out of them and
asked. Weights learn from these too; bounds, and all that is told, come from the others.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explainer.answering.asked import Signs
from explainer.answering.enough import WEIGHED, group_of
from explainer.conversation.followup import meant_by
from explainer.domain import Hit, Outcome, Passage
from explainer.engine import Explainer
from explainer.evaluation.questions import Question

NAMES = tuple(field.name for field in fields(Signs))
STRENGTH = 0.3  # inverse of the penalty on weights
FOLDS = 10
# How much worse a wrong answer is than a needless silence, when the bound is chosen: on what readers take to
# heart, twice as much; on a folder of documents, no more.
WORSE = {"notes": 2.0, "documents": 1.0, "across": 1.0}
SURE = {"notes": 0.7, "documents": 0.5, "across": 0.5}  # from this share of right answers on, none is called partial
# An answer that sets a false premise right, or tells what is related and says so, is as good as silence.
EXCLUDED = ("false_premise", "related")
TAUGHT = "taught"  # the kind of question that is only learned from
TAKEN = 10  # of so many questions that are answered nowhere one is taken out

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One question with the signs of the passages found for it."""

    key: str  # of the question, the same for its paraphrases
    kind: str
    answerable: bool
    signs: tuple[Signs, ...]
    right: tuple[bool, ...]  # of each passage, whether it answers, or tells that what is asked is not held
    missing: tuple[bool, ...]  # of each passage, whether it tells what is not held: then it is no answer


def cases(engine: Explainer, questions: Iterable[Question]) -> dict[str, list[Case]]:
    """The cases that the questions make, by the group of weights that judges them."""
    found: dict[str, list[Case]] = defaultdict(list)
    for question in questions:
        if question.kind in EXCLUDED or Outcome.DECLINED in question.outcomes[:1]:
            continue
        lang = engine.language(question.text, question.lang)
        core, hits = engine.find(meant_by(question.text, question.history, lang, engine.corpus.foreign))
        near = [hit for hit in hits if group_of(hit, lang) == group_of(hits[0], lang)][:WEIGHED]
        if not near:
            continue
        found[group_of(near[0], lang)].append(
            Case(
                key=str(question.must or question.spans or question.text),
                kind=question.kind,
                answerable=question.answerable,
                signs=tuple(engine.judge.signs(core, near, lang)),
                right=tuple(_answers(hit, question) for hit in near),
                missing=tuple(hit.passage.gap for hit in near),
            )
        )
    return found


def taken_out(engine: Explainer) -> tuple[Explainer, list[Question]]:
    """The same engine without some of the questions that are known to be answered nowhere, and these questions."""
    taken: list[Question] = []
    count = itertools.count(1)

    def kept(passage: Passage) -> Iterator[str]:
        for question in passage.look_alikes:
            if next(count) % TAKEN:
                yield question
            else:
                taken.append(Question(question, question, passage.lang, TAUGHT, outcomes=(Outcome.NOT_FOUND,)))

    corpus = engine.corpus
    passages = tuple(replace(passage, look_alikes=tuple(kept(passage))) for passage in corpus.passages)
    return engine.over(replace(corpus, passages=passages)), taken


def _answers(hit: Hit, question: Question) -> bool:
    if hit.passage.id in question.passages:
        return True
    if not question.spans:
        return question.answerable and question.met(hit.passage.text)
    own = hit.passage.span
    return any(
        span.source_id == hit.passage.source_id
        and min(own.end, span.end) - max(own.start, span.start) > (span.end - span.start) / 2
        for span in question.spans
    )


def fit(found: Sequence[Case], text: str) -> dict[str, Any]:
    """Weights, bounds, what support is worth, and how well all that did on questions left out; as JSON.

    Args:
        found: the cases of one group.
        text: what kind of text they are of: notes, documents, or documents in another language (across).
    """
    from sklearn.isotonic import IsotonicRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold

    taught = [case for case in found if case.kind == TAUGHT]
    found = [case for case in found if case.kind != TAUGHT]
    learned = [*found, *taught]
    signs = np.array([[asdict(s)[n] for n in NAMES] for case in learned for s in case.signs])
    right = np.array([r for case in learned for r in case.right], dtype=float)
    owner = np.array([at for at, case in enumerate(learned) for _ in case.signs])
    keys = {key: at for at, key in enumerate(sorted({case.key for case in learned}))}
    together = np.array([keys[learned[at].key] for at in owner])
    left_out = np.zeros(len(right))
    for train, test in GroupKFold(FOLDS, shuffle=True, random_state=0).split(signs, right, together):
        base, weights = _regression(signs[train], right[train])
        left_out[test] = _logistic(base + signs[test] @ weights)
    best = np.array([left_out[owner == at].max() for at in range(len(found))])
    first = np.array([np.flatnonzero(owner == at)[left_out[owner == at].argmax()] for at in range(len(found))])
    served = right[first]
    told_missing = np.array([m for case in found for m in case.missing])[first]
    answerable = np.array([case.answerable for case in found])
    shown = np.where(told_missing, 0.0, best)  # what a passage tells of its gap is no answer
    worth = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip").fit(best, served)
    bound = _bound(best, served, WORSE[text])
    base, weights = _regression(signs, right)
    sure = worth.X_thresholds_[np.searchsorted(worth.y_thresholds_, SURE[text]).clip(max=len(worth.X_thresholds_) - 1)]
    return {
        "base": round(base, 3),
        "signs": {name: round(float(weight), 3) for name, weight in zip(NAMES, weights, strict=True) if weight},
        "partial_from": round(bound, 4),
        "answered_from": round(max(bound, float(sure)), 4),
        "worth": [
            [round(float(x), 4), round(float(y), 4)]
            for x, y in zip(worth.X_thresholds_, worth.y_thresholds_, strict=True)
        ],
        "measured": {
            "questions": len(found),
            "taught": len(taught),
            "answerable": int(answerable.sum()),
            "auroc": round(float(roc_auc_score(answerable, shown)), 4) if len(set(answerable)) > 1 else None,
            "false_answers": _rates(found, shown >= bound, answerable=False),
            "false_refusals": _rates(found, shown < bound, answerable=True),
            "right_or_silent": round(float(((best >= bound) == served.astype(bool)).mean()), 4),
            "best_passage_right": round(float(served[answerable].mean()), 4),
        },
    }


def _regression(signs: Numbers, right: Numbers) -> tuple[float, Numbers]:
    """Base and weights, for signs as they are."""
    from sklearn.linear_model import LogisticRegression

    spread = signs.std(axis=0)
    spread[spread == 0] = np.inf  # a sign that never changes gets no weight
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(signs / spread, right)
    return float(model.intercept_[0]), model.coef_[0] / spread


def _bound(best: Numbers, served: Numbers, worse: float) -> float:
    """The support below which not to answer: fewest needless silences and, counting for more, wrong answers."""
    right = served.astype(bool)

    def cost(bound: float) -> float:
        shown = best >= bound
        return worse * float((shown & ~right).sum()) + float((~shown & right).sum())

    return min((float(value) for value in np.unique(best)), key=cost)


def _rates(found: Sequence[Case], counted: NDArray[np.bool_], answerable: bool) -> dict[str, float]:
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for case, count in zip(found, counted, strict=True):
        if case.answerable == answerable:
            by_kind[case.kind].append(bool(count))
    return {kind: round(sum(values) / len(values), 4) for kind, values in sorted(by_kind.items())}


def _logistic(values: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-values)), dtype=np.float64)
