"""Is everything in order: the packages, the model, the corpus, the index?"""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

from bc_qa import phrases
from bc_qa.errors import BcQaError
from bc_qa.report.reading import corpus_files, corpus_hashes
from bc_qa.search.encoder import load_encoder
from bc_qa.search.store import check_fresh, read_index, read_manifest
from bc_qa.settings import Settings

PACKAGES = ("torch", "sentence-transformers", "faiss-cpu", "bm25s", "underthesea", "fastapi", "gradio")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at, and what was found."""

    what: str
    found: str
    good: bool


def checks(settings: Settings) -> list[Check]:
    """Look at everything the program needs; an error of ours is what was found."""
    return [
        Check("Python", platform.python_version(), True),
        *(Check(package, version(package), True) for package in PACKAGES),
        _check(phrases.CHECK_CORPUS, lambda: ", ".join(path.name for path in corpus_files(settings.corpus))),
        _check(phrases.CHECK_MODEL, lambda: load_encoder(settings.model).name),
        _check(phrases.CHECK_INDEX, lambda: _index(settings)),
        *_files(settings),
    ]


def _files(settings: Settings) -> list[Check]:
    """Return what to know of the files of the corpus that the index in force was made of."""
    try:
        noted = read_manifest(settings.index)["noted"]
    except (BcQaError, KeyError):
        return []
    return [Check(phrases.CHECK_FILES, note, True) for note in noted]


def _check(what: str, look: Callable[[], str]) -> Check:
    try:
        return Check(what, look(), True)
    except BcQaError as error:
        return Check(what, str(error), False)


def _index(settings: Settings) -> str:
    check_fresh(read_manifest(settings.index), settings, corpus_hashes(settings.corpus))
    index = read_index(settings.index, load_encoder(settings.model))
    return phrases.INDEX_BUILT.format(**{**index.manifest, "folder": settings.index})
