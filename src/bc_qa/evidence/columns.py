"""Tables: what the row of a figure is of, and what the heading of its column says."""

from __future__ import annotations

import re
from dataclasses import replace

from bc_qa.figures.grammar import figures
from bc_qa.text.keys import key
from bc_qa.types import Figure, FigureKind, Span

_SEPARATOR = re.compile(r"[ ]*(?:\||\t)[ ]*")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_BARE = re.compile(r"\d[\d.,]*%?")
_UNIT_COLUMN = frozenset(("đvt", "đơn vị", "đơn vị tính"))
_COUNT_COLUMN = frozenset(("tt", "stt", "số tt", "số thứ tự", "năm"))
_LEAST_WORDS = 2  # a cell of as many words besides its figures names something


def cells(text: str) -> list[Span]:
    """Return where the cells of a row stand, empty ones too, so that they count as the columns do."""
    found: list[Span] = []
    start = 0
    for separator in _SEPARATOR.finditer(text):
        found.append(Span(start, separator.start()))
        start = separator.end()
    return [*found, Span(start, len(text))]


def columns(context: str) -> tuple[str, ...]:
    """Return the headings of the columns, from the row of headings that a row's context ends on."""
    return tuple(cell.of(context) for cell in cells(context)) if _SEPARATOR.search(context) else ()


def column_of(text: str, figure: Figure) -> int:
    """Return the number of the column that a figure of a row stands in."""
    return next((n for n, cell in enumerate(cells(text)) if cell.covers(figure.span)), -1)


def heading_of(text: str, headings: tuple[str, ...], figure: Figure) -> str:
    """Return the heading of the column that a figure stands in, an empty string where there is none."""
    column = column_of(text, figure)
    return headings[column] if 0 <= column < len(headings) else ""


def named(text: str, found_in: tuple[Figure, ...], headings: tuple[str, ...]) -> list[Span]:
    """Return the cells of a row that say what it is of: words besides figures, and no unit."""
    found = []
    for n, cell in enumerate(cells(text)):
        inside = [figure.span for figure in found_in if cell.covers(figure.span)]
        words = [w for w in re.finditer(r"[^\W\d_]+", cell.of(text)) if not _within(w, cell, inside)]
        heading = key(headings[n]) if n < len(headings) else ""
        if len(words) >= (1 if n < 2 else _LEAST_WORDS) and heading not in _UNIT_COLUMN:
            found.append(cell)
    return found


def _within(word: re.Match[str], cell: Span, spans: list[Span]) -> bool:
    start, end = cell.start + word.start(), cell.start + word.end()
    return any(span.start <= start and end <= span.end for span in spans)


def is_heading_row(text: str) -> bool:
    """Whether a row that begins a table may hold its headings: none of its cells is a bare number but the first."""
    return not any(_BARE.fullmatch(cell.of(text)) for cell in filled(text)[1:])


def filled(text: str) -> list[Span]:
    """Return where the cells of a row stand that hold something."""
    return [cell for cell in cells(text) if cell.of(text)]


def is_count(text: str, headings: tuple[str, ...], figure: Figure) -> bool:
    """Whether a figure only counts the rows, or is the year that a row is of."""
    return key(heading_of(text, headings, figure)) in _COUNT_COLUMN


def with_units(text: str, read: tuple[Figure, ...], headings: tuple[str, ...]) -> tuple[Figure, ...]:
    """Return the figures of a row, bare ones with the unit that the heading of their column or a unit's cell gives."""
    row = cells(text)
    units = (n for n, heading in enumerate(headings) if key(heading) in _UNIT_COLUMN)
    of_row = next((row[n].of(text) for n in units if n < len(row)), "")
    made = []
    for figure in read:
        bracketed = _IN_BRACKETS.search(heading_of(text, headings, figure))
        unit = bracketed[1] if bracketed else of_row
        bare = figure.kind is FigureKind.QUANTITY and not figure.unit and not is_count(text, headings, figure)
        made.append(_measured(figure, unit.strip()) if bare and unit else figure)
    return tuple(made)


def _measured(figure: Figure, unit: str) -> Figure:
    """Return a bare figure in a unit, as the grammar reads both together."""
    read = next(iter(figures(f"{figure.text} {unit}")), None)
    if read is None or read.value != figure.value:
        return figure
    return replace(figure, kind=read.kind, unit=read.unit or unit, base=read.base, base_unit=read.base_unit or unit)
