"""The audit over HTTP and as a page: the contract's form, filters by query, escaped, linked into the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.types import Citation, Span
from bc_qa.web.app import create_app
from bc_qa.web.pages import marked
from bc_qa.web.source import AssistantSource


@pytest.fixture(scope="module")
def audited(shipped_assistant: Assistant, small_settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(AssistantSource.of(shipped_assistant), small_settings)) as started:
        yield started


def test_findings_have_the_contract_s_form(audited: TestClient, shipped_assistant: Assistant) -> None:
    found = audited.get("/api/audit").json()["findings"]
    assert len(found) == len(shipped_assistant.audit())
    assert list(found[0]) == ["id", "type", "severity", "what", "detail", "citations", "confidence"]
    assert {f["severity"] for f in found} == {"major", "minor", "trivial"}
    assert found[0]["severity"] == "major"


def test_the_file_holds_what_the_page_is_filtered_to(audited: TestClient) -> None:
    page = audited.get("/audit?severity=major&type=sum&type=value").text
    link = re.search(r'href="(/audit\.xlsx[^"]*)"', page)
    assert link
    rows = load_workbook(BytesIO(audited.get(unescape(link[1])).content)).active
    assert rows is not None
    assert rows.max_row - 1 == page.count("<article") > 0
    whole = load_workbook(BytesIO(audited.get("/audit.xlsx").content)).active
    assert whole is not None
    assert whole.max_row > rows.max_row


def test_the_page_shows_every_finding_with_links_into_the_report(audited: TestClient) -> None:
    page = audited.get("/audit").text
    found = audited.get("/api/audit").json()["findings"]
    assert page.count("<article") == len(found)
    for finding in found:
        assert f'id="f-{finding["id"]}"' in page
        assert f'href="{finding["citations"][0]["url"]}"' in page
    assert 'aria-current="page"' in page
    assert 'href="/audit" aria-current="page"' in page


def test_the_query_filters_without_a_script(audited: TestClient) -> None:
    page = audited.get("/audit", params={"severity": "major", "type": ["sum", "unit"]}).text
    assert 'data-severity="major"' in page
    assert 'data-severity="minor"' not in page
    assert 'data-type="value"' not in page
    assert 'value="major" checked' in page
    assert audited.get("/audit", params={"severity": "<script>"}).text.count("<script>") == 0


def test_the_pages_have_no_inline_script_and_keep_the_policy(audited: TestClient) -> None:
    for path in ("/audit", "/figures"):
        answer = audited.get(path)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert answer.text.count("<script") == answer.text.count("<script src=")
        assert " style=" not in answer.text
        assert " on" not in answer.text.split("<body>")[0]


def test_a_quotation_is_shown_in_runs_and_long_ones_are_cut(shipped_assistant: Assistant) -> None:
    for finding in shipped_assistant.audit():
        for citation in finding.citations:
            runs = marked(citation)
            assert any(lit for _, lit in runs)
            if "…" not in "".join(text for text, _ in runs):
                assert "".join(text for text, _ in runs) == citation.quote
    cut = Citation(1, "d", "", (), None, "a" + " b" * 400, (Span(0, 801),), (Span(0, 1),), "", 1.0)
    assert marked(cut)[0] == ("a", True)
    assert " … " in marked(cut)[1][0]


def test_the_file_has_a_row_for_each_finding(audited: TestClient) -> None:
    answer = audited.get("/audit.xlsx")
    assert "attachment" in answer.headers["content-disposition"]
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet.max_row == len(audited.get("/api/audit").json()["findings"]) + 1


def test_a_report_without_findings_says_so(client: TestClient) -> None:
    assert client.get("/audit").status_code == 200


def test_the_catalogue_page_finds_pages_and_offers_files(audited: TestClient) -> None:
    page = audited.get("/figures", params={"q": "ho ngheo", "year": "2023"}).text
    assert "6.687 hộ" in page
    assert "7.642" not in page.split('id="table"')[1]
    assert "/figures.csv?q=ho+ngheo&amp;year=2023" in page
    first, second = (audited.get("/figures", params={"page": n}).text for n in ("1", "2"))
    assert 'rel="next"' in first
    assert first.split('id="table"')[1] != second.split('id="table"')[1]
    rows = audited.get("/figures.csv", params={"q": "ho ngheo", "year": "2023"}).text.splitlines()
    assert len(rows) > 3
    assert audited.get("/figures.xlsx", params={"unit": "ha"}).content[:2] == b"PK"


def test_series_are_drawn_with_their_table(audited: TestClient) -> None:
    page = audited.get("/figures", params={"q": "hộ nghèo"}).text
    assert '<img src="/chart.svg?' in page
    assert "<caption>" in page
    address = page.split('<img src="')[1].split('"')[0].replace("&amp;", "&")
    answer = audited.get(address)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "<polyline" in answer.text


@pytest.mark.parametrize(
    "query", ["page=0", "page=99999", "page=x", "year=20x3", "year=²²²²", "section=<b>", "unit=%00"]
)
def test_a_strange_query_is_passed_over(audited: TestClient, query: str) -> None:
    answer = audited.get(f"/figures?{query}")
    assert answer.status_code == 200
    assert "<b>&" not in answer.text


def test_a_section_narrows_the_catalogue(audited: TestClient, shipped_assistant: Assistant) -> None:
    section = next(s.title for s in shipped_assistant.documents[0].sections if s.title.startswith("2.8."))
    rows = audited.get("/figures.csv", params={"section": section}).text.splitlines()
    assert 1 < len(rows) < len(shipped_assistant.figures())
    assert all(section in row for row in rows[1:])
