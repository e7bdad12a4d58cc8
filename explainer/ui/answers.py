"""An answer as HTML, and as the plain text that is copied and saved."""

import re
from collections.abc import Iterable, Mapping, Sequence

from explainer import wording
from explainer.answering.compare import comparison_for
from explainer.corpus.library import Corpus
from explainer.domain import Answer, Citation, Hit, Layer, Mode, Outcome, Reason
from explainer.ui import parts as shared
from explainer.ui.html import calls, copies, in_language, outside, safe, text
from explainer.ui.passages import card, evidence, label, whose

HELP = 2  # how many directories a reply names for each of its topics
CONSIDERED = 8  # how many of the passages that were considered are told


def question_html(question: str, lang: str, turn: int) -> str:
    """What was asked, as typed."""
    return (
        f'<div id="question-{turn}" class="asked"><h2 class="who" lang="{lang}">{text("you_asked", lang)}</h2>'
        f'<p class="typed" dir="auto" tabindex="0">{safe(question)}</p></div>'
    )


def answer_html(answer: Answer, turn: int, corpus: Corpus, pictures: Mapping[int, str] | None = None) -> str:
    """An answer with its sources, its receipt, its passages and how it came about.

    Args:
        answer: what to show.
        turn: the number of the answer on the page; makes its anchors unique.
        corpus: what was searched.
        pictures: by the number of a citation, the address of a picture of the lines that it quotes.
    """
    lang = answer.lang
    parts = [f'<div id="answer-{turn}" lang="{lang}">', f'<h2 class="who" tabindex="-1">{text("answer", lang)}</h2>']
    parts += [f'<p class="said">{_callable(paragraph)}</p>' for paragraph in _reply(answer)]
    urgent = answer.reason is Reason.CRISIS  # help comes first; else what can be said in general
    parts += _help(answer.help_topics, lang) if urgent else ()
    if answer.outcome is Outcome.PARTIAL:
        parts.append(f'<p class="notice">{text("outcome_partial", lang)}</p>')
    if answer.outcome is Outcome.DECLINED and answer.sentences:
        parts.append(f"<h3>{text('in_general', lang)}</h3>")
    parts += _sentences(answer, turn)
    parts += _help(answer.help_topics, lang) if not urgent else ()
    parts += [f'<p class="notice">{safe(notice)}</p>' for notice in answer.notices]
    if answer.citations:
        parts += [*_receipt(answer), *_passages(answer.citations, lang, turn, pictures or {})]
    if not answer.abstained:
        parts += _compared(answer)
    if answer.outcome is Outcome.NOT_FOUND:
        parts += _searched(answer, corpus)
    if answer.nearest:
        parts.append(f"<h3>{text('nearest_passages', lang)}</h3>")
        parts += [card(near.source, near.passage, lang) for near in answer.nearest]
    if answer.trace and answer.trace.considered:
        parts += _why(answer, corpus)
    if answer.sentences:
        parts.append(f'<p class="acts">{copies(answer_text(answer), "copy_answer", lang)}</p>')
    return "".join((*parts, "</div>"))


def answer_text(answer: Answer) -> str:
    """An answer with its sources and their addresses written out, as plain text."""
    lang = answer.lang
    written = {citation.number: _written(citation, lang) for citation in answer.citations}
    numbers = {line: number for number, line in enumerate(dict.fromkeys(written.values()), 1)}
    lines = list(_reply(answer))
    for sentence in answer.sentences:
        cited = dict.fromkeys(numbers[written[number]] for number in sentence.citations)
        lines.append(f"{sentence.text} [{', '.join(map(str, cited))}]")
    passing = wording.text("notice_building", lang)  # soon no longer true, and nothing about the answer
    lines += [notice for notice in answer.notices if notice != passing]
    if numbers:
        lines += ["", wording.text("sources_written", lang)]
    lines += [f"[{number}] {line}" for line, number in numbers.items()]
    return "\n".join((*lines, wording.text("not_advice_short", lang)))


