"""The index folder: plain files under a name of their content, and a manifest that knows what made them.

`index/manifest.json` names the one folder that is in force. A build writes a new folder beside it and then replaces
the manifest, which is atomic: killed at any moment, the old index still opens. One build writes at a time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bc_qa import phrases
from bc_qa.errors import IndexDamaged, IndexMissing, IndexStale
from bc_qa.report.reading import Source
from bc_qa.search.dense import DenseIndex
from bc_qa.search.disk import alone, hashes, sync, sync_folder, write_text
from bc_qa.search.encoder import Encoder, Vectors
from bc_qa.search.lexical import CHANNELS, LexicalIndex
from bc_qa.settings import INDEX_FORMAT, Settings
from bc_qa.text.keys import syllables
from bc_qa.text.words import segmenter
from bc_qa.types import Document, Footnote, LinePlace, Paragraph, ParagraphKind, Passage, Section, Span, plain

MANIFEST = "manifest.json"
DOCUMENTS, PASSAGES, VECTORS, LEXICAL = "documents.json", "passages.jsonl", "vectors.faiss", "lexical"
KEPT = "kept"  # the folder of what else was read of the reports
MAKERS = (
    "text",
    "language",
    "files",
    "report",
    "figures",
    "search",
    "evidence",
    "facts",
    "answering",
)  # rooms whose code makes an index
_SOURCES = (".py", ".tsv", ".txt", ".toml")
FIELDS = ("text", "context")
_PREFIX = "build-"
# What builds make, and so all that a build may remove: the folder given as the index may hold other things.
_BUILT = re.compile(r"[0-9a-f]{16}")
_DRAFT = re.compile(rf"{_PREFIX}\d+-\d+")
_DRAFT_MANIFEST = re.compile(rf"{re.escape(MANIFEST)}\.\d+")
# What a manifest of this format must hold to be read at all; the times are for people.
_SHAPE: dict[str, type] = {
    **dict.fromkeys(("folder", "settings", "encoder", "segmenter", "code"), str),
    **dict.fromkeys(("documents", "passages", "dimensions"), int),
    **dict.fromkeys(("corpus", "files"), dict),
    **dict.fromkeys(("noted", "sources"), list),
}

Written = Callable[[str], None]
"""Told the name of each file once it is written: for tests that end a build at any of them."""


@dataclass(frozen=True)
class StoredIndex:
    """An index as read: everything that search needs."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    dense: DenseIndex
    lexical: dict[tuple[str, str], LexicalIndex]
    manifest: dict[str, Any]
    kept: dict[str, bytes]  # files of those who made the index, by name


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """Return a hex SHA-256 of the program's files that make what an index holds: of another version it is stale."""
    package = resources.files("bc_qa")
    digest = hashlib.sha256()
    for room in MAKERS:
        for file in sorted(package.joinpath(room).iterdir(), key=lambda file: file.name):
            if file.name.endswith(_SOURCES):
                digest.update(f"{room}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def write_index(
    settings: Settings,
    corpus: Mapping[str, str],
    documents: Sequence[Document],
    passages: Sequence[Passage],
    vectors: Vectors,
    encoder: str,
    written: Written = lambda name: None,
    kept: Mapping[str, bytes] = MappingProxyType({}),
    sources: Sequence[Source] = (),
) -> None:
    """Write an index beside the one in force, then put it in force. `corpus`: the SHA-256 of each report's bytes.

    `kept` are further files, by name, that `read_index` gives back; `sources` are the files of the corpus with what to
    know of them, which the manifest keeps. Waits while another build writes there; what killed builds left is removed
    first, so that it takes no room.
    """
    began = time.monotonic()
    root = settings.index
    root.mkdir(parents=True, exist_ok=True)
    with alone(root):
        _clear_drafts(root)
        draft = root / f"{_PREFIX}{os.getpid()}-{time.time_ns()}"
        draft.mkdir()
        _write_files(draft, documents, passages, vectors, written)
        _write_kept(draft, kept, written)
        sync(draft)
        manifest = _manifest(settings, corpus, len(documents), vectors, encoder, hashes(draft))
        noted = [note for source in sources for note in source.told()]
        told = {
            "noted": noted,
            "sources": [plain(source) for source in sources],
            "seconds": round(time.monotonic() - began, 2),
        }
        _put_in_force(root, draft, manifest | told, written)


