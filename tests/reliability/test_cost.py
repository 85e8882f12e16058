"""What one request may cost: texts and files made to be dear, each with the seconds of processor time that it may take.

The limits leave room for a slow machine; before they were set each of these took from a minute to hours.
"""

import time
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bc_qa.assistant import TEXT_FIGURES, Assistant
from bc_qa.drafts.reading import read_file
from bc_qa.errors import TextTooLong
from bc_qa.files.docx import MOST_COLUMNS, rows_of

DRAFTS = {
    "numbers without end": "1," * 700,
    "things numbered without end": "xã 1, " * 100,
    "brackets": "(" * 4000 + "1",
    "letters": "a " * 4000 + "1",
    "one word": "a" * 20_000 + " 1",
    "one sentence": "hộ nghèo " * 2000 + "12%",
    "years": "năm 2022 " * 1000,
    "number words": "một " * 8000,
}
QUESTIONS = {
    "one word": "a" * 990,
    "letters": "a " * 490,
    "brackets": "(" * 980 + "hộ nghèo",
    "one thing again and again": "so ho ngheo " * 80,
    "numbers": "1," * 490,
}


def seconds(done: Callable[[], object]) -> float:
    began = time.process_time()
    done()
    return time.process_time() - began


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_costs_what_its_length_costs(small_assistant: Assistant, name: str) -> None:
    assert seconds(lambda: small_assistant.verify(DRAFTS[name])) < 8


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_costs_what_its_length_costs(small_assistant: Assistant, name: str) -> None:
    assert seconds(lambda: small_assistant.ask(QUESTIONS[name])) < 4


def test_a_draft_of_too_many_figures_is_refused_at_once(small_assistant: Assistant) -> None:
    text = "Có 12 xã. " * (TEXT_FIGURES + 1)

    def refused() -> None:
        with pytest.raises(TextTooLong, match=str(TEXT_FIGURES)):
            small_assistant.verify(text)

    assert seconds(refused) < 3


@pytest.mark.parametrize("written", ["300000000", "-3", "x", "9" * 400])
def test_a_cell_over_more_columns_than_there_are(written: str) -> None:
    made = docx.Document()
    cell = made.add_table(1, 2).rows[0].cells[0]
    cell.text = "Có 12 xã"
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), written)
    cell._tc.get_or_add_tcPr().append(span)
    kept = BytesIO()
    made.save(kept)
    ((first, _),) = rows_of(made.tables[0]._tbl)
    assert 1 <= first[1][0] <= MOST_COLUMNS
    assert "12 xã" in read_file("nhap.docx", kept.getvalue()).text


def test_a_table_of_thousands_of_cells() -> None:
    made = docx.Document()
    row = made.add_table(1, 1).rows[0]._tr
    for _ in range(5000):
        row.append(OxmlElement("w:tc"))
    kept = BytesIO()
    made.save(kept)
    assert seconds(lambda: read_file("nhap.docx", kept.getvalue())) < 5
