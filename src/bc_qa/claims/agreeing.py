"""How a claimed figure and a reported one stand to each other, beyond their agreement (`bc_qa.figures.agreement`)."""

from __future__ import annotations

from functools import lru_cache

from bc_qa.figures import agreement as figures_agreement
from bc_qa.figures.agreement import Agreement, agreement
from bc_qa.text.keys import TOKEN, key
from bc_qa.types import Figure, FigureKind

_AGREED = (Agreement.EXACT, Agreement.ROUNDED, Agreement.HEDGE_DIFFERS)


def agrees(claimed: Figure, reported: Figure) -> bool:
    """Whether two figures have one value, in whatever unit or way of writing, or an announced rounding of it."""
    if FigureKind.NAME in (claimed.kind, reported.kind):
        return claimed.kind is reported.kind and _bare(claimed.text) == _bare(reported.text)
    return agreement(claimed, reported) in _AGREED


def comparable(claimed: Figure, reported: Figure) -> bool:
    """Whether two figures are of one sort: both shares, both areas, both counts. A part of a whole is no count."""
    if claimed.kind is FigureKind.RATIO and reported.kind is FigureKind.QUANTITY:
        return False
    return figures_agreement.comparable(claimed, reported)


def contrary(claimed: Figure, reported: Figure) -> bool:
    """Whether two figures have one value as opposite bounds: "trên 800 tấn", "dưới 800 tấn"."""
    same = claimed.base is not None and claimed.base == reported.base
    return same and agreement(claimed, reported) is Agreement.DIFFERS


def digits(figure: Figure) -> str:
    """Return the significant digits of a figure's number, in digits or in words: of 05 and 50.000, "5"."""
    return _all_digits(figure).strip("0")


def precision(figure: Figure) -> int:
    """Return how many digits of a figure can hardly agree by chance: half of those of a round number."""
    return max(len(digits(figure)), (len(_all_digits(figure)) + 1) // 2)


def slipped(claimed: Figure, reported: Figure) -> bool:
    """Whether two figures are a slip of the pen apart: digits swapped, one of them another, a separator moved."""
    one, other = _all_digits(claimed), _all_digits(reported)
    if len(one) < 2 or claimed.text == reported.text:
        return False
    if len(one.strip("0")) > 1 and one.strip("0") == other.strip("0"):
        return True
    if len(one) > 2 and sorted(one) == sorted(other):
        return True
    return len(one) == len(other) > 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _all_digits(figure: Figure) -> str:
    return _digits_in(figure.text) or _digits_in(str(figure.value or ""))


@lru_cache(maxsize=20_000)
def _digits_in(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _bare(name: str) -> list[str]:
    """Return a name without its level or title."""
    return [key(word) for word in TOKEN.findall(name) if word[0].isupper()]
