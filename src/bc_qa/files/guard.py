"""What is refused before it is opened: files too large, encrypted, with macros, not what they say, or zip bombs."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from bc_qa import phrases
from bc_qa.errors import TextTooLong, UnsupportedFile

FILE_BYTES = 20_000_000
UNPACKED_BYTES = 200_000_000
LEAST_SUSPECT, MOST_PACKED = 10_000_000, 100  # unpacked bytes from which packing tighter than this is no document
MOST_ENTRIES = 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an encrypted .docx, and every .doc
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, EOFError, ValueError, OSError)
_HEAD = 1_000  # bytes of a part in which a document type would be declared


def check_size(size: int) -> None:
    """Raise TextTooLong where a file is over the limit."""
    if size > FILE_BYTES:
        raise TextTooLong(phrases.FILE_TOO_LARGE.format(limit=FILE_BYTES // 1_000_000))


def is_ole(content: bytes) -> bool:
    """Whether a file is of the kind that Word, Excel and PowerPoint wrote before 2007."""
    return content.startswith(_OLE)


def check_package(name: str, content: bytes) -> None:
    """Raise UnsupportedFile where a .docx, .xlsx or .pptx is not a sound, plain one."""
    if is_ole(content):
        raise UnsupportedFile(phrases.FILE_ENCRYPTED.format(name=name))
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_entries(name, package, "[content_types].xml")
            _check_parts(name, package)
    except _BROKEN as error:
        raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name)) from error


def check_open_document(name: str, content: bytes) -> None:
    """Raise UnsupportedFile where an .odt, .ods or .odp is not a sound, plain one."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_entries(name, package, "content.xml")
            if package.testzip() is not None:
                raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name))
            if b"encryption-data" in package.read("META-INF/manifest.xml"):
                raise UnsupportedFile(phrases.FILE_ENCRYPTED.format(name=name))
    except (*_BROKEN, KeyError) as error:
        raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name)) from error


def _check_entries(name: str, package: zipfile.ZipFile, needed: str) -> None:
    """Check the list of entries, the one that the kind cannot be without (in small letters) among them."""
    entries = package.infolist()
    unpacked, packed = (sum(sizes) for sizes in zip(*((e.file_size, e.compress_size) for e in entries), strict=True))
    tight = unpacked > LEAST_SUSPECT and unpacked > MOST_PACKED * max(packed, 1)
    if unpacked > UNPACKED_BYTES or tight or len(entries) > MOST_ENTRIES:
        raise UnsupportedFile(phrases.FILE_BOMB.format(name=name))
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnsupportedFile(phrases.FILE_ENCRYPTED.format(name=name))
    names = {entry.filename.lower() for entry in entries}
    if any(entry.endswith("vbaproject.bin") for entry in names):
        raise UnsupportedFile(phrases.FILE_MACROS.format(name=name))
    if needed not in names:
        raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name))


def _check_parts(name: str, package: zipfile.ZipFile) -> None:
    """Read every part as it will be read: a wrong checksum, a macro type, a document type with entities."""
    if package.testzip() is not None:
        raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name))
    if b"macroEnabled" in package.read("[Content_Types].xml"):
        raise UnsupportedFile(phrases.FILE_MACROS.format(name=name))
    for entry in package.infolist():
        if entry.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(entry)[:_HEAD]:
            raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name))
