"""Texts as offices have them: lines broken at a width, contents, page numbers, rules, articles, markdown's marks."""

from __future__ import annotations

import pytest

from bc_qa.report.lines import lines_of
from bc_qa.report.paging import said
from bc_qa.report.passages import passages
from bc_qa.report.structure import read_structure, wrap_width
from bc_qa.types import Document, ParagraphKind, joined

WRAPPED = """BÁO CÁO
Kết quả sản xuất vụ Đông Xuân

MỤC LỤC
I. KẾT QUẢ SẢN XUẤT ......................................... 2
1. Gieo trồng, chăm sóc và phòng trừ sâu bệnh trên các loại
cây trồng chính của huyện ................................... 2
II. KẾ HOẠCH VỤ MÙA ......................................... 5

I. KẾT QUẢ SẢN XUẤT
     1. Gieo trồng, chăm sóc và phòng trừ sâu bệnh trên các loại cây
trồng chính của huyện
     Toàn huyện gieo cấy 1.245 ha lúa, đạt 102% kế hoạch (cùng kỳ 98%)
Mường So gieo nhiều nhất; năng suất 58,4 tạ/ha. Trong đó có cả xã Bản
                              - 3 -
Mạ 312 ha, xã Nà Hỳ 287 ha. Diện tích nhiễm rầy nâu năm nay là khoảng
45 ha, đã phun trừ 100%./.
---
     2. Giao quân 06 thanh niên, đạt 100%. Dân quân có 84 người, trong đó
nữ 13 người. Xã có 7,2 km đường.
     - Ngô lai: 654 ha, chủ yếu ở các xã vùng thấp, năng suất bình quân
đạt 45,6 tạ/ha;
     - Ngô nếp: 222 ha, trồng ở các bản vùng cao, năng suất bình quân chỉ
đạt 31,2 tạ/ha.
II. KẾ HOẠCH VỤ MÙA
     Gieo cấy 1.300 ha.
"""


def texts(document: Document) -> list[str]:
    return [joined(document.text, paragraph.spans) for paragraph in document.paragraphs]


def titles(document: Document) -> list[str]:
    return [section.title for section in document.sections]


def test_lines_broken_at_a_width_are_joined_and_contents_left_out() -> None:
    document = read_structure("x", WRAPPED, "x")
    assert titles(document) == [
        "I. KẾT QUẢ SẢN XUẤT",
        "1. Gieo trồng, chăm sóc và phòng trừ sâu bệnh trên các loại cây trồng chính của huyện",
        "II. KẾ HOẠCH VỤ MÙA",
    ]
    assert texts(document)[3:] == [
        "Toàn huyện gieo cấy 1.245 ha lúa, đạt 102% kế hoạch (cùng kỳ 98%) Mường So gieo nhiều nhất; năng suất 58,4 "
        "tạ/ha. Trong đó có cả xã Bản Mạ 312 ha, xã Nà Hỳ 287 ha. Diện tích nhiễm rầy nâu năm nay là khoảng 45 ha, đã "
        "phun trừ 100%./.",
        "2. Giao quân 06 thanh niên, đạt 100%. Dân quân có 84 người, trong đó nữ 13 người. Xã có 7,2 km đường.",
        "- Ngô lai: 654 ha, chủ yếu ở các xã vùng thấp, năng suất bình quân đạt 45,6 tạ/ha;",
        "- Ngô nếp: 222 ha, trồng ở các bản vùng cao, năng suất bình quân chỉ đạt 31,2 tạ/ha.",
        "II. KẾ HOẠCH VỤ MÙA",
        "Gieo cấy 1.300 ha.",
    ]
    found = [passage.text for passage in passages(document, 400)]
    assert not any("...." in text or "- 3 -" in text or "---" in text for text in found)


def test_a_note_broken_at_a_width_is_whole() -> None:
    document = read_structure(
        "x",
        f"{WRAPPED}\n3. Thu ngân sách đạt 9,5 tỷ đồng¹, còn chi ngân sách trong năm là\n8,2 tỷ đồng.\n"
        "¹ Lớn nhất là cầu Bà Tám Nhãn, dài 46 m, hợp long vào ngày 22/8/2023,\n"
        "Công ty Bình Minh ủng hộ 1,5 tỷ đồng; vốn của xã là 9,7\n- 4 -\n\nIII. KIẾN NGHỊ\nKhông có.\n",
        "x",
    )
    assert [joined(document.text, note.spans) for note in document.footnotes] == [
        "Lớn nhất là cầu Bà Tám Nhãn, dài 46 m, hợp long vào ngày 22/8/2023, Công ty Bình Minh ủng hộ 1,5 tỷ đồng; "
        "vốn của xã là 9,7"
    ]
    assert titles(document)[-1] == "III. KIẾN NGHỊ"


