"""What a date, period, document number or ordinal names, however it is written: for telling whether two agree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bc_qa.types import Figure, FigureKind

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAYS = re.compile(
    r"(?:(?P<from>\d{1,2})\s?[-–]\s?)?(?P<day>\d{1,2})(?:\s+tháng\s+|[/.-])(?P<month>\d{1,2})"
    r"(?:(?:\s+năm\s+|\s*[/.-]\s*)(?P<year>\d{4}))?"
)
_MONTHS = re.compile(r"tháng\s+(?P<month>\d{1,2})(?:(?:\s*[/-]\s*|\s+năm\s+)(?P<year>\d{4}))?")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBERING = re.compile(r"(?P<name>.*?)\s*(?P<number>[ivxlc]+|\d+(?:\.\d+)*)$")


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name; a part that is None is left open ("tháng 5/2024" has no day)."""

    parts: tuple[str | None, ...]

    def same(self, other: Name) -> bool:
        """Whether two names have the very same parts."""
        return self.parts == other.parts

    def fits(self, other: Name) -> bool:
        """Whether two names are one where both say something, and say something of one part at least."""
        both = [(a, b) for a, b in zip(self.parts, other.parts, strict=True) if a is not None and b is not None]
        return bool(both) and all(a == b for a, b in both)


def name_of(figure: Figure) -> Name:
    """Return what a figure without a value names."""
    text = " ".join(figure.text.lower().split())
    match figure.kind:
        case FigureKind.DATE:
            return _date(text)
        case FigureKind.PERIOD:
            return _period(text)
        case FigureKind.NUMBERED:
            return _document(text)
    return _ordinal(text)


def _date(text: str) -> Name:
    if not text.startswith("tháng") and (found := _DAYS.search(text)):
        return Name((_plain(found["from"]), _plain(found["day"]), _plain(found["month"]), found["year"]))
    found = _MONTHS.search(text)
    return Name((None, None, _plain(found["month"]), found["year"])) if found else Name((None, None, None, text))


def _period(text: str) -> Name:
    """Return the years of a period and what part of a year it is, empty for the whole of it."""
    years = _YEARS.findall(text)
    part = re.sub(r"\b(?:từ|trong|giai đoạn|nhiệm kỳ|các|những|hai|ba|và|đến|tới|năm|niên độ)\b|[-–/,]", " ", text)
    part = " ".join(_YEARS.sub(" ", part).split())
    return Name(("-".join(sorted(years)) or None, _arabic(part)))


def _document(text: str) -> Name:
    """Return number, year and issuing body of a document's number: 33/2016/NQ-HĐND."""
    number, *rest = re.split(r"\s*[/–-]\s*", text)
    year = next((part for part in rest if re.fullmatch(r"\d{4}", part)), None)
    body = "-".join(part for part in rest if part != year)
    return Name((number.lstrip("0"), year if rest else None, body or None))


def _ordinal(text: str) -> Name:
    found = _NUMBERING.fullmatch(text)
    if found is None:
        return Name((text, None))
    return Name((found["name"].replace("khoá", "khóa").removeprefix("lần "), _arabic(found["number"])))


def _arabic(text: str) -> str:
    """Return a text with its last word in digits where that is a Roman number: "quý iii" is "quý 3"."""
    head, _, last = text.rpartition(" ")
    if not last or set(last) - set(_ROMAN):
        return text
    values = [_ROMAN[letter] for letter in last]
    total = sum(-v if any(v < later for later in values[at + 1 : at + 2]) else v for at, v in enumerate(values))
    return f"{head} {total}".strip()


def _plain(digits: str | None) -> str | None:
    return digits.lstrip("0") if digits else None
