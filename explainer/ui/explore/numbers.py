"""Numbers as charts, each with its table beside it. The only module that uses `altair`."""

from typing import Any

import altair as alt
import streamlit as st

from explainer import wording
from explainer.corpus import reference
from explainer.ui import parts
from explainer.ui.explore.entries import question_of
from explainer.ui.html import put, safe, text

HEIGHT, BAR = 220, 44  # pixels: of a line chart, and of each bar
COLORS = {"light": ("#005ea2", "#45494d", "#d5d9de"), "dark": ("#73b3e7", "#c3c8cd", "#3a434c")}  # mark, text, grid


def draw(lang: str) -> None:
    """Draws the section."""
    for series in reference.numbers():
        cites = tuple(dict.fromkeys(name for point in series.points for name in point.cites))
        with st.container(key=f"series-{series.id}"):
            put(_head(series, lang))
            with st.container(key=f"sight-{series.id}"):
                if len(series.points) > 1:
                    st.altair_chart(_chart(series, lang), width="stretch", theme=None)
                put(_table(series, lang))
            put(f'<div lang="{lang}">{parts.cited(cites, lang)}</div>')
            parts.ask_about(question_of(cites, lang), lang, f"ask-series-{series.id}")


def _head(series: reference.Series, lang: str) -> str:
    note = f"<p>{safe(getattr(series.note, lang))}</p>" if series.note else ""
    unit = getattr(series.unit, lang)
    when = f", {safe(_when(series.points[0], lang))}" if _one_time(series) else ""
    counter = text("counted_by", lang, who=getattr(series.counter, lang))
    return (
        f'<div lang="{lang}"><h3>{safe(getattr(series.title, lang))}</h3>'
        f'<p class="facts">{safe(unit[0].upper() + unit[1:])}{when}. {counter}.</p>{note}</div>'
    )


def _table(series: reference.Series, lang: str) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{safe(name)}</th><td>{point.value:,g}</td></tr>"
        for name, point in zip(_names(series, lang), series.points, strict=True)
    )
    unit = safe(getattr(series.unit, lang))
    return (
        f'<table class="numbers" lang="{lang}"><caption class="unseen">{safe(getattr(series.title, lang))}</caption>'
        f"<thead><tr><th scope='col'>{text('when_or_what', lang)}</th><th scope='col'>{unit}</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _names(series: reference.Series, lang: str) -> list[str]:
    """What each value is of: its group, its date or period, or both where both differ."""
    if _one_time(series):
        return [getattr(point.label, lang) for point in series.points]
    return [
        f"{getattr(point.label, lang)} ({_when(point, lang)})" if point.label else _when(point, lang)
        for point in series.points
    ]


def _one_time(series: reference.Series) -> bool:
    """Whether the values compare groups at one time, which is then told once."""
    times = {(point.at, point.until) for point in series.points}
    return len(times) == 1 and all(point.label for point in series.points)


def _when(point: reference.Point, lang: str) -> str:
    start = wording.date(point.at, lang)
    if not point.until:
        return start
    return wording.text("from_to", lang, start=start, end=wording.date(point.until, lang))


def _chart(series: reference.Series, lang: str) -> alt.Chart:
    mark, ink, grid = COLORS[st.context.theme.type or "light"]
    rows = [
        {"name": name, "at": _day(point.at), "value": point.value}
        for name, point in zip(_names(series, lang), series.points, strict=True)
    ]
    described = "; ".join(f"{row['name']}: {row['value']:,g}" for row in rows)
    chart = alt.Chart(alt.InlineData(values=rows)).properties(
        background="transparent", description=f"{getattr(series.title, lang)}. {described}"
    )
    scale = alt.Scale(domain=[0, 100]) if series.unit.en.startswith("percent") else alt.Scale(zero=True)
    value: dict[str, Any] = {"title": None, "scale": scale, "axis": alt.Axis(tickCount=5)}
    if series.chart == "line":
        chart = chart.mark_line(point=alt.OverlayMarkDef(size=60, color=mark), color=mark, strokeWidth=2.5).encode(
            x=alt.X("at:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False)),
            y=alt.Y("value:Q", **value),
        )
        chart = chart.properties(height=HEIGHT)
    else:
        chart = chart.mark_bar(color=mark, cornerRadiusEnd=3, size=22).encode(
            y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=170)), x=alt.X("value:Q", **value)
        )
        chart = chart.properties(height=BAR * len(rows) + 30)
    styled: alt.Chart = chart.configure_axis(
        labelColor=ink, gridColor=grid, domainColor=grid, tickColor=grid, labelFontSize=13, labelFont="sans-serif"
    ).configure_view(stroke=None)
    return styled


def _day(date: str) -> str:
    """A whole date for the axis: a year or a month stands at its start."""
    return (date + "-01-01")[:10]
