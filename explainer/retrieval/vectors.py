"""The index of meanings: built beside the old one, swapped in atomically, checked when opened.

Each sentence is embedded once; a passage's vector is the mean of its sentences' vectors, weighted
by length: as good as embedding the passage, and nothing is cut off at 256 tokens.
"""

import contextlib
import hashlib
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from explainer.corpus.library import Corpus
from explainer.domain import Passage
from explainer.errors import OutsideError
from explainer.retrieval.chroma import Vector, VectorStore
from explainer.retrieval.contents import RECIPE, Contents, key_of, units
from explainer.retrieval.embeddings import SentenceEmbeddings, open_embeddings, prepare_embeddings
from explainer.retrieval.halfway import KEY_BYTES, Halfway
from explainer.retrieval.manifests import Manifest, Manifests
from explainer.retrieval.weights import model_key
from explainer.settings import Settings, usable_data_dir

BATCH = 64  # sentences that are embedded at once
SAVED = 512  # sentences after which what was embedded is put on disk
CHUNK = 4096  # vectors that are in memory at once

T = TypeVar("T")

Progress = Callable[[Sequence[str], str], Iterable[str]]  # wraps what is worked through, with a label


class VectorIndex:
    """An index that was opened and answered a real query."""

    def __init__(self, corpus: Corpus, embeddings: SentenceEmbeddings, store: VectorStore, prefix: str) -> None:
        self._embeddings = embeddings
        self._store = store
        self._prefix = prefix
        self._owners = {lang: _Owners([p for p in corpus.passages if p.lang == lang]) for lang in corpus.languages}

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
            for owner in self._owners[lang].of(key):
                best[owner] = max(cosine, best.get(owner, -1.0))
        return passages, best

    def sentence_cosines(self, query: Vector, sentences: Sequence[str], lang: str) -> list[float]:
        """The cosine of the query with each sentence of the corpus; 0 for a sentence that is not in it."""
        keys = [key_of(sentence) for sentence in sentences]
        vectors = self._store.vectors(f"{self._prefix}sentences-{lang}", keys)
        return [float(vectors[key] @ query) if key in vectors else 0.0 for key in keys]


