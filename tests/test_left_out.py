"""Floors on reports that nothing was trained or fitted on, with the trained reader: guards against loss.

Which reports these are stands in training/reports.toml; what was reached, and by what, in docs/evaluation.md.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bc_qa.evaluation.run import measure
from bc_qa.evaluation.sets import askings
from bc_qa.evaluation.summary import summed
from bc_qa.settings import Settings
from tests.conftest import BENCHMARKS, ROOT

pytestmark = pytest.mark.slow
PLAN = tomllib.loads((ROOT / "training" / "reports.toml").read_text(encoding="utf-8"))
WORLDS = BENCHMARKS / "worlds"


def named(beginning: str) -> list[Path]:
    return sorted(WORLDS.glob(f"{beginning}*.txt"))


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """What single questions on two of the reports left out come to."""
    index = tmp_path_factory.mktemp("left-out")
    settings = Settings(index=index, reader="packaged", sure=Settings.model_fields["sure"].default)
    files = [report.with_suffix(".qa.jsonl") for name in PLAN["test"][:2] for report in named(name)]
    result = summed("left out", list(measure(askings(files, settings), False, lambda *_: None)))
    return {name: right / of for name, (right, of) in result.shares.items()}


@pytest.mark.parametrize(
    ("measured", "floor"),
    [
        ("answer right", 0.60),
        ("right place shown", 0.80),
        ("unanswerable refused", 0.75),
        ("first value right", 0.60),
    ],
)
def test_a_floor_is_held(shares: dict[str, float], measured: str, floor: float) -> None:
    assert shares[measured] >= floor


@pytest.mark.parametrize(("measured", "most"), [("wrongly denied", 0.04), ("of all, asserted wrong", 0.12)])
def test_a_fault_stays_rare(shares: dict[str, float], measured: str, most: float) -> None:
    assert shares[measured] <= most


def test_no_report_is_both_learnt_from_and_judged_on() -> None:
    parts = [PLAN["calibrate"], PLAN["test"]]
    assert not set(parts[0]) & set(parts[1])
    assert all(named(name) for part in parts for name in part)
    assert len([report for report in WORLDS.glob("*.txt") if not report.stem.startswith((*parts[0], *parts[1]))]) >= 40
