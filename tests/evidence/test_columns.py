"""Tables: columns, units that stand in a heading or a cell of their own, what a row and a column are of."""

import pytest

from bc_qa.evidence.columns import columns, heading_of, named
from bc_qa.evidence.items import is_label, period_of
from bc_qa.evidence.reading import Reading, read_passage
from bc_qa.report.passages import passages
from bc_qa.report.structure import read_structure
from bc_qa.types import ParagraphKind

TEXT = """Bảng 1. Một số chỉ tiêu chủ yếu
TT | Chỉ tiêu | ĐVT | TH 2024 | KH 2025 | Tỷ lệ (%)
1 | Sản lượng muối | tấn | 14.280 | 13.500 | 96,0
2 | Thu ngân sách | tỷ đồng | 81,15 | 78 | 110,8
3 | Nhà học 3 tầng | nhà | 2 | 4 | 200
"""
MARKDOWN = """| Công trình | Dài (km) |
|---|---|
| Đường liên thôn | 12,5 |
"""


def rows(text: str) -> list[Reading]:
    document = read_structure("d", text, "d")
    made = [passage for passage in passages(document, 400) if "|" in passage.text]
    return [read_passage(passage, frozenset(), ParagraphKind.TABLE, True, ()) for passage in made]


def test_each_row_is_a_passage_under_its_headings() -> None:
    document = read_structure("d", TEXT, "d")
    found = [passage for passage in passages(document, 400) if "|" in passage.text]
    assert [passage.text.split(" | ")[0] for passage in found] == ["TT", "1", "2", "3"]
    assert columns(found[1].context.rpartition(" · ")[2])[3] == "TH 2024"
    assert "Bảng 1. Một số chỉ tiêu chủ yếu" in found[3].context


@pytest.mark.parametrize(
    ("row", "text", "unit", "base_unit", "heading"),
    [
        (1, "14.280", "tấn", "kg", "TH 2024"),
        (2, "81,15", "tỷ đồng", "đồng", "TH 2024"),
        (2, "78", "tỷ đồng", "đồng", "KH 2025"),
        (2, "110,8", "%", "%", "Tỷ lệ (%)"),  # a column's own unit before the row's
        (3, "4", "nhà", "nhà", "KH 2025"),
    ],
)
def test_a_bare_number_has_the_unit_of_its_row_or_column(
    row: int, text: str, unit: str, base_unit: str, heading: str
) -> None:
    reading = rows(TEXT)[row]
    figure = next(figure for figure in reading.figures if figure.text == text)
    assert (figure.unit, figure.base_unit) == (unit, base_unit)
    assert heading_of(reading.passage.text, reading.columns, figure) == heading


def test_what_a_row_is_of_and_what_only_counts() -> None:
    reading = rows(TEXT)[3]
    text = reading.passage.text
    assert [cell.of(text) for cell in named(text, reading.figures, reading.columns)] == ["Nhà học 3 tầng"]
    assert [figure.text for figure in reading.figures if is_label(reading, figure)] == ["3", "3 tầng"]


def test_the_year_of_a_column_is_that_of_its_figures() -> None:
    reading = rows(TEXT)[1]
    figure = next(figure for figure in reading.figures if figure.text == "13.500")
    assert period_of(reading, figure) == {2025}


def test_the_rule_of_a_markdown_table_is_no_passage() -> None:
    reading = rows(MARKDOWN)[1]
    assert [row.passage.text for row in rows(MARKDOWN)] == ["| Công trình | Dài (km) |", "| Đường liên thôn | 12,5 |"]
    assert reading.figures[0].base_unit == "m"
