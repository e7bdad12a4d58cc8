"""Models in sentence-transformers: loaded, run, and exported to ONNX. The only module that uses torch.

Serving never comes here unless a model cannot be exported, or a cross-encoder was named: loading torch
takes seconds and half a gigabyte.
"""

import contextlib
import logging
import os
import shutil
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from explainer.errors import OutsideError
from explainer.retrieval.chroma import ONNX_FILES, OnnxModel, Vector

# Sentences on which the exported model must give the same vectors, to this difference.
PROBES = ("What is a detainer?", "ICE", "¿Bajó el crimen?", "Fourteen members signed the report of the task force.")
SAME = 1e-4


class TorchModel:
    """A model loaded by sentence-transformers from a folder of weights.

    Raises:
        OutsideError: sentence-transformers is not installed, or cannot load the model.
    """

    def __init__(self, weights: Path) -> None:
        self._weights = weights
        with _loading(weights):
            from sentence_transformers import SentenceTransformer

            self._model = SentenceTransformer(str(weights), device="cpu")

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        """One vector of length 1 a text."""
        vectors = self._model.encode(list(texts), batch_size=8, normalize_embeddings=True, show_progress_bar=False)
        return list(np.asarray(vectors, dtype=np.float32))

    def export(self, folder: Path) -> bool:
        """Writes the model to `folder/onnx`; True when the exported model gives the same vectors."""
        target = folder / "onnx"
        target.mkdir(parents=True, exist_ok=True)
        try:
            self._write_onnx(target / "model.onnx")
            for name in ONNX_FILES:
                if (self._weights / name).is_file():
                    shutil.copyfile(self._weights / name, target / name)
            exported = OnnxModel(folder).embed(PROBES)
        except Exception:  # a model that ONNX cannot hold is served as it is
            return False
        return bool(np.abs(np.array(exported) - np.array(self.embed(PROBES))).max() < SAME)

    def _write_onnx(self, path: Path) -> None:
        import torch

        transformer: Any = self._model[0].auto_model

        class LastHiddenState(torch.nn.Module):
            def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
                return transformer(
                    input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
                ).last_hidden_state

        names = ("input_ids", "attention_mask", "token_type_ids")
        example = torch.ones(2, 8, dtype=torch.long)
        mask = example.clone()
        mask[1, 5:] = 0  # without padding in the example, the mask would be optimized away
        batch, length = torch.export.Dim("batch"), torch.export.Dim("length", max=512)
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # it tells of torchvision, which is not needed
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                LastHiddenState().eval(),
                (example, mask, torch.zeros_like(example)),
                str(path),
                input_names=list(names),
                output_names=["last_hidden_state"],
                dynamic_shapes={name: {0: batch, 1: length} for name in names},
                external_data=False,
                dynamo=True,
                verbose=False,
            )


class TorchReranker:
    """A cross-encoder loaded by sentence-transformers from a folder of weights.

    Raises:
        OutsideError: sentence-transformers is not installed, or cannot load or run the model.
    """

    def __init__(self, weights: Path, multilingual: bool) -> None:
        self.multilingual = multilingual
        self._weights = weights
        with _loading(weights):
            from sentence_transformers import CrossEncoder

            self._model = CrossEncoder(str(weights), device="cpu", local_files_only=True)

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the question; one number a text."""
        with _loading(self._weights):
            found = self._model.predict([(question, text) for text in texts], batch_size=8, show_progress_bar=False)
            return [float(score) for score in found]


@contextlib.contextmanager
def _loading(weights: Path) -> Iterator[None]:
    """Models fail in many ways; one is enough for the caller."""
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        yield
    except ImportError as error:
        raise OutsideError(
            'sentence-transformers is not installed. Install it with: pip install -e ".[models]"'
        ) from error
    except Exception as error:
        raise OutsideError(f"sentence-transformers cannot use {weights.name} ({error}).") from error
