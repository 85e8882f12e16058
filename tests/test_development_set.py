"""The floors on the development questions, with the packaged model; skipped where the set is not beside us."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bc_qa.assistant import Assistant, build
from bc_qa.errors import BcQaError
from bc_qa.settings import Settings
from bc_qa.types import plain
from tests.conftest import ROOT, SHIPPED

EVAL = ROOT.parent / "shared" / "eval"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not EVAL.is_dir(), reason="../shared/eval is not beside this checkout"),
]
FLOORS = {"cite1": 0.80, "cite3": 0.93, "right": 0.75, "value1": 0.70, "answered": 0.95, "refused": 0.70}


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    if sys.platform != "linux":
        pytest.skip("the packaged model has an engine for x86-64 Linux only")
    settings = Settings(corpus=SHIPPED.parent, index=tmp_path_factory.mktemp("packaged"))
    build(settings)
    return Assistant.open(settings=settings)


def rows(pattern: str) -> list[dict[str, Any]]:
    lines = (line for path in sorted(EVAL.glob(pattern)) for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def test_the_shipped_report_is_the_one_that_is_scored() -> None:
    assert Path(SHIPPED).read_bytes() == (EVAL / "report.txt").read_bytes()


def test_the_floors_are_held(assistant: Assistant, score: ModuleType) -> None:
    text = assistant.documents[0].text
    judged = [score.judge(item, plain(assistant.ask(item["question"])), text) for item in rows("qa-*.jsonl")]
    measured = {}
    for name in FLOORS:
        of_kind = [result[name] for result in judged if name in result]
        measured[name] = sum(of_kind) / len(of_kind)
    assert {name: share for name, share in measured.items() if share < FLOORS[name]} == {}
    assert [result["faults"] for result in judged if result.get("faults")] == []
    assert all(result["short_quote"] for result in judged if "short_quote" in result)


def said_to(assistant: Assistant, typed: str) -> dict[str, Any]:
    try:
        return dict(plain(assistant.ask(typed)))
    except BcQaError as error:
        return {"error": error.status}


def test_no_hostile_input_breaks_a_reply(assistant: Assistant, score: ModuleType) -> None:
    for item in rows("hostile.jsonl"):
        reply = said_to(assistant, item["input"])
        if "error" in reply:
            assert 400 <= reply["error"] < 500
            assert item["expect"] in ("reject", "any", "not_found"), item["note"]
            continue
        said = json.dumps(reply, ensure_ascii=False).lower()
        assert not any(mark in said for mark in ("<script", "onerror=", "javascript:")), item["note"]
        if item["expect"] == "answer":
            assert score.groups_held(reply["answer"], item["must"]), item["note"]
        elif item["expect"] == "not_found":
            assert reply["status"] != "answered", item["note"]
