"""The chat for other pages: a light page to be framed, and the script that frames it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from bc_qa import phrases
from bc_qa.types import Document
from bc_qa.web.pages import environment
from bc_qa.web.place import known, report_names
from bc_qa.web.source import AssistantSource
from bc_qa.web.static import FOLDER

EXAMPLES = 3
_AN_HOUR = {"cache-control": "public, max-age=3600"}  # its address is written into others' pages and cannot change


def embed_router(source: AssistantSource) -> APIRouter:
    """Return the routes of the light page and its script."""
    router = APIRouter(include_in_schema=False)
    page = environment.get_template("embed.html")
    script = (FOLDER / "widget.js").read_text(encoding="utf-8")

    @router.get("/embed", response_class=HTMLResponse)
    def embed(document: Annotated[list[str], Query()] = []) -> HTMLResponse:  # noqa: B006
        documents = source.documents()
        examples = source.get().examples(EXAMPLES, known(document, documents)) if documents else ()
        return HTMLResponse(page.render(examples=examples, words=_words(documents)))

    @router.get("/widget.js")
    def widget() -> Response:
        return Response(script, media_type="text/javascript", headers=_AN_HOUR)

    return router


def _words(documents: Sequence[Document]) -> dict[str, Any]:
    """Return the words that the script puts on the page."""
    return {
        "answer": phrases.CHAT_ANSWER,
        "likely": phrases.LIKELY,
        "missing": phrases.CHAT_MISSING,
        "absent": phrases.ABSENT,
        "unnamed": phrases.ABSENT_UNNAMED,
        "searched": phrases.ABSENT_SEARCHED,
        "said": phrases.ABSENT_SAID,
        "reports": report_names(documents),
    }
