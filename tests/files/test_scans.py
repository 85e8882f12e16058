"""Scans read with the real Tesseract: what stands on a page, where, and which of its figures are to be checked."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from bc_qa.errors import UnsupportedFile
from bc_qa.figures.grammar import figures
from bc_qa.files import ocr, picture, scans
from bc_qa.files.marks import UNSURE, bare, line_mark, unmarked
from bc_qa.files.pdf import read_pdf
from bc_qa.files.reading import read_file
from bc_qa.files.scans import Scanner, read_picture
from bc_qa.types import LinePlace

FILES = Path(__file__).parents[1] / "data" / "files"
real = pytest.mark.skipif(
    not ocr.version() and not os.environ.get("CI"), reason="Tesseract with Vietnamese is not installed"
)


def scanned(name: str, page: int, turn: float = 0.0, dpi: int = 300) -> Image.Image:
    """Return a page of a .pdf as a scanner gives it: turned, greyish, with noise."""
    image = pypdfium2.PdfDocument(FILES / name)[page].render(scale=dpi / 72).to_pil().convert("L")
    pixels = np.asarray(image.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)).astype(float) * 0.86 + 22
    pixels += np.random.default_rng(1).normal(0, 12, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def as_file(image: Image.Image, kind: str, dpi: int = 300) -> bytes:
    file = BytesIO()
    image.save(file, kind, **({"resolution": dpi} if kind == "PDF" else {"dpi": (dpi, dpi)}))
    return file.getvalue()


@real
def test_a_turned_page_with_noise_gives_its_figures_paragraphs_and_note_and_where_they_stand() -> None:
    read = read_pdf("quét.pdf", as_file(scanned("v03-thanh-tra.pdf", 2, 1.0), "PDF"), Scanner())
    lines = read_file(FILES / "v03-thanh-tra.pdf").text.split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("Mức phạt cao nhất"))
    end = next(n for n, line in enumerate(lines) if line.startswith("3. Đường dây nóng"))
    written = Counter(figure.text for line in lines[start:end] for figure in figures(line))
    found = Counter(figure.text for line in read.text.split("\n") for figure in figures(line))
    assert (written - found).total() <= 0.05 * written.total()
    assert "nước²." in read.text  # a raised figure is no figure of the text
    assert "\n² Chủ yếu là các cuộc" in read.text
    assert any(line.startswith("Mức phạt cao nhất") and line.endswith("Cái Vồn.") for line in read.text.split("\n"))
    assert read.pages == (0,)
    assert not any(0xE000 <= ord(char) <= 0xF8FF or ord(char) > 0xF0000 for char in read.text)
    places = [line for line in read.lines if read.text[line.start :].startswith("Toàn tỉnh")]
    assert len(places) == 1
    assert 520 < places[0].top < 560  # thousandths of the page's height
    assert abs(places[0].drop) > 5  # the page is turned: the line falls or rises across it


@real
def test_a_table_with_rules_is_rows_with_merged_cells() -> None:
    read = read_picture("bảng.png", as_file(scanned("table.pdf", 0, -0.5), "PNG"), Scanner())
    rows = [[cell.strip() for cell in line.split("|")] for line in read.text.split("\n") if "|" in line]
    assert rows[0] == ["Xã", "Số hộ nghèo", "Số hộ nghèo", "Ghi chú"]
    assert rows[1] == ["Xã", "2023", "2024", "Ghi chú"]
    assert rows[2] == ["Mường So", "12", "13", "tăng"]
    assert [row[0] for row in rows[2:4]] == ["Mường So", "Mường So"]


@real
def test_a_figure_that_cannot_be_read_well_is_unsure_and_others_are_not() -> None:
    image = scanned("v03-thanh-tra.pdf", 2)
    blotted = np.asarray(image).copy()
    word = next(w for w in ocr.words(picture.prepared(image)[0], 4) if w.text == "5.372")
    middle = round((word.left + word.right) / 2)
    blotted[round(word.foot) - 24 : round(word.foot) - 14, middle - 25 : middle + 40] = 60
    read = read_picture("mờ.png", as_file(Image.fromarray(blotted), "PNG"), Scanner())
    line = next(line for line in read.text.split("\n") if line.startswith("Toàn tỉnh"))
    at = read.text.index(line)
    assert any(at <= start < at + 40 for start, _ in read.unsure)
    assert len(read.unsure) < 8  # of more than forty


@real
def test_a_scanned_page_within_a_pdf_with_text_is_read_too() -> None:
    mixed = pypdfium2.PdfDocument.new()
    mixed.import_pages(pypdfium2.PdfDocument(FILES / "v03-thanh-tra.pdf"), [0])
    mixed.import_pages(pypdfium2.PdfDocument(as_file(scanned("table.pdf", 0), "PDF")))
    file = BytesIO()
    mixed.save(file)
    read = read_pdf("lẫn.pdf", file.getvalue(), Scanner())
    assert len(read.pages) == 2
    assert "Mường So" in read.text[read.pages[1] :]
    assert {line.page for line in read.lines} == {2}


@real
def test_pages_that_were_read_are_kept_and_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = as_file(scanned("table.pdf", 0), "PDF")
    told: list[tuple[str, int, int]] = []
    first = read_pdf("bảng.pdf", content, Scanner(tmp_path, lambda *step: told.append(step)))
    assert told == [("bảng.pdf", 0, 1), ("bảng.pdf", 1, 1)]

    def unread(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(scans, "read_page", unread)
    assert read_pdf("tên khác.pdf", content, Scanner(tmp_path)) == first
    kept = next(tmp_path.rglob("*.json"))
    kept.write_text("{", encoding="utf-8")
    with pytest.raises(AssertionError):
        read_pdf("bảng.pdf", content, Scanner(tmp_path))


@real
def test_an_empty_scan_and_a_broken_picture_are_refused() -> None:
    with pytest.raises(UnsupportedFile, match="Không đọc được chữ"):
        read_picture("trắng.png", as_file(Image.new("L", (800, 1100), 255), "PNG"), Scanner())
    with pytest.raises(UnsupportedFile, match="hỏng"):
        read_picture("hỏng.png", b"\x89PNG\r\n", Scanner())
    with pytest.raises(UnsupportedFile, match="rang 1 của tệp"):
        read_picture("cụt.png", as_file(scanned("table.pdf", 0), "PNG")[:20_000], Scanner())


def test_without_tesseract_the_refusal_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    ocr.version.cache_clear()
    try:
        for name, kind in (("quét.pdf", "PDF"), ("quét.png", "PNG")):
            content = as_file(Image.new("L", (200, 300), 255), kind)
            reader = read_pdf if kind == "PDF" else read_picture
            with pytest.raises(UnsupportedFile, match="apt-get install tesseract-ocr tesseract-ocr-vie"):
                reader(name, content, Scanner())
    finally:
        ocr.version.cache_clear()


def test_marks_are_taken_out_of_a_text_and_tell_words_and_lines() -> None:
    place = LinePlace(0, 3, 10, 12, 0, (1, 2))
    text = f"Năm {line_mark(3, 0)}2023 có 12,5%{UNSURE} hộ\n"
    made = unmarked(text, {(3, 0): place})
    assert made.text == bare(text) == "Năm 2023 có 12,5% hộ\n"
    assert [span.of(made.text) for span in made.unsure] == ["12,5%"]
    assert made.lines == (place._replace(start=4),)
    assert made.place(len(text)) == len(made.text)
