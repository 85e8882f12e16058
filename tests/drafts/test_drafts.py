from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from bc_qa.assistant import Assistant
from bc_qa.drafts.commenting import commented_docx, commented_text
from bc_qa.drafts.docx import read_docx
from bc_qa.drafts.reading import gathered, read_file
from bc_qa.errors import TextTooLong, UnsupportedFile
from bc_qa.files.guard import FILE_BYTES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def test_headers_runs_tables_and_notes_are_read(draft: bytes) -> None:
    read = read_file("bản thảo.docx", draft)
    assert [line.strip() for line in read.text.splitlines()] == [
        "Dự thảo: toàn huyện có 12 xã, thị trấn",
        "Diện tích tự nhiên của huyện là 612,10 km², toàn huyện có 31 trường",
        "Cây Diện tích (ha)",
        "Chè Diện tích (ha) 120,5 ha",
        "Năm 2024, huyện có 989 hộ nghèo.",
    ]
    for piece in read.pieces:
        assert piece.run is None or piece.run.text == piece.span.of(read.text)


def test_each_figure_gets_a_comment_that_covers_it(draft: bytes, small_assistant: Assistant) -> None:
    claims = small_assistant.verify(read_file("a.docx", draft).text)
    made = commented_docx("a.docx", draft, claims)
    package = docx.Document(BytesIO(made))
    comments = {comment.comment_id: comment.text for comment in package.comments}
    assert len(comments) == len(claims)
    assert any("621,10km²" in text and "612,10 km²" in text for text in comments.values())
    lit = _commented(package)
    assert {"612,10 km²", "31 trường"} <= set(lit.values())
    assert package.paragraphs[0].text.startswith("Diện tích tự nhiên của huyện là 612,10 km²")
    assert commented_docx("a.docx", draft, claims) == made


def _commented(package: docx.document.Document) -> dict[int, str]:
    """Return the text that each comment of the body covers."""

    found: dict[int, str] = {}
    opened: set[int] = set()
    for element in package.element.body.iter():
        name = element.tag.rpartition("}")[2]
        if name.startswith("commentRange"):
            number = int(next(value for key, value in element.attrib.items() if key.endswith("}id")))
            opened ^= {number}
        elif name == "t":
            for number in opened:
                found[number] = found.get(number, "") + (element.text or "")
    return found


def test_a_plain_text_is_given_back_as_docx(small_assistant: Assistant) -> None:
    text = "Lời mở đầu\n\nNăm 2024, huyện có 989 hộ nghèo.\n"
    package = docx.Document(BytesIO(commented_text(text, small_assistant.verify(text))))
    assert [paragraph.text for paragraph in package.paragraphs] == ["Lời mở đầu", "Năm 2024, huyện có 989 hộ nghèo."]
    assert list(_commented(package).values()) == ["989 hộ"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", OLE, "mật khẩu"),
        ("a.docx", b"no archive", "bị hỏng"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 100, "bị hỏng"),
        ("a.docx", b"", "bị hỏng"),
        ("a.docm", b"PK", "macro"),
        ("a.pdf", b"%PDF-1.7", "chỉ nhận"),
        ("a", b"text", "chỉ nhận"),
        ("a.txt", "số liệu".encode("utf-16-le") + b"\xff\xfe\xfd", "UTF-8"),
        ("a.md", b"\0\0\0", "chỉ nhận"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, content: bytes, said: str) -> None:
    with pytest.raises(UnsupportedFile, match=said):
        read_file(name, content)


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("word/vbaProject.bin", b"macro", "macro"),
        ("word/media/image1.png", b"\0" * 30_000_000, "nén bất thường"),
        ("word/extra.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "bị hỏng"),
    ],
)
def test_a_package_with_more_in_it_is_refused(
    with_part: Callable[[str, bytes], bytes], part: str, content: bytes, said: str
) -> None:
    with pytest.raises(UnsupportedFile, match=said):
        read_file("a.docx", with_part(part, content))


def test_a_package_cut_short_is_refused(draft: bytes) -> None:
    damaged = bytearray(draft)
    damaged[200:400] = b"\xff" * 200
    for content in (draft[: len(draft) // 2], bytes(damaged)):
        with pytest.raises(UnsupportedFile):
            read_file("a.docx", content)


def test_size_is_counted_as_bytes_come() -> None:
    taken = 0

    def chunks() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield b"\0" * 1_000_000

    with pytest.raises(TextTooLong):
        gathered(chunks())  # type: ignore[arg-type]
    assert taken == FILE_BYTES // 1_000_000 + 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_in_the_encodings_of_offices(encoding: str) -> None:
    assert read_file("a.txt", "Tỷ lệ 9,21%\r\n".encode(encoding)).text == "Tỷ lệ 9,21%\n"


def test_what_a_page_shows_is_read_whatever_holds_it() -> None:
    package = docx.Document()
    word = nsdecls("w")
    run = "<w:r><w:t>{}</w:t></w:r>"
    for xml in (
        f"<w:sdt {word}><w:sdtContent><w:p>{run.format('Trong khung 12 ha.')}</w:p></w:sdtContent></w:sdt>",
        f"<w:p {word}><w:moveFrom>{run.format('Đã dời 99 ha.')}</w:moveFrom>{run.format('Còn 5 ha.')}</w:p>",
    ):
        package.element.body.insert(0, parse_xml(xml))
    inner = package.add_table(rows=1, cols=1).cell(0, 0).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Lúa", "300 ha"
    package.sections[0].header.add_table(1, 1, Cm(10)).cell(0, 0).text = "Số: 12/BC-UBND"
    package.sections[0].footer.paragraphs[0].text = "In 40 bản"
    file = BytesIO()
    package.save(file)
    text = read_docx("nháp.docx", file.getvalue()).text
    for shown in ("Trong khung 12 ha.", "Còn 5 ha.", "Lúa 300 ha", "Số: 12/BC-UBND", "In 40 bản"):
        assert shown in text
    assert "99 ha" not in text
