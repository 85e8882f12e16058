"""Reading a submitted file, whatever it is: .docx, text, a page or a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from bc_qa import phrases
from bc_qa.drafts.docx import read_docx
from bc_qa.drafts.draft import Draft
from bc_qa.errors import TextTooLong, UnsupportedFile
from bc_qa.files.guard import DEFAULT, Limits, check_size
from bc_qa.files.reading import READERS
from bc_qa.text.normal import clean

_PLAIN = (".txt", ".md")
_AS_TEXT = (".htm", ".html", *_PLAIN, ".xlsx")  # read as reports are, without runs to comment on
PLAIN_BYTES = 1_000_000  # of a text: 200,000 characters take no more
_MACROS = (".docm", ".dotm")


def read_file(name: str, content: bytes, limits: Limits = DEFAULT) -> Draft:
    """Return the draft in a file; its name tells its kind. Raises UnsupportedFile or TextTooLong."""
    shown = clean(PurePath(name.replace("\\", "/")).name)[:80] or "?"
    check_size(len(content))
    suffix = PurePath(shown.lower()).suffix
    if suffix in _MACROS:
        raise UnsupportedFile(phrases.FILE_MACROS.format(name=shown))
    if suffix == ".docx":
        return read_docx(shown, content, limits)
    if suffix in _AS_TEXT:
        if suffix in _PLAIN and len(content) > PLAIN_BYTES:
            raise TextTooLong(phrases.PLAIN_TOO_LARGE.format(name=shown, limit=PLAIN_BYTES // 1_000_000))
        return Draft(READERS[suffix](shown, content).text)
    raise UnsupportedFile(phrases.DRAFT_UNSUPPORTED.format(name=shown))


def gathered(chunks: Iterable[bytes]) -> bytes:
    """Return what comes in chunks as one, its size checked as it comes. Raises TextTooLong."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        check_size(len(content))
    return bytes(content)
