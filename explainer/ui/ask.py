"""Ask: the conversation."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explainer import wording
from explainer.domain import Answer, Reason, Turn
from explainer.ui import parts
from explainer.ui.answers import answer_html, answer_text, question_html, status_of
from explainer.ui.html import put, safe, text

DRAWN = 150  # milliseconds after which an answer is on the page
HISTORY = 3  # how many earlier turns a follow-up may lean on
PLACEHOLDER = "​"  # holds a place open without showing anything
VERDICTS = ("yes", "no")
REASONS = ("wrong", "beside", "hard", "missing")  # why an answer did not help


@dataclass
class Exchange:
    """A question on the page, its answer once there is one, and what the reader thought of it."""

    question: str
    lang: str  # of the page when it was asked
    answer: Answer | None = None
    pictures: dict[int, str] = field(default_factory=dict)  # of lines that are quoted, by the citation's number
    verdict: str | None = None
    reasons: tuple[str, ...] = ()

    @property
    def private(self) -> bool:
        """Whether the question seemed to hold personal data; its words are then kept nowhere."""
        return self.answer is not None and self.answer.reason is Reason.PERSONAL_DATA


def page(lang: str) -> None:
    """Draws the page. The first time, nothing heavy is loaded before it is drawn."""
    talk: list[Exchange] = st.session_state.setdefault("talk", [])
    parts.title("ask", lang)
    with st.container(key="status"):  # neither is seen: what a screen reader hears, and what moves the page
        status, mover = st.empty(), st.empty()
    _say(status, "", lang)
    messages = st.container()
    # While an answer is on its way, what was on offer before is gone at once instead of fading.
    waiting = st.session_state.get("question") or "picked" in st.session_state
    offers = st.empty() if waiting else st.container()
    parts.footer(lang, "leave_out")
    # Inside a container of its own the input does not drag the page to its end; style.css pins it.
    with st.container(key="askbar"):
        typed = st.chat_input(wording.text("ask_placeholder", lang), key="question")
        put(f"<p class='fine' lang='{lang}'>{text('ask_fine', lang)}</p>")
    asked = typed or st.session_state.pop("picked", None)
    if asked:
        talk.append(Exchange(asked, lang))
    with messages:
        for turn in range(len(talk)):
            _show(talk, turn, status, mover)
    with offers.container() if waiting else offers:
        if talk:
            _go_on(talk, lang)
        else:
            _start(lang)
    parts.service()  # made after the first page is drawn; prepares its index in the background


def _show(talk: list[Exchange], turn: int, status: DeltaGenerator, mover: DeltaGenerator) -> None:
    """One question with its answer. What has no answer yet, because the run was cut short, gets it now."""
    exchange = talk[turn]
    lang = exchange.answer.lang if exchange.answer else exchange.lang
    with st.chat_message("user"):
        typed = st.empty()
        with typed:
            put(question_html(exchange.question, lang, turn))
    with st.chat_message("assistant"):
        place = st.empty()
        if exchange.answer is None:
            with place:
                put(f"<p class='notice' lang='{lang}'>{text('status_searching', lang)}</p>")
            _say(status, wording.text("status_searching", lang), lang)
            before = [Turn(e.question, e.answer.text) for e in talk[:turn] if e.answer and not e.private][-HISTORY:]
            exchange.answer = parts.service().ask(exchange.question, before, hint=lang)
            exchange.pictures = parts.pictures(exchange.answer.citations)
            if exchange.private:
                _take_out(exchange)
                with typed:
                    put(question_html(exchange.question, exchange.answer.lang, turn))
            _bring_into_view(turn, mover)
            _say(status, status_of(exchange.answer), exchange.answer.lang)
        with place:
            put(answer_html(exchange.answer, turn, parts.service().corpus, exchange.pictures))


def _take_out(exchange: Exchange) -> None:
    """Puts a few words in the place of a question with personal data: nothing of it stays in the session."""
    assert exchange.answer is not None
    exchange.question = wording.text("taken_out", exchange.answer.lang)
    exchange.answer = replace(exchange.answer, question="", trace=None)


def _start(lang: str) -> None:
    """Questions to begin with: for everybody, by who is asking, or by topic; one group at a time."""
    groups = {group.id: group for group in wording.starters()}
    names = {group.id: getattr(group.name, lang) for group in groups.values()} | {
        "topics": wording.text("by_topic", lang)
    }
    topics = [group.id for group in groups.values() if group.kind == "topic"]
    choices = [group.id for group in groups.values() if group.kind != "topic"] + (["topics"] if topics else [])
    chosen = choices[0]
    with st.container(key="starters"):
        if len(choices) > 1:
            chosen = _choose(wording.text("who_asks", lang), choices, names, f"who-{lang}")
        if chosen == "topics":
            chosen = _choose(wording.text("topic", lang), topics, names, f"topic-{lang}")
    _offer(
        "" if len(choices) > 1 else names[chosen],
        [getattr(question, lang) for question in groups[chosen].questions],
        lang,
        chosen,
    )


def _choose(label: str, choices: Sequence[str], names: dict[str, str], key: str) -> str:
    """One of several, shown as a row of words."""
    found = st.pills(label, choices, default=choices[0], format_func=names.__getitem__, key=key, required=True)
    return str(found)


def _go_on(talk: list[Exchange], lang: str) -> None:
    """After an answer: whether it helped, questions to go on with, and what can be done with the conversation."""
    last = talk[-1]
    _feedback(last, len(talk), lang)
    if last.answer and last.answer.lang == lang:
        more = () if last.answer.abstained else (wording.text("tell_more", lang),)
        _offer(wording.text("ask_more", lang), (*more, *last.answer.suggestions), lang, f"after-{len(talk)}")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="conversation"):
        put(f'<div><button type="button" class="act" data-print>{text("print", lang)}</button></div>', width="content")
        st.download_button(
            wording.text("save", lang),
            data=lambda: _as_text(talk, lang),
            file_name=wording.text("save_name", lang),
            mime="text/plain",
            key="save",
            on_click="ignore",
            type="tertiary",
        )
        if st.button(wording.text("start_over", lang), key="start-over", type="tertiary"):
            talk.clear()
            st.rerun()


def _feedback(exchange: Exchange, turn: int, lang: str) -> None:
    """Whether the answer helped. It stays in this session until the reader saves it."""
    with st.container(key="feedback"):
        exchange.verdict = st.pills(
            wording.text("helped", lang),
            VERDICTS,
            default=exchange.verdict,
            format_func=lambda verdict: wording.text(f"helped_{verdict}", lang),
            key=f"helped-{turn}-{lang}",
        )
        if exchange.verdict == "no":
            reasons = st.pills(
                wording.text("helped_why", lang),
                REASONS,
                selection_mode="multi",
                default=exchange.reasons,
                format_func=lambda reason: wording.text(f"reason_{reason}", lang),
                key=f"reasons-{turn}-{lang}",
            )
            exchange.reasons = tuple(reasons)
        if exchange.verdict:
            put(f'<p class="facts" role="status" lang="{lang}">{text("helped_thanks", lang)}</p>')


def _offer(title: str, questions: Sequence[str], lang: str, group: str) -> None:
    """Questions that have an answer, each a button."""
    if not questions:
        return
    if title:
        put(f"<h2 class='who' lang='{lang}'>{safe(title)}</h2>")
    with st.container(horizontal=True, gap="small", key="offers"):
        for number, question in enumerate(questions):
            st.button(question, key=f"offer-{group}-{lang}-{number}", on_click=_pick, args=(question,), wrap=True)


def _as_text(talk: Sequence[Exchange], lang: str) -> str:
    """The conversation with its sources and what the reader thought of it, to keep or to send."""
    lines = [wording.text("site_name", lang), ""]
    for exchange in talk:
        lines += [f"{wording.text('you_asked', lang)}: {exchange.question}", ""]
        lines += [answer_text(exchange.answer)] if exchange.answer else []
        if exchange.verdict:
            said = [f"helped_{exchange.verdict}", *(f"reason_{reason}" for reason in exchange.reasons)]
            lines += ["", f"{wording.text('helped', lang)} {'; '.join(wording.text(key, lang) for key in said)}"]
        lines += ["", "-" * 40, ""]
    return "\n".join(lines)


def _bring_into_view(turn: int, mover: DeltaGenerator) -> None:
    """Scrolls to the newest question and leads the keyboard to its answer, unless the next one is being typed."""
    move = (
        f"document.getElementById('question-{turn}')?.scrollIntoView({{block: 'start'}});"
        "if (!document.activeElement?.value) "
        f"document.querySelector('#answer-{turn} h2')?.focus({{preventScroll: true}});"
    )
    mover.html(f"<script>setTimeout(() => {{ {move} }}, {DRAWN})</script>", unsafe_allow_javascript=True)


def _pick(question: str) -> None:
    st.session_state["picked"] = question


def _say(status: DeltaGenerator, words: str, lang: str) -> None:
    """The one line that a screen reader hears when an answer comes."""
    status.markdown(
        f"<p class='unseen' role='status' aria-live='polite' lang='{lang}'>{safe(words) or PLACEHOLDER}</p>",
        unsafe_allow_html=True,
        anchors=False,
    )
