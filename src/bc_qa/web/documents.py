"""The reports of a server: added and deleted over HTTP, and the page that lists them."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Annotated, Any

from fastapi import APIRouter, File, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from pydantic import BaseModel

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.building import Progress
from bc_qa.errors import BcQaError
from bc_qa.files.reading import READERS
from bc_qa.report.reading import unsupported
from bc_qa.settings import Settings
from bc_qa.web.api import ERRORS, summary
from bc_qa.web.pages import rendered
from bc_qa.web.roles import Role, need, note
from bc_qa.web.security import DOCUMENTS_PATH, error_body
from bc_qa.web.source import AssistantSource
from bc_qa.web.uploads import Library

log = logging.getLogger(__name__)

_CHUNK = 1 << 20
Format = Annotated[str, Query(pattern="^(json|ndjson)$", description="ndjson: a line for each step, the last as json.")]
_ERRORS = ERRORS | dict.fromkeys((403, 409), ERRORS[400])

Change = Callable[[Progress], dict[str, Any]]
"""Changes the corpus, told whom to tell how far it is; returns what to answer."""


class AddedOut(BaseModel):
    """What adding a report answers: what `GET /api/documents` tells of it."""

    document: dict[str, Any]


class DeletedOut(BaseModel):
    """What deleting a report answers: its id."""

    deleted: str


def documents_router(library: Library, settings: Settings) -> APIRouter:
    """Return the routes that change the corpus; both answer when the index is in force."""
    router = APIRouter(responses=_ERRORS)

    @router.post(DOCUMENTS_PATH, response_model=AddedOut, status_code=201)
    def add(file: Annotated[UploadFile, File()], request: Request, format: Format = "json") -> Response:
        """Add a report, of any kind that a corpus may hold, to it and its index. Only where `BC_QA_UPLOADS` is on."""
        library.check_open()
        _allowed(request, settings)
        name, content = file.filename or "", bytearray()
        while chunk := file.file.read(_CHUNK):
            content += chunk
            library.check_size(len(content))
        note(request, "document.add", name)

        def change(progress: Progress) -> dict[str, Any]:
            assistant, document = library.add(name, bytes(content), progress)
            return {"document": summary(document, assistant.figure_counts[document.id])}

        return _answered(change, format, 201)

    @router.delete(f"{DOCUMENTS_PATH}/{{document_id}}", response_model=DeletedOut)
    def delete(document_id: str, request: Request, format: Format = "json") -> Response:
        """Delete a report from the corpus and its index. Only where `BC_QA_UPLOADS` is on."""
        library.check_open()
        _allowed(request, settings)
        note(request, "document.delete", document_id)

        def change(progress: Progress) -> dict[str, Any]:
            library.remove(document_id, progress)
            return {"deleted": document_id}

        return _answered(change, format, 200)

    return router


def _allowed(request: Request, settings: Settings) -> None:
    """Raise Forbidden where roles are told apart and who asks is no administrator."""
    if settings.user_header:
        need(request, Role.ADMIN)


def _answered(change: Change, kind: str, status: int) -> Response:
    if kind == "json":
        return JSONResponse(change(lambda *_: None), status)
    lines = _lines(change)
    first = next(lines)  # an error before the first step has its own status
    if isinstance(first, Exception):
        raise first
    return StreamingResponse(_sent(first, lines), media_type="application/x-ndjson")


def _lines(change: Change) -> Iterator[Any]:
    """Make a change in a thread of its own, which ends it whoever listens; yield steps, last its answer or error."""
    events: SimpleQueue[tuple[bool, Any]] = SimpleQueue()

    def run() -> None:
        try:
            events.put((True, change(lambda *far: events.put((False, far)))))
        except Exception as error:
            events.put((True, error))

    Thread(target=run, name="change-corpus", daemon=True).start()
    last = False
    while not last:
        last, told = events.get()
        yield told


def _sent(first: Any, lines: Iterator[Any]) -> Iterator[str]:
    yield _line(first)
    for told in lines:
        yield _line(told)


def _line(told: Any) -> str:
    """Return a step, an answer or an error as a line of JSON."""
    if isinstance(told, BcQaError):
        told = error_body(told)
    elif isinstance(told, Exception):
        number = uuid.uuid4().hex[:12]
        log.error("internal error %s", number, exc_info=told)
        told = {"error": {"code": "internal", "message": phrases.INTERNAL.format(id=number)}}
    elif isinstance(told, tuple):
        told = dict(zip(("read", "reports", "encoded", "passages"), told, strict=True))
    return json.dumps(told, ensure_ascii=False) + "\n"


def documents_page_router(source: AssistantSource, settings: Settings) -> APIRouter:
    """Return the route of the page that lists the reports, and takes others where the setting allows."""
    router = APIRouter(include_in_schema=False)

    @router.get("/documents", response_class=HTMLResponse)
    def page() -> HTMLResponse:
        assistant = source.get()
        names = {each["document"]: each["name"] for each in assistant.manifest["sources"]}
        noted = {each["document"]: each["noted"] for each in assistant.manifest["sources"]}
        return rendered(
            "documents.html",
            documents=[
                {**summary(d, assistant.figure_counts[d.id]), "file": names.get(d.id, ""), "noted": noted.get(d.id, ())}
                for d in assistant.documents
            ],
            unread=unread(assistant, settings.corpus),
            behind=source.behind and phrases.BEHIND.format(built_at=built_at(assistant), reason=source.behind),
            settings=settings,
            kinds=sorted(READERS),
        )

    return router


def unread(assistant: Assistant, corpus: Path) -> list[tuple[str, str]]:
    """Return the files of the corpus that could not be read, each with the reason, by name."""
    found = {each["name"]: each["noted"] for each in assistant.manifest["sources"] if each["document"] is None}
    found |= {each.name: each.noted for each in unsupported(corpus)}
    return sorted((name, " ".join(noted)) for name, noted in found.items() if (corpus / name).is_file())


def built_at(assistant: Assistant) -> str:
    """Return when the index that is answered from was built, as people write it (UTC)."""
    day, _, time = str(assistant.manifest["built_at"]).partition("T")
    return f"{time[:5]} {'/'.join(reversed(day.split('-')))} (UTC)"
