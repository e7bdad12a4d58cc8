"""Officials' words in plain language, with a search that takes everyday names too."""

import streamlit as st

from explainer import wording
from explainer.corpus import reference
from explainer.retrieval.analysis import fold
from explainer.ui.explore.entries import entry
from explainer.ui.html import counted, put, safe, text


def draw(lang: str) -> None:
    """Draws the section."""
    wanted = fold(st.text_input(wording.text("glossary_search", lang), key="glossary-search").strip())
    terms = [term for term in reference.glossary() if wanted in _found_by(term, lang)]
    terms.sort(key=lambda term: fold(getattr(term.term, lang)))
    put(f'<p class="facts" role="status" lang="{lang}">{counted("glossary_count", lang, len(terms))}</p>')
    for term in terms:
        also = ", ".join(term.also["es" if lang == "es" else "en"])
        named = f'<p class="facts">{text("also_called", lang, names=also)}</p>' if also else ""
        body = f"<h4>{safe(getattr(term.term, lang))}</h4><p>{safe(getattr(term.meaning, lang))}</p>{named}"
        entry(f"term-{term.id}", body, term.cites, lang)


def _found_by(term: reference.Term, lang: str) -> str:
    """All by which a term can be found: its names in both languages and its meaning, folded."""
    names = [*term.also["en"], *term.also["es"], term.term.en, term.term.es, getattr(term.meaning, lang)]
    return fold(" | ".join(names))
