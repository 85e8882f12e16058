"""Reports brought into the corpus and taken away over HTTP: what is refused unopened, written whole, in force after."""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from collections.abc import Iterator
from pathlib import Path, PurePath
from threading import BoundedSemaphore

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.building import Progress
from bc_qa.errors import (
    BadRequest,
    CorpusError,
    DocumentExists,
    TextTooLong,
    TooManyRequests,
    UnsupportedFile,
    UploadsOff,
)
from bc_qa.files.guard import check_package
from bc_qa.files.reading import READERS, why_not
from bc_qa.report.reading import corpus_files, corpus_hashes
from bc_qa.search.disk import sync_folder, write_whole
from bc_qa.settings import Settings
from bc_qa.text.normal import clean
from bc_qa.types import Document
from bc_qa.web.renewing import Renewer, silent

WAITING = 4  # changes of the corpus that are under way or wait for one another
RETRY_SECONDS = 30
_NAME_BYTES = 180  # of UTF-8, the ending included: a folder takes 255
_ASIDE = ".bc-qa-"  # begins the names of files that are being written or taken away: hidden, so no reports
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_MIB = 1_000_000


class Library:
    """The corpus of a running server, as it may be changed over HTTP. Safe to share between threads."""

    def __init__(self, settings: Settings, renewer: Renewer) -> None:
        self._settings, self._renewer = settings, renewer
        self._waiting = BoundedSemaphore(WAITING)

    @property
    def is_open(self) -> bool:
        """Whether reports may be added and deleted here."""
        return self._settings.uploads

    def check_open(self) -> None:
        """Raise UploadsOff where the setting does not allow changes."""
        if not self.is_open:
            raise UploadsOff(phrases.UPLOADS_OFF)

    def check_size(self, size: int) -> None:
        """Raise TextTooLong where a file is over the limit."""
        if size > self._settings.upload_megabytes * _MIB:
            raise TextTooLong(phrases.FILE_TOO_LARGE.format(limit=self._settings.upload_megabytes))

    def add(self, name: str, content: bytes, progress: Progress = silent) -> tuple[Assistant, Document]:
        """Put a report into the corpus and return it, with the assistant that answers from it: the index is in force.

        Raises UploadsOff, BadRequest (name), UnsupportedFile, TextTooLong, DocumentExists, TooManyRequests, or what
        building raises; then the corpus is as it was.
        """
        self.check_open()
        self.check_size(len(content))
        shown = fit_name(name)
        _check_unopened(shown, content)
        with self._turn():
            self._check_new(shown, content)
            path = self._settings.corpus / shown
            write_whole(path, content, f"{_ASIDE}{secrets.token_hex(8)}")
            try:
                assistant = self._renewer.renew(progress, {shown})
                return assistant, _document_of(assistant, shown)
            except BaseException:
                path.unlink(missing_ok=True)
                raise

    def remove(self, document_id: str, progress: Progress = silent) -> None:
        """Take a report out of the corpus; it answers nothing any more when this returns.

        Raises UploadsOff, UnknownDocument, BadRequest (the last report), TooManyRequests, or what building raises; then
        the corpus is as it was.
        """
        self.check_open()
        with self._turn():
            assistant = self._renewer.renew()
            assistant.document(document_id)
            name = next(s["name"] for s in assistant.manifest["sources"] if s["document"] == document_id)
            if len(assistant.documents) == 1:
                raise BadRequest(phrases.LAST_REPORT)
            path = self._settings.corpus / name
            aside = path.with_name(f"{_ASIDE}{secrets.token_hex(8)}")
            path.rename(aside)
            try:
                self._renewer.renew(progress)
            except BaseException:
                aside.rename(path)
                raise
            aside.unlink(missing_ok=True)
            sync_folder(path.parent)

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for one's turn to change the corpus. Raises TooManyRequests where too many wait."""
        if not self._waiting.acquire(blocking=False):
            raise TooManyRequests(phrases.UPLOADS_WAITING.format(seconds=RETRY_SECONDS), RETRY_SECONDS)
        try:
            with self._renewer.alone():
                yield
        finally:
            self._waiting.release()

    def _check_new(self, name: str, content: bytes) -> None:
        """Raise DocumentExists where a report of the name or the content is there, TextTooLong where there are many."""
        with contextlib.suppress(CorpusError):
            if len(corpus_files(self._settings.corpus)) >= self._settings.upload_reports:
                raise TextTooLong(phrases.UPLOADS_FULL.format(limit=self._settings.upload_reports))
            digest = hashlib.sha256(content).hexdigest()
            same = [other for other, known in corpus_hashes(self._settings.corpus).items() if known == digest]
            if same:
                raise DocumentExists(phrases.SAME_CONTENT.format(name=same[0]))
        if (self._settings.corpus / name).exists():
            raise DocumentExists(phrases.SAME_NAME.format(name=name))


def fit_name(name: str) -> str:
    """Return the name of a file as the corpus may hold it. Raises BadRequest or UnsupportedFile."""
    shown = clean(PurePath(name.replace("\\", "/")).name).strip(" .")
    stem, suffix = PurePath(shown).stem, PurePath(shown).suffix.lower()
    fits = shown and not _UNFIT.search(shown) and len(shown.encode()) <= _NAME_BYTES
    if not fits or shown.startswith("~$") or stem.lower() == "readme":
        raise BadRequest(phrases.BAD_FILE_NAME)
    if suffix not in READERS:
        raise UnsupportedFile(why_not(Path(shown)))
    return f"{stem}{suffix}"


def _check_unopened(name: str, content: bytes) -> None:
    """Raise UnsupportedFile where a file is refused before it is opened."""
    if not content.strip():
        raise UnsupportedFile(phrases.FILE_EMPTY.format(name=name))
    if name.endswith(".docx"):
        check_package(name, content)
    elif name.endswith(".pdf") and b"%PDF-" not in content[:1024]:
        raise UnsupportedFile(phrases.PDF_DAMAGED.format(name=name))


def _document_of(assistant: Assistant, name: str) -> Document:
    """Return the document that a file of the corpus was read as. Raises UnsupportedFile where it could not be."""
    source = next((s for s in assistant.manifest["sources"] if s["name"] == name), None)
    if source is None or source["document"] is None:
        raise UnsupportedFile(" ".join(source["noted"]) if source else phrases.FILE_DAMAGED.format(name=name))
    return assistant.document(source["document"])


def clear_aside(corpus: Path) -> None:
    """Remove what a killed server left of files that it was writing or taking away."""
    for left in corpus.glob(f"{_ASIDE}*"):
        left.unlink(missing_ok=True)
