"""The index of meanings: built beside the old one, swapped in atomically, checked when opened.

Each sentence is embedded once; a passage's vector is the mean of its sentences' vectors, weighted
by length: as good as embedding the passage, and nothing is cut off at 256 tokens.
"""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from explainer.corpus.library import Corpus
from explainer.domain import Passage
from explainer.errors import OutsideError
from explainer.retrieval.chroma import Vector, VectorStore
from explainer.retrieval.embeddings import SentenceEmbeddings, open_embeddings, prepare_embeddings
from explainer.retrieval.halfway import Halfway
from explainer.retrieval.weights import model_key
from explainer.settings import Settings, usable_data_dir

RECIPE = 1  # goes up when the way in which vectors are made changes
ABANDONED = 24 * 3600.0  # seconds after which what nobody uses may be removed
KEPT = 5  # indexes that stay however old they are
BATCH = 64  # sentences that are embedded at once
SAVED = 512  # sentences after which what was embedded is put on disk
CHUNK = 4096  # vectors that are in memory at once

T = TypeVar("T")

Progress = Callable[[Sequence[str], str], Iterable[str]]  # wraps what is worked through, with a label


@dataclass(frozen=True)
class Manifest:
    """What an index holds. The file that names it is the pointer: what it does not name is not there."""

    folder: str
    corpus_id: str
    model: str
    counts: dict[str, int]  # vectors by collection


class VectorIndex:
    """An index that was opened and answered a real query."""

    def __init__(self, corpus: Corpus, embeddings: SentenceEmbeddings, store: VectorStore, prefix: str) -> None:
        self._embeddings = embeddings
        self._store = store
        self._prefix = prefix
        self._owners: dict[tuple[str, str], list[str]] = {}
        for passage in corpus.passages:
            for sentence in _units(passage):
                self._owners.setdefault((passage.lang, _key(sentence)), []).append(passage.id)

    @property
    def multilingual(self) -> bool:
        """Whether the model knows many languages alike."""
        return self._embeddings.multilingual

    def embed(self, query: str) -> Vector:
        return np.asarray(self._embeddings.embed_query(query), dtype=np.float32)

    def near(self, query: Vector, lang: str, count: int) -> tuple[dict[str, float], dict[str, float]]:
        """Cosines of the nearest passages, and of each passage's nearest sentence, by passage id."""
        passages = self._store.nearest(f"{self._prefix}passages-{lang}", query, count)
        best: dict[str, float] = {}
        for key, cosine in self._store.nearest(f"{self._prefix}sentences-{lang}", query, 2 * count).items():
            for owner in self._owners.get((lang, key), ()):
                best[owner] = max(cosine, best.get(owner, -1.0))
        return passages, best

    def sentence_cosines(self, query: Vector, sentences: Sequence[str], lang: str) -> list[float]:
        """The cosine of the query with each sentence of the corpus; 0 for a sentence that is not in it."""
        keys = [_key(sentence) for sentence in sentences]
        vectors = self._store.vectors(f"{self._prefix}sentences-{lang}", keys)
        return [float(vectors[key] @ query) if key in vectors else 0.0 for key in keys]


def open_index(corpus: Corpus, settings: Settings, embeddings: SentenceEmbeddings | None = None) -> VectorIndex | None:
    """The index of this corpus, if there is one and it answers; a damaged one counts as none.

    Args:
        corpus: what the index must be of.
        settings: where it lies, and which model it was made by.
        embeddings: the embedder, where it is not to be found by the settings.
    """
    data_dir, _ = usable_data_dir(settings)
    manifest = _manifest(data_dir, _name(corpus, settings))
    if manifest is None:
        return None
    try:
        embeddings = embeddings or open_embeddings(settings, data_dir)
        if embeddings is None:
            return None
        store, prefix = _store(settings, data_dir, manifest)
        index = VectorIndex(corpus, embeddings, store, prefix)
        _check(store, prefix, manifest, index.embed("What is a detainer?"))
    except OutsideError:
        return None
    with contextlib.suppress(OSError):
        os.utime(_pointer(data_dir, _name(corpus, settings)))  # it is in use
    return index


