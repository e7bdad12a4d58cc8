"""An entry as every section shows it: its words, the passages it rests on, and a way to ask about it."""

from collections.abc import Sequence

import streamlit as st

from explainer.ui import parts
from explainer.ui.html import put, text


def heading(section: str, lang: str) -> None:
    """The heading of a section and what it shows."""
    words, lead = text(f"explore_{section}_title", lang), text(f"explore_{section}_lead", lang)
    paper = f'<p class="acts"><button type="button" class="act" data-print>{text("print", lang)}</button></p>'
    put(f'<div lang="{lang}"><h2>{words}</h2><p class="lead">{lead}</p>{paper}</div>')


def entry(key: str, body: str, cites: Sequence[str], lang: str) -> None:
    """Shows an entry.

    Args:
        key: unique on the page; in the address of nothing.
        body: HTML that was made with `safe`.
        cites: ids of the passages that it rests on.
        lang: the language of the page.
    """
    with st.container(key=f"entry-{key}"):
        put(f'<div lang="{lang}">{body}{parts.cited(cites, lang)}</div>')
        question = question_of(cites, lang)
        if question:
            parts.ask_about(question, lang, f"ask-{key}")


def question_of(cites: Sequence[str], lang: str) -> str:
    """What people ask first about the passage that an entry rests on; empty where it rests on none."""
    for name in cites:
        passage = parts.service().corpus.passage(name, lang)
        if passage and passage.asks:
            return passage.asks[0]
    return ""
