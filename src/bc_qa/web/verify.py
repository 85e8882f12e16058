"""Checking a draft over HTTP: the verdicts as JSON, as they come, as .xlsx or as .docx with comments; and the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from time import monotonic
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Query, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, Field

from bc_qa import phrases
from bc_qa.claims.checker import Progress, counted
from bc_qa.drafts.apart import commented, read_text
from bc_qa.drafts.commenting import commented_text
from bc_qa.drafts.reading import gathered
from bc_qa.errors import BcQaError, TooDear
from bc_qa.files.guard import Limits
from bc_qa.settings import Settings
from bc_qa.tables import claim_rows, xlsx_bytes
from bc_qa.text.normal import encodable
from bc_qa.types import Claim, Document, Verdict
from bc_qa.web.api import ERRORS
from bc_qa.web.pages import rendered
from bc_qa.web.place import report_names
from bc_qa.web.root import told
from bc_qa.web.security import FILE_PATH, error_body
from bc_qa.web.source import AssistantSource

_CHUNK = 1 << 20
_STEP = 8  # clauses without a claim after which progress is told all the same
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NDJSON = "application/x-ndjson"
_KINDS: dict[int | str, dict[str, Any]] = {200: {"content": {kind: {} for kind in (_NDJSON, _XLSX, _DOCX)}}}

Format = Annotated[str, Query(pattern="^(json|ndjson|xlsx|docx)$", description="How the verdicts are sent.")]


class TextIn(BaseModel):
    """A text that quotes the report."""

    text: str = Field(description="200,000 characters and 1,500 figures at most.")
    document: str | None = Field(None, description="Hold it against this document only.")


class ClaimsOut(BaseModel):
    """A verdict on each thing that a text quotes, in order, and how many there are of each."""

    claims: list[Claim]
    counts: dict[Verdict, int]


def verify_router(source: AssistantSource, settings: Settings) -> APIRouter:
    """Return the routes that check a draft over one assistant, and their page."""
    router = APIRouter(responses=ERRORS)
    limits = Limits(settings.file_seconds, settings.file_megabytes, settings.file_pieces)

    @router.post("/api/verify", response_model=ClaimsOut, responses=_KINDS)
    def verify(body: TextIn, format: Format = "json") -> Response:
        """Return a verdict on each figure, date, document number and name that a text quotes."""
        text = encodable(body.text)
        progress = _within(settings.draft_seconds, source.get().verifying(text, body.document))
        return _sent(format, progress, "van-ban", lambda claims: commented_text(text, claims), {})

    @router.post(FILE_PATH, response_model=ClaimsOut, responses=_KINDS)
    def verify_file(
        file: Annotated[UploadFile, File()],
        format: Format = "json",
        document: Annotated[str | None, Form()] = None,
    ) -> Response:
        """Return a verdict on each thing that a file quotes; `text` is what spans are of."""
        assistant = source.get()
        name = file.filename or ""
        content = gathered(iter(lambda: file.file.read(_CHUNK), b""))
        text = read_text(name, content, limits)
        progress = _within(settings.draft_seconds, assistant.verifying(text, document))

        def with_comments(claims: Sequence[Claim]) -> bytes:
            if name.lower().endswith(".docx"):
                return commented(name, content, claims, limits)
            return commented_text(text, claims)

        return _sent(format, progress, PurePath(name).stem, with_comments, {"text": text})

    @router.get("/verify", response_class=HTMLResponse, include_in_schema=False)
    def page() -> HTMLResponse:
        return verify_page(source.documents())

    return router


def _sent(
    kind: str,
    progress: Iterator[Progress],
    stem: str,
    commented: Callable[[Sequence[Claim]], bytes],
    more: dict[str, Any],
) -> Response:
    if kind == "ndjson":
        return StreamingResponse(_lines(progress, more), media_type=_NDJSON)
    claims = [claim for step in progress for claim in step.claims]
    if kind == "xlsx":
        rows = claim_rows(claims)
        return _file(xlsx_bytes(phrases.CLAIMS_TITLE, phrases.CLAIMS_HEADER, rows), _XLSX, f"{stem}.xlsx")
    if kind == "docx":
        return _file(commented(claims), _DOCX, f"{stem}{phrases.CHECKED_SUFFIX}.docx")
    return JSONResponse({"claims": told(claims), "counts": counted(claims), **more})


def _within(seconds: float, progress: Iterator[Progress]) -> Iterator[Progress]:
    """Go on with the checking of a draft for so long. Raises TooDear then."""
    until = monotonic() + seconds
    for step in progress:
        yield step
        if monotonic() > until and step.done < step.of:
            raise TooDear(phrases.DRAFT_TOO_SLOW.format(seconds=round(seconds)))


def _lines(progress: Iterator[Progress], more: dict[str, Any]) -> Iterator[str]:
    """Yield a JSON object a line: what there is more, how far the checking is and the claims found, last the counts."""
    if more:
        yield json.dumps(more, ensure_ascii=False) + "\n"
    claims: list[Claim] = []
    try:
        for step in progress:
            claims += step.claims
            if step.claims or step.done % _STEP == 0 or step.done == step.of:
                yield json.dumps(told(step), ensure_ascii=False) + "\n"
    except BcQaError as error:
        yield json.dumps(error_body(error), ensure_ascii=False) + "\n"
        return
    yield json.dumps({"counts": counted(claims)}, ensure_ascii=False) + "\n"


def _file(content: bytes, media_type: str, name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})


def verify_page(documents: Sequence[Document] = ()) -> HTMLResponse:
    """Return the page that checks a text or a file over the calls above, against all reports or one of several."""
    names = report_names(documents)
    return rendered("verify.html", documents=documents, reports=names, words=_words() | {"reports": names})


def _words() -> dict[str, Any]:
    """Return the words that the script puts on the page."""
    return {
        "verdicts": phrases.VERDICTS,
        "states": phrases.VERIFY_STATES,
        "counts": phrases.CLAIMS_COUNTED,
        "none": phrases.CLAIMS_NONE,
        "nearest": phrases.CLAIM_NEAREST,
        "note": phrases.NOTE,
        "page": phrases.PAGE,
        "unsure": phrases.CHECK_ORIGINAL,
        "opens": phrases.VERIFY_OPENS,
        "failed": phrases.VERIFY_FAILED,
        "cut": phrases.VERIFY_CUT,
        "nothing": phrases.EMPTY_TEXT,
        "checking": phrases.VERIFY_CHECKING,
        **phrases.VERIFY_DOING,
    }
