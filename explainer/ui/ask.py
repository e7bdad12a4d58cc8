"""The page where questions are asked."""

from collections.abc import Sequence

import streamlit as st

from explainer import wording
from explainer.domain import Answer, Turn
from explainer.settings import load
from explainer.start import Service
from explainer.ui import frame
from explainer.ui.render import answer_html, question_html, safe, status_of

DRAWN = 150  # milliseconds after which an answer is on the page
HISTORY = 3  # how many earlier turns a follow-up may lean on
PLACEHOLDER = "​"  # holds a place open without showing anything


@st.cache_resource(show_spinner=False)
def service() -> Service:
    """One engine for all readers. What they ask is nowhere in it."""
    try:
        secrets = dict(st.secrets)
    except FileNotFoundError:
        secrets = {}
    return Service(load(secrets))


def page() -> None:
    """Draws the page. The first time, nothing heavy is loaded before it is drawn."""
    lang = frame.language()
    frame.header(lang)
    with frame.boundary(lang):
        answers: list[Answer] = st.session_state.setdefault("answers", [])
        title, lead = _text("ask_title", lang), _text("ask_lead", lang)
        _html(f"<div lang='{lang}'><h1>{title}</h1><p class='lead'>{lead}</p></div>")
        status = st.empty()
        _say(status, "", lang)
        talk, offers = st.container(), st.container()
        # Inside a container of its own the input does not drag the page to its end; style.css pins it.
        with st.container(key="askbar"):
            typed = st.chat_input(wording.text("ask_placeholder", lang), key="question")
            _html(f"<p class='fine' lang='{lang}'>{_text('not_advice', lang)} {_text('leave_note', lang)}</p>")
        asked = typed or st.session_state.pop("picked", None)
        with talk:
            for turn, answer in enumerate(answers):
                _show(answer, turn)
            if asked:
                answers.append(_answered(asked, answers, lang, status))
                _bring_into_view(len(answers) - 1)
        with offers:
            _offer(answers, lang)
        service()  # made after the first page is drawn; prepares its index in the background


def _answered(question: str, answers: Sequence[Answer], lang: str, status: st.delta_generator.DeltaGenerator) -> Answer:
    with st.chat_message("user"):
        _html(question_html(question, lang, len(answers)))
    with st.chat_message("assistant"):
        place = st.empty()
        with place:
            _html(f"<p class='notice' lang='{lang}'>{_text('status_searching', lang)}</p>")
        _say(status, wording.text("status_searching", lang), lang)
        history = [Turn(answer.question, answer.text) for answer in answers[-HISTORY:]]
        answer = service().ask(question, history, hint=lang)
        with place:
            _html(answer_html(answer, len(answers)))
    _say(status, status_of(answer), answer.lang)
    return answer


def _show(answer: Answer, turn: int) -> None:
    with st.chat_message("user"):
        _html(question_html(answer.question, answer.lang, turn))
    with st.chat_message("assistant"):
        _html(answer_html(answer, turn))


def _offer(answers: list[Answer], lang: str) -> None:
    """Questions that have an answer: to start with, or to go on with."""
    if answers:
        lang = answers[-1].lang
        title, questions = wording.text("ask_more", lang), list(answers[-1].suggestions)
    else:
        title = wording.text("ask_starters", lang)
        questions = [getattr(question, lang) for group in wording.starters() for question in group.questions]
    if questions:
        _html(f"<h2 class='who' lang='{lang}'>{safe(title)}</h2>")
        with st.container(horizontal=True, gap="small", key="offers"):
            for number, question in enumerate(questions):
                st.button(question, key=f"offer-{len(answers)}-{number}", on_click=_pick, args=(question,), wrap=True)
    if answers and st.button(wording.text("start_over", lang), key="start-over", type="tertiary"):
        answers.clear()
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


def _say(status: st.delta_generator.DeltaGenerator, words: str, lang: str) -> None:
    """The one line that a screen reader hears when an answer comes."""
    status.markdown(
        f"<p class='unseen' role='status' aria-live='polite' lang='{lang}'>{safe(words) or PLACEHOLDER}</p>",
        unsafe_allow_html=True,
        anchors=False,
    )


def _text(key: str, lang: str) -> str:
    return safe(wording.text(key, lang))


def _html(body: str) -> None:
    st.markdown(body, unsafe_allow_html=True, anchors=False)
