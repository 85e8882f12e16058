"""A workbook is read as it is shown: numbers under their formats, merged cells, what is hidden left out."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from bc_qa.drafts.reading import read_file
from bc_qa.errors import UnsupportedFile
from bc_qa.files.xlsx import number_shown, read_xlsx
from bc_qa.report.structure import read_structure
from bc_qa.types import ParagraphKind


@pytest.fixture
def book() -> Workbook:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for place, text in {
        "A1": "UBND XÃ BẢN KHOANG", "D1": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "A2": "Số: 12/BC-UBND", "D2": "Bản Khoang, ngày 05 tháng 3 năm 2024",
        "A4": "BẢNG TỔNG HỢP GIEO TRỒNG", "A5": "TT", "B5": "Cây trồng", "C5": "Diện tích (ha)", "E5": "Ngày",
        "C6": 2023, "D6": 2024, "A7": 1, "B7": "Lúa", "C7": 85327, "D7": 1234.5, "E7": date(2024, 3, 5),
        "A8": 2, "B8": "Ngô", "C8": 97.229, "D8": "", "E8": None,
    }.items():  # fmt: skip
        sheet[place] = text
    for area in ("A1:C1", "D1:E1", "A2:C2", "D2:E2", "A4:E4", "C5:D5", "A5:A6", "B5:B6", "E5:E6"):
        sheet.merge_cells(area)
    sheet["C7"].number_format = "#,##0"
    sheet["D7"].number_format = "#,##0.00"
    return made


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_sheet_is_its_head_its_title_and_its_rows(book: Workbook) -> None:
    assert read_xlsx("a.xlsx", saved(book)).text.split("\n") == [
        "UBND XÃ BẢN KHOANG",
        "Số: 12/BC-UBND",
        "",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Bản Khoang, ngày 05 tháng 3 năm 2024",
        "",
        "BẢNG TỔNG HỢP GIEO TRỒNG",
        "",
        "TT | Cây trồng | Diện tích (ha) | Diện tích (ha) | Ngày",
        "TT | Cây trồng | 2023 | 2024 | Ngày",
        "1 | Lúa | 85.327 | 1.234,50 | 05/03/2024",
        "2 | Ngô | 97,229 |  | ",
        "",
    ]


def test_named_sheets_are_sections_and_hidden_ones_are_not_read(book: Workbook) -> None:
    named = book.create_sheet("Xã hội")
    for row in (("Chỉ tiêu", "Giá trị", "Ghi chú"), ("Hộ nghèo", 12, "ẩn"), ("Hộ khá", 30, "ẩn")):
        named.append(row)
    named.column_dimensions["C"].hidden = True
    named.row_dimensions[3].hidden = True
    hidden = book.create_sheet("Nháp")
    hidden["A1"] = "chưa duyệt"
    hidden.sheet_state = "hidden"
    text = read_xlsx("a.xlsx", saved(book)).text
    assert text.endswith("# Xã hội\n\n| Chỉ tiêu | Giá trị |\n| Hộ nghèo | 12 |\n")
    found = read_structure("x", text, "x")
    assert found.number == "12/BC-UBND"
    assert "Xã hội" in [section.title for section in found.sections]
    assert sum(paragraph.kind is ParagraphKind.TABLE for paragraph in found.paragraphs) == 6


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (2024, "General", "2024"),
        (0.1 + 0.2, "General", "0,3"),
        (85327, "#,##0", "85.327"),
        (1234567.891, "#,##0.0", "1.234.567,9"),
        (0.3793, "0.00%", "37,93%"),
        (0.5, "0%", "50%"),
        (12, '0" ha"', "12 ha"),
        (-1500, "#,##0;[Red]-#,##0", "-1.500"),
        (4.5, "0.##", "4,5"),
        (1500, "_(* #,##0_);_(* (#,##0)", "1.500"),
        (12.5, "@", "12,5"),
    ],
)
def test_a_number_is_written_as_its_format_shows_it(value: float, number_format: str, shown: str) -> None:
    assert number_shown(value, number_format) == shown


def test_a_formula_without_a_value_is_told(book: Workbook) -> None:
    book.active["D8"] = "=SUM(D7:D7)"  # type: ignore[index]
    assert "công thức" in read_xlsx("a.xlsx", saved(book)).noted[0]


def test_a_draft_may_be_a_workbook(book: Workbook) -> None:
    assert "1 | Lúa | 85.327" in read_file("a.xlsx", saved(book)).text


def test_what_is_no_sound_workbook_is_refused(book: Workbook) -> None:
    content = saved(book)
    with pytest.raises(UnsupportedFile, match="bị hỏng"):
        read_xlsx("a.xlsx", content[: len(content) // 2])
    with pytest.raises(UnsupportedFile, match="không có ô nào"):
        read_xlsx("a.xlsx", saved(Workbook()))
    file = BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as package:
        package.writestr("xl/worksheets/sheet9.xml", b" " * 31_000_000)
    with pytest.raises(UnsupportedFile, match="quá lớn"):
        read_xlsx("a.xlsx", file.getvalue())
