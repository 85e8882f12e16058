"""Files of older offices, converted by the real LibreOffice: the same text, in a closed room, within a time."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from io import BytesIO
from pathlib import Path

import docx
import pytest

from bc_qa.errors import UnsupportedFile
from bc_qa.files import office
from bc_qa.files.reading import read_file
from tests.files.test_xlsx import book, saved

__all__ = ["book"]
RTF = rb"""{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}}\pard\qc B\u193?O C\u193?O\par\pard
Huy\u7879?n c\u243? 17 x\u227?, di\u7879?n t\u237?ch 1.029,31 km\'b2.\par}"""


@pytest.fixture(scope="module", autouse=True)
def libre_office() -> str:
    found = shutil.which("soffice")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("CI needs LibreOffice: a skipped test of it is a failure there")
        pytest.skip("no LibreOffice on this machine (apt-get install libreoffice-writer-nogui libreoffice-calc-nogui)")
    return found


def converted(folder: Path, name: str, content: bytes, kind: str) -> Path:
    """Return a file of an older kind, as LibreOffice writes it."""
    given = folder / name
    given.write_bytes(content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind,
         "--outdir", str(folder), str(given)], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return given.with_suffix(f".{kind.partition(':')[0]}")


def report() -> bytes:
    package, file = docx.Document(), BytesIO()
    for text in ("Kết quả năm 2024", "Huyện có 17 xã, thị trấn."):
        package.add_paragraph(text)
    table = package.add_table(rows=2, cols=3, style="Table Grid")
    for n, text in enumerate(("Xã", "2023", "2024", "Mường So", "12", "13")):
        table.cell(n // 3, n % 3).text = text
    package.add_paragraph("Hết.")  # no table ends a text: Word always has a paragraph behind it
    package.save(file)
    return file.getvalue()


def test_rtf_is_read(tmp_path: Path) -> None:
    for name in ("báo cáo.rtf", "báo cáo.doc"):  # many a .doc is .rtf inside
        (tmp_path / name).write_bytes(RTF)
        text = read_file(tmp_path / name).text
        assert text.startswith("\nBÁO CÁO\n\nHuyện có 17 xã, diện tích 1.029,31 km²."), text


@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_texts_of_older_kinds_are_read(tmp_path: Path, kind: str) -> None:
    text = read_file(converted(tmp_path, "a.docx", report(), kind)).text
    assert "Huyện có 17 xã, thị trấn.\n" in text
    assert "Mường So | 12 | 13" in text


def test_workbooks_of_older_kinds_are_read(tmp_path: Path, book: object) -> None:
    text = read_file(converted(tmp_path, "a.xlsx", saved(book), "xls")).text  # type: ignore[arg-type]
    assert "1 | Lúa | 85.327 | 1.234,50 | 05/03/2024" in text


def test_a_newer_file_under_an_older_name_is_read(tmp_path: Path, book: object) -> None:
    (tmp_path / "a.xls").write_bytes(saved(book))  # type: ignore[arg-type]
    (tmp_path / "b.doc").write_bytes(report())
    (tmp_path / "c.xls").write_bytes("<html><table><tr><td>Lúa<td>1<td>2</table></html>".encode())
    assert "1 | Lúa | 85.327" in read_file(tmp_path / "a.xls").text
    assert "17 xã" in read_file(tmp_path / "b.doc").text
    assert "Lúa | 1 | 2" in read_file(tmp_path / "c.xls").text


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.doc", b"plain text"), ("a.rtf", b"plain text"), ("a.odt", b"PK\x03\x04"), ("a.xls", b"\xd0\xcf\x11\xe0"),
     ("a.ppt", b""), ("a.pptx", b"PK\x03\x04"), ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)],
)  # fmt: skip
def test_what_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnsupportedFile, match=r"lưu lại thành \.docx"):
        read_file(tmp_path / name)


def test_what_takes_too_long_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = tmp_path / "started"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {started}\nsleep 300\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(office, "SECONDS", 2)
    (tmp_path / "a.rtf").write_bytes(RTF)
    with pytest.raises(UnsupportedFile, match="quá 2 giây"):
        read_file(tmp_path / "a.rtf")
    assert _ended(int(started.read_text()))


def _ended(pid: int) -> bool:
    """Whether a process is gone, or waits to be reaped, within five seconds."""
    for _ in range(50):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


def test_without_it_the_way_to_get_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.rtf").write_bytes(RTF)
    with pytest.raises(UnsupportedFile, match="apt-get install -y libreoffice-writer-nogui"):
        read_file(tmp_path / "a.rtf")
