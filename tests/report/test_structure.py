"""The structure of the shipped report, held against a list written by reading it; and of a made-up one."""

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bc_qa.report.lines import heading_rank, note_start
from bc_qa.report.passages import passages
from bc_qa.report.structure import read_structure
from bc_qa.types import Document, ParagraphKind, Passage, joined
from tests.conftest import DATA

READ = json.loads((DATA / "bao-cao-73-structure.json").read_text(encoding="utf-8"))


def test_the_outline_is_the_one_a_reader_wrote_down(shipped: Document) -> None:
    assert [[section.level, section.title] for section in shipped.sections] == READ["outline"]


def test_all_37_footnotes_are_found_whole_and_tied_to_what_calls_them(shipped: Document) -> None:
    assert [note.number for note in shipped.footnotes] == list(range(1, 38))
    for note, read in zip(shipped.footnotes, READ["footnotes"], strict=True):
        assert note.mark is not None
        before = shipped.text[note.mark.start - 30 : note.mark.start]
        assert before.split("\n")[-1].strip() == read["called_by"]
        assert note.spans[0].of(shipped.text).startswith(read["begins"])
        assert note.spans[-1].of(shipped.text).endswith(read["ends"])
        assert len(note.spans) == read["pieces"]


def test_the_note_that_breaks_off_is_one(shipped: Document) -> None:
    text = joined(shipped.text, shipped.footnotes[15].spans)
    assert "trong năm 1.156/1.100 đạt 100,1%" in text
    assert text.endswith("2.032 người.")


def test_nothing_is_left_over_and_units_are_no_marks(shipped: Document) -> None:
    assert shipped.unplaced == ()
    marks = {note.mark.start for note in shipped.footnotes if note.mark}
    for unit in ("1.029,31km²", "8.600m³", "934m²"):
        assert shipped.text.index(unit) + len(unit) - 1 not in marks


def test_a_paragraph_cut_by_a_page_break_is_one(shipped: Document) -> None:
    cut = [p for p in shipped.paragraphs if len(p.spans) > 1 and p.kind is ParagraphKind.TEXT and p.note is None]
    texts = [joined(shipped.text, paragraph.spans) for paragraph in cut]
    for piece in (
        "giữa nông dân với doanh nghiệp, hợp tác xã",
        "phù hợp với tình hình hình",
        "từ huyện đến cơ sở đảm bảo",
    ):
        assert any(piece in text for text in texts)


def test_the_head_and_the_foot_are_read(shipped: Document) -> None:
    assert shipped.number == "73/BC-BCĐ"
    assert shipped.date == "ngày 27 tháng 5 năm 2024"
    assert shipped.issuer == "BAN CHỈ ĐẠO ĐẠI HỘI"
    assert shipped.title.startswith("BÁO CÁO Chính trị tại Đại hội đại biểu các dân tộc thiểu số huyện Phong Thổ")


def test_another_report_is_read_by_the_same_rules(small: Document) -> None:
    assert (small.number, small.issuer) == ("41/BC-UBND", "UBND HUYỆN THANH SƠN")
    assert [section.title for section in small.sections] == [
        "Phần thứ nhất TÌNH HÌNH CHUNG",
        "1. Đặc điểm tình hình",
        "2. Thuận lợi",
        "Phần thứ hai NHIỆM VỤ VÀ GIẢI PHÁP",
        "I. NHIỆM VỤ",
        "a) Giáo dục",
        "III. GIẢI PHÁP",
    ]
    assert [(note.number, len(note.spans)) for note in small.footnotes] == [(1, 1), (2, 2), (3, 1)]
    assert small.unplaced == ()


def test_plain_text_without_headings_or_notes_is_read() -> None:
    document = read_structure("x", "Một dòng văn bản thường.\nDòng thứ hai.\n\nĐoạn sau.", "ten-tep")
    assert document.title == "ten-tep"
    assert [joined(document.text, p.spans) for p in document.paragraphs] == [
        "Một dòng văn bản thường.",
        "Dòng thứ hai.",
        "Đoạn sau.",
    ]


def test_markdown_headings_and_bracketed_notes_are_read() -> None:
    text = "# Báo cáo năm\n\n## 1. Dân số\n\nDân số là 12.000 người[1].\n\n[1] Tính đến 31/12/2025."
    document = read_structure("x", text, "x")
    assert [(section.level, section.title) for section in document.sections] == [(1, "Báo cáo năm"), (2, "1. Dân số")]
    assert document.footnotes[0].mark is not None
    assert document.footnotes[0].mark.of(text) == "[1]"


def test_a_paragraph_with_a_number_is_no_heading() -> None:
    assert heading_rank("2.1. Nâng cao dân trí: Phấn đấu đến năm 2029 đạt trên 65%.") is None
    assert heading_rank("1.156/1.100 đạt 100,1%; Năm 2021") is None
    assert heading_rank("2.5 Kết quả thực hiện Chương trình MTQG") is not None
    assert note_start("²⁰ Duy trì 04 xã") == (20, 3)


def test_every_passage_gives_its_text_back(shipped: Document, shipped_passages: tuple[Passage, ...]) -> None:
    assert all(joined(shipped.text, passage.spans) == passage.text for passage in shipped_passages)
    assert len({passage.id for passage in shipped_passages}) == len(shipped_passages)


def test_a_note_is_searched_with_the_words_that_call_it(shipped_passages: tuple[Passage, ...]) -> None:
    crops = next(passage for passage in shipped_passages if passage.note == 2)
    assert "chủ lực có lợi thế cạnh tranh" in crops.context
    assert "chủ lực" not in crops.text


LINES = st.lists(
    st.sampled_from(
        ["I. PHẦN", "1. Mục", "¹ Chú thích", "² dở dang", "văn bản¹ tiếp", "tiếp theo.", "", "- mục;", "Câu dài ² km²."]
    ),
    max_size=14,
)


@given(LINES)
@settings(deadline=None, max_examples=60)
def test_whatever_the_lines_no_character_is_lost_or_doubled(lines: list[str]) -> None:
    document = read_structure("x", "\n".join(lines), "x")
    covered = sorted(span for paragraph in document.paragraphs for span in paragraph.spans)
    assert all(left.end <= right.start for left, right in pairwise(covered))
    numbers = sum(len(line.strip()) for line in lines) - sum(span.end - span.start for span in covered)
    assert numbers <= 3 * sum(line.startswith(("¹", "²")) for line in lines)  # only the marks that begin notes
    assert all(joined(document.text, p.spans) == p.text for p in passages(document, 200))
