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


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_year_of_a_row_is_that_of_its_figures(table: str) -> None:
    readings = read_clauses(read_draft(table), frozenset())
    found = [(fact.figure.text, fact.years) for reading in readings for fact in facts_of(reading, Head(year=2024))]
    assert found == [("71", (2021,)), ("1.938", (2021,)), ("22", (2022,)), ("305", (2022,))]
