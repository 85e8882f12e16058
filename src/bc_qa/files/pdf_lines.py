"""The lines of a page of a .pdf, from its characters with their places and sizes."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

RAISED = 0.8  # share of the size of a line's letters below which a figure in it is raised
GAP = 0.2  # width from which a gap is a space, as a share of the size of the letters
COLUMN_GAP = 1.6  # … of a gap between two columns
CLOSE = 1.0  # … of the height between two lines of one column
CENTRED = 3.0  # points by which the middles of lines set around one may differ
NARROW = 2  # lines of one column alone that may stand between lines of both
RAISED_FIGURES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


_BRACKETED = re.compile(r"\[([⁰¹²³⁴-⁹]{1,3})\]")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as written, where it stands on its page (points, from the left and from above), and its letters."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    first: float  # the width of its first word
    mark: str = ""  # what tells where it stands on a picture, where it was read from one


def lines_of(chars: Sequence[dict[str, Any]]) -> list[Line]:
    """Return the lines that characters make; two columns side by side (an official head) are read one after another."""
    rows: list[list[dict[str, Any]]] = []
    for char in sorted(chars, key=lambda char: (-round(char["size"]), char["bottom"])):
        middle = (char["top"] + char["bottom"]) / 2
        row = next((row for row in rows if row[0]["top"] <= middle <= row[0]["bottom"]), None)
        if row is None:
            rows.append([char])
        else:
            row.append(char)
    written = (sorted(row, key=lambda char: char["x0"]) for row in rows)
    pieces = [_line(piece) for row in written for piece in _apart(row) if not _is_blank(piece)]
    return _by_columns(sorted(pieces, key=lambda line: (line.top, line.left)))


def _apart(row: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the pieces of a row that a gap as wide as between columns parts."""
    piece: list[dict[str, Any]] = []
    end = 0.0
    for char in row:
        blank = char["text"].isspace()
        if piece and not blank and char["x0"] - end > COLUMN_GAP * char["size"]:
            yield piece
            piece = []
        piece.append(char)
        end = end if blank and piece else char["x1"]
    yield piece


def _is_blank(chars: Sequence[dict[str, Any]]) -> bool:
    return all(char["text"].isspace() for char in chars)


def _by_columns(lines: list[Line]) -> list[Line]:
    """Return lines from above; where some stand side by side, all of the left side first, then all of the right."""
    sided = [n for n, line in enumerate(lines) if any(_beside(line, other) for other in lines)]
    made: list[Line] = []
    done = 0
    for n in sided:
        if n < done:
            continue
        end = n + 1
        while any(at in sided for at in range(end, end + NARROW)):  # a line of one side alone may stand between
            end += 1
        block = lines[n:end]
        middle = (min(line.left for line in block) + max(line.right for line in block)) / 2
        while end < len(lines) and _goes_on_below(lines[end], block, middle):
            block.append(lines[end])
            end += 1
        left = [line for line in block if (line.left + line.right) / 2 < middle]
        made += [*lines[done:n], *left, *(line for line in block if line not in left)]
        done = end
    return [*made, *lines[done:]]


def _goes_on_below(line: Line, block: Sequence[Line], middle: float) -> bool:
    """Whether a line alone goes on with the left of two columns: right below it, set around the same middle."""
    left = [other for other in block if other.right < middle]
    above = max(left, key=lambda other: other.bottom, default=None)
    if above is None or line.right > middle or line.top - above.bottom > CLOSE * line.size:
        return False
    return abs((line.left + line.right) - (above.left + above.right)) < 2 * CENTRED


def _beside(one: Line, other: Line) -> bool:
    return one.top < other.bottom and other.top < one.bottom and (one.right < other.left or other.right < one.left)


def _line(chars: list[dict[str, Any]]) -> Line:
    """Return the line that characters make: a space where one is written, or where a gap is as wide."""
    shown = [char for char in chars if not char["text"].isspace()]
    size = statistics.median(char["size"] for char in shown)
    tall = [char for char in shown if char["size"] >= size - 0.5]
    foot = max(char["bottom"] for char in tall)
    text, end = "", shown[0]["x0"]
    for char in chars:
        if char["text"].isspace() or char["x0"] - end > GAP * min(size, char["size"]):
            text = text.rstrip() + " "
        if char["text"].isspace():
            continue
        raised = char["text"].isdigit() and char["size"] < RAISED * size and char["bottom"] < foot - 1
        text += char["text"].translate(RAISED_FIGURES) if raised else char["text"]
        end = char["x1"]
    return Line(
        text=_BRACKETED.sub(_lowered, unicodedata.normalize("NFC", text).replace("\u00ad", "").strip()),
        left=shown[0]["x0"],
        right=max(char["x1"] for char in shown),
        top=min(char["top"] for char in tall),
        bottom=foot,
        size=size,
        bold=sum("bold" in char["fontname"].lower() for char in shown) > len(shown) / 2,
        first=_first_word(chars) - shown[0]["x0"],
    )


def _lowered(found: re.Match[str]) -> str:
    """Return a call that is raised with its brackets as it is typed."""
    return found[0].translate(_LOWERED)


def _first_word(chars: Sequence[dict[str, Any]]) -> float:
    """Return where the first word of a line ends."""
    end = chars[0]["x1"]
    for char in chars:
        if end != chars[0]["x1"] and (char["text"].isspace() or char["x0"] - end > GAP * char["size"]):
            break
        end = char["x1"]
    return float(end)