class _Owners:
    """The passages that a sentence stands in: sorted arrays, since dicts would take ten times their room."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._ids = [p.id for p in passages]
        found = [units(p) for p in passages]
        keys = np.fromiter((key_of(unit) for of_one in found for unit in of_one), dtype=f"S{KEY_BYTES}")
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._numbers = np.repeat(np.arange(len(found), dtype=np.int32), [len(of_one) for of_one in found])[order]

    def of(self, key: str) -> Iterator[str]:
        """The ids of the passages that hold a sentence."""
        start, end = (int(self._keys.searchsorted(key.encode(), side)) for side in ("left", "right"))
        return (self._ids[number] for number in self._numbers[start:end])


def open_index(corpus: Corpus, settings: Settings, embeddings: SentenceEmbeddings | None = None) -> VectorIndex | None:
    """The index of this corpus, if there is one and it answers; a damaged one counts as none.

    Args:
        corpus: what the index must be of.
        settings: where it lies, and which model it was made by.
        embeddings: the embedder, where it is not to be found by the settings.
    """
    data_dir, _ = usable_data_dir(settings)
    manifests, name = Manifests(data_dir), _name(corpus, settings)
    manifest = manifests.get(name)
    if manifest is None:
        return None
    try:
        embeddings = embeddings or open_embeddings(settings, data_dir)
        if embeddings is None:
            return None
        store, prefix = _store(settings, manifests, manifest)
        index = VectorIndex(corpus, embeddings, store, prefix)
        _check(store, prefix, manifest, index.embed("What is a detainer?"))
    except OutsideError:
        return None
    manifests.use(name)
    return index


def build_index(
    corpus: Corpus, settings: Settings, progress: Progress, embeddings: SentenceEmbeddings | None = None
) -> Manifest:
    """Builds the index of this corpus: of an older one, where little has changed since, else anew.

    Vectors of sentences that an older index holds are taken over. A build that is stopped leaves
    what it has embedded; the next one goes on from there.

    Raises:
        OutsideError: the model or the store cannot be had, or there is no room. The old index stays.
    """
    data_dir, _ = usable_data_dir(settings)
    embeddings = embeddings or prepare_embeddings(settings, data_dir)
    manifests = Manifests(data_dir)
    halfway = Halfway(manifests.root / f"halfway-{RECIPE}-{model_key(settings.embedding_model)}")
    base = None if settings.chroma_url else _base(corpus, settings, manifests)
    try:
        if base:
            with contextlib.suppress(OutsideError):  # one that is damaged is no base
                return _build(corpus, settings, manifests, progress, embeddings, halfway, base)
        return _build(corpus, settings, manifests, progress, embeddings, halfway, None)
    finally:
        manifests.sweep()


def _build(
    corpus: Corpus,
    settings: Settings,
    manifests: Manifests,
    progress: Progress,
    embeddings: SentenceEmbeddings,
    halfway: Halfway,
    base: tuple[Path, Contents] | None,
) -> Manifest:
    name, contents = _name(corpus, settings), Contents.of(corpus.passages)
    folder, before = base or (None, contents.emptied())
    counts = {collection: len(ids) for collection, ids in contents.marks.items()}
    manifest = Manifest(f"{name}-{secrets.token_hex(4)}", corpus.id, model_key(settings.embedding_model), counts)
    place = manifests.place(manifest)
    try:
        if folder:
            shutil.copytree(folder, place)
        store, prefix = _store(settings, manifests, manifest)
        for lang in corpus.languages:
            changed = set(contents.new(f"passages-{lang}", before))
            passages = [p for p in corpus.passages if p.lang == lang and p.id in changed]
            wanted = {key_of(unit): unit for passage in passages for unit in units(passage)}
            _take_over(wanted, lang, _older(settings, manifests, manifest), halfway)
            _embed(wanted, lang, embeddings, halfway, progress)
            there = set(before.marks[f"sentences-{lang}"])
            _write(passages, lang, halfway, store, prefix, there, progress)
        for collection in contents.marks:
            store.remove(f"{prefix}{collection}", before.removed(collection, contents))
        _check(store, prefix, manifest, np.asarray(embeddings.embed_query("detainer"), dtype=np.float32))
        if not settings.chroma_url:
            (contents.after(before) or contents).write(place)
        manifests.point(name, manifest)
        halfway.clear()
    except OSError as error:
        raise OutsideError(
            f"The index cannot be written to {manifests.root}: {error.strerror}. Make room there."
        ) from error
    return manifest


def index_status(corpus: Corpus, settings: Settings) -> Manifest | None:
    """What the index of this corpus holds, without opening it; None if there is none."""
    return Manifests(usable_data_dir(settings)[0]).get(_name(corpus, settings))


def _name(corpus: Corpus, settings: Settings) -> str:
    parts = (corpus.id, model_key(settings.embedding_model), str(RECIPE), settings.chroma_url or "")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


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


def _write(
    passages: Sequence[Passage],
    lang: str,
    halfway: Halfway,
    store: VectorStore,
    prefix: str,
    written: set[str],
    progress: Progress,
) -> None:
    """Writes the vectors of passages, and of their sentences that are not written yet, a part at a time."""
    parts = list(_chunks(passages, CHUNK // 8))
    labels = [f"{lang} {number}" for number in range(len(parts))]
    for _, some in zip(progress(labels, f"{lang}, writing"), parts, strict=True):
        vectors = halfway.vectors(dict.fromkeys(key_of(unit) for passage in some for unit in units(passage)))
        new = [key for key in vectors if key not in written]
        store.add(f"{prefix}sentences-{lang}", new, [vectors[key] for key in new])
        store.add(f"{prefix}passages-{lang}", [p.id for p in some], [_mean(p, vectors) for p in some])
        written.update(new)


def _chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _mean(passage: Passage, vectors: dict[str, Vector]) -> Vector:
    weights = np.array([len(s) for s in passage.sentence_texts], dtype=np.float32)
    rows = np.stack([vectors[key_of(s)] for s in passage.sentence_texts])
    mean = weights @ rows
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)


def _store(settings: Settings, manifests: Manifests, manifest: Manifest) -> tuple[VectorStore, str]:
    """The store of an index, and the prefix of its collections' names."""
    if settings.chroma_url:
        return VectorStore(settings.chroma_url), f"{manifest.folder}-"
    return VectorStore(manifests.place(manifest)), ""


def _check(store: VectorStore, prefix: str, manifest: Manifest, query: Vector) -> None:
    """A count may be right where a query fails, so every collection has to answer one."""
    for collection, count in manifest.counts.items():
        whole = store.count(f"{prefix}{collection}") == count
        if not whole or not store.nearest(f"{prefix}{collection}", query, 1):
            raise OutsideError(f"The index of {collection} is damaged.")


def _base(corpus: Corpus, settings: Settings, manifests: Manifests) -> tuple[Path, Contents] | None:
    """The newest index that differs little from what is wanted, and what it holds."""
    wanted = Contents.of(corpus.passages)
    for manifest in manifests.newest(model_key(settings.embedding_model)):
        folder = manifests.place(manifest)
        contents = Contents.read(folder)
        if contents and wanted.after(contents):
            return folder, contents
    return None


def _older(settings: Settings, manifests: Manifests, manifest: Manifest) -> list[tuple[VectorStore, str]]:
    """Indexes made by the same model, newest first: they may hold vectors of the same sentences."""
    found = []
    for other in manifests.newest(manifest.model):
        if other.folder != manifest.folder:
            with contextlib.suppress(OutsideError):
                found.append(_store(settings, manifests, other))
    return found
