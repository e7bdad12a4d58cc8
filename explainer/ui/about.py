"""About: what this is, how its answers are made and checked, and what it does not do."""

from explainer.ui import parts


def page(lang: str) -> None:
    """Draws the page."""
    parts.title("about", lang)
    parts.footer(lang)
