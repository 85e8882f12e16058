"""What the head of a report says of all that is in it."""

import pytest

from bc_qa.report.scope import Scope, scope_of
from bc_qa.report.structure import read_structure

PROSE = "Trong năm, toàn địa bàn đã thực hiện tốt các nhiệm vụ được giao và hoàn thành các chỉ tiêu chủ yếu đề ra."


def scope(*head: str) -> Scope:
    return scope_of(read_structure("r", "\n".join([*head, "", "I. KẾT QUẢ", PROSE]), "r"))


@pytest.mark.parametrize(
    ("head", "places", "year"),
    [
        (
            ("ỦY BAN NHÂN DÂN", "HUYỆN SA LỘC", "Số: 187/BC-UBND", "Sa Lộc, ngày 18 tháng 6 năm 2024", "",
             "BÁO CÁO", "Tình hình kinh tế - xã hội 6 tháng đầu năm; nhiệm vụ 6 tháng cuối năm 2024"),
            {"sa lộc"}, 2024,
        ),
        (
            ("UBND XÃ TÂN HÒA", "Số: 04/BC-UBND", "Tân Hòa, ngày 10 tháng 01 năm 2024", "",
             "BÁO CÁO", "Kết quả giảm nghèo năm 2023, kế hoạch năm 2024"),
            {"tân hoà"}, 2023,
        ),
        (
            ("**HỘI ĐỒNG NHÂN DÂN TỈNH BẮC LỘC**", "Số: 31/NQ-HĐND", "*Bắc Lộc, ngày 24 tháng 12 năm 2024*", "",
             "# NGHỊ QUYẾT", "## Về nhiệm vụ phát triển kinh tế - xã hội năm 2025"),
            {"bắc lộc"}, 2025,
        ),
        (
            ("ĐẢNG BỘ HUYỆN PÓ LÙNG", "Số: 412-BC/HU", "Pó Lùng, ngày 09 tháng 5 năm 2025", "",
             "BÁO CÁO CHÍNH TRỊ", "trình Đại hội đại biểu Đảng bộ huyện, nhiệm kỳ 2025 - 2030"),
            {"pó lùng"}, 2025,
        ),
    ],
)  # fmt: skip
def test_places_and_year_are_read_from_the_head(head: tuple[str, ...], places: set[str], year: int) -> None:
    found = scope(*head)
    assert places <= {" ".join(place) for place in found.places}
    assert not any("chủ nghĩa" in " ".join(place) for place in found.places)
    assert found.year == year


def test_the_motto_is_no_place() -> None:
    found = scope("UBND HUYỆN AN KHÁNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/BC-UBND", "BÁO CÁO")
    assert {" ".join(place) for place in found.places} == {"an khánh"}


def test_a_first_line_over_prose_is_the_title_of_all_that_follows() -> None:
    text = f"Kinh tế - xã hội huyện Nậm Pồ năm 2022\n{PROSE}\nToàn huyện còn 4.120 hộ nghèo."
    document = read_structure("r", text, "tep-khong-ten")
    assert document.title == "Kinh tế - xã hội huyện Nậm Pồ năm 2022"
    assert all(document.path(p.section) == (document.title,) for p in document.paragraphs)
    assert scope_of(document) == Scope("", frozenset({("nậm", "pồ")}), 2022)
