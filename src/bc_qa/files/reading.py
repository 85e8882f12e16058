"""Which files can be read, and reading one of them, whatever it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from bc_qa import phrases
from bc_qa.errors import UnsupportedFile
from bc_qa.files.filetext import FileText
from bc_qa.files.office import BECOMES, modernized
from bc_qa.files.plain import read_plain

if TYPE_CHECKING:
    from bc_qa.files.scans import Scanner

_MACROS = frozenset((".docm", ".dotm", ".xlsm", ".xltm", ".pptm"))
_PAGE = (b"<!doctype html", b"<html")  # with which a page begins


def _docx(name: str, content: bytes) -> FileText:
    from bc_qa.files.docx import read_docx  # noqa: PLC0415  (lxml takes a while)

    return read_docx(name, content)


def _pdf(name: str, content: bytes, scanner: Scanner | None = None) -> FileText:
    from bc_qa.files.pdf import read_pdf  # noqa: PLC0415  (pdfminer takes a while)
    from bc_qa.files.scans import Scanner  # noqa: PLC0415

    return read_pdf(name, content, scanner or Scanner())


def _picture(name: str, content: bytes, scanner: Scanner | None = None) -> FileText:
    from bc_qa.files.scans import Scanner, read_picture  # noqa: PLC0415  (scipy takes a while)

    return read_picture(name, content, scanner or Scanner())


# Readers that look at pages as pictures, and can be told what becomes of them.
_SCANNED: dict[str, Callable[..., FileText]] = {
    ".pdf": _pdf,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), _picture),
}


def _xlsx(name: str, content: bytes) -> FileText:
    from bc_qa.files.xlsx import read_xlsx  # noqa: PLC0415  (openpyxl takes a while)

    return read_xlsx(name, content)


def _html(name: str, content: bytes) -> FileText:
    from bc_qa.files.html import read_html  # noqa: PLC0415  (lxml takes a while)

    return read_html(name, content)


def _office(name: str, content: bytes) -> FileText:
    """Read a file of an older kind, or one of a newer kind that bears an older name, as many do."""
    suffix = PurePath(name).suffix.lower()
    if content.lstrip()[:14].lower().startswith(_PAGE):
        return _html(name, content)
    if suffix in (".doc", ".xls") and content.startswith(b"PK"):
        return READERS[BECOMES[suffix]](name, content)
    if suffix == ".doc" and content.startswith(b"{\\rtf"):
        suffix = ".rtf"
    kind, made = modernized(name, content, suffix)
    return READERS[kind](name, made)


READERS: dict[str, Callable[..., FileText]] = {
    ".docx": _docx,
    ".htm": _html,
    ".html": _html,
    ".md": read_plain,
    ".txt": read_plain,
    ".xlsx": _xlsx,
    **_SCANNED,
    **dict.fromkeys(BECOMES, _office),
}


def read_file(path: Path, scanner: Scanner | None = None) -> FileText:
    """Return the text of a file; `scanner` tells what becomes of scanned pages.

    Raises UnsupportedFile, saying why it cannot be read and what to do.
    """
    if scans := _SCANNED.get(path.suffix.lower()):
        return scans(path.name, path.read_bytes(), scanner)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnsupportedFile(why_not(path))
    return reader(path.name, path.read_bytes())


def why_not(path: Path) -> str:
    """Return why a file of a kind that is not read is none, and what to do."""
    suffix = path.suffix.lower()
    if suffix in _MACROS:
        return phrases.FILE_MACROS.format(name=path.name)
    return phrases.FILE_UNSUPPORTED.format(name=path.name)
