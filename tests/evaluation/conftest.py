"""A small world: the made-up report with a few questions, a talk and claims beside it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from bc_qa.evaluation.outcomes import Outcome
from tests.conftest import SMALL

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "q-1",
        "kind": "figure",
        "question": "Số hộ nghèo năm 2024 là bao nhiêu?",
        "must": [["988"]],
        "evidence": ["tổng số hộ nghèo 988 hộ"],
    },
    {
        "id": "q-2",
        "kind": "yesno",
        "question": "Toàn huyện có 12 xã, thị trấn phải không?",
        "must": [["12 xã"]],
        "evidence": ["12 xã, thị trấn"],
    },
    {"id": "q-3", "kind": "unanswerable", "question": "Năm 1987 có bao nhiêu hộ nghèo?", "why": "ngoài báo cáo"},
]
TALK = {
    "id": "c-1",
    "turns": [
        {"question": "Số hộ nghèo năm 2024?", "must": [["988"]], "evidence": ["988 hộ"]},
        {"question": "Còn năm 2025?", "must": [["790"]], "evidence": ["790 hộ"]},
        {"question": "Năm 1987 có bao nhiêu hộ nghèo?", "kind": "unanswerable"},
    ],
}
CLAIMS = [
    {"id": "k-1", "claim": "Năm 2024, huyện có 988 hộ nghèo.", "quoted": "988 hộ", "verdict": "supported"},
    {"id": "k-2", "claim": "Năm 2024, huyện có 989 hộ nghèo.", "quoted": "989 hộ", "verdict": "contradicted"},
]


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Return the report of a world of two reports, in a folder of its own."""
    folder = tmp_path / "worlds"
    folder.mkdir()
    for name in ("mot", "hai"):
        shutil.copyfile(SMALL, folder / f"{name}.txt")
        for group, rows in (("qa", QUESTIONS), ("chat", [TALK]), ("claims", CLAIMS)):
            lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
            (folder / f"{name}.{group}.jsonl").write_text(lines, encoding="utf-8")
    return folder / "mot.txt"


def outcome(name: str, right: bool = True, **told: Any) -> Outcome:
    """Return the outcome of a question for a figure, answered; told otherwise where it is."""
    plain: dict[str, Any] = {
        "set": "s",
        "id": name,
        "kind": "figure",
        "report": "r",
        "question": f"{name}?",
        "status": "answered",
        "answer": "12 xã",
        "values": ("12 xã",),
        "quotes": (),
        "right": right,
        "value": right,
        "cite": right,
        "cite3": right,
        "cause": "" if right else "picking the value",
    }
    return Outcome(**{**plain, **told})
