"""Where sources differ: side by side, no verdict."""

import streamlit as st

from explainer.corpus import reference
from explainer.ui import parts
from explainer.ui.html import put, safe


def draw(lang: str) -> None:
    """Draws the section."""
    for entry in reference.comparisons():
        with st.container(key=f"compare-{entry.id}"):
            put(f'<h3 lang="{lang}">{safe(getattr(entry.question, lang))}</h3>{parts.side_by_side(entry, lang)}')
            parts.ask_about(getattr(entry.question, lang), lang, f"ask-compare-{entry.id}")
