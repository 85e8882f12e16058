from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_NOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="1"><w:p><w:r><w:t>Năm 2024, huyện có 989 hộ nghèo.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


@pytest.fixture(scope="session")
def draft() -> bytes:
    """A draft of the made-up report with a header, runs that cut a figure, a table and a footnote."""
    package = docx.Document()
    package.sections[0].header.paragraphs[0].add_run("Dự thảo: toàn huyện có 12 xã, thị trấn")
    paragraph = package.add_paragraph("Diện tích tự nhiên của huyện là 6")
    paragraph.add_run("12,").bold = True
    paragraph.add_run("10 km², toàn huyện có 31 trường")
    call = paragraph.add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "1")
    call._r.append(reference)
    table = package.add_table(rows=2, cols=2)
    for cell, text in zip(table.rows[0].cells, ("Cây", "Diện tích (ha)"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("Chè", "120,5"), strict=True):
        cell.text = text
    notes = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        _NOTES.encode(),
        package.part.package,
    )
    package.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    file = BytesIO()
    package.save(file)
    return file.getvalue()


@pytest.fixture
def with_part(draft: bytes) -> Callable[[str, bytes], bytes]:
    """Return a way to put one more part into the draft."""

    def added(name: str, content: bytes) -> bytes:
        file = BytesIO(draft)
        with ZipFile(file, "a", compression=8) as package:
            package.writestr(name, content)
        return file.getvalue()

    return added