def _written(citation: Citation, lang: str) -> str:
    """A source as one line of text: what it is, where the passage stands, whose words they are, and its address."""
    source, passage = citation.source, citation.passage
    known = filter(None, (source.title, source.publisher, label(source, passage, lang), whose(passage, lang)))
    return f"{' · '.join(known)} {source.link(passage.locator) or ''}".rstrip()


def status_of(answer: Answer) -> str:
    """One line for a screen reader."""
    if answer.outcome is Outcome.DECLINED:
        return wording.text("status_declined", answer.lang)
    if answer.outcome is Outcome.NOT_FOUND:
        return wording.text("status_not_found", answer.lang)
    count = len({citation.source.id for citation in answer.citations})
    return wording.text("status_ready_one" if count == 1 else "status_ready", answer.lang, count=count)


def directories_html(entries: Iterable[wording.Directory], lang: str) -> str:
    """Where to find help, as a list."""
    rows = []
    for entry in entries:
        name = safe(getattr(entry.name, lang))
        linked = outside(entry.url, name) if entry.url else f"<b>{name}</b>"
        phone = f" · {calls(entry.phone)}" if entry.phone else ""
        date = text("help_checked", lang, date=wording.date(entry.checked, lang)) if entry.checked else ""
        checked = f' <span class="facts">({date})</span>' if date else ""
        rows.append(f"<li>{linked}{phone}<br>{safe(getattr(entry.what, lang))}{checked}</li>")
    return f'<ul class="help">{"".join(rows)}</ul>'


def _reply(answer: Answer) -> list[str]:
    """The paragraphs of a reply that is not made of sentences from sources."""
    if not answer.abstained:
        return []
    return (answer.text.split("\n\n", 1)[0] if answer.sentences else answer.text).split("\n\n")


def _callable(words: str) -> str:
    """Words as HTML, with the phone numbers of the directories as links that call."""
    numbers = "|".join(re.escape(entry.phone) for entry in wording.directories() if entry.phone)
    return "".join(
        calls(part) if at % 2 else safe(part)
        for at, part in enumerate(re.split(rf"(?<![\w-])({numbers})(?![\w-])", words))
    )


def _sentences(answer: Answer, turn: int) -> Iterable[str]:
    by_number = {citation.number: citation for citation in answer.citations}
    for sentence in answer.sentences:
        cited = [by_number[number] for number in sentence.citations]
        labels = [(_anchor(c, turn), safe(label(c.source, c.passage, answer.lang))) for c in cited]
        links = " ".join(f'<a class="source" href="#{at}" target="_self">{name}</a>' for at, name in labels)
        language = in_language(cited[0].passage.lang, answer.lang)
        if cited[0].passage.layer is Layer.DOCUMENT:
            key = "own_words" if cited[0].passage.lang == answer.lang else "own_words_other"
            yield f'<p class="own">{text(key, answer.lang)}:</p>'
            yield f'<blockquote class="said"{language}>“{safe(sentence.text)}” {links}</blockquote>'
        else:
            yield f'<p class="said"{language}>{safe(sentence.text)} {links}</p>'


def _receipt(answer: Answer) -> Iterable[str]:
    """What was checked, and whose words they are; the two layers are never mixed into one claim."""
    lang, total = answer.lang, len(answer.sentences)
    layers = {c.number: c.passage.layer for c in answer.citations}
    yield '<div class="receipt">'
    for layer, key in ((Layer.DOCUMENT, "receipt_documents"), (Layer.NOTES, "receipt_notes")):
        count = sum(any(layers[number] is layer for number in s.citations) for s in answer.sentences)
        if not count:
            continue
        found = [c for c in answer.citations if c.passage.layer is layer]
        yield f"<p><b>{text(key + ('_one' if count == 1 else ''), lang, count=count, total=total)}</b></p>"
        if layer is Layer.NOTES:
            known = dict.fromkeys(evidence(c.passage, lang) for c in found if not c.passage.gap)
            if known:
                yield f"<p>{text('rests_on', lang)} {safe('; '.join(known))}.</p>"
        else:
            places = dict.fromkeys(label(c.source, c.passage, lang) for c in found)
            yield f"<p>{text('found_in', lang)} {safe('; '.join(places))}.</p>"
    yield "</div>"


