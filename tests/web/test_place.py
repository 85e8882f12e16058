import pytest

from bc_qa.types import Citation, Document
from bc_qa.web.place import place_in_report, report_name


@pytest.mark.parametrize(
    ("section", "note", "place"),
    [
        (
            ("Phần thứ hai TỔNG KẾT", "II. KẾT QUẢ", "2. Kinh tế", "2.3. Giảm nghèo"),
            19,
            "Phần thứ hai, mục 2.3, chú thích 19",
        ),
        (("Phần thứ hai TỔNG KẾT", "III. ĐÁNH GIÁ", "2. Hạn chế"), None, "Phần thứ hai, mục III.2"),
        (
            ("Phần thứ hai X", "II. Y", "2. Z", "2.5 Chương trình", "a) Kết quả đạt được"),
            None,
            "Phần thứ hai, mục 2.5.a",
        ),
        (("Phần thứ nhất X", "1. Đặc điểm"), None, "Phần thứ nhất, mục 1"),
        (("Lời nói đầu",), None, ""),
        ((), 4, "chú thích 4"),
    ],
)
def test_a_place_is_named_as_an_office_writes_it(section: tuple[str, ...], note: int | None, place: str) -> None:
    assert place_in_report(Citation(1, "x", "X", section, note, "", (), (), "", 0)) == place


@pytest.mark.parametrize(
    ("title", "number", "date", "name"),
    [
        ("BÁO CÁO Chính trị tại Đại hội", "73/BC-BCĐ", "ngày 27 tháng 5 năm 2024", "Báo cáo 73/BC-BCĐ ngày 27/5/2024"),
        ("KẾ HOẠCH Năm 2025", "5/KH-UBND", None, "Kế hoạch 5/KH-UBND"),
        ("Tình hình kinh tế", "5/BC", "ngày 1 tháng 2 năm 2025", "Báo cáo 5/BC ngày 1/2/2025"),
        ("Tình hình kinh tế", None, None, "Tình hình kinh tế"),
    ],
)
def test_a_report_is_named_by_kind_number_and_date(title: str, number: str | None, date: str | None, name: str) -> None:
    assert report_name(Document("x", "", title, number, date)) == name
