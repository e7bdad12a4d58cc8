"""Every setting, with its meaning. The environment wins over Streamlit secrets.

The table of the README is made of these descriptions.
"""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from explainer.domain import Mode
from explainer.errors import UsageError

PREFIX = "EXPLAINER_"
DEFAULT_MODEL = "all-MiniLM-L6-v2"


class Settings(BaseSettings):
    """All settings. Each is read from EXPLAINER_ and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    mode: Mode = Field(Mode.LOCAL, description="the mode to aim for: deterministic, local or chat")
    data_dir: Path = Field(
        default_factory=lambda: Path(platformdirs.user_cache_dir("secure-communities-explainer", appauthor=False)),
        description="where indexes, exported models and fetched documents live; by default the user's cache folder",
    )
    embedding_model: str = Field(DEFAULT_MODEL, description="a folder or a model name for sentence-transformers")
    reranker: str | None = Field(
        None,
        description="a folder or a model name of a sentence-transformers cross-encoder that looks again at the best "
        "passages, in local mode",
    )
    chat_model: str | None = Field(None, description="LangChain's provider:model; chat is not built yet")
    fetch: Literal["never", "on-start"] = Field(
        "never", description="never, or on-start: a served app fetches the official texts it lacks, in the background"
    )
    chroma_url: str | None = Field(None, description="a Chroma server (http://host:port) instead of the embedded store")

    @field_validator("data_dir")
    @classmethod
    def _home(cls, value: Path) -> Path:
        return value.expanduser()

    def as_environment(self) -> dict[str, str]:
        """The same settings as environment variables, for a process of their own."""
        values = self.model_dump(mode="json", exclude_none=True)
        return {f"{PREFIX}{name.upper()}": str(value) for name, value in values.items()}

    @property
    def id(self) -> str:
        """16 hexadecimal digits: the same for the same settings that can change an answer."""
        told = "|".join(filter(None, (self.embedding_model, self.reranker)))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def load(secrets: Mapping[str, object] | None = None) -> Settings:
    """The settings of this process.

    Args:
        secrets: the same names from Streamlit secrets; the environment wins.

    Raises:
        UsageError: a value that cannot be used; names the setting and what it takes.
    """
    from_secrets = {
        key.removeprefix(PREFIX).lower(): value
        for key, value in (secrets or {}).items()
        if key.startswith(PREFIX) and key not in os.environ
    }
    try:
        return Settings(**from_secrets)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        meaning = Settings.model_fields[str(first["loc"][0])].description
        raise UsageError(f"{name} is set to “{first['input']}”. It takes {meaning}.") from error


def usable_data_dir(settings: Settings) -> tuple[Path, bool]:
    """The folder for what is built, and whether it is the one that the settings name.

    A folder that cannot be written to (Chroma needs to, even to read) is replaced by one that lasts
    as long as the machine keeps its temporary files.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_dir):
            return settings.data_dir, True
    except OSError:
        user = os.getuid() if hasattr(os, "getuid") else "user"
        folder = Path(tempfile.gettempdir()) / f"secure-communities-explainer-{user}"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder, False
