"""The table of figures: how this and other reports write them, and what each is read as."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bc_qa.figures.grammar import figures
from bc_qa.types import FigureKind

TABLE = Path(__file__).parent.parent / "data" / "figures.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
COMPOUNDS = frozenset(
    "tỷ_lệ sản_phẩm học_sinh lao_động giáo_viên thuê_bao giường_bệnh đồng_chí bác_sĩ tiêu_chí bệnh_viện "
    "phòng_khám".split()
)


def _decimal(case: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(case[name]) if name in case else None


@pytest.mark.parametrize("case", CASES, ids=[f"{case['text'][:40]}|{case['written']}" for case in CASES])
def test_a_figure_is_read_as_the_table_has_it(case: dict[str, Any]) -> None:
    read = figures(case["text"], COMPOUNDS, words=case.get("words", False))
    found = next((f for f in read if f.text == case["written"] and f.kind is FigureKind(case["kind"])), None)
    assert found is not None, read
    assert (found.value, found.upper, found.base) == tuple(_decimal(case, name) for name in ("value", "upper", "base"))
    assert found.unit == case.get("unit", "")
    assert found.base_unit == case.get("base_unit", "")
    assert found.qualifier == case.get("qualifier", "")
    assert found.span.of(case["text"]) == found.text


def test_the_table_is_long_enough_to_be_worth_its_name() -> None:
    assert len(CASES) >= 150
    assert {case["kind"] for case in CASES} == set(FigureKind) - {FigureKind.NAME}
