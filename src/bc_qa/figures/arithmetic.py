"""Exact arithmetic on figures, said in Vietnamese: differences, shares, multiples."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bc_qa.types import Figure

_POINTS = {"%": "điểm phần trăm", "phần trăm": "điểm phần trăm", "‰": "điểm phần nghìn"}
_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Worked:
    """A result in words ("giảm 5,88 điểm phần trăm"), and the arithmetic behind it ("43,81 - 37,93")."""

    text: str
    expression: str


def written(value: Decimal) -> str:
    """Return a number as Vietnamese reports write it: 1029.31 is 1.029,31; zeros at the end are dropped."""
    digits = format(abs(value), "f")
    whole, _, part = digits.partition(".")
    part = part.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{'-' if value < 0 else ''}{grouped}{',' if part else ''}{part}"


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures can be set against each other: single values in units of one base."""
    exact = all(figure.base is not None and figure.upper is None for figure in (one, other))
    return exact and one.base_unit == other.base_unit


def change(old: Figure, new: Figure) -> Worked:
    """Return by how much `new` is more or less than `old`, in the unit of `new`; points where both are shares."""
    before, after = _in_unit_of(new, old), _in_unit_of(new, new)
    if before == after:
        return Worked("không đổi", f"{written(after)} - {written(before)}")
    word = "tăng" if after > before else "giảm"
    high, low = max(before, after), min(before, after)
    return Worked(f"{word} {written(high - low)} {_unit(new)}".rstrip(), f"{written(high)} - {written(low)}")


def gap(one: Figure, other: Figure) -> Worked:
    """Return the difference of two figures of different things, in the unit of the first."""
    first, second = _in_unit_of(one, one), _in_unit_of(one, other)
    high, low = max(first, second), min(first, second)
    return Worked(f"chênh {written(high - low)} {_unit(one)}".rstrip(), f"{written(high)} - {written(low)}")


def share(part: Figure, whole: Figure) -> Worked | None:
    """Return what share of one figure another is, in per cent to two places; None where the whole is nothing."""
    first, second = _in_unit_of(whole, part), _in_unit_of(whole, whole)
    if not second:
        return None
    return Worked(f"chiếm {written(_rounded(first / second * 100))}%", f"{written(first)} / {written(second)} × 100")


def growth(old: Figure, new: Figure) -> Worked | None:
    """Return by how many per cent `new` is more or less than `old`, to two places; None where `old` is nothing."""
    before, after = _in_unit_of(new, old), _in_unit_of(new, new)
    if not before:
        return None
    share = _rounded((after - before) / before * 100)
    word = "tăng" if share > 0 else "giảm" if share < 0 else "thay đổi"
    return Worked(f"{word} {written(abs(share))}%", f"({written(after)} - {written(before)}) / {written(before)} × 100")


def multiple(old: Figure, new: Figure) -> Worked | None:
    """Return how many times the lesser of two figures the greater is, to two places; None where that is nothing."""
    first, second = sorted((_in_unit_of(new, old), _in_unit_of(new, new)))
    if not first:
        return None
    return Worked(f"gấp {written(_rounded(second / first))} lần", f"{written(second)} / {written(first)}")


def _in_unit_of(unit: Figure, figure: Figure) -> Decimal:
    """Return the value of a figure in the unit that another is written in."""
    if figure.unit == unit.unit or not unit.base or unit.value is None or figure.base is None:
        return figure.value or Decimal(0)
    return figure.base * unit.value / unit.base


def _unit(figure: Figure) -> str:
    """Return what a difference is counted in: of shares, points."""
    return _POINTS.get(figure.unit, figure.unit)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_PLACES, ROUND_HALF_UP)
