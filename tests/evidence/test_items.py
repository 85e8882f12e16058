"""Items of an enumeration: which words of a passage belong to which of its figures."""

import pytest

from bc_qa.evidence.items import follows, is_aimed, item_of, period_of
from bc_qa.evidence.reading import Reading, read_passage
from bc_qa.types import ParagraphKind, Passage, Span


def reading(text: str) -> Reading:
    passage = Passage("d:0", "d", None, None, (Span(0, len(text)),), text, "", "")
    return read_passage(passage, frozenset({"đồng_chí", "đảng_viên"}), ParagraphKind.TEXT, True, ())


@pytest.mark.parametrize(
    ("text", "figure", "item"),
    [
        # The comma of a decimal ends nothing.
        (
            "Hỗ trợ giống lúa (81,777 tấn cho 4.427 hộ), ngô (100,242 tấn)",
            "81,777 tấn",
            "Hỗ trợ giống lúa (81,777 tấn cho 4.427 hộ",
        ),
        ("Hỗ trợ giống lúa (81,777 tấn cho 4.427 hộ), ngô (100,242 tấn)", "100,242 tấn", "ngô (100,242 tấn"),
        # A figure in brackets that nothing there names is of what stands before them …
        ("khai hoang 43ha, chuồng trại (934m², cho 410 hộ)", "410 hộ", "chuồng trại (934m², cho 410 hộ"),
        # … one that is named there is of its own.
        ("có 3.556 đảng viên (dự bị 134 đồng chí, nữ 1.205 đồng chí)", "1.205 đồng chí", "nữ 1.205 đồng chí"),
        # A comma between the documents that it goes by parts it from nothing.
        (
            "Hỗ trợ chi phí học tập theo Nghị định 86/2015/NĐ-CP, Nghị định 81/2021/NĐ-CP có 135.464 lượt học sinh",
            "135.464 lượt học",
            "Hỗ trợ chi phí học tập theo Nghị định 86/2015/NĐ-CP, Nghị định 81/2021/NĐ-CP có 135.464 lượt học sinh",
        ),
        # The earlier value that another is compared with is of the same thing.
        (
            "tỷ lệ sinh là 12% giảm 5% so với năm 2019 (18%); tử vong 1%",
            "18%",
            "tỷ lệ sinh là 12% giảm 5% so với năm 2019 (18%",
        ),
        (
            "thu nhập đạt 63,5 triệu đồng (năm 2023 là 57,8 triệu đồng)",
            "57,8 triệu đồng",
            "thu nhập đạt 63,5 triệu đồng (năm 2023 là 57,8 triệu đồng",
        ),
    ],
)
def test_the_item_of_a_figure(text: str, figure: str, item: str) -> None:
    read = reading(text)
    start, end = item_of(read, next(found for found in read.figures if found.text == figure))
    assert text[start:end].strip() == item


@pytest.mark.parametrize(
    ("text", "figure", "years"),
    [
        ("từ giữa năm 2019 đến hết tháng 5/2024 tiếp nhận 533 đơn", "533 đơn", {2019, 2024}),
        ("Năm 2020, hộ nghèo còn 22%, giảm 3% so với năm 2019", "22%", {2020}),
        ("thu nhập đạt 63,5 triệu đồng (năm 2023 là 57,8 triệu đồng)", "57,8 triệu đồng", {2023}),
    ],
)
def test_the_years_of_a_figure(text: str, figure: str, years: set[int]) -> None:
    read = reading(text)
    assert period_of(read, next(found for found in read.figures if found.text == figure)) == years


def test_only_what_stands_behind_its_word_is_aimed_at() -> None:
    read = reading("Cà phê 21.685 ha; niên vụ tới dự kiến đạt 58.225 tấn")
    assert [is_aimed(read, figure) for figure in read.figures] == [False, True]


def test_a_noun_behind_a_break_is_of_the_next_figure() -> None:
    read = reading("hộ nghèo 37%; hộ cận nghèo 17%, 81% hộ gia đình")
    assert [follows(read, figure, "hộ") for figure in read.figures] == [False, False, True]
