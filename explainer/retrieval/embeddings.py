"""The embedder, as LangChain Embeddings: ONNX where it can be, sentence-transformers where it must."""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"

from langchain_core.embeddings import Embeddings

from explainer.errors import OutsideError
from explainer.retrieval.chroma import OnnxModel, Vector
from explainer.retrieval.weights import find_weights, model_key
from explainer.settings import DEFAULT_MODEL, Settings

MANY_LANGUAGES = 100_000  # entries of a vocabulary
SERVED_BY_TORCH = "served-by-sentence-transformers"


class _Model(Protocol):
    def embed(self, texts: Sequence[str]) -> list[Vector]: ...


class SentenceEmbeddings(Embeddings):
    """Vectors of length 1 for sentences.

    Raises:
        OutsideError: from each method, when the model cannot be used.
    """

    def __init__(self, model: _Model, multilingual: bool = False) -> None:
        self._model = model
        self.multilingual = multilingual

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [vector.tolist() for vector in self._model.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def open_embeddings(settings: Settings, data_dir: Path) -> SentenceEmbeddings | None:
    """The embedder for serving, or None when the model has not been prepared on this machine."""
    folder = _folder(settings, data_dir)
    given = Path(settings.embedding_model).expanduser()
    for place in (folder, given):
        if OnnxModel.is_complete(place):
            return SentenceEmbeddings(OnnxModel(place), is_multilingual(place / "onnx"))
    if (folder / SERVED_BY_TORCH).exists():
        return SentenceEmbeddings(_torch_model(settings), is_multilingual(find_weights(settings.embedding_model)))
    return None


def prepare_embeddings(settings: Settings, data_dir: Path) -> SentenceEmbeddings:
    """The embedder for building an index. The first time, it exports the model, or fetches the export.

    Raises:
        OutsideError: there are no weights and no network, or no room to write.
    """
    ready = open_embeddings(settings, data_dir)
    if ready is not None:
        return ready
    folder = _folder(settings, data_dir)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".preparing-", dir=folder.parent))
    try:
        try:
            model: _Model = _torch_model(settings)
        except OutsideError:
            if settings.embedding_model != DEFAULT_MODEL:
                raise
            OnnxModel.download(beside)
            model = OnnxModel(beside)
        else:
            if not model.export(beside):  # type: ignore[attr-defined]
                (beside / SERVED_BY_TORCH).touch()
                shutil.rmtree(beside / "onnx", ignore_errors=True)
        _move(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return open_embeddings(settings, data_dir) or SentenceEmbeddings(model)


def is_multilingual(folder: Path) -> bool:
    """Whether a model was made for many languages: by the size of its vocabulary.

    BERT's English vocabulary has 30,522 entries, ModernBERT's 50,368; multilingual BERT's 119,547, those of
    XLM-R and of models made of it 250,002.
    """
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        return int(config.get("vocab_size", 0)) > MANY_LANGUAGES
    except (OSError, ValueError, TypeError):
        return False


def _torch_model(settings: Settings) -> _Model:
    from explainer.retrieval.torch_model import TorchModel

    return TorchModel(find_weights(settings.embedding_model))


def _folder(settings: Settings, data_dir: Path) -> Path:
    return data_dir / "models" / model_key(settings.embedding_model)


def _move(beside: Path, folder: Path) -> None:
    """Puts a finished folder in its place; where another process was first, its folder stays."""
    try:
        beside.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