def build_index(
    corpus: Corpus, settings: Settings, progress: Progress, embeddings: SentenceEmbeddings | None = None
) -> Manifest:
    """Builds the index of this corpus. Vectors of sentences that an older index holds are taken over.

    A build that is stopped leaves what it has embedded; the next one goes on from there.

    Raises:
        OutsideError: the model or the store cannot be had, or there is no room. The old index stays.
    """
    data_dir, _ = usable_data_dir(settings)
    embeddings = embeddings or prepare_embeddings(settings, data_dir)
    name = _name(corpus, settings)
    folder = f"{name}-{secrets.token_hex(4)}"
    manifest = Manifest(folder, corpus.id, model_key(settings.embedding_model), {})
    store, prefix = _store(settings, data_dir, manifest)
    halfway = Halfway(_indexes(data_dir) / f"halfway-{RECIPE}-{manifest.model}")
    try:
        for lang in corpus.languages:
            passages = [p for p in corpus.passages if p.lang == lang]
            wanted = {_key(s): s for passage in passages for s in _units(passage)}
            _take_over(wanted, lang, _older(settings, data_dir, manifest), halfway)
            _embed(wanted, lang, embeddings, halfway, progress)
            manifest.counts.update(_write(passages, lang, halfway, store, prefix))
        _check(store, prefix, manifest, np.asarray(embeddings.embed_query("detainer"), dtype=np.float32))
        _point(data_dir, name, manifest)
        halfway.clear()
    except OSError as error:
        raise OutsideError(f"The index cannot be written to {data_dir}: {error.strerror}. Make room there.") from error
    finally:
        _sweep(data_dir)
    return manifest


def index_status(corpus: Corpus, settings: Settings) -> Manifest | None:
    """What the index of this corpus holds, without opening it; None if there is none."""
    return _manifest(usable_data_dir(settings)[0], _name(corpus, settings))


def _name(corpus: Corpus, settings: Settings) -> str:
    parts = (corpus.id, model_key(settings.embedding_model), str(RECIPE), settings.chroma_url or "")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def _units(passage: Passage) -> tuple[str, ...]:
    """What a passage can be found by: its sentences, and the ways in which people ask for it."""
    return (*passage.sentence_texts, *passage.asks)


