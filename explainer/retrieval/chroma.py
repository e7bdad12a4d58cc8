"""Everything that touches Chroma: the vector store, and its runner for MiniLM in ONNX."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from explainer.errors import OutsideError

Vector = NDArray[np.float32]


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    """Chroma raises many kinds of errors, from Rust and SQLite too; one is enough for the caller."""
    try:
        yield
    except OutsideError:
        raise
    except Exception as error:  # the store is outside: whatever it raises means that it cannot be used
        raise OutsideError(f"The vector store cannot {what} ({error}).") from error


class VectorStore:
    """Named collections of 384-dimensional vectors, compared by cosine.

    Args:
        place: a folder for the embedded store, or the address of a Chroma server (http://host:port).

    Raises:
        OutsideError: from every method, when the store cannot be used.
    """

    def __init__(self, place: Path | str) -> None:
        with _told("be opened"):
            import chromadb
            from chromadb.config import Settings as ChromaSettings

            quiet = ChromaSettings(anonymized_telemetry=False)
            if isinstance(place, Path):
                place.mkdir(parents=True, exist_ok=True)
                self._client = chromadb.PersistentClient(str(place), settings=quiet)
            else:
                address = urlsplit(place)
                secure = address.scheme == "https"
                port = address.port or (443 if secure else 8000)
                self._client = chromadb.HttpClient(address.hostname or "", port, ssl=secure, settings=quiet)
        self._open: dict[str, Any] = {}

    def add(self, collection: str, ids: Sequence[str], vectors: Sequence[Vector]) -> None:
        """Adds vectors; an id that is there already keeps its place and gets the new vector."""
        with _told("be written"):
            target = self._client.get_or_create_collection(
                collection, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
            )
            step = self._client.get_max_batch_size()
            for start in range(0, len(ids), step):
                part = slice(start, start + step)
                target.upsert(ids=list(ids[part]), embeddings=np.stack(vectors[part]))

    def remove(self, collection: str, ids: Sequence[str]) -> None:
        """Takes vectors out."""
        with _told("be written"):
            step = self._client.get_max_batch_size()
            for start in range(0, len(ids), step):
                self._collection(collection).delete(ids=list(ids[start : start + step]))

    def nearest(self, collection: str, vector: Vector, count: int) -> dict[str, float]:
        """The ids of the nearest vectors with their cosines, nearest first."""
        with _told("be searched"):
            found = self._collection(collection).query(
                query_embeddings=[vector], n_results=count, include=["distances"]
            )
            return {i: 1.0 - d for i, d in zip(found["ids"][0], found["distances"][0], strict=True)}

    def vectors(self, collection: str, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors of those ids that are there."""
        if not ids:
            return {}
        with _told("be read"):
            found = self._collection(collection).get(ids=list(dict.fromkeys(ids)), include=["embeddings"])
            return dict(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))

    def count(self, collection: str) -> int:
        with _told("be read"):
            return int(self._collection(collection).count())

    def _collection(self, name: str) -> Any:
        if name not in self._open:
            self._open[name] = self._client.get_collection(name, embedding_function=None)
        return self._open[name]


class OnnxModel:
    """A sentence model in ONNX, with mean pooling, run by ONNX Runtime on the CPU.

    Args:
        folder: holds `onnx/` with model.onnx, tokenizer.json and config files.
    """

    BATCH = 8  # keeps memory low; larger batches are not faster on two cores

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _run(self) -> Any:
        return _runner(self._folder)

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector of length 1 a text; shape (384,), or what the model gives."""
        with contextlib.ExitStack() as stack:
            stack.enter_context(_told_of_model())
            return list(self._run._forward(list(texts), batch_size=self.BATCH))

    @staticmethod
    def is_complete(folder: Path) -> bool:
        return all((folder / "onnx" / name).is_file() for name in ONNX_FILES)

    @staticmethod
    def download(folder: Path) -> None:
        """Chroma's own download of the default model, checked against the SHA-256 that Chroma pins.

        Raises:
            OutsideError: no network, or the file is not the one that was expected.
        """
        with _told_of_model():
            folder.mkdir(parents=True, exist_ok=True)
            _runner(folder)._download_model_if_not_exists()


ONNX_FILES = (
    "config.json", "model.onnx", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt",
)  # fmt: skip


@contextlib.contextmanager
def _told_of_model() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise OutsideError(f"The embedding model cannot be used ({error}).") from error


def _runner(folder: Path) -> Any:
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

    class Runner(ONNXMiniLM_L6_V2):
        DOWNLOAD_PATH = folder

        @cached_property
        def tokenizer(self) -> Any:
            """Chroma pads every text to 256 tokens; padding to the longest of a batch is enough."""
            found = self.Tokenizer.from_file(os.path.join(folder, "onnx", "tokenizer.json"))
            found.enable_truncation(max_length=self.max_tokens())
            found.enable_padding(pad_id=0, pad_token="[PAD]")
            return found

        @cached_property
        def model(self) -> Any:
            """Chroma lets idle threads spin, which doubles the processor time of a question."""
            options = self.ort.SessionOptions()
            options.log_severity_level = 3
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            path = os.path.join(folder, "onnx", "model.onnx")
            return self.ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])

        def _forward(self, documents: Any, batch_size: int = 8) -> Any:
            """Texts of one batch are tokenized together, so that they are padded to one length."""
            vectors = []
            for start in range(0, len(documents), batch_size):
                encoded = self.tokenizer.encode_batch(documents[start : start + batch_size])
                mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
                ids = np.array([e.ids for e in encoded], dtype=np.int64)
                inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
                hidden = self.model.run(None, inputs)[0]
                pooled = (hidden * mask[:, :, None]).sum(1) / np.clip(mask.sum(1, keepdims=True), 1e-9, None)
                vectors.append(self._normalize(pooled.astype(np.float32)))
            return np.concatenate(vectors).astype(np.float32)

    return Runner(preferred_providers=["CPUExecutionProvider"])
