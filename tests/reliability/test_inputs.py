"""Every input has an answer: characters that no file format holds, files that are none, never a 500."""

import json
import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from fastapi.testclient import TestClient

ODD = {
    "half a surrogate pair": "Có \\ud800 12 xã.",
    "NUL": "Có \\u0000 12 xã.",
    "form feed": "Có \\f 12 xã.\\f",
    "control characters": "Có \\u0001\\u001b\\u007f\\u0085 12 xã.",
    "no characters": "Có \\ufffe\\uffff 12 xã.",
    "turned about": "Có \\u202e\\u2066 12 xã.",
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("kind", ["json", "ndjson", "xlsx", "docx"])
def test_odd_characters_of_a_draft(client: TestClient, name: str, kind: str) -> None:
    body = f'{{"text": "{ODD[name]}"}}'.encode()
    headers = {"content-type": "application/json"}
    answer = client.post(f"/api/verify?format={kind}", content=body, headers=headers)
    assert answer.status_code == 200
    if kind == "json":
        [claim] = answer.json()["claims"]
        assert claim["figure"] == "12 xã"
        start, end = claim["span"]
        assert json.loads(body)["text"][start:end] == "12 xã"


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("kind", ["docx", "md"])
def test_odd_characters_of_a_talk(client: TestClient, name: str, kind: str) -> None:
    body = f'{{"questions": ["{ODD[name]}"]}}'.encode()
    answer = client.post(f"/api/talk?format={kind}", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/figures", "/figures.csv", "/figures.xlsx", "/api/figures", "/audit", "/report/x"])
@pytest.mark.parametrize("asked", ["%ED%A0%80", "%00", "%0C", "%FF"])
def test_odd_characters_of_an_address(client: TestClient, path: str, asked: str) -> None:
    assert client.get(f"{path}?q={asked}&document={asked}&at={asked}").status_code in (200, 404)


def packed(change: dict[str, bytes | None]) -> bytes:
    """Return a sound .docx with some of its parts put in place of others, or taken out."""
    made, kept, file = docx.Document(), BytesIO(), BytesIO()
    made.add_paragraph("Có 12 xã.")
    made.save(kept)
    with zipfile.ZipFile(kept) as package, zipfile.ZipFile(file, "w") as changed:
        for name in package.namelist():
            content = change.get(name, package.read(name))
            if content is not None:
                changed.writestr(name, content)
        for name, content in change.items():
            if content is not None and name not in package.namelist():
                changed.writestr(name, content)
    return file.getvalue()


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BROKEN = {
    "no body": {"word/document.xml": b"<w:document " + W + b"/>"},
    "another root": {"word/document.xml": b"<root/>"},
    "no document": {"word/document.xml": None},
    "empty document": {"word/document.xml": b""},
    "no relations": {"word/_rels/document.xml.rels": None},
    "no package relations": {"_rels/.rels": None},
    "broken relations": {"word/_rels/document.xml.rels": b"<Relationships"},
    "no styles": {"word/styles.xml": None},
    "styles that are none": {"word/styles.xml": b"<x/>"},
    "nested without end": {
        "word/document.xml": b"<w:document " + W + b"><w:body>" + b"<w:sdt><w:sdtContent>" * 5000 + b"</w:body>"
    },
    "deeply nested": {
        "word/document.xml": b"<w:document "
        + W
        + b"><w:body>"
        + b"<w:tbl><w:tr><w:tc>" * 80
        + b"<w:p><w:r><w:t>12</w:t></w:r></w:p>"
        + b"</w:tc></w:tr></w:tbl>" * 80
        + b"</w:body></w:document>"
    },
    "merges of nothing": {
        "word/document.xml": b"<w:document "
        + W
        + b"><w:body><w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr><w:tr/></w:tbl></w:body></w:document>"
    },
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("kind", ["json", "docx"])
def test_a_broken_docx(client: TestClient, name: str, kind: str) -> None:
    file = {"file": ("nhap.docx", packed(BROKEN[name]))}
    answer = client.post(f"/api/verify/file?format={kind}", files=file)
    assert answer.status_code in (200, 400, 413, 415)
    if answer.status_code != 200:
        assert len(answer.json()["error"]["message"]) > 20


def test_a_file_of_too_many_pieces_is_refused(client: TestClient) -> None:
    body = b"<w:document " + W + b"><w:body><w:p>" + b"<w:r/>" * 400_000 + b"</w:p></w:body></w:document>"
    answer = client.post("/api/verify/file", files={"file": ("nhap.docx", packed({"word/document.xml": body}))})
    assert answer.status_code == 413
    assert "400003" in answer.json()["error"]["message"] or "quá giới hạn" in answer.json()["error"]["message"]


def test_a_form_feed_in_a_run_is_given_back_with_its_comment(client: TestClient) -> None:
    made, kept = docx.Document(), BytesIO()
    run = made.add_paragraph().add_run("Có 12 xã")
    run._r.append(OxmlElement("w:br"))
    run._r[-1].set(qn("w:type"), "page")
    made.save(kept)
    answer = client.post("/api/verify/file?format=docx", files={"file": ("nhap.docx", kept.getvalue())})
    assert answer.status_code == 200


LARGE = {
    "nothing": (b"", 400),
    "blank lines": (b"\n" * 100_000, 400),
    "5 MB of blank lines": (b"\n" * 5_000_000, 413),
    "one line of 5 MB": ("hộ nghèo ".encode() * 450_000, 413),
    "20 MB and more": (b"a " * 10_000_001, 413),
    "no text": (bytes(range(256)) * 100, 415),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_draft_of_any_size(client: TestClient, name: str) -> None:
    content, status = LARGE[name]
    answer = client.post("/api/verify/file", files={"file": ("nhap.txt", content)})
    assert answer.status_code == status
    assert len(answer.json()["error"]["message"]) > 20
