"""A report of pages as text, from the lines and tables of each: paragraphs joined, notes behind their marks.

What a page repeats (its number, running heads) is left out. Lines that were read from a picture say where they stand on
it, and which of their words are unsure; both are kept as marks in the text until it is whole.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from bc_qa import phrases
from bc_qa.files.encodings import converted
from bc_qa.files.filetext import FileText
from bc_qa.files.layout import cells_of, row_line, run_on
from bc_qa.files.marks import bare, unmarked
from bc_qa.files.pdf_lines import GAP, RAISED_FIGURES, Line
from bc_qa.types import LinePlace

SMALLER = 0.88  # share of the size of the body's letters below which a line is a note's
APART = 1.2  # … between two lines from which they are as far apart as an empty line sets them
EDGE = 12.0  # points by which a line may miss a margin and still reach it
REPEATED = 3  # pages that have a line at the same edge: it is a running head
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_MARKED = re.compile(
    r"\s*(?:[IVXLC]{1,6}\s*[.)/-]|\d{1,2}(?:\.\d{1,2})*\s*[.)/]|[a-zđ]\s*\)|[-+•–]\s|(?:Phần|Chương|Điều|PHẦN|CHƯƠNG|ĐIỀU)\s)"
)

_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CLOSED = re.compile(r"[.;:!?…)\]\"”»]\s*$")  # the end of a note that is whole
_FIGURE = re.compile(r"[-+–]?\d[\d.,]*\s*%?$")

Block = Line | list[str]
"""A line, or the rows of a table as text."""


def composed(
    name: str, pages: Sequence[Sequence[Block]], places: Mapping[tuple[int, int], LinePlace] = MappingProxyType({})
) -> FileText:
    """Return the text that the blocks of all pages make; `places` tells where lines read from a picture stand."""
    lines = [block for page in pages for block in page if isinstance(block, Line)]
    size = statistics.median(line.size for line in lines for _ in range(max(1, len(line.text)))) if lines else 0.0
    running = _running(pages)
    rows: list[str] = []
    begins: list[tuple[int, int]] = []  # the row that each page begins in, and where in it
    body, before = 0, _Page()  # the last row that is no note's, and the page it is of
    noted = -1  # the row of the last note
    for blocks in pages:
        own = [block for block in blocks if not (isinstance(block, Line) and _key(block) in running)]
        page = _read(own, size, noted >= 0 and _CLOSED.search(bare(rows[noted])) is None)
        goes_on = 0
        if before.goes_on(page):
            goes_on = 1
            before_page = rows[body]
            rows[body] = run_on([before_page, page.rows[0]])
            begins.append((body, len(rows[body]) - len(page.rows[0])))
        elif table := page.table_going_on(before):
            del rows[body]  # the empty line behind the table
            noted -= noted > body
            body, goes_on = body - 1, 1 + len(table.dropped)
            begins.append((body, len(rows[body])) if table.rest else (len(rows), 0))
            if table.rest:
                rows[body] = _filled_up(rows[body], table.rest)
        else:
            begins.append((len(rows), 0))
        rows += page.rows[goes_on:]
        body = len(rows) - 1 if page.rows[goes_on:] else body
        if page.notes and noted >= 0 and not _note_mark(bare(page.notes[0])):  # what the end of the page cut off
            rows[noted] = run_on([rows[noted], page.notes.pop(0)])
        rows += page.notes
        noted = len(rows) - 1 if page.notes else noted
        before = page
    made, encoded = converted("\n".join(rows) + "\n")
    offsets = [0, *(place.end() for place in re.finditer("\n", made))]
    told = (phrases.FILE_CONVERTED.format(name=name, encoding=encoded),) if encoded else ()
    whole = unmarked(made, places)
    starts = tuple(whole.place(offsets[row] + at) for row, at in begins)
    return FileText(whole.text, starts, told, whole.unsure, whole.lines)


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", bare(line.text)), round(line.top / 5)


def _running(pages: Sequence[Sequence[Block]]) -> set[tuple[str, int]]:
    """Return what stands at the same edge of several pages, page numbers among it."""
    edges: Counter[tuple[str, int]] = Counter()
    numbers: set[tuple[str, int]] = set()
    for page in pages:
        lines = [block for block in page if isinstance(block, Line)]
        for line in {id(line): line for line in (*lines[:2], *lines[-2:])}.values():
            edges[_key(line)] += 1
            if _PAGE_NUMBER.fullmatch(bare(line.text)) and line in (lines[0], lines[-1]):
                numbers.add(_key(line))
    return numbers | {key for key, count in edges.items() if count >= REPEATED}


class _GoingOn(NamedTuple):
    """The rows that a table going on from the page before begins with and that are none of its own.

    `dropped` are its headings, repeated, or the rest of a row that the end of the page cuts; `rest` is that rest.
    """

    dropped: list[str]
    rest: str


@dataclass
class _Page:
    """The paragraphs and rows of a page, its notes, and the lines of prose or the tables it begins and ends with."""

    rows: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    first: Line | None = None
    last: Line | None = None
    first_table: list[str] = field(default_factory=list)
    last_table: list[str] = field(default_factory=list)
    heading: str = ""  # the first row of the last table, on whatever page it began
    left: float = 0.0
    right: float = 0.0

    def goes_on(self, following: _Page) -> bool:
        """Whether the last paragraph of this page goes on on the next one."""
        if self.last is None or following.first is None or not self.rows:
            return False
        if following.first.bold is not self.last.bold or _MARKED.match(bare(following.first.text)):
            return False
        below = replace(following.first, top=self.last.bottom, bottom=self.last.bottom)
        return not _begins(below, self.last, self.left, self.right)

    def table_going_on(self, before: _Page) -> _GoingOn | None:
        """Return how the table that this page begins with goes on from the page before; None where it does not."""
        rows, above = self.first_table, before.last_table
        if not rows or not above or len(cells_of(rows[0])) != len(cells_of(above[-1])):
            return None
        if bare(rows[0]) == bare(before.heading):
            self._goes_on_from(before)
            return _GoingOn(rows[:1], "")
        if _is_headings(rows[0]) and not _is_headings(above[-1]):
            return None
        self._goes_on_from(before)
        return _GoingOn(rows[:1], rows[0]) if _is_rest(bare(rows[0])) else _GoingOn([], "")

    def _goes_on_from(self, before: _Page) -> None:
        if self.last_table is self.first_table:
            self.heading = before.heading


def _is_headings(row: str) -> bool:
    """Whether a row may be that of the headings of columns: all its cells hold words."""
    return all(any(char.isalpha() for char in cell) for cell in cells_of(bare(row)))


def _is_rest(row: str) -> bool:
    """Whether a row is the rest of one that the end of a page cuts: cells that go on inside a sentence, no figures."""
    filled = [cell for cell in cells_of(row) if cell.strip()]
    first = cells_of(row)[0].strip()
    begun = all(cell[0].islower() or cell[0] in "(,;)" for cell in filled)
    return len(filled) < len(cells_of(row)) and (not first or begun) and not any(_FIGURE.match(c) for c in filled)


def _filled_up(row: str, rest: str) -> str:
    """Return a row with the rest of each cell behind it."""
    pairs = zip(cells_of(row), cells_of(rest), strict=True)
    return row_line([f"{cell} {more}".strip() for cell, more in pairs])


def _read(blocks: Sequence[Block], size: float, note_open: bool) -> _Page:
    lines = [block for block in blocks if isinstance(block, Line)]
    body = [line for line in lines if line.size >= SMALLER * size]
    left, right = (min((b.left for b in body), default=0.0), max((b.right for b in body), default=0.0))
    notes = _notes(lines, size, note_open)
    read = _Page(notes=list(_noted(notes, right)), left=left, right=right)
    current: list[Line] = []
    blocks = [block for block in blocks if not (isinstance(block, Line) and block in notes)]
    for block in blocks:
        if not isinstance(block, Line):
            read.rows += [*_joined(current), "", *block, ""]
            current = []
            continue
        if current and _begins(block, current[-1], left, right):
            read.rows += _joined(current)
            titles = _is_title(block, left, right), _is_title(current[-1], left, right)
            if titles[0] is not titles[1] or _is_apart(block, current[-1]):
                read.rows.append("")  # a title ends where the prose begins
            current = []
        current.append(block)
    read.rows += _joined(current)
    read.last = current[-1] if current else None
    if blocks:
        read.first = blocks[0] if isinstance(blocks[0], Line) else None
        read.first_table = [] if isinstance(blocks[0], Line) else blocks[0]
        read.last_table = [] if isinstance(blocks[-1], Line) else blocks[-1]
        read.heading = read.last_table[0] if read.last_table else ""
    return read


def _joined(lines: Sequence[Line]) -> list[str]:
    return [run_on(f"{line.mark}{line.text}" for line in lines)] if lines else []


def _begins(line: Line, before: Line, left: float, right: float) -> bool:
    """Whether a line begins a paragraph: indented, numbered, or its first word had room on the line before."""
    indented = line.left > left + EDGE
    ended = before.right + GAP * line.size + line.first < right - 1
    apart = _is_apart(line, before) or abs(line.size - before.size) > 1.5
    centred = line.bold and before.bold and abs((line.left - left) - (right - line.right)) < EDGE  # a title's next line
    opens = (before.left <= left + EDGE and not centred) or before.bold is not line.bold or _MARKED.match(line.text)
    return bool(apart or ended or (indented and opens))


def _is_apart(line: Line, before: Line) -> bool:
    """Whether as much as an empty line stands between two lines."""
    return line.top - before.bottom > APART * line.size


def _is_title(line: Line, left: float, right: float) -> bool:
    """Whether a line is bold, or stands in the middle between the margins, reaching neither."""
    before, after = line.left - left, right - line.right
    return line.bold or (min(before, after) > EDGE and abs(before - after) < 2 * EDGE)


def _notes(lines: Sequence[Line], size: float, note_open: bool) -> list[Line]:
    """Return the lines of the footnotes: small letters down to the foot of the page, a marked line among them.

    Where a note of the page before is still open (`note_open`) they may be the rest of it.
    """
    found: list[Line] = []
    for line in reversed(lines):
        if line.size >= SMALLER * size:
            break
        found.insert(0, line)
    first = next((n for n, line in enumerate(found) if _note_mark(line.text)), None)
    return found if first is not None or note_open else []


def _note_mark(text: str) -> re.Match[str] | None:
    return re.match(r"\s*(?:\[?(\d{1,3})(?:\][.)]?\s*|[.)]?\s+|(?=[^\W\d]))|([⁰¹²³⁴-⁹]{1,3})[.)]?\s*)(?=\S)", text)


def _noted(lines: Sequence[Line], right: float) -> Iterator[str]:
    """Yield the notes that lines make: a number begins one that is raised, behind a full stop, or that counts on.

    What counts on begins one only where the line before ended short of the margin at the right.
    """
    note: list[str] = []
    number, before = 0, lines[0] if lines else None
    for line in lines:
        found = _note_mark(line.text)
        counted = int((found[1] or found[2]).translate(_LOWERED)) if found else 0
        ended = before is not None and before.right + GAP * line.size + line.first < right - 1
        told = found and (found[2] or line.text.lstrip()[0] == "[" or not note or note[-1].rstrip()[-1:] in ".;")
        if found and (told or (ended and counted == number + 1)):
            yield from ([run_on(note)] if note else [])
            note = [f"{line.mark}{(found[1] or found[2]).translate(RAISED_FIGURES)} {line.text[found.end() :]}"]
            number = counted
        else:
            note.append(f"{line.mark}{line.text}")
        before = line
    yield from ([run_on(note)] if note else [])
