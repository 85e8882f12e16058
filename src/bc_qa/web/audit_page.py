"""The page of the audit: findings by kind and severity, each with its places side by side. Works without a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from bc_qa.types import Finding, FindingType, Severity
from bc_qa.web.audit_api import Names, chosen_findings
from bc_qa.web.pages import rendered
from bc_qa.web.place import report_names
from bc_qa.web.source import AssistantSource


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
            findings=chosen_findings(every, severity, type, document),
            counts=Counter(finding.severity.value for finding in every),
            kinds=[(kind.value, count) for kind in FindingType if (count := _count(every, kind))],
            severities=[level.value for level in Severity],
            chosen=chosen,
            document=document,
            documents=assistant.documents,
            reports=report_names(assistant.documents),
            total=len(every),
            query=urlencode({"severity": severity, "type": type, **({"document": document} if document else {})}, True),
        )

    return router


def _count(findings: Sequence[Finding], kind: FindingType) -> int:
    return sum(finding.type is kind for finding in findings)
