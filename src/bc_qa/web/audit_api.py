"""The audit over HTTP: findings as JSON and as .xlsx."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from bc_qa import phrases
from bc_qa.tables import finding_rows, xlsx_bytes
from bc_qa.types import Finding, plain
from bc_qa.web.files import XLSX, sent_file
from bc_qa.web.source import AssistantSource


class FindingsOut(BaseModel):
    """What `GET /api/audit` answers."""

    findings: list[Finding]


def audit_router(source: AssistantSource) -> APIRouter:
    """Return the routes of the audit."""
    router = APIRouter()

    @router.get("/api/audit", response_model=FindingsOut)
    def audit() -> JSONResponse:
        """List where the reports contradict themselves, what to correct first standing first."""
        return JSONResponse({"findings": plain(source.get().audit())})

    @router.get("/audit.xlsx", include_in_schema=False)
    def audit_file() -> Response:
        rows = finding_rows(source.get().audit())
        return sent_file(xlsx_bytes(phrases.AUDIT_TITLE, phrases.AUDIT_HEADER, rows), XLSX, "ra-soat.xlsx")

    return router
