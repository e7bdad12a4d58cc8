"""Questions with what a right answer holds, read from JSON lines; and the same question typed in other ways."""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from explainer.domain import Outcome, Turn
from explainer.errors import UsageError
from explainer.retrieval.analysis import fold

ANSWERS = (Outcome.ANSWERED, Outcome.PARTIAL)


@dataclass(frozen=True, slots=True)
class Gold:
    """Characters of a document that answer a question."""

    source_id: str
    start: int
    end: int


@dataclass(frozen=True)
class Question:
    """A question and what is known about its answer."""

    id: str
    text: str
    lang: str
    kind: str = "answerable"
    history: tuple[Turn, ...] = ()
    outcomes: tuple[Outcome, ...] = ANSWERS  # those that are right
    must: tuple[tuple[str, ...], ...] = ()  # of each group one must stand in the answer
    sources: tuple[str, ...] = ()  # of which one should be cited
    spans: tuple[Gold, ...] = ()
    passages: frozenset[str] = frozenset()  # that a reader found to answer; or to tell that just this is not held

    @property
    def answerable(self) -> bool:
        return self.outcomes[0] in ANSWERS

    def met(self, text: str) -> bool:
        """Whether a text holds the key facts, without regard to case, accents and blanks."""
        told = _plain(text)
        return all(any(_plain(option) in told for option in group) for group in self.must)


def read_questions(paths: Sequence[Path], gold: Path | None = None) -> list[Question]:
    """The questions of some files.

    A line has `id`, `question` (or `turns`, the last of which is asked), and `lang`; then what is known:
    `must` or `gold_answers`, `sources`, `passages`, `outcomes`, `reason` (to be declined), `kind`, `history`,
    or `of`, the id of a question that it words anew. To one with a `kind` alone, silence is the right answer. Lines
    of `gold` with the same id add to it.

    Raises:
        UsageError: a file that cannot be read, or a line that is no question.
    """
    rows = [row for path in paths for row in _rows(path)]
    known = {row["id"]: row for row in (_rows(gold) if gold else ())}
    by_id = {row.get("id"): row for row in rows}
    return [_question(row, by_id.get(row.get("of"), {}), known.get(row.get("id"), {})) for row in rows]


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read as JSON lines: {error}") from error


def _question(row: Mapping[str, Any], of: Mapping[str, Any], gold: Mapping[str, Any]) -> Question:
    told = {**of, **gold, **row}
    turns = [*told.get("turns", ())] or [told.get("question")]
    if not isinstance(turns[-1], str):
        raise UsageError(f'The line {row.get("id")} has no question. Add "question": "…".')
    earlier = [Turn(t["question"], str(t.get("answer") or "")) for t in told.get("history") or ()]
    answers = told.get("gold_answers") or ()
    return Question(
        id=str(told.get("id")),
        text=turns[-1],
        lang=told.get("lang") or "auto",
        kind=_kind(row, of, told),
        history=(*earlier, *(Turn(turn) for turn in turns[:-1])),
        outcomes=_right(told),
        must=tuple(tuple(group) for group in told.get("must") or ((answers,) if answers else ())),
        sources=tuple(told.get("sources") or ()),
        spans=tuple(Gold(s["doc_id"], s["start"], s["end"]) for s in told.get("gold_spans") or ()),
        passages=frozenset(told.get("passages") or ()),
    )


def _kind(row: Mapping[str, Any], of: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    if row.get("kind"):
        return str(row["kind"])
    if of:
        return "paraphrase"
    if told.get("turns") or told.get("history"):
        return "follow_up"
    if told.get("must") or told.get("answer_key"):
        return "answerable"
    return str(told.get("kind") or told.get("reason") or "not_to_decline")


def _right(told: Mapping[str, Any]) -> tuple[Outcome, ...]:
    if told.get("outcomes"):
        return tuple(Outcome(outcome) for outcome in told["outcomes"])
    if told.get("reason"):
        return (Outcome.DECLINED,)
    if told.get("must") or told.get("answerable") or told.get("answer_key"):
        return ANSWERS
    if told.get("kind"):
        return (Outcome.NOT_FOUND, Outcome.DECLINED)
    return (*ANSWERS, Outcome.NOT_FOUND)  # nothing is known but that it must not be declined


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _without_punctuation(text: str, _: random.Random) -> str:
    return " ".join("".join(c if c.isalnum() or c in " '-" else " " for c in text).split())


def _with_typos(text: str, chance: random.Random) -> str:
    """Two neighboring letters swapped in one word of six or more letters in four, and in one word at least."""
    words = text.split()
    long = [i for i, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
    for i in sorted(chance.sample(long, min(len(long), max(1, len(long) // 4)))):
        at = chance.randrange(1, len(words[i]) - 2)
        word = words[i]
        words[i] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


VARIANTS: Mapping[str, Callable[[str, random.Random], str]] = {
    "no_accents": lambda text, _: "".join(fold(c) if c.islower() else fold(c).upper() for c in text),
    "lower_case": lambda text, _: text.lower(),
    "capitals": lambda text, _: text.upper(),
    "no_punctuation": _without_punctuation,
    "typos": _with_typos,
}


def variants(question: Question) -> Iterator[tuple[str, Question]]:
    """The question typed in other ways, by name; the same ones on every run. One that changes nothing is left out."""
    for name, typed in VARIANTS.items():
        text = typed(question.text, random.Random(f"{name}:{question.id}"))
        if text != question.text:
            yield name, replace(question, text=text)
