"""What every page has: its style, the way to the other pages, the language, the quick exit, a boundary for errors."""

import contextlib
import json
from collections.abc import Iterator
from functools import cache, partial
from importlib import import_module
from pathlib import Path

import streamlit as st

from explainer import wording
from explainer.domain import LANGUAGES
from explainer.errors import KnowledgeError
from explainer.ui.html import put, text

PAGES = ("ask", "explore", "sources", "help", "about")  # one module of this folder each; the first is the front page
NAMES = {"en": "English", "es": "Español"}
ELSEWHERE = "https://www.weather.gov/"  # where the quick exit leads


def run() -> None:
    """Draws the page that the address names, in the reader's language."""
    lang = language()
    st.navigation([place(name, lang) for name in PAGES], position="hidden").run()


def language() -> str:
    """The language of the page: from the address, else from the browser, else English."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    spoken = (st.context.locale or "en").split("-")[0].lower()
    return spoken if spoken in LANGUAGES else "en"


def place(name: str, lang: str) -> st.Page:
    """A page as Streamlit knows it. Its module is loaded when it is drawn, so no page waits for another's needs."""
    title = f"{wording.text(f'page_{name}', lang)} · {wording.text('site_name', lang)}"
    return st.Page(partial(_draw, name, lang), title=title, url_path=name, default=name == PAGES[0])


def go(name: str, lang: str) -> None:
    """Leads to another page. The conversation stays; the address keeps the language and nothing else."""
    st.switch_page(place(name, lang), query_params={"lang": lang})


@contextlib.contextmanager
def boundary(lang: str) -> Iterator[None]:
    """Whatever fails inside is told in the reader's words; a stack trace never reaches a page."""
    try:
        yield
    except KnowledgeError:
        st.error(wording.text("error_knowledge", lang))
    except Exception:  # Streamlit's own control flow is not an Exception
        st.error(wording.text("error_page", lang))


def _draw(name: str, lang: str) -> None:
    _header(name, lang)
    with boundary(lang):
        import_module(f"explainer.ui.{name}").page(lang)


def _header(here: str, lang: str) -> None:
    """The name of the site, the pages, the language switch and the quick exit."""
    with st.container(key="setup"):
        # By Markdown, which the text needs too: the page is never drawn without its style.
        put(f"<style>{_style(st.context.theme.type == 'dark')}</style>")
        st.html(f"<script>{_script(lang)}</script>", unsafe_allow_javascript=True)
        put('<p class="unseen" role="status"></p>')
    with st.container(horizontal=True, vertical_alignment="center", key="frame"):
        put(f'<p class="site" lang="{lang}">{text("site_name", lang)}</p>', width="content")
        with st.container(horizontal=True, vertical_alignment="center", key="pages", width="content"):
            for name in PAGES:
                label = wording.text(f"page_{name}", lang)
                if name == here:
                    put(f'<span class="here" lang="{lang}" aria-current="page">{label}</span>', width="content")
                else:
                    st.page_link(place(name, lang), label=label, query_params={"lang": lang})
        with st.container(horizontal=True, vertical_alignment="center", key="tools", width="content"):
            for code, own_name in NAMES.items():
                if code == lang:
                    put(f'<span class="here" lang="{code}" aria-current="true">{own_name}</span>', width="content")
                elif st.button(own_name, key=f"lang-{code}", type="tertiary"):
                    st.query_params["lang"] = code  # a link to the page one is on would not change the address
                    st.rerun()
            leave = text("leave", lang)
            put(f'<a class="leave" href="{ELSEWHERE}" target="_self" rel="noreferrer">{leave}</a>', width="content")
        put(f'<p class="offline" role="status" lang="{lang}">{text("offline", lang)}</p>')


@cache
def _style(dark: bool) -> str:
    css = (Path(__file__).parent / "style.css").read_text("utf-8")
    return (
        css.replace(".dark-theme", ":root")
        if dark
        else "\n".join(line for line in css.splitlines() if not line.startswith(".dark-theme"))
    )


@cache
def _script(lang: str) -> str:
    words = {
        "lang": lang,
        "builtin": {found: getattr(shown, lang) for found, shown in wording.builtin().items()},
        **{key: wording.text(key, lang) for key in ("copied", "pages_label", "tools_label", "skip")},
    }
    script = (Path(__file__).parent / "page.js").read_text("utf-8")
    return script.replace("{words}", json.dumps(words, ensure_ascii=False).replace("<", "\\u003c"))