def _passages(citations: Sequence[Citation], lang: str, turn: int, pictures: Mapping[int, str]) -> Iterable[str]:
    """Each cited passage once, in its context, with the quoted words marked."""
    grouped: dict[str, list[Citation]] = {}
    for citation in citations:
        grouped.setdefault(citation.passage.id, []).append(citation)
    key = "show_passages_one" if len(grouped) == 1 else "show_passages"
    yield f'<details class="passages"><summary>{text(key, lang, count=len(grouped))}</summary>'
    for group in grouped.values():
        picture = next((pictures[c.number] for c in group if c.number in pictures), None)
        yield card(group[0].source, group[0].passage, lang, group, _anchor(group[0], turn), picture)
    yield "</details>"


def _compared(answer: Answer) -> Iterable[str]:
    """Where sources differ on what was asked: side by side, no verdict."""
    entry = comparison_for(answer.question, answer.lang)
    if entry:
        title = f"{wording.text('sources_differ', answer.lang)} {getattr(entry.question, answer.lang)}"
        yield f"<h3>{safe(title)}</h3>{shared.side_by_side(entry, answer.lang)}"


def _searched(answer: Answer, corpus: Corpus) -> Iterable[str]:
    """What was searched without success."""
    passages = sum(passage.lang == answer.lang for passage in corpus.passages)
    key = "searched_words" if answer.mode is Mode.DETERMINISTIC else "searched_meaning"
    yield f'<p class="facts">{text(key, answer.lang, passages=passages, sources=len(corpus.sources))}</p>'


def _why(answer: Answer, corpus: Corpus) -> Iterable[str]:
    """The steps with their times, and the passages that were considered, used or left out."""
    lang, trace = answer.lang, answer.trace
    assert trace is not None
    yield f'<details class="why"><summary>{text("why", lang)}</summary><ol class="steps">'
    for step in trace.steps:
        if wording.has(f"step_{step.name}"):
            yield f'<li>{text(f"step_{step.name}", lang)} <span class="facts">{step.ms:.1f} ms</span></li>'
    yield f"</ol><p>{text('why_considered', lang)}</p><ol>"
    used = {citation.passage.id for citation in answer.citations}
    for hit in trace.considered[:CONSIDERED]:
        yield f"<li>{_considered(hit, trace.considered[0], hit.passage.id in used, corpus, lang)}</li>"
    made = wording.text("why_made", lang, corpus=answer.corpus_id, milliseconds=f"{answer.elapsed_ms:.0f}")
    yield f'</ol><p class="facts">{text(f"mode_{answer.mode}", lang)} {safe(made)}</p></details>'


def _considered(hit: Hit, best: Hit, used: bool, corpus: Corpus, lang: str) -> str:
    source, near = corpus.sources[hit.passage.source_id], hit.score / best.score if best.score else 0.0
    fate = text("why_used" if used else "why_left_out", lang)
    title = f"{label(source, hit.passage, lang)}: {hit.passage.title}" if hit.passage.title else source.title
    nearness = text("why_near", lang, share=f"{near:.0%}")
    return f'<b>{fate}</b> · {safe(title)} <span class="facts">{nearness}</span>'


def _help(topics: Sequence[str], lang: str) -> Iterable[str]:
    """The first official directories for each topic of a reply."""
    by_topic = [[d for d in wording.directories() if topic in d.topics][:HELP] for topic in topics]
    found = list({d.id: d for group in by_topic for d in group}.values())
    if found:
        yield f"<h3>{text('help_title', lang)}</h3>{directories_html(found, lang)}"
        yield f'<p class="facts">{text("help_more", lang)}</p>'


def _anchor(citation: Citation, turn: int) -> str:
    """The same for all citations of one passage in one answer."""
    return f"passage-{turn}-{citation.passage.id.replace('/', '-').replace('.', '-')}"
