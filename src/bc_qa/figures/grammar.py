"""The grammar of Vietnamese quantities: reads every figure of a text, with its span.

`1.029,31km²` is 1029.31 km², `85.327` eighty-five thousand, `12,97‰`, `784/1610`, `từ 4 đến 6 triệu đồng/người/tháng`,
`trên 99,8%`, `05`, `ngày 27 tháng 5 năm 2024`, `giai đoạn 2021-2025`, `03-NQ/HU`, `loại IV`; in words, where asked for:
`mười bảy xã`, `hai phần ba`. The number is found by `lexer` (in digits) or `bc_qa.text.numerals` (in words), its unit,
hedge and counted noun by `quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from bc_qa.figures import hedges
from bc_qa.figures.lexer import Token, next_token
from bc_qa.figures.numbers import read_number
from bc_qa.figures.quantities import quantity
from bc_qa.text.numerals import Numeral, numerals
from bc_qa.types import Figure, FigureKind, Span

__all__ = ["figures", "read_number"]

_GAPPED = re.compile(r"(?<![\d.,])(?<!lượt )(\d{1,3}), (\d{1,2})(?=\s?%)")  # "37, 93%", as it is typed
_NUMBERS = frozenset({FigureKind.QUANTITY, FigureKind.RATIO, FigureKind.RANGE})
_LIMITED = frozenset({FigureKind.DATE, FigureKind.PERIOD})


def figures(text: str, compounds: Collection[str] = (), words: bool = False) -> list[Figure]:
    """Return the figures of `text` by place; with `words` those too whose number is written in words.

    `compounds` are the words of two and more syllables (keys joined by underscores) that a counted noun may be:
    "23 sản phẩm" rather than "23 sản". A number in words is left unread where it may be something else: "năm" a year,
    "một" an article, "ba" a part of a name. A fraction in words is a RATIO: "một phần ba" has value 1 and upper 3.
    """
    if not words:
        return list(_read(text, compounds, []))
    typed = _GAPPED.sub(r"\1,\2 ", text)  # of one length with the text
    return [replace(figure, text=figure.span.of(text)) for figure in _read(typed, compounds, _worded(text))]


def _worded(text: str) -> list[Token]:
    """Return the numbers in words of `text` as tokens."""
    return [_token(numeral) for numeral in numerals(text)]


def _token(numeral: Numeral) -> Token:
    kind = FigureKind.QUANTITY if numeral.upper is None else FigureKind.RATIO
    return Token(kind, *numeral.span, numeral.value, numeral.upper, worded=True, need=numeral.need)


def _read(text: str, compounds: Collection[str], worded: list[Token]) -> Iterator[Figure]:
    digits, words = next_token(text, 0), iter(worded)
    word = next(words, None)
    while token := min((token for token in (digits, word) if token), key=lambda token: token.start, default=None):
        figure = _figure(text, token, compounds)
        if figure:
            yield figure
        at = figure.span.end if figure else token.end
        if digits and digits.start < at:
            digits = next_token(text, at)
        while word and word.start < at:
            word = next(words, None)


def _figure(text: str, token: Token, compounds: Collection[str]) -> Figure | None:
    if token.kind in _NUMBERS:
        return quantity(text, token, compounds)
    limit = hedges.before_date(text, token.start) if token.kind in _LIMITED else ""
    return Figure(token.kind, Span(token.start, token.end), text[token.start : token.end], qualifier=limit)
