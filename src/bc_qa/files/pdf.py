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
from bc_qa.files.layout import row_line
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


Block = Line | list[str]
"""A line, or the rows of a table as text."""


def _composed(name: str, pages: Sequence[Sequence[Block]]) -> FileText:
    lines = [block for page in pages for block in page if isinstance(block, Line)]
    _check_readable(name, lines, pages)
    size = statistics.median(line.size for line in lines for _ in range(max(1, len(line.text))))
    running = _running(pages)
    rows: list[str] = []
    begins: list[tuple[int, int]] = []  # the row that each page begins in, and where in it
    body, before = 0, _Page()  # the last row that is no note's, and the page it is of
    for blocks in pages:
        page = _read([block for block in blocks if not (isinstance(block, Line) and _key(block) in running)], size)
        if goes_on := before.goes_on(page):
            begins.append((body, len(rows[body]) + 1))
            rows[body] += f" {page.rows[0]}"
        else:
            begins.append((len(rows), 0))
        rows += page.rows[goes_on:]
        body = len(rows) - 1 if page.rows[goes_on:] else body
        rows += page.notes
        before = page
    made, encoded = converted("\n".join(rows) + "\n")
    offsets = [0, *(place.end() for place in re.finditer("\n", made))]
    noted = (phrases.FILE_CONVERTED.format(name=name, encoding=encoded),) if encoded else ()
    return FileText(made, tuple(offsets[row] + at for row, at in begins), noted)


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
    return _covers(box, (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)


def _rows(table: Any) -> list[str]:
    """Return the rows of a table: a cell that is merged over several stands in each place that it covers."""
    texts = [[" ".join((cell or "").replace("|", "/").split()) for cell in row] for row in table.extract()]
    boxes = [row.cells for row in table.rows]
    middles = [_middle([box for box in column if box]) for column in zip(*boxes, strict=True)]
    cells = [(box, text) for row, told in zip(boxes, texts, strict=True) for box, text in zip(row, told, strict=True)]
    made: list[str] = []
    for row, told in zip(table.rows, texts, strict=True):
        down = (row.bbox[1] + row.bbox[3]) / 2
        for n, box in enumerate(row.cells):
            if box is None:
                told[n] = next((text for b, text in cells if b and _covers(b, middles[n], down)), "")
        if any(told):
            made.append(row_line(told))
    return [unicodedata.normalize("NFC", row) for row in made]


def _middle(boxes: Sequence[tuple[float, float, float, float]]) -> float:
    """Return the middle of a column, by its narrowest cell."""
    narrowest = min(boxes, key=lambda box: box[2] - box[0], default=(0.0, 0.0, 0.0, 0.0))
    return (narrowest[0] + narrowest[2]) / 2


def _covers(box: tuple[float, float, float, float], across: float, down: float) -> bool:
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.top / 5)


def _running(pages: Sequence[Sequence[Block]]) -> set[tuple[str, int]]:
    """Return what stands at the same edge of several pages, page numbers among it."""
    edges: Counter[tuple[str, int]] = Counter()
    numbers: set[tuple[str, int]] = set()
    for page in pages:
        lines = [block for block in page if isinstance(block, Line)]
        for line in {id(line): line for line in (*lines[:2], *lines[-2:])}.values():
            edges[_key(line)] += 1
            if _PAGE_NUMBER.fullmatch(line.text) and line in (lines[0], lines[-1]):
                numbers.add(_key(line))
    return numbers | {key for key, count in edges.items() if count >= REPEATED}


@dataclass
class _Page:
    """The paragraphs and rows of a page, its notes, and the lines of prose that it begins and ends with."""

    rows: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    first: Line | None = None
    last: Line | None = None
    left: float = 0.0
    right: float = 0.0

    def goes_on(self, following: _Page) -> bool:
        """Whether the last paragraph of this page goes on on the next one."""
        if self.last is None or following.first is None or not self.rows:
            return False
        below = replace(following.first, top=self.last.bottom, bottom=self.last.bottom)
        return not _begins(below, self.last, self.left, self.right)


def _read(blocks: Sequence[Block], size: float) -> _Page:
    lines = [block for block in blocks if isinstance(block, Line)]
    body = [line for line in lines if line.size >= SMALLER * size]
    left, right = (min((b.left for b in body), default=0.0), max((b.right for b in body), default=0.0))
    notes = _notes(lines, size)
    read = _Page(notes=list(_noted(notes)), left=left, right=right)
    current: list[Line] = []
    blocks = [block for block in blocks if not (isinstance(block, Line) and block in notes)]
    for block in blocks:
        if not isinstance(block, Line):
            read.rows += [*_joined(current), "", *block, ""]
            current = []
            continue
        if current and _begins(block, current[-1], left, right):
            read.rows += _joined(current)
            if _is_title(block, left, right) is not _is_title(current[-1], left, right):
                read.rows.append("")  # a title ends where the prose begins
            current = []
        current.append(block)
    read.rows += _joined(current)
    read.last = current[-1] if current else None
    read.first = blocks[0] if blocks and isinstance(blocks[0], Line) else None
    return read


def _joined(lines: Sequence[Line]) -> list[str]:
    return [" ".join(line.text for line in lines)] if lines else []


def _begins(line: Line, before: Line, left: float, right: float) -> bool:
    """Whether a line begins a paragraph: indented, numbered, or its first word had room on the line before."""
    indented = line.left > left + EDGE
    ended = before.right + GAP * line.size + line.first < right - 1
    apart = line.top - before.bottom > 1.2 * line.size or abs(line.size - before.size) > 1.5
    return bool(apart or ended or (indented and before.left <= left + EDGE) or (indented and _MARKED.match(line.text)))


def _is_title(line: Line, left: float, right: float) -> bool:
    """Whether a line is bold, or stands in the middle between the margins, reaching neither."""
    before, after = line.left - left, right - line.right
    return line.bold or (min(before, after) > EDGE and abs(before - after) < 2 * EDGE)


def _notes(lines: Sequence[Line], size: float) -> list[Line]:
    """Return the lines of the footnotes: small letters from a marked line on down to the foot of the page."""
    found: list[Line] = []
    for line in reversed(lines):
        if line.size >= SMALLER * size:
            break
        found.insert(0, line)
    first = next((n for n, line in enumerate(found) if _note_mark(line.text)), None)
    return found if first is not None else []


def _note_mark(text: str) -> re.Match[str] | None:
    return re.match(r"\s*(?:\[?(\d{1,3})\]?|([⁰¹²³⁴-⁹]{1,3}))[.)]?\s*(?=\S)", text)


def _noted(lines: Sequence[Line]) -> Iterator[str]:
    note: list[str] = []
    for line in lines:
        found = _note_mark(line.text)
        if found and (found[2] or line.text.lstrip()[0] == "[" or not note or note[-1].rstrip()[-1:] in ".;"):
            yield from ([" ".join(note)] if note else [])
            note = [f"{(found[1] or found[2]).translate(RAISED_FIGURES)} {line.text[found.end() :]}"]
        else:
            note.append(line.text)
    yield from ([" ".join(note)] if note else [])
