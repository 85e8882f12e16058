"""Who is let in when many ask at once: a real server on loopback, held busy by drafts."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import uvicorn

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource
from tests.browser.conftest import free_port

P99 = 0.25  # seconds
DRAFT = "".join(f"Năm 2024, huyện có {n} hộ nghèo, {n + 3} hộ cận nghèo và 12 xã, thị trấn.\n" for n in range(900, 910))


@contextmanager
def served(assistant: Assistant, settings: Settings) -> Iterator[str]:
    """Run the app in a thread of its own; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(AssistantSource.of(assistant), settings)
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_level="critical", timeout_graceful_shutdown=5))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def served_apart(settings: Settings, **environment: str) -> Iterator[str]:
    """Run the program in a process of its own: no time of its senders or of other tests counts as its own."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    folders = ["--corpus", str(settings.corpus), "--index", str(settings.index)]
    command = [sys.executable, "-c", "from bc_qa.cli import main; main()", "serve", *folders, "--port", str(port)]
    env = os.environ | {"BC_QA_MODEL": "hash"} | environment
    process = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + 120
        while not answers(f"{url}/readyz"):
            assert process.poll() is None, "the program did not start"
            assert time.monotonic() < ends, "waited in vain"
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def post(url: str, body: dict[str, object]) -> tuple[int, dict[str, object], str]:
    """Return status, body and Retry-After."""
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.status, json.loads(answer.read()), ""
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read()), error.headers.get("Retry-After", "")


def drafts(url: str, count: int) -> list[tuple[int, dict[str, object], str]]:
    """Send drafts at once, no two alike."""
    with ThreadPoolExecutor(count) as senders:
        texts = [DRAFT + f"Có {n} xã." for n in range(count)]
        return list(senders.map(lambda text: post(f"{url}/api/verify", {"text": text}), texts))


def test_drafts_that_find_no_place_are_refused_with_a_time_to_come_again(
    small_assistant: Assistant, small_settings: Settings
) -> None:
    settings = small_settings.model_copy(update={"checking": 1, "waiting": 2})
    with served(small_assistant, settings) as url:
        answers = drafts(url, 12)
        taken = [answer for answer in answers if answer[0] == 200]
        refused = [answer for answer in answers if answer[0] == 503]
        assert len(taken) + len(refused) == 12
        assert len(taken) >= 3
        assert refused
        for _, body, after in refused:
            assert body["error"]["code"] == "not_ready"  # type: ignore[index]
            assert f"{after} giây" in body["error"]["message"]  # type: ignore[index]
        assert post(f"{url}/api/verify", {"text": "Có 12 xã."})[0] == 200
        with urllib.request.urlopen(f"{url}/metrics") as told:
            lines = told.read().decode().splitlines()
        assert f'bc_qa_refused_total{{reason="busy"}} {len(refused)}.0' in lines
        assert 'bc_qa_waiting{kind="checking"} 0.0' in lines
        assert 'bc_qa_serving{kind="checking"} 0.0' in lines


def test_who_waits_too_long_is_refused(small_assistant: Assistant, small_settings: Settings) -> None:
    settings = small_settings.model_copy(update={"checking": 1, "wait_seconds": 0.05})
    with served(small_assistant, settings) as url:
        assert {status for status, _, _ in drafts(url, 6)} == {200, 503}


def test_it_says_that_it_lives_and_answers_questions_while_drafts_are_checked(small_settings: Settings) -> None:
    with served_apart(small_settings, BC_QA_WAIT_SECONDS="300", BC_QA_REQUESTS_PER_MINUTE="1000000") as url:
        checking = threading.Thread(target=lambda: statuses.extend(drafts(url, 41)))
        statuses: list[tuple[int, dict[str, object], str]] = []
        checking.start()
        took, asked = [], 0
        while checking.is_alive():
            for path in ("/healthz", "/readyz"):
                began = time.perf_counter()
                with urllib.request.urlopen(url + path, timeout=30) as answer:
                    assert answer.status == 200
                took.append(time.perf_counter() - began)
            if len(took) % 40 == 0:
                assert post(f"{url}/api/ask", {"question": f"Số hộ nghèo năm 20{asked:02}?"})[0] == 200
                asked += 1
            time.sleep(0.01)
        assert {status for status, _, _ in statuses} == {200}
        assert len(took) > 50
        print(f"healthz, readyz: p99 {sorted(took)[len(took) * 99 // 100] * 1000:.0f} ms of {len(took)}")
        assert sorted(took)[len(took) * 99 // 100] < P99


def test_a_body_that_stops_coming_holds_no_place(small_assistant: Assistant, small_settings: Settings) -> None:
    settings = small_settings.model_copy(update={"checking": 1, "stalled_seconds": 1.0})
    with served(small_assistant, settings) as url:
        port = int(url.rpartition(":")[2])
        head = b"POST /api/verify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{"
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.sendall(head)
            assert post(f"{url}/api/verify", {"text": "Có 12 xã."})[0] == 200
            slow.settimeout(10)
            began = time.perf_counter()
            slow.recv(1000)
            assert time.perf_counter() - began < 8


@pytest.mark.parametrize("path", ["/figures.xlsx", "/figures.csv", "/audit.xlsx", "/api/audit", "/figures"])
def test_what_is_read_counts_as_what_is_asked(small_assistant: Assistant, small_settings: Settings, path: str) -> None:
    settings = small_settings.model_copy(update={"requests_per_minute": 3})
    with served(small_assistant, settings) as url:
        codes = []
        for _ in range(3):
            try:
                with urllib.request.urlopen(url + path) as answer:
                    codes.append(answer.status)
            except urllib.error.HTTPError as error:
                codes.append(error.code)
        assert codes[0] == 200
        assert codes[-1] == 429
