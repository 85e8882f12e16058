"""Marks that a text carries while it is put together from a picture: where a line stands there, which word is unsure.

They are characters for private use, which no report has, and are taken out when the text is whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bc_qa.types import LinePlace, Span

UNSURE = "\U00100000"  # behind a word
_FIRST, _MOST = 0xF0000, 65_000
_MARK = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + _MOST)}]{{2}}|{UNSURE}")


def line_mark(page: int, line: int) -> str:
    """Return the mark of a line of a page, to stand before its text."""
    return f"{chr(_FIRST + page)}{chr(_FIRST + min(line, _MOST))}"


def bare(text: str) -> str:
    """Return a text without marks."""
    return _MARK.sub("", text)


@dataclass(frozen=True)
class Unmarked:
    """A text without its marks, and what they said."""

    text: str
    unsure: tuple[Span, ...] = ()
    lines: tuple[LinePlace, ...] = ()
    _taken: Sequence[int] = field(default=(), repr=False)  # where each character of a mark stood

    def place(self, marked: int) -> int:
        """Return where a place of the marked text stands in the text without."""
        return marked - bisect_left(self._taken, marked)


def unmarked(text: str, places: Mapping[tuple[int, int], LinePlace]) -> Unmarked:
    """Take the marks out of a text; `places` tells where each line of a page stands on it."""
    marks = list(_MARK.finditer(text))
    taken = [place for found in marks for place in range(*found.span())]
    made = Unmarked(bare(text), _taken=taken)
    unsure: list[Span] = []
    lines: list[LinePlace] = []
    for found in marks:
        at = made.place(found.start())
        if found[0] == UNSURE:
            start = max(made.text.rfind(char, 0, at) for char in " \n") + 1
            unsure.append(Span(start, at))
        elif place := places.get((ord(found[0][0]) - _FIRST, ord(found[0][1]) - _FIRST)):
            lines.append(place._replace(start=at))
    return Unmarked(made.text, tuple(unsure), tuple(lines), taken)
