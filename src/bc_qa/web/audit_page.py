"""The page of the audit: findings by kind and severity, each with its places side by side. Works without a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from bc_qa.types import Finding, FindingType, Severity
from bc_qa.web.pages import rendered
from bc_qa.web.source import AssistantSource

Names = Annotated[list[str], Query(max_length=20)]


def audit_page_router(source: AssistantSource) -> APIRouter:
    """Return the route of the page; `severity` and `type` may be given several times, none means all."""
    router = APIRouter(include_in_schema=False)

    @router.get("/audit", response_class=HTMLResponse)
    def audit(severity: Names = [], type: Names = [], document: str = "") -> HTMLResponse:  # noqa: B006
        assistant = source.get()
        every = assistant.audit()
        chosen = {"severity": severity, "type": type}
        return rendered(
            "audit.html",
            findings=_chosen(every, severity, type, document),
            counts=Counter(finding.severity.value for finding in every),
            kinds=[(kind.value, count) for kind in FindingType if (count := _count(every, kind))],
            severities=[level.value for level in Severity],
            chosen=chosen,
            document=document,
            documents=assistant.documents,
            total=len(every),
        )

    return router


def _count(findings: Sequence[Finding], kind: FindingType) -> int:
    return sum(finding.type is kind for finding in findings)


def _chosen(
    findings: Sequence[Finding], severities: Sequence[str], kinds: Sequence[str], document: str
) -> list[Finding]:
    """Return the findings of some severities and kinds in a document, in their order."""
    return [
        finding
        for finding in findings
        if (not severities or finding.severity in severities)
        and (not kinds or finding.type in kinds)
        and (not document or finding.citations[0].document == document)
    ]
