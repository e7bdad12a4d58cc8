"""A cited passage as HTML: the label on its link, and the card that shows it in its context."""

import re
from collections.abc import Sequence

from explainer import wording
from explainer.domain import Citation, Evidence, Layer, Passage, Source
from explainer.ui.html import in_language, outside, safe, text

_BARE_PIN = re.compile(r"[(\d]|[IVX]+$")  # "(a)(1)", "7284.6", "III": numbers that need the word before them


def label(source: Source, passage: Passage, lang: str) -> str:
    """What a source link says: "Task Force report, p. 21"."""
    name, page = source.short[lang], passage.locator.page
    if not page:
        return name
    return wording.text("source_label_pages" if "-" in page else "source_label_page", lang, source=name, page=page)


def evidence(passage: Passage, lang: str) -> str:
    """How what a passage says is known: read in the text itself, or as quoted or reported by whom."""
    if passage.evidence is Evidence.PRIMARY or not passage.via:
        return wording.text("evidence_primary", lang)
    return wording.text(f"evidence_{passage.evidence}", lang, via=passage.via)


def card(
    source: Source,
    passage: Passage,
    lang: str,
    marked: Sequence[Citation] = (),
    anchor: str = "",
) -> str:
    """A passage with its source, its state today and the way to the original.

    Args:
        source: what the passage is about or comes from.
        passage: what to show.
        lang: the language of the page.
        marked: citations of this passage whose words are marked.
        anchor: the id by which links lead here; none without one.
    """
    facts = [source.publisher, source.date, _place(passage, lang)]
    tags = [
        (wording.text(f"kind_{source.kind}", lang), ""),
        (status(source, lang), "status"),
        (_whose(passage, lang), "whose"),
        (wording.text(f"stance_{source.stance}", lang) if source.stance else "", "stance"),
        (wording.text("as_of", lang, date=passage.as_of) if passage.as_of else "", ""),
    ]
    note = source.status_note[lang] if source.status_note else ""
    opening = f'<div class="passage" id="{anchor}">' if anchor else '<div class="passage">'
    return "".join(
        (
            f"{opening}<h3{in_language(source.language, lang)}>{safe(source.title)}</h3>",
            f'<p class="facts">{" · ".join(safe(fact) for fact in facts if fact)}</p>',
            '<p class="tags">',
            " ".join(f'<span class="tag {kind}">{safe(words)}</span>' for words, kind in tags if words),
            "</p>",
            f"<blockquote{in_language(passage.lang, lang)}>{_marked(passage, marked)}</blockquote>",
            f'<p class="facts">{safe(note)}</p>' if note else "",
            f'<p class="facts">{original(source, passage, lang)}</p></div>',
        )
    )


def original(source: Source, passage: Passage, lang: str) -> str:
    """The link to the original at its page; where no address is verified, that."""
    link = source.link(passage.locator)
    if not link:
        return text("no_original", lang)
    language = f" {text('original_in_english', lang)}" if source.language != lang else ""
    return outside(link, text("open_original", lang) + language)


def status(source: Source, lang: str) -> str:
    """What a source is today, and as of when that is known; empty where it is not known."""
    if not source.status:
        return ""
    words = wording.text(f"status_{source.status}", lang)
    return f"{words}, {wording.text('as_of', lang, date=source.status_as_of)}" if source.status_as_of else words


def _marked(passage: Passage, citations: Sequence[Citation]) -> str:
    """The text of a passage with every cited span marked."""
    content, at, parts = passage.text_of.content, passage.span.start, []
    for span in sorted({c.span for c in citations}, key=lambda span: span.start):
        parts += [safe(content[at : span.start]), f"<mark>{safe(span.of(content))}</mark>"]
        at = span.end
    return "".join((*parts, safe(content[at : passage.span.end])))


def _whose(passage: Passage, lang: str) -> str:
    if passage.layer is Layer.DOCUMENT:
        return wording.text("own_words", lang)
    return f"{wording.text('our_summary', lang)}, {evidence(passage, lang)}"


def _place(passage: Passage, lang: str) -> str:
    page, section = passage.locator.page, passage.locator.section
    where = []
    if section:
        where.append(wording.text("section", lang, section=section) if _BARE_PIN.match(section) else section)
    if page:
        where.append(wording.text("pages" if "-" in page else "page", lang, page=page))
    return ", ".join(where)
