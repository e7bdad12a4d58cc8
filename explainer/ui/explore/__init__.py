"""Explore: what can be looked up rather than asked, one section at a time.

The section stands in the address (`see=timeline`), so that a trainer can send a link to it.
"""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

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
    with _place(chosen):
        heading(chosen, lang)
        SECTIONS[chosen](lang)
    parts.footer(lang)


def _place(chosen: str) -> DeltaGenerator:
    """Where the section goes: of two places the one that the section before did not have.

    Streamlit keeps what a place holds until the run ends, so another section would stand below, fading;
    a place that is left empty loses it at once. The same section keeps its place, and nothing flickers.
    """
    before, slot = st.session_state.get("section", (chosen, 0))
    slot = slot if chosen == before else 1 - slot
    st.session_state["section"] = (chosen, slot)
    places = [st.container() if slot == at else st.empty() for at in range(2)]
    chosen_place: DeltaGenerator = places[slot]
    return chosen_place


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
