"""Sources: what answers are made from."""

from explainer.ui import parts
from explainer.ui.html import in_language, outside, put, safe
from explainer.ui.passages import status


def page(lang: str) -> None:
    """Draws the page."""
    parts.title("sources", lang)
    rows = []
    for source in parts.service().corpus.sources.values():
        address = source.url or source.archive
        name = f"<span{in_language(source.language, lang)}>{safe(source.title)}</span>"
        facts = " · ".join(safe(fact) for fact in (source.publisher, source.date, status(source, lang)) if fact)
        rows.append(f'<li>{outside(address, name) if address else name}<br><span class="facts">{facts}</span></li>')
    put(f'<ul class="sources" lang="{lang}">{"".join(rows)}</ul>')
    parts.footer(lang)