def _manifest(
    settings: Settings,
    corpus: Mapping[str, str],
    documents: int,
    vectors: Vectors,
    encoder: str,
    files: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    name = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]
    return {
        "format": INDEX_FORMAT,
        "folder": name,
        "settings": settings.index_fingerprint(),
        "encoder": encoder,
        "segmenter": segmenter(),
        "code": code_fingerprint(),
        "corpus": dict(sorted(corpus.items())),
        "documents": documents,
        "passages": len(vectors),
        "dimensions": int(vectors.shape[1]),
        "files": files,
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _write_files(
    draft: Path, documents: Sequence[Document], passages: Sequence[Passage], vectors: Vectors, written: Written
) -> None:
    write_text(draft / DOCUMENTS, _json([plain(document) for document in documents]))
    written(DOCUMENTS)
    write_text(draft / PASSAGES, "".join(f"{_json(plain(passage))}\n" for passage in passages))
    written(PASSAGES)
    DenseIndex.build(vectors).save(draft / VECTORS)
    written(VECTORS)
    for channel, terms in CHANNELS.items():
        for field in FIELDS:
            texts = (_field(passage, channel, field) for passage in passages)
            LexicalIndex.build(map(terms, texts)).save(draft / LEXICAL / f"{channel}-{field}")
        written(channel)


def _write_kept(draft: Path, kept: Mapping[str, bytes], written: Written) -> None:
    (draft / KEPT).mkdir()
    for name, raw in kept.items():
        (draft / KEPT / name).write_bytes(raw)
        written(name)


def _field(passage: Passage, channel: str, field: str) -> str:
    """Return what a channel reads of a passage; a context's words are its syllables: segmenting it gains nothing."""
    if channel == "words":
        return passage.words if field == "text" else " ".join(syllables(passage.context))
    return passage.text if field == "text" else passage.context


def put_files_in_force(root: Path, manifest: dict[str, Any], files: Mapping[str, bytes]) -> None:
    """Put an index that was built elsewhere in force, as a build does. `files` are those of its folder, by name.

    Raises IndexDamaged where they are not what the manifest says.
    """
    root.mkdir(parents=True, exist_ok=True)
    with alone(root):
        draft = root / f"{_PREFIX}{os.getpid()}-{time.time_ns()}"
        for name, raw in files.items():
            (draft / name).parent.mkdir(parents=True, exist_ok=True)
            (draft / name).write_bytes(raw)
        sync(draft)
        _check_files(draft, manifest["files"])
        _put_in_force(root, draft, manifest, lambda name: None)


def _put_in_force(root: Path, draft: Path, manifest: dict[str, Any], written: Written) -> None:
    final = root / str(manifest["folder"])
    if final.is_dir() and hashes(final) == manifest["files"]:
        shutil.rmtree(draft)  # the one that is there may be in force: it is never taken away, not for a moment
    else:
        shutil.rmtree(final, ignore_errors=True)  # damaged since it was built
        draft.rename(final)
    written("folder")
    beside = root / f"{MANIFEST}.{os.getpid()}"
    write_text(beside, _json(manifest, indent=1))
    written("manifest beside")
    sync_folder(root)  # the new folder's name is on disk before the manifest points to it
    beside.replace(root / MANIFEST)
    sync_folder(root)
    written(MANIFEST)
    _clear(root, final)


def _clear(root: Path, kept: Path) -> None:
    """Remove earlier indexes, and nothing else."""
    for old in root.iterdir():
        if old.is_dir() and old != kept and _BUILT.fullmatch(old.name):
            shutil.rmtree(old, ignore_errors=True)


def _clear_drafts(root: Path) -> None:
    """Remove what killed builds left unfinished. To be called by the one build that may write there."""
    for old in root.iterdir():
        if old.is_dir() and _DRAFT.fullmatch(old.name):
            shutil.rmtree(old, ignore_errors=True)
        elif _DRAFT_MANIFEST.fullmatch(old.name):
            old.unlink(missing_ok=True)


def read_manifest(root: Path) -> dict[str, Any]:
    """Return the manifest of an index folder. Raises IndexMissing or IndexDamaged."""
    path = root / MANIFEST
    if not path.is_file():
        raise IndexMissing(phrases.INDEX_MISSING.format(folder=root))
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise IndexDamaged(phrases.INDEX_DAMAGED.format(what=MANIFEST)) from error
    if not isinstance(manifest, dict) or not _is_whole(manifest):
        raise IndexDamaged(phrases.INDEX_DAMAGED.format(what=MANIFEST))
    return manifest


def _is_whole(manifest: Mapping[str, Any]) -> bool:
    """Whether a manifest can be read; of another format only that is asked, and `check_fresh` calls it stale."""
    if manifest.get("format") != INDEX_FORMAT:
        return isinstance(manifest.get("format"), int)
    shaped = all(isinstance(manifest.get(name), kind) for name, kind in _SHAPE.items())
    return shaped and {DOCUMENTS, PASSAGES, VECTORS} <= manifest["files"].keys()


def check_fresh(manifest: Mapping[str, Any], settings: Settings, corpus: Mapping[str, str] | None) -> None:
    """Raise IndexStale, naming what differs, where settings, segmenter or corpus are not those that made the index.

    `corpus` is None where the reports themselves are not at hand: an index can be carried to a machine without them.
    """
    if manifest["format"] != INDEX_FORMAT:
        raise IndexStale(phrases.INDEX_STALE.format(what=phrases.STALE_FORMAT))
    if manifest["settings"] != settings.index_fingerprint():
        raise IndexStale(phrases.INDEX_STALE.format(what=phrases.STALE_SETTINGS))
    if manifest["segmenter"] != segmenter():
        raise IndexStale(phrases.INDEX_STALE.format(what=f"{manifest['segmenter']} → {segmenter()}"))
    if corpus is not None and manifest["corpus"] != dict(corpus):
        changed = {*manifest["corpus"].items()} ^ {*corpus.items()}
        names = ", ".join(sorted({name for name, _ in changed}))
        raise IndexStale(phrases.INDEX_STALE.format(what=names))
    if manifest["code"] != code_fingerprint():
        raise IndexStale(phrases.INDEX_STALE.format(what=phrases.STALE_CODE))


def read_index(root: Path, encoder: Encoder) -> StoredIndex:
    """Read the index in force, checking every file. Raises IndexMissing, IndexStale (encoder) or IndexDamaged."""
    manifest = read_manifest(root)
    try:
        return _read(root, manifest, encoder)
    except (IndexDamaged, FileNotFoundError):
        if read_manifest(root)["folder"] == manifest["folder"]:
            raise
        return read_index(root, encoder)  # a build put another index in force meanwhile, and removed this one


def _read(root: Path, manifest: dict[str, Any], encoder: Encoder) -> StoredIndex:
    if manifest["encoder"] != encoder.name:
        raise IndexStale(phrases.INDEX_STALE.format(what=f"{manifest['encoder']} → {encoder.name}"))
    folder = root / str(manifest["folder"])
    _check_files(folder, manifest["files"])
    documents = tuple(_document(item) for item in json.loads((folder / DOCUMENTS).read_text(encoding="utf-8")))
    lines = (folder / PASSAGES).read_bytes().splitlines()
    passages = tuple(map(_passage, json.loads(b"[%b]" % b",".join(lines))))
    dense = DenseIndex.load(folder / VECTORS)
    counts = (manifest["documents"], manifest["passages"], manifest["passages"], manifest["dimensions"])
    if counts != (len(documents), len(passages), len(dense), dense.dimensions):
        raise IndexDamaged(phrases.INDEX_DAMAGED.format(what=PASSAGES))
    lexical = {
        (channel, field): LexicalIndex.load(folder / LEXICAL / f"{channel}-{field}", len(passages))
        for channel in CHANNELS
        for field in FIELDS
    }
    kept = {file.name: file.read_bytes() for file in sorted((folder / KEPT).iterdir())}
    return StoredIndex(documents, passages, dense, lexical, manifest, kept)


def _check_files(folder: Path, files: Mapping[str, Mapping[str, Any]]) -> None:
    there = hashes(folder) if folder.is_dir() else {}
    for name in sorted({*files, *there}):
        if files.get(name) != there.get(name):
            raise IndexDamaged(phrases.INDEX_DAMAGED.format(what=name))


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, sort_keys=True)


def _spans(items: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*item) for item in items)


def _document(item: dict[str, Any]) -> Document:
    return Document(
        **{name: item[name] for name in ("id", "text", "title", "number", "date", "issuer", "superior")},
        sections=tuple(Section(**{**section, "span": Span(*section["span"])}) for section in item["sections"]),
        footnotes=tuple(
            Footnote(note["number"], _spans(note["spans"]), Span(*note["mark"]) if note["mark"] else None)
            for note in item["footnotes"]
        ),
        paragraphs=tuple(
            Paragraph(ParagraphKind(p["kind"]), _spans(p["spans"]), p["section"], p["note"]) for p in item["paragraphs"]
        ),
        unplaced=_spans(item["unplaced"]),
        pages=tuple(item["pages"]),
        file=item["file"],
        unsure=_spans(item["unsure"]),
        lines=tuple(
            LinePlace(start, page, top, height, drop, tuple(edges))
            for start, page, top, height, drop, edges in item["lines"]
        ),
    )


def _passage(item: dict[str, Any]) -> Passage:
    return Passage(**{**item, "spans": _spans(item["spans"])})
