"""The weights come from a folder, the cache, the package or the hub, and must be the right ones."""

import pytest

from explainer.errors import OutsideError
from explainer.retrieval import weights
from explainer.settings import DEFAULT_MODEL


def test_a_folder_is_taken_as_it_is(tmp_path):
    assert weights.find_weights(str(tmp_path)) == tmp_path


def test_a_folders_key_follows_its_content(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"one")
    before = weights.model_key(str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"two")
    assert weights.model_key(str(tmp_path)) != before
    assert weights.model_key("some/name") == "some--name"


def test_wrong_weights_are_refused(tmp_path, monkeypatch):
    (tmp_path / "model.safetensors").write_bytes(b"not the model")
    monkeypatch.setattr(weights, "_from_cache", lambda model, local: tmp_path)
    with pytest.raises(OutsideError, match="SHA-256"):
        weights.find_weights(DEFAULT_MODEL)
