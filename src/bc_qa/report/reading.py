"""Reading the corpus: which files are reports, their text, their hashes, their ids."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bc_qa import phrases
from bc_qa.errors import CorpusError, UnsupportedFile
from bc_qa.files.reading import READERS, read_file, why_not
from bc_qa.report.structure import read_structure
from bc_qa.text.keys import blind
from bc_qa.types import Document

if TYPE_CHECKING:
    from bc_qa.files.scans import Scanner

log = logging.getLogger(__name__)

Told = Callable[[Document, int, int], None]
"""Told each document that was read, how many files are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the corpus: the id of the document it was read as, None where it could not be; what to know of it.

    Of a file that could not be read `noted` has the reason, with what to do.
    """

    name: str
    document: str | None
    noted: tuple[str, ...] = ()

    def told(self) -> tuple[str, ...]:
        """Return what to know of the file in sentences that stand alone."""
        if self.document is not None:
            return self.noted
        return tuple(phrases.FILE_LEFT_OUT.format(name=self.name, reason=reason) for reason in self.noted)


Taken = Mapping[str, tuple[Document, Source]]
"""By file name what is known of files that have not changed since they were read."""


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
    return {path.name: _hash(path) for path in corpus_files(folder)}


def _hash(path: Path) -> str:
    """Return the hex SHA-256 of a file, nothing for one that may not be read: reading it says why."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _files(folder: Path) -> list[Path]:
    """Return what an office may have put in a folder: no read-me, no hidden file, none that Word keeps open."""
    found = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    return [path for path in found if path.stem.lower() != "readme"]


def read_reports(
    folder: Path, read: Told = lambda document, done, of: None
) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """Return every report of a folder that can be read, by name, and what to know of its files, in words.

    Raises CorpusError where no report can be read.
    """
    documents, sources = read_corpus(folder, read)
    return documents, tuple(note for source in sources for note in source.told())


def read_corpus(
    folder: Path,
    read: Told = lambda document, done, of: None,
    taken: Taken = MappingProxyType({}),
    scanner: Scanner | None = None,
) -> tuple[tuple[Document, ...], tuple[Source, ...]]:
    """Return every report of a folder that can be read, by name, and each file with what to know of it.

    What cannot be read is named with the reason, and so is what makes a reader fail: one bad file takes no other away.
    Files in `taken` are not read again; `scanner` tells what becomes of scanned pages. Raises CorpusError where no
    report can be read.
    """
    paths = corpus_files(folder)
    ids = document_ids(paths)
    documents: list[Document] = []
    sources = unsupported(folder)
    for done, path in enumerate(paths, 1):
        document, source = taken[path.name] if path.name in taken else _read(path, ids[path], scanner)
        sources.append(source)
        if document is not None:
            documents.append(document)
            read(document, done, len(paths))
    if not documents:
        noted = [note for source in sources for note in source.told()]
        raise CorpusError("\n".join([phrases.CORPUS_UNREADABLE.format(folder=folder), *noted]))
    return tuple(documents), tuple(sources)


def unsupported(folder: Path) -> list[Source]:
    """Return the files of a folder that are of no kind that is read, each with why, by name."""
    found = _files(folder) if folder.is_dir() else []
    return [Source(path.name, None, (why_not(path),)) for path in found if path.suffix.lower() not in READERS]


def _read(path: Path, document_id: str, scanner: Scanner | None) -> tuple[Document | None, Source]:
    """Return the document in a file, None where it cannot be read, and what to know of the file."""
    try:
        file = read_file(path, scanner)
        told: dict[str, Any] = {"pages": file.pages, "file": path.name, "unsure": file.unsure, "lines": file.lines}
        document = replace(read_structure(document_id, file.text, path.stem), **told)
    except UnsupportedFile as error:
        return None, Source(path.name, None, (str(error),))
    except OSError as error:
        reason = phrases.FILE_MISSING.format(path=path.name, reason=error.strerror)
        return None, Source(path.name, None, (reason,))
    except Exception:
        log.exception(phrases.LOG_READER_FAILED.format(name=path.name))
        return None, Source(path.name, None, (phrases.FILE_READER_FAILED,))
    return document, Source(path.name, document_id, file.noted)


def document_ids(paths: tuple[Path, ...]) -> dict[Path, str]:
    """Return an id for each file: its name in ASCII, fit for a URL; a number behind it where two would be equal."""
    ids: dict[Path, str] = {}
    for path in paths:
        stem = re.sub(r"[^a-z0-9]+", "-", blind(path.stem)).strip("-") or "van-ban"
        taken = set(ids.values())
        names = [stem, *(f"{stem}-{count}" for count in range(2, len(paths) + 2))]
        ids[path] = next(name for name in names if name not in taken)
    return ids
