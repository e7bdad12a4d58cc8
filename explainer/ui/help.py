"""Get help: official directories by what a reader needs, and what to know before paying or signing."""

from explainer import wording
from explainer.corpus import reference
from explainer.ui import parts
from explainer.ui.answers import directories_html
from explainer.ui.html import put, safe, text

TOPICS = ("crisis", "violence", "lawyer", "detained", "court", "fraud", "complaint")


def page(lang: str) -> None:
    """Draws the page. Each directory stands once, under the first need that it serves."""
    parts.title("help", lang)
    shown: set[str] = set()
    for topic in TOPICS:
        found = [entry for entry in wording.directories() if topic in entry.topics and entry.id not in shown]
        shown |= {entry.id for entry in found}
        if found:
            put(f'<div lang="{lang}"><h2>{text(f"help_{topic}", lang)}</h2>{directories_html(found, lang)}</div>')
        for entry in reference.preparation():
            if entry.topic == topic:
                put(f'<div lang="{lang}">{_html(entry, lang)}</div>')
    parts.footer(lang)


def _html(entry: reference.Preparation, lang: str) -> str:
    points = "".join(f"<li>{safe(getattr(point, lang))}</li>" for point in entry.points)
    return f"<h3>{safe(getattr(entry.title, lang))}</h3><ul>{points}</ul>{parts.cited(entry.cites, lang)}"
