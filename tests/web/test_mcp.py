"""The tools for assistants, used by the official client over stdio and over HTTP, each talk bounded in time."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi.testclient import TestClient
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult

from bc_qa.assistant import Assistant
from bc_qa.settings import Settings
from bc_qa.types import plain
from bc_qa.web.mcp import http_app, tool_server
from tests.browser.conftest import Serving, free_port
from tests.test_cli import run

TOOLS = {"ask", "verify", "figures", "documents", "audit"}
QUESTION = "Tỷ lệ hộ nghèo năm 2025 là bao nhiêu?"
SECONDS = 90  # of one talk with a server, its start included: this machine may be busy


def talk(server: Any, what: Callable[[Client], Awaitable[Any]]) -> Any:
    """Connect the official client, do something, and end."""

    async def whole() -> Any:
        async with Client(server, read_timeout_seconds=SECONDS) as client:
            return await what(client)

    async def bounded() -> Any:
        return await asyncio.wait_for(whole(), SECONDS)

    with ThreadPoolExecutor(1) as aside:  # the browser tests leave a loop running in the main thread
        return aside.submit(lambda: asyncio.run(bounded())).result()


def called(server: Any, tool: str, **arguments: Any) -> CallToolResult:
    return talk(server, lambda client: client.call_tool(tool, arguments))  # type: ignore[no-any-return]


def told(result: CallToolResult) -> dict[str, Any]:
    """Return what a tool said; its text and its structured content are one object."""
    said: dict[str, Any] = json.loads(result.content[0].text)  # type: ignore[union-attr]
    assert not result.is_error, said
    assert said == result.structured_content
    return said


@pytest.fixture(scope="module")
def command(small_settings: Settings) -> StdioServerParameters:
    words = ["mcp", "--corpus", str(small_settings.corpus.resolve()), "--index", str(small_settings.index)]
    environment = {**os.environ, "BC_QA_MODEL": "hash"}  # the client hands on little by itself
    return StdioServerParameters(
        command=sys.executable, args=["-c", "from bc_qa.cli import main; main()", *words], env=environment
    )


@pytest.fixture(scope="module")
def address(small_assistant: Assistant, small_settings: Settings) -> Iterator[str]:
    port = free_port()
    serving = Serving(http_app(small_assistant, small_settings), port)  # type: ignore[arg-type]
    yield f"http://127.0.0.1:{port}/mcp"
    serving.stop()


def test_over_stdio_the_command_answers_as_its_json_does(
    command: StdioServerParameters, small_settings: Settings
) -> None:
    async def what(client: Client) -> Any:
        listed = await client.list_tools()
        return listed.tools, await client.call_tool("ask", {"question": QUESTION})

    tools, result = talk(command, what)
    assert {tool.name for tool in tools} == TOOLS
    folders = ("--corpus", str(small_settings.corpus), "--index", str(small_settings.index))
    printed = json.loads(run("ask", QUESTION, "--json", *folders).stdout)
    reply = told(result)
    assert reply.pop("took_ms") >= 0
    assert printed.pop("took_ms") >= 0
    assert reply == printed
    assert reply["values"]


def test_over_http_each_tool_gives_the_contract_s_object(address: str, small_assistant: Assistant) -> None:
    reply = told(called(address, "ask", question="Còn năm 2024?", history=[{"question": QUESTION}]))
    assert reply["citations"][0]["document"] == "bao-cao-mau"
    found = told(called(address, "figures", query="hộ nghèo", limit=2))
    assert found["total"] == len(small_assistant.figures("hộ nghèo"))
    assert found["figures"] == plain(small_assistant.figures("hộ nghèo")[:2])
    assert told(called(address, "audit"))["findings"] == plain(list(small_assistant.audit()))
    checked = told(called(address, "verify", text="Năm 2024 có 989 hộ nghèo."))
    assert checked["claims"] == plain(list(small_assistant.verify("Năm 2024 có 989 hộ nghèo.")))
    assert sum(checked["counts"].values()) == len(checked["claims"]) > 0
    (document,) = told(called(address, "documents"))["documents"]
    assert (document["id"], document["figures"]) == ("bao-cao-mau", len(small_assistant.figures()))


def test_every_tool_is_described_in_vietnamese_and_only_reads(small_assistant: Assistant) -> None:
    tools = talk(tool_server(small_assistant), lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint
        assert not tool.annotations.open_world_hint
        assert any(letter in tool.description for letter in "áàảãạăâđêôơưế")
        assert tool.output_schema["type"] == "object"
        assert all(each.get("description") for each in tool.input_schema["properties"].values()), tool.name


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("ask", {"question": " "}, "empty_question"),
        ("ask", {"question": "q" * 1001}, "question_too_long"),
        ("ask", {"question": QUESTION, "document": "khong-co"}, "bad_request"),
        ("verify", {"text": "…"}, "bad_request"),
        ("figures", {"document": "khong-co"}, "bad_request"),
        ("audit", {"document": "khong-co"}, "bad_request"),
    ],
)
def test_what_cannot_be_answered_is_the_contract_s_error(
    small_assistant: Assistant, tool: str, arguments: dict[str, Any], code: str
) -> None:
    result = called(tool_server(small_assistant), tool, **arguments)
    assert result.is_error
    error = json.loads(result.content[0].text)["error"]  # type: ignore[union-attr]
    assert error["code"] == code
    assert error["message"]


def test_over_http_a_foreign_name_page_or_flood_is_turned_away(address: str) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    foreign = httpx.post(address, json=body, headers={**accept, "host": "evil.example"})
    assert foreign.status_code == 421
    page = httpx.post(address, json=body, headers={**accept, "origin": "https://evil.example"})
    assert page.status_code == 403
    assert httpx.post(address, content=b" " * 1_100_000, headers=accept).status_code == 413


def test_where_login_is_required_the_tools_need_it_too(small_assistant: Assistant, small_settings: Settings) -> None:
    given = {"login_required": True, "user_header": "Remote-User", "trusted_proxies": ("10.0.0.1",)}
    body = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    accept = {"accept": "application/json, text/event-stream", "remote-user": "lan"}
    for peer, status in (("10.0.0.1", 200), ("10.0.0.2", 401)):
        app = http_app(small_assistant, small_settings.model_copy(update=given))
        with TestClient(app, base_url="http://127.0.0.1", client=(peer, 4711)) as client:  # type: ignore[arg-type]
            assert client.post("/mcp", json=body, headers=accept).status_code == status


def test_without_an_index_the_command_says_so(small_settings: Settings, tmp_path: Path) -> None:
    done = run("mcp", "--corpus", str(small_settings.corpus), "--index", str(tmp_path))
    assert (done.returncode, done.stdout) == (3, "")
    assert "bc-qa index" in done.stderr


def test_the_port_of_http_is_told(
    small_assistant: Assistant, small_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda app, **options: given.update(options))
    from bc_qa.web.mcp import serve_http

    serve_http(small_assistant, small_settings.model_copy(update={"port": 7999}))
    assert (given["host"], given["port"]) == ("127.0.0.1", 7999)
