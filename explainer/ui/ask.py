"""Ask: the conversation."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainer import wording
from explainer.domain import Answer, Turn
from explainer.ui import parts
from explainer.ui.answers import answer_html, question_html, status_of
from explainer.ui.html import put, safe, text

DRAWN = 150  # milliseconds after which an answer is on the page
HISTORY = 3  # how many earlier turns a follow-up may lean on
PLACEHOLDER = "​"  # holds a place open without showing anything


@dataclass
class Exchange:
    """A question on the page, and its answer once there is one."""

    question: str
    lang: str  # of the page when it was asked
    answer: Answer | None = None


def page(lang: str) -> None:
    """Draws the page. The first time, nothing heavy is loaded before it is drawn."""
    talk: list[Exchange] = st.session_state.setdefault("talk", [])
    parts.title("ask", lang)
    status = st.empty()
    _say(status, "", lang)
    messages, offers = st.container(), st.container()
    parts.footer(lang)
    # Inside a container of its own the input does not drag the page to its end; style.css pins it.
    with st.container(key="askbar"):
        typed = st.chat_input(wording.text("ask_placeholder", lang), key="question")
        put(f"<p class='fine' lang='{lang}'>{text('ask_fine', lang)}</p>")
    asked = typed or st.session_state.pop("picked", None)
    if asked:
        talk.append(Exchange(asked, lang))
    with messages:
        for turn in range(len(talk)):
            _show(talk, turn, status)
    with offers:
        _offer(talk, lang)
    parts.service()  # made after the first page is drawn; prepares its index in the background


def _show(talk: list[Exchange], turn: int, status: DeltaGenerator) -> None:
    """One question with its answer. What has no answer yet, because the run was cut short, gets it now."""
    exchange = talk[turn]
    lang = exchange.answer.lang if exchange.answer else exchange.lang
    with st.chat_message("user"):
        put(question_html(exchange.question, lang, turn))
    with st.chat_message("assistant"):
        place = st.empty()
        if exchange.answer is None:
            with place:
                put(f"<p class='notice' lang='{lang}'>{text('status_searching', lang)}</p>")
            _say(status, wording.text("status_searching", lang), lang)
            before = [Turn(e.question, e.answer.text) for e in talk[:turn] if e.answer][-HISTORY:]
            exchange.answer = parts.service().ask(exchange.question, before, hint=lang)
            _bring_into_view(turn)
            _say(status, status_of(exchange.answer), exchange.answer.lang)
        with place:
            put(answer_html(exchange.answer, turn))


def _offer(talk: list[Exchange], lang: str) -> None:
    """Questions that have an answer: to start with, or to go on with."""
    last = talk[-1].answer if talk else None
    if last and last.lang == lang:
        title, questions = wording.text("ask_more", lang), list(last.suggestions)
    else:
        title = wording.text("ask_starters", lang)
        questions = [getattr(question, lang) for question in wording.starters()[0].questions]
    if questions:
        put(f"<h2 class='who' lang='{lang}'>{safe(title)}</h2>")
        with st.container(horizontal=True, gap="small", key="offers"):
            for number, question in enumerate(questions):
                st.button(question, key=f"offer-{len(talk)}-{number}", on_click=_pick, args=(question,), wrap=True)
    if talk and st.button(wording.text("start_over", lang), key="start-over", type="tertiary"):
        talk.clear()
        st.rerun()


def _bring_into_view(turn: int) -> None:
    """Scrolls to the newest question, so that its answer is read from the top."""
    st.html(
        "<script>setTimeout(() => "
        f"document.getElementById('question-{turn}')?.scrollIntoView({{block: 'start'}}), {DRAWN})</script>",
        unsafe_allow_javascript=True,
    )


def _pick(question: str) -> None:
    st.session_state["picked"] = question


def _say(status: DeltaGenerator, words: str, lang: str) -> None:
    """The one line that a screen reader hears when an answer comes."""
    status.markdown(
        f"<p class='unseen' role='status' aria-live='polite' lang='{lang}'>{safe(words) or PLACEHOLDER}</p>",
        unsafe_allow_html=True,
        anchors=False,
    )
