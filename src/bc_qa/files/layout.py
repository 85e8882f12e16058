"""Tables and headings as lines of text, whatever file they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

MOST_COLUMNS = 63  # that one cell may cover: as many as Word has
_OFFICIAL = re.compile(
    r"CỘNG H[ÒO][ÀA] XÃ HỘI|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM|"
    r"(?:^|\n)\s*(?:Nơi nhận|Số\s*:|Số\s+\d+\s*[/-]\s*[A-ZĐ])"
)
_MARKED = re.compile(r"^\s*(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])\s*[.)/-]|^(?:Phần|Chương|PHẦN|CHƯƠNG|Điều)\s")
_BROKEN = re.compile(r"(?<=[^\W_][-/])\n|(?<=[^\W_]–)\n")
MOST_HEADING = 200  # characters of a paragraph in a heading's style that is taken for one


def row_line(cells: Sequence[str]) -> str:
    """Return a row as a line, its cells apart by bars; white space in a cell is single and a bar in it a slash."""
    texts = [" ".join(run_on(cell.replace("|", "/").split("\n")).split()) for cell in cells]
    return " | ".join(texts) if len(texts) > 2 else f"| {' | '.join(texts)} |"


def cells_of(line: str) -> list[str]:
    """Return the cells of a line that `row_line` made."""
    bare = line[2:-2] if line.startswith("| ") and line.endswith(" |") and line.count(" | ") == 1 else line
    return bare.split(" | ")


def is_layout(rows: Sequence[Sequence[object]], text: str) -> bool:
    """Whether a table only sets things side by side: an official head, recipients beside the signature."""
    return bool(_OFFICIAL.search(text)) and max((len(row) for row in rows), default=0) <= 3 and len(rows) <= 6


def run_on(lines: Iterable[str]) -> str:
    """Return lines as one: a space between them, none behind a hyphen or slash that a word was broken at."""
    return _BROKEN.sub("", "\n".join(line.strip() for line in lines)).replace("\n", " ")


def heading_line(text: str, level: int) -> str:
    """Return a paragraph in a heading's style as a line: behind "#" marks where no number of its own tells its rank."""
    if not text or len(text) > MOST_HEADING or _MARKED.match(text):
        return text
    return f"{'#' * level} {' '.join(text.split())}"
