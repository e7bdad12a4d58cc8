"""Statutes, regulations and orders by section and paragraph: each block has its pin, "(g)(10)" or "Sec. 11(a)".

A mark such as "(i)" is a letter after "(h)" and a number under "(A)"; which of the two is told by
what it follows. Fragments that only together make a sentence ("shall: (1) …; and (2) …") share a
place, up to the length of a passage; a paragraph that ends its sentence has a place of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from explainer.corpus.passages import MOST_WORDS, Block
from explainer.corpus.reading.furniture import to_roman
from explainer.corpus.reading.outline import Kind, Part
from explainer.domain import Locator, Span

_SECTION = re.compile(  # not "Section 2 of this order applies"
    r"(?:(?P<word>Section|SECTION|Sec\.|SEC\.|Sección|Article|Artículo|Art\.|ART\.|RCW|§+)\s*(?P<number>\d[\w.–-]*?)"
    r"(?:\.(?=\s|$)|(?=[:—]|$|\s+[^a-z\s]))|(?P<bare>\d+\.\d+(?:\.\d+)?)\.(?=\s))[\s:—]*"
)
_RUN_IN = re.compile(r"(?P<heading>[A-Z][^.;:()]{2,100}\.(?:\s*—)?)(?:\s+|$)")  # "Policy." before the text of a section
_MARKS = re.compile(r"(?:\((?:[A-Za-z]{1,5}|\d{1,3})\)\s*)+")
_MARK = re.compile(r"\((\w+)\)")
_CLOSED = re.compile(r"[.!?][\"'”’)\]]*$")
_CITATION = re.compile(r"\d+\s+(?:U\.\s?S\.\s?C\.|C\.?\s?F\.?\s?R\.?)\s*§?\s*\d")
_ROMAN = tuple(to_roman(value) for value in range(1, 40))
_FIRST = {"a", "A", "1", "i", "I", "aa", "AA"}
_HEADING_WORDS = 15
_FRAGMENT = 40  # words: a shorter fragment of a list takes the next one along


@dataclass(frozen=True, slots=True)
class _Item:
    """The text of one paragraph, without its heading, and where it stands."""

    part: Part
    section: str  # "Sec. 11", or "" in a text that is one section
    marks: tuple[str, ...]
    path: tuple[str, ...]  # the headings above it

    @property
    def place(self) -> tuple[str, tuple[str, ...]]:
        return self.section, self.marks


def by_section(content: str, parts: Sequence[Part], label: str) -> Iterator[Block]:
    """Blocks with the pin of each as their section, and with label, headings and pin as their path.

    Args:
        content: the text.
        parts: its paragraphs.
        label: what the law is called: the first part of every path.
    """
    items = list(_items(content, parts))
    if len({item.section for item in items if item.section}) == 1 and any("§" in item.section for item in items):
        items = [replace(item, section="") for item in items]  # a text that is one section
    for group in _grouped(content, items):
        pin = _pin(content, group)
        for item in group:
            path = (label, *item.path, *([pin] if pin else ()))
            place = Locator(item.part.page, item.part.pdf_page, pin)
            yield Block(item.part.span, path, place, item.part.kind is Kind.NOTE)


def _items(content: str, parts: Sequence[Part]) -> Iterator[_Item]:
    """The text of each paragraph with its place; headings are taken off and kept for the paths."""
    texts = [part.span.of(content) for part in parts]
    section, section_heading, outer, begun = "", "", "", False
    marks: list[str] = []
    headings: dict[int, str] = {}  # by depth
    open_ended: dict[int, bool] = {}  # whether the text at a depth leads on to what is below it
    for index, part in enumerate(parts):
        at, end = part.span.start, part.span.end
        following = texts[index + 1] if index + 1 < len(texts) else ""
        if part.kind is Kind.CONTENTS or (not marks and not section and _is_front(texts[index])):
            continue
        if part.kind is Kind.NOTE:
            yield _Item(part, section, tuple(marks), _path(outer, section_heading, headings))
            continue
        if match := _SECTION.match(content, at, end):
            section = _section_name(match)
            at, section_heading, marks, headings, open_ended = match.end(), "", [], {}, {}
            if part.kind is Kind.HEADING:
                section_heading, at = content[at:end].strip(" ."), end
            elif (
                (run_in := _RUN_IN.match(content, at, end))
                and _is_title(run_in["heading"])
                and (run_in.end() < end or (following and not _SECTION.match(following)))
            ):
                section_heading, at = run_in["heading"].rstrip(". —"), run_in.end()
        if match := _MARKS.match(content, at, end):
            for mark in _MARK.findall(match[0]):
                opens = open_ended.get(len(marks), True)
                marks = _placed(marks, mark, opens)
                headings = {depth: h for depth, h in headings.items() if depth < len(marks)}
                open_ended = {depth: o for depth, o in open_ended.items() if depth < len(marks)}
            if _is_heading(content[match.end() : end], following, marks, part.kind):
                headings[len(marks)], at = content[match.end() : end].strip(" ."), end
        elif part.kind is Kind.HEADING or (part.level == 0 and _is_signature(content[at:end])):
            if at == part.span.start:  # a heading of its own, such as that of the notes below a law
                section, section_heading, marks, headings, open_ended = "", "", [], {}, {}
                outer = content[at:end] if part.kind is Kind.HEADING and begun else ""
                at = end
        elif at == part.span.start and len(marks) > 1 and open_ended.get(len(marks) - 1):
            marks = marks[:-1]  # flush text: it ends the sentence that the list above it hangs on
        if not _MARKS.sub("", content[at:end]).strip():
            continue
        begun = True
        open_ended[len(marks)] = not _CLOSED.search(content[at:end].rstrip())
        yield _Item(replace(part, span=Span(at, end)), section, tuple(marks), _path(outer, section_heading, headings))


def _path(outer: str, section_heading: str, headings: dict[int, str]) -> tuple[str, ...]:
    found = (outer, section_heading, *(headings[depth] for depth in sorted(headings)))
    return tuple(" ".join(heading.split()) for heading in found if heading)


def _section_name(match: re.Match[str]) -> str:
    word = match["word"] or "§"
    if word.startswith("§"):
        return f"§ {match['bare'] or match['number']}"
    if word == "RCW":
        return f"RCW {match['number']}"
    return f"{'Art.' if word.startswith('A') else 'Sec.'} {match['number']}"


def _is_front(text: str) -> bool:
    """A law's own citation, or a note on the copy, above its first paragraph."""
    return bool(_CITATION.match(text)) or (text.startswith("(") and text.endswith(")") and len(text) > 20)


