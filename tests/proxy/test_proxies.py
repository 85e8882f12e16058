"""The recipes of deploy/ with the real programs: names, addresses, streams, limits, and the pages in a browser."""

import json
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESK, PHONE, Watch, ask, free_port, fresh
from tests.conftest import ROOT
from tests.proxy.conftest import NAME, PREFIX, nginx

pytestmark = pytest.mark.slow
QUESTION = {"question": "Tỷ lệ hộ nghèo năm 2023 là bao nhiêu?"}


def test_the_way_in_and_the_ways_on(site: str) -> None:
    for path in ("", "/"):
        answer = httpx.get(f"{site}{path}", follow_redirects=True)
        assert (answer.status_code, urlsplit(str(answer.url)).path) == (200, f"{PREFIX}/chat/")
        assert str(answer.url).startswith(site)  # no redirect to another name, scheme or port
    reply = httpx.post(f"{site}/api/ask", json=QUESTION).json()
    assert httpx.get(httpx.URL(site).join(reply["citations"][0]["url"])).status_code == 200
    assert httpx.get(f"{site}/chat/config").json()["root"] == f"{site}/chat"


def test_the_name_goes_through_whole_and_foreign_ones_are_refused(site: str) -> None:
    assert httpx.get(f"{site}/healthz", headers={"host": NAME}).status_code == 200
    origin = {"origin": site.removesuffix(PREFIX)}  # as a browser says it, with the port
    assert httpx.post(f"{site}/api/ask", json=QUESTION, headers=origin).status_code == 200
    foreign = httpx.post(f"{site}/api/ask", json=QUESTION, headers={"origin": "https://outside.example"})
    assert foreign.status_code == 403
    try:
        refused = httpx.get(f"{site}/healthz", headers={"host": "outside.example"}).text
    except httpx.HTTPError:
        refused = ""
    assert "ok" not in refused


def test_what_a_visitor_says_of_hosts_and_addresses_is_not_believed(site: str) -> None:
    lies = {"x-forwarded-host": "outside.example", "x-gradio-server": "http://outside.example/", "forwarded": "for=x"}
    assert "outside" not in httpx.get(f"{site}/chat/config", headers=lies).text


def test_a_stream_comes_as_it_is_made(site: str) -> None:
    """The first verdict is there before the last is made: no proxy holds the stream back until its end."""
    text = "Năm 2023 tỷ lệ hộ nghèo là 38,93%. " * 400
    came: list[float] = []
    with httpx.stream("POST", f"{site}/api/verify?format=ndjson", json={"text": text}, timeout=120) as answer:
        assert answer.headers["content-type"].startswith("application/x-ndjson")
        for line in answer.iter_lines():
            assert json.loads(line)
            came.append(time.monotonic())
    assert len(came) > 10
    assert len({round(at, 2) for at in came}) > 5  # … and not all in one piece


def test_a_body_that_is_too_large_is_refused_at_the_door(site: str) -> None:
    try:
        status = httpx.post(f"{site}/api/verify/file", files={"file": ("nhap.txt", b"a" * 22_000_000)}).status_code
    except httpx.WriteError:
        return  # turned away while it was still being sent
    assert status == 413


def test_a_connection_that_says_half_a_request_is_ended(site: str) -> None:
    url = urlsplit(site)
    with socket.create_connection((url.hostname, url.port)) as slow:
        slow.sendall(b"GET /tra-cuu/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        slow.settimeout(25)
        began = time.monotonic()
        while slow.recv(1000):
            pass
        assert 10 < time.monotonic() - began < 25


@pytest.mark.parametrize("name", ["nginx.conf", "nginx-hai-tien-trinh.conf"])
def test_nginx_takes_its_recipes(tmp_path: Path, name: str) -> None:
    command = nginx(tmp_path, 7860, 7890, name)
    done = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_health_check_of_the_container_finds_a_running_server(port: int) -> None:
    lines = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8").splitlines()
    program, *arguments = json.loads(next(line for line in lines if "urllib" in line).strip().removeprefix("CMD "))
    for at, status in ((port, 0), (free_port(), 1)):
        checked = [each.replace(":7860", f":{at}") for each in arguments]
        done = subprocess.run([sys.executable, *checked], env={"BC_QA_ROOT_PATH": PREFIX}, check=False)
        assert (program, done.returncode) == ("python", status)


def test_metrics_are_for_the_own_machine(site: str) -> None:
    assert "bc_qa_ready 1" in httpx.get(f"{site}/metrics").text  # asked from 127.0.0.1


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "360"])
def test_the_pages_work_behind_it(browser: Browser, site: str, size: tuple[int, int]) -> None:
    context = fresh(browser, size)
    page = context.new_page()
    watch = Watch(page, site)  # anything asked for beside the prefix counts as outside
    page.goto(f"{site}/")
    ask(page, QUESTION["question"])
    answer = page.locator("#chat .bot .reply").last
    expect(answer.locator(".value")).to_be_visible()
    answer.locator(".mark").first.click()
    expect(page.frame_locator("#source iframe").locator("mark#at")).to_be_in_viewport()
    page.locator("#close-source").click()
    page.locator("[data-do=up]").last.click()
    expect(page.locator(".said").last).not_to_have_text("")
    page.goto(f"{site}/verify")
    page.locator("#text").fill("Năm 2023 tỷ lệ hộ nghèo là 38,93%.")
    page.get_by_role("button", name="Kiểm số liệu").click()
    expect(page.locator("#claims a[href*=report]").first).to_have_attribute(
        "href", re.compile(f"^{PREFIX}/report/.*at=")
    )
    page.goto(f"{site}/embed")
    page.fill("#question", QUESTION["question"])
    page.press("#question", "Enter")
    expect(page.locator("a.mark").first).to_have_attribute("href", re.compile(f"^{PREFIX}/report/.*at="))
    page.goto(f"{site}/audit")
    assert watch.outside == []
    assert watch.complaints == []
    context.close()
