"""Numbers as charts, each with its table beside it. The only module that uses `altair`."""

from typing import Any

import altair as alt
import streamlit as st

from explainer import wording
from explainer.corpus import reference
from explainer.ui import parts
from explainer.ui.explore.entries import question_of
from explainer.ui.html import put, safe, text

_Drawn = alt.LayerChart | alt.FacetChart
HEIGHT, BAR = 220, 48  # pixels: of a line chart, and of each bar
TICKS = 5  # about so many values on an axis, which goes on to the next one above the largest value
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


def _chart(series: reference.Series, lang: str) -> _Drawn:
    mark, ink, grid = COLORS[st.context.theme.type or "light"]
    rows = [
        {"name": name, "at": _day(point.at), "value": point.value}
        for name, point in zip(_names(series, lang), series.points, strict=True)
    ]
    described = "; ".join(f"{row['name']}: {row['value']:,g}" for row in rows)
    chart = alt.Chart(alt.InlineData(values=rows))
    drawn = _line(chart, mark) if series.chart == "line" else _bars(chart, mark, ink, series, len(rows))
    styled: _Drawn = (
        drawn.properties(
            background="transparent", width="container", description=f"{getattr(series.title, lang)}. {described}"
        )
        .configure_axis(labelColor=ink, gridColor=grid, domainColor=grid, tickColor=grid, labelFontSize=13)
        .configure_view(stroke=None)
    )
    return styled


def _line(chart: alt.Chart, mark: str) -> _Drawn:
    time = alt.X("at:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False))
    line = chart.mark_line(color=mark, strokeWidth=2.5, point=alt.OverlayMarkDef(size=60, color=mark))
    return alt.layer(line.encode(x=time, y=_values("y", alt.Scale(zero=True, nice=TICKS)))).properties(height=HEIGHT)


def _bars(chart: alt.Chart, mark: str, ink: str, series: reference.Series, count: int) -> _Drawn:
    """Bars with their names above them, so that a long name has room on a phone."""
    scale = alt.Scale(domain=[0, 100]) if series.unit.en.startswith("percent") else alt.Scale(zero=True, nice=TICKS)
    rows = alt.Y("name:N", title=None, sort=None, axis=None)
    bars = chart.mark_bar(color=mark, cornerRadiusEnd=3, size=14, yOffset=10).encode(y=rows, x=_values("x", scale))
    names = chart.mark_text(align="left", baseline="middle", dy=-8, color=ink, fontSize=13).encode(
        y=rows, x=alt.datum(0), text="name:N"
    )
    return alt.layer(bars, names).properties(height=BAR * count + 30)


def _values(axis: str, scale: alt.Scale) -> Any:
    channel = alt.X if axis == "x" else alt.Y
    return channel("value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=TICKS))


def _day(date: str) -> str:
    """A whole date for the axis: a year or a month stands at its start."""
    return (date + "-01-01")[:10]
