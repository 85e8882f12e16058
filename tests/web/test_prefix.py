"""The site under a path, as a reverse proxy gives it: every address that it sends leads back into it."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource
from tests.conftest import SMALL

ROOT = "/tra-cuu"
PAGES = ("/", "/verify", "/audit", "/figures", "/report/", "/embed", "/docs", "/no-such-page")
ADDRESS = re.compile(r'(?:href|src|action|data-file)="([^"#][^"]*)"')


@pytest.fixture(scope="module")
def under(small_assistant: Assistant) -> Iterator[TestClient]:
    app = create_app(AssistantSource.of(small_assistant), Settings(root_path=ROOT, corpus=SMALL.parent))
    with TestClient(app, raise_server_exceptions=False) as started:
        yield started


def addresses(page: str, at: str) -> set[str]:
    base = re.search(r'<base href="([^"]+)"', page)
    found = (found.replace("&amp;", "&") for found in ADDRESS.findall(page))
    return {urljoin(base[1] if base else at, address) for address in found}


def test_every_address_of_every_page_leads_into_the_site(under: TestClient) -> None:
    seen: set[str] = set()
    waiting = {f"{ROOT}{path}" for path in PAGES}
    while waiting:
        at = waiting.pop()
        seen.add(at)
        answer = under.get(at, headers={"accept": "text/html"})
        assert answer.status_code == (404 if at.endswith("no-such-page") else 200), at
        if "text/html" in answer.headers["content-type"] and len(seen) < 120:
            found = addresses(answer.text, urlsplit(str(answer.url)).path)
            assert not [address for address in found if not address.startswith(f"{ROOT}/")], at
            waiting |= {address for address in found if "at=" not in address and "page=" not in address} - seen
    assert {f"{ROOT}/figures.xlsx", f"{ROOT}/audit.xlsx", f"{ROOT}/openapi.json"} <= seen


@pytest.mark.parametrize("kept", [ROOT, ""], ids=["proxy keeps it", "proxy takes it off"])
def test_a_proxy_may_keep_the_prefix_or_take_it_off(under: TestClient, kept: str) -> None:
    for path, to in (
        ("/", "/chat/"),
        ("/?q=x", "/chat/?q=x"),
        ("/chat", "/chat/"),
        ("/report/", "/report/bao-cao-mau"),
    ):
        answer = under.get(f"{kept}{path}", follow_redirects=False)
        assert answer.is_redirect
        location = urlsplit(answer.headers["location"])
        assert f"{location.path}?{location.query}".rstrip("?") == f"{ROOT}{to}"
    assert under.get(f"{kept}/healthz").json() == {"status": "ok"}
    assert under.get(f"{kept}/chat/gradio_api/upload").status_code == 404


def test_the_prefix_alone_is_the_site(under: TestClient) -> None:
    assert under.get(ROOT, follow_redirects=False).headers["location"] == f"{ROOT}/chat/"
    assert under.get(f"{ROOT}x/healthz").status_code == 404


def test_places_in_replies_are_addresses_of_the_site(under: TestClient) -> None:
    reply = under.post(f"{ROOT}/api/ask", json={"question": "Tỷ lệ hộ nghèo năm 2023 là bao nhiêu?"}).json()
    text = "Năm 2023 tỷ lệ hộ nghèo là 38,93%."
    claims = under.post(f"{ROOT}/api/verify", json={"text": text}).json()["claims"]
    lines = under.post(f"{ROOT}/api/verify?format=ndjson", json={"text": text}).text.splitlines()
    figures = under.get(f"{ROOT}/api/figures").json()
    told: list[Any] = [reply, claims, [json.loads(line) for line in lines], figures]
    for each in [*told, under.get(f"{ROOT}/api/audit").json()]:
        urls = list(_urls(each))
        assert urls
        assert all(url.startswith(f"{ROOT}/report/") for url in urls)
    assert under.get(reply["citations"][0]["url"]).status_code == 200


def _urls(value: Any) -> Iterator[str]:
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _urls(item)
    if isinstance(value, dict) and "url" in value:
        yield value["url"]


def test_gradio_is_told_where_it_stands(under: TestClient) -> None:
    config = under.get(f"{ROOT}/chat/config").json()
    assert urlsplit(config["root"]).path == f"{ROOT}/chat"


def test_what_a_visitor_says_of_host_and_scheme_is_not_believed(client: TestClient) -> None:
    lies = {"x-forwarded-host": "outside.example", "x-gradio-server": "http://outside.example/"}
    config = client.get("/chat/config", headers={**lies, "x-forwarded-proto": "https"})
    assert "outside" not in config.text
    assert config.json()["root"] == "http://testserver/chat"


def test_the_gate_holds_under_the_prefix(under: TestClient) -> None:
    forged = {"data": [{"path": "http://127.0.0.1:9/", "meta": {"_type": "gradio.FileData"}}], "fn_index": 0}
    assert under.post(f"{ROOT}/chat/gradio_api/queue/join", json=forged).status_code == 400
    assert under.get(f"{ROOT}/healthz", headers={"host": "outside.example"}).status_code == 421
    assert "/api/ask" in under.get(f"{ROOT}/metrics").text


def test_other_sites_in_the_same_process_have_no_prefix(under: TestClient, client: TestClient) -> None:
    assert under.get(f"{ROOT}/verify").status_code == 200
    assert 'href="/figures"' in client.get("/verify").text


@pytest.mark.parametrize("wrong", ["tra-cuu", "/tra-cuu/", "/", "/a//b", "/a?b", "//host"])
def test_a_prefix_that_is_no_path_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Settings(root_path=wrong)
