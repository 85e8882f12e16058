import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bc_qa.assistant import Assistant
from bc_qa.errors import IndexMissing
from bc_qa.settings import Settings
from bc_qa.types import Reply, plain
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource


def error(answer: object) -> str:
    return answer.json()["error"]["code"]  # type: ignore[attr-defined]


def test_ask_returns_the_assistant_s_own_reply(client: TestClient, small_assistant: Assistant) -> None:
    question = "Số hộ nghèo năm 2024?"
    answer = client.post("/api/ask", json={"question": question}).json()
    expected = plain(small_assistant.ask(question))
    for reply in (answer, expected):
        del reply["took_ms"]
    assert answer == expected
    assert list(answer) == [name for name in Reply.__dataclass_fields__ if name != "took_ms"]


def test_history_and_limit_are_read(client: TestClient) -> None:
    body = {"question": "Còn năm 2024?", "history": [{"question": "Số hộ nghèo năm 2023?", "answer": "…"}], "limit": 1}
    answer = client.post("/api/ask", json=body).json()
    assert answer["values"][0] == "988 hộ"
    assert len(answer["citations"]) == 1


def test_documents_and_their_text_are_served(client: TestClient, small_assistant: Assistant) -> None:
    listed = client.get("/api/documents").json()["documents"]
    assert [document["number"] for document in listed] == ["41/BC-UBND"]
    assert listed[0]["kind"] == "báo cáo"
    assert listed[0]["figures"] == len(small_assistant.figures())
    assert {"year", "place", "pages", "sections"} <= set(listed[0])
    document = client.get(f"/api/documents/{listed[0]['id']}").json()
    assert document["text"] == small_assistant.documents[0].text
    assert document["outline"][1]["path"] == ["Phần thứ nhất TÌNH HÌNH CHUNG", "1. Đặc điểm tình hình"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ('{"question": ""}', 400, "empty_question"),
        ('{"question": " \\u200b\\n\\t "}', 400, "empty_question"),
        ('{"question": "\\u0000\\u0000"}', 400, "empty_question"),
        ('{"question": "\\ud800"}', 400, "empty_question"),
        (json.dumps({"question": "a" * 20_000}), 400, "question_too_long"),
        (json.dumps({"question": "x", "history": [{"question": "a"}] * 21}), 400, "history_too_long"),
        ('{"question": 5}', 400, "bad_request"),
        ('{"question": "x", "limit": 999}', 400, "bad_request"),
        ('{"question": "x", "document": "\\ud800<b>"}', 404, "bad_request"),
        ("[]", 400, "bad_request"),
        ("{", 400, "bad_request"),
        ("", 400, "bad_request"),
        (json.dumps({"question": "x" * 2_000_000}), 413, "text_too_long"),
    ],
)
def test_every_error_has_the_contract_s_form(client: TestClient, body: str, status: int, code: str) -> None:
    answer = client.post("/api/ask", content=body.encode(), headers={"content-type": "application/json"})
    assert (answer.status_code, error(answer)) == (status, code)
    assert len(answer.json()["error"]["message"]) > 10


def test_a_chunked_body_is_counted_as_it_comes(client: TestClient) -> None:
    chunks = (b'{"question": "' + b"x" * 100_000 for _ in range(40))
    assert client.post("/api/ask", content=chunks).status_code == 413


def test_unknown_addresses_and_methods_are_errors_of_ours(client: TestClient) -> None:
    assert error(client.get("/api/none")) == "bad_request"
    assert client.get("/api/ask").status_code == 405
    assert client.get("/api/documents/none").status_code == 404


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert('xss')</script> số hộ nghèo",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1)) ![i](http://example.org/i.png)",
        "(a+)+$ .*[0-9]{4}^\\b\\d(?<=x)[",
        "../../../../etc/passwd",
        "hộ nghèo " * 200,
        "\u202eSố hộ nghèo năm 2024?\u202c",
        "'; DROP TABLE bao_cao; --",
        "{{7*7}} ${7*7} <%= 7*7 %>",
    ],
)
def test_nothing_typed_breaks_the_answer_or_comes_back_as_markup(client: TestClient, question: str) -> None:
    answer = client.post("/api/ask", json={"question": question})
    assert answer.status_code in (200, 400)
    text = answer.text.lower()
    assert not any(mark in text for mark in ("<script", "onerror=", "javascript:alert(1)) !", "\u202e", "<img"))


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").status_code == 200


