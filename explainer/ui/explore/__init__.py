"""Explore: what can be looked up rather than asked, one section at a time.

The section stands in the address (`see=timeline`), so that a trainer can send a link to it.
"""

from collections.abc import Callable

import streamlit as st

from explainer import wording
from explainer.ui import parts
from explainer.ui.explore import compare, findings, glossary, numbers, people, steps, timeline
from explainer.ui.explore.entries import heading

SECTIONS: dict[str, Callable[[str], None]] = {
    "findings": findings.draw,
    "steps": steps.draw,
    "timeline": timeline.draw,
    "numbers": numbers.draw,
    "people": people.draw,
    "compare": compare.draw,
    "glossary": glossary.draw,
}


def page(lang: str) -> None:
    """Draws the page."""
    parts.title("explore", lang)
    chosen = _choose(lang)
    heading(chosen, lang)
    SECTIONS[chosen](lang)
    parts.footer(lang)


def _choose(lang: str) -> str:
    asked = st.query_params.get("see")
    key = f"see-{lang}"
    if key not in st.session_state:
        st.session_state[key] = asked if asked in SECTIONS else next(iter(SECTIONS))
    chosen = st.pills(
        wording.text("explore_choose", lang),
        list(SECTIONS),
        format_func=lambda name: wording.text(f"explore_{name}_title", lang),
        key=key,
        required=True,
    )
    if chosen != asked:
        st.query_params["see"] = str(chosen)
    return str(chosen)
