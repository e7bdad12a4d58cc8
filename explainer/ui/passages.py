"""A passage as HTML: the label on its link, and the card that shows it in its context."""

import re
from collections.abc import Iterable, Sequence
from datetime import date as Date
from urllib.parse import urlencode

from explainer import wording
from explainer.domain import Citation, Evidence, Layer, Passage, Source
from explainer.ui.html import copies, in_language, outside, safe, shares, text

PASSING = ("in_force", "amended", "blocked")  # states that may end without a word to us
LASTS = 2  # years after which such a state is told of its own time alone
_BARE_PIN = re.compile(r"[(\d]|[IVX]+$")  # "(a)(1)", "7284.6", "III": numbers that need the word before them


def label(source: Source, passage: Passage, lang: str) -> str:
    """What a source link says: "Task Force report, p. 21"."""
    name, page = source.short[lang], passage.locator.page
    if not page:
        return name
    return wording.text("source_label_pages" if "-" in page else "source_label_page", lang, source=name, page=page)


def evidence(passage: Passage, lang: str) -> str:
    """How what a passage says is known: read in the text itself, or as quoted or reported by whom."""
    if passage.gap:
        return wording.text("evidence_gap", lang)
    if passage.evidence is Evidence.PRIMARY or not passage.via:
        return wording.text("evidence_primary", lang)
    return wording.text(f"evidence_{passage.evidence}", lang, via=passage.via)


def status(source: Source, lang: str) -> str:
    """What a source is today, and as of when that is known; empty where it is not known."""
    if not source.status:
        return ""
    words, known = wording.text(f"status_{source.status}", lang), source.status_as_of
    if known and source.status in PASSING and Date.today().year - int(known[:4]) > LASTS:
        return wording.text("status_then", lang, status=words, year=known[:4])
    return f"{words}, {_as_of(known, lang)}" if known else words


def original(source: Source, passage: Passage, lang: str) -> str:
    """The link to the original at its page; where no address is verified, that."""
    link = source.link(passage.locator)
    if not link:
        return f"<span>{text('no_original', lang)}</span>"
    language = f" {text('original_in_english', lang)}" if source.language != lang else ""
    return outside(link, text("open_original", lang) + language)


def card(
    source: Source,
    passage: Passage,
    lang: str,
    marked: Sequence[Citation] = (),
    anchor: str = "",
    picture: str | None = None,
) -> str:
    """A passage with its source, its state today and the way to the original.

    Args:
        source: what the passage is about or comes from.
        passage: what to show.
        lang: the language of the page.
        marked: citations of this passage whose words are marked.
        anchor: the id by which links lead here; none without one.
        picture: the address of a picture of the lines that are quoted, for documents.
    """
    tags = [
        (wording.text(f"kind_{source.kind}", lang), ""),
        (status(source, lang), " status"),
        (wording.text(f"stance_{source.stance}", lang) if source.stance else "", ""),
    ]
    facts = [source.publisher, source.date and wording.date(source.date, lang), place(passage, lang)]
    note = source.status_note[lang] if source.status_note else ""
    return "".join(
        (
            f'<div class="passage" id="{anchor}">' if anchor else '<div class="passage">',
            '<p class="tags">',
            " ".join(f'<span class="tag{kind}">{safe(words)}</span>' for words, kind in tags if words),
            "</p>",
            f"<h3{in_language(source.language, lang)}>{safe(source.title)}</h3>",
            f'<p class="facts">{" · ".join(safe(fact) for fact in facts if fact)}</p>',
            f'<p class="whose">{_named(whose(passage, lang))}</p>',
            f"<blockquote{in_language(passage.lang, lang)}>{_marked(passage, marked)}</blockquote>",
            *_page(passage, marked, lang, picture),
            f'<p class="facts note">{safe(note)}</p>' if note else "",
            f'<p class="acts">{original(source, passage, lang)} {_copy(source, passage, marked, lang)} ',
            f"{shares(address(passage, lang), 'copy_link', lang)}</p></div>",
        )
    )


def address(passage: Passage, lang: str) -> str:
    """Where a passage is shown on this site: the language, the page and the passage, never a question."""
    return "/sources?" + urlencode({"lang": lang, "passage": passage.id}, safe="/")


def place(passage: Passage, lang: str) -> str:
    """Where in its source a passage stands: "section III, pp. 21-23"."""
    page, section = passage.locator.page, passage.locator.section
    where = []
    if section:
        where.append(wording.text("section", lang, section=section) if _BARE_PIN.match(section) else section)
    if page:
        where.append(pages(page, lang))
    return ", ".join(where)


def pages(page: str, lang: str) -> str:
    """A page or several, as printed: "p. 21", "pp. 21-23"."""
    return wording.text("pages" if re.search(r"[-–,]", page) else "page", lang, page=page)


def _marked(passage: Passage, citations: Sequence[Citation], start: int | None = None, end: int | None = None) -> str:
    """The text of a passage, or of what is around it, with every cited span marked."""
    content = passage.text_of.content
    at, parts = passage.span.start if start is None else start, []
    for span in sorted({c.span for c in citations}, key=lambda span: span.start):
        parts += [safe(content[at : span.start]), f"<mark>{safe(span.of(content))}</mark>"]
        at = span.end
    return "".join((*parts, safe(content[at : passage.span.end if end is None else end])))


def _page(passage: Passage, marked: Sequence[Citation], lang: str, picture: str | None) -> Iterable[str]:
    """Of a document: the whole page around the passage, and a picture of it where there is one."""
    if passage.layer is not Layer.DOCUMENT or passage.locator.pdf_page is None:
        return
    content = passage.text_of.content
    start = content.rfind("\f", 0, passage.span.start) + 1
    end = content.find("\f", passage.span.end)
    if picture:
        described = text("page_picture", lang, page=passage.locator.page or passage.locator.pdf_page)
        yield f'<div class="lines" tabindex="0"><img src="{picture}" alt="{described}"></div>'
    yield f"<details><summary>{text('whole_page', lang)}</summary>"
    words = _marked(passage, marked, start, len(content) if end < 0 else end)
    yield f'<div class="page"{in_language(passage.lang, lang)}>{words}</div></details>'


def _copy(source: Source, passage: Passage, marked: Sequence[Citation], lang: str) -> str:
    """A button that copies the words with the source they come from."""
    words = " […] ".join(dict.fromkeys(c.quote for c in marked)) or passage.text
    named = filter(
        None, (f"“{words}”", label(source, passage, lang), whose(passage, lang), source.link(passage.locator))
    )
    return copies("\n".join(named), "copy_words", lang)


def whose(passage: Passage, lang: str) -> str:
    """Whose words a passage is made of; of our own, how what they say is known and as of when."""
    if passage.layer is Layer.DOCUMENT:
        return wording.text("own_words", lang)
    as_of = f"; {_as_of(passage.as_of, lang)}" if passage.as_of else ""
    return f"{wording.text('our_summary', lang)}, {evidence(passage, lang)}{as_of}"


def _named(whose: str) -> str:
    """The first words in bold, which say whose words these are; how that is known after them."""
    first, comma, rest = whose.partition(", ")
    return f"<b>{safe(first)}</b>{safe(comma + rest)}"


def _as_of(date: str, lang: str) -> str:
    return wording.text("as_of", lang, date=wording.date(date, lang))
