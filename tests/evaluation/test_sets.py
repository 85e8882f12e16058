"""The sets of the benchmark, held against their manifest and the reports that they are about."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bc_qa.evaluation.judging import proves
from tests.conftest import BENCHMARKS, QUESTIONS

SETS: list[dict[str, Any]] = tomllib.loads((QUESTIONS / "manifest.toml").read_text(encoding="utf-8"))["set"]
TELLS = {
    "name",
    "files",
    "report",
    "holds",
    "author",
    "first_asked",
    "first_commit",
    "first_score",
    "built_on",
    "note",
}
TWINS = sorted((BENCHMARKS / "twins").glob("*.jsonl"))
WORLDS = sorted((BENCHMARKS / "worlds").glob("*.txt"))


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def plainly(text: str) -> str:
    return " ".join(text.casefold().split())


def test_the_manifest_names_every_file_once() -> None:
    named = [path for entry in SETS for pattern in entry["files"] for path in BENCHMARKS.glob(pattern)]
    standing = [*QUESTIONS.rglob("*.jsonl"), *(BENCHMARKS / "worlds").glob("*.jsonl"), *TWINS]
    assert sorted(named) == sorted(standing)


@pytest.mark.parametrize("entry", SETS, ids=lambda entry: str(entry["name"]))
def test_an_entry_tells_what_has_to_be_known(entry: dict[str, Any]) -> None:
    assert TELLS - {"note"} <= set(entry) <= TELLS
    assert list(BENCHMARKS.glob(entry["report"])) or (BENCHMARKS / entry["report"]).is_file()
    assert entry["built_on"] in (True, False)


def test_no_question_on_the_shipped_report_stands_twice() -> None:
    asked = [plainly(row["question"]) for path in QUESTIONS.glob("*.jsonl") for row in rows(path) if "question" in row]
    assert len(asked) == len(set(asked))
    assert len(asked) > 700


@pytest.mark.parametrize("report", WORLDS, ids=lambda path: path.stem)
def test_a_world_has_questions_talks_and_claims_that_its_report_proves(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    asked, talks, claims = (rows(report.with_suffix(f".{group}.jsonl")) for group in ("qa", "chat", "claims"))
    ids = [row["id"] for row in (*asked, *talks, *claims)]
    assert len(ids) == len(set(ids))
    for row in (*asked, *(turn for talk in talks for turn in talk["turns"])):
        if row.get("kind") != "unanswerable":
            assert row["must"]
            assert proves(text, row["evidence"]), row
    assert all(claim["quoted"] in claim["claim"] for claim in claims)


@pytest.mark.parametrize("twins", TWINS, ids=lambda path: path.stem)
def test_twins_are_proven_by_their_report(twins: Path) -> None:
    text = (BENCHMARKS / "worlds" / f"{twins.stem}.txt").read_text(encoding="utf-8")
    asked = rows(twins)
    assert len({row["id"] for row in asked}) == len(asked)
    assert sum(row["kind"] == "unanswerable" for row in asked) >= 10
    assert all(proves(text, row["evidence"]) for row in asked if row["kind"] != "unanswerable")
