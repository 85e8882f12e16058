"""Years set against one another: operands, what is worked out, the series, and what keeps years from being compared."""

from pathlib import Path

import pytest

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.settings import Settings


@pytest.mark.parametrize(
    ("question", "computed", "values"),
    [
        ("Tỷ lệ hộ nghèo năm 2023 so với năm 2025 giảm bao nhiêu?", "giảm 4,02 điểm phần trăm", ("11,37%", "7,35%")),
        ("Số hộ nghèo từ 2023 đến 2025 giảm bao nhiêu hộ?", "giảm 414 hộ", ("1.204 hộ", "988 hộ", "790 hộ")),
        ("Số hộ nghèo năm 2024 so với 2025 giảm bao nhiêu phần trăm?", "giảm 20,04%", ("988 hộ", "790 hộ")),
    ],
)
def test_a_change_is_worked_out_with_both_operands(
    small_assistant: Assistant, question: str, computed: str, values: tuple[str, ...]
) -> None:
    reply = small_assistant.ask(question)
    assert reply.computed[0].text == computed
    assert reply.values == values
    assert computed in reply.answer
    quotes = " ".join(citation.quote for citation in reply.citations)
    assert all(value in quotes for value in values)


def test_three_years_make_a_series(small_assistant: Assistant) -> None:
    reply = small_assistant.ask("Tỷ lệ hộ nghèo qua các năm thay đổi thế nào?")
    (series,) = reply.series
    assert [(point.period, point.text) for point in series.points] == [
        ("2023", "11,37%"), ("2024", "9,21%"), ("2025", "7,35%"),
    ]  # fmt: skip
    assert series.unit == "%"
    assert all(point.text in reply.citations[point.citation - 1].quote for point in series.points)


@pytest.mark.parametrize(
    ("question", "year"), [("Năm nào số hộ nghèo cao nhất?", "2023"), ("Năm nào ít hộ nghèo nhất?", "2025")]
)
def test_the_year_of_the_highest_stands_first(small_assistant: Assistant, question: str, year: str) -> None:
    assert year in small_assistant.ask(question).values[0]


def test_a_change_of_standard_is_said(shipped_assistant: Assistant) -> None:
    reply = shipped_assistant.ask("Tỷ lệ hộ nghèo từ 2019 đến 2023 thay đổi thế nào?")
    assert len(reply.series[0].points) == 5
    assert "chuẩn khác nhau" in reply.answer


TABLE = """BÁO CÁO
Tình hình bảo hiểm y tế năm 2022

Biểu 1. Người tham gia giai đoạn 2018 - 2022 (người)
Nhóm | 2018 | 2020 | 2022
Hộ gia đình đóng | 40.318 | 42.466 | 46.527
Học sinh, sinh viên | 20.111 | 21.222 | 23.333
"""


def test_years_that_stand_in_the_heading_of_a_table_are_cited(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "bieu.txt").write_text(TABLE, encoding="utf-8")
    chosen = Settings(corpus=corpus, index=tmp_path / "index", model="hash")
    build(chosen)
    reply = Assistant.open(settings=chosen).ask("Hộ gia đình đóng từ năm 2018 đến năm 2022 thay đổi thế nào?")
    assert not caplog.records
    assert {"40.318", "46.527"} <= {value.split()[0] for value in reply.values}
    assert any("Nhóm | 2018" in citation.quote for citation in reply.citations)
