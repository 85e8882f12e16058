"""The marks of emphasis that a report was typed or scanned with: stars, lines below, hashes, empty links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bc_qa.types import Span

_LINE = r"(?:(?!\n\s*\n)[^*])"  # emphasis does not go beyond its paragraph
_STRONG = re.compile(rf"\*\*(?=\S)({_LINE}+?)(?<=\S)\*\*(?!\*)")
_STRESSED = re.compile(
    rf"(?<![*\w])\*(?=[^\s*])({_LINE}+?)(?<=\S)\*(?!\*)|(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?![\w_])"
)
_LONE = re.compile(r"\*\*|(?m:^#{1,6}\s+)|\\(?=[()\[\]*_])")
_LINK = re.compile(r"\[(?=[^\[\]\n]+\]\(#[^()\s]*\))|(?<=\])\(#[^()\s]*\)")
_CLOSING = re.compile(r"(?<=[^\s\]])\](?=\(#)")


class Weight(StrEnum):
    """How emphasised text is set; the values are HTML elements."""

    STRONG = "strong"
    STRESSED = "em"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """The places of the marks in a text, each once and by place, and the runs between them with their weight."""

    marks: tuple[Span, ...]
    runs: tuple[tuple[Span, Weight], ...]


def emphasis(text: str) -> Emphasis:
    """Return the marks of emphasis of a text; what is no mark for certain ("2 * 3", "a_b") is left alone."""
    marks: set[Span] = set()
    runs: list[tuple[Span, Weight]] = []
    for pattern, weight in ((_STRONG, Weight.STRONG), (_STRESSED, Weight.STRESSED)):
        for found in pattern.finditer(text):
            inner = Span(*found.span(1 if found[1] is not None else 2))
            runs.append((inner, weight))
            marks |= {Span(found.start(), inner.start), Span(inner.end, found.end())}
    for pattern in (_LONE, _LINK, _CLOSING):
        for found in pattern.finditer(text):
            span = Span(*found.span())
            if not any(span.start < mark.end and mark.start < span.end for mark in marks):
                marks.add(span)
    return Emphasis(tuple(sorted(marks)), tuple(sorted(runs)))
