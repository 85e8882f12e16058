"""The audit over HTTP: findings as JSON and as .xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from bc_qa import phrases
from bc_qa.tables import finding_rows, xlsx_bytes
from bc_qa.types import Finding
from bc_qa.web.files import XLSX, sent_file
from bc_qa.web.root import told
from bc_qa.web.source import AssistantSource

Names = Annotated[list[str], Query(max_length=20)]


class FindingsOut(BaseModel):
    """What `GET /api/audit` answers."""

    findings: list[Finding]


def chosen_findings(
    findings: Sequence[Finding], severities: Sequence[str], kinds: Sequence[str], document: str
) -> list[Finding]:
    """Return the findings of some severities and kinds in a document, in their order; none named means all."""
    return [
        finding
        for finding in findings
        if (not severities or finding.severity in severities)
        and (not kinds or finding.type in kinds)
        and (not document or finding.citations[0].document == document)
    ]


def audit_router(source: AssistantSource) -> APIRouter:
    """Return the routes of the audit."""
    router = APIRouter()

    @router.get("/api/audit", response_model=FindingsOut)
    def audit() -> JSONResponse:
        """List where the reports contradict themselves, what to correct first standing first."""
        return JSONResponse({"findings": told(source.get().audit())})

    @router.get("/audit.xlsx", include_in_schema=False)
    def audit_file(severity: Names = [], type: Names = [], document: str = "") -> Response:  # noqa: B006
        rows = finding_rows(chosen_findings(source.get().audit(), severity, type, document))
        return sent_file(xlsx_bytes(phrases.AUDIT_TITLE, phrases.AUDIT_HEADER, rows), XLSX, "ra-soat.xlsx")

    return router
