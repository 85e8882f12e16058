"""Shared by all tests: the made-up report, the shipped one, and an assistant over either without a model."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from bc_qa.assistant import Assistant
from bc_qa.building import build, ensure
from bc_qa.files.reading import read_file
from bc_qa.report.passages import passages
from bc_qa.report.structure import read_structure
from bc_qa.search.encoder import HashEncoder
from bc_qa.settings import Settings
from bc_qa.types import Document, Passage

# Tests without a model are without the trained reader too, in every process they start; those with one name it.
os.environ.update(BC_QA_READER="none", BC_QA_SURE="0.25")  # confidences are fitted with the real encoder: lower without

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
BENCHMARKS = ROOT / "benchmarks"
QUESTIONS = BENCHMARKS / "questions"
SMALL = DATA / "corpus" / "bao-cao-mau.txt"
ALIKE = DATA / "alike"
SHIPPED = ROOT / "corpus" / "bao-cao-73-bc-bcd.txt"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow tests: of files run side by side, none is left for one process alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def for_all_workers(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this run that all processes of it share."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def opened(settings: Settings) -> Assistant:
    """Open an index of the shipped report; the first process that needs it builds it, the others wait for that."""
    with FileLock(f"{settings.index}.lock"):
        ensure(settings)
    return Assistant.open(settings=settings)


@pytest.fixture(scope="session")
def small() -> Document:
    """The made-up report: every trap of the shipped one, in 80 lines."""
    return read_structure("bao-cao-mau", read_file(SMALL).text, SMALL.stem)


@pytest.fixture(scope="session")
def shipped() -> Document:
    """The report in corpus/."""
    return read_structure("bao-cao-73-bc-bcd", read_file(SHIPPED).text, SHIPPED.stem)


@pytest.fixture(scope="session")
def shipped_passages(shipped: Document) -> tuple[Passage, ...]:
    return passages(shipped, 400)


@pytest.fixture(scope="session")
def small_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an index of the made-up report, already built, with the hash encoder."""
    settings = Settings(corpus=SMALL.parent, index=tmp_path_factory.mktemp("index"), model="hash")
    build(settings, HashEncoder())
    return settings


@pytest.fixture(scope="session")
def small_assistant(small_settings: Settings) -> Assistant:
    return Assistant.open(settings=small_settings)


@pytest.fixture(scope="session")
def alike_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an index of four made-up reports of districts and two of communes, each in words of its own."""
    settings = Settings(corpus=ALIKE, index=tmp_path_factory.mktemp("alike"), model="hash")
    build(settings, HashEncoder())
    return settings


@pytest.fixture(scope="session")
def alike_assistant(alike_settings: Settings) -> Assistant:
    return Assistant.open(settings=alike_settings)


@pytest.fixture(scope="session")
def shipped_assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the shipped report with the hash encoder: what needs no meaning, only the stages."""
    settings = Settings(corpus=SHIPPED.parent, index=for_all_workers(tmp_path_factory) / "shipped", model="hash")
    return opened(settings)


@pytest.fixture(scope="session")
def packaged_assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the shipped report with the packaged model: what depends on meaning."""
    if sys.platform != "linux":
        pytest.skip("the packaged model has an engine for x86-64 Linux only")
    settings = Settings(
        corpus=SHIPPED.parent,
        index=for_all_workers(tmp_path_factory) / "packaged",
        reader="packaged",
        sure=Settings.model_fields["sure"].default,
    )
    return opened(settings)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests that drive one: a second would not start beside it."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium: a skipped browser test is a failure there")
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()
