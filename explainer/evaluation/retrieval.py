"""The product's ranking beside those that it has to beat, on the same passages in the same run."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explainer.errors import UsageError
from explainer.evaluation.baselines import DEPTH, Baselines, Ranking
from explainer.evaluation.benchmark import Benchmark, Query
from explainer.evaluation.measures import Estimate, by_question, estimate
from explainer.retrieval.retriever import PassageRetriever, Vectors

Ranker = Callable[[Query], Ranking]
Progress = Callable[[Sequence[Query], str], Iterable[Query]]


@dataclass(frozen=True, slots=True)
class Row:
    """How well one retriever does on the questions of one language."""

    retriever: str
    lang: str
    questions: int
    measures: Mapping[str, Estimate]
    lead: Mapping[str, Estimate]  # of the product over this retriever, question by question


@dataclass(frozen=True)
class Report:
    benchmark: Benchmark
    rows: tuple[Row, ...]
    rankings: Mapping[str, Mapping[str, Ranking]]  # by retriever, by question id

    def as_json(self) -> dict[str, Any]:
        """Everything but the rankings; what is not defined is NaN."""
        return {
            "data": self.benchmark.name,
            "corpus_id": self.benchmark.corpus.id,
            "passages": len(self.benchmark.corpus.passages),
            "questions": len(self.benchmark.queries),
            "left_out": self.benchmark.left_out,
            "results": [
                {
                    "retriever": row.retriever,
                    "lang": row.lang,
                    "questions": row.questions,
                    "measures": _numbers(row.measures),
                    "lead_of_the_first": _numbers(row.lead),
                }
                for row in self.rows
            ],
        }

    def as_table(self) -> str:
        """The same for a person at a terminal."""
        held = self.benchmark
        lines = [f"{held.name}: {len(held.queries)} questions, {len(held.corpus.passages)} passages"]
        lines.append(f"{'':28}" + "".join(f"{name:>22}" for name in self.rows[0].measures))
        for row in self.rows:
            cells = [f"{e.mean:.3f} ({e.low:.3f}-{e.high:.3f})" for e in row.measures.values()]
            lines.append(f"{row.lang} ({row.questions:4}) {row.retriever:<18}" + "".join(f"{c:>22}" for c in cells))
        return "\n".join(lines)

    def write_runs(self, folder: Path) -> None:
        """One file a retriever in TREC's run format, for other tools.

        Raises:
            UsageError: the folder cannot be written to.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, rankings in self.rankings.items():
                tag = name.replace(" ", "-")
                rows = [
                    f"{query} Q0 {passage} {rank} {len(ranking) - rank + 1} {tag}\n"
                    for query, ranking in rankings.items()
                    for rank, passage in enumerate(ranking, 1)
                ]
                (folder / f"{tag}.trec").write_text("".join(rows), "utf-8")
        except OSError as error:
            raise UsageError(f"{folder} cannot be written to: {error.strerror}.") from error


def evaluate(benchmark: Benchmark, vectors: Vectors | None, progress: Progress) -> Report:
    """Runs every retriever that can be had on every question; without vectors, those by words alone."""
    rankers = _rankers(benchmark, vectors)
    rankings = {
        name: {query.id: ranker(query) for query in progress(benchmark.queries, name)}
        for name, ranker in rankers.items()
    }
    values = {name: by_question(benchmark.relevant, found) for name, found in rankings.items()}
    product = next(iter(rankers))
    rows = []
    for lang in sorted({query.lang for query in benchmark.queries}):
        ids = [query.id for query in benchmark.queries if query.lang == lang]
        for name, measured in values.items():
            own = {measure: [found[i] for i in ids] for measure, found in measured.items()}
            best = {measure: [found[i] for i in ids] for measure, found in values[product].items()}
            lead = {m: estimate([a - b for a, b in zip(best[m], own[m], strict=True)]) for m in own}
            rows.append(Row(name, lang, len(ids), {m: estimate(v) for m, v in own.items()}, lead))
    return Report(benchmark, tuple(rows), rankings)


def _rankers(benchmark: Benchmark, vectors: Vectors | None) -> dict[str, Ranker]:
    """The product first, in the best mode that can be had."""
    by_words = PassageRetriever(corpus=benchmark.corpus)
    others = Baselines(benchmark.corpus.passages, vectors)
    if vectors is None:
        return {"explainer by words": _product(by_words), "BM25": others.bm25}
    return {
        "explainer": _product(PassageRetriever(corpus=benchmark.corpus, vectors=vectors)),
        "explainer by words": _product(by_words),
        "BM25": others.bm25,
        "dense": others.dense,
        "half and half": others.half_and_half,
        "recipe": others.recipe,
    }


def _product(retriever: PassageRetriever) -> Ranker:
    def rank(query: Query) -> Ranking:
        return [hit.passage.id for hit in retriever.search(query.text, query.lang, k=DEPTH)]

    return rank


def _numbers(estimates: Mapping[str, Estimate]) -> dict[str, dict[str, float]]:
    return {name: {k: round(getattr(e, k), 4) for k in ("mean", "low", "high")} for name, e in estimates.items()}
