"""The grammar of figures: cases by hand, and what must hold of any text."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bc_qa.figures.arithmetic import written
from bc_qa.figures.grammar import figures
from bc_qa.types import Document, FigureKind, Span

COMPOUNDS = frozenset(
    {"sản_phẩm", "học_sinh", "lao_động", "giáo_viên", "thuê_bao", "giường_bệnh", "đồng_chí", "bác_sĩ"}
)


@pytest.mark.parametrize(
    ("text", "written", "base", "unit", "qualifier"),
    [
        ("diện tích tự nhiên là 1.029,31km².", "1.029,31km²", "1029310000.00", "m²", ""),
        ("tổng dân số là 85.327 người với", "85.327 người", "85327", "người", ""),
        ("năm 2023 là 12,97‰ giảm", "12,97‰", "1.297", "%", ""),
        ("đạt trên 99,8%.", "99,8%", "99.8", "%", "trên"),
        ("kinh phí 36.000 triệu đồng.", "36.000 triệu đồng", "36000000000", "đồng", ""),
        ("với 02 đồng chí giữ chức", "02 đồng chí", "2", "đồng chí", ""),
        ("diện tích 4.623,3ha⁹;", "4.623,3ha", "46233000.0", "m²", ""),
        ("hỗ trợ chuồng trại (934m², cho", "934m²", "934", "m²", ""),
        ("với diện tích 8.600m³, sản", "8.600m³", "8600", "m³", ""),
        ("Có 05 chợ Hạng III", "05 chợ", "5", "chợ", ""),
        ("đạt 22,47 % tăng", "22,47 %", "22.47", "%", ""),
        ("phát triển 23 sản phẩm OCOP", "23 sản phẩm", "23", "sản phẩm", ""),
        ("có 32.454 lượt học sinh được", "32.454 lượt học sinh", "32454", "lượt học sinh", ""),
        ("đạt 6,68 bác sĩ/vạn dân;", "6,68 bác sĩ/vạn dân", "6.68", "bác sĩ/vạn dân", ""),
        ("khoảng 384,9MW.", "384,9MW", "384900.0", "kW", "khoảng"),
        ("trên 800 tấn/năm", "800 tấn/năm", "800000", "kg", "trên"),
        ("đạt 38 triệu đồng/ha/năm.", "38 triệu đồng/ha/năm", "38000000", "đồng", ""),
        ("hơn 1,5 tỷ đồng", "1,5 tỷ đồng", "1500000000.0", "đồng", "hơn"),
        ("dài 97,229km với", "97,229km", "97229.000", "m", ""),
        ("chi 958.974.000 đồng.", "958.974.000 đồng", "958974000", "đồng", ""),
    ],
)
def test_a_quantity_is_read_whole(text: str, written: str, base: str, unit: str, qualifier: str) -> None:
    found = next(f for f in figures(text, COMPOUNDS) if f.kind in (FigureKind.QUANTITY, FigureKind.SHARE))
    assert (found.text, found.base, found.base_unit, found.qualifier) == (written, Decimal(base), unit, qualifier)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("13 nhà văn hóa xã", "nhà văn hóa"),  # its last word is one with the next
        ("3.616 hộ cận nghèo", "hộ"),  # "hộ cận" is no noun
    ],
)
def test_a_counted_noun_ends_where_it_ends(text: str, unit: str) -> None:
    (found,) = figures(text, frozenset({"nhà_văn", "văn_hoá", "hộ_cận"}))
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("ngày 27 tháng 5 năm 2024", FigureKind.DATE, "ngày 27 tháng 5 năm 2024"),
        ("tính đến 30/4/2024, có", FigureKind.DATE, "30/4/2024"),
        ("ngày 05 tháng 12 năm 2025", FigureKind.DATE, "ngày 05 tháng 12 năm 2025"),
        ("ngày 31/12/2025", FigureKind.DATE, "ngày 31/12/2025"),
        ("hết tháng 5/2024", FigureKind.DATE, "tháng 5/2024"),
        ("giai đoạn 2021-2025 đạt", FigureKind.PERIOD, "giai đoạn 2021-2025"),
        ("so với năm 2019¹⁴.", FigureKind.PERIOD, "năm 2019"),
        ("năm học 2023-2024,", FigureKind.PERIOD, "năm học 2023-2024"),
        ("Nghị quyết số 03-NQ/HU, ngày", FigureKind.NUMBERED, "03-NQ/HU"),
        ("Nghị định 116/2016/NĐ-CP có", FigureKind.NUMBERED, "116/2016/NĐ-CP"),
        ("số 42/2013/TTLT-BGDĐT-BLĐTBXH-BTC về", FigureKind.NUMBERED, "42/2013/TTLT-BGDĐT-BLĐTBXH-BTC"),
        ("có 784/1610 giáo viên", FigureKind.RATIO, "784/1610 giáo viên"),
        ("từ 4 đến 6 triệu đồng/người/tháng;", FigureKind.RANGE, "từ 4 đến 6 triệu đồng/người/tháng"),
        ("đô thị loại IV giai đoạn", FigureKind.ORDINAL, "loại IV"),
        ("lần thứ XX, nhiệm kỳ", FigureKind.ORDINAL, "lần thứ XX"),
    ],
)
def test_other_figures_are_told_apart(text: str, kind: FigureKind, written: str) -> None:
    assert (kind, written) in [(figure.kind, figure.text) for figure in figures(text, COMPOUNDS)]


@given(st.text(alphabet="0123456789.,/-% năthkmđồNQ²³", max_size=60))
def test_whatever_the_text_every_figure_is_its_span_and_none_overlap(text: str) -> None:
    found = figures(text, COMPOUNDS)
    assert all(figure.span.of(text) == figure.text for figure in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


def test_no_number_of_the_shipped_report_is_passed_over(shipped: Document) -> None:
    found = figures(shipped.text)
    assert all(figure.span.of(shipped.text) == figure.text for figure in found)
    numbers = [Span(*number.span()) for number in re.finditer(r"(?<![^\W_])\d+", shipped.text)]
    assert [n.of(shipped.text) for n in numbers if not any(f.span.covers(n) for f in found)] == []
    assert len(numbers) > 850


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2023 huyện đạt",
        "một số xã còn khó khăn",
        "một bộ phận người dân",
        "một trong những nhiệm vụ",
        "Phong Thổ là một huyện vùng cao",
        "một cách bền vững",
        "một phần do thời tiết",
        "không một ai bị bỏ lại",
        "trong năm huyện đã hỗ trợ",
        "năm hoàn thành nhiệm vụ",
    ],
)
def test_an_article_or_a_year_in_words_is_no_figure(text: str) -> None:
    assert [figure for figure in figures(text, COMPOUNDS, words=True) if figure.kind is not FigureKind.PERIOD] == []


def test_numbers_in_words_are_read_only_where_asked_for() -> None:
    text = "Toàn huyện có mười bảy xã và 170 thôn"
    assert [figure.text for figure in figures(text)] == ["170 thôn"]
    assert [figure.text for figure in figures(text, words=True)] == ["mười bảy xã", "170 thôn"]


@given(st.text(alphabet=st.sampled_from("một hai năm mười trăm nghìn tỷ phần ba nửa rưỡi 12.,/%-"), max_size=60))
def test_words_and_digits_do_not_overlap(text: str) -> None:
    found = figures(text, COMPOUNDS, words=True)
    assert all(figure.span.of(text) == figure.text for figure in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@given(st.decimals(min_value=0, max_value=10**12, places=2) | st.integers(0, 10**12).map(Decimal))
def test_a_number_is_read_as_it_was_written(value: Decimal) -> None:
    (found,) = figures(f"đạt {written(value)}%")
    assert found.value == value
