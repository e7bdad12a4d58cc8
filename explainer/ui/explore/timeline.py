"""What happened when, year by year; one kind of event or all of them."""

from itertools import groupby

import streamlit as st

from explainer import wording
from explainer.corpus import reference
from explainer.ui.explore.entries import entry
from explainer.ui.html import put, safe

ALL = "all"


def draw(lang: str) -> None:
    """Draws the section."""
    kinds = list(dict.fromkeys(event.kind for event in reference.timeline()))
    chosen = st.pills(
        wording.text("timeline_kinds", lang),
        [ALL, *kinds],
        default=ALL,
        format_func=lambda kind: wording.text(f"event_{kind}", lang),
        key=f"timeline-{lang}",
        required=True,
    )
    shown = [event for event in reference.timeline() if chosen in (ALL, event.kind)]
    for year, events in groupby(shown, key=lambda event: event.date[:4]):
        put(f'<h3 class="year">{year}</h3>')
        for event in events:
            entry(f"event-{event.id}", _html(event, lang), event.cites, lang)


def _html(event: reference.Event, lang: str) -> str:
    when = wording.date(event.date, lang)
    if event.until:
        when = wording.text("from_to", lang, start=when, end=wording.date(event.until, lang))
    more = f"<p>{safe(getattr(event.text, lang))}</p>" if event.text else ""
    tag = f'<span class="tag">{safe(wording.text(f"event_{event.kind}", lang))}</span>'
    return f'<p class="when">{safe(when)} {tag}</p><h4>{safe(getattr(event.title, lang))}</h4>{more}'
