"""The corpus: every source, text and passage that questions are answered from.

Either the knowledge that ships with the project, or any folder of documents.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from explainer.corpus.documents import Document, Documents
from explainer.corpus.fetching.shelf import Shelf, verified
from explainer.corpus.notes import read_note_file
from explainer.corpus.passages import cut, plain_blocks
from explainer.corpus.reading.plain import read_text
from explainer.corpus.reading.readings import read_kept
from explainer.corpus.yaml_files import KNOWLEDGE
from explainer.domain import LANGUAGES, Layer, Locator, Passage, Source, Text
from explainer.errors import KnowledgeError, OutsideError, UsageError
from explainer.language import language_of

SUFFIXES = (".txt", ".md", ".pdf")


@dataclass(frozen=True)
class Corpus:
    """Everything that can be cited, and the hash that names it."""

    sources: Mapping[str, Source]
    texts: Mapping[tuple[str, Layer, str], Text]
    passages: tuple[Passage, ...]
    foreign: bool = False  # a folder instead of the shipped knowledge
    notices: tuple[str, ...] = field(default=(), compare=False)
    unread: Mapping[str, str] = field(default_factory=dict, compare=False)  # by source: why its document cannot be read

    @cached_property
    def id(self) -> str:
        """16 hexadecimal digits: the same for the same passages, on any machine."""
        digest = hashlib.sha256()
        for p in self.passages:
            parts = (p.id, p.lang, str(p.span.start), p.text, p.title, *p.asks, *(f"x {q}" for q in p.look_alikes))
            digest.update("\x1f".join(parts).encode("utf-8", "surrogatepass") + b"\x1e")
        return digest.hexdigest()[:16]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({p.lang for p in self.passages}))

    @cached_property
    def _by_id(self) -> Mapping[tuple[str, str], Passage]:
        return {(p.id, p.lang): p for p in self.passages}

    def passage(self, passage_id: str, lang: str) -> Passage | None:
        """A passage by its id, in a language where it exists in that one, else in any; None without one."""
        found = (self._by_id.get((passage_id, language)) for language in (lang, *self.languages))
        return next(filter(None, found), None)

    def text(self, source_id: str, layer: Layer, lang: str) -> Text:
        """The text that offsets count in.

        Raises:
            UsageError: no such source.
            OutsideError: the source is known, but this text of it is not held.
        """
        if source_id not in self.sources:
            raise UsageError(f"There is no source “{source_id}”. See them with: explainer sources list")
        found = self.texts.get((source_id, layer, lang))
        if found is None and layer is Layer.DOCUMENT:
            found = next((t for (s, y, _), t in self.texts.items() if (s, y) == (source_id, layer)), None)
        if found is None and layer is Layer.DOCUMENT and source_id in self.unread:
            raise OutsideError(self.unread[source_id])
        if found is None:
            original = self.sources[source_id].link(Locator()) or "a copy that you trust"
            raise OutsideError(
                f"The {layer} text of “{source_id}” is not held. Fetch it with: explainer sources fetch {source_id} "
                f"or save it from {original} and add it with: explainer sources add FILE --source {source_id} "
                "(our notes on it: --layer notes)"
            )
        return found


def load_knowledge(folder: Path = KNOWLEDGE, shelf: Shelf | None = None) -> Corpus:
    """Reads the note files of `folder/sources`, and the documents that the shelf holds of these sources.

    A document that cannot be read is left out; `unread` tells why.

    Raises:
        KnowledgeError: at least one file has a fault; the message lists them all.
    """
    files = [read_note_file(path) for path in sorted((folder / "sources").glob("*.md"))]
    faults = [str(fault) for file in files for fault in file.faults]
    if faults or not files:
        raise KnowledgeError("\n".join(faults) or f"There are no notes in {folder / 'sources'}.")
    sources = [file.source for file in files if file.source]
    documents, unread = _documents(sources, shelf) if shelf else ([], {})
    held = shelf.all(sources) if shelf else {}
    sources = [verified(source, held[source.id]) if source.id in held else source for source in sources]
    return _corpus(
        sources=sources,
        texts=[*(text for file in files for text in file.texts), *(document.text for document in documents)],
        passages=[
            *(passage for file in files for passage in file.passages),
            *(passage for document in documents for passage in document.passages),
        ],
        unread=unread,
    )


def _documents(sources: Iterable[Source], shelf: Shelf) -> tuple[list[Document], dict[str, str]]:
    documents, unread = [], {}
    reader = Documents(shelf)
    for source in sources:
        try:
            document = reader.read(source)
        except OutsideError as error:
            unread[source.id] = str(error)
            continue
        if document:
            documents.append(document)
    return documents, unread


def load_folder(folder: Path, kept: Path | None = None) -> Corpus:
    """Reads every .txt, .md and .pdf file below `folder`, subfolders too.

    A file that cannot be read is left out, with a notice.

    Args:
        folder: what to read.
        kept: where to keep what was read of PDFs, so that only changed ones are read again.

    Raises:
        UsageError: there is no such folder, or nothing in it can be read.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Name one that holds .txt, .md or .pdf files.")
    paths = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    stems = [p.relative_to(folder).with_suffix("").as_posix() for p in paths]
    sources: list[Source] = []
    texts: list[Text] = []
    passages: list[Passage] = []
    notices: list[str] = []
    for path, stem in zip(paths, stems, strict=True):
        source_id = stem if stems.count(stem) == 1 else path.relative_to(folder).as_posix()
        name = path.stem.replace("_", " ").strip()
        try:
            text, found = _read(path, source_id, kept)
        except OutsideError as error:
            notices.append(str(error))
            continue
        short = dict.fromkeys(LANGUAGES, name)
        sources.append(Source(source_id, title=name, short=short, kind="document", language=text.lang))
        texts.append(text)
        passages += found
    if not passages:
        raise UsageError(f"Nothing in {folder} can be read. Put .txt, .md or .pdf files with text there.")
    return _corpus(sources, texts, passages, foreign=True, notices=tuple(notices))


def _corpus(
    sources: Iterable[Source],
    texts: Iterable[Text],
    passages: Iterable[Passage],
    foreign: bool = False,
    notices: tuple[str, ...] = (),
    unread: Mapping[str, str] | None = None,
) -> Corpus:
    return Corpus(
        sources={s.id: s for s in sources},
        texts={(t.source_id, t.layer, t.lang): t for t in texts},
        passages=tuple(passages),
        foreign=foreign,
        notices=notices,
        unread=unread or {},
    )


def _read(path: Path, source_id: str, kept: Path | None) -> tuple[Text, tuple[Passage, ...]]:
    """The text of a file and its passages; the text of anything but a PDF is the file as it is."""
    if path.suffix.lower() == ".pdf":
        document = read_kept(path, source_id, kept)
        return document.text, document.passages
    content = read_text(path)
    text = Text(source_id, Layer.DOCUMENT, language_of(content), content)
    return text, cut(text, plain_blocks(text))
