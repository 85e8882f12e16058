"""Reading the corpus: which files are reports, their text, their hashes, their ids."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from bc_qa import phrases
from bc_qa.errors import CorpusError, UnsupportedFile
from bc_qa.text.keys import blind
from bc_qa.text.normal import document_text

SUFFIXES = (".txt", ".md")


def corpus_files(folder: Path) -> tuple[Path, ...]:
    """Return the reports of a corpus folder, by name. Raises CorpusError where there is none."""
    if not folder.is_dir():
        raise CorpusError(phrases.CORPUS_MISSING.format(folder=folder))
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    reports = tuple(path for path in found if path.stem.lower() != "readme")
    if not reports:
        raise CorpusError(phrases.CORPUS_EMPTY.format(folder=folder))
    return reports


def corpus_hashes(folder: Path) -> dict[str, str]:
    """Return the hex SHA-256 of each report's bytes by file name: what an index is held against."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in corpus_files(folder)}


def read_text(path: Path) -> str:
    """Return the text of a report in normal form. Raises CorpusError where it is not text in UTF-8 or UTF-16."""
    if path.suffix.lower() not in SUFFIXES:
        raise UnsupportedFile(phrases.FILE_UNSUPPORTED.format(name=path.name))
    raw = path.read_bytes()
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        return document_text(raw.decode(encoding))
    except UnicodeDecodeError as error:
        raise CorpusError(phrases.FILE_NOT_UTF8.format(name=path.name, place=error.start)) from error


def document_ids(paths: tuple[Path, ...]) -> dict[Path, str]:
    """Return an id for each file: its name in ASCII, fit for a URL; a number behind it where two would be equal."""
    ids: dict[Path, str] = {}
    for path in paths:
        stem = re.sub(r"[^a-z0-9]+", "-", blind(path.stem)).strip("-") or "van-ban"
        taken = set(ids.values())
        names = [stem, *(f"{stem}-{count}" for count in range(2, len(paths) + 2))]
        ids[path] = next(name for name in names if name not in taken)
    return ids