def test_rows_of_a_table_tell_no_width() -> None:
    rows = "\n".join(
        f"| {n} | Đường liên xã từ trung tâm đi các bản vùng cao, dài {n} km | {n} tỷ đồng |" for n in range(9)
    )
    assert wrap_width(lines_of(f"{WRAPPED}{rows}")) == 69


def test_what_stands_behind_the_signature_is_read() -> None:
    body = "\n".join(["Toàn xã có 100 hộ¹, đạt kế hoạch.", *(f"Bản {n} có {n}00 hộ." for n in range(2, 9))])
    document = read_structure(
        "x",
        f"Số: 12/BC-UBND\n\nI. KẾT QUẢ\n{body}\n\nTRƯỞNG PHÒNG\n(Đã ký)\nTrịnh Quốc Kháng\n\nGhi chú:\n"
        "¹ Trừ bản Mạ.\n\nPHỤ LỤC: Số hộ\nXã | Số hộ | Hộ nghèo\nNà Hỳ | 120 | 14\nTính đến cuối năm.\n",
        "x",
    )
    assert titles(document) == ["I. KẾT QUẢ"]
    assert [(p.kind, joined(document.text, p.spans), p.section, p.note) for p in document.paragraphs[-7:]] == [
        (ParagraphKind.SIGNATURE, "TRƯỞNG PHÒNG (Đã ký) Trịnh Quốc Kháng", None, None),
        (ParagraphKind.TEXT, "Ghi chú:", None, None),
        (ParagraphKind.TEXT, "Trừ bản Mạ.", "s1", 1),
        (ParagraphKind.TEXT, "PHỤ LỤC: Số hộ", None, None),
        (ParagraphKind.TABLE, "Xã | Số hộ | Hộ nghèo", None, None),
        (ParagraphKind.TABLE, "Nà Hỳ | 120 | 14", None, None),
        (ParagraphKind.TEXT, "Tính đến cuối năm.", None, None),
    ]
    assert document.unplaced == ()


def test_a_text_whose_paragraphs_are_lines_has_no_width() -> None:
    long = "Toàn huyện gieo cấy 1.245 ha lúa, đạt 102% kế hoạch năm. "
    assert wrap_width(lines_of("\n".join(long * n for n in range(1, 12)))) == 0
    assert wrap_width(lines_of(WRAPPED)) == 69


def test_page_numbers_count_on_a_page_apart_and_cells_are_none() -> None:
    page = "Trong kỳ, huyện đã giải ngân 12,5 tỷ đồng vốn đầu tư công cho 14 công trình giao thông.\n" * 5
    document = read_structure("x", f"I. KẾT QUẢ\n{page}2\n{page}3\n{page}Trang 4/9\n{page}[5]\n", "x")
    assert not {"2", "3", "Trang 4/9"} & set(texts(document))
    signed = read_structure("x", f"I. KẾT QUẢ\n{page}2\n{page}3\n{page}TM. UBND XÃ\nVàng Thị Mai\n4\n", "x")
    assert texts(signed)[-1] == "TM. UBND XÃ Vàng Thị Mai"
    cells = said(lines_of(f"I. KẾT QUẢ\n{page}TT\nXã\n1\nMường So\n2\nBản Lang\n{page}17\n{page}"))
    assert {"1", "2", "17"} <= {line.text for line in cells}


def test_articles_are_headings_with_their_text() -> None:
    document = read_structure(
        "x",
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh\n1. Mức hỗ trợ là 1.200.000 đồng/người, chi hằng quý; "
        "mức này không đổi.\nĐiều 2. Giao Ủy ban nhân dân xã tổ chức thực hiện.\nĐiều kiện được hưởng là có hộ khẩu.\n",
        "x",
    )
    assert [(section.level, section.title) for section in document.sections] == [
        (1, "Chương I QUY ĐỊNH CHUNG"),
        (2, "Điều 1. Phạm vi điều chỉnh"),
        (2, "Điều 2."),
    ]
    article = next(p for p in document.paragraphs if "Giao Ủy ban" in joined(document.text, p.spans))
    assert (article.kind, document.path(article.section)[-1]) == (ParagraphKind.TEXT, "Điều 2.")
    assert texts(document)[-1] == "Điều kiện được hưởng là có hộ khẩu."


@pytest.mark.parametrize("line", ["> TM. SỞ Y TẾ", "> > TM. SỞ Y TẾ"])
def test_a_quotation_mark_of_markdown_is_no_text(line: str) -> None:
    document = read_structure("x", f"# BÁO CÁO\n\nTỉnh có 124 trạm y tế.\n\n{line}\n> Trần Văn Bách\n", "x")
    assert document.paragraphs[-1].kind is ParagraphKind.SIGNATURE
    assert texts(document)[-1] == "TM. SỞ Y TẾ Trần Văn Bách"
    kept = read_structure("x", "Tỷ lệ cần đạt:\n\n> 90% số hộ\n", "x")
    assert "> 90% số hộ" in texts(kept)
