"""What several pages share: the engine, titles, passages under an entry, and questions that lead to Ask."""

from base64 import b64encode
from collections.abc import Sequence

import streamlit as st

from explainer import wording
from explainer.corpus.reference import Comparison
from explainer.domain import Citation
from explainer.settings import load
from explainer.start import Service
from explainer.ui.frame import go
from explainer.ui.html import put, safe, text
from explainer.ui.passages import card, label


@st.cache_resource(show_spinner=False)
def service() -> Service:
    """One engine for all readers. What they ask is nowhere in it."""
    try:
        secrets = dict(st.secrets)
    except FileNotFoundError:
        secrets = {}
    return Service(load(secrets))


def title(page: str, lang: str) -> None:
    """The heading of a page and what it is for."""
    heading, lead = text(f"{page}_title", lang), text(f"{page}_lead", lang)
    put(f'<div lang="{lang}"><h1>{heading}</h1><p class="lead">{lead}</p></div>')


def footer(lang: str, first: str = "not_advice") -> None:
    """What holds on every page; the last thing on it. `first` names the text it begins with."""
    words = f"{wording.text(first, lang)} {wording.text('leave_note', lang)}"
    put(f'<footer class="end" lang="{lang}"><p>{safe(words)}</p></footer>')


def ask_about(question: str, lang: str, key: str) -> None:
    """A button that leads to Ask, where the question is asked. It travels in the session, never in the address."""
    if st.button(wording.text("ask_about", lang), key=key):
        st.session_state["picked"] = question
        go("ask", lang)


def cited(passage_ids: Sequence[str], lang: str) -> str:
    """The passages an entry rests on, as HTML: their labels, and behind them each passage in its context.

    An id without a passage is left out; `explainer sources check` tells of it.
    """
    corpus = service().corpus
    found = [p for name in passage_ids if (p := corpus.passage(name, lang))]
    if not found:
        return ""
    labels = dict.fromkeys(label(corpus.sources[p.source_id], p, lang) for p in found)
    cards = "".join(card(corpus.sources[p.source_id], p, lang) for p in found)
    return f'<details class="cited"><summary>{" · ".join(map(safe, labels))}</summary>{cards}</details>'


def side_by_side(entry: Comparison, lang: str) -> str:
    """What sources say where they differ, one beside the other and none above another, as HTML."""
    sides = "".join(
        f'<div class="side"><p class="says">{safe(getattr(side.who, lang))}</p><p>{safe(getattr(side.text, lang))}</p>'
        f"{cited((side.passage,), lang)}</div>"
        for side in entry.sides
    )
    why = safe(getattr(entry.why, lang))
    return f'<div lang="{lang}"><div class="sides">{sides}</div><p class="facts">{why}</p></div>'


def pictures(citations: Sequence[Citation]) -> dict[int, str]:
    """By the number of a citation of a PDF: the lines that it quotes, marked, as an address that holds the picture."""
    drawn = {citation.number: service().picture(citation) for citation in citations}
    return {n: f"data:image/png;base64,{b64encode(png).decode()}" for n, png in drawn.items() if png}
