"""Units of measure as Vietnamese reports write them: what each measures, and its factor to the base unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Dimension(StrEnum):
    """What a unit measures."""

    SHARE = "share"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"
    MASS = "mass"
    MONEY = "money"
    POWER = "power"
    ENERGY = "energy"
    TIME = "time"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure; a value times `factor` is in `base`."""

    dimension: Dimension
    base: str
    factor: Decimal


def _units(dimension: Dimension, base: str, factors: dict[str, str]) -> dict[str, Unit]:
    return {name: Unit(dimension, base, Decimal(factor)) for name, factor in factors.items()}


# By lower-case spelling. "tấn" and "tạ" are mass everywhere in such reports; "m" alone is a metre.
UNITS: dict[str, Unit] = {
    **_units(Dimension.SHARE, "%", {"%": "1", "‰": "0.1", "phần trăm": "1", "phần nghìn": "0.1", "điểm %": "1"}),
    **_units(Dimension.SHARE, "%", {"điểm phần trăm": "1"}),
    **_units(Dimension.LENGTH, "m", {"km": "1000", "m": "1", "cm": "0.01", "mm": "0.001", "mét": "1"}),
    **_units(Dimension.LENGTH, "m", {"ki-lô-mét": "1000", "kilomet": "1000", "cây số": "1000"}),
    **_units(Dimension.AREA, "m²", {"ha": "10000", "m²": "1", "m2": "1", "km²": "1000000", "km2": "1000000"}),
    **_units(Dimension.AREA, "m²", {"héc-ta": "10000", "hecta": "10000", "héc ta": "10000", "mét vuông": "1"}),
    **_units(Dimension.VOLUME, "m³", {"m³": "1", "m3": "1", "mét khối": "1", "lít": "0.001"}),
    **_units(Dimension.MASS, "kg", {"tấn": "1000", "tạ": "100", "yến": "10", "kg": "1", "gam": "0.001"}),
    **_units(Dimension.MONEY, "đồng", {"đồng": "1", "đ": "1", "vnđ": "1", "usd": "1"}),
    **_units(Dimension.POWER, "kW", {"kw": "1", "mw": "1000", "kwp": "1", "mwp": "1000"}),
    **_units(Dimension.ENERGY, "kWh", {"kwh": "1", "mwh": "1000"}),
}

BASES: dict[str, Dimension] = {unit.base: unit.dimension for unit in UNITS.values()}

# Words that multiply the number before them.
SCALES: dict[str, Decimal] = {
    "trăm": Decimal(100),
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(1_000_000),
    "tỷ": Decimal(1_000_000_000),
    "tỉ": Decimal(1_000_000_000),
}
