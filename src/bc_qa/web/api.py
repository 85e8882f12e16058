"""The JSON API, as the contract has it."""

from __future__ import annotations

import logging
import uuid
from typing import Annotated, Any, Literal

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from bc_qa import phrases
from bc_qa.casebook import KeptReply
from bc_qa.errors import BadRequest, BcQaError, TextTooLong
from bc_qa.facts.profile import Profile
from bc_qa.feedback import FeedbackStore
from bc_qa.text.normal import clean
from bc_qa.types import Document, Reply, Turn, plain
from bc_qa.web.admission import refusal
from bc_qa.web.limiter import AskLimiter
from bc_qa.web.logs import is_gone
from bc_qa.web.pages import for_people, missing_page
from bc_qa.web.root import link, told
from bc_qa.web.security import error_body
from bc_qa.web.source import AssistantSource
from bc_qa.web.talk import FORMATS, TALK_QUESTIONS, Put, exchanges

_MOST_ASKED = 200  # characters of a filter
log = logging.getLogger(__name__)

Typed = Annotated[
    str,
    Field(
        description="A question: 1,000 characters at most after cleaning, a letter or figure among them.",
        # What \w is depends on who reads a pattern: "ế" is none by the rules of JSON Schema. ª is the first letter
        # behind those of ASCII.
        json_schema_extra={"maxLength": 1_000, "pattern": "[0-9A-Za-zª-\U0010ffff]"},
    ),
]
"""A question as it is described; what is wrong with one is said in the contract's words."""


class TurnIn(BaseModel):
    """An earlier question and its answer."""

    question: str
    answer: str = ""


AskedOf = Annotated[
    str | list[str] | None,
    Field(description="Ask this document only, or these, by their ids; all where none is named."),
]


class AskIn(BaseModel):
    """A question, with the earlier turns where there are any."""

    question: Typed
    history: list[TurnIn] = Field(
        [], description="Earlier turns, oldest first; 20 at most.", json_schema_extra={"maxItems": 20}
    )
    document: AskedOf = None
    limit: int | None = Field(
        None,
        description="How many citations at most, 1 to 20; where none is given 5, but of reports set side by side all.",
        json_schema_extra={"minimum": 1, "maximum": 20},
    )


class FeedbackIn(BaseModel):
    """What a reader thought of a reply."""

    reply_id: str = Field(min_length=1, max_length=64, pattern=r"^\w+$")
    vote: Literal["up", "down"]
    comment: str = Field("", max_length=1_000)
    question: str = Field("", max_length=1_000, description="What was asked, for those who read the votes.")
    feedback_id: str = Field("", max_length=64, pattern=r"^\w*$", description="Of an earlier vote, to change it.")


class PutIn(BaseModel):
    """A question of a talk that was put to one report, or to some."""

    text: Typed
    document: AskedOf = None


class TalkIn(BaseModel):
    """The questions of a talk, oldest first."""

    questions: list[Typed | PutIn] = Field(min_length=1, max_length=TALK_QUESTIONS)

    def puts(self) -> list[Put]:
        """Return each question with the report that it was put to."""
        return [Put(each) if isinstance(each, str) else Put(each.text, each.document) for each in self.questions]


class ErrorOut(BaseModel):
    """What went wrong: a code of the contract and a Vietnamese sentence that says what to do."""

    code: str
    message: str


class ErrorsOut(BaseModel):
    """The body of every error."""

    error: ErrorOut


ERRORS: dict[int | str, dict[str, Any]] = {code: {"model": ErrorsOut} for code in (400, 404, 413, 415, 429, 500, 503)}


