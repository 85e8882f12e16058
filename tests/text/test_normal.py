import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bc_qa.text.normal import clean, document_text


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Tỷ lệ\thộ\nnghèo  ", "Tỷ lệ hộ nghèo"),
        ("Tỷ l\u200bệ h\u200bộ", "Tỷ lệ hộ"),
        ("\u202eTỷ lệ\u202c", "Tỷ lệ"),
        ("năm ２０２３ là bao nhiêu？", "năm 2023 là bao nhiêu?"),
        ("a\u0000b", "a b"),
        ("\ud800x", "x"),
        (unicodedata.normalize("NFD", "diện tích"), "diện tích"),
        ("1.029,31km²", "1.029,31km²"),
        (" \u00a0\u3000\u2003", ""),
    ],
)
def test_what_is_typed_is_cleaned_and_nothing_else(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_and_always_encodes(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")


def test_a_report_keeps_its_lines_and_its_superscripts() -> None:
    assert document_text("\ufeffa²\r\nb\rc") == "a²\nb\nc"
