"""A .docx is read as it is printed: numbers that Word counts, merged cells, notes, what was deleted left out."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from docx.document import Document as Package
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bc_qa.errors import UnsupportedFile
from bc_qa.files.docx import read_docx
from bc_qa.report.structure import read_structure

W = nsdecls("w")
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/>
<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
</w:numbering>"""


@pytest.fixture
def package() -> Iterator[Package]:
    made = docx.Document()
    made.part.numbering_part._element = parse_xml(NUMBERING)
    return made


def numbered(package: Package, text: str, level: int, number: int = 1) -> None:
    paragraph = package.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def appended(package: Package, xml: str) -> None:
    package.element.body.insert(len(package.element.body) - 1, parse_xml(xml))


def text_of(package: Package) -> str:
    file = BytesIO()
    package.save(file)
    return read_docx("báo cáo.docx", file.getvalue()).text


def test_numbers_are_counted_as_word_counts_them(package: Package) -> None:
    for text, level in (
        ("KẾT QUẢ", 0),
        ("Kinh tế", 1),
        ("Lúa", 2),
        ("Ngô", 2),
        ("Xã hội", 1),
        ("Y tế", 2),
        ("HẠN CHẾ", 0),
    ):
        numbered(package, text, level)
    numbered(package, "Đường dài 12 km.", 0, number=2)
    assert text_of(package).split("\n")[:8] == [
        "I. KẾT QUẢ",
        "1. Kinh tế",
        "a) Lúa",
        "b) Ngô",
        "2. Xã hội",
        "a) Y tế",
        "II. HẠN CHẾ",
        "- Đường dài 12 km.",
    ]


def test_a_list_begun_anew_counts_from_where_it_says_and_keeps_its_sign(package: Package) -> None:
    anew = (
        '<w:num w:numId="{}"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="{}"><w:startOverride w:val="{}"/>'
        "</w:lvlOverride></w:num>"
    )
    plus = (
        '<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="+"/></w:lvl>'
    )
    made = NUMBERING.replace("<w:num ", f"{plus}</w:abstractNum><w:num ", 1).replace(
        "</w:numbering>",
        f"{anew.format(3, 0, 1)}{anew.format(4, 1, 6)}"
        '<w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num></w:numbering>',
    )
    package.part.numbering_part._element = parse_xml(made)
    for text, level, number in (
        ("Thu", 0, 1), ("Chi", 0, 1), ("Nhiệm vụ", 0, 3), ("Giải pháp", 0, 3), ("Vốn", 1, 4), ("Đất", 1, 4),
        ("Lúa", 0, 5),
    ):  # fmt: skip
        numbered(package, text, level, number)
    lines = [line for line in text_of(package).split("\n") if line]
    assert lines == ["I. Thu", "II. Chi", "I. Nhiệm vụ", "II. Giải pháp", "6. Vốn", "7. Đất", "+ Lúa"]


def test_headings_by_style_become_sections(package: Package) -> None:
    package.add_heading("Kinh tế", 1)
    package.add_paragraph("Thu ngân sách đạt 12 tỷ đồng.")
    package.add_heading("Nông nghiệp", 2)
    package.add_paragraph("Lúa 300 ha.")
    found = read_structure("x", text_of(package), "x")
    assert [(section.title, section.level) for section in found.sections] == [("Kinh tế", 1), ("Nông nghiệp", 2)]


def test_a_heading_in_capitals_without_a_number_keeps_its_rank(package: Package) -> None:
    for text, level in (("Phần thứ ba", 1), ("I. GIẢI PHÁP", 2), ("1. Vốn", 3), ("PHỤ LỤC", 2), ("Bảng số liệu", 3)):
        package.add_paragraph(text, style=f"Heading {level}")
        package.add_paragraph("Có 12 xã.")
    document = read_structure("x", text_of(package), "x")
    assert [(section.level, section.title) for section in document.sections][-2:] == [
        (2, "PHỤ LỤC"),
        (3, "Bảng số liệu"),
    ]


def test_a_head_whose_number_has_no_colon_is_one(package: Package) -> None:
    table = package.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "HUYỆN NẬM SƠ\nSố 97/BC-BCH", "Nậm Sơ, ngày 28 tháng 11 năm 2022"
    assert "HUYỆN NẬM SƠ\nSố 97/BC-BCH\n\nNậm Sơ, ngày" in text_of(package)


