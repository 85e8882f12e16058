"""Scans page by page: pictures of 300 dpi made, read, kept, so that reading that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
import math
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from bc_qa import phrases
from bc_qa.errors import UnsupportedFile
from bc_qa.files import ocr
from bc_qa.files.composing import Block, composed
from bc_qa.files.filetext import FileText
from bc_qa.files.pdf_lines import Line
from bc_qa.files.picture import DPI
from bc_qa.files.scanned_page import ScannedPage, read_page
from bc_qa.types import LinePlace

READING = 1  # raise it when pages are read otherwise: what was kept is then read anew
PAGES = 500  # of one file that are read as pictures
PIXELS = 40_000_000  # of one page; an A3 at 300 dpi has 17 million
LEAST_LETTERS = 20  # letters and figures of a file that hold something to read
_TRUSTED = (100, 1_200)  # dots per inch that a picture may say of itself
_LONG_SIDE = 11.69  # inches of an A4, which a picture that says nothing is taken for


@dataclass(frozen=True)
class Scanner:
    """Reads the pages of scans. `kept` is the folder of what was read, `tell` is told a file, pages done and in all."""

    kept: Path | None = None
    tell: Callable[[str, int, int], None] = lambda name, done, of: None

    def read(self, name: str, content: bytes, pages: Mapping[int, Callable[[], Image.Image]]) -> dict[int, ScannedPage]:
        """Read some pages of a file, by their numbers. Raises UnsupportedFile, saying what to do."""
        ocr.check(name, phrases.SCAN_NO_TESSERACT)
        if len(pages) > PAGES:
            raise UnsupportedFile(phrases.PDF_TOO_LONG.format(name=name, pages=len(pages), limit=PAGES))
        found: dict[int, ScannedPage] = {}
        for done, (number, picture) in enumerate(pages.items()):
            self.tell(name, done, len(pages))
            found[number] = self._page(name, content, number, picture)
        self.tell(name, len(pages), len(pages))
        return found

    def _page(self, name: str, content: bytes, number: int, picture: Callable[[], Image.Image]) -> ScannedPage:
        made_by = hashlib.sha256(f"{READING} {ocr.version()}".encode()).hexdigest()[:12]
        folder = self.kept / hashlib.sha256(content).hexdigest()[:32] if self.kept else None
        if folder and (earlier := _kept(folder / f"{number}-{made_by}.json")):
            return earlier
        try:
            page = read_page(picture(), number)
        except TimeoutError as error:
            raise UnsupportedFile(phrases.SCAN_TOO_SLOW.format(name=name, page=number)) from error
        except (OSError, ValueError, subprocess.SubprocessError, Image.DecompressionBombError) as error:
            raise UnsupportedFile(phrases.SCAN_UNREADABLE.format(name=name, page=number)) from error
        if folder:
            _keep(folder / f"{number}-{made_by}.json", page)
        return page


def _keep(path: Path, page: ScannedPage) -> None:
    blocks = [asdict(block) if isinstance(block, Line) else block for block in page.blocks]
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(json.dumps({"blocks": blocks, "places": page.places}, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


def _kept(path: Path) -> ScannedPage | None:
    """Return a page that was read before, None where none is or what is kept cannot be read."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        blocks: list[Block] = [Line(**block) if isinstance(block, dict) else block for block in told["blocks"]]
        places = [
            LinePlace(start, page, top, height, drop, tuple(edges))
            for start, page, top, height, drop, edges in told["places"]
        ]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return ScannedPage(blocks, places)


def read_picture(name: str, content: bytes, scanner: Scanner) -> FileText:
    """Return the text of a .png, .jpg or .tif, which may have several pages. Raises UnsupportedFile."""
    try:
        with Image.open(BytesIO(content)) as opened:
            count = getattr(opened, "n_frames", 1)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise UnsupportedFile(phrases.IMAGE_DAMAGED.format(name=name)) from error
    found = scanner.read(name, content, {n: partial(_frame, content, n) for n in range(1, count + 1)})
    return whole(name, [found[n].blocks for n in sorted(found)], found)


def whole(name: str, pages: list[list[Block]], scanned: Mapping[int, ScannedPage]) -> FileText:
    """Return the text of a file with scanned pages. Raises UnsupportedFile where it has next to none."""
    places = {(n, line): place for n, page in scanned.items() for line, place in enumerate(page.places)}
    made = composed(name, pages, places)
    if sum(char.isalnum() for char in made.text) < LEAST_LETTERS:
        raise UnsupportedFile(phrases.SCAN_EMPTY.format(name=name))
    return made


def page_picture(name: str, content: bytes, number: int) -> Image.Image:
    """Return the picture of a page of a .pdf or of a file of pictures, of 300 dpi. Raises UnsupportedFile."""
    try:
        return pdf_page(content, number) if name.lower().endswith(".pdf") else _frame(content, number)
    except (OSError, ValueError, IndexError, pypdfium2.PdfiumError, Image.DecompressionBombError) as error:
        raise UnsupportedFile(phrases.SCAN_UNREADABLE.format(name=name, page=number)) from error


def pdf_page(content: bytes, number: int) -> Image.Image:
    """Return the picture of a page of a .pdf."""
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[number - 1]
        scale = min(DPI / 72, math.sqrt(PIXELS / (page.get_width() * page.get_height())))
        picture: Image.Image = page.render(scale=scale).to_pil()
        return picture
    finally:
        document.close()


def _frame(content: bytes, number: int) -> Image.Image:
    """Return a page of a picture, upright. Raises ValueError where it is larger than is read."""
    with Image.open(BytesIO(content)) as opened:
        frame = _nth(ImageSequence.Iterator(opened), number)
        if frame.width * frame.height > 2 * PIXELS:
            raise ValueError(frame.size)
        said = float(frame.info.get("dpi", (0, 0))[0])
        dpi = said if _TRUSTED[0] <= said <= _TRUSTED[1] else max(frame.size) / _LONG_SIDE
        upright = ImageOps.exif_transpose(frame.convert("L" if frame.mode == "1" else "RGB"))
    scale = min(DPI / dpi, math.sqrt(PIXELS / (upright.width * upright.height)))
    return upright.resize((round(upright.width * scale), round(upright.height * scale)), Image.Resampling.BICUBIC)


def _nth(frames: Iterator[Image.Image], number: int) -> Image.Image:
    for n, frame in enumerate(frames, 1):
        if n == number:
            return frame
    raise ValueError(number)
