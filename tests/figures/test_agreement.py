"""Whether a quoted figure is the reported one, as a fact checker weighs it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bc_qa.figures.agreement import Agreement, agreement, agrees, comparable
from bc_qa.figures.arithmetic import written
from bc_qa.figures.grammar import figures
from bc_qa.types import Figure

COMPOUNDS = frozenset("giáo_viên lao_động đảng_viên đồng_chí bác_sĩ".split())


def read(text: str) -> Figure:
    (found,) = figures(text, COMPOUNDS, words=True)
    return found


@pytest.mark.parametrize(
    ("claimed", "reported", "how"),
    [
        # the same in other units, other writing
        ("57,295 tỷ đồng", "57.295 triệu đồng", Agreement.EXACT),
        ("102.931 ha", "1.029,31km²", Agreement.EXACT),
        ("1,2 tấn", "12 tạ", Agreement.EXACT),
        ("97.229 m", "97,229km", Agreement.EXACT),
        ("mười bảy xã", "17 xã", Agreement.EXACT),
        ("37.93%", "37,93%", Agreement.EXACT),
        ("1,297%", "12,97‰", Agreement.EXACT),
        ("trên 800 tấn", "trên 800 tấn/năm", Agreement.EXACT),
        ("chừng 50.000 lượt", "khoảng 50.000 lượt người", Agreement.EXACT),
        ("2 triệu đồng/tháng", "2 triệu đồng/người/tháng", Agreement.EXACT),
        ("784 giáo viên", "784/1610 giáo viên", Agreement.EXACT),
        ("48,69%", "48,69%", Agreement.EXACT),
        ("9 bác sĩ/vạn dân", "9 bác sỹ/1 vạn dân", Agreement.EXACT),
        # announced roundings
        ("gần 38%", "37,93%", Agreement.ROUNDED),
        ("khoảng 38%", "37,93%", Agreement.ROUNDED),
        ("gần 40%", "37,93%", Agreement.ROUNDED),
        ("hơn 85 nghìn dân", "85.327 người", Agreement.ROUNDED),
        ("hơn 46 nghìn ha", "46.467,34 ha", Agreement.ROUNDED),
        ("hơn 57 tỷ đồng", "57.295 triệu đồng", Agreement.ROUNDED),
        ("gần một nửa", "48,69%", Agreement.ROUNDED),
        ("khoảng một phần ba", "33,9%", Agreement.ROUNDED),
        ("trên 50%", "58%", Agreement.ROUNDED),
        ("gần 100%", "trên 99,8%", Agreement.ROUNDED),
        ("gần một nửa", "784/1610 giáo viên", Agreement.ROUNDED),
        # hedges
        ("800 tấn", "trên 800 tấn/năm", Agreement.HEDGE_DIFFERS),
        ("gần 800 tấn", "800 tấn", Agreement.HEDGE_DIFFERS),
        ("trên 3%", "từ 3%/năm trở lên", Agreement.HEDGE_DIFFERS),
        ("dưới 800 tấn", "trên 800 tấn/năm", Agreement.DIFFERS),
        ("dưới 3%", "từ 3%/năm trở lên", Agreement.DIFFERS),
        ("gần 800 tấn", "trên 800 tấn", Agreement.DIFFERS),
        ("trên 5%", "dưới 6%", Agreement.DIFFERS),
        ("không quá 10 xã", "10 xã trở lên", Agreement.DIFFERS),
        # roundings on the wrong side, too far, or not announced
        ("gần 38%", "38,2%", Agreement.DIFFERS),
        ("gần 38%", "37,1%", Agreement.DIFFERS),
        ("hơn 38%", "37,93%", Agreement.DIFFERS),
        ("hơn 85 nghìn dân", "86.327 người", Agreement.DIFFERS),
        ("hơn 100 lao động", "180 lao động", Agreement.DIFFERS),
        ("gần 100 hộ", "61 hộ", Agreement.DIFFERS),
        ("gần một nửa", "45,8%", Agreement.DIFFERS),
        ("38%", "37,93%", Agreement.SILENT),
        ("57,3 tỷ đồng", "57.295 triệu đồng", Agreement.SILENT),
        # plain wrong
        ("39.300 con", "33.900 con", Agreement.DIFFERS),
        ("20 triệu đồng", "20 tỷ đồng", Agreement.DIFFERS),
        ("1.025 đảng viên", "1.205 đồng chí", Agreement.DIFFERS),
        ("505%", "5,05%", Agreement.DIFFERS),
        ("15/17 xã", "14/17 xã", Agreement.DIFFERS),
        # of different sorts
        ("37,93%", "37 xã", Agreement.UNLIKE),
        ("20 triệu USD", "20 triệu đồng", Agreement.UNLIKE),
        ("4 triệu đồng/tháng", "4 triệu đồng/năm", Agreement.UNLIKE),
        ("12 km", "12 ha", Agreement.UNLIKE),
        ("khoảng 1/3", "1.205 đồng chí", Agreement.UNLIKE),
        ("năm 2023", "2.023 người", Agreement.UNLIKE),
        # ranges
        ("4-6 triệu đồng", "từ 4 đến 6 triệu đồng/người/tháng", Agreement.EXACT),
        ("khoảng 5 triệu đồng", "từ 4 đến 6 triệu đồng", Agreement.HEDGE_DIFFERS),
        ("5 triệu đồng", "từ 4 đến 6 triệu đồng", Agreement.DIFFERS),
        ("từ 4 đến 7 triệu đồng", "từ 4 đến 6 triệu đồng", Agreement.DIFFERS),
        # names
        ("27/5/2024", "ngày 27 tháng 5 năm 2024", Agreement.EXACT),
        ("ngày 27/05/2024", "27.5.2024", Agreement.EXACT),
        ("tháng 5/2024", "ngày 27 tháng 5 năm 2024", Agreement.HEDGE_DIFFERS),
        ("28/5/2024", "ngày 27 tháng 5 năm 2024", Agreement.DIFFERS),
        ("03-NQ/HU", "03 - NQ/HU", Agreement.EXACT),
        ("04-NQ/HU", "03-NQ/HU", Agreement.DIFFERS),
        ("Nghị quyết 33 của tỉnh", "Nghị quyết số 33/2016/NQ-HĐND", Agreement.HEDGE_DIFFERS),
        ("lần thứ 4", "lần thứ IV", Agreement.EXACT),
        ("loại V", "loại IV", Agreement.DIFFERS),
        ("quý III/2024", "quý 3 năm 2024", Agreement.EXACT),
        ("quý I/2024", "năm 2024", Agreement.DIFFERS),
        ("giai đoạn 2021-2025", "2021 - 2025", Agreement.EXACT),
    ],
)
def test_how_a_quoted_figure_agrees(claimed: str, reported: str, how: Agreement) -> None:
    assert agreement(read(claimed), read(reported)) is how
    assert comparable(read(claimed), read(reported)) is (how is not Agreement.UNLIKE)


@given(st.integers(1, 10**9), st.sampled_from(["", "trên ", "gần ", "khoảng ", "không quá "]))
def test_every_figure_agrees_with_itself(value: int, hedge: str) -> None:
    figure = read(f"{hedge}{written(Decimal(value))} hộ")
    assert agreement(figure, figure) is Agreement.EXACT


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_without_a_hedge_only_the_same_value_agrees(one: int, other: int) -> None:
    assert agrees(read(f"{written(Decimal(one))} hộ"), read(f"{written(Decimal(other))} hộ")) is (one == other)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(["hơn", "gần", "khoảng", "dưới"]))
def test_an_announced_rounding_keeps_its_side_and_is_never_far(claimed: int, reported: int, hedge: str) -> None:
    how = agreement(read(f"{hedge} {written(Decimal(claimed))} hộ"), read(f"{written(Decimal(reported))} hộ"))
    if how is Agreement.ROUNDED:
        assert abs(claimed - reported) <= claimed * 0.2
        assert {"hơn": reported > claimed, "gần": reported < claimed, "dưới": reported < claimed}.get(hedge, True)
