"""Who issued a document, under whom, and its number, as offices write them at its head."""

import pytest

from bc_qa.report.lines import Rank, heading_rank
from bc_qa.report.structure import read_structure
from bc_qa.types import ParagraphKind

BODY = "\n\nI. KẾT QUẢ\nNăm 2023, toàn xã còn 61 hộ nghèo, giảm 12 hộ so với năm trước.\n"


@pytest.mark.parametrize(
    ("head", "number", "issuer", "superior"),
    [
        ("UBND TỈNH A\nSỞ Y TẾ\nSố: 12/BC-SYT", "12/BC-SYT", "SỞ Y TẾ", "UBND TỈNH A"),
        ("ỦY BAN NHÂN DÂN\nXÃ TÂN HÒA\nSố: 5/BC-UBND", "5/BC-UBND", "ỦY BAN NHÂN DÂN XÃ TÂN HÒA", None),
        (
            "**UBND HUYỆN B**\n**PHÒNG GIÁO DỤC VÀ ĐÀO TẠO**\nSố: 7/BC-PGDĐT",
            "7/BC-PGDĐT", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "UBND HUYỆN B",
        ),
        ("HỘI NÔNG DÂN TỈNH A\nHỘI NÔNG DÂN HUYỆN B\n*\nSố 64-BC/BCH", "64-BC/BCH", "HỘI NÔNG DÂN HUYỆN B",
         "HỘI NÔNG DÂN TỈNH A"),
        ("TỈNH ỦY A\nHUYỆN ỦY B\n*\nSố 18-BC/HU", "18-BC/HU", "HUYỆN ỦY B", "TỈNH ỦY A"),
        (
            "HỘI NGƯỜI CAO TUỔI XÃ C\nBAN CHẤP HÀNH\nSố: 9/BC-NCT",
            "9/BC-NCT", "BAN CHẤP HÀNH HỘI NGƯỜI CAO TUỔI XÃ C", "HỘI NGƯỜI CAO TUỔI XÃ C",
        ),
        (
            "UBND XÃ C\nBAN CHỈ ĐẠO\nCHƯƠNG TRÌNH PHÒNG, CHỐNG ĐUỐI NƯỚC\nSố: 2/BC-BCĐ",
            "2/BC-BCĐ", "BAN CHỈ ĐẠO CHƯƠNG TRÌNH PHÒNG, CHỐNG ĐUỐI NƯỚC", "UBND XÃ C",
        ),
        (
            "UBND TỈNH A\nBAN CHỈ HUY PHÒNG, CHỐNG THIÊN TAI\nVÀ TÌM KIẾM CỨU NẠN\nSố: 3/BC-BCH",
            "3/BC-BCH", "BAN CHỈ HUY PHÒNG, CHỐNG THIÊN TAI VÀ TÌM KIẾM CỨU NẠN", "UBND TỈNH A",
        ),
    ],
)  # fmt: skip
def test_the_office_that_stands_last_issued_it(head: str, number: str, issuer: str, superior: str | None) -> None:
    text = f"{head}\nA, ngày 10 tháng 01 năm 2024\n\nBÁO CÁO\nTình hình năm 2023{BODY}"
    found = read_structure("a", text, "a")
    assert (found.number, found.issuer, found.superior) == (number, issuer, superior)


def test_minutes_are_titled_as_such() -> None:
    text = f"UBND XÃ C\nSố: 4/BB-UBND\n\nBIÊN BẢN\nHội nghị giao ban tháng 5{BODY}"
    assert read_structure("a", text, "a").title == "BIÊN BẢN Hội nghị giao ban tháng 5"


def test_a_number_within_a_sentence_is_not_the_documents_own() -> None:
    text = f"BÁO CÁO\nThực hiện Chỉ thị Số 12-CT/TU về công tác dân vận{BODY}"
    assert read_structure("a", text, "a").number is None


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Phần IV. Đi làm việc ở nước ngoài", True),
        ("Chương 2. Mạng lưới thu", True),
        ("PHẦN A. TÒA ÁN NHÂN DÂN HUYỆN", True),
        ("Phần thứ hai", True),
        ("Phần lớn hộ nghèo là người cao tuổi", False),
        ("Phần mềm bệnh án điện tử. Đã cài xong", False),
        ("Chương trình mục tiêu quốc gia", False),
    ],
)
def test_a_part_is_counted_or_named(line: str, heading: bool) -> None:
    assert (heading_rank(line) == Rank.PART) is heading


def test_a_head_of_two_sides_on_one_line_names_the_issuer() -> None:
    document = read_structure(
        "x",
        "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ MẠ              Độc lập - Tự do - Hạnh phúc\n"
        "Số: 318/BC-UBND          Xã Mạ, ngày 09 tháng 10 năm 2023\n\nBÁO CÁO\nThu, chi\n\nI. THU\nCó 3 tỷ.\n",
        "x",
    )
    assert (document.issuer, document.number) == ("ỦY BAN NHÂN DÂN XÃ MẠ", "318/BC-UBND")


def test_prose_right_under_the_title_is_no_head_where_lines_are_broken() -> None:
    grounds = (
        "Căn cứ Nghị quyết số 41/NQ-HĐND ngày 20/12/2022 của Hội đồng nhân dân về\ndự toán ngân sách, Ủy ban nhân dân"
    )
    prose = "Toàn xã gieo cấy 1.245 ha lúa xuân, năng suất bình quân đạt 58,4 tạ trên\nha.\n" * 8
    document = read_structure(
        "x",
        f"Số: 3/BC\n\nBÁO CÁO\nTình hình thu\n\n{grounds} xã báo cáo tình hình thu, chi như sau.\n\nI. THU\n{prose}",
        "x",
    )
    assert [p.kind for p in document.paragraphs if "Căn cứ" in p.spans[0].of(document.text)] == [ParagraphKind.TEXT]
