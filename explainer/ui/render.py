"""An answer as HTML. Everything that comes from outside is escaped; no line is left blank inside.

HTML and not Markdown, so that `$`, `*` and `<` in a question or a source are shown as they are, and
so that parts in another language can be marked.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from explainer import wording
from explainer.domain import Answer, Citation, Evidence, Layer, Outcome, Passage

_BARE_PIN = re.compile(r"[(\d]|[IVX]+$")  # "(a)(1)", "7284.6", "III": numbers that need the word before them


def question_html(question: str, lang: str, turn: int) -> str:
    """What was asked, as typed."""
    return (
        f'<div id="question-{turn}" class="asked"><h2 class="who" lang="{lang}">{_text("you_asked", lang)}</h2>'
        f'<p class="typed" dir="auto">{safe(question)}</p></div>'
    )


def answer_html(answer: Answer, turn: int) -> str:
    """An answer with its sources, its receipt and its passages.

    Args:
        answer: what to show.
        turn: the number of the answer on the page; makes its anchors unique.
    """
    lang = answer.lang
    parts = [f'<div lang="{lang}">', f'<h2 class="who">{_text("answer", lang)}</h2>']
    if answer.abstained:
        reply = answer.text.split("\n\n", 1)[0] if answer.sentences else answer.text
        parts += [f"<p>{safe(paragraph)}</p>" for paragraph in reply.split("\n\n")]
    if answer.outcome is Outcome.PARTIAL:
        parts.append(f'<p class="notice">{_text("outcome_partial", lang)}</p>')
    parts += _sentences(answer, turn)
    parts += [f'<p class="notice">{safe(notice)}</p>' for notice in answer.notices]
    if answer.citations:
        parts += [*_receipt(answer), *_passages(answer.citations, lang, turn)]
    if answer.nearest:
        parts.append(f"<h3>{_text('nearest_passages', lang)}</h3>")
        parts += [_card([citation], lang, f"n-{turn}", marked=False) for citation in answer.nearest]
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


def label(citation: Citation, lang: str) -> str:
    """What a source link says: "Task Force report, p. 21"."""
    source, page = citation.source.short[lang], citation.passage.locator.page
    if not page:
        return source
    return wording.text("source_label_pages" if "-" in page else "source_label_page", lang, source=source, page=page)


def _sentences(answer: Answer, turn: int) -> Iterable[str]:
    by_number = {citation.number: citation for citation in answer.citations}
    for sentence in answer.sentences:
        cited = [by_number[number] for number in sentence.citations]
        links = " ".join(
            f'<a class="source" href="#{_anchor(c, turn)}" target="_self">{safe(label(c, answer.lang))}</a>'
            for c in cited
        )
        yield f'<p class="said"{_lang(cited[0].passage.lang, answer.lang)}>{safe(sentence.text)} {links}</p>'


def _receipt(answer: Answer) -> Iterable[str]:
    """What was checked, and whose words they are; the two layers are never mixed into one claim."""
    lang = answer.lang
    yield '<div class="receipt">'
    for layer, key in ((Layer.NOTES, "receipt_notes"), (Layer.DOCUMENT, "receipt_documents")):
        found = [c for c in answer.citations if c.passage.layer is layer]
        if found:
            yield f"<p><b>{_text(key + ('_one' if len(found) == 1 else ''), lang, count=len(found))}</b></p>"
            grades = dict.fromkeys(_evidence(c.passage, lang) for c in found)
            if layer is Layer.NOTES:
                yield f"<p>{_text('rests_on', lang)} {safe('; '.join(grades))}.</p>"
    yield "</div>"


def _passages(citations: Sequence[Citation], lang: str, turn: int) -> Iterable[str]:
    """Each cited passage once, in its context, with the quoted words marked."""
    grouped = [list(group) for _, group in groupby(citations, key=lambda c: c.passage.id)]
    key = "show_passages_one" if len(grouped) == 1 else "show_passages"
    yield f'<details class="passages"><summary>{_text(key, lang, count=len(grouped))}</summary>'
    yield from (_card(group, lang, _anchor(group[0], turn)) for group in grouped)
    yield "</details>"


def _card(citations: Sequence[Citation], lang: str, anchor: str, marked: bool = True) -> str:
    source, passage = citations[0].source, citations[0].passage
    facts = [source.publisher, source.date, _place(passage, lang)]
    tags = [
        (wording.text(f"kind_{source.kind}", lang), ""),
        (_status(citations[0], lang), "status"),
        (_whose(passage, lang), "whose"),
        (wording.text(f"stance_{source.stance}", lang) if source.stance else "", "stance"),
        (wording.text("as_of", lang, date=passage.as_of) if passage.as_of else "", ""),
    ]
    note = source.status_note[lang] if source.status_note else ""
    return "".join(
        (
            f'<div class="passage" id="{anchor}"><h3{_lang(source.language, lang)}>{safe(source.title)}</h3>',
            f'<p class="facts">{" · ".join(safe(fact) for fact in facts if fact)}</p>',
            '<p class="tags">',
            " ".join(f'<span class="tag {kind}">{safe(text)}</span>' for text, kind in tags if text),
            "</p>",
            f"<blockquote{_lang(passage.lang, lang)}>",
            _marked(citations) if marked else safe(passage.text),
            "</blockquote>",
            f'<p class="facts">{safe(note)}</p>' if note else "",
            f'<p class="facts">{_original(citations[0], lang)}</p></div>',
        )
    )


def _marked(citations: Sequence[Citation]) -> str:
    """The text of a passage with every cited span marked."""
    passage = citations[0].passage
    content, at, parts = passage.text_of.content, passage.span.start, []
    for span in sorted({c.span for c in citations}, key=lambda span: span.start):
        parts += [safe(content[at : span.start]), f"<mark>{safe(span.of(content))}</mark>"]
        at = span.end
    return "".join((*parts, safe(content[at : passage.span.end])))


def _original(citation: Citation, lang: str) -> str:
    link = citation.source.link(citation.passage.locator)
    if not link:
        return _text("no_original", lang)
    language = f" {_text('original_in_english', lang)}" if citation.source.language != lang else ""
    return _outside(link, _text("open_original", lang) + language)


def _outside(address: str, label: str) -> str:
    """A link that opens elsewhere and does not tell where the reader came from."""
    return f'<a href="{escape(address)}" rel="noreferrer" target="_blank">{label}</a>'


def _status(citation: Citation, lang: str) -> str:
    source = citation.source
    if not source.status:
        return ""
    status = wording.text(f"status_{source.status}", lang)
    return f"{status}, {wording.text('as_of', lang, date=source.status_as_of)}" if source.status_as_of else status


def _whose(passage: Passage, lang: str) -> str:
    if passage.layer is Layer.DOCUMENT:
        return wording.text("own_words", lang)
    return f"{wording.text('our_summary', lang)}, {_evidence(passage, lang)}"


def _evidence(passage: Passage, lang: str) -> str:
    if passage.evidence is Evidence.PRIMARY or not passage.via:
        return wording.text("evidence_primary", lang)
    return wording.text(f"evidence_{passage.evidence}", lang, via=passage.via)


def _place(passage: Passage, lang: str) -> str:
    page, section = passage.locator.page, passage.locator.section
    where = []
    if section:
        where.append(wording.text("section", lang, section=section) if _BARE_PIN.match(section) else section)
    if page:
        where.append(wording.text("pages" if "-" in page else "page", lang, page=page))
    return ", ".join(where)


def _help(topics: Sequence[str], lang: str) -> Iterable[str]:
    """Official directories for the topics of a reply."""
    found = [d for d in wording.directories() if set(d.topics) & set(topics)]
    if not found:
        return
    yield f'<h3>{_text("help_title", lang)}</h3><ul class="help">'
    for entry in found:
        name = safe(getattr(entry.name, lang))
        linked = _outside(entry.url, name) if entry.url else f"<b>{name}</b>"
        phone = f" · {safe(entry.phone)}" if entry.phone else ""
        date = _text("help_checked", lang, date=entry.checked) if entry.checked else ""
        checked = f' <span class="facts">({date})</span>' if date else ""
        yield f"<li>{linked}{phone}<br>{safe(getattr(entry.what, lang))}{checked}</li>"
    yield "</ul>"


def _anchor(citation: Citation, turn: int) -> str:
    """The same for all citations of one passage in one answer."""
    return f"passage-{turn}-{citation.passage.id.replace('/', '-').replace('.', '-')}"


def _lang(of: str, page: str) -> str:
    return f' lang="{escape(of)}"' if of != page else ""


def _text(key: str, lang: str, **values: object) -> str:
    return safe(wording.text(key, lang, **values))


def safe(text: str) -> str:
    """Escaped for HTML, with what Markdown would still read inside it escaped too."""
    escaped = escape(text).replace("\r", "")
    for sign in "\\`*_~$:[]#|":
        escaped = escaped.replace(sign, f"&#{ord(sign)};") if sign != "#" else escaped
    return escaped.replace("\n", "<br>")
