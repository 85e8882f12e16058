"""The door for assistants: what the program answers as tools of the Model Context Protocol, all read-only.

A result is the contract's object, as text (what `--json` prints) and as structured content; an error is the contract's.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any

import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field, RootModel

from bc_qa import __version__, phrases
from bc_qa.assistant import Assistant
from bc_qa.claims.checker import counted
from bc_qa.errors import BcQaError
from bc_qa.settings import Settings
from bc_qa.types import CatalogueEntry, Reply, Turn, plain
from bc_qa.web.api import TurnIn, summary
from bc_qa.web.audit_api import FindingsOut, chosen_findings
from bc_qa.web.roles import Known, LoginRequired
from bc_qa.web.security import App, Gate, error_body
from bc_qa.web.verify import ClaimsOut

PATH = "/mcp"
MOST_FIGURES = 1_000
AT_ONCE = 32  # requests over HTTP that are taken at a time; more are answered with 503
GRACE = 10  # seconds that requests in flight are given when the server is told to stop
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

OfDocument = Annotated[str | None, Field(description=phrases.MCP_DOCUMENT)]
OfDocuments = Annotated[str | list[str] | None, Field(description=phrases.MCP_ASKED_OF)]


class ReplyOut(RootModel[Reply]):
    """The reply as the contract has it: the SDK would read the slots of a plain dataclass as its defaults."""


class FiguresOut(BaseModel):
    """How many figures there are of what was asked for, and those of them from `offset` on."""

    total: int
    figures: list[CatalogueEntry]


class DocumentOut(BaseModel):
    """What a list of reports tells of each; `pages` is None where the file has none."""

    id: str
    title: str
    number: str | None
    date: str | None
    issuer: str | None
    kind: str | None
    year: int | None
    place: str | None
    pages: int | None
    sections: int
    figures: int


class DocumentsOut(BaseModel):
    """The reports."""

    documents: list[DocumentOut]


def tool_server(assistant: Assistant) -> MCPServer:
    """Return a server of tools over one assistant, for any transport."""
    server: MCPServer = MCPServer(
        "bc-qa",
        title=phrases.CHAT_TITLE,
        instructions=phrases.MCP_INSTRUCTIONS,
        version=__version__,
        log_level="WARNING",  # what is asked stays out of the logs
    )

    @server.tool(title=phrases.PAGE_CHAT, description=phrases.MCP_ASK, annotations=_READS)
    def ask(
        question: Annotated[str, Field(description=phrases.MCP_QUESTION)],
        history: Annotated[list[TurnIn], Field(description=phrases.MCP_HISTORY)] = [],  # noqa: B006
        document: OfDocuments = None,
        limit: Annotated[int | None, Field(description=phrases.MCP_LIMIT)] = None,
    ) -> Annotated[CallToolResult, ReplyOut]:
        turns = [Turn(turn.question, turn.answer) for turn in history]
        return _said(lambda: assistant.ask(question, turns, document, limit))

    @server.tool(title=phrases.PAGE_VERIFY, description=phrases.MCP_VERIFY, annotations=_READS)
    def verify(
        text: Annotated[str, Field(description=phrases.MCP_TEXT)], document: OfDocument = None
    ) -> Annotated[CallToolResult, ClaimsOut]:
        def checked() -> dict[str, Any]:
            claims = assistant.verify(text, document)
            return {"claims": claims, "counts": counted(claims)}

        return _said(checked)

    @server.tool(title=phrases.PAGE_FIGURES, description=phrases.MCP_FIGURES, annotations=_READS)
    def figures(
        query: Annotated[str, Field(description=phrases.OPTION_QUERY)] = "",
        year: Annotated[int | None, Field(description=phrases.OPTION_YEAR)] = None,
        unit: Annotated[str, Field(description=phrases.OPTION_UNIT)] = "",
        document: OfDocument = None,
        limit: Annotated[int, Field(ge=1, le=MOST_FIGURES, description=phrases.MCP_FIGURES_LIMIT)] = 50,
        offset: Annotated[int, Field(ge=0, description=phrases.MCP_FIGURES_OFFSET)] = 0,
    ) -> Annotated[CallToolResult, FiguresOut]:
        def found() -> dict[str, Any]:
            entries = assistant.figures(query, year, unit, document)
            return {"total": len(entries), "figures": entries[offset : offset + limit]}

        return _said(found)

    @server.tool(title=phrases.PAGE_REPORT, description=phrases.MCP_DOCUMENTS, annotations=_READS)
    def documents() -> Annotated[CallToolResult, DocumentsOut]:
        told = [summary(each, assistant.figure_counts[each.id]) for each in assistant.documents]
        return _said(lambda: {"documents": told})

    @server.tool(title=phrases.PAGE_AUDIT, description=phrases.MCP_AUDIT, annotations=_READS)
    def audit(document: OfDocument = None) -> Annotated[CallToolResult, FindingsOut]:
        def found() -> dict[str, Any]:
            of = assistant.document(document).id if document else ""
            return {"findings": chosen_findings(assistant.audit(), (), (), of)}

        return _said(found)

    return server


def _said(work: Callable[[], object]) -> CallToolResult:
    """Return what `work` comes to as the result of a tool; an error raised on purpose as the contract's error."""
    try:
        told, failed = plain(work()), False
    except BcQaError as error:
        told, failed = error_body(error), True
    text = json.dumps(told, ensure_ascii=False, indent=1)
    structured = None if failed else json.loads(text)
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=structured, is_error=failed)


def http_app(assistant: Assistant, settings: Settings) -> App:
    """Return the tools as an app of streamable HTTP, stateless, behind what is asked at every door."""
    app: App = tool_server(assistant).streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        max_request_body_size=settings.max_body_bytes,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),  # the gate sees to it
    )
    if settings.login_required:
        app = LoginRequired(app)
    return Known(Gate(app, settings), settings)


def serve_http(assistant: Assistant, settings: Settings) -> None:
    """Serve the tools over HTTP at `PATH` until stopped."""
    uvicorn.run(
        http_app(assistant, settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        proxy_headers=False,  # who has the connection is who is trusted or not
        server_header=False,
        limit_concurrency=AT_ONCE,
        timeout_graceful_shutdown=GRACE,
    )
