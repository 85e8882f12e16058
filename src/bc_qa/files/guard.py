"""What is refused before it is opened: files too large, encrypted, with macros, not what they say, or zip bombs."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from bc_qa import phrases
from bc_qa.errors import TextTooLong, UnsupportedFile

FILE_BYTES = 20_000_000
UNPACKED_BYTES = 200_000_000
LEAST_SUSPECT, MOST_PACKED = 10_000_000, 100  # unpacked bytes from which packing tighter than this is no document
MOST_ENTRIES = 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an encrypted .docx, and every .doc
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, EOFError, ValueError, OSError)
_NO_MEMORY = "Error -4"  # what zlib says where it gets no memory
_HEAD = 1_000  # bytes of a part in which a document type would be declared
_PIECE = re.compile(rb"<(?:[\w.-]+:)?(?:r|p|tc|tr)[\s/>]")  # a run, paragraph, cell or row, whatever its prefix
_A_PIECE = 12  # elements that one of them has with its properties, on the whole


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: seconds, megabytes of memory, pieces (paragraphs, runs, rows, cells)."""

    seconds: float = 20.0
    megabytes: int = 400
    pieces: int = 150_000


DEFAULT = Limits()


def check_size(size: int) -> None:
    """Raise TextTooLong where a file is over the limit."""
    if size > FILE_BYTES:
        raise TextTooLong(phrases.FILE_TOO_LARGE.format(limit=FILE_BYTES // 1_000_000))


def is_ole(content: bytes) -> bool:
    """Whether a file is of the kind that Word, Excel and PowerPoint wrote before 2007."""
    return content.startswith(_OLE)


def check_package(name: str, content: bytes, limits: Limits = DEFAULT) -> None:
    """Raise UnsupportedFile where a .docx, .xlsx or .pptx is not a sound, plain one.

    Raises TextTooLong where a .docx has too many pieces.
    """
    if is_ole(content):
        raise UnsupportedFile(phrases.FILE_ENCRYPTED.format(name=name))
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_entries(name, package, "[content_types].xml")
            _check_parts(name, package, limits.pieces)
    except zlib.error as error:
        if _NO_MEMORY in str(error):
            raise MemoryError from error
        raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name)) from error
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


def _check_parts(name: str, package: zipfile.ZipFile, most: int) -> None:
    """Read every part as it will be read: a wrong checksum, a macro type, a document type with entities."""
    if package.testzip() is not None:
        raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name))
    if b"macroEnabled" in package.read("[Content_Types].xml"):
        raise UnsupportedFile(phrases.FILE_MACROS.format(name=name))
    pieces = 0
    for entry in package.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            part = package.read(entry)
            if b"<!DOCTYPE" in part[:_HEAD]:
                raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name))
            elements = part.count(b"<") - part.count(b"</")
            pieces += max(sum(1 for _ in _PIECE.finditer(part)), elements // _A_PIECE)
            if pieces > most:
                raise TextTooLong(phrases.FILE_MANY_PIECES.format(name=name, count=pieces, limit=most))
