"""The environment wins over secrets; a wrong value is told in words."""

import pytest

from explainer.domain import Mode
from explainer.errors import UsageError
from explainer.settings import Settings, load, usable_data_dir


def test_the_environment_wins_over_secrets(monkeypatch):
    monkeypatch.setenv("EXPLAINER_MODE", "deterministic")
    assert load({"EXPLAINER_MODE": "chat", "OTHER": 1}).mode is Mode.DETERMINISTIC
    monkeypatch.delenv("EXPLAINER_MODE")
    assert load({"EXPLAINER_MODE": "chat", "OTHER": 1}).mode is Mode.CHAT


def test_a_wrong_value_names_the_setting(monkeypatch):
    monkeypatch.setenv("EXPLAINER_MODE", "magic")
    with pytest.raises(UsageError, match="EXPLAINER_MODE"):
        load()


def test_settings_travel_to_a_process_of_their_own(monkeypatch, tmp_path):
    told = Settings(data_dir=tmp_path, embedding_model="a/b")
    for name, value in told.as_environment().items():
        monkeypatch.setenv(name, value)
    assert load() == told


def test_the_id_follows_what_can_change_an_answer(tmp_path):
    assert Settings().id == Settings(data_dir=tmp_path).id != Settings(embedding_model="another").id


def test_every_setting_has_a_description():
    assert all(field.description for field in Settings.model_fields.values())


def test_a_folder_that_cannot_be_written_is_replaced(tmp_path, settings):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", "utf-8")
    place, as_asked = usable_data_dir(settings.model_copy(update={"data_dir": blocked / "data"}))
    assert not as_asked
    assert place.is_dir()
