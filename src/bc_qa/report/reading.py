"""Reading the corpus: which files are reports, their text, their hashes, their ids."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bc_qa import phrases
from bc_qa.errors import CorpusError, UnsupportedFile
from bc_qa.files.reading import READERS, read_file, why_not
from bc_qa.report.structure import read_structure
from bc_qa.text.keys import blind
from bc_qa.types import Document

if TYPE_CHECKING:
    from bc_qa.files.scans import Scanner


def corpus_files(folder: Path) -> tuple[Path, ...]:
    """Return the reports of a corpus folder, by name. Raises CorpusError where there is none."""
    if not folder.is_dir():
        raise CorpusError(phrases.CORPUS_MISSING.format(folder=folder))
    reports = tuple(path for path in _files(folder) if path.suffix.lower() in READERS)
    if not reports:
        raise CorpusError(phrases.CORPUS_EMPTY.format(folder=folder))
    return reports


def corpus_hashes(folder: Path) -> dict[str, str]:
    """Return the hex SHA-256 of each report's bytes by file name: what an index is held against."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in corpus_files(folder)}


def _files(folder: Path) -> list[Path]:
    """Return what an office may have put in a folder: no read-me, no hidden file, none that Word keeps open."""
    found = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    return [path for path in found if path.stem.lower() != "readme"]


def read_reports(
    folder: Path,
    read: Callable[[Document, int, int], None] = lambda document, done, of: None,
    scanner: Scanner | None = None,
) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """Return every report of a folder that can be read, by name, and what to know of its files, in words.

    What cannot be read is named there with the reason. `read` is told each document, how many files are done and how
    many there are; `scanner` tells what becomes of scanned pages. Raises CorpusError where no report can be read.
    """
    paths = corpus_files(folder)
    ids = document_ids(paths)
    documents: list[Document] = []
    noted = [phrases.FILE_LEFT_OUT.format(name=p.name, reason=why_not(p)) for p in _files(folder) if p not in paths]
    for done, path in enumerate(paths, 1):
        try:
            file = read_file(path, scanner)
        except UnsupportedFile as error:
            noted.append(phrases.FILE_LEFT_OUT.format(name=path.name, reason=error))
            continue
        noted += file.noted
        told: dict[str, Any] = {"pages": file.pages, "file": path.name, "unsure": file.unsure, "lines": file.lines}
        documents.append(replace(read_structure(ids[path], file.text, path.stem), **told))
        read(documents[-1], done, len(paths))
    if not documents:
        raise CorpusError("\n".join([phrases.CORPUS_UNREADABLE.format(folder=folder), *noted]))
    return tuple(documents), tuple(noted)


def document_ids(paths: tuple[Path, ...]) -> dict[Path, str]:
    """Return an id for each file: its name in ASCII, fit for a URL; a number behind it where two would be equal."""
    ids: dict[Path, str] = {}
    for path in paths:
        stem = re.sub(r"[^a-z0-9]+", "-", blind(path.stem)).strip("-") or "van-ban"
        taken = set(ids.values())
        names = [stem, *(f"{stem}-{count}" for count in range(2, len(paths) + 2))]
        ids[path] = next(name for name in names if name not in taken)
    return ids