def _key(sentence: str) -> str:
    return hashlib.sha256(sentence.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _take_over(wanted: Iterable[str], lang: str, older: Iterable[tuple[VectorStore, str]], halfway: Halfway) -> None:
    """Takes the vectors of sentences that have not changed from indexes that hold them."""
    for store, prefix in older:
        missing = [key for key in wanted if key not in halfway]
        with contextlib.suppress(OutsideError):  # an older index that cannot be read has nothing to give
            for keys in _chunks(missing, CHUNK):
                found = store.vectors(f"{prefix}sentences-{lang}", keys)
                halfway.add(list(found), list(found.values()))


def _embed(
    wanted: Mapping[str, str], lang: str, embeddings: SentenceEmbeddings, halfway: Halfway, progress: Progress
) -> None:
    """Embeds what is missing, and puts it on disk every now and then and when it is stopped."""
    # Sentences of one length together: less padding, less work.
    missing = sorted((key for key in wanted if key not in halfway), key=lambda key: len(wanted[key]))
    batches = list(_chunks(missing, BATCH))
    labels = [f"{lang} {number}" for number in range(len(batches))]
    fresh: dict[str, list[float]] = {}
    try:
        for _, batch in zip(progress(labels, lang), batches, strict=True):
            fresh |= zip(batch, embeddings.embed_documents([wanted[key] for key in batch]), strict=True)
            if len(fresh) >= SAVED:
                halfway.add(list(fresh), list(fresh.values()))
                fresh = {}
    finally:
        halfway.add(list(fresh), list(fresh.values()))


def _write(passages: Sequence[Passage], lang: str, halfway: Halfway, store: VectorStore, prefix: str) -> dict[str, int]:
    """Writes the vectors of sentences and passages to the store, a part at a time; how many of each there are."""
    written: set[str] = set()
    for some in _chunks(passages, CHUNK // 8):
        vectors = halfway.vectors(dict.fromkeys(_key(s) for passage in some for s in _units(passage)))
        new = [key for key in vectors if key not in written]
        store.add(f"{prefix}sentences-{lang}", new, [vectors[key] for key in new])
        store.add(f"{prefix}passages-{lang}", [p.id for p in some], [_mean(p, vectors) for p in some])
        written.update(new)
    return {f"sentences-{lang}": len(written), f"passages-{lang}": len(passages)}


def _chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _mean(passage: Passage, vectors: dict[str, Vector]) -> Vector:
    weights = np.array([len(s) for s in passage.sentence_texts], dtype=np.float32)
    rows = np.stack([vectors[_key(s)] for s in passage.sentence_texts])
    mean = weights @ rows
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)


def _indexes(data_dir: Path) -> Path:
    return data_dir / "indexes"


def _pointer(data_dir: Path, name: str) -> Path:
    return _indexes(data_dir) / f"{name}.json"


def _store(settings: Settings, data_dir: Path, manifest: Manifest) -> tuple[VectorStore, str]:
    """The store of an index, and the prefix of its collections' names."""
    if settings.chroma_url:
        return VectorStore(settings.chroma_url), f"{manifest.folder}-"
    return VectorStore(_indexes(data_dir) / manifest.folder), ""


def _manifest(data_dir: Path, name: str) -> Manifest | None:
    try:
        return Manifest(**json.loads(_pointer(data_dir, name).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _point(data_dir: Path, name: str, manifest: Manifest) -> None:
    """The swap: from here on this index is the one that is opened. Atomic on every system."""
    pointer = _pointer(data_dir, name)
    pointer.parent.mkdir(parents=True, exist_ok=True)
    beside = pointer.with_name(f".{manifest.folder}.json")
    beside.write_text(json.dumps(asdict(manifest)), "utf-8")
    os.replace(beside, pointer)


def _check(store: VectorStore, prefix: str, manifest: Manifest, query: Vector) -> None:
    """A count may be right where a query fails, so every collection has to answer one."""
    for collection, count in manifest.counts.items():
        whole = store.count(f"{prefix}{collection}") == count
        if not whole or not store.nearest(f"{prefix}{collection}", query, 1):
            raise OutsideError(f"The index of {collection} is damaged.")


def _older(settings: Settings, data_dir: Path, manifest: Manifest) -> list[tuple[VectorStore, str]]:
    """Indexes made by the same model, newest first: they may hold vectors of the same sentences."""
    pointers = sorted(_indexes(data_dir).glob("*.json"), key=lambda p: -p.stat().st_mtime)
    found = []
    for other in (_manifest(data_dir, pointer.stem) for pointer in pointers[:3]):
        if other is not None and other.model == manifest.model and other.folder != manifest.folder:
            try:
                found.append(_store(settings, data_dir, other))
            except OutsideError:
                continue
    return found


def _sweep(data_dir: Path) -> None:
    """Removes indexes that were not built or opened lately, and folders that no build can still be writing."""
    pointers = sorted(_indexes(data_dir).glob("*.json"), key=_age)
    for pointer in pointers[KEPT:]:
        if _age(pointer) > ABANDONED:
            pointer.unlink(missing_ok=True)
    named = {m.folder for p in _indexes(data_dir).glob("*.json") if (m := _manifest(data_dir, p.stem))}
    for folder in _indexes(data_dir).iterdir():
        if folder.is_dir() and folder.name not in named and _age(folder) > ABANDONED:
            shutil.rmtree(folder, ignore_errors=True)


def _age(path: Path) -> float:
    """Seconds since the path was last written or, for a pointer, opened."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:  # another process was faster
        return 0.0
