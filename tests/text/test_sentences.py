import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bc_qa.text.flow import Flow
from bc_qa.text.sentences import clauses, sentences
from bc_qa.types import Document, ParagraphKind, Span, joined


def cut(text: str) -> list[str]:
    return [part.text for part in sentences(Flow.read(text, [Span(0, len(text))]))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Theo TT. Huyện ủy, có 3.700 hộ. Năm 2020 có 05.", ["Theo TT. Huyện ủy, có 3.700 hộ.", "Năm 2020 có 05."]),
        ("Có 02 xã (xem mục A. Phụ lục B.) đạt chuẩn.", ["Có 02 xã (xem mục A. Phụ lục B.) đạt chuẩn."]),
        ("Đạt 98,82%. coi trọng công tác.", ["Đạt 98,82%. coi trọng công tác."]),
        ("Chè, Khoai sọ.... Tổ chức thu hút.", ["Chè, Khoai sọ....", "Tổ chức thu hút."]),
        ("Đến ngày 30.4.2024 có 5 xã. Ngày 1/5 có 6.", ["Đến ngày 30.4.2024 có 5 xã.", "Ngày 1/5 có 6."]),
        ('Phong trào "Toàn dân. Đoàn kết" tốt.', ['Phong trào "Toàn dân. Đoàn kết" tốt.']),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_new_subject_after_a_semicolon_is_a_clause_of_its_own() -> None:
    text = "Năm 2021, có 8.362 hộ; hộ cận nghèo 2.920 hộ; Năm 2022, có 7.642 hộ."
    parts = clauses(Flow.read(text, [Span(0, len(text))]), 400)
    assert [part.text for part in parts] == ["Năm 2021, có 8.362 hộ; hộ cận nghèo 2.920 hộ;", "Năm 2022, có 7.642 hộ."]


@given(st.text(alphabet='aAbĐ ,.;:()"“”1²\n', max_size=120), st.integers(5, 60))
@settings(deadline=None, max_examples=150)
def test_every_piece_of_a_made_up_text_gives_its_text_back(text: str, limit: int) -> None:
    flow = Flow.read(text, [Span(0, len(text) // 2), Span(len(text) // 2, len(text))])
    pieces = [clause for sentence in sentences(flow) for clause in clauses(sentence, limit)]
    for piece in pieces:
        assert "".join(piece.text.split()) == "".join(joined(text, piece.pieces).split())
    assert "".join("".join(p.text.split()) for p in pieces) == "".join(text.split())


def test_clauses_of_the_shipped_report_keep_to_the_limit_and_to_the_text(shipped: Document) -> None:
    for paragraph in shipped.paragraphs:
        if paragraph.kind is not ParagraphKind.TEXT:
            continue
        flow = Flow.read(shipped.text, paragraph.spans)
        parts = [clause for sentence in sentences(flow) for clause in clauses(sentence, 400)]
        assert all(len(part.text) <= 400 for part in parts)
        assert all(joined(shipped.text, part.pieces) == part.text for part in parts)
        assert "".join("".join(part.text.split()) for part in parts) == "".join(flow.text.split())
