"""About: what this is, how its answers are made and checked, how good they are, and what it does with what is typed."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from explainer import wording
from explainer.corpus.yaml_files import KNOWLEDGE
from explainer.domain import Layer
from explainer.ui import parts
from explainer.ui.html import outside, put, safe, text

SCORECARD = KNOWLEDGE / "scorecard.json"  # written by: explainer evaluate answers --scorecard
WHOLE = {"measured", "corpus_id", "files", "modes"}  # what a scorecard holds
FIGURES = ("key_fact", "false_refusals", "false_answers", "quotations_exact")
MISSES = 60  # how many misses are listed; the count of all is told


def page(lang: str) -> None:
    """Draws the page."""
    parts.title("about", lang)
    about = wording.about()
    for section in about.sections:
        body = [f'<h2 id="{section.id}">{safe(getattr(section.title, lang))}</h2>']
        points = "".join(f"<li>{safe(getattr(point, lang))}</li>" for point in section.points)
        kind = "ol" if section.steps else "ul"
        body += [f"<{kind}>{points}</{kind}>"] if points else []
        if section.id == "scorecard":
            body += _scorecard(lang)
        if section.id == "version":
            body += _version(lang)
        if section.id == "mistake" and about.contact:
            body.append(f"<p>{outside(about.contact, safe(about.contact))}</p>")
        put(f'<section class="about" lang="{lang}">{"".join(body)}</section>')
    parts.footer(lang)


def _scorecard(lang: str) -> Iterable[str]:
    """What was measured, by mode and language, and where it was wrong; or that nothing has been measured here."""
    card = _measured()
    if card is None:
        yield f"<p>{text('score_none', lang)}</p>"
        return
    asked = sum(card["files"].values())
    told = wording.text("score_lead", lang, count=asked, date=wording.date(card["measured"], lang))
    same = card["corpus_id"] == parts.service().corpus.id
    yield f"<p>{safe(told)} {'' if same else text('score_older', lang)}</p>"
    for mode, found in card["modes"].items():
        yield f'<div class="scroll" tabindex="0"><table><caption>{text(f"mode_{mode}", lang)}</caption><thead><tr>'
        yield f'<th scope="col">{text("score_figure", lang)}</th>'
        groups = {"all": found["all"], **found.get("by_lang", {})}
        yield "".join(f'<th scope="col">{text(f"score_{name}", lang)}</th>' for name in groups)
        yield "</tr></thead><tbody>"
        for figure in FIGURES:
            cells = "".join(f"<td>{_share(group.get(figure))}</td>" for group in groups.values())
            yield f'<tr><th scope="row">{text(f"score_{figure}", lang)}</th>{cells}</tr>'
        yield "</tbody></table></div>"
        yield from _misses(found.get("misses", ()), lang)


def _misses(misses: list[dict[str, Any]], lang: str) -> Iterable[str]:
    if not misses:
        return
    yield f"<details><summary>{text('score_misses', lang, count=len(misses))}</summary><ul>"
    for miss in misses[:MISSES]:
        why = text(f"miss_{miss['why']}", lang) if wording.has(f"miss_{miss['why']}") else safe(miss["why"])
        yield f'<li><span lang="{miss["lang"]}">{safe(miss.get("question") or str(miss["id"]))}</span>: {why}</li>'
    yield "</ul></details>"


def _share(figure: Any) -> str:
    """A share in percent, and of how many; a dash where nothing was asked."""
    if not isinstance(figure, dict) or not figure.get("of") or figure.get("share") is None:
        return "–"
    return f"{figure['share']:.0%} <span class='facts'>({figure['of']})</span>"


def _version(lang: str) -> Iterable[str]:
    corpus = parts.service().corpus
    notes = sum(p.layer is Layer.NOTES and p.lang == lang for p in corpus.passages)
    documents = len({p.source_id for p in corpus.passages if p.layer is Layer.DOCUMENT})
    key = "version_holds" if documents else "version_holds_notes"
    yield f"<p>{text(key, lang, sources=len(corpus.sources), notes=notes, documents=documents)}</p>"
    yield f"<p>{text('version_id', lang)} <code>{safe(corpus.id)}</code></p>"


@cache
def _measured() -> dict[str, Any] | None:
    try:
        card = json.loads(SCORECARD.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return card if isinstance(card, dict) and set(card) >= WHOLE else None
