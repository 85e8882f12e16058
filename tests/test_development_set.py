"""The floors on the development questions, with the packaged model; skipped where the set is not beside us."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bc_qa.assistant import Assistant
from bc_qa.errors import BcQaError
from bc_qa.evaluation.run import measure
from bc_qa.evaluation.sets import askings
from bc_qa.evaluation.summary import summed
from bc_qa.settings import Settings
from bc_qa.types import Turn, plain
from tests.conftest import BENCHMARKS, ROOT, SHIPPED

EVAL = ROOT.parent / "shared" / "eval"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not EVAL.is_dir(), reason="../shared/eval is not beside this checkout"),
]
# The set is spent: its 97 to 100% were fitted to it. These are guards against loss at what the learnt decisions reach,
# claiming from a confidence of .55 on.
FLOORS = {"right": 0.81, "value1": 0.88, "cite1": 0.92, "cite3": 0.98, "answered": 0.85, "refused": 0.83}
PLAIN_FLOOR, TALK_FLOOR = 0.85, 0.85
# By hand-set weights, fitted to these claims, it was .88; the learnt ones are better on claims that nothing was fitted
# to (docs/evaluation.md).
CLAIMS_FLOOR, MOST_PASSED, AUDIT_FLOOR, MOST_ALARMS = 0.86, 1, 0.75, 1


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(pattern: str) -> list[dict[str, Any]]:
    lines = (line for path in sorted(EVAL.glob(pattern)) for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def share(judged: list[dict[str, Any]], name: str) -> float:
    found = [bool(result[name]) for result in judged if name in result]
    return sum(found) / len(found)


def test_the_shipped_report_is_the_one_that_is_scored() -> None:
    assert Path(SHIPPED).read_bytes() == (EVAL / "report.txt").read_bytes()


def test_the_floors_are_held(packaged_assistant: Assistant, score: ModuleType) -> None:
    text = packaged_assistant.documents[0].text
    judged = [
        score.judge(item, plain(packaged_assistant.ask(item["question"])), text)
        | {"plain": "no-diacritics" in item.get("note", "")}
        for item in rows("qa-*.jsonl")
    ]
    measured = {name: share(judged, name) for name in FLOORS}
    assert {name: reached for name, reached in measured.items() if reached < FLOORS[name]} == {}
    assert share([result for result in judged if result["plain"]], "right") >= PLAIN_FLOOR
    assert [result["faults"] for result in judged if result.get("faults")] == []
    assert all(result["short_quote"] for result in judged if "short_quote" in result)


def test_conversations_are_followed(packaged_assistant: Assistant, score: ModuleType) -> None:
    text = packaged_assistant.documents[0].text
    later = []
    for talk in rows("chat-*.jsonl"):
        history: list[Turn] = []
        for turn in talk["turns"]:
            reply = packaged_assistant.ask(turn["question"], history)
            if history:
                later.append(score.judge({"kind": "list", **turn}, plain(reply), text))
            history.append(Turn(turn["question"], reply.answer))
    assert share(later, "right") >= TALK_FLOOR


class Wire:
    """The scorer's calls, answered here instead of over HTTP."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def post(self, url: str, body: dict[str, Any], timeout: float = 60) -> tuple[int, dict[str, Any], float]:
        if url.endswith("/api/verify"):
            return 200, {"claims": plain(self._assistant.verify(body["text"]))}, 0.0
        history = [Turn(turn["question"], turn["answer"]) for turn in body["history"]]
        return 200, plain(self._assistant.ask(body["question"], history, body.get("document"))), 0.0

    def get(self, url: str) -> dict[str, Any]:
        return {"findings": plain(self._assistant.audit())}


def test_claims_are_judged(packaged_assistant: Assistant, score: ModuleType) -> None:
    wire = Wire(packaged_assistant)
    score.post = wire.post
    measured = score.score_claims("", rows("claims-*.jsonl"), 0)
    assert measured["macro_f1"] >= CLAIMS_FLOOR
    assert measured["wrong_pass"] <= MOST_PASSED
    assert measured["alarms"] <= MOST_ALARMS


def test_the_audit_finds_what_is_known(packaged_assistant: Assistant, score: ModuleType) -> None:
    score.get = Wire(packaged_assistant).get
    faults, sound = rows("audit-contradictions.jsonl"), rows("audit-consistent.jsonl")
    measured = score.score_audit("", faults, sound, 0)
    assert measured["major"] == 1
    assert measured["found"] >= AUDIT_FLOOR
    assert measured["alarms"] <= MOST_ALARMS


def test_bc_qa_eval_judges_as_the_scorer_does(small_settings: Settings, tmp_path: Path, score: ModuleType) -> None:
    report = min((BENCHMARKS / "worlds").glob("*.txt"))
    asking = askings([report], small_settings.model_copy(update={"index": tmp_path}))
    outcomes = list(measure(asking, False, lambda _, __: None))
    opened = Assistant.open(settings=asking[0].settings)
    texts = {"document": report.stem, "text": opened.documents[0].text}
    asked, talks, claims = (
        [json.loads(line) | texts for line in report.with_suffix(f".{group}.jsonl").read_text("utf-8").splitlines()]
        for group in ("qa", "chat", "claims")
    )
    score.post = Wire(opened).post
    found = score.score_questions("", asked, "", 0)
    later = score.score_conversations("", talks, "", 0)
    judged = score.score_claims("", claims, 0)
    result = summed("all", outcomes)
    ours = {measure: right / of for measure, (right, of) in result.shares.items()}
    assert ours["answer right"] == found["right"]
    assert ours["first value right"] == found["value1"]
    assert ours["first citation right"] == found["cite1"]
    assert ours["a citation in 3 right"] == found["cite3"]
    assert ours["answered at all"] == found["answered"]
    assert ours["right place shown"] == found["shown"]
    assert ours["wrongly denied"] == found["denied"]
    assert ours["unanswerable refused"] == found["refused"]
    assert ours["of all, asserted wrong"] == found["harm"]
    assert (ours["later turns right"], ours["later turns: first citation"]) == (later["right"], later["cite1"])
    assert (ours["claims judged right"], result.macro_f1) == (
        judged["accuracy"],
        pytest.approx(judged["macro_f1"], abs=1e-4),
    )
    assert result.shares["wrong figures passed"][0] == judged["wrong_pass"]
    assert result.shares["right figures accused"][0] == judged["alarms"]


def said_to(assistant: Assistant, typed: str) -> dict[str, Any]:
    try:
        return dict(plain(assistant.ask(typed)))
    except BcQaError as error:
        return {"error": error.status}


def test_no_hostile_input_breaks_a_reply(packaged_assistant: Assistant, score: ModuleType) -> None:
    for item in rows("hostile.jsonl"):
        reply = said_to(packaged_assistant, item["input"])
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
