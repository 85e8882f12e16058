"""A report in .pdf with text, as text: lines joined to paragraphs, tables by rows, footnotes behind their marks.

What a page repeats (its number, running heads) is left out. A scan has no text to read, and fonts without a map of
their characters give none that can be read: both are refused with what to do.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from bc_qa import phrases
from bc_qa.errors import UnsupportedFile
from bc_qa.files.encodings import converted
from bc_qa.files.filetext import FileText
from bc_qa.files.pdf_lines import GAP, RAISED_FIGURES, Line, lines_of

PAGES = 2_000
SMALLER = 0.88  # share of the size of the body's letters below which a line is a note's
EDGE = 12.0  # points by which a line may miss a margin and still reach it
REPEATED = 3  # pages that have a line at the same edge: it is a running head
LEAST_READABLE = 0.9  # share of the characters that have to be letters that can be read
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_LOST = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
_MARKED = re.compile(
    r"\s*(?:[IVXLC]{1,6}\s*[.)/-]|\d{1,2}(?:\.\d{1,2})*\s*[.)/]|[a-zđ]\s*\)|[-+•–]\s|(?:Phần|Chương|Điều)\s)"
)


def read_pdf(name: str, content: bytes) -> FileText:
    """Return the text of a .pdf with the place where each page begins. Raises UnsupportedFile."""
    try:
        with pdfplumber.open(BytesIO(content)) as opened:
            if len(opened.pages) > PAGES:
                told = phrases.PDF_TOO_LONG.format(name=name, pages=len(opened.pages), limit=PAGES)
                raise UnsupportedFile(told)
            pages = [_blocks_of(page) for page in opened.pages]
    except UnsupportedFile:
        raise
    except PdfminerException as error:
        locked = isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect)
        told = phrases.PDF_ENCRYPTED if locked else phrases.PDF_DAMAGED
        raise UnsupportedFile(told.format(name=name)) from error
    except Exception as error:  # pdfminer raises whatever a damaged file makes it raise
        raise UnsupportedFile(phrases.PDF_DAMAGED.format(name=name)) from error
    return _composed(name, pages)


def _check_readable(name: str, lines: Sequence[Line], pages: Sequence[Sequence[Block]]) -> None:
    written = "".join(line.text for line in lines) + "".join(
        row for page in pages for block in page if not isinstance(block, Line) for row in block
    )
    if sum(char.isalnum() for char in written) < 20 * len(pages):
        raise UnsupportedFile(phrases.PDF_SCANNED.format(name=name))
    lost = sum(len(found[0]) for found in _LOST.finditer(written))
    if lost > (1 - LEAST_READABLE) * len(written):
        raise UnsupportedFile(phrases.PDF_BROKEN_FONTS.format(name=name))


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
    return len(rows) >= 2 and max(map(len, rows)) >= 2


def _inside(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    return covers(box, (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)


def _rows(table: Any) -> list[str]:
    return rows_of(table, [[cell or "" for cell in row] for row in table.extract()])
