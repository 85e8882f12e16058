"""The holes of a mounted Gradio, each tried; the headers; the outside world."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.security import _OPEN
from bc_qa.web.source import AssistantSource

CLOSED = [
    "gradio_api/file=/etc/passwd",
    "gradio_api/file/etc/passwd",
    "file=/etc/passwd",
    "gradio_api/file=http://example.org/",
    "gradio_api/proxy=http://example.org/",
    "gradio_api/upload",
    "gradio_api/upload_progress",
    "gradio_api/deep_link",
    "gradio_api/openapi.json",
    "gradio_api/runs",
    "gradio_api/run-history/records",
    "gradio_api/vibe-code",
    "gradio_api/call/ask",
    "gradio_api/api/ask",
    "gradio_api/profiling/summary",
    "monitoring",
    "monitoring/summary",
    "openapi.json",
    "docs",
    "login",
    "dev/reload",
    "svelte/x",
    "custom_component/x/client/y/z.js",
    "static/../../etc/passwd",
    "manifest.json",
]


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_the_page_does_not_need_is_closed(client: TestClient, path: str, method: str) -> None:
    answer = client.request(method, f"/chat/{path}")
    assert answer.status_code in (404, 405)
    assert "root:" not in answer.text


def test_all_that_is_open_under_chat_is_listed_here() -> None:
    mounted = ("/", "/config", "/theme.css", "/favicon.ico", "/assets/x.js", "/static/x.js")
    api = ("info", "app_id", "queue/join", "queue/data", "run/predict", "heartbeat/x", "cancel", "startup-events")
    assert all(_OPEN.fullmatch(path) for path in (*mounted, *(f"/gradio_api/{path}" for path in api)))


def events(client: TestClient) -> list[dict[str, object]]:
    return list(client.get("/chat/config").json()["dependencies"])


def test_no_event_takes_a_chatbot_or_a_file(client: TestClient) -> None:
    config = client.get("/chat/config").json()
    kinds = {component["id"]: component["type"] for component in config["components"]}
    taken = {kinds[number] for event in config["dependencies"] for number in event["inputs"]}
    assert taken <= {"textbox"}


def test_a_forged_message_reads_no_file(client: TestClient, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("MẬT-4711", encoding="utf-8")
    file = {"path": str(secret), "meta": {"_type": "gradio.FileData"}, "url": str(secret)}
    forged = [{"role": "user", "content": {"file": file}}]
    for event in events(client):
        for data in ([forged, forged, forged], [str(secret), [[str(secret), str(secret), str(secret)]]], [file, file]):
            body = {"data": data[: len(event["inputs"])], "fn_index": event["id"], "session_hash": "x"}  # type: ignore[arg-type]
            for path in ("queue/join", "run/predict"):
                answer = client.post(f"/chat/gradio_api/{path}", json=body)
                assert "MẬT-4711" not in answer.text
                for url in {part for part in json.dumps(answer.json()).split('"') if "file=" in part}:
                    assert client.get(url).status_code == 404


def test_headers_stand_on_every_answer(client: TestClient) -> None:
    for path in ("/", "/chat/", "/api/documents", "/report/bao-cao-mau", "/healthz", "/nowhere"):
        headers = client.get(path, follow_redirects=False).headers
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'self'" in policy
        assert "unsafe-eval" not in policy
        assert "script-src 'self';" in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_the_shell_is_vietnamese_and_has_no_inline_script(client: TestClient) -> None:
    page = client.get("/?q=h%E1%BB%99").text
    assert '<html lang="vi">' in page
    assert page.count("<script") == page.count("<script src=") + page.count('<script type="module" src=')
    assert client.get("/?q=a+b", follow_redirects=False).headers["location"] == "/chat/?q=a+b"


def test_hashed_files_are_kept_and_nothing_else(client: TestClient) -> None:
    page = client.get("/chat/").text
    script = page.split('type="module" src="')[1].split('"')[0]
    assert "immutable" in client.get(script).headers["cache-control"]
    assert "immutable" not in client.get("/api/documents").headers.get("cache-control", "")


def test_a_foreign_origin_is_turned_away_and_an_allowed_one_let_in(
    small_assistant: Assistant, small_settings: Settings
) -> None:
    settings = small_settings.model_copy(update={"allowed_origins": ("https://noi-bo.example",)})
    guarded = TestClient(create_app(AssistantSource.of(small_assistant), settings))
    asked = {"question": "hộ nghèo"}
    foreign = guarded.post("/api/ask", json=asked, headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert "access-control-allow-origin" not in foreign.headers
    read = guarded.get("/api/documents", headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in read.headers
    allowed = guarded.post("/api/ask", json=asked, headers={"origin": "https://noi-bo.example"})
    assert allowed.headers["access-control-allow-origin"] == "https://noi-bo.example"
    assert "https://noi-bo.example" in allowed.headers["content-security-policy"]
    preflight = guarded.options("/api/ask", headers={"origin": "https://noi-bo.example"})
    assert preflight.status_code == 204
    own = guarded.post("/api/ask", json=asked, headers={"origin": "http://testserver"})
    assert own.status_code == 200


OUTSIDE = """
import os
import sys
from pathlib import Path
asked = []
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo"):
        asked.append((event, str(arguments)))
