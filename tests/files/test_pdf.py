"""A .pdf of an office's word processor holds the same report as the .docx that it was made of and the plain text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bc_qa.errors import UnsupportedFile
from bc_qa.figures.grammar import figures
from bc_qa.files.pdf import read_pdf
from bc_qa.files.reading import read_file
from bc_qa.files.scans import Scanner
from bc_qa.report.passages import passages
from bc_qa.report.structure import read_structure
from bc_qa.types import Document
from tests.conftest import BENCHMARKS

FILES = Path(__file__).parents[1] / "data" / "files"
PLAIN = BENCHMARKS / "worlds" / "v03-thanh-tra.txt"


def document(path: Path) -> Document:
    file = read_file(path)
    return replace(read_structure("x", file.text, "x"), pages=file.pages)


def told(found: Document) -> Counter[str]:
    return Counter(figure.text for passage in passages(found, 400) for figure in figures(passage.text))


@pytest.fixture(scope="module", params=["v03-thanh-tra.docx", "v03-thanh-tra.pdf"])
def office(request: pytest.FixtureRequest) -> Document:
    return document(FILES / request.param)


def test_figures_headings_notes_and_head_are_those_of_the_plain_text(office: Document) -> None:
    plain = document(PLAIN)
    missing = told(plain) - told(office)
    assert missing.total() <= 0.02 * told(plain).total()  # a mark "[1]" is a raised figure here
    assert (office.title, office.number, office.date, office.issuer) == (
        plain.title,
        plain.number,
        plain.date,
        plain.issuer,
    )
    titles = {section.title for section in office.sections}
    assert len({section.title for section in plain.sections} - titles) <= 1
    assert [note.number for note in office.footnotes] == [1, 2, 3, 4, 5]
    assert office.unplaced == ()
    assert all(note.mark for note in office.footnotes)


@pytest.mark.parametrize("name", ["table.docx", "table.pdf"])
def test_a_table_is_a_line_for_each_row_with_merged_cells_in_each_place(name: str) -> None:
    lines = read_file(FILES / name).text.strip().split("\n")
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if "|" in line]
    assert rows == [
        ["Xã", "Số hộ nghèo", "Số hộ nghèo", "Ghi chú"],
        ["Xã", "2023", "2024", "Ghi chú"],
        ["Mường So", "12", "13", "tăng"],
        ["Mường So", "4", "5", ""],
        ["Tổng", "16", "18", ""],
    ]
    assert lines[0].startswith("Kết quả xây dựng")
    assert lines[-1].startswith("Số liệu trên")


def test_a_place_in_a_pdf_has_a_page() -> None:
    found = document(FILES / "v03-thanh-tra.pdf")
    assert len(found.pages) == 7
    assert found.page(0) == 1
    assert found.page(len(found.text) - 2) == 7
    assert found.page(found.text.index(found.sections[-1].title)) in (6, 7)


def test_a_file_cut_off_is_refused() -> None:
    content = (FILES / "v03-thanh-tra.pdf").read_bytes()
    for share in (0.0, 0.1, 0.5, 0.9):
        with pytest.raises(UnsupportedFile):
            read_pdf("cụt.pdf", content[: int(share * len(content))], Scanner())


def test_a_locked_file_is_refused() -> None:
    with pytest.raises(UnsupportedFile, match="mật khẩu"):
        read_pdf("khóa.pdf", (FILES / "locked.pdf").read_bytes(), Scanner())
