"""The rules of the house, read from the imports."""

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from explainer import wording

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "explainer").rglob("*.py"))

# Each outside library is touched in one place.
ONE_PLACE = {
    "altair": {"ui/explore/numbers.py"},
    "bm25s": {"evaluation/baselines.py"},
    "chromadb": {"retrieval/chroma.py"},
    "filelock": {"corpus/fetching/fetch.py"},
    "httpx": {"corpus/fetching/download.py"},
    "huggingface_hub": {"retrieval/weights.py"},
    "ir_measures": {"evaluation/measures.py"},
    "pydantic_settings": {"settings.py"},
    "PIL": {"corpus/reading/picture.py"},
    "pypdfium2": {"corpus/reading/pdf.py"},
    "rapidfuzz": {"retrieval/analysis.py"},
    "scipy": {"evaluation/measures.py"},
    "resiliparse": {"corpus/reading/web.py"},
    "sentence_transformers": {"retrieval/torch_model.py"},
    "sentencex": {"corpus/sentences.py"},
    "sklearn": {"evaluation/answers.py", "evaluation/fit.py"},
    "Stemmer": {"retrieval/analysis.py"},
    "tenacity": {"corpus/fetching/download.py"},
    "textstat": {"checks/plain.py"},
    "torch": {"retrieval/torch_model.py"},
    "typer": {
        "cli/__init__.py",
        "cli/ask.py",
        "cli/documents.py",
        "cli/evaluate.py",
        "cli/index.py",
        "cli/options.py",
        "cli/sources.py",
    },
    "yaml": {"corpus/yaml_files.py"},
}


@cache
def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_each_library_is_touched_in_one_place():
    for library, places in ONE_PLACE.items():
        found = {path.relative_to(ROOT / "explainer").as_posix() for path in MODULES if library in imported(path)}
        assert found <= places, library


def test_streamlit_only_in_the_pages():
    for path in MODULES:
        if "streamlit" in imported(path):
            assert "ui" in path.relative_to(ROOT / "explainer").parts


def test_importing_the_package_loads_nothing_heavy():
    heavy = ("torch", "chromadb", "streamlit", "langchain_core", "numpy", "sentence_transformers", "onnxruntime")
    script = f"import sys, explainer; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_module_grows_past_what_can_be_read_at_once():
    assert {path.name: n for path in MODULES if (n := len(path.read_text("utf-8").splitlines())) > 330} == {}


def test_knowledge_holds_no_code():
    assert not list((ROOT / "knowledge").rglob("*.py"))


def test_telemetry_is_off():
    script = (
        "import os\n"
        "from explainer.retrieval import retriever, weights, chroma\n"
        "from langsmith import utils\n"
        "print(utils.tracing_is_enabled(), os.environ['HF_HUB_DISABLE_TELEMETRY'])\n"
    )
    environment = {**os.environ, "LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == ["False", "1"]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_text_key_in_the_code_exists(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in ("text", "_text") and isinstance(node.args[0].value, str):
            assert node.args[0].value in wording.labels(), node.args[0].value
