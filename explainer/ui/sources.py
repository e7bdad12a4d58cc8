"""Sources: the catalog with its filters, one source with its passages, one passage by its link, and what is missing.

The address may hold `passage=ID` or `source=ID`, never what a reader typed.
"""

from collections.abc import Iterable

import streamlit as st

from explainer import wording
from explainer.answering.verify import cite
from explainer.corpus import reference
from explainer.domain import Layer, Passage, Source
from explainer.retrieval.analysis import fold
from explainer.ui import parts
from explainer.ui.html import counted, in_language, outside, put, safe, text
from explainer.ui.passages import card, status

ALL = "all"
EVERY = 3.0  # seconds between two looks at how far the fetching is
GROUPS = {
    "report": ("report", "testimony", "memo", "letter"),
    "law": ("statute", "regulation", "order"),
    "court": ("court",),
    "state": ("state_law", "local_law"),
    "audit": ("audit", "data"),
    "research": ("research",),
    "news": ("news", "advocacy", "web_page"),
}
TODAY = {"today": ("in_force", "amended"), "past": ("historical", "replaced", "revoked"), "blocked": ("blocked",)}


def page(lang: str) -> None:
    """Draws the page."""
    parts.title("sources", lang)
    corpus = parts.service().corpus
    passage = corpus.passage(st.query_params.get("passage", ""), lang)
    source = corpus.sources.get(passage.source_id if passage else st.query_params.get("source", ""))
    if source:
        _one(source, passage, lang)
    else:
        status = parts.service().fetching
        st.fragment(_texts, run_every=EVERY if status and not status.finished else None)(lang)
        _catalog(lang)
        _gaps(lang)
    parts.footer(lang)


def _one(source: Source, linked: Passage | None, lang: str) -> None:
    """A source with all that is held of it; the passage that a link leads to comes first."""
    if st.button(wording.text("all_sources", lang), key="all-sources", type="tertiary"):
        st.query_params.from_dict({"lang": lang})
        st.rerun()
    title = f"<h2{in_language(source.language, lang)}>{safe(source.title)}</h2>"
    put(f'<div lang="{lang}">{title}{_facts(source, lang)}</div>')
    held = _passages(source, lang)
    for passage in sorted(held, key=lambda p: linked is None or p.id != linked.id):
        with st.container(key=f"entry-{passage.layer}-{passage.id}"):
            picture = parts.pictures([cite(1, passage, source)]).get(1) if passage is linked else None
            put(f'<div class="bare" lang="{lang}">{card(source, passage, lang, picture=picture)}</div>')
            if passage.asks:
                parts.ask_about(passage.asks[0], lang, f"ask-{passage.layer}-{passage.id}")


def _texts(lang: str) -> None:
    """How many official texts this machine holds, and the offer to fetch the others."""
    service = parts.service()
    held = {source for source, layer, _ in service.corpus.texts if layer is Layer.DOCUMENT}
    status = service.fetching
    if status and not status.finished:
        words = wording.text("texts_fetching", lang, done=status.done, total=status.total)
    elif status:
        words = wording.text("texts_fetched", lang, fetched=status.fetched, missing=status.total - status.fetched)
    else:
        key = "texts_held_one" if len(held) == 1 else "texts_held"
        words = wording.text(key if held else "texts_none", lang, count=len(held))
    with st.container(key="texts"):
        put(f'<p role="status" lang="{lang}">{safe(words)}</p>')
        if (status is None or status.finished) and st.button(wording.text("texts_fetch", lang), key="ask-fetch"):
            service.fetch_texts()
            st.rerun()


def _catalog(lang: str) -> None:
    """Every source that the filters let through."""
    group = _filter("sources_kinds", {name: f"group_{name}" for name in (ALL, *GROUPS)}, lang)
    today = _filter("sources_today", {name: f"today_{name}" for name in (ALL, *TODAY)}, lang)
    wanted = fold(st.text_input(wording.text("sources_search", lang), key="sources-search").strip())
    found = [
        source
        for source in parts.service().corpus.sources.values()
        if (group == ALL or source.kind in GROUPS[group])
        and (today == ALL or source.status in TODAY[today])
        and wanted in fold(f"{source.title} {source.short[lang]} {source.publisher} {source.id}")
    ]
    found.sort(key=lambda source: (source.date or "", source.id), reverse=True)
    put(f'<p class="facts" role="status" lang="{lang}">{counted("sources_count", lang, len(found))}</p>')
    for source in found:
        with st.container(key=f"entry-source-{source.id}"):
            name = f'<h2 class="name"{in_language(source.language, lang)}>{safe(source.title)}</h2>'
            put(f'<div lang="{lang}">{name}{_facts(source, lang)}</div>')
            held = _passages(source, lang)
            if held:
                label = wording.text("show_held_one" if len(held) == 1 else "show_held", lang, count=len(held))
                if st.button(label, key=f"ask-open-{source.id}", type="tertiary"):
                    st.query_params.from_dict({"lang": lang, "source": source.id})
                    st.rerun()


def _filter(label: str, names: dict[str, str], lang: str) -> str:
    """One of several, shown as a row of words."""
    chosen = st.pills(
        wording.text(label, lang),
        list(names),
        default=ALL,
        format_func=lambda name: wording.text(names[name], lang),
        key=f"{label}-{lang}",
        required=True,
    )
    return str(chosen)


def _facts(source: Source, lang: str) -> str:
    """Who published a source and when, what it is today, how much of it we have read, and the way to it."""
    date = wording.date(source.date, lang) if source.date else ""
    kind = wording.text(f"kind_{source.kind}", lang)
    facts = " · ".join(safe(fact) for fact in (kind, source.publisher, date) if fact)
    tags = "".join(
        f'<span class="tag{style}">{safe(words)}</span> '
        for words, style in (
            (status(source, lang), " status"),
            (wording.text(f"held_{source.held}", lang), ""),
            (wording.text(f"stance_{source.stance}", lang) if source.stance else "", ""),
        )
        if words
    )
    note = f"<p>{safe(source.status_note[lang])}</p>" if source.status_note else ""
    why = parts.service().corpus.unread.get(source.id)  # in English: it is for whoever runs this copy
    if why:
        note += f'<p class="notice">{text("text_unread", lang)} <span lang="en">{safe(why)}</span></p>'
    address = source.url or source.archive
    link = outside(address, text("open_original", lang)) if address else text("no_original", lang)
    return f'<p class="facts">{facts}</p><p class="tags">{tags}</p>{note}<p class="facts">{link}</p>'


def _passages(source: Source, lang: str) -> list[Passage]:
    """What is held of a source: our notes in the reader's language, and the document in its own."""
    return [
        passage
        for passage in parts.service().corpus.passages
        if passage.source_id == source.id and (passage.layer is Layer.DOCUMENT or passage.lang == lang)
    ]


def _gaps(lang: str) -> None:
    """What is not covered, and why."""
    put(f'<div lang="{lang}"><h2>{text("gaps_title", lang)}</h2><ul>{"".join(_gap_rows(lang))}</ul></div>')


def _gap_rows(lang: str) -> Iterable[str]:
    for gap in reference.gaps():
        yield f"<li><b>{safe(getattr(gap.what, lang))}.</b> {safe(getattr(gap.why, lang))}</li>"
