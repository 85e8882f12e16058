"""From a number to a quantity: the scale and unit behind it, what it is counted per, the hedge around it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from bc_qa.figures import hedges
from bc_qa.figures.lexer import Token
from bc_qa.figures.nouns import DIVISIBLE, countable, is_label, noun_end
from bc_qa.figures.numbers import NUMBER, read_number, thousands_by_comma
from bc_qa.figures.units import LETTER, MONEYED, SCALES, UNIT, Dimension, Unit
from bc_qa.figures.units import UNITS as KNOWN
from bc_qa.text.numerals import Need
from bc_qa.types import Figure, FigureKind, Span

_NAMES = "|".join(SCALES)
_NO_SCALE = r"(?!\s(?:lệ|trọng|suất|phú|tập|mến)\b)"  # "tỷ lệ", "triệu tập" multiply nothing
_SCALED = re.compile(
    rf"\s{{0,2}}(?:(?P<scale>(?:{_NAMES})(?:\s(?:{_NAMES}))?)(?!\w)|(?P<short>tr)(?=\.?\s?đ)){_NO_SCALE}", re.IGNORECASE
)
_REST = re.compile(rf"\s(?P<number>\d{{1,3}})\s(?P<scale>{_NAMES})(?!\w){_NO_SCALE}", re.IGNORECASE)
_BELOW = re.compile(rf"\s(?P<number>\d{{3}})(?=\s{LETTER})")  # "85 nghìn 327 người"
_HALF = re.compile(r"\srưỡi(?!\w)", re.IGNORECASE)
# Per what: "/năm", "/1 vạn dân", "/1.000 trẻ", "mỗi năm"; a count that is not round is a figure of its own.
_PER = re.compile(
    rf"\s?/\s?(?:1(?:0|\.000)*\s?)?(?:km[²2]|m[²³23]|{LETTER}+)(?:\s(?:dân|người|hộ|ha)(?!\w))?", re.IGNORECASE
)
_EACH = re.compile(
    r"\s(?:mỗi\s(?P<each>năm|tháng|ngày|quý|vụ|người|hộ|ha|héc ta|xã)|một\s(?P<one>năm|tháng|ngày|vụ))"
    r"(?!\w|\s?\d|\s(?:qua|nay|học|tới|trước|sau|số))",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s\([^()]{1,60}\)")
_JOINT = re.compile(rf"(?:\s?[-–]\s?|\s(?:đến|tới)\s)(?P<number>{NUMBER})", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)(?<!tăng )(?<!giảm )(?<!nâng )từ\s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Unit:
    """What stands behind a number: `written` the unit as shown, `base` what a value times `factor` is in."""

    end: int
    written: str
    factor: Decimal
    known: Unit | None
    base: str
    rest: Decimal = Decimal(0)  # what "rưỡi" or "2 tỷ 300 triệu" adds, in units of the first scale

    @property
    def said(self) -> bool:
        return bool(self.written)


def quantity(text: str, token: Token, compounds: Collection[str]) -> Figure | None:
    """Read the quantity that begins with a number; None for a number in words that counts nothing here."""
    unit = _unit(text, token, compounds)
    if not _met(token.need, unit, compounds):
        return None
    value = (token.value or Decimal(0)) + unit.rest
    if token.kind is FigureKind.QUANTITY and _whole(text, token, unit):
        value = read_number(text[token.start : token.end].replace(",", "."))
    start, kind, upper = token.start, _kind(token, unit), token.upper
    end = hedges.behind(text, unit.end)
    if kind in (FigureKind.SHARE, FigureKind.QUANTITY) and (joined := _range(text, token, unit, compounds)):
        kind, start, upper, unit = FigureKind.RANGE, *joined
        end = unit.end
    return Figure(
        kind=kind,
        span=Span(start, end),
        text=text[start:end],
        value=value,
        upper=upper,
        unit=unit.written,
        base=value * unit.factor,
        base_unit=unit.base,
        qualifier=hedges.before(text, start, open_above=end > unit.end),
    )


def _met(need: Need, unit: _Unit, compounds: Collection[str]) -> bool:
    """Whether there stands behind a number in words what makes it a number."""
    if need is Need.NOTHING or unit.known:
        return True
    return need is Need.COUNTED and countable(unit.written, compounds)


def _kind(token: Token, unit: _Unit) -> FigureKind:
    share = token.kind is FigureKind.QUANTITY and unit.known is not None and unit.known.dimension is Dimension.SHARE
    return FigureKind.SHARE if share else token.kind


def _whole(text: str, token: Token, unit: _Unit) -> bool:
    """Whether "85,327 người" is a whole number the English way: what is counted comes in no thousandths."""
    if unit.known or not unit.said or "/" in unit.written or unit.factor != 1:
        return False
    return thousands_by_comma(text[token.start : token.end]) and unit.written.split()[0].lower() not in DIVISIBLE


def _range(text: str, token: Token, unit: _Unit, compounds: Collection[str]) -> tuple[int, Decimal, _Unit] | None:
    """Return start, upper value and unit of a range whose unit is written twice: "5% - 7%", "từ 5 ha đến 7 ha"."""
    found = _JOINT.match(text, unit.end)
    if found is None or not unit.known or token.worded:
        return None
    dash = found.group().strip()[0] in "-–"
    opened = _FROM.search(text, max(0, token.start - 12), token.start)
    if not dash and opened is None:
        return None
    upper = Token(FigureKind.QUANTITY, found.start("number"), found.end(), read_number(found["number"]))
    other = _unit(text, upper, compounds)
    alike = other.factor == unit.factor and other.written.startswith(unit.written)  # "4% - 5%/năm"
    if not alike or upper.value is None or upper.value <= (token.value or 0):
        return None
    return (opened.start() if opened else token.start), upper.value, other


def _unit(text: str, token: Token, compounds: Collection[str]) -> _Unit:
    scale, factor, at, rest = _scale(text, token)
    measured = UNIT.match(text, at + 1 if scale and text[at : at + 1] == "." else at)
    known = KNOWN.get(" ".join(measured["unit"].lower().split())) if measured else None
    labelled = is_label(text, token.start) and not scale
    end = measured.end() if measured else at if labelled else noun_end(text, at, compounds)
    name = measured["unit"] if measured else text[at:end].strip()
    half = None if scale or not name else _HALF.match(text, end)
    if half:
        rest, end = Decimal("0.5"), half.end()
    money = not name and _moneyed(text[token.start : at] if token.worded else scale)
    if name or scale:
        end, name = _per(text, end, name)
    elif not labelled and (aside := _ASIDE.match(text, at)):  # "23.621 (tăng 1.276 học sinh) học sinh"
        name = text[aside.end() : noun_end(text, aside.end(), compounds)].strip()
    base = known.base if known else "đồng" if money else name.lower()
    return _Unit(
        end,
        f"{scale}{name}" if name.startswith("/") else f"{scale} {name}".strip(),
        factor * (known.factor if known else 1),
        known,
        base,
        rest,
    )


def _moneyed(scale: str) -> bool:
    """Whether what ends in a scale counts money where nothing else is named: "80 triệu", "mười hai tỷ"."""
    return bool(scale) and scale.rsplit(maxsplit=1)[-1].lower() in MONEYED


def _scale(text: str, token: Token) -> tuple[str, Decimal, int, Decimal]:
    """Return the scale behind a number as written, its factor, its end, and what follows it in smaller scales."""
    found = None if token.worded else _SCALED.match(text, token.end)
    if found is None:
        return "", Decimal(1), token.end, Decimal(0)
    name = "triệu" if found["short"] else found["scale"]
    factor = Decimal(1)
    for word in name.lower().split():
        factor *= SCALES[word]
    end, rest = found.end(), Decimal(0)
    if half := _HALF.match(text, end):
        return name, factor, half.end(), Decimal("0.5")
    if (more := _REST.match(text, end)) and SCALES[more["scale"].lower()] < factor:
        rest, end = Decimal(more["number"]) * SCALES[more["scale"].lower()] / factor, more.end()
    elif (more := _BELOW.match(text, end)) and factor == SCALES["nghìn"] and "," not in text[token.start : token.end]:
        rest, end = Decimal(more["number"]) / factor, more.end()
    return name, factor, end, rest


def _per(text: str, end: int, name: str) -> tuple[int, str]:
    """Return the end and name of a unit with what it is counted per; "tấn mỗi năm" is named "tấn/năm"."""
    start = end
    while per := _PER.match(text, end):
        end = per.end()
    name += text[start:end]
    each = _EACH.match(text, end)
    return (each.end(), f"{name}/{each['each'] or each['one']}") if each else (end, name)
