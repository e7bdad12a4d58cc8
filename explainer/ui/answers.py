"""An answer as HTML."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from explainer import wording
from explainer.domain import Answer, Citation, Layer, Outcome
from explainer.ui.html import in_language, outside, safe, text
from explainer.ui.passages import card, evidence, label


def question_html(question: str, lang: str, turn: int) -> str:
    """What was asked, as typed."""
    return (
        f'<div id="question-{turn}" class="asked"><h2 class="who" lang="{lang}">{text("you_asked", lang)}</h2>'
        f'<p class="typed" dir="auto">{safe(question)}</p></div>'
    )


def answer_html(answer: Answer, turn: int) -> str:
    """An answer with its sources, its receipt and its passages.

    Args:
        answer: what to show.
        turn: the number of the answer on the page; makes its anchors unique.
    """
    lang = answer.lang
    parts = [f'<div lang="{lang}">', f'<h2 class="who">{text("answer", lang)}</h2>']
    if answer.abstained:
        reply = answer.text.split("\n\n", 1)[0] if answer.sentences else answer.text
        parts += [f"<p>{safe(paragraph)}</p>" for paragraph in reply.split("\n\n")]
    if answer.outcome is Outcome.PARTIAL:
        parts.append(f'<p class="notice">{text("outcome_partial", lang)}</p>')
    parts += _sentences(answer, turn)
    parts += [f'<p class="notice">{safe(notice)}</p>' for notice in answer.notices]
    if answer.citations:
        parts += [*_receipt(answer), *_passages(answer.citations, lang, turn)]
    if answer.nearest:
        parts.append(f"<h3>{text('nearest_passages', lang)}</h3>")
        parts += [card(near.source, near.passage, lang) for near in answer.nearest]
    parts += _help(answer.help_topics, lang)
    return "".join((*parts, "</div>"))


def status_of(answer: Answer) -> str:
    """One line for a screen reader."""
    if answer.outcome is Outcome.DECLINED:
        return wording.text("status_declined", answer.lang)
    if answer.outcome is Outcome.NOT_FOUND:
        return wording.text("status_not_found", answer.lang)
    count = len({citation.source.id for citation in answer.citations})
    return wording.text("status_ready", answer.lang, count=count)


def _sentences(answer: Answer, turn: int) -> Iterable[str]:
    by_number = {citation.number: citation for citation in answer.citations}
    for sentence in answer.sentences:
        cited = [by_number[number] for number in sentence.citations]
        labels = [(_anchor(c, turn), safe(label(c.source, c.passage, answer.lang))) for c in cited]
        links = " ".join(f'<a class="source" href="#{at}" target="_self">{name}</a>' for at, name in labels)
        yield f'<p class="said"{in_language(cited[0].passage.lang, answer.lang)}>{safe(sentence.text)} {links}</p>'


def _receipt(answer: Answer) -> Iterable[str]:
    """What was checked, and whose words they are; the two layers are never mixed into one claim."""
    lang = answer.lang
    yield '<div class="receipt">'
    for layer, key in ((Layer.NOTES, "receipt_notes"), (Layer.DOCUMENT, "receipt_documents")):
        found = [c for c in answer.citations if c.passage.layer is layer]
        if found:
            yield f"<p><b>{text(key + ('_one' if len(found) == 1 else ''), lang, count=len(found))}</b></p>"
            grades = dict.fromkeys(evidence(c.passage, lang) for c in found)
            if layer is Layer.NOTES:
                yield f"<p>{text('rests_on', lang)} {safe('; '.join(grades))}.</p>"
    yield "</div>"


def _passages(citations: Sequence[Citation], lang: str, turn: int) -> Iterable[str]:
    """Each cited passage once, in its context, with the quoted words marked."""
    grouped = [list(group) for _, group in groupby(citations, key=lambda c: c.passage.id)]
    key = "show_passages_one" if len(grouped) == 1 else "show_passages"
    yield f'<details class="passages"><summary>{text(key, lang, count=len(grouped))}</summary>'
    yield from (card(group[0].source, group[0].passage, lang, group, _anchor(group[0], turn)) for group in grouped)
    yield "</details>"


def directories_html(entries: Iterable[wording.Directory], lang: str) -> str:
    """Where to find help, as a list."""
    rows = []
    for entry in entries:
        name = safe(getattr(entry.name, lang))
        linked = outside(entry.url, name) if entry.url else f"<b>{name}</b>"
        phone = f" · {safe(entry.phone)}" if entry.phone else ""
        date = text("help_checked", lang, date=entry.checked) if entry.checked else ""
        checked = f' <span class="facts">({date})</span>' if date else ""
        rows.append(f"<li>{linked}{phone}<br>{safe(getattr(entry.what, lang))}{checked}</li>")
    return f'<ul class="help">{"".join(rows)}</ul>'


def _help(topics: Sequence[str], lang: str) -> Iterable[str]:
    """Official directories for the topics of a reply."""
    found = [d for d in wording.directories() if set(d.topics) & set(topics)]
    if found:
        yield f"<h3>{text('help_title', lang)}</h3>{directories_html(found, lang)}"


def _anchor(citation: Citation, turn: int) -> str:
    """The same for all citations of one passage in one answer."""
    return f"passage-{turn}-{citation.passage.id.replace('/', '-').replace('.', '-')}"
