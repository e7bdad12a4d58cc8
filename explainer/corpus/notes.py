"""A note file becomes a source, its texts and its passages. The format is told in knowledge/README.md.

A fault never stops the reading of the other passages: all faults of all files are collected, so
that a writer can mend them in one go.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, HttpUrl, StringConstraints, model_validator

from explainer.corpus.sentences import sentence_spans
from explainer.corpus.yaml_files import Fault, Strict, read_yaml
from explainer.domain import LANGUAGES, Evidence, Layer, Locator, Passage, Source, Span, Text

# A year alone is a number to YAML.
Date = Annotated[str, BeforeValidator(str), StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*$")]

WORDS = range(40, 121)  # how long the text of a passage may be
ASKS = range(2, 25)  # how many ways of asking it may name
LOOK_ALIKES = 20  # how many questions it may name at most that sound alike and are answered nowhere

_PASSAGE = re.compile(r"^# +(?P<name>\S.*?)\s*$")
_LANGUAGE = re.compile(r"^## +(?P<lang>[a-z]{2}): *(?P<title>\S.*?)\s*$")
_ASK = re.compile(r"^- +(?P<ask>\S.*?)\s*$")
_LOOK_ALIKE = re.compile(r"^x +(?P<ask>\S.*?)\s*$")
_NAME = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


class Both(Strict):
    """The same words in each language."""

    en: str = Field(min_length=1)
    es: str = Field(min_length=1)


class SourceHead(Strict):
    """The top part of a note file."""

    title: str
    short: Both
    kind: Literal[
        "report", "statute", "regulation", "order", "memo", "letter", "testimony", "audit", "court",
        "state_law", "local_law", "research", "news", "advocacy", "data", "web_page",
    ]  # fmt: skip
    publisher: str
    authors: tuple[str, ...] = ()
    date: Date | None = None
    jurisdiction: str = "us"
    language: str = "en"
    url: HttpUrl | None = None
    unverified_url: HttpUrl | None = None
    archive: HttpUrl | None = None
    document: HttpUrl | Literal["none"] | None = None
    license: str
    pages: int | None = None
    page_offset: int | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    held: Literal["whole", "part", "none"]
    status: Literal["in_force", "amended", "replaced", "revoked", "blocked", "historical", "published"]
    status_as_of: Date
    status_note: Both | None = None
    stance: Literal["agency", "critic", "supporter"] | None = None

    def source(self, source_id: str) -> Source:
        values = self.model_dump(mode="json") | {"authors": self.authors}
        return Source(id=source_id, **values)


class PassageHead(Strict):
    """The lines between a passage's name and its first language."""

    page: Annotated[str, StringConstraints(pattern=r"^[0-9ivxlc]+(-[0-9ivxlc]+)?$")] | None = None
    section: str | Both | None = None
    evidence: Evidence
    via: str | Both | None = None
    as_of: Date | None = None
    gap: bool = False

    @model_validator(mode="after")
    def _pinned(self) -> Self:
        if self.page is None and self.section is None:
            raise ValueError("no pin; add `page` or `section`")
        if self.evidence is not Evidence.PRIMARY and not self.via:
            raise ValueError("`via` is missing; name the text that quotes or reports it")
        if self.evidence is Evidence.PRIMARY and self.via and not self.gap:
            raise ValueError("`via` goes with `quoted` or `secondary` only; remove it or change the grade")
        return self


@dataclass
class Version:
    """One language of a passage, as written."""

    line: int
    title: str
    asks: list[str] = field(default_factory=list)
    look_alikes: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.body).strip()


@dataclass
class Block:
    """A passage as written, before it is checked."""

    line: int
    name: str
    head: list[str] = field(default_factory=list)
    versions: dict[str, Version] = field(default_factory=dict)


@dataclass(frozen=True)
class NoteFile:
    """What one file of `knowledge/sources/` holds, and its faults."""

    source: Source | None
    texts: tuple[Text, ...]
    passages: tuple[Passage, ...]
    faults: tuple[Fault, ...]


def read_note_file(path: Path) -> NoteFile:
    """Reads a note file. Faults are returned, not raised."""
    faults: list[Fault] = []
    try:
        content = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return NoteFile(None, (), (), (Fault(path, 1, "not saved as UTF-8", "save it as UTF-8 text"),))
    try:
        top, body, first_line = _split_head(path, content.replace("\r\n", "\n"))
        source = read_yaml(SourceHead, path, top, first_line=2).source(path.stem)
    except Fault as fault:
        return NoteFile(None, (), (), (fault,))
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", source.id):
        faults.append(Fault(path, 1, "the file's name", "use small letters, digits, dots and hyphens"))

    blocks = _blocks(path, body, first_line, faults)
    heads: dict[str, PassageHead] = {}
    sound: list[Block] = []
    for block in blocks:
        head = _checked(path, block, heads, faults)
        if head is not None:
            heads[block.name] = head
            sound.append(block)
    texts, passages = [], []
    for lang in LANGUAGES:
        text = Text(source.id, Layer.NOTES, lang, "\n\n".join(b.versions[lang].text for b in sound))
        texts.append(text)
        passages += _passages(text, sound, heads)
    return NoteFile(source, tuple(texts), tuple(passages), tuple(faults))


