"""A build in a process of its own: it comes to the same index, its errors are the same, and one that hangs is ended."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bc_qa.building import build
from bc_qa.child import build_apart
from bc_qa.errors import BuildFailed, UnsupportedFile
from bc_qa.search.store import read_manifest
from bc_qa.settings import Settings
from tests.conftest import SMALL


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", model="hash")
    settings.corpus.mkdir()
    shutil.copy(SMALL, settings.corpus)
    return settings


def test_it_builds_what_is_built_here_and_tells_how_far_it_is(settings: Settings) -> None:
    steps: list[tuple[int, ...]] = []
    build_apart(settings, lambda *far: steps.append(far))
    apart = read_manifest(settings.index)
    here = settings.model_copy(update={"index": settings.index.with_name("here")})
    build(here)
    assert apart["files"] == read_manifest(here.index)["files"]
    assert steps[0][:2] == (1, 1)
    assert steps[-1][2] == steps[-1][3] == apart["passages"]


def test_a_file_that_has_to_be_readable_and_is_not_leaves_all_as_it_was(settings: Settings) -> None:
    build(settings)
    before = read_manifest(settings.index)
    (settings.corpus / "hỏng.docx").write_bytes(b"no package")
    with pytest.raises(UnsupportedFile, match=r"hỏng\.docx"):
        build_apart(settings, lambda *_: None, {"hỏng.docx"})
    assert read_manifest(settings.index) == before


def test_a_build_that_hangs_is_ended(settings: Settings) -> None:
    hasty = settings.model_copy(update={"build_stall_seconds": 0.05})  # no process is that quick to begin
    with pytest.raises(BuildFailed, match="BC_QA_BUILD_STALL_SECONDS"):
        build_apart(hasty, lambda *_: None)
    assert not (settings.index / "manifest.json").exists()


def test_a_build_killed_before_it_read_its_order_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.kill()
            self.wait()

    monkeypatch.setattr(subprocess, "Popen", Killed)
    with pytest.raises(BuildFailed, match="bc-qa index"):
        build_apart(settings, lambda *_: None)
