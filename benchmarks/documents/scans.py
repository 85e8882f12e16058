"""Scans of made-up reports as an office makes them, read with Tesseract, and the figures held against the text.

    python benchmarks/documents/scans.py [--pages 40] [--write]

Reports are set by LibreOffice (Word files with tables, raised calls and small notes), their pages made to colour
pictures of 300 and 150 dpi, turned by up to 1°, with noise and a red stamp over text, packed as JPEG into a .pdf. A
figure is right where the same figure stands in the same place of the order. Results: scans.json.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pypdfium2
from docx import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from PIL import Image, ImageChops, ImageDraw

from bc_qa.figures.grammar import figures
from bc_qa.files.filetext import FileText
from bc_qa.files.reading import read_file
from bc_qa.report.structure import read_structure
from bc_qa.types import Document, ParagraphKind, Span, joined

WORLDS = Path(__file__).parents[1] / "worlds"
RESULTS = Path(__file__).with_name("scans.json")
REPORTS = (
    "a01-kinh-te-xa-hoi", "b02-ngan-sach", "v03-thanh-tra", "d01-nong-thon-moi", "z86-phu-nu-uy-thac",
    "f05-chan-nuoi-thu-y", "z14-ngan-hang-chinh-sach",
)  # fmt: skip
_CALL = re.compile(r"\[\^?(\d{1,3})\]")
_RAISED = re.compile(r"(?<!m)[⁰¹²³⁴-⁹]+")


def set_as_word(source: Path, target: Path) -> None:
    """Write a report as a Word file: Times, tables with rules, calls of notes raised, notes in small letters."""
    document = read_structure("x", source.read_text(encoding="utf-8"), source.stem)
    word = WordFile()
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Liberation Serif", Pt(14)
    for side, width in (("left", 3), ("right", 2), ("top", 2), ("bottom", 2)):
        setattr(word.sections[0], f"{side}_margin", Cm(width))
    rows: list[list[str]] = []
    for paragraph in [*document.paragraphs, None]:
        if paragraph and paragraph.kind is ParagraphKind.TABLE:
            cells = [cell.strip() for cell in joined(document.text, paragraph.spans).strip("| ").split("|")]
            rows += [] if all(set(cell) <= set("-: ") for cell in cells) else [cells]
            continue
        _table(word, rows)
        rows = []
        if paragraph:
            _paragraph(word, document, paragraph.kind, paragraph.spans, paragraph.note)
    word.save(str(target))


def _table(word: WordFile, rows: list[list[str]]) -> None:
    if not rows:
        return
    table = word.add_table(len(rows), max(map(len, rows)), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = text
            cell.paragraphs[0].runs[0].font.size = Pt(12)


def _paragraph(
    word: WordFile, document: Document, kind: ParagraphKind, spans: tuple[Span, ...], note: int | None
) -> None:
    text = re.sub(r"[*_]{2}|^#+ ", "", joined(document.text, spans))
    made = word.add_paragraph()
    heading = kind in (ParagraphKind.HEADING, ParagraphKind.MASTHEAD)
    made.alignment = {
        ParagraphKind.MASTHEAD: WD_ALIGN_PARAGRAPH.CENTER,
        ParagraphKind.TEXT: WD_ALIGN_PARAGRAPH.JUSTIFY,
    }.get(kind)
    made.paragraph_format.space_after = Pt(6)
    made.paragraph_format.first_line_indent = Cm(1) if kind is ParagraphKind.TEXT and note is None else None
    for n, piece in enumerate(_CALL.split(text if note is None else f"[{note}] {text}")):
        run = made.add_run(piece)
        run.bold = heading
        run.font.superscript = n % 2 == 1
        run.font.size = Pt(10) if note is not None else None


def scanned(page: pypdfium2.PdfPage, dpi: int, seed: int) -> Image.Image:
    """Return a page as a scanner gives it: turned, grey where it was white, with noise and a stamp."""
    chance = random.Random(seed)
    image = page.render(scale=dpi / 72).to_pil().convert("RGB")
    _stamp(image, chance, dpi)
    image = image.rotate(chance.uniform(-1, 1), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    pixels = np.asarray(image).astype(np.float32) * 0.86 + 22
    pixels += np.random.default_rng(seed).normal(0, 14, pixels.shape[:2])[:, :, None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _stamp(image: Image.Image, chance: random.Random, dpi: int) -> None:
    """Put a round red stamp over the text, whose black shows through the ink."""
    size = int(1.5 * dpi)
    stamp = Image.new("RGB", (size, size), "white")
    drawn = ImageDraw.Draw(stamp)
    for inset in (2, size // 10):
        drawn.ellipse([inset, inset, size - inset, size - inset], outline=(205, 35, 45), width=max(2, dpi // 60))
    turns = (turn * math.pi / 5 for turn in range(10))
    star = [
        (size / 2 + r * math.sin(a), size / 2 - r * math.cos(a))
        for a, r in zip(turns, [size / 4, size / 10] * 5, strict=True)
    ]
    drawn.polygon(star, fill=(205, 35, 45))
    left, top = int(chance.uniform(0.2, 0.6) * image.width), int(chance.uniform(0.1, 0.8) * image.height)
    under = image.crop((left, top, left + size, top + size))
    image.paste(ImageChops.multiply(under, stamp), (left, top))


@dataclass
class Sums:
    """What reading came to."""

    pages: int = 0
    figures: int = 0
    right: int = 0
    wrong: int = 0
    silent: int = 0  # wrong and without a flag
    flagged: int = 0
    shown: int = 0  # figures in what was read
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def measured(sums: Sums, told: str, read: FileText) -> None:
    """Add what a report came to: its figures as written, held against those read, in order."""
    written = [text for text, _, _ in _in_digits(_CALL.sub("", told))]
    clean = _RAISED.sub(lambda found: " " * len(found[0]), read.text)
    found = [(text, any(a < end and start < b for a, b in read.unsure)) for text, start, end in _in_digits(clean)]
    sums.figures += len(written)
    sums.shown += len(found)
    sums.flagged += sum(flag for _, flag in found)
    for what, i, j, k, m in SequenceMatcher(None, written, [text for text, _ in found], False).get_opcodes():
        if what == "equal":
            sums.right += j - i
            continue
        sums.wrong += m - k
        sums.silent += sum(not flag for _, flag in found[k:m])
        sums.faults.append(f"{written[i:j]} → {found[k:m]}")


def _in_digits(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each figure that a text gives in digits, line by line, with its place: the digits with their separators."""
    for line in re.finditer(r".+", text):
        for figure in figures(line[0]):
            if number := re.sub(r"[^\d.,/%‰-]", "", figure.text):
                yield number, line.start() + figure.span.start, line.start() + figure.span.end