def test_the_two_columns_of_the_head_are_read_one_after_the_other(package: Package) -> None:
    cells = package.add_table(rows=2, cols=2)
    for (row, column), text in {
        (0, 0): "HUYỆN ỦY NẬM KHAO",
        (1, 0): "Số: 12-BC/HU",
        (0, 1): "ĐẢNG CỘNG SẢN VIỆT NAM",
        (1, 1): "Nậm Khao, ngày 09 tháng 12 năm 2024",
    }.items():
        cells.cell(row, column).text = text
    for text in ("BÁO CÁO", "Kết quả năm 2024"):
        package.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    package.add_paragraph("Thực hiện Nghị quyết ngày 01 tháng 02 năm 2024, Huyện ủy báo cáo như sau.")
    found = read_structure("x", text_of(package), "x")
    assert found.title == "BÁO CÁO Kết quả năm 2024"
    assert (found.number, found.date, found.issuer) == ("12-BC/HU", "ngày 09 tháng 12 năm 2024", "HUYỆN ỦY NẬM KHAO")


def test_a_merged_cell_stands_in_each_place_that_it_covers(package: Package) -> None:
    table = package.add_table(rows=4, cols=3)
    for row, texts in enumerate((("Xã", "Số hộ", ""), ("", "2023", "2024"), ("Mường So", "12", "13"), ("", "4", "5"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    rows = [line for line in text_of(package).split("\n") if "|" in line]
    assert rows == ["Xã | Số hộ | Số hộ", " | 2023 | 2024", "Mường So | 12 | 13", "Mường So | 4 | 5"]


def test_a_nested_table_follows_the_one_it_stands_in(package: Package) -> None:
    table = package.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Trong đó"
    inner = table.cell(0, 1).add_table(rows=2, cols=2)
    for n, text in enumerate(("Lúa", "300 ha", "Ngô", "120 ha")):
        inner.cell(n // 2, n % 2).text = text
    assert "| Lúa | 300 ha |\n| Ngô | 120 ha |" in text_of(package)


def test_a_footnote_stands_under_what_calls_it_behind_its_mark(package: Package) -> None:
    notes = "".join(
        f"<w:footnote w:id='{n}'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> {text}</w:t></w:r></w:p></w:footnote>"
        for n, text in ((2, "Năm 2023 là 15 xã."), (3, "Gồm bản Nà Củng và bản Vàng Pheo."))
    )
    lines = "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
    part = Part(
        PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, f"<w:footnotes {W}>{lines}{notes}</w:footnotes>".encode(),
        package.part.package,
    )  # fmt: skip
    package.part.relate_to(part, RT.FOOTNOTES)
    call = "<w:r><w:footnoteReference w:id='{}'/></w:r>"
    appended(
        package,
        f"<w:p {W}><w:r><w:t>Huyện có 17</w:t></w:r>{call.format(2)}<w:r><w:t> xã, 02 bản mới</w:t></w:r>"
        f"{call.format(3)}<w:r><w:t>.</w:t></w:r></w:p>",
    )
    text = text_of(package)
    assert text.startswith("Huyện có 17¹ xã, 02 bản mới².\n¹ Năm 2023 là 15 xã.\n² Gồm")
    document = read_structure("x", text, "x")
    assert [note.number for note in document.footnotes] == [1, 2]
    assert document.unplaced == ()
    assert (
        "".join(span.of(document.text) for span in document.footnotes[1].spans) == "Gồm bản Nà Củng và bản Vàng Pheo."
    )


def test_what_was_deleted_or_moved_away_is_left_out(package: Package) -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    appended(
        package,
        f"<w:p {W}>{run.format('Có ')}<w:del><w:r><w:delText>17</w:delText></w:r></w:del>"
        f"<w:ins>{run.format('18 ')}</w:ins><w:moveFrom>{run.format('cũ ')}</w:moveFrom>"
        f"<w:moveTo>{run.format('xã')}</w:moveTo></w:p>",
    )
    assert text_of(package).startswith("Có 18 xã")


def test_content_controls_boxes_and_raised_figures_are_read(package: Package) -> None:
    appended(
        package,
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Diện tích 12 km</w:t></w:r><w:r><w:rPr>"
        "<w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    appended(
        package,
        f"<w:p {W}><w:r><w:t>Ngoài hộp.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Trong hộp.</w:t></w:r>"
        "</w:p></w:txbxContent></w:pict></w:r></w:p>",
    )
    text = text_of(package)
    assert "Diện tích 12 km²" in text
    assert text.index("Ngoài hộp.\n") < text.index("Trong hộp.")
    assert text.count("Trong hộp.") == 1


def test_headers_and_footers_are_left_out(package: Package) -> None:
    package.sections[0].header.paragraphs[0].text = "MẬT"
    package.sections[0].footer.paragraphs[0].text = "Trang 1"
    package.add_paragraph("Nội dung.")
    assert text_of(package).strip() == "Nội dung."


def test_a_damaged_file_is_refused() -> None:
    with pytest.raises(UnsupportedFile):
        read_docx("hỏng.docx", b"PK\x03\x04 not a package")
