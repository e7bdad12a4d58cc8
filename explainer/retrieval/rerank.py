"""An optional second look: a cross-encoder reads the question together with each of the best passages.

Any of sentence-transformers' will do (EXPLAINER_RERANKER); none is used unless it was named, and word
search alone never comes here.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from explainer.domain import Passage
from explainer.errors import OutsideError
from explainer.settings import Settings

RERANKED = 30  # passages that are read again; 10 bring long excerpts half as much
# Share of the second look in their score. By ms-marco-MiniLM-L-12-v2 in 8 bits, nDCG@10 on four public sets .844
# became .859, on questions about this subject .767 became .802; .2 to .6 are flat, from .7 on the subject falls.
SHARE = 0.4


class Reranker(Protocol):
    """Reads a question and a passage together."""

    @property
    def multilingual(self) -> bool:
        """Whether the model knows many languages alike."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the question, higher for better; of any scale."""


def open_reranker(settings: Settings) -> Reranker | None:
    """The cross-encoder that the settings name, loaded and tried; None where they name none.

    Raises:
        OutsideError: it cannot be had, or does not give one number a text.
    """
    if not settings.reranker:
        return None
    from explainer.retrieval.embeddings import is_multilingual
    from explainer.retrieval.torch_model import TorchReranker
    from explainer.retrieval.weights import find_weights

    folder = find_weights(settings.reranker, "EXPLAINER_RERANKER")
    reranker = TorchReranker(folder, is_multilingual(folder))
    if len(reranker.scores("What is a detainer?", ["A detainer is a request.", "It rained."])) != 2:
        raise OutsideError(f"{folder.name} is no cross-encoder that gives one score a passage.")
    return reranker


def reranked(
    fused: Mapping[int, float], passages: Sequence[Passage], said: Mapping[str, str], reranker: Reranker
) -> dict[int, float]:
    """The scores after a second look at the best; those that were not read again stay below in their order.

    Args:
        fused: 0 to 1, by number of a passage.
        passages: by number.
        said: the question by language of the passages.
        reranker: what reads them.
    """
    best = sorted(fused, key=lambda key: (-fused[key], passages[key].id))[:RERANKED]
    read: dict[int, float] = {}
    for lang, question in said.items():
        own = [key for key in best if passages[key].lang == lang]
        texts = [f"{passages[key].title}\n{passages[key].text}".strip() for key in own]
        read |= zip(own, reranker.scores(question, texts) if own else (), strict=True)
    low, high = min(read.values(), default=0.0), max(read.values(), default=0.0)
    width = (high - low) or 1.0
    return {
        key: round((1 - SHARE) * score + (SHARE * (read[key] - low) / width if key in read else 0.0), 6)
        for key, score in fused.items()
    }
