"""An engine for a corpus and a mode; where a mode cannot be had, for the next simpler one.

The index is always built in a process of its own, so that a process that answers never loads torch.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.corpus.fetching.shelf import open_shelf
from explainer.corpus.library import Corpus, load_folder, load_knowledge
from explainer.domain import Answer, Citation, Layer, Mode, Turn
from explainer.engine import Explainer
from explainer.errors import OutsideError
from explainer.settings import Settings, load, usable_data_dir

if TYPE_CHECKING:
    from explainer.corpus.fetching.background import BackgroundFetch, FetchStatus
    from explainer.retrieval.rerank import Reranker


def load_corpus(folder: Path | None = None, settings: Settings | None = None) -> Corpus:
    """The shipped knowledge with the official texts that the shelf holds, or the documents of a folder.

    Args:
        folder: what to read instead of the knowledge.
        settings: where the shelf is; by default those of this process.
    """
    settings = settings or load()
    if folder:
        return load_folder(folder, usable_data_dir(settings)[0] / "readings" / "folders")
    return load_knowledge(shelf=open_shelf(settings))


def open_explainer(settings: Settings, corpus: Corpus, folder: Path | None = None) -> Explainer:
    """An engine that is ready, in the mode of the settings or a simpler one; builds the index if need be.

    Args:
        settings: the mode to aim for, and where things are.
        corpus: what to answer from.
        folder: where the corpus was read from, if it is not the shipped knowledge.
    """
    if settings.mode is Mode.DETERMINISTIC:
        return Explainer(corpus, settings)
    try:
        vectors = _open_index(corpus, settings)
        if vectors is None:
            build_in_own_process(settings, folder)
            vectors = _open_index(corpus, settings)
    except OutsideError:
        vectors = None
    reranker, lacking = (None, False) if vectors is None else _open_reranker(settings)
    return Explainer(corpus, settings, vectors, _notices(settings, vectors is not None, lacking), reranker)


def build_in_own_process(settings: Settings, folder: Path | None = None) -> None:
    """Builds the index in a process of its own, with the same settings; its progress goes to standard error.

    Raises:
        OutsideError: it could not be built.
    """
    command = [sys.executable, "-m", "explainer", "index", "build"]
    if folder:
        command += ["--corpus", str(folder)]
    root = Path(__file__).resolve().parents[1]
    environment = os.environ | settings.as_environment() | {"PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
    done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise OutsideError("The index could not be built. See why with: explainer index build")


WARM_UP = ("What is a detainer?", "¿Qué es un detainer?")


class Service:
    """An engine for a served app: answers at once by word search, and by meaning when the index is ready."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.corpus = load_corpus(settings=settings)
        building = ("notice_building",) if settings.mode is not Mode.DETERMINISTIC else ()
        self._engine = Explainer(self.corpus, settings, notices=building)
        self._one_at_a_time = threading.Lock()
        threading.Thread(target=self._improve, args=(self.corpus,), name="index", daemon=True).start()
        self._fetch: BackgroundFetch | None = None
        if settings.fetch == "on-start":
            self.fetch_texts()

    def ask(self, question: str, history: Sequence[Turn], hint: str) -> Answer:
        """Answers in the best mode that is ready; `hint` is the language where it cannot be told."""
        return self._engine.ask(question, history, hint=hint)

    def picture(self, citation: Citation, close: bool = True) -> bytes | None:
        """A PNG of the page that a citation quotes, with the quotation marked; None where there is no PDF of it.

        Args:
            citation: of a document.
            close: only the lines around the quotation, readable on a phone; else the whole page.
        """
        passage, shelf = citation.passage, open_shelf(self._settings)
        held = shelf.held(citation.source) if passage.layer is Layer.DOCUMENT else None
        if held is None or held.path.suffix != ".pdf" or passage.locator.pdf_page is None:
            return None
        from explainer.corpus.documents import Documents
        from explainer.corpus.reading.picture import page_picture

        try:
            boxes = Documents(shelf).boxes(citation.source, citation.span, passage.text_of)
            return page_picture(held.path, passage.locator.pdf_page, boxes, close=close) if boxes else None
        except OutsideError:
            return None

    @property
    def fetching(self) -> "FetchStatus | None":
        """How far the fetching of official texts is; None where nobody has asked for it."""
        return self._fetch.status if self._fetch else None

    def fetch_texts(self) -> None:
        """Starts to fetch the official texts that are missing, behind the page; once it is done, answers quote them."""
        from explainer.corpus.fetching.background import BackgroundFetch

        if self._fetch is None or self._fetch.status.finished:
            self._fetch = BackgroundFetch(self.corpus.sources.values(), open_shelf(self._settings), self._reload)
            self._fetch.start()

    def _improve(self, corpus: Corpus) -> None:
        with self._one_at_a_time:
            for question in WARM_UP:  # builds the word index before the first reader asks
                self._engine.ask(question)
            better = open_explainer(self._settings, corpus)
            for question in WARM_UP:
                better.ask(question)
            self.corpus, self._engine = corpus, better

    def _reload(self) -> None:
        """Answers go on from the corpus as it was until the new one is ready."""
        corpus = load_corpus(settings=self._settings)
        if corpus.id != self.corpus.id:
            self._improve(corpus)


def _open_index(corpus: Corpus, settings: Settings):  # type: ignore[no-untyped-def]
    try:
        from explainer.retrieval.vectors import open_index
    except ImportError as error:
        raise OutsideError(f"{error.name} is not installed.") from error
    return open_index(corpus, settings)


def _open_reranker(settings: Settings) -> "tuple[Reranker | None, bool]":
    """The cross-encoder that was named, if any, and whether it is lacking."""
    if not settings.reranker:
        return None, False
    from explainer.retrieval.rerank import open_reranker

    try:
        return open_reranker(settings), False
    except OutsideError as error:
        print(error, file=sys.stderr)
        return None, True


def _notices(settings: Settings, have_vectors: bool, reranker_lacking: bool) -> tuple[str, ...]:
    """Keys of what the reader should know about the mode that answers."""
    found = []
    if settings.mode is Mode.CHAT:
        found.append("notice_no_chat")
    if not have_vectors:
        found.append("notice_no_vectors")
    if reranker_lacking:
        found.append("notice_no_reranker")
    return tuple(found)
