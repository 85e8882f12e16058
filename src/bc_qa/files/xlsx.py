"""A workbook as text: each sheet behind its name, tables as lines, numbers as a Vietnamese office writes them.

A value stands as its format shows it: 85327 under "#,##0" is 85.327, 0.3793 under "0.00%" is 37,93%. A merged cell
stands in each place that it covers. Hidden sheets, rows and columns are left out, as they are on paper.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from bc_qa import phrases
from bc_qa.errors import UnsupportedFile
from bc_qa.files.filetext import FileText
from bc_qa.files.guard import check_package
from bc_qa.files.layout import is_layout, row_line
from bc_qa.text.normal import document_text

SHEET_BYTES = 30_000_000  # unpacked, of all sheets together: about half a million cells
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_UNCOUNTED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")  # a formula whose value was never saved
_UNNAMED = re.compile(r"(?:sheet|trang tính|trang_tính|bảng tính)\s*\d*", re.IGNORECASE)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_MARKS = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours and conditions, room left, filling
_DECIMALS = re.compile(r"0\.([0#?]+)")
MOST_MERGED = 20_000  # places of one merged cell: a larger one is a colour, not a heading

Cell = tuple[str, int]
"""A text as shown, and the number of the cell it is of: a merged cell has one number wherever it stands."""


def read_xlsx(name: str, content: bytes) -> FileText:
    """Return the text of a workbook. Raises UnsupportedFile where it is damaged, too large, or has nothing in it."""
    check_package(name, content)
    uncounted = _check_sheets(name, content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, on what it leaves out: pictures, rules of colouring
            book = load_workbook(BytesIO(content), data_only=True)
        sheets = [(sheet.title, _lines_of(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError) as error:
        raise UnsupportedFile(phrases.FILE_DAMAGED.format(name=name)) from error
    filled = [(title, lines) for title, lines in sheets if lines]
    if not filled:
        raise UnsupportedFile(phrases.XLSX_EMPTY.format(name=name))
    made: list[str] = []
    for title, lines in filled:
        made += ([] if _UNNAMED.fullmatch(title.strip()) else [f"# {title.strip()}", ""]) + [*lines, ""]
    noted = (phrases.XLSX_UNCOUNTED.format(name=name),) if uncounted else ()
    return FileText(document_text("\n".join(made)), noted=noted)


def _check_sheets(name: str, content: bytes) -> bool:
    """Raise UnsupportedFile where the sheets are too large to read; return whether a formula has no value."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        sheets = [entry for entry in package.infolist() if _SHEET.fullmatch(entry.filename)]
        if sum(entry.file_size for entry in sheets) > SHEET_BYTES:
            raise UnsupportedFile(phrases.XLSX_TOO_LARGE.format(name=name, limit=SHEET_BYTES // 1_000_000))
        return any(_UNCOUNTED.search(package.read(entry)) for entry in sheets)


def _lines_of(sheet: Any) -> list[str]:
    """Return the rows of a sheet as lines; an empty row parts its tables."""
    lines: list[str] = []
    region: list[list[Cell]] = []
    for row in [*_rows_of(sheet), []]:
        if any(text for text, _ in row):
            region.append(row)
        elif region:
            lines += [*_region(region), ""]
            region = []
    return lines[:-1]


def _rows_of(sheet: Any) -> Iterator[list[Cell]]:
    """Yield the rows that are shown, each as long as the widest."""
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        if area.size["columns"] * area.size["rows"] <= MOST_MERGED
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    filled = {place: cell for place, cell in sheet._cells.items() if cell.value is not None}
    places = {*filled, *(place for place, first in merged.items() if first in filled)}
    rows = sorted({row for row, _ in places if not sheet.row_dimensions[row].hidden})
    columns = [column for column in sorted({column for _, column in places}) if not _is_hidden(sheet, column)]
    before = 0
    for row in rows:
        if row > before + 1 and before:
            yield []
        before = row
        firsts = [merged.get((row, column), (row, column)) for column in columns]
        yield [(_shown(filled[first]) if first in filled else "", hash(first)) for first in firsts]


def _is_hidden(sheet: Any, column: int) -> bool:
    """Whether a column is hidden; Excel writes one entry for a run of columns."""
    return any(
        told.hidden and told.min is not None and told.min <= column <= told.max
        for told in sheet.column_dimensions.values()
    )


def _region(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return rows that no empty one parts as lines: what stands over a table as prose, the table by its rows."""
    widths = [len({place for text, place in row if text}) for row in rows]
    table = next((n for n, width in enumerate(widths) if width > 2), 0 if max(widths) == 2 else len(rows))
    head = [_single(row) for row in rows[:table]]
    columns = list(zip(*rows[table:], strict=True))
    used = [n for n, column in enumerate(columns) if any(text for text, _ in column)]
    body = [[row[n][0] for n in used] for row in rows[table:]]
    if body and is_layout([_single(row) for row in rows], "\n".join(text for row in rows for text, _ in row)):
        head, body = [_single(row) for row in rows], []
    lines = _side_by_side(head)
    if body:
        lines += ([""] if lines else []) + [row_line(row) for row in body]
    return lines


def _single(row: Sequence[Cell]) -> list[str]:
    """Return the texts of a row, a merged one once."""
    return list({place: text for text, place in row if text}.values())


def _side_by_side(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return texts that stand beside each other column by column where they are an official head, else row by row."""
    if not is_layout(rows, "\n".join(text for row in rows for text in row)):
        return [line for row in rows for text in row for line in text.split("\n")]
    lines: list[str] = []
    for column in range(max(map(len, rows), default=0)):
        lines += [line for row in rows if column < len(row) for line in row[column].split("\n")] + [""]
    return lines[:-1]


def _shown(cell: Any) -> str:
    """Return a value as the sheet shows it."""
    value = cell.value
    if isinstance(value, bool) or cell.data_type == "e":
        return ""
    if isinstance(value, datetime):
        clock = f" {value:%H:%M}" if value.time() != time() else ""
        return f"{value:%d/%m/%Y}{clock}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float):
        return number_shown(value, cell.number_format or "General")
    return "\n".join(line for part in str(value).split("\n") if (line := " ".join(part.split())))


def number_shown(value: float, number_format: str) -> str:
    """Return a number under a format of Excel as a Vietnamese office reads it: 1.234,5; 37,93%; 12 ha."""
    shown = number_format.split(";", maxsplit=1)[0]
    literals = [quoted or one for quoted, one in _LITERAL.findall(shown)]
    bare = _LITERAL.sub("", _MARKS.sub("", shown))
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if "%" in bare:
        exact *= 100
    decimals = _DECIMALS.search(bare)
    if decimals or "0" in bare:
        places = len(decimals[1]) if decimals else 0
        optional = decimals[1].count("#") + decimals[1].count("?") if decimals else 0
        written = _trimmed(f"{exact:.{places}f}", places - optional)
    else:
        written = _trimmed(f"{exact:.10f}", 0)
    whole, _, part = written.partition(".")
    if re.search(r"[#0],[#0]", bare):
        whole = f"{int(whole):,}".replace(",", ".")
    digits = f"{whole},{part}" if part else whole
    return digits + ("%" if "%" in bare else "") + "".join(literals).rstrip()


def _trimmed(written: str, least: int) -> str:
    """Return a decimal without noughts at its end, but for as many places as are always shown."""
    whole, _, part = written.partition(".")
    kept = part[:least] + part[least:].rstrip("0")
    return f"{whole}.{kept}" if kept else whole
