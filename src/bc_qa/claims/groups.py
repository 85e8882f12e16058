"""Figures of a passage that stand side by side for two groups: "khu vực thành thị 52,4, khu vực nông thôn 31,7".

Of such two, a claim that names the one group and not the other speaks of that one's figure only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from bc_qa.claims.statements import Statement
from bc_qa.claims.wording import EMPTY
from bc_qa.text.keys import TOKEN, key
from bc_qa.types import FigureKind

MOST_WORDS, NEAREST = 4, 2  # syllables of two labels that have nothing in common; of these, what tells them apart


def of_another_group(claim: Statement, other: Statement, beside: Iterable[Statement]) -> bool:
    """Whether the report tells a figure of another group than the one whose figure it gives beside it."""
    if claim.figure.kind is FigureKind.NAME:
        return False
    said = claim.reading.places
    for rival in beside:
        alike = rival is not other and rival.figure.span in other.likes
        told = _apart(_before(other), _before(rival)) if alike else None
        if told and told[1] <= said.keys() and not told[0] & said.keys():
            return True
    return False


def _before(statement: Statement) -> tuple[str, ...]:
    """Return the syllables before a figure in its item that say what it is of."""
    return _telling(statement.reading.passage.text[statement.item.start : statement.figure.span.start])


@lru_cache(maxsize=20_000)
def _telling(text: str) -> tuple[str, ...]:
    words = (key(word) for word in TOKEN.findall(text))
    return tuple(word for word in words if word not in EMPTY and not word[0].isdigit())


def _apart(one: Sequence[str], other: Sequence[str]) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the words that make two of like things: those behind a word that both have, or short labels."""
    for at in range(len(one) - 2, -1, -1):
        if one[at] in other[:-1]:
            there = len(other) - 2 - other[-2::-1].index(one[at])
            if one[at + 1] != other[there + 1]:
                return frozenset({one[at + 1]}), frozenset({other[there + 1]})
    if not set(one).isdisjoint(other) or not one or not other or max(len(one), len(other)) > MOST_WORDS:
        return None
    return frozenset(one[-NEAREST:]), frozenset(other[-NEAREST:])
