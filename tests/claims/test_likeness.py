"""What the facts of a claim and of the report have in common."""

import pytest

from bc_qa.claims.draft import read_clauses, read_draft
from bc_qa.claims.likeness import in_common, of_change
from bc_qa.claims.statements import Statement, statements
from bc_qa.facts.fact import Fact, Head
from bc_qa.facts.reader import fact_of


def statement(text: str, figure: str) -> Statement:
    """The statement of the last passage of a text that has a figure."""
    stated = [s for reading in read_clauses(read_draft(text), frozenset()) for s in statements(reading, (), (), 2024)]
    return next(s for s in reversed(stated) if s.figure.text == figure)


def fact(text: str, figure: str) -> Fact:
    one = statement(text, figure)
    return fact_of(one.reading, one.figure, Head(year=2024))


TABLE = "Kết quả khám\n| Xã | Kế hoạch | Năm 2023 | Năm 2024 |\n| Nà Lơi | 480 | 412 | 469 |\n"
CASES = {
    "same year": ("Năm 2023 có 412 ca.", "412 ca", "Năm 2023 khám 412 ca.", "412 ca", {"year met": 1}),
    "other year": ("Năm 2023 có 469 ca.", "469 ca", "Năm 2022 khám 469 ca.", "469 ca", {"year other": 1}),
    "the year of the head": ("Năm 2023 có 469 ca.", "469 ca", "Khám 469 ca.", "469 ca", {"year other": 1}),
    "a year gone by": ("Khám 412 ca.", "412 ca", "Khám 469 ca (năm 2023: 412 ca).", "412 ca", {"year past": 1}),
    "the year of a column": ("Năm 2024 khám 412 ca.", "412 ca", TABLE, "412", {"year other": 1}),
    "the plan of a column": ("Khám 480 ca.", "480 ca", TABLE, "480", {"plan for result": 1}),
    "an aim": ("Khám 480 ca.", "480 ca", "Phấn đấu khám 480 ca.", "480 ca", {"aim for result": 1}),
    "a loss": ("Hộ nghèo tăng 3%.", "3%", "Hộ nghèo giảm 3%.", "3%", {"fact turned": 1, "fact change": 0}),
    "a change": ("Hộ nghèo là 3%.", "3%", "Hộ nghèo giảm 3%.", "3%", {"fact change": 1}),
    "another place": (
        "Xã Nà Lơi có 9 ca.", "9 ca", "Xã Pa Cheo có 9 ca, xã Nà Lơi có 7 ca.", "9 ca", {"place other": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "quoted", "report", "reported", "wanted"), CASES.values(), ids=CASES)
def test_what_tells_two_facts_apart(
    claim: str, quoted: str, report: str, reported: str, wanted: dict[str, float]
) -> None:
    found = in_common(fact(claim, quoted), fact(report, reported), (), {})
    assert {name: found.get(name) for name in wanted} == wanted


def test_where_a_change_begins_is_not_where_it_ends() -> None:
    text = "Tỷ lệ hộ nghèo giảm từ 12% xuống 9%."
    begun, ended = statement(text, "12%"), statement(text, "9%")
    assert of_change(ended, begun) == {"start for end": 1, "end for start": 0}
    assert of_change(begun, ended) == {"start for end": 0, "end for start": 1}
    assert not any(of_change(begun, begun).values())
