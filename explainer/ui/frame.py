"""What every page has: its style, the language, the quick exit, and a boundary for errors."""

import contextlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import streamlit as st

from explainer import wording
from explainer.domain import LANGUAGES
from explainer.errors import KnowledgeError
from explainer.ui.render import safe

NAMES = {"en": "English", "es": "Español"}
ELSEWHERE = "https://www.weather.gov/"  # where the quick exit leads


def language() -> str:
    """The language of the page: from the address, else from the browser, else English."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    spoken = (st.context.locale or "en").split("-")[0].lower()
    return spoken if spoken in LANGUAGES else "en"


def header(lang: str) -> None:
    """The name of the site, the language switch and the quick exit, in one row."""
    dark = " dark-theme" if st.context.theme.type == "dark" else ""
    st.html(f"<style>{_style(bool(dark))}</style>")
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="frame"):
        _html(f'<p class="site" lang="{lang}">{safe(wording.text("site_name", lang))}</p>', width="content")
        with st.container(horizontal=True, vertical_alignment="center", width="content", gap="small"):
            for code, name in NAMES.items():
                if code == lang:
                    _html(f'<span class="here" lang="{code}" aria-current="true">{name}</span>', width="content")
                elif st.button(name, key=f"lang-{code}", type="tertiary"):
                    st.query_params["lang"] = code
                    st.rerun()
            leave = safe(wording.text("leave", lang))
            _html(f'<a class="leave" href="{ELSEWHERE}" target="_self" rel="noreferrer">{leave}</a>', width="content")


@contextlib.contextmanager
def boundary(lang: str) -> Iterator[None]:
    """Whatever fails inside is told in the reader's words; a stack trace never reaches a page."""
    try:
        yield
    except KnowledgeError:
        st.error(wording.text("error_knowledge", lang))
    except Exception:  # Streamlit's own control flow is not an Exception
        st.error(wording.text("error_page", lang))


def _html(body: str, width: str = "stretch") -> None:
    st.markdown(body, unsafe_allow_html=True, anchors=False, width=width)  # type: ignore[arg-type]


@cache
def _style(dark: bool) -> str:
    css = (Path(__file__).parent / "style.css").read_text("utf-8")
    return (
        css.replace(".dark-theme", ":root")
        if dark
        else "\n".join(line for line in css.splitlines() if not line.startswith(".dark-theme"))
    )
