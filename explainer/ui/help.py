"""Get help: official directories, for what the page itself cannot do."""

from explainer import wording
from explainer.ui import parts
from explainer.ui.answers import directories_html
from explainer.ui.html import put


def page(lang: str) -> None:
    """Draws the page."""
    parts.title("help", lang)
    put(f'<div lang="{lang}">{directories_html(wording.directories(), lang)}</div>')
    parts.footer(lang)
