"""Rows of tables that are of a year each."""

import pytest

from bc_qa.claims.draft import read_clauses, read_draft
from bc_qa.facts.fact import Head
from bc_qa.facts.reader import facts_of

TABLES = {
    "bare": "Dịch tả lợn\n| Năm | Số xã | Số hộ |\n| 2021 | 71 | 1.938 |\n| 2022 | 22 | 305 |\n",
    "behind a count": "Dịch\n| STT | Năm | Số xã | Số hộ |\n| 1 | 2021 | 71 | 1.938 |\n| 2 | 2022 | 22 | 305 |\n",
    "worded": "Dịch tả lợn\n| Năm | Số xã | Số hộ |\n| Năm 2021 | 71 | 1.938 |\n| Năm 2022 | 22 | 305 |\n",
}


def test_a_column_that_compares_is_still_of_the_year_of_its_row() -> None:
    table = "Thu\n| Năm | Thu (tỷ đồng) | So với năm 2020 (%) |\n| 2021 | 412 | 108 |\n"
    found = [fact for r in read_clauses(read_draft(table), frozenset()) for fact in facts_of(r, Head(year=2024))]
    assert [(fact.years, fact.compared_with) for fact in found] == [((2021,), ()), ((2021,), (2020,))]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_year_of_a_row_is_that_of_its_figures(table: str) -> None:
    readings = read_clauses(read_draft(table), frozenset())
    found = [(fact.figure.text, fact.years) for reading in readings for fact in facts_of(reading, Head(year=2024))]
    assert found == [("71", (2021,)), ("1.938", (2021,)), ("22", (2022,)), ("305", (2022,))]