def api_router(
    source: AssistantSource, limiter: AskLimiter, store: FeedbackStore, with_replies: bool = False
) -> APIRouter:
    """Return the routes of the API over one assistant; votes are kept in `store`, and their replies where so set."""
    router = APIRouter(responses=ERRORS)

    @router.post("/api/ask", response_model=Reply)
    def ask(body: AskIn) -> JSONResponse:
        """Answer a question in the report's own words, with citations that are proven."""
        turns = [Turn(turn.question, turn.answer) for turn in body.history]
        reply = source.get().ask(body.question, turns, body.document, body.limit)
        return JSONResponse(told(reply))

    @router.post("/api/feedback")
    def feedback(body: FeedbackIn) -> dict[str, str]:
        """Keep a vote on a reply, with a comment where there is one; an earlier vote is changed by its id."""
        comment, question = clean(body.comment), clean(body.question)
        given = source.get().given(body.reply_id) if with_replies else None
        reply = KeptReply.of(given) if given else None
        return {"feedback_id": store.keep(body.reply_id, body.vote, question, comment, body.feedback_id, reply)}

    @router.post("/api/talk", response_class=Response)
    def talk(body: TalkIn, request: Request, format: Literal["docx", "md"] = "docx") -> Response:
        """Return a talk as a file: its questions answered again, with quotes and places."""
        limiter.check(request.client.host if request.client else "", len(body.questions))
        write, media = FORMATS[format]
        headers = {"content-disposition": f'attachment; filename="hoi-dap.{format}"'}
        return Response(write(exchanges(source.get(), body.puts())), media_type=media, headers=headers)

    @router.get("/api/documents")
    def documents() -> JSONResponse:
        """List the reports."""
        assistant = source.get()
        told = [summary(document, assistant.figure_counts[document.id]) for document in assistant.documents]
        return JSONResponse({"documents": told})

    @router.get("/api/documents/{document_id}")
    def document(document_id: str) -> JSONResponse:
        """Return one report: title, number, date, outline, footnotes, and the text that citations point into."""
        found = source.get().document(document_id)
        outline = [{**plain(section), "path": list(found.path(section.id))} for section in found.sections]
        notes = plain(found.footnotes)
        head = summary(found, source.get().figure_counts[found.id])
        return JSONResponse({**head, "outline": outline, "footnotes": notes, "text": found.text})

    @router.get("/api/figures")
    def figures(
        q: Annotated[str, Query(max_length=_MOST_ASKED, description="Words, with or without diacritics.")] = "",
        year: Annotated[int | None, Query(ge=1000, le=9999)] = None,
        unit: Annotated[str, Query(max_length=_MOST_ASKED, description="As written, or what it measures in.")] = "",
        document: str | None = None,
        limit: Annotated[int, Query(ge=1, le=1000)] = 100,
        offset: Annotated[int, Query(ge=0)] = 0,
    ) -> JSONResponse:
        """List the catalogue of every figure in the corpus, by place: what it measures, its unit, period and place."""
        found = source.get().figures(q, year, unit, document)
        return JSONResponse({"total": len(found), "figures": told(found[offset : offset + limit])})

    @router.get("/healthz")
    async def alive() -> dict[str, str]:
        """Say that the process runs."""
        return {"status": "ok"}

    @router.get("/readyz")
    async def ready() -> dict[str, str]:
        """Say that index and model are loaded; 503 before. `behind`: why the index is not of the corpus as it is."""
        source.get()
        return {"status": "ready"} | ({"behind": source.behind} if source.behind else {})

    return router


def summary(document: Document, figures: int) -> dict[str, Any]:
    """Return what is told of a report in a list of them; `figures` is how many the catalogue has of it."""
    told = {name: getattr(document, name) for name in ("id", "title", "number", "date", "issuer")}
    counts = {"pages": len(document.pages) or None, "sections": len(document.sections), "figures": figures}
    return {**told, **plain(Profile.of(document)), **counts}


def add_error_handlers(app: FastAPI) -> None:
    """Make every error one of the contract's."""

    @app.exception_handler(BcQaError)
    async def ours(_: Request, error: BcQaError) -> JSONResponse:
        if error.status == 500:
            return _internal(error)
        return refusal(error)

    @app.exception_handler(RequestValidationError)
    async def malformed(_: Request, error: RequestValidationError) -> JSONResponse:
        where = ".".join(str(part) for part in error.errors()[0]["loc"][1:]) or "JSON"
        known = where if where.replace(".", "").isalnum() and where.isascii() else "JSON"
        return JSONResponse(error_body(BadRequest(phrases.BAD_REQUEST.format(where=known))), 400)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404 and for_people(
            request.headers.get("accept", ""), request.url.path.removeprefix(link(""))
        ):
            return HTMLResponse(missing_page(), 404)
        if error.status_code == 413:
            return JSONResponse(error_body(TextTooLong(error.detail)), 413)
        text = phrases.BAD_METHOD if error.status_code == 405 else phrases.NOT_FOUND_PAGE
        if error.status_code == 400:
            text = phrases.BAD_REQUEST.format(where="JSON")
        return JSONResponse(error_body(BadRequest(text)), error.status_code, getattr(error, "headers", None))

    @app.exception_handler(Exception)
    async def unforeseen(_: Request, error: Exception) -> JSONResponse:
        if is_gone(error):
            return JSONResponse(error_body(BadRequest(phrases.NOT_FOUND_PAGE)), 404)
        return _internal(error)


def _internal(error: Exception) -> JSONResponse:
    """Log an error under an id and tell the caller the id and nothing else."""
    number = uuid.uuid4().hex[:12]
    log.error("internal error %s", number, exc_info=error)
    return JSONResponse({"error": {"code": "internal", "message": phrases.INTERNAL.format(id=number)}}, 500)
