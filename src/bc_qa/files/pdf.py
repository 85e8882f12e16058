"""A report in .pdf, as lines and tables of each page: from its characters, or from its picture where it has none.

A page without text, or whose fonts have no map of their characters, is read as a scan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from bc_qa import phrases
from bc_qa.errors import UnsupportedFile
from bc_qa.files import ocr
from bc_qa.files.composing import Block
from bc_qa.files.filetext import FileText
from bc_qa.files.pdf_lines import Line, lines_of
from bc_qa.files.ruled import covers, rows_of
from bc_qa.files.scans import Scanner, pdf_page, whole

PAGES = 2_000
LEAST_READABLE = 0.9  # share of the characters that have to be letters that can be read
LEAST_LETTERS = 20  # … letters and figures of a page below which it is looked at as a picture
_MANY_SHAPES = 50  # curves of a page that may be letters drawn
_LOST = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")


def read_pdf(name: str, content: bytes, scanner: Scanner) -> FileText:
    """Return the text of a .pdf with the place where each page begins. Raises UnsupportedFile."""
    try:
        with pdfplumber.open(BytesIO(content)) as opened:
            if len(opened.pages) > PAGES:
                told = phrases.PDF_TOO_LONG.format(name=name, pages=len(opened.pages), limit=PAGES)
                raise UnsupportedFile(told)
            pages: list[list[Block]] = []
            pictures: list[int] = []
            for number, page in enumerate(opened.pages, 1):
                drawn = bool(page.images) or len(page.curves) > _MANY_SHAPES
                pages.append(_blocks_of(page))
                if _is_picture(name, pages[-1], drawn):
                    pictures.append(number)
    except UnsupportedFile:
        raise
    except PdfminerException as error:
        locked = isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect)
        told = phrases.PDF_ENCRYPTED if locked else phrases.PDF_DAMAGED
        raise UnsupportedFile(told.format(name=name)) from error
    except Exception as error:  # pdfminer raises whatever a damaged file makes it raise
        raise UnsupportedFile(phrases.PDF_DAMAGED.format(name=name)) from error
    scanned = scanner.read(name, content, {n: partial(pdf_page, content, n) for n in pictures}) if pictures else {}
    return whole(name, [scanned[n].blocks if n in scanned else blocks for n, blocks in enumerate(pages, 1)], scanned)


def _is_picture(name: str, blocks: Sequence[Block], drawn: bool) -> bool:
    """Whether a page has to be read as a picture: it shows something and holds no text, or none that can be read."""
    written = "".join(block.text if isinstance(block, Line) else "".join(block) for block in blocks)
    lost = sum(len(found[0]) for found in _LOST.finditer(written))
    if lost > (1 - LEAST_READABLE) * len(written):
        ocr.check(name, phrases.PDF_BROKEN_FONTS)
        return True
    return drawn and sum(char.isalnum() for char in written) < LEAST_LETTERS


def _blocks_of(page: Any) -> list[Block]:
    """Return the lines and tables of a page, from above."""
    ruled = len(page.lines) + len(page.rects) + len(page.curves) >= 4
    tables = sorted(filter(_is_table, page.find_tables()), key=lambda table: table.bbox[1]) if ruled else []
    boxes = [table.bbox for table in tables]
    chars = [char for char in page.chars if not any(_inside(char, box) for box in boxes)]
    blocks: list[Block] = []
    for line in lines_of(chars):
        while tables and tables[0].bbox[1] < line.top:
            blocks.append(_rows(tables.pop(0)))
        blocks.append(line)
    blocks += map(_rows, tables)
    page.close()
    return blocks


def _is_table(table: Any) -> bool:
    rows = [row for row in table.extract() if any(row)]
    widest = max(map(len, rows), default=0)
    return widest >= 2 and (len(rows) >= 2 or (widest > 2 and all(rows[0])))  # the end of a page may leave one row


def _inside(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    return covers(box, (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)


def _rows(table: Any) -> list[str]:
    """Return the rows of a table; calls of notes in its cells are raised as they are in lines."""
    return rows_of(table, [[_text(table.page.chars, box) for box in row.cells] for row in table.rows])


def _text(chars: Sequence[dict[str, Any]], box: tuple[float, float, float, float] | None) -> str:
    inside = [char for char in chars if _inside(char, box)] if box else []
    return "\n".join(line.text for line in lines_of(inside))
