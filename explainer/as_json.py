"""Answers, citations and hits in the fixed shapes of the command line."""

from dataclasses import asdict
from typing import Any

from explainer.domain import Answer, Citation, Hit


def answer_json(answer: Answer, question_id: object = None) -> dict[str, Any]:
    """An answer; only `elapsed_ms` may differ between two deterministic runs."""
    return {
        "id": question_id,
        "question": answer.question,
        "lang": answer.lang,
        "outcome": answer.outcome,
        "reason": answer.reason,
        "abstained": answer.abstained,
        "answer": answer.text,
        "sentences": [{"text": s.text, "citations": list(s.citations)} for s in answer.sentences],
        "citations": [citation_json(citation) for citation in answer.citations],
        "nearest": [citation_json(citation) for citation in answer.nearest],
        "unknown_words": list(answer.unknown_words),
        "confidence": answer.confidence,
        "mode": answer.mode,
        "model": answer.model,
        "corpus_id": answer.corpus_id,
        "settings_id": answer.settings_id,
        "notices": list(answer.notices),
        "suggestions": list(answer.suggestions),
        "elapsed_ms": answer.elapsed_ms,
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    source, passage = citation.source, citation.passage
    return {
        "number": citation.number,
        "source_id": source.id,
        "passage_id": passage.id,
        "title": source.title,
        "kind": source.kind,
        "publisher": source.publisher,
        "date": source.date,
        "status": source.status,
        "layer": passage.layer,
        "evidence": passage.evidence,
        "lang": passage.lang,
        "via": passage.via,
        "locator": asdict(passage.locator),
        "url": source.link(passage.locator),
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
    }


def hit_json(hit: Hit, rank: int) -> dict[str, Any]:
    passage = hit.passage
    return {
        "rank": rank,
        "score": hit.score,
        "source_id": passage.source_id,
        "passage_id": passage.id,
        "layer": passage.layer,
        "lang": passage.lang,
        "locator": asdict(passage.locator),
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.text,
    }
