"""The counts at /metrics: by route and status, bounded, and without a word of what was asked."""

from pathlib import Path

from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from bc_qa.assistant import Assistant
from bc_qa.errors import IndexMissing
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource


def counts(client: TestClient) -> dict[tuple[str, str, str], float]:
    """Return how often each route, method and status was answered."""
    return {
        (sample.labels["route"], sample.labels["method"], sample.labels["status"]): sample.value
        for family in text_string_to_metric_families(client.get("/metrics").text)
        for sample in family.samples
        if sample.name == "bc_qa_requests_total"
    }


def ready(client: TestClient) -> str:
    return next(line for line in client.get("/metrics").text.splitlines() if line.startswith("bc_qa_ready"))


def test_requests_are_counted_by_route_and_status(small_assistant: Assistant, small_settings: Settings) -> None:
    client = TestClient(create_app(AssistantSource.of(small_assistant), small_settings))
    client.post("/api/ask", json={"question": "Tỷ lệ hộ nghèo năm 2023?"})
    client.post("/api/ask", json={"question": ""})
    client.get("/api/documents/bao-cao-mau")
    for path in ("/nowhere", "/nowhere/else", "/wp-admin"):
        client.get(path)
    counted = counts(client)
    assert counted["/api/ask", "POST", "200"] == 1
    assert counted["/api/ask", "POST", "400"] == 1
    assert counted["/api/documents/{document_id}", "GET", "200"] == 1
    assert counted["other", "GET", "404"] == 3
    told = client.get("/metrics").text
    assert "nghèo" not in told
    assert "nowhere" not in told
    assert 'bc_qa_request_seconds_count{route="/api/ask"} 2.0' in told


def test_made_up_methods_and_paths_add_no_labels(small_assistant: Assistant, small_settings: Settings) -> None:
    client = TestClient(create_app(AssistantSource.of(small_assistant), small_settings))
    for number in range(20):
        client.request(f"MADE{number}", f"/up/{number}")
        client.get(f"/report/{number}")
    assert len(counts(client)) <= 4


def test_it_tells_whether_the_index_is_loaded(small_assistant: Assistant, tmp_path: Path) -> None:
    def missing() -> Assistant:
        raise IndexMissing("no index")

    settings = Settings(corpus=tmp_path, index=tmp_path, model="hash")
    assert ready(TestClient(create_app(AssistantSource(missing), settings))) == "bc_qa_ready 0.0"
    assert ready(TestClient(create_app(AssistantSource.of(small_assistant), settings))) == "bc_qa_ready 1.0"
