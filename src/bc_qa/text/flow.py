"""A flow: pieces of one text read as one string, and the way back from its characters to the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bc_qa.types import Span, joined


@dataclass(frozen=True, slots=True)
class Flow:
    """`text` is `joined(source, pieces)`: what a reader reads where a page break or footnote cuts the source."""

    text: str
    pieces: tuple[Span, ...]

    @classmethod
    def read(cls, source: str, pieces: Iterable[Span]) -> Flow:
        """Read the pieces of `source` as one."""
        kept = tuple(pieces)
        return cls(joined(source, kept), kept)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the spans of the source behind `text[start:end]`; the joining spaces stand for nothing."""
        found: list[Span] = []
        offset = 0
        for piece in self.pieces:
            length = piece.end - piece.start
            left, right = max(start - offset, 0), min(end - offset, length)
            if left < right:
                found.append(Span(piece.start + left, piece.start + right))
            offset += length + 1
        return tuple(found)

    def part(self, start: int, end: int) -> Flow:
        """Return `text[start:end]`, less outer white space, as a flow of its own."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Flow(self.text[start:end], self.spans(start, end))
