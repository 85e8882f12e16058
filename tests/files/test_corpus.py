"""A folder of reports: what cannot be read is named with the reason, and the rest is read all the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.cli import app
from bc_qa.errors import CorpusError
from bc_qa.report.reading import read_reports
from bc_qa.search.encoder import HashEncoder
from bc_qa.search.store import read_manifest
from bc_qa.settings import Settings
from tests.conftest import SMALL
from tests.files.test_pdf import FILES


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    shutil.copy(SMALL, folder / "mẫu.txt")
    shutil.copy(FILES / "v03-thanh-tra.pdf", folder)
    (folder / "cũ.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "hỏng.docx").write_bytes(b"no package")
    (folder / "README.md").write_text("về thư mục này", encoding="utf-8")
    (folder / "~$mẫu.docx").write_bytes(b"")
    return folder


def test_what_cannot_be_read_is_named(corpus: Path) -> None:
    documents, noted = read_reports(corpus)
    assert [document.id for document in documents] == ["mau", "v03-thanh-tra"]
    assert [note.split(":")[0] for note in noted] == ["Bỏ qua tệp cũ.doc", "Bỏ qua tệp hỏng.docx"]
    assert "lưu lại thành .docx" in noted[0]


def test_it_is_kept_with_the_index_and_told(corpus: Path, tmp_path: Path) -> None:
    settings = Settings(corpus=corpus, index=tmp_path / "index", model="hash", reader="none")
    build(settings, HashEncoder())
    assert len(read_manifest(settings.index)["noted"]) == 2
    told = CliRunner().invoke(app, ["doctor", "--corpus", str(corpus), "--index", str(settings.index)])
    assert "hỏng.docx" in told.output


def test_a_citation_of_a_pdf_has_its_page(corpus: Path, tmp_path: Path) -> None:
    settings = Settings(corpus=corpus, index=tmp_path / "index", model="hash", reader="none", sure=0.0)
    build(settings, HashEncoder())
    assistant = Assistant.open(settings=settings, encoder=HashEncoder())
    reply = assistant.ask("Kiến nghị xử lý khác bao nhiêu triệu đồng?", document="v03-thanh-tra")
    assert reply.citations[0].page is not None
    other = assistant.ask("Huyện có bao nhiêu xã?", document="mau")
    assert all(cited.page is None for cited in (*other.citations, *other.nearest))


def test_a_folder_with_nothing_to_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "hỏng.docx").write_bytes(b"no package")
    with pytest.raises(CorpusError, match=r"hỏng\.docx"):
        read_reports(tmp_path)