def _is_signature(text: str) -> bool:
    return text.isupper() and len(text.split()) <= 8


def _is_title(text: str) -> bool:
    """Whether a short sentence is the title of a section: most of its long words begin with a capital."""
    words = [word for word in text.split() if len(word) > 3]
    return len(text.split()) < 4 or sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _is_heading(text: str, following: str, marks: Sequence[str], kind: Kind) -> bool:
    """Whether what stands after a mark is a heading: short, and the text comes after it."""
    text = text.strip()
    if kind is Kind.HEADING:
        return True
    if not following or not text or len(text.split()) > _HEADING_WORDS or text.endswith((";", ",", ":", "—")):
        return False
    if not text[0].isupper() or (text.endswith(".") and not _is_title(text)):
        return False
    below = _MARKS.match(following)
    if below is None:
        return not _SECTION.match(following) and not _is_signature(following)
    first = _MARK.findall(below[0])[0]
    rest = following[below.end() :].strip()
    child = first in _FIRST and not _follows(marks[-1], first)
    return child and (not rest or rest[0].isupper())


def _placed(marks: Sequence[str], mark: str, opens: bool) -> list[str]:
    """The marks from the outermost to this one."""
    follows = [depth for depth, above in enumerate(marks) if _follows(above, mark)]
    if mark in _FIRST and (not follows or (opens and mark in ("i", "I"))):
        return [*marks, mark]
    if follows:
        return [*marks[: follows[-1]], mark]
    alike = [depth for depth, above in enumerate(marks) if _style(above) == _style(mark)]
    return [*marks[: alike[-1]], mark] if alike else [*marks, mark]


def _follows(before: str, mark: str) -> bool:
    if before.isdigit():
        return mark.isdigit() and int(mark) == int(before) + 1
    if before.islower() != mark.islower() or mark.isdigit():
        return False
    a, b = before.lower(), mark.lower()
    if a in _ROMAN and b in _ROMAN and _ROMAN.index(b) == _ROMAN.index(a) + 1:
        return True
    return len(set(a)) == len(set(b)) == 1 and len(a) == len(b) and ord(b[0]) == ord(a[0]) + 1


def _style(mark: str) -> str:
    return "1" if mark.isdigit() else "a" if mark.islower() else "A"


def _grouped(content: str, items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Runs of items that make one sentence, up to the length of a passage."""
    group: list[_Item] = []
    words = 0
    for item in items:
        length = len(item.part.span.of(content).split())
        if group and words + length <= MOST_WORDS and _belongs(content, group, item, words):
            group.append(item)
            words += length
            continue
        if group:
            yield group
        group, words = [item], length
    if group:
        yield group


def _belongs(content: str, group: Sequence[_Item], item: _Item, words: int) -> bool:
    """Whether an item goes on with the group: its text, what hangs on it, or the next short fragment."""
    first, last = group[0], group[-1]
    if item.section != first.section or item.path != last.path or item.part.kind is not last.part.kind:
        return False
    if item.marks == last.marks:
        return True
    below = item.marks[: len(first.marks)] == first.marks
    if below and _is_open(content, first):
        return True
    return _is_open(content, last) and (below or words < _FRAGMENT)


def _is_open(content: str, item: _Item) -> bool:
    return not _CLOSED.search(item.part.span.of(content).rstrip())


def _pin(content: str, group: Sequence[_Item]) -> str | None:
    """The pin of one place; of several, what holds them all, or the range of its entries."""
    section, places = group[0].section, list(dict.fromkeys(item.marks for item in group))
    if len(places) == 1:
        return _written(section, places[0])
    outer = tuple(marks[0] for marks in takewhile(lambda m: len(set(m)) == 1, zip(*places, strict=False)))
    entries = list(dict.fromkeys(marks[: len(outer) + 1] for marks in places if len(marks) > len(outer)))
    if len(entries) == 1:  # the words before a list, and its first entry
        return _pin(content, [item for item in group if item.marks != outer])
    if places[0] == outer and not _is_open(content, group[-1]):
        return _written(section, outer)
    return f"{_written(section, entries[0])}-({entries[-1][-1]})"


def _written(section: str, marks: Sequence[str]) -> str | None:
    return section + "".join(f"({mark})" for mark in marks) or None
