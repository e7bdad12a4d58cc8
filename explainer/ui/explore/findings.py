"""The five findings, then the recommendations, each with what became of it."""

from explainer.corpus import reference
from explainer.ui.explore.entries import entry
from explainer.ui.html import put, safe, text
from explainer.ui.passages import pages


def draw(lang: str) -> None:
    """Draws the section."""
    for kind in ("finding", "recommendation"):
        put(f'<h3 class="group" lang="{lang}">{text(f"explore_{kind}s", lang)}</h3>')
        for found in reference.findings():
            if found.kind == kind:
                entry(found.id, _html(found, lang), (*found.cites, *found.became_cites), lang)


def _html(found: reference.Finding, lang: str) -> str:
    where = f' <span class="facts">{safe(pages(found.pages, lang))}</span>' if found.pages else ""
    return (
        f'<h4><span class="number">{safe(found.number)}</span>{safe(getattr(found.title, lang))}{where}</h4>'
        f"<p>{safe(getattr(found.text, lang))}</p>"
        f'<p class="became"><span class="tag {found.outcome}">{text(f"outcome_{found.outcome}", lang)}</span> '
        f"<b>{text('became', lang)}</b> {safe(getattr(found.became, lang))}</p>"
    )