def _split_head(path: Path, content: str) -> tuple[str, list[str], int]:
    """The top part, the lines after it, and the number of the first of these."""
    lines = content.split("\n")
    remedy = "put the top part between two lines that hold only ---"
    if not lines or lines[0].strip() != "---":
        raise Fault(path, 1, "the top part is missing", remedy)
    try:
        end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    except StopIteration:
        raise Fault(path, 1, "the top part has no end", remedy) from None
    return "\n".join(lines[1:end]), lines[end + 1 :], end + 2


def _blocks(path: Path, lines: list[str], first_line: int, faults: list[Fault]) -> list[Block]:
    """The passages as written. Each line goes to the part that was opened last."""
    blocks: list[Block] = []
    version: Version | None = None
    for number, line in enumerate(lines, first_line):
        if match := _PASSAGE.match(line):
            blocks.append(Block(number, match["name"]))
            version = None
        elif not blocks:
            if line.strip():
                faults.append(Fault(path, number, "text before the first passage", "open one with `# name`"))
        elif match := _LANGUAGE.match(line):
            version = Version(number, match["title"])
            if match["lang"] in blocks[-1].versions:
                faults.append(Fault(path, number, f"a second `## {match['lang']}:`", "keep one of the two"))
            blocks[-1].versions[match["lang"]] = version
        elif line.startswith("#"):
            faults.append(Fault(path, number, "a heading of an unknown form", "write `# name` or `## en: Title`"))
        elif version is None:
            blocks[-1].head.append(line)
        elif (match := _ASK.match(line)) and not version.text:
            version.asks.append(match["ask"])
        elif (match := _LOOK_ALIKE.match(line)) and not version.text:
            version.look_alikes.append(match["ask"])
        else:
            version.body.append(line.rstrip())
    return blocks


def _checked(path: Path, block: Block, seen: Collection[str], faults: list[Fault]) -> PassageHead | None:
    """The head of a passage whose every part is in order; else None, with the faults noted."""
    found: list[Fault] = []

    def fault(line: int, what: str, remedy: str) -> None:
        found.append(Fault(path, line, what, remedy))

    if block.name in seen:
        fault(block.line, f"the name “{block.name}” twice", "give one of the two another name")
    if not _NAME.match(block.name):
        fault(block.line, f"the name “{block.name}”", "use small letters, digits and hyphens")
    for lang in LANGUAGES:
        version = block.versions.get(lang)
        if version is None:
            fault(block.line, f"{block.name} lacks `## {lang}:`", "write the passage in both languages")
            continue
        words = len(version.text.split())
        if words not in WORDS:
            fault(version.line, f"{block.name}: {words} words", f"make it {WORDS[0]} to {WORDS[-1]} words long")
        if len(version.asks) not in ASKS:
            remedy = f"write {ASKS[0]} to {ASKS[-1]} lines that begin with “- ”"
            fault(version.line, f"{block.name}: {len(version.asks)} ways of asking", remedy)
        if len(version.look_alikes) > LOOK_ALIKES:
            what = f"{block.name}: {len(version.look_alikes)} questions that are answered nowhere"
            fault(version.line, what, f"keep the {LOOK_ALIKES} that readers are most likely to ask")
    for lang, version in block.versions.items():
        if lang not in LANGUAGES:
            fault(version.line, f"the language “{lang}”", f"use {' or '.join(LANGUAGES)}")
    head = None
    try:
        head = read_yaml(PassageHead, path, "\n".join(block.head), first_line=block.line + 1)
    except Fault as error:
        found.append(error)
    faults += found
    return None if found else head


def _passages(text: Text, blocks: list[Block], heads: dict[str, PassageHead]) -> list[Passage]:
    passages, start = [], 0
    for block in blocks:
        version, head = block.versions[text.lang], heads[block.name]
        span = Span(start, start + len(version.text))
        start = span.end + len("\n\n")
        passages.append(
            Passage(
                id=f"{text.source_id}/{block.name}",
                text_of=text,
                span=span,
                sentences=sentence_spans(text.content, text.lang, span.start, span.end),
                locator=Locator(page=head.page, section=_in(text.lang, head.section)),
                evidence=head.evidence,
                via=_in(text.lang, head.via),
                title=version.title,
                asks=tuple(version.asks),
                look_alikes=tuple(version.look_alikes),
                as_of=head.as_of,
                gap=head.gap,
            )
        )
    return passages


def _in(lang: str, words: str | Both | None) -> str | None:
    """Words that are the same in both languages, or those of one."""
    return str(getattr(words, lang)) if isinstance(words, Both) else words
