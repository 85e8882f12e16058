"""The files that the reports were read from, as they came, and the pictures of the pages of scans."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response

from bc_qa import phrases
from bc_qa.errors import UnknownDocument
from bc_qa.types import Document, Span
from bc_qa.web.source import AssistantSource

# What a browser may show; anything else, .html above all, is given to be kept.
_TYPES = {
    ".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".tif": "image/tiff",
    ".tiff": "image/tiff", ".txt": "text/plain", ".md": "text/plain",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
_WIDTH = 1_000  # pixels of the picture of a page
_PICTURES = 16  # that are kept
_GROWN = 2  # thousandths by which a box is larger than the words in it


def originals_router(source: AssistantSource, corpus: Path) -> APIRouter:
    """Return the routes of the files of a corpus."""
    router = APIRouter(include_in_schema=False)

    @router.get("/report/{document_id}/file")
    def original(document_id: str) -> FileResponse:
        path = _path(corpus, source.get().document(document_id))
        kind = _TYPES.get(path.suffix.lower(), "application/octet-stream")
        # As it is: a file that is packed anew cannot be given in parts, as a browser asks for a long .pdf.
        headers = {"content-encoding": "identity"}
        return FileResponse(
            path, media_type=kind, filename=path.name, content_disposition_type="inline", headers=headers
        )

    @router.get("/report/{document_id}/page/{number}.png")
    def picture(document_id: str, number: int) -> Response:
        document = source.get().document(document_id)
        if not any(line.page == number for line in document.lines):
            raise UnknownDocument(phrases.NOT_FOUND_PAGE)
        path = _path(corpus, document)
        return Response(_picture(path, path.stat().st_mtime_ns, number), media_type="image/png")

    return router


def _path(corpus: Path, document: Document) -> Path:
    """Return the file of a report. Raises UnknownDocument where it is gone, or is none of the folder itself."""
    path = corpus / document.file
    inside = path.is_file() and path.resolve().parent == corpus.resolve()
    if not document.file or Path(document.file).name != document.file or not inside:
        raise UnknownDocument(phrases.ORIGINAL_GONE.format(name=document.file))
    return path


@lru_cache(maxsize=_PICTURES)
def _picture(path: Path, changed: int, number: int) -> bytes:
    """Return the picture of a page as .png; `changed` tells a file from what it was before."""
    from bc_qa.files.scans import page_picture  # noqa: PLC0415  (scipy takes a while)

    page = page_picture(path.name, path.read_bytes(), number)
    made = BytesIO()
    small = page.resize((_WIDTH, round(page.height * _WIDTH / page.width))).convert("RGB").quantize(32)
    small.save(made, "PNG")
    return made.getvalue()


def boxes(document: Document, marked: list[Span]) -> dict[int, list[tuple[float, float, float, float]]]:
    """Return where marked words stand on the pictures of scanned pages: left, top, width, height in thousandths."""
    found: dict[int, list[tuple[float, float, float, float]]] = {}
    starts = [line.start for line in document.lines]
    reach = pairwise([*starts, len(document.text)])
    for line, (_, next_line) in zip(document.lines, reach, strict=True):
        end = min(next_line, (document.text.find("\n", line.start) + 1 or len(document.text)) - 1)
        touched = [n for n, word in enumerate(_words(document.text, line.start, end)) if _meets(word, marked)]
        touched = [n for n in touched if 2 * n + 1 < len(line.edges)]
        if touched:
            left, right = line.edges[2 * touched[0]], line.edges[2 * touched[-1] + 1]
            across = (left - line.edges[0]) / max(1, line.edges[-1] - line.edges[0])
            top = line.top + line.drop * across
            box = (left - _GROWN, top - _GROWN, right - left + 2 * _GROWN, line.height + 2 * _GROWN)
            found.setdefault(line.page, []).append(box)
    return found


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for word in text[start:end].split(" "):
        if word and word != "|":
            yield Span(at, at + len(word))
        at += len(word) + 1


def _meets(word: Span, marked: list[Span]) -> bool:
    return any(word.start < mark.end and mark.start < word.end for mark in marked)
