"""Judging replies against what a right answer holds, and what becomes of the results."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bc_qa.assistant import Assistant
from bc_qa.errors import InputError
from bc_qa.evaluation.cases import Case, Conversation, read_cases
from bc_qa.evaluation.judging import Cause, Verdict, holds_all, judge
from bc_qa.evaluation.page import as_json, page, results_of
from bc_qa.evaluation.run import evaluate

POOR = Case("q-1", "figure", "Số hộ nghèo năm 2024?", (("988",),), ("tổng số hộ nghèo 988 hộ",))


def judged(assistant: Assistant, case: Case) -> Verdict:
    return judge(case, assistant.ask(case.question), assistant.explain(case.question, 40), assistant.passages)


@pytest.mark.parametrize(
    ("text", "held"), [("đạt 3,5%", True), ("đạt 13,5%", False), ("đạt 3,56%", False), ("ĐẠT 3,5¹ %", True)]
)
def test_a_figure_is_held_only_whole(text: str, held: bool) -> None:
    assert holds_all(text, [["3,5", "3.5"]]) is held


def test_a_right_reply_has_no_cause(small_assistant: Assistant) -> None:
    assert judged(small_assistant, POOR) == Verdict("answered", True, True, True, True, None)


@pytest.mark.parametrize(
    ("case", "cause"),
    [
        (replace(POOR, evidence=("lời không có trong báo cáo",), must=(("1.000",),)), Cause.STRUCTURE),
        (replace(POOR, evidence=("diện tích tự nhiên là 621,10km²",), must=(("621,10",),)), Cause.SENTENCE),
        (replace(POOR, must=(("9,21",),)), Cause.VALUE),
        (replace(POOR, question="Dân số xã Yên Lãng là bao nhiêu?", evidence=("48.215 người",)), Cause.SENTENCE),
        (replace(POOR, kind="unanswerable", must=(), evidence=()), Cause.REFUSING),
    ],
)
def test_a_failure_is_put_down_to_the_stage_that_lost_it(small_assistant: Assistant, case: Case, cause: Cause) -> None:
    assert judged(small_assistant, case).cause is cause


def test_files_are_read_asked_and_written_about(small_assistant: Assistant, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    turns = [
        {"question": "Số hộ nghèo năm 2024?", "must": [["988"]], "evidence": ["988 hộ"]},
        {"question": "Còn năm 2025?", "must": [["790"]], "evidence": ["790 hộ"]},
    ]
    wrong = {
        "id": "q-2",
        "kind": "figure",
        "question": "Diện tích chè?",
        "must": [["999"]],
        "evidence": ["120,5ha chè"],
    }
    lines = [{"id": "c-1", "turns": turns}, wrong]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    cases = read_cases(path)
    assert isinstance(cases[0], Conversation)
    result = evaluate(small_assistant, "set", cases)
    assert result.shares["later turns right"] == (1, 1)
    assert result.shares["answer right"] == (0, 1)
    assert [failure.id for failure in result.failures] == ["q-2"]
    results = results_of([result])
    assert json.loads(as_json(results))["files"][0]["name"] == "set"
    assert "| answer right | 0.0% of 1 |" in page(results, "results.json")


@pytest.mark.parametrize(
    "line", ["{", '{"id": "x"}', '{"id": "x", "question": "?", "kind": "odd", "must": [], "evidence": []}']
)
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="dòng 2"):
        read_cases(path)
