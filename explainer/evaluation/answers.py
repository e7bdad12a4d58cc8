"""How good the answers are: key facts, citations, outcomes, and what confidence is worth.

An undefined figure is NaN, never 0. Only this module uses scikit-learn.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from explainer.domain import Answer, Citation, Outcome
from explainer.engine import Explainer
from explainer.evaluation.questions import ANSWERS, Question, variants

Z = 1.96  # of a 95 % interval


@dataclass(frozen=True)
class Result:
    """A question and the answer that it got."""

    question: Question
    answer: Answer

    @property
    def shown(self) -> bool:
        """Whether an answer was given, whole or in part."""
        return self.answer.outcome in ANSWERS

    @property
    def right_outcome(self) -> bool:
        return self.answer.outcome in self.question.outcomes

    @property
    def met(self) -> bool:
        """Whether an answer was given and holds the key facts."""
        return self.shown and self.question.met(self.answer.text)

    @property
    def right(self) -> bool:
        """Whether the reader was served: a right outcome and, where an answer is shown, its key facts."""
        return self.right_outcome and (not self.shown or self.met)

    @property
    def refused(self) -> bool:
        """Whether no answer was shown though there is one."""
        return not self.shown and not self.right_outcome


@dataclass(frozen=True)
class Share:
    """A share of some cases, with its 95 % interval (Wilson's score)."""

    count: int
    of: int

    def as_json(self) -> dict[str, float | int]:
        if not self.of:
            return {"share": math.nan, "low": math.nan, "high": math.nan, "of": 0}
        share, n = self.count / self.of, self.of
        center = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        bounds = {"low": max(0.0, center - half), "high": min(1.0, center + half)}
        return {"share": round(share, 4), **{k: round(v, 4) for k, v in bounds.items()}, "of": n}


def ask_all(engine: Explainer, questions: Iterable[Question]) -> list[Result]:
    """Each question with its answer, in order."""
    return [Result(q, engine.ask(q.text, q.history, q.lang)) for q in questions]


def measure(results: Sequence[Result]) -> dict[str, Any]:
    """All figures of some results, as JSON: together, by language and by kind of question."""
    groups: dict[str, dict[str, list[Result]]] = {"lang": defaultdict(list), "kind": defaultdict(list)}
    for result in results:
        groups["lang"][result.answer.lang].append(result)
        groups["kind"][result.question.kind].append(result)
    return {
        "all": _figures(results),
        **{f"by_{name}": {key: _figures(group[key]) for key in sorted(group)} for name, group in groups.items()},
        "risk_coverage": risk_coverage(results),
        "misses": [_miss(result) for result in results if not result.right],
    }


def _figures(results: Sequence[Result]) -> dict[str, Any]:
    asked = [r for r in results if r.question.answerable]
    silent = [r for r in results if not r.question.answerable and Outcome.NOT_FOUND in r.question.outcomes]
    keyed = [r for r in asked if r.question.must]
    sourced = [r for r in asked if r.question.sources and r.shown]
    shown = [c for r in results for c in (*r.answer.citations, *r.answer.nearest)]
    confusion: dict[str, Counter[str]] = defaultdict(Counter)
    for r in results:
        confusion[r.question.outcomes[0]][r.answer.outcome] += 1
    return {
        "questions": len(results),
        "right": _share(results, lambda r: r.right),
        "key_fact": _share(keyed, lambda r: r.met),
        "false_refusals": _share(asked, lambda r: r.refused),
        "false_answers": _share(silent, lambda r: r.shown),
        "false_full_answers": _share(silent, lambda r: r.answer.outcome is Outcome.ANSWERED),
        "outcome_right": _share(results, lambda r: r.right_outcome),
        "source_cited": _share(sourced, lambda r: any(c.source.id in r.question.sources for c in r.answer.citations)),
        "quotations_exact": _share(shown, lambda c: bool(c.quote) and c.quote in c.passage.text),
        **_against_spans([r for r in asked if r.question.spans]),
        "auroc": auroc(results),
        "outcomes": {expected: dict(sorted(got.items())) for expected, got in sorted(confusion.items())},
        "sentences": _mean([len(r.answer.sentences) for r in results if r.shown]),
        "median_ms": round(median(r.answer.elapsed_ms for r in results), 1) if results else math.nan,
    }


def _share(cases: Sequence[Any], holds: Any) -> dict[str, float | int]:
    return Share(sum(bool(holds(case)) for case in cases), len(cases)).as_json()


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else math.nan


def _against_spans(results: Sequence[Result]) -> dict[str, float]:
    """Precision and recall of the cited characters against those that answer; silence counts 0."""
    precisions, recalls = [], []
    for result in results:
        cited = _characters((c.source.id, c.span.start, c.span.end) for c in result.answer.citations)
        gold = _characters((s.source_id, s.start, s.end) for s in result.question.spans)
        both = len(cited & gold)
        precisions.append(both / len(cited) if cited else 0.0)
        recalls.append(both / len(gold))
    return {"citation_precision": _mean(precisions), "citation_recall": _mean(recalls)}


def _characters(spans: Iterable[tuple[str, int, int]]) -> set[tuple[str, int]]:
    return {(source, place) for source, start, end in spans for place in range(start, end)}


def auroc(results: Sequence[Result]) -> float:
    """How well confidence tells questions that have an answer from those that have none; NaN without both."""
    judged = [r for r in results if r.answer.confidence is not None and r.answer.outcome is not Outcome.DECLINED]
    labels = [r.question.answerable for r in judged]
    if len(set(labels)) < 2:
        return math.nan
    from sklearn.metrics import roc_auc_score

    return round(float(roc_auc_score(labels, [r.answer.confidence for r in judged])), 4)


def risk_coverage(results: Sequence[Result], points: int = 20) -> list[dict[str, float]]:
    """If only the most confident answers were given: the share given, and the share of those that is wrong."""
    judged = [r for r in results if r.answer.confidence is not None and r.answer.outcome is not Outcome.DECLINED]
    judged.sort(key=lambda r: -(r.answer.confidence or 0.0))
    curve, wrong = [], 0
    for number, result in enumerate(judged, 1):
        wrong += not (result.question.answerable and result.met)
        if number * points // len(judged) > (number - 1) * points // len(judged):
            share = {"coverage": number / len(judged), "risk": wrong / number, "from": result.answer.confidence or 0.0}
            curve.append({key: round(value, 4) for key, value in share.items()})
    return curve


def _miss(result: Result) -> dict[str, Any]:
    if result.question.answerable:
        why = "key_fact" if result.shown else "refused"
    else:
        why = "answered" if result.shown else "outcome"
    return {"id": result.question.id, "kind": result.question.kind, "lang": result.answer.lang, "why": why}


def invariance(engine: Explainer, results: Sequence[Result]) -> dict[str, Any]:
    """Of the same questions typed in other ways: how many keep their outcome, first citation and key facts."""
    typed: dict[str, list[tuple[Result, Result]]] = defaultdict(list)
    for clean in results:
        for name, question in variants(clean.question):
            typed[name].append((clean, ask_all(engine, [question])[0]))
    return {
        name: {
            "same_outcome": _share(both, lambda two: two[0].answer.outcome is two[1].answer.outcome),
            "same_first_citation": _share(
                [two for two in both if two[0].shown], lambda two: _first(two[0].answer) == _first(two[1].answer)
            ),
            "key_fact": _share([two for two in both if two[0].question.must], lambda two: two[1].met),
            "key_fact_clean": _share([two for two in both if two[0].question.must], lambda two: two[0].met),
        }
        for name, both in typed.items()
    }


def _first(answer: Answer) -> str | None:
    first: Sequence[Citation] = answer.citations[:1]
    return first[0].passage.id if first else None


def scorecard(measured: str, corpus_id: str, files: Mapping[str, int], modes: Mapping[str, Any]) -> dict[str, Any]:
    """What the About page shows.

    Args:
        measured: the day, as 2026-11-26.
        corpus_id: what was asked.
        files: how many questions of which file.
        modes: by mode, what `measure` gave, and `invariance` under that name where it was measured.
    """
    kept = ("all", "by_lang", "by_kind", "risk_coverage", "invariance", "misses")
    return {
        "measured": measured,
        "corpus_id": corpus_id,
        "files": dict(files),
        "modes": {mode: {name: found[name] for name in kept if name in found} for mode, found in modes.items()},
    }
