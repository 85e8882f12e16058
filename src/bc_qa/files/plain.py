"""Plain text: UTF-8 or UTF-16, or bytes of an old Vietnamese encoding."""

from __future__ import annotations

from bc_qa import phrases
from bc_qa.errors import UnsupportedFile
from bc_qa.files.encodings import converted
from bc_qa.files.filetext import FileText
from bc_qa.text.normal import document_text

_OLD = "latin-1"


def read_plain(name: str, content: bytes) -> FileText:
    """Return the text of a .txt or .md. Raises UnsupportedFile where it is no text."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text, failed = content.decode(encoding), None
    except UnicodeDecodeError as error:
        text, failed = content.decode(_OLD), error
    made, encoded = converted(text)
    if failed is not None and not encoded:
        raise UnsupportedFile(phrases.FILE_NOT_UTF8.format(name=name, place=failed.start)) from failed
    if "\0" in text:
        raise UnsupportedFile(phrases.FILE_NO_TEXT.format(name=name))
    noted = (phrases.FILE_CONVERTED.format(name=name, encoding=encoded),) if encoded else ()
    return FileText(document_text(made), noted=noted)
