"""What tests share: a small corpus written on the spot, the shipped knowledge, and fakes with the real interfaces."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from explainer.corpus.library import Corpus, load_folder, load_knowledge
from explainer.domain import Mode
from explainer.engine import Explainer
from explainer.retrieval.analysis import words
from explainer.retrieval.embeddings import SentenceEmbeddings
from explainer.settings import Settings

from .corpus.official import Site

SHARED = Path(__file__).resolve().parents[2] / "shared"

HEAD = """---
title: "A report"
short: {en: Report, es: Informe}
kind: report
publisher: A council
date: 2011-09
license: public domain
held: whole
status: historical
status_as_of: 2026-09
---
"""

PASSAGE = """
# {name}

page: "21-23"
evidence: primary

## en: A title

- What is asked about {name}?
- How do people ask about {name}?

{english}

## es: Un título

- ¿Qué se pregunta de {name}?
- ¿Cómo pregunta la gente por {name}?

{spanish}
"""

ENGLISH = "Fourteen members signed the report in 2011. " * 6
SPANISH = "Catorce miembros firmaron el informe en 2011. " * 6


class WordModel:
    """A stand-in for an embedding model: texts that share words have near vectors."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> list[np.ndarray]:
        self.embedded += texts
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> np.ndarray:
        vector = np.full(384, 1e-3, dtype=np.float32)
        for word in words(text):
            vector[int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big") % 384] += 1
        return vector / np.linalg.norm(vector)


@pytest.fixture
def note(tmp_path: Path) -> Callable[..., Path]:
    """Writes a note file and gives its path."""

    def write(head: str = HEAD, body: str | None = None, name: str = "a-report.md") -> Path:
        path = tmp_path / "sources" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(head + (passage("members") if body is None else body), encoding="utf-8")
        return path

    return write


def passage(name: str, english: str = ENGLISH, spanish: str = SPANISH) -> str:
    return PASSAGE.format(name=name, english=english.strip(), spanish=spanish.strip())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents about nothing in particular."""
    root = tmp_path / "documents"
    (root / "deep").mkdir(parents=True)
    (root / "engines.txt").write_text(
        "Steam engines\n\nThe first steam pump was built by Thomas Savery in 1698. It was used to drain mines. "
        "However, it could not lift water far.\n\nJames Watt added a separate condenser in 1765. His engine used "
        "much less coal than the older engines of Newcomen.\n",
        encoding="utf-8",
    )
    (root / "deep" / "forests.md").write_text(
        "# Forests\n\nThe Amazon forest covers about 5,500,000 square kilometers. Nine nations share the forest.\n",
        encoding="utf-8",
    )
    return root


@pytest.fixture
def documents(folder: Path) -> Corpus:
    return load_folder(folder)


@pytest.fixture(scope="session")
def knowledge() -> Corpus:
    return load_knowledge()


@pytest.fixture(scope="session")
def engine(knowledge: Corpus) -> Explainer:
    """The shipped knowledge in the deterministic mode."""
    return Explainer(knowledge, Settings(mode=Mode.DETERMINISTIC))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def model() -> WordModel:
    return WordModel()


@pytest.fixture
def embeddings(model: WordModel) -> SentenceEmbeddings:
    return SentenceEmbeddings(model)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on this machine that plays the official sites."""
    found = Site()
    yield found
    found.close()
