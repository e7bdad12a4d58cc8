"""Explore: what can be looked up rather than asked."""

from explainer.corpus import reference
from explainer.ui import parts
from explainer.ui.html import put, safe


def page(lang: str) -> None:
    """Draws the page."""
    parts.title("explore", lang)
    terms = sorted(reference.glossary(), key=lambda term: getattr(term.term, lang).casefold())
    entries = "".join(f"<dt>{safe(getattr(t.term, lang))}</dt><dd>{safe(getattr(t.meaning, lang))}</dd>" for t in terms)
    put(f'<dl class="glossary" lang="{lang}">{entries}</dl>')
    parts.footer(lang)
