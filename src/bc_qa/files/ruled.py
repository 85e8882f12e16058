"""Tables with rules: their cells, and each row as a line of text, a merged cell in each place that it covers."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from bc_qa.files.layout import row_line, run_on

Box = tuple[float, float, float, float]


def rows_of(table: Any, texts: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows of a table of pdfplumber's, given the text of each cell of each row."""
    told = [[" ".join(run_on(cell.replace("|", "/").split("\n")).split()) for cell in row] for row in texts]
    boxes = [row.cells for row in table.rows]
    middles = [_middle([box for box in column if box]) for column in zip(*boxes, strict=True)]
    cells = [(box, text) for row, read in zip(boxes, told, strict=True) for box, text in zip(row, read, strict=True)]
    made: list[str] = []
    for row, read in zip(table.rows, told, strict=True):
        down = (row.bbox[1] + row.bbox[3]) / 2
        for n, box in enumerate(row.cells):
            if box is None:
                read[n] = next((text for b, text in cells if b and covers(b, middles[n], down)), "")
        if any(read):
            made.append(row_line(read))
    return [unicodedata.normalize("NFC", row) for row in made]


def _middle(boxes: Sequence[Box]) -> float:
    """Return the middle of a column, by its narrowest cell."""
    narrowest = min(boxes, key=lambda box: box[2] - box[0], default=(0.0, 0.0, 0.0, 0.0))
    return (narrowest[0] + narrowest[2]) / 2


def covers(box: Box, across: float, down: float) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]
