"""What an office cannot get back, in one file: reports, index, votes, the trail of who did what, the settings.

A backup is taken while the server runs: an index is copied whole or not at all, for its files are held against its
manifest, the votes by SQLite's own backup, and of the trail whole entries. A restore reads and checks everything before
it changes anything.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from bc_qa import __version__, phrases
from bc_qa.errors import BackupUnusable, IndexMissing
from bc_qa.report.reading import corpus_files
from bc_qa.search.disk import sync_folder, write_whole
from bc_qa.search.store import MANIFEST, put_files_in_force, read_manifest
from bc_qa.settings import Settings
from bc_qa.trail import MODE as TRAIL_MODE

FORMAT = 1
LIST, CORPUS, INDEX, VOTES = "backup.json", "corpus", "index", "feedback.sqlite"
TRAIL, SETTINGS = "trail.jsonl", "bc-qa.toml"
_TRIES = 5  # how often a build may put another index in force while one is being copied
_SETTINGS_MODE = 0o640
_MOST_BYTES = 4_000_000_000  # of what a backup holds, unpacked
_TABLES = "select count(*) from sqlite_master where name = 'feedback'"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: when it was made (UTC, ISO 8601), how many reports, whether an index, how many votes.

    `trail` and `settings` say whether it has those files; of a restore, whether they have been put back or stand there.
    """

    made_at: str
    reports: int
    index: bool
    votes: int
    trail: bool
    settings: bool


def backup(settings: Settings, path: Path) -> Contents:
    """Write reports, index, votes, trail and settings to `path`, a .tar.gz for its owner alone; safe while serving.

    The file appears when it is whole. Raises CorpusError, BackupUnusable.
    """
    files = {f"{CORPUS}/{report.name}": report.read_bytes() for report in corpus_files(settings.corpus)}
    reports = len(files)
    index = _index_files(settings.index)
    files |= index
    votes, counted = _votes(settings.feedback)
    if votes is not None:
        files[VOTES] = votes
    files |= _kept({TRAIL: settings.trail, SETTINGS: settings_file()})
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    told = {"format": FORMAT, "program": __version__, "made_at": made_at, "votes": counted, "files": _hashes(files)}
    try:
        _write(path, {LIST: json.dumps(told, ensure_ascii=False, indent=1).encode(), **files})
    except OSError as error:
        raise BackupUnusable(phrases.BACKUP_UNWRITABLE.format(path=path, reason=error.strerror)) from error
    return Contents(made_at, reports, bool(index), counted, TRAIL in files, SETTINGS in files)


def restore(settings: Settings, path: Path, overwrite: bool = False, with_settings: bool = False) -> Contents:
    """Put what a backup holds in its places; a running server goes on with what it has loaded.

    Reports that the backup has not are left in place; what stands there and differs is only replaced with `overwrite`.
    The settings are only put back where there are none, or with `with_settings`: this machine's may have to be others.
    Raises BackupUnusable where the file is damaged, not one of ours, or would replace something.
    """
    told, files = _read(path)
    reports = {PurePosixPath(name).name: raw for name, raw in files.items() if name.startswith(f"{CORPUS}/")}
    index = {name.removeprefix(f"{INDEX}/"): raw for name, raw in files.items() if name.startswith(f"{INDEX}/")}
    if not overwrite:
        _refuse_to_replace(settings, reports, files)
    has_settings = SETTINGS in files and (with_settings or not settings_file().exists())
    try:
        _put_reports(settings.corpus, reports)
        if index:
            manifest = json.loads(index.pop(MANIFEST))
            put_files_in_force(settings.index, manifest, index)
        if VOTES in files:
            _put_votes(settings.feedback, files[VOTES])
        if TRAIL in files and not _goes_on(settings.trail, files[TRAIL]):
            _put(settings.trail, files[TRAIL], TRAIL_MODE)
        if has_settings:
            _put(settings_file(), files[SETTINGS], _SETTINGS_MODE)
    except (OSError, sqlite3.Error) as error:
        raise BackupUnusable(phrases.RESTORE_FAILED.format(reason=error)) from error
    return Contents(told["made_at"], len(reports), bool(index), told["votes"], TRAIL in files, has_settings)


def settings_file() -> Path:
    """Return where the settings stand: in the working folder."""
    return Path(SETTINGS)


def _kept(paths: Mapping[str, Path]) -> dict[str, bytes]:
    """Return those of some files that are there; of the trail the entries that are whole."""
    files = {}
    for name, path in paths.items():
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise BackupUnusable(phrases.FILE_MISSING.format(path=path, reason=error.strerror)) from error
        files[name] = raw[: raw.rfind(b"\n") + 1] if name == TRAIL else raw
    return files


