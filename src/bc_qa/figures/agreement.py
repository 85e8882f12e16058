"""Whether a quoted figure is the reported one: units converted, announced roundings allowed, hedges held to.

The measure is a fact checker's: a wrong figure passed as right is the worst fault. So a rounding holds only where words
announce it ("gần", "hơn", "khoảng"), only on the side they name, and only as near as the written digits promise: "gần
38%" is said of 37.5 to 38, "hơn 85 nghìn" of 85,000 to 86,000. What is counted ("17 xã", "17 bản") is for the caller to
compare: here a count is a count.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from bc_qa.figures.hedges import Bound, bound_of
from bc_qa.figures.naming import name_of
from bc_qa.figures.units import BASES
from bc_qa.types import Figure, FigureKind

# How far from the written value a rounding may lie, as a share of it. The last written digit narrows it further.
NEAR = Decimal("0.075")  # gần, khoảng: 0.925 to 1, to 1.075
BEYOND = Decimal("0.2")  # hơn, trên, dưới: what is "trên 50%" may be 58%
FRACTION = Decimal("0.05")  # "một phần ba", said of a share

_UP = frozenset({Bound.MORE, Bound.AT_LEAST})
_DOWN = frozenset({Bound.LESS, Bound.AT_MOST})
_NAMED = frozenset({FigureKind.DATE, FigureKind.PERIOD, FigureKind.NUMBERED, FigureKind.ORDINAL, FigureKind.NAME})


class Agreement(StrEnum):
    """How a quoted figure agrees with a reported one, from the strictest on."""

    EXACT = "exact"  # the same value, hedged alike
    ROUNDED = "rounded"  # an announced rounding that holds
    HEDGE_DIFFERS = "hedge_differs"  # the same value, a hedge dropped, added or of another strength; a part left open
    SILENT = "silent"  # a rounding that would hold, had it been announced: "38%" of 37.93
    DIFFERS = "differs"
    UNLIKE = "unlike"  # of different sorts: a share and a mass, a date and a count


def agrees(claimed: Figure, reported: Figure) -> bool:
    """Whether a quoted figure may stand for the reported one: exact, rounded as announced, or hedged less strictly."""
    return agreement(claimed, reported) in (Agreement.EXACT, Agreement.ROUNDED, Agreement.HEDGE_DIFFERS)


def agreement(claimed: Figure, reported: Figure) -> Agreement:
    """Return how a quoted figure agrees with a reported one."""
    if claimed.kind in _NAMED or reported.kind in _NAMED:
        return _named(claimed, reported)
    if FigureKind.RANGE in (claimed.kind, reported.kind):
        return _ranges(claimed, reported)
    operands = _operands(claimed, reported)
    if operands is None:
        return Agreement.UNLIKE
    return _compared(*operands, claimed, reported)


def comparable(claimed: Figure, reported: Figure) -> bool:
    """Whether two figures are of one sort at all: told from their kinds and units, and cheaper than their agreement."""
    if claimed.kind in _NAMED or reported.kind in _NAMED:
        return claimed.kind is reported.kind
    if FigureKind.RANGE in (claimed.kind, reported.kind):
        same = claimed.base_unit == reported.base_unit
        return same and _ends(claimed) is not None and _ends(reported) is not None
    return _operands(claimed, reported) is not None


def _named(claimed: Figure, reported: Figure) -> Agreement:
    if claimed.kind is not reported.kind:
        return Agreement.UNLIKE
    one, other = name_of(claimed), name_of(reported)
    if one.same(other):
        return Agreement.EXACT
    return Agreement.HEDGE_DIFFERS if one.fits(other) else Agreement.DIFFERS


def _operands(claimed: Figure, reported: Figure) -> tuple[Decimal, Decimal] | None:
    """Return both values in one unit; None where there is none."""
    if claimed.value is None or reported.value is None or claimed.base is None or reported.base is None:
        return None
    one, other = _share(claimed), _share(reported)
    if claimed.kind is FigureKind.RATIO and reported.kind is FigureKind.RATIO and one is not None and other is not None:
        return (one, other) if claimed.upper != reported.upper else (claimed.value, reported.value)
    if one is not None and other is not None:
        return one, other
    if claimed.kind is FigureKind.RATIO and not claimed.unit:  # "một phần ba" of something counted
        return None
    if BASES.get(claimed.base_unit) is not BASES.get(reported.base_unit):
        return None
    if claimed.base_unit in BASES and claimed.base_unit != reported.base_unit:  # đồng and USD
        return None
    if "/" in claimed.unit and "/" in reported.unit:
        per, other_per = _per(claimed), _per(reported)
        if not (per <= other_per or other_per <= per):
            return None
    return claimed.base, reported.base


def _share(figure: Figure) -> Decimal | None:
    """Return a share or ratio in per cent, else None."""
    if figure.kind is FigureKind.RATIO and figure.upper and figure.value is not None:
        return figure.value / figure.upper * 100
    return figure.base if figure.base_unit == "%" else None


def _per(figure: Figure) -> frozenset[str]:
    """Return what a figure is counted per: "triệu đồng/người/năm" per person and year."""
    return frozenset(part.strip().lower().removeprefix("1 ") for part in figure.unit.split("/")[1:])


def _compared(one: Decimal, other: Decimal, claimed: Figure, reported: Figure) -> Agreement:
    """Compare two values in one unit, with their hedges."""
    if claimed.kind is not FigureKind.RATIO and abs(one - other) > BEYOND * abs(one):
        return Agreement.DIFFERS  # no rounding reaches so far, whatever its hedge
    said, is_so = bound_of(claimed), bound_of(reported)
    if _opposed(said, is_so) or (said is Bound.NEAR and is_so in _UP and one <= other):
        return Agreement.DIFFERS
    if one == other:
        alike = said is is_so or (said is Bound.ABOUT and is_so is Bound.EXACT)
        return Agreement.EXACT if alike else Agreement.HEDGE_DIFFERS
    tolerance = _tolerance(one, claimed, reported)
    if said is Bound.EXACT:
        half = min(_step(claimed) / 2, NEAR * abs(one))
        return Agreement.SILENT if abs(one - other) <= half else Agreement.DIFFERS
    return Agreement.ROUNDED if _holds(said, one, other, tolerance) else Agreement.DIFFERS


def _opposed(said: Bound, is_so: Bound) -> bool:
    """Whether two hedges point away from each other, so that nothing follows from the one for the other."""
    return (said in _UP and is_so in _DOWN | {Bound.NEAR}) or (said in _DOWN and is_so in _UP)


def _holds(said: Bound, written: Decimal, value: Decimal, tolerance: Decimal) -> bool:
    """Whether a value lies on the side of the written one that its hedge names, and near enough."""
    if said in _UP:
        return written < value <= written + tolerance
    if said in _DOWN or said is Bound.NEAR:
        return written - tolerance <= value < written
    return abs(value - written) <= tolerance


def _tolerance(written: Decimal, claimed: Figure, reported: Figure) -> Decimal:
    """Return how far a rounding may lie from the written value: one step of its last digit, or half of it."""
    if claimed.kind is FigureKind.RATIO and reported.kind is not FigureKind.RATIO:
        return FRACTION * abs(written)
    if claimed.kind is FigureKind.RATIO:
        return FRACTION * abs(written) if claimed.upper != reported.upper else Decimal(1)
    said = bound_of(claimed)
    if said in _UP or said in _DOWN:
        return min(_step(claimed), BEYOND * abs(written))
    return min(_step(claimed) / 2, NEAR * abs(written))


def _step(figure: Figure) -> Decimal:
    """Return what one step of the last significant digit of a figure is worth in its base unit.

    Zeros at the end of a whole number announce nothing: "85.000" is written to the thousand.
    """
    if not figure.value or not figure.base:
        return Decimal(0)
    value = figure.value.normalize() if figure.value == figure.value.to_integral_value() else figure.value
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * (figure.base / figure.value)


def _ranges(claimed: Figure, reported: Figure) -> Agreement:
    """Compare where one side or both are ranges: the same ends, or a value within them where a hedge says so."""
    low, high = _ends(claimed), _ends(reported)
    if low is None or high is None or claimed.base_unit != reported.base_unit:
        return Agreement.UNLIKE
    if low == high:
        return Agreement.EXACT if bound_of(claimed) is bound_of(reported) else Agreement.HEDGE_DIFFERS
    if claimed.kind is FigureKind.RANGE:
        inside = reported.kind is not FigureKind.RANGE and low[0] <= high[0] <= low[1]
        return Agreement.ROUNDED if inside else Agreement.DIFFERS
    return _within(bound_of(claimed), low[0], high)


def _within(said: Bound, value: Decimal, ends: tuple[Decimal, Decimal]) -> Agreement:
    """Compare a single quoted value with a reported range."""
    holds = (
        (said in _UP and value == ends[0])
        or (said in _DOWN and value == ends[1])
        or (said is Bound.ABOUT and ends[0] <= value <= ends[1])
    )
    return Agreement.HEDGE_DIFFERS if holds else Agreement.DIFFERS


def _ends(figure: Figure) -> tuple[Decimal, Decimal] | None:
    if figure.value is None or figure.base is None:
        return None
    if figure.upper is None or figure.kind is not FigureKind.RANGE:
        return figure.base, figure.base
    factor = figure.base / figure.value if figure.value else Decimal(1)
    return figure.base, figure.upper * factor
