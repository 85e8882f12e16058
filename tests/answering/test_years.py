"""Years in words and years told from today."""

import pytest

from bc_qa.answering.years import with_years


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("năm hai nghìn không trăm hai mốt có mấy hộ", "năm 2021 có mấy hộ"),
        ("từ năm hai hai sang năm hai ba", "từ năm 2022 sang năm 2023"),
        ("năm hai mươi hai thì sao", "năm 2022 thì sao"),
        ("năm ngoái được bao nhiêu", "năm 2023 được bao nhiêu"),
        ("năm nay so với năm 2019", "năm 2024 so với năm 2019"),
        ("có năm xã đạt chuẩn", "có năm xã đạt chuẩn"),
        ("mỗi năm một lần", "mỗi năm một lần"),
        ("năm hai xã", "năm hai xã"),
    ],
)
def test_a_year_is_read_as_it_is_meant(said: str, meant: str) -> None:
    assert with_years(said, 2024) == meant
