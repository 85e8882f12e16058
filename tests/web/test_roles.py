"""Roles: who a trusted proxy names, nobody else; a forged header gives nothing; the log only grows."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from bc_qa.assistant import Assistant
from bc_qa.errors import InputError, TrailUnusable
from bc_qa.settings import Settings
from bc_qa.trail import Trail
from bc_qa.web.app import create_app
from bc_qa.web.roles import Role, note, person_of, role_of
from bc_qa.web.source import AssistantSource

PROXY, OUTSIDE, HERE = "10.1.2.3", "203.0.113.9", "127.0.0.1"
ROLES: dict[str, Any] = {
    "trusted_proxies": ("10.1.0.0/16",),
    "user_header": "Remote-User",
    "groups_header": "Remote-Groups",
    "admins": ("Lan.Nguyen", "@quan-tri"),
    "staff": ("@van-phong",),
}


@pytest.fixture
def app(small_assistant: Assistant, small_settings: Settings, tmp_path: Path) -> FastAPI:
    return made(small_assistant, small_settings, tmp_path, **ROLES)


def made(assistant: Assistant, settings: Settings, folder: Path, **given: Any) -> FastAPI:
    """Return the app with a route that tells who asks."""
    using = settings.model_copy(update={"trail": folder / "trail.jsonl", **given})
    app = create_app(AssistantSource.of(assistant), using)

    def whoami(request: Request) -> dict[str, Any]:
        note(request, "test.look", "x")
        return {"name": person_of(request).name, "role": role_of(request)}

    app.router.routes.insert(0, _route(whoami))
    return app


def _route(endpoint: Any) -> Any:
    from fastapi.routing import APIRoute

    return APIRoute("/whoami", endpoint)


def asked(app: FastAPI, address: str, host: str = "baocao.local", **headers: str) -> tuple[str, int]:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    told = TestClient(app, base_url=f"http://{host}", client=(address, 4711)).get("/whoami", headers=sent).json()
    return told["name"], told["role"]


def test_a_trusted_proxy_names_who_asks(app: FastAPI) -> None:
    assert asked(app, PROXY, remote_user="lan.nguyen") == ("lan.nguyen", Role.ADMIN)
    assert asked(app, PROXY, remote_user="b", remote_groups="khac, Quan-Tri") == ("b", Role.ADMIN)
    assert asked(app, PROXY, remote_user="c", remote_groups="van-phong") == ("c", Role.STAFF)
    assert asked(app, PROXY, remote_user="d", remote_groups="khac") == ("d", Role.READER)
    assert asked(app, f"::ffff:{PROXY}", remote_user="lan.nguyen") == ("lan.nguyen", Role.ADMIN)
    assert asked(app, PROXY) == ("", Role.READER)


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        (OUTSIDE, {}),
        (HERE, {}),
        (OUTSIDE, {"x_forwarded_for": PROXY}),
        (HERE, {"x_forwarded_for": PROXY}),
        (OUTSIDE, {"forwarded": f"for={PROXY}"}),
        ("", {}),
        ("not-an-address", {}),
    ],
)
def test_a_forged_header_from_an_untrusted_address_gives_nothing(
    app: FastAPI, address: str, headers: dict[str, str]
) -> None:
    assert asked(app, address, remote_user="lan.nguyen", remote_groups="quan-tri", **headers) == ("", Role.READER)


def test_a_group_is_not_a_name_and_a_header_given_twice_tells_nothing(app: FastAPI) -> None:
    assert asked(app, PROXY, remote_user="quan-tri")[1] == Role.READER
    client = TestClient(app, base_url="http://baocao.local", client=(PROXY, 4711))
    twice = client.get("/whoami", headers=[("remote-user", "x"), ("remote-user", "lan.nguyen")])
    assert twice.json() == {"name": "", "role": 0}
    groups = [("remote-user", "x"), ("remote-groups", "khac"), ("remote-groups", "quan-tri")]
    assert client.get("/whoami", headers=groups).json() == {"name": "x", "role": 0}


def test_without_roles_only_who_sits_at_the_server_is_let_in(
    small_assistant: Assistant, small_settings: Settings, tmp_path: Path
) -> None:
    app = made(small_assistant, small_settings, tmp_path)
    for host in ("127.0.0.1:7860", "localhost", "[::1]:7860"):
        assert asked(app, HERE, host)[1] == Role.ADMIN
    assert asked(app, "::1", "localhost")[1] == Role.ADMIN
    assert asked(app, OUTSIDE, "localhost")[1] == Role.READER
    assert asked(app, HERE, "baocao.local")[1] == Role.READER
    for header in ("x_forwarded_for", "forwarded", "x_real_ip", "via", "x_forwarded_proto", "x_forwarded_host"):
        assert asked(app, HERE, "localhost", **{header: "127.0.0.1"})[1] == Role.READER
    assert asked(app, HERE, "baocao.local", remote_user="lan.nguyen") == ("", Role.READER)


def test_where_login_is_required_nobody_else_is_answered(
    small_assistant: Assistant, small_settings: Settings, tmp_path: Path
) -> None:
    app = made(small_assistant, small_settings, tmp_path, **ROLES, login_required=True)
    stranger = TestClient(app, base_url="http://baocao.local", client=(OUTSIDE, 4711))
    for path in ("/whoami", "/api/documents", "/chat/", "/report/bao-cao-mau"):
        refused = stranger.get(path, headers={"remote-user": "lan.nguyen"})
        assert refused.status_code == 401
        assert refused.json()["error"]["message"]
        assert "content-security-policy" in refused.headers
    assert stranger.get("/healthz").status_code == 200
    assert asked(app, PROXY, remote_user="d") == ("d", Role.READER)


def test_a_proxy_that_is_no_address_is_named_at_the_start(
    small_assistant: Assistant, small_settings: Settings, tmp_path: Path
) -> None:
    app = made(small_assistant, small_settings, tmp_path, trusted_proxies=("proxy.local",))
    with pytest.raises(InputError, match=r"proxy\.local"):
        asked(app, HERE)


def test_the_log_says_who_did_what_from_where_and_only_grows(app: FastAPI, tmp_path: Path) -> None:
    asked(app, PROXY, remote_user="lan.nguyen", x_forwarded_for="192.0.2.7")
    before = (tmp_path / "trail.jsonl").read_bytes()
    asked(app, PROXY, remote_user="tran.b")
    after = (tmp_path / "trail.jsonl").read_bytes()
    assert after.startswith(before)
    first, second = (json.loads(line) for line in after.splitlines())
    assert first.pop("at").endswith("+00:00")
    assert first == {"who": "lan.nguyen", "role": "admin", "from": "192.0.2.7", "what": "test.look", "on": "x"}
    assert second["from"] == PROXY


def test_a_log_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TrailUnusable, match="BC_QA_TRAIL"):
        Trail(tmp_path).note("a", "admin", "", "feedback.erase")
