"""Whether a claimed figure is a reported one, and how far apart the two are written."""

from __future__ import annotations

import re
from decimal import Decimal

from bc_qa.figures.units import BASES
from bc_qa.text.keys import TOKEN, key
from bc_qa.types import Figure, FigureKind

_TIMES = (FigureKind.DATE, FigureKind.PERIOD)
_NUMBER = re.compile(r"\d+")


def agrees(claimed: Figure, reported: Figure) -> bool:
    """Whether two figures have one value, in whatever unit or way of writing, or an announced rounding of it."""
    if claimed.kind in _TIMES and reported.kind in _TIMES:
        return [int(n) for n in _NUMBER.findall(claimed.text)] == [int(n) for n in _NUMBER.findall(reported.text)]
    if FigureKind.NAME in (claimed.kind, reported.kind):
        return claimed.kind is reported.kind and _bare(claimed.text) == _bare(reported.text)
    if claimed.base is None or reported.base is None:
        return claimed.kind is reported.kind and key(claimed.text) == key(reported.text)
    if not comparable(claimed, reported):
        return False
    if claimed.upper is not None or reported.upper is not None:
        if claimed.upper is None and reported.kind is FigureKind.RATIO:
            return claimed.value == reported.value
        return (claimed.base, claimed.upper) == (reported.base, reported.upper)
    if claimed.base == reported.base:
        return True
    if len(digits(claimed)) >= len(digits(reported)):
        return False
    tolerance = reported.base * Decimal("0.03")
    gap = claimed.base - reported.base
    if claimed.qualifier in ("gần",):
        return 0 < gap <= tolerance
    if claimed.qualifier in ("hơn", "trên"):
        return 0 < -gap <= tolerance
    if claimed.qualifier in ("khoảng", "chừng", "xấp xỉ"):
        return abs(gap) <= tolerance
    return False


def comparable(claimed: Figure, reported: Figure) -> bool:
    """Whether two figures measure in one dimension, or both count."""
    return BASES.get(claimed.base_unit) is BASES.get(reported.base_unit)


def contrary(claimed: Figure, reported: Figure) -> bool:
    """Whether two figures have one value as opposite bounds: "trên 800 tấn", "dưới 800 tấn"."""
    if claimed.base is None or claimed.base != reported.base:
        return False
    low = {"dưới", "không quá", "gần"}
    high = {"trên", "hơn", "không dưới"}
    pair = (claimed.qualifier, reported.qualifier)
    return (pair[0] in low and pair[1] in high) or (pair[0] in high and pair[1] in low)


def digits(figure: Figure) -> str:
    """Return the significant digits of a figure's number: those of 05 and 50.000 are "5"."""
    return "".join(char for char in figure.text if char.isdigit()).strip("0")


def precision(figure: Figure) -> int:
    """Return how many digits of a figure can hardly agree by chance: half of those of a round number."""
    written = sum(char.isdigit() for char in figure.text)
    return max(len(digits(figure)), (written + 1) // 2)


def slipped(claimed: Figure, reported: Figure) -> bool:
    """Whether two figures are a slip of the pen apart: digits swapped, one of them another, a separator moved."""
    one, other = ("".join(char for char in figure.text if char.isdigit()) for figure in (claimed, reported))
    if len(one) < 2 or claimed.text == reported.text:
        return False
    if one.strip("0") == other.strip("0") or (len(one) > 2 and sorted(one) == sorted(other)):
        return True
    return len(one) == len(other) > 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _bare(name: str) -> list[str]:
    """Return a name without its level or title."""
    return [key(word) for word in TOKEN.findall(name) if word[0].isupper()]