def results_of(sums: Sums) -> dict[str, float]:
    """Return the shares of a set in per cent."""
    return {
        "pages": sums.pages,
        "figures": sums.figures,
        "right": round(100 * sums.right / sums.figures, 2),
        "wrong and not flagged": round(100 * sums.silent / sums.shown, 2),
        "flagged": round(100 * sums.flagged / sums.shown, 2),
        "seconds a page": round(sums.seconds / sums.pages, 1),
    }


def main() -> None:
    """Make the scans, read them, print what it came to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--dpi", type=int, nargs="*", default=[300, 150])
    parser.add_argument("--reports", nargs="*", default=REPORTS)
    parser.add_argument("--write", action="store_true", help="write scans.json")
    parser.add_argument("--faults", action="store_true", help="print what was read wrong")
    parser.add_argument("--keep", type=Path, help="keep the scans in this folder")
    chosen = parser.parse_args()
    made: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        for dpi in chosen.dpi:
            sums = Sums()
            for n, name in enumerate(chosen.reports):
                if sums.pages >= chosen.pages:
                    break
                scan, pages = made_scan(folder, name, dpi, n)
                began = time.monotonic()
                read = read_file(scan)
                sums.seconds += time.monotonic() - began
                sums.pages += pages
                measured(sums, (WORLDS / f"{name}.txt").read_text(encoding="utf-8"), read)
                print(name, results_of(sums), file=sys.stderr, flush=True)
            made[f"{dpi} dpi"] = results_of(sums)
            if chosen.faults:
                print(*sums.faults, sep="\n")
    print(json.dumps(made, indent=1))
    if chosen.write:
        RESULTS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def made_scan(folder: Path, name: str, dpi: int, seed: int) -> tuple[Path, int]:
    """Return a report as a scan in .pdf, and how many pages it has."""
    paper, scan = folder / f"{name}.text.pdf", folder / f"{name}-{dpi}.pdf"
    if not paper.exists():
        word = folder / f"{name}.text.docx"
        set_as_word(WORLDS / f"{name}.txt", word)
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    pages = pypdfium2.PdfDocument(paper)
    if not scan.exists():
        images = [scanned(page, dpi, 100 * seed + n) for n, page in enumerate(pages)]
        packed = io.BytesIO()
        images[0].save(packed, "PDF", save_all=True, append_images=images[1:], resolution=dpi, quality=80)
        scan.write_bytes(packed.getvalue())
    return scan, len(pages)


if __name__ == "__main__":
    main()