def test_before_the_index_is_loaded_the_server_says_so(tmp_path: Path) -> None:
    def missing() -> Assistant:
        raise IndexMissing("no index")

    source = AssistantSource(missing)
    settings = Settings(corpus=tmp_path, index=tmp_path, model="hash")
    waiting = TestClient(create_app(source, settings), raise_server_exceptions=False)
    assert waiting.get("/healthz").status_code == 200
    for answer in (waiting.get("/readyz"), waiting.post("/api/ask", json={"question": "x"}), waiting.get("/report/x")):
        assert (answer.status_code, error(answer)) == (503, "not_ready")
    source.run()
    assert isinstance(source.failed, IndexMissing)


def test_asking_too_fast_is_refused_with_the_time_to_wait(small_assistant: Assistant, small_settings: Settings) -> None:
    settings = small_settings.model_copy(update={"requests_per_minute": 2})
    hasty = TestClient(create_app(AssistantSource.of(small_assistant), settings))
    codes = [hasty.post("/api/ask", json={"question": "hộ nghèo"}).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    refused = hasty.post("/api/ask", json={"question": "hộ nghèo"})
    assert error(refused) == "too_many_requests"
    assert 1 <= int(refused.headers["retry-after"]) <= 60


def test_the_api_describes_itself_truly(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert {"/api/ask", "/api/documents", "/api/documents/{document_id}", "/healthz", "/readyz"} <= set(
        described["paths"]
    )
    reply = described["components"]["schemas"]["Reply"]["properties"]
    assert set(reply) == set(Reply.__dataclass_fields__)


def test_the_api_is_described_on_a_page_of_our_own(client: TestClient) -> None:
    page = client.get("/docs").text
    described = client.get("/openapi.json").json()["paths"]
    assert all(f"{method.upper()} {path}" in page for path, methods in described.items() for method in methods)
    assert "reply_id" in page  # fields of a body
    scripts = [script.partition("?")[0] for script in re.findall(r"<script.*", page)]
    assert scripts == ['<script src="/static/header.js']  # the header's, which every page has, and none in line
    assert "://" not in page


def test_an_unforeseen_error_tells_an_id_and_nothing_else(small_settings: Settings) -> None:
    class Broken:
        def get(self) -> None:
            raise ZeroDivisionError("secret detail")

    broken = TestClient(create_app(Broken(), small_settings), raise_server_exceptions=False)  # type: ignore[arg-type]
    answer = broken.post("/api/ask", json={"question": "x"})
    assert (answer.status_code, error(answer)) == (500, "internal")
    assert "secret" not in answer.text


def test_the_catalogue_is_served_in_pages(client: TestClient) -> None:
    whole = client.get("/api/figures", params={"limit": 1000}).json()
    assert whole["total"] == len(whole["figures"]) > 10
    page = client.get("/api/figures", params={"limit": 3, "offset": 2}).json()
    assert page == {"total": whole["total"], "figures": whole["figures"][2:5]}
    found = client.get("/api/figures", params={"q": "hộ nghèo", "year": 2024, "unit": "%"}).json()
    assert [figure["text"] for figure in found["figures"]] == ["9,21%"]
    assert found["figures"][0]["value"] == 9.21


@pytest.mark.parametrize("query", [{"limit": 0}, {"year": "hai nghìn"}, {"q": "a" * 201}, {"document": "khac"}])
def test_a_bad_filter_of_the_catalogue_is_a_clear_error(client: TestClient, query: dict[str, object]) -> None:
    reply = client.get("/api/figures", params=query)
    assert reply.status_code in (400, 404)
    assert reply.json()["error"]["code"] == "bad_request"
