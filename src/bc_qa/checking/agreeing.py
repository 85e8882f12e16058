"""Whether a claimed figure is a reported one: the seam to the figures' own agreement."""

from __future__ import annotations

import re
from decimal import Decimal

from bc_qa.figures.units import BASES
from bc_qa.text.keys import TOKEN, key
from bc_qa.types import Figure, FigureKind

_ABOUT = frozenset("khoảng chừng xấp xỉ gần hơn trên ngót".split())
_DATE = re.compile(r"\d+")


def agrees(claimed: Figure, reported: Figure) -> bool:
    if claimed.kind in (FigureKind.DATE, FigureKind.PERIOD) and reported.kind in (FigureKind.DATE, FigureKind.PERIOD):
        return [int(n) for n in _DATE.findall(claimed.text)] == [int(n) for n in _DATE.findall(reported.text)]
    if claimed.kind is FigureKind.NAME:
        return claimed.kind is reported.kind and _bare(claimed.text) == _bare(reported.text)
    if claimed.base is None or reported.base is None:
        return claimed.kind is reported.kind and claimed.text.lower() == reported.text.lower()
    if not comparable(claimed, reported):
        return False
    if claimed.upper is not None or reported.upper is not None:
        if claimed.upper is None and reported.kind is FigureKind.RATIO:
            return claimed.value == reported.value
        return (claimed.base, claimed.upper) == (reported.base, reported.upper)
    if claimed.base == reported.base:
        return True
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
    one, other = BASES.get(claimed.base_unit), BASES.get(reported.base_unit)
    return one is other


def contrary(claimed: Figure, reported: Figure) -> bool:
    if claimed.base is None or claimed.base != reported.base:
        return False
    low = {"dưới", "không quá", "gần"}
    high = {"trên", "hơn", "không dưới"}
    return (claimed.qualifier in low and reported.qualifier in high) or (claimed.qualifier in high and reported.qualifier in low)


def _bare(name: str) -> list[str]:
    """Return a name without its level or title."""
    words = TOKEN.findall(name)
    return [key(word) for word in words if word[0].isupper()]
