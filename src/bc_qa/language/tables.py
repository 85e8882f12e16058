"""The tables of this room: rows of a file of tab-separated columns, lines that begin with # left out."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

Row = tuple[str, ...]
"""The columns of one line of a table."""


def text(name: str) -> str:
    """Return the text of a file of this room."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of a table by the name of its file without `.tsv`, in order."""
    lines = text(f"{name}.tsv").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


def parted(cell: str) -> tuple[str, ...]:
    """Return the things that a cell lists with "; " between."""
    return tuple(piece.strip() for piece in cell.split(";") if piece.strip())
