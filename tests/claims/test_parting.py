"""A sentence that quotes several figures, parted into sentences that quote one each."""

import pytest

from bc_qa.claims.draft import read_clauses, read_draft
from bc_qa.claims.parting import VALUES, parted
from bc_qa.claims.statements import statements

CASES = [
    (
        "Tỷ lệ hộ nghèo giảm từ 9,21% năm 2023 xuống 7,5% năm 2024.",
        ["Tỷ lệ hộ nghèo là 9,21% năm 2023.", "Tỷ lệ hộ nghèo là 7,5% năm 2024."],
    ),
    (
        "Số xã đạt chuẩn tăng nhanh, từ 3 xã (năm 2020) lên 5 xã vào cuối năm 2023.",
        ["Số xã đạt chuẩn là 3 xã năm 2020.", "Số xã đạt chuẩn là 5 xã vào cuối năm 2023."],
    ),
    (
        "Năm 2023, giá nước giảm từ 12% xuống còn 10%, giảm 2%.",
        ["giá nước là 12%.", "Năm 2023, giá nước là 10%.", "Năm 2023, giá nước giảm 2%."],
    ),
    (
        "Sản lượng chè năm 2022 và năm 2023 lần lượt là 431 tấn và 379 tấn.",
        ["Sản lượng chè năm 2022 là 431 tấn.", "Sản lượng chè năm 2023 là 379 tấn."],
    ),
    (
        "Diện tích lúa, ngô và sắn lần lượt đạt 1.200 ha, 300 ha và 45 ha.",
        ["Diện tích lúa là 1.200 ha.", "Diện tích ngô là 300 ha.", "Diện tích sắn là 45 ha."],
    ),
    (
        "Tỷ lệ hộ nghèo của xã Nà Lơi, xã Pa Cheo lần lượt là 12% và 30%.",
        ["Tỷ lệ hộ nghèo của xã Nà Lơi là 12%.", "Tỷ lệ hộ nghèo của xã Pa Cheo là 30%."],
    ),
    (
        "Năm 2022 thu 43 tỷ đồng tiền đất; năm 2023 là 37 tỷ đồng.",
        ["Năm 2022 thu 43 tỷ đồng tiền đất.", "thu tiền đất năm 2023 là 37 tỷ đồng."],
    ),
    (
        "Năm 2022 tiền đất là 43 tỷ đồng; năm 2023 là 37 tỷ đồng.",
        ["Năm 2022 tiền đất là 43 tỷ đồng.", "tiền đất năm 2023 là 37 tỷ đồng."],
    ),
    (
        "Tiền đất còn 37 tỷ đồng (năm 2022: 43 tỷ đồng).",
        ["Tiền đất còn 37 tỷ đồng.", "Tiền đất năm 2022: 43 tỷ đồng."],
    ),
    (
        "Thu ngân sách đạt 120 tỷ đồng, bằng 105% kế hoạch, tăng 12% so với cùng kỳ.",
        [
            "Thu ngân sách đạt 120 tỷ đồng.",
            "Thu ngân sách bằng 105% kế hoạch.",
            "Thu ngân sách tăng 12% so với cùng kỳ.",
        ],
    ),
    ("Toàn huyện có 17 xã, thị trấn với 170 thôn, bản.", []),
    ("Đàn trâu 1.200 con, đàn bò 300 con.", []),
    ("Năm 2021 có 12 vụ, năm 2022 có 15 vụ và năm 2023 có 9 vụ cháy.", []),
    ("Có 3.556 đảng viên, trong đó nữ 1.205 đồng chí, chiếm 33,9%.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_each_figure_has_its_own_sentence(text: str, wanted: list[str]) -> None:
    (reading,) = read_clauses(read_draft(text), frozenset())
    found = parted(reading)
    assert [found[span].text for span in sorted(found)] == wanted
    for span, part in found.items():
        quoted = span.of(text)
        assert part.span.of(part.text).startswith(quoted)


TABLES = {
    "bars": (
        "Bảng 2. Kết quả trồng trọt năm 2024\n"
        "| STT | Xã | Diện tích lúa (ha) | Năng suất (tạ/ha) |\n|---|---|---|---|\n"
        "| 1 | Nà Lơi | 120 | hơn 55,2 |\n",
        [
            ("120", "Kết quả trồng trọt năm 2024: Nà Lơi, Diện tích lúa là 120 ha."),
            ("55,2", "Kết quả trồng trọt năm 2024: Nà Lơi, Năng suất là hơn 55,2 tạ/ha."),
        ],
    ),
    "tabs": (
        "Chỉ tiêu\tĐVT\tNăm 2022\tNăm 2023\nTỷ lệ hộ nghèo\t%\t43,81\t37,93\n",
        [("43,81", "Tỷ lệ hộ nghèo, Năm 2022 là 43,81 %."), ("37,93", "Tỷ lệ hộ nghèo, Năm 2023 là 37,93 %.")],
    ),
    "no headings": ("Nà Lơi\t12\t15\nPa Cheo\t5\t6\n", [(n, f"{p} là {n}.") for p, n in (
        ("Nà Lơi", "12"), ("Nà Lơi", "15"), ("Pa Cheo", "5"), ("Pa Cheo", "6"))]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TABLES.values(), ids=TABLES)
def test_each_cell_of_a_table_is_a_claim_with_its_row_and_column(text: str, wanted: list[tuple[str, str]]) -> None:
    found = []
    for reading in read_clauses(read_draft(text), frozenset()):
        parts = parted(reading)
        told = [s for s in statements(reading, frozenset(), frozenset(), 2024) if s.figure.kind in VALUES]
        found += [
            (s.figure.text.removeprefix("hơn "), parts[s.figure.span].text) for s in told if s.figure.span in parts
        ]
        assert all(s.figure.span in parts for s in told)  # headings and numbers of rows are none
    assert found == wanted
