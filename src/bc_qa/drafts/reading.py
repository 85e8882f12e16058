"""Reading a submitted file, whatever it is: .docx, text, a page or a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from bc_qa import phrases
from bc_qa.drafts.docx import read_docx
from bc_qa.drafts.draft import Draft
from bc_qa.errors import UnsupportedFile
from bc_qa.files.guard import check_size
from bc_qa.files.reading import READERS
from bc_qa.text.normal import clean

_AS_TEXT = (".htm", ".html", ".md", ".txt", ".xlsx")  # read as reports are, without runs to comment on
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
    if suffix in _AS_TEXT:
        return Draft(READERS[suffix](shown, content).text)
    raise UnsupportedFile(phrases.DRAFT_UNSUPPORTED.format(name=shown))


def gathered(chunks: Iterable[bytes]) -> bytes:
    """Return what comes in chunks as one, its size checked as it comes. Raises TextTooLong."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        check_size(len(content))
    return bytes(content)
