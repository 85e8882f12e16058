"""Each question of readings.jsonl is read as it says: what a cue or a list does to questions."""

import pytest

from tests.language.readings import read, rows, text_of


@pytest.mark.parametrize("row", rows(), ids=text_of)
def test_a_question_is_read_as_it_was(row: dict[str, str]) -> None:
    assert read(row) == row["read"]
