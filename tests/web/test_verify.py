import json
from io import BytesIO
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.claims.checker import counted
from bc_qa.settings import Settings
from bc_qa.types import Claim, plain
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource

TEXT = "Năm 2024, huyện có 989 hộ nghèo. Toàn huyện có 12 xã, thị trấn."


def test_verify_returns_the_assistant_s_own_claims(client: TestClient, small_assistant: Assistant) -> None:
    answer = client.post("/api/verify", json={"text": TEXT}).json()
    claims = small_assistant.verify(TEXT)
    assert answer == {"claims": plain(claims), "counts": counted(claims)}
    assert list(answer["claims"][0]) == list(Claim.__dataclass_fields__)
    assert answer["counts"] == {"supported": 1, "contradicted": 1, "conflicting": 0, "not_found": 0}
    first = answer["claims"][0]
    assert first["explanation"] == "Báo cáo ghi 988 hộ, không phải 989 hộ."
    assert client.get(first["citations"][0]["url"]).status_code == 200


def test_the_verdicts_come_line_by_line(client: TestClient) -> None:
    lines = client.post("/api/verify?format=ndjson", json={"text": TEXT}).text.splitlines()
    *steps, last = map(json.loads, lines)
    assert [claim["figure"] for step in steps for claim in step["claims"]] == ["989 hộ", "12 xã"]
    assert steps[-1]["done"] == steps[-1]["of"]
    assert last["counts"]["contradicted"] == 1


def test_results_are_sent_as_files(client: TestClient) -> None:
    sheet = load_workbook(BytesIO(client.post("/api/verify?format=xlsx", json={"text": TEXT}).content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet["B"]][1:] == ["989 hộ", "12 xã"]
    files = {"file": ("thảo.txt", TEXT.encode())}
    answer = client.post("/api/verify/file?format=docx", files=files)
    assert "th%E1%BA%A3o-da-kiem.docx" in answer.headers["content-disposition"]
    assert len(list(docx.Document(BytesIO(answer.content)).comments)) == 2


def test_a_file_is_checked_as_its_text_is(client: TestClient) -> None:
    answer = client.post("/api/verify/file", files={"file": ("a.md", TEXT.encode())}).json()
    asked = client.post("/api/verify", json={"text": TEXT}).json()
    assert {name: answer[name] for name in asked} == asked
    assert answer["text"] == TEXT


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 415, "unsupported_file"),
        ("a.pdf", b"%PDF", 415, "unsupported_file"),
        ("../../etc/passwd", b"x", 415, "unsupported_file"),
        ("a.txt", b"", 400, "bad_request"),
        ("a.txt", ("năm " * 60_000).encode(), 413, "text_too_long"),
        ("a.txt", b"0" * 20_500_000, 413, "text_too_long"),
    ],
)
def test_what_cannot_be_checked_is_an_error(
    client: TestClient, name: str, content: bytes, status: int, code: str
) -> None:
    answer = client.post("/api/verify/file", files={"file": (name, content)})
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    ("url", "body", "status"),
    [
        ("/api/verify", {"text": ""}, 400),
        ("/api/verify", {}, 400),
        ("/api/verify?format=exe", {"text": TEXT}, 400),
        ("/api/verify", {"text": "a" * 200_001}, 413),
        ("/api/verify/file", {}, 400),
    ],
)
def test_a_request_of_another_form_is_an_error(client: TestClient, url: str, body: object, status: int) -> None:
    answer = client.post(url, json=body)
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_the_page_runs_no_script_of_its_own_lines(client: TestClient) -> None:
    page = client.get("/verify")
    assert page.status_code == 200
    assert '<html lang="vi">' in page.text
    assert page.text.count("<script") == page.text.count("<script src=") > 0
    assert " on" not in page.text.replace(" once", "").partition("<main")[2].partition("<template")[0]
    for line in page.text.split('"'):
        if line.startswith("/static/"):
            assert client.get(line).status_code == 200


def test_one_of_several_reports_may_be_chosen(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("xa-mot", "xa-hai"):
        text = f"BÁO CÁO\nKết quả năm 2024 của {name}\n\nToàn xã trồng được 1.200 cây keo trong năm 2024.\n"
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    chosen = Settings(corpus=corpus, index=tmp_path / "index", model="hash", feedback=tmp_path / "votes")
    build(chosen)
    client = TestClient(create_app(AssistantSource.of(Assistant.open(settings=chosen)), chosen))
    page = client.get("/verify").text
    assert '<label for="report">' in page
    assert page.count("<option") == 3
    body = {"text": "Năm 2024 trồng 1.200 cây keo.", "document": "xa-hai"}
    (claim,) = client.post("/api/verify", json=body).json()["claims"]
    assert {cited["document"] for cited in claim["citations"]} == {"xa-hai"}
    file = {"file": ("a.txt", body["text"].encode())}
    (same,) = client.post("/api/verify/file", files=file, data={"document": "xa-hai"}).json()["claims"]
    assert same["citations"] == claim["citations"]
    assert client.post("/api/verify", json=body | {"document": "xa-ba"}).status_code == 404
