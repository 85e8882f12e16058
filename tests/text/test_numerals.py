"""Numbers in words: every whole number there and back in two dialects, and the words that are no numbers."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bc_qa.text.numerals import number_in_words, numerals

DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split()
SCALES = ((10**9, "tỷ"), (10**6, "triệu"), (1000, "nghìn"))


def spelled(number: int, southern: bool) -> str:
    """Spell a whole number: northern (linh, nghìn, mốt, tư), or southern (lẻ, ngàn, bốn, no empty hundreds)."""
    if number == 0:
        return "không"
    words: list[str] = []
    for size, name in SCALES:
        group, number = divmod(number, size)
        if group:
            words += [
                *_group(group, bool(words) and not southern, southern),
                "ngàn" if southern and size == 1000 else name,
            ]
    return " ".join([*words, *(_group(number, bool(words) and not southern, southern, bool(words)) if number else ())])


def _group(number: int, whole: bool, southern: bool, last: bool = False) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or whole else []
    if rest == 0:
        return words
    tens, unit = divmod(rest, 10)
    if tens == 0:
        return [*words, *(["lẻ" if southern else "linh"] if words or last else []), DIGITS[unit]]
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if unit == 5:
        return [*words, "lăm"]
    if tens > 1:
        return [*words, *({0: [], 1: ["mốt"], 4: ["bốn" if southern else "tư"]}.get(unit, [DIGITS[unit]]))]
    return [*words, *([DIGITS[unit]] if unit else [])]


@pytest.mark.parametrize(
    ("number", "words"), [(1029, "một nghìn không trăm hai mươi chín"), (105, "một trăm linh năm")]
)
def test_the_spelling_of_this_test_is_the_usual_one(number: int, words: str) -> None:
    assert spelled(number, southern=False) == words


@given(st.integers(1, 10**9) | st.integers(1, 20_000), st.booleans())
def test_every_number_is_read_back_in_both_dialects(number: int, southern: bool) -> None:
    assert number_in_words(spelled(number, southern)) == number


@given(st.integers(11, 10**9), st.booleans())
def test_a_number_is_found_where_it_stands(number: int, southern: bool) -> None:
    words = spelled(number, southern)
    text = f"Toàn huyện có {words} hộ dân"
    (found,) = numerals(text)
    assert (found.span.of(text), found.value) == (words, number)


@given(st.lists(st.sampled_from([*DIGITS, "mười", "mươi", "lăm", "trăm", "nghìn", "tỷ", "rưỡi", "phẩy", "xã", ","])))
def test_whatever_the_words_numbers_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = numerals(text)
    assert all(one.span.end < other.span.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("mười bảy", "17"),
        ("hai mươi mốt", "21"),
        ("hai mốt", "21"),
        ("hai mươi lăm", "25"),
        ("hai lăm", "25"),
        ("ba mươi tư", "34"),
        ("ba tư", "34"),
        ("một trăm lẻ năm", "105"),
        ("một trăm hai", "120"),
        ("một trăm rưỡi", "150"),
        ("ba nghìn năm trăm", "3500"),
        ("một nghìn hai", "1200"),
        ("hai triệu rưỡi", "2500000"),
        ("hai triệu ba", "2300000"),
        ("ba vạn", "30000"),
        ("năm chục", "50"),
        ("hai tá", "24"),
        ("hai nghìn ba trăm tỷ", "2300000000000"),
        ("một nghìn tỷ", "1000000000000"),
        ("một phẩy năm tỷ", "1500000000"),
        ("năm phẩy lăm", "5.5"),
        ("không phẩy bốn hai", "0.42"),
        ("ba mươi bảy phẩy chín mươi ba", "37.93"),
        ("không phẩy không năm", "0.05"),
    ],
)
def test_other_ways_of_saying_a_number(words: str, value: str) -> None:
    assert number_in_words(words) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value", "upper"),
    [
        ("gần một nửa giáo viên", 1, 2),
        ("hơn nửa số hộ", 1, 2),
        ("một phần ba số đảng viên", 1, 3),
        ("hai phần ba diện tích", 2, 3),
        ("ba phần tư số xã", 3, 4),
        ("một phần năm dân số", 1, 5),
        ("bảy phần mười", 7, 10),
    ],
)
def test_fractions_have_a_denominator(text: str, value: int, upper: int) -> None:
    (found,) = numerals(text)
    assert (found.value, found.upper) == (value, upper)


@pytest.mark.parametrize(
    "text",
    [
        "năm 2023",
        "trong năm xã đã hoàn thành",
        "mỗi năm tăng",
        "hằng năm huyện hỗ trợ",
        "năm nay",
        "năm qua huyện đã",
        "năm học mới",
        "Phần thứ hai",
        "bài học thứ ba",
        "tháng tư",
        "tháng hai",
        "lớp năm",
        "cấp hai",
        "quận mười hai",
        "hai bên cùng có lợi",
        "quan hệ hai nước",
        "ba mẹ",
        "quận Ba Đình",
        "đường Hai Bà Trưng",
        "bản Bảy Núi",
        "lúa chín",
        "ba bốn hộ",
        "hai nghìn ba nghìn hộ",
        "vài ba hộ",
        "hàng trăm hộ",
        "hàng nghìn tỷ đồng",
        "nhiều triệu đồng",
        "mấy chục hộ",
        "hai mươi mấy hộ",
        "đầu tư công",
        "kinh tế tư nhân",
        "tỷ lệ hộ nghèo",
        "triệu tập hội nghị",
        "phương châm bốn tại chỗ",
        "nửa đầu nhiệm kỳ",
    ],
)
def test_words_that_are_no_numbers_are_left_unread(text: str) -> None:
    assert numerals(text) == []