def _index_files(root: Path) -> dict[str, bytes]:
    """Return the files of the index in force, each as its manifest says; none where there is no index."""
    for _ in range(_TRIES):
        try:
            manifest = read_manifest(root)
        except IndexMissing:
            return {}
        folder = root / str(manifest["folder"])
        try:
            files = {name: (folder / name).read_bytes() for name in manifest["files"]}
        except FileNotFoundError:
            continue  # a build has put another in force meanwhile
        if _hashes(files) != manifest["files"]:
            raise BackupUnusable(phrases.INDEX_DAMAGED.format(what=folder.name))
        return {f"{INDEX}/{name}": raw for name, raw in files.items()} | {
            f"{INDEX}/{MANIFEST}": json.dumps(manifest, ensure_ascii=False).encode()
        }
    raise BackupUnusable(phrases.BACKUP_BUSY)


def _votes(path: Path) -> tuple[bytes | None, int]:
    """Return the file of the votes as it is at one moment, and how many there are; None where there is none yet."""
    if not path.is_file():
        return None, 0
    try:
        with closing(sqlite3.connect(path, timeout=10)) as source, closing(sqlite3.connect(":memory:")) as copy:
            source.backup(copy)
            return copy.serialize(), _count(copy)
    except sqlite3.Error as error:
        raise BackupUnusable(phrases.FEEDBACK_UNUSABLE.format(path=path, reason=error)) from error


def _count(database: sqlite3.Connection) -> int:
    if not database.execute(_TABLES).fetchone()[0]:
        return 0
    return int(database.execute("select count(*) from feedback").fetchone()[0])


def _hashes(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    return {name: {"sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw)} for name, raw in files.items()}


def _write(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a .tar.gz beside its place, then put it there: who sees the file sees it whole."""
    number, beside = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)  # made for its owner alone
    try:
        with os.fdopen(number, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz") as tar:
                for name, raw in files.items():
                    entry = tarfile.TarInfo(name)
                    entry.size, entry.mode = len(raw), 0o600
                    tar.addfile(entry, BytesIO(raw))
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)
    sync_folder(path.parent)


def _read(path: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the list of a backup and its files, each as the list says. Nothing is unpacked to the disk."""
    try:
        with tarfile.open(path, "r:gz") as tar:
            members = tar.getmembers()
            if sum(member.size for member in members) > _MOST_BYTES:
                raise ValueError("size")
            files = {member.name: _content(tar, member) for member in members}
        told = json.loads(files.pop(LIST))
        if told["format"] != FORMAT or _hashes(files) != told["files"] or not all(map(_is_ours, files)):
            raise ValueError("files")
        return {"made_at": str(told["made_at"]), "votes": int(told["votes"])}, files
    except FileNotFoundError as error:
        raise BackupUnusable(phrases.FILE_MISSING.format(path=path, reason=error.strerror)) from error
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise BackupUnusable(phrases.BACKUP_DAMAGED.format(path=path)) from error


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member) if member.isfile() else None
    if file is None:
        raise ValueError(member.name)
    return file.read()


def _is_ours(name: str) -> bool:
    """Whether a name leads to one of the places that a restore writes to, and to nothing outside of them."""
    parts = PurePosixPath(name).parts
    if name in (VOTES, TRAIL, SETTINGS):
        return True
    inside = len(parts) > 1 and ".." not in parts and not name.startswith("/") and "\\" not in name
    return inside and (parts[0] == INDEX or (parts[0] == CORPUS and len(parts) == 2))


def _refuse_to_replace(settings: Settings, reports: Mapping[str, bytes], files: Mapping[str, bytes]) -> None:
    """Raise BackupUnusable, naming what would be replaced: a report with other content, votes, another trail."""
    there = [settings.corpus / name for name in reports if (settings.corpus / name).is_file()]
    replaced = [str(path) for path in there if path.read_bytes() != reports[path.name]]
    if VOTES in files and settings.feedback.is_file():
        replaced.append(str(settings.feedback))
    if TRAIL in files and settings.trail.is_file() and not _goes_on(settings.trail, files[TRAIL]):
        replaced.append(str(settings.trail))
    if replaced:
        raise BackupUnusable(phrases.RESTORE_REPLACES.format(what=", ".join(replaced)))


def _goes_on(trail: Path, kept: bytes) -> bool:
    """Whether a trail has all entries of a kept one and goes on from there: then no entry of it is lost."""
    return trail.is_file() and trail.read_bytes().startswith(kept)


def _put_reports(folder: Path, reports: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, raw in reports.items():
        beside = folder / f".{name}.{os.getpid()}"  # hidden: no report while it is being written
        beside.write_bytes(raw)
        beside.replace(folder / name)
    sync_folder(folder)


def _put(path: Path, raw: bytes, mode: int) -> None:
    """Put one file in its place, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, raw, f".{path.name}.{os.getpid()}", mode)


def _put_votes(path: Path, raw: bytes) -> None:
    """Replace all votes in one transaction, which a server that is writing there waits for."""
    with closing(sqlite3.connect(":memory:")) as source, closing(sqlite3.connect(path, timeout=10)) as database:
        source.deserialize(raw)
        if source.execute("pragma integrity_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("integrity_check")
        source.backup(database)
