"""Units of measure as Vietnamese reports write them: what each measures, and its factor to the base unit.

Units whose size differs from place to place (sào, mẫu, công) are no units here: they are counted like any other noun.
"""

from __future__ import annotations

import re
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
    VOLTAGE = "voltage"
    TEMPERATURE = "temperature"
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


# By lower-case spelling. "tấn" and "tạ" are mass everywhere in such reports; "m" alone is a metre. Money of another
# country has a base of its own: no rate is known here. Apparent power (kVA) is not the real power that kW measure.
UNITS: dict[str, Unit] = {
    **_units(Dimension.SHARE, "%", {"%": "1", "‰": "0.1", "phần trăm": "1", "phần nghìn": "0.1", "phần ngàn": "0.1"}),
    **_units(Dimension.SHARE, "%", {"điểm %": "1", "điểm phần trăm": "1", "phần vạn": "0.01"}),
    **_units(Dimension.LENGTH, "m", {"km": "1000", "m": "1", "cm": "0.01", "mm": "0.001", "mét": "1"}),
    **_units(Dimension.LENGTH, "m", {"ki-lô-mét": "1000", "ki lô mét": "1000", "kilomet": "1000", "kilômét": "1000"}),
    **_units(Dimension.LENGTH, "m", {"cây số": "1000", "hải lý": "1852"}),
    **_units(Dimension.AREA, "m²", {"ha": "10000", "m²": "1", "m2": "1", "km²": "1000000", "km2": "1000000"}),
    **_units(Dimension.AREA, "m²", {"héc-ta": "10000", "hecta": "10000", "héc ta": "10000", "hécta": "10000"}),
    **_units(Dimension.AREA, "m²", {"mét vuông": "1", "ki-lô-mét vuông": "1000000", "kilomet vuông": "1000000"}),
    **_units(Dimension.AREA, "m²", {"cây số vuông": "1000000", "km vuông": "1000000"}),
    **_units(Dimension.VOLUME, "m³", {"m³": "1", "m3": "1", "mét khối": "1", "lít": "0.001", "ml": "0.000001"}),
    **_units(Dimension.MASS, "kg", {"tấn": "1000", "tạ": "100", "yến": "10", "kg": "1", "gam": "0.001"}),
    **_units(Dimension.MASS, "kg", {"kilogam": "1", "ki-lô-gam": "1", "gram": "0.001", "cân": "1"}),
    **_units(Dimension.MONEY, "đồng", {"đồng": "1", "đ": "1", "vnđ": "1", "vnd": "1", "đồng việt nam": "1"}),
    **_units(
        Dimension.MONEY, "USD", {"usd": "1", "đô la mỹ": "1", "đô la": "1", "đô-la": "1", "đôla": "1", "us$": "1"}
    ),
    **_units(Dimension.MONEY, "EUR", {"eur": "1", "euro": "1"}),
    **_units(Dimension.MONEY, "CNY", {"nhân dân tệ": "1", "ndt": "1", "cny": "1"}),
    **_units(Dimension.POWER, "kW", {"kw": "1", "mw": "1000", "gw": "1000000", "kwp": "1", "mwp": "1000"}),
    **_units(Dimension.POWER, "kVA", {"kva": "1", "mva": "1000"}),
    **_units(Dimension.ENERGY, "kWh", {"kwh": "1", "mwh": "1000", "gwh": "1000000"}),
    **_units(Dimension.VOLTAGE, "kV", {"kv": "1"}),
    **_units(Dimension.TEMPERATURE, "°C", {"°c": "1", "độ c": "1", "ºc": "1"}),
    **_units(Dimension.TIME, "giây", {"giờ": "3600", "phút": "60", "giây": "1"}),
}

BASES: dict[str, Dimension] = {unit.base: unit.dimension for unit in UNITS.values()}

# Words that multiply the number before them.
SCALES: dict[str, Decimal] = {
    "chục": Decimal(10),
    "trăm": Decimal(100),
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(1_000_000),
    "tỷ": Decimal(1_000_000_000),
    "tỉ": Decimal(1_000_000_000),
}
# Scales that, where nothing is said of what is counted, count money: "kinh phí 80 triệu".
MONEYED = frozenset({"triệu", "tỷ", "tỉ"})

# Letters of words; a superscript digit is none, being a footnote's mark or the power of a unit.
LETTER = r"[^\W\d_⁰¹²³⁴-⁹]"
_SPELT = "|".join(sorted((re.escape(name).replace(r"\ ", r"\s") for name in UNITS), key=len, reverse=True))
# "đồng" begins many another word; "tạ ơn", "cân đối", "giờ đây" are none of weight or time.
_WORD_GOES_ON = (
    r"(?<=đồng)\s(?:chí|bào|thời|đội|hương|nghiệp|hồ|đều|bộ|thuận|loạt|minh|dân|cỏ)\b|(?<=tạ)\sơn\b"
    r"|(?<=cân)\s(?:đối|bằng|nhắc)\b|(?<=giờ)\s(?:đây|học)\b|(?<=tấn)\scông\b"
)
UNIT = re.compile(rf"\s{{0,2}}(?P<unit>{_SPELT})(?![^\W⁰¹²³⁴-⁹]|{_WORD_GOES_ON})", re.IGNORECASE)