sys.addaudithook(watch)
from fastapi.testclient import TestClient
from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource
settings = Settings(corpus=Path(sys.argv[1]), index=Path(sys.argv[2]), model="hash")
app = create_app(AssistantSource.of(Assistant.open(settings=settings)), settings)
with TestClient(app) as client:
    assert client.get("/chat/").status_code == 200
    for path in ("/chat/config", "/embed", "/widget.js", "/docs", "/openapi.json", "/report/", "/api/documents"):
        assert client.get(path).status_code == 200, path
    assert client.get("/chart.svg", params={"point": ["2019:1:1", "2020:2:2"]}).status_code == 200
    assert client.post("/api/talk", json={"questions": ["Số hộ nghèo năm 2024?"]}).status_code == 200
    body = {"data": ['{"question": "Số hộ nghèo năm 2024?"}'], "fn_index": 0, "session_hash": "x"}
    assert client.post("/chat/gradio_api/queue/join", json=body).status_code == 200
    assert client.post("/api/ask", json={"question": "Số hộ nghèo năm 2024?"}).json()["status"] == "answered"
print([entry for entry in asked if "127.0.0.1" not in entry[1] and "localhost" not in entry[1]], flush=True)
os._exit(0)  # the threads of the chat page and of the models are not waited for
"""


def test_the_server_asks_nobody_outside(small_settings: Settings) -> None:
    command = [sys.executable, "-c", OUTSIDE, str(small_settings.corpus), str(small_settings.index)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip().splitlines()[-1] == "[]"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "baocao.evil.vn"])
def test_a_foreign_name_is_turned_away(client: TestClient, host: str) -> None:
    for path in ("/", "/api/documents", "/report/bao-cao-mau", "/chat/"):
        answer = client.get(path, headers={"host": host}, follow_redirects=False)
        assert answer.status_code == 421
        assert "BC_QA_ALLOWED_HOSTS" in answer.json()["error"]["message"]


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "[::1]:7860", "may-chu-01", "baocao.huyen.local", ""])
def test_a_name_of_inside_is_taken(client: TestClient, host: str) -> None:
    assert client.get("/api/documents", headers={"host": host}).status_code == 200


def test_a_public_name_is_taken_where_it_is_set(small_assistant: Assistant, small_settings: Settings) -> None:
    settings = small_settings.model_copy(update={"allowed_hosts": ("baocao.example.vn", ".so.example.vn")})
    guarded = TestClient(create_app(AssistantSource.of(small_assistant), settings))
    for host, status in (("BaoCao.example.vn:8443", 200), ("a.so.example.vn", 200), ("xbaocao.example.vn", 421)):
        assert guarded.get("/api/documents", headers={"host": host}).status_code == status


@pytest.mark.parametrize("call", ["queue/join", "run/predict", "queue/join/"])
@pytest.mark.parametrize(
    "data",
    [
        [{"path": "http://10.0.0.1/secret", "meta": {"_type": "gradio.FileData"}}],
        [["x"]],
        {"path": "http://10.0.0.1/secret", "meta": {"_type": "gradio.FileData"}},
        [1],
    ],
)
def test_an_event_takes_nothing_but_text(client: TestClient, call: str, data: object) -> None:
    (event, *_) = events(client)
    body = {"data": data, "fn_index": event["id"], "session_hash": "x"}
    answer = client.post(f"/chat/gradio_api/{call}", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]
    assert client.post(f"/chat/gradio_api/{call}", content=b"[" * 50_000).status_code == 400
    assert client.post(f"/chat/gradio_api/{call}", content=b" " * 1_100_000).status_code == 413
