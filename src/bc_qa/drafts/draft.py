"""A submitted file as text, and where each piece of that text stands in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docx.text.run import Run

from bc_qa.types import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a draft's text: `run` is where it stands in a .docx, `note` where its footnote is called.

    Neither where the text was put in for reading only: the heading of a table's column beside a value.
    """

    span: Span
    run: Run | None = None
    note: Run | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a file in NFC, one block a line, and its pieces by place; a plain text has none."""

    text: str
    pieces: tuple[Piece, ...] = ()


Part = tuple[str, Run | None, Run | None]
"""A text with its run and the run that calls its note."""


def composed(blocks: Iterable[Iterable[Part]]) -> Draft:
    """Return the draft that blocks of text make, each on a line of its own; empty blocks are left out."""
    text, pieces = "", []
    for block in blocks:
        parts = [part for part in block if part[0]]
        if not "".join(words for words, _, _ in parts).strip():
            continue
        for words, run, note in parts:
            pieces.append(Piece(Span(len(text), len(text) + len(words)), run, note))
            text += words
        text += "\n"
    return Draft(text, tuple(pieces))
