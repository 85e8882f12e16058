"""The files of deploy/ name only what the program has: settings, metrics, commands."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient

from bc_qa.settings import Settings
from tests.conftest import ROOT
from tests.web.conftest import client

__all__ = ["client"]

DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file())
METRIC = re.compile(r"\bbc_qa_\w+")


def expressions() -> list[str]:
    rules = yaml.safe_load((DEPLOY / "alerts.yml").read_text(encoding="utf-8"))
    panels: list[dict[str, Any]] = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))["panels"]
    asked = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    return asked + [target["expr"] for panel in panels for target in panel["targets"]]


def test_alerts_and_dashboard_ask_for_metrics_that_are_there(client: TestClient) -> None:
    client.post("/api/ask", json={"question": "Toàn huyện có bao nhiêu xã?"})
    there = set(METRIC.findall(client.get("/metrics").text))
    asked = {name for expression in expressions() for name in METRIC.findall(expression)}
    assert len(asked) > 2
    assert asked <= there


def test_alerts_and_dashboard_ask_for_routes_that_are_there(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for pattern in re.findall(r'route=~?"([^"]+)"', " ".join(expressions())):
        assert any(re.fullmatch(pattern, path) for path in paths), pattern


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_settings_and_commands_that_are_named_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    names = {name.removeprefix("BC_QA_").lower() for name in re.findall(r"\bBC_QA_[A-Z_]+", text)} - {"upstream", ""}
    assert names <= set(Settings.model_fields)
    commands = set(re.findall(r"bin/bc-qa (\w+)", text)) | set(re.findall(r'"bc-qa", "(\w+)"', text))
    assert commands <= {"serve", "backup"}


def test_the_container_is_not_root_and_writes_only_where_it_must() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
    assert "HEALTHCHECK" in (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    user = services["bc-qa"]["user"].split(":")[0]
    assert re.search(rf"useradd .*--uid {user} ", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix in (".service", ".timer")], ids=lambda p: p.name
)
def test_systemd_takes_the_units(path: Path, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd on this machine")
    for unit in DEPLOY.glob("bc-qa*.*er*"):
        text = re.sub(r"/opt/bc-qa/\S+/bc-qa\b", "/bin/true", unit.read_text(encoding="utf-8"))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    done = subprocess.run([program, "verify", tmp_path / path.name], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
