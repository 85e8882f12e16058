"""Pages become one text: tables that go on over a page, empty lines, columns side by side, calls that are raised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bc_qa.files.composing import Block, composed
from bc_qa.files.pdf_lines import Line, lines_of
from bc_qa.report.passages import _table_leads
from bc_qa.report.structure import read_structure
from bc_qa.types import ParagraphKind

HEADS = "TT | Chỉ tiêu | Kế hoạch"


def line(text: str, top: float, size: float = 14, left: float = 100, right: float = 500) -> Line:
    return Line(text, left, right, top, top + size, size, False, 30)


def rows(*pages: Sequence[Block]) -> list[str]:
    return [row for row in composed("x.pdf", pages).text.split("\n") if row]


def test_a_table_goes_on_over_a_page_without_its_headings_again() -> None:
    first = [
        line("Số liệu về các chỉ tiêu chính của xã như sau, tính đến cuối năm:", 80),
        [HEADS, "1 | Lúa (ha) | 120"],
    ]
    assert rows(first, [[HEADS, "2 | Ngô (ha) | 80"]]) == [
        first[0].text,
        HEADS,
        "1 | Lúa (ha) | 120",
        "2 | Ngô (ha) | 80",
    ]
    assert "\n\n2 | Ngô" not in composed("x.pdf", (first, [["2 | Ngô (ha) | 80"]])).text


def test_a_row_that_the_end_of_a_page_cuts_is_one() -> None:
    assert rows([[HEADS, "1 | Tôm càng xanh | 600"]], [[" | xen lúa (ha) | ", "2 | Ngô (ha) | 80"]]) == [
        HEADS,
        "1 | Tôm càng xanh xen lúa (ha) | 600",
        "2 | Ngô (ha) | 80",
    ]


def test_another_table_on_the_next_page_stands_apart() -> None:
    made = composed("x.pdf", ([[HEADS, "1 | Lúa (ha) | 120"]], [["Xã | Hộ nghèo | Tỷ lệ", "Nà Hỳ | 12 | 3%"]])).text
    assert "1 | Lúa (ha) | 120\n\n\nXã | Hộ nghèo" in made


def test_a_note_at_the_foot_of_a_page_does_not_end_a_table() -> None:
    prose, note = line("Xã có 120 ha lúa¹ và 80 ha ngô, đạt kế hoạch:", 80), line("1 Trừ bản Mạ.", 700, 10)
    first = [prose, [HEADS, "1 | Lúa | 120"], note]
    document = read_structure("x", composed("x.pdf", (first, [["2 | Ngô (ha) | 80"]])).text, "x")
    assert [note.number for note in document.footnotes] == [1]
    last = len(document.paragraphs) - 1
    assert document.paragraphs[last].kind is ParagraphKind.TABLE
    assert _table_leads(document)[last][-1] == HEADS


def test_lines_as_far_apart_as_an_empty_line_stand_so_in_the_text() -> None:
    near = [line("Lai Châu, ngày 2 tháng 5 năm 2024", 80), line("BÁO CÁO", 130), line("Kết quả năm 2024", 150)]
    assert "2024\n\nBÁO CÁO" in composed("x.pdf", (near,)).text


def test_a_title_in_the_middle_goes_on_over_two_lines_and_begins_a_page() -> None:
    first = Line("KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI LẦN THỨ XIII, NHIỆM", 100, 500, 80, 94, 14, True, 30)
    second = Line("KỲ 2020 - 2025", 250, 350, 96, 110, 14, True, 20)
    full = line("Xe buýt chở 3,1 triệu lượt khách, trợ giá 27,4 tỷ đồng, giá vé đồng hạng là 12.000", 700)
    assert rows([full], [first, second, line("Có 12 xã.", 140)])[:2] == [full.text, f"{first.text} {second.text}"]


def chars(text: str, left: float, top: float, size: float = 14) -> list[dict[str, Any]]:
    return [
        {"text": char, "x0": left + 7 * n, "x1": left + 7 * n + 7, "top": top, "bottom": top + size, "size": size,
         "fontname": "Times"}
        for n, char in enumerate(text)
    ]  # fmt: skip


def test_the_left_of_two_columns_is_whole_where_the_right_is_shorter() -> None:
    written = [*chars("UBND XÃ", 120, 80), *chars("Nà Hỳ, ngày 2", 350, 80), *chars("BAN DÂN TỘC", 106, 96),
               *chars("Số: 12", 123.5, 112), *chars("I. Kết quả", 100, 180)]  # fmt: skip
    assert [line.text for line in lines_of(written)] == [
        "UBND XÃ",
        "BAN DÂN TỘC",
        "Số: 12",
        "Nà Hỳ, ngày 2",
        "I. Kết quả",
    ]


def test_a_call_raised_with_its_brackets_is_as_it_is_typed() -> None:
    small = chars("[1]", 100 + 7 * 9, 80, 8)
    assert lines_of([*chars("Có 52 hộ.", 100, 80), *small])[0].text == "Có 52 hộ.[1]"


def test_a_word_broken_behind_its_hyphen_or_slash_is_whole() -> None:
    cut = [line("Chính sách hỗ trợ sản xuất nông nghiệp giai đoạn 2019-", 80), line("2024 theo Thông tư 42/", 96),
           line("2013 và tăng 3 -", 112), line("4 ha", 128)]  # fmt: skip
    assert rows(cut) == [
        "Chính sách hỗ trợ sản xuất nông nghiệp giai đoạn 2019-2024 theo Thông tư 42/2013 và tăng 3 - 4 ha"
    ]


def test_a_note_that_counts_on_begins_behind_a_line_that_ended() -> None:
    body = [
        line("Xã trồng cây ăn quả như¹ và làm các sản phẩm như² để bán ở chợ phiên.", 80 + 16 * n) for n in range(3)
    ]
    cut = "2 Gạo nếp tan, chè cổ thụ, tỷ lệ là"
    notes = [line("1 584 ha mắc ca", 700, 10, right=300), line(cut, 712, 10), line("22,5% số hộ", 724, 10)]
    assert rows([*body, *notes])[-2:] == ["¹ 584 ha mắc ca", "² Gạo nếp tan, chè cổ thụ, tỷ lệ là 22,5% số hộ"]


def test_the_rest_of_a_note_on_the_next_page_is_put_to_it() -> None:
    prose = [line(f"Huyện có 170 đội văn nghệ¹ ở các xã, các đội hoạt động tốt {n}.", 80 + 16 * n) for n in range(4)]
    first, rest = line("1 Gồm 12 đội của xã Mường So, trong đó có", 700, 10), line("hai đội mới lập.", 700, 10)
    text = composed("x.pdf", ([*prose, first], [*prose, rest])).text
    assert "¹ Gồm 12 đội của xã Mường So, trong đó có hai đội mới lập.\n" in text
