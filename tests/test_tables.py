"""Tables that offices open: what stands in a cell comes back, and nothing in one is run."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bc_qa.tables import csv_bytes, xlsx_bytes

HOSTILE = ["=1+1", "@SUM(A1)", "+84", "-5", "\tx", "a\x00b"]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00")), min_size=1))
def test_a_csv_gives_its_cells_back_and_no_formula(cells: list[str]) -> None:
    raw = csv_bytes(["a"] * len(cells), [cells]).decode("utf-8-sig")
    read = list(csv.reader(StringIO(raw, newline="")))[1:]
    back = read[0] if read else [""]
    assert [cell.removeprefix("'") for cell in back] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in back)


def test_a_workbook_keeps_numbers_as_numbers_and_texts_as_texts() -> None:
    sheet = load_workbook(
        BytesIO(xlsx_bytes("Số liệu", ["x", "n"], [[text, Decimal("1.5")] for text in HOSTILE]))
    ).active
    assert sheet is not None
    assert [row[0].data_type for row in sheet.iter_rows(min_row=2)] == ["s"] * len(HOSTILE)
    assert {row[1].value for row in sheet.iter_rows(min_row=2)} == {1.5}
    assert sheet.freeze_panes == "A2"
