"""Reading a submitted file, whatever it is: .docx, .txt or .md."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from bc_qa import phrases
from bc_qa.drafts.docx import read_docx
from bc_qa.drafts.draft import Draft
from bc_qa.errors import UnsupportedFile
from bc_qa.files.guard import check_size
from bc_qa.text.normal import clean, document_text

_PLAIN = (".txt", ".md")
_MACROS = (".docm", ".dotm")


def read_file(name: str, content: bytes) -> Draft:
    """Return the draft in a file; its name tells its kind. Raises UnsupportedFile or TextTooLong."""
    shown = clean(PurePath(name.replace("\\", "/")).name)[:80] or "?"
    check_size(len(content))
    suffix = PurePath(shown.lower()).suffix
    if suffix in _MACROS:
        raise UnsupportedFile(phrases.FILE_MACROS.format(name=shown))
    if suffix == ".docx":
        return read_docx(shown, content)
    if suffix in _PLAIN:
        return Draft(_plain(shown, content))
    raise UnsupportedFile(phrases.DRAFT_UNSUPPORTED.format(name=shown))


def gathered(chunks: Iterable[bytes]) -> bytes:
    """Return what comes in chunks as one, its size checked as it comes. Raises TextTooLong."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        check_size(len(content))
    return bytes(content)


def _plain(name: str, content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnsupportedFile(phrases.FILE_NOT_UTF8.format(name=name, place=error.start)) from error
    if "\0" in text:
        raise UnsupportedFile(phrases.DRAFT_UNSUPPORTED.format(name=name))
    return document_text(text)
