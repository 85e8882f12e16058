"""Two things set against each other: how the question parts, and what keeps it whole."""

import pytest

from bc_qa.answering.contrast import Sought, contrast
from bc_qa.text.words import tagged


@pytest.mark.parametrize(
    ("question", "left", "right", "sought"),
    [
        (
            "Số học sinh tiểu học nhiều hơn THCS bao nhiêu em?",
            "Số học sinh tiểu học bao nhiêu em",
            "Số học sinh THCS bao nhiêu em",
            Sought.GAP,
        ),
        (
            "Diện tích chè với diện tích chuối chênh nhau bao nhiêu ha?",
            "Diện tích chè bao nhiêu ha",
            "diện tích chuối bao nhiêu ha",
            Sought.GAP,
        ),
        ("So sánh số hộ nghèo với số hộ cận nghèo", "số hộ nghèo bao nhiêu", "số hộ cận nghèo bao nhiêu", Sought.GAP),
        ("Đàn trâu và đàn bò, con nào nhiều hơn?", "Đàn trâu bao nhiêu", "đàn bò bao nhiêu", Sought.GAP),
        (
            "Đảng viên nữ chiếm bao nhiêu phần trăm trong tổng số đảng viên?",
            "có bao nhiêu Đảng viên nữ",
            "có bao nhiêu đảng viên",
            Sought.SHARE,
        ),
        (
            "Tỷ lệ cán bộ nữ ở xã so với ở huyện thế nào?",
            "Tỷ lệ cán bộ nữ ở cấp xã bao nhiêu",
            "Tỷ lệ cán bộ nữ ở cấp huyện bao nhiêu",
            Sought.GAP,
        ),
        (
            "Hỗ trợ cây mít và cây lê, mỗi loại mấy ha?",
            "Hỗ trợ cây mít mấy ha",
            "Hỗ trợ cây lê mấy ha",
            Sought.BOTH,
        ),
        (
            "Thạc sĩ ở cấp huyện nhiều hơn hay ở cấp xã nhiều hơn, mỗi cấp mấy người?",
            "Thạc sĩ ở cấp huyện mỗi cấp mấy người",
            "Thạc sĩ ở cấp xã mỗi cấp mấy người",
            Sought.GAP,
        ),
    ],
)
def test_each_side_stands_alone_as_a_question(question: str, left: str, right: str, sought: Sought) -> None:
    parted = contrast(question, tagged)
    assert parted is not None
    assert (parted.left, parted.right, parted.sought) == (left, right, sought)


@pytest.mark.parametrize(
    "question",
    [
        "Tổng số hộ nghèo là bao nhiêu?",
        "Số hộ nghèo năm 2023 nhiều hơn năm 2024 bao nhiêu?",
        "Tỷ lệ hộ nghèo năm 2023 so với 2024?",
        "Xã nào có nhiều hơn 100 hộ nghèo?",
    ],
)
def test_years_and_thresholds_are_no_second_thing(question: str) -> None:
    assert contrast(question, tagged) is None
