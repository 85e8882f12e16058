"""Marks of emphasis in a report: read where they are marks, left alone where they may be text."""

import re
from html import unescape

import pytest

from bc_qa.types import Document
from bc_qa.web.emphasis import emphasis
from bc_qa.web.reader import report_page


@pytest.mark.parametrize(
    ("text", "left", "heavy"),
    [
        ("**TM. UBND**", "TM. UBND", ["TM. UBND"]),
        ("**TM. UBND\nCHỦ TỊCH**", "TM. UBND\nCHỦ TỊCH", ["TM. UBND\nCHỦ TỊCH"]),
        ("(*nếp Tan, Tẻ râu...*), 17 ha", "(nếp Tan, Tẻ râu...), 17 ha", ["nếp Tan, Tẻ râu..."]),
        ("năm 2019*⁸).", "năm 2019*⁸).", []),
        ("một _hai_ ba", "một hai ba", ["hai"]),
        ("2 * 3 = 6, 4 * 5 = 20", "2 * 3 = 6, 4 * 5 = 20", []),
        ("so_lieu_2023", "so_lieu_2023", []),
        ("mở **mà không đóng", "mở mà không đóng", []),
        ("**một\n\nhai**", "một\n\nhai", []),
        ("# Đề mục", "Đề mục", []),
        ("[Nghị định 68 \\(nay là 111\\)](#) là", "Nghị định 68 (nay là 111) là", []),
        ("[1] chú thích (xem [2](https://a.vn))", "[1] chú thích (xem [2](https://a.vn))", []),
    ],
)
def test_marks_are_read_and_the_rest_is_text(text: str, left: str, heavy: list[str]) -> None:
    found = emphasis(text)
    gone = {at for mark in found.marks for at in range(*mark)}
    assert "".join(char for at, char in enumerate(text) if at not in gone) == left
    assert [span.of(text) for span, _ in found.runs] == heavy


def test_the_reader_shows_no_marks_of_emphasis(shipped: Document, small: Document) -> None:
    for document in (shipped, small):
        main = report_page(document, []).split("<main", 1)[1]
        shown = unescape(re.sub(r"<[^>]+>", "", re.sub(r"<i hidden>.*?</i>", "", main)))
        assert "**" not in shown
        assert "\\(" not in shown
        assert "](#)" not in shown
    assert "<strong>TM. BAN CHỈ ĐẠO ĐẠI HỘI" in report_page(shipped, [])


def test_who_receives_stands_on_the_left_and_who_signs_on_the_right(shipped: Document) -> None:
    page = report_page(shipped, [])
    assert '<p class="signature">Nơi nhận' in page
    assert re.search(r'<p class="signature signer">[^\n]*TM\. BAN', page)


def test_the_reader_has_one_first_heading(shipped: Document) -> None:
    assert report_page(shipped, []).count("<h1") == 1
