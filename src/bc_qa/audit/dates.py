"""Dates that cannot be: what is done after the report is signed, a document's number of another year, a jubilee."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement
from bc_qa.language import cues
from bc_qa.text.keys import UPPER
from bc_qa.types import FindingType, ParagraphKind, Severity

_D, _M, _Y = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])", r"((?:19|20)\d\d)"
_DAY = re.compile(rf"{_D}\s*[/.-]\s*{_M}\s*[/.-]\s*{_Y}|{_D}\s+tháng\s+{_M}\s+năm\s+{_Y}", re.I)
_UNTIL = re.compile(
    rf"(?<!\w)đến\s+(?:nay\s+)?(?:ngày\s+{_D}\s*[/.-]\s*{_M}\s*[/.-]\s*{_Y}|(hết\s+)tháng\s+{_M}\s*(?:/|năm)\s*{_Y}"
    rf"|(hết\s+)năm\s+{_Y})",
    re.I,
)
_NUMBERED = re.compile(
    rf"(?<![\d/])(\d{{1,4}}(?:/((?:19|20)\d\d))?[/-](?:[{UPPER}][{UPPER}&]*)(?:[-/][{UPPER}]+\d?)*)"
    r"(?P<gap>,?\s*(?:ngày|ban hành ngày|ký ngày)?\s*)(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
)
_JUBILEE = re.compile(
    rf"(\d{{1,4}}) năm[^();\d]{{3,80}}\(\s*(?:ngày\s*)?{_D}[/.-]{_M}[/.-]{_Y}\s*[-–]\s*{_D}[/.-]{_M}[/.-]{_Y}"
)


def dates(report: Audited) -> Iterator[Notice]:
    """Yield the dates that cannot be."""
    for statement in report.prose:
        yield from _after_signing(report, statement)
        yield from _jubilees(statement)
    yield from _numbers(report)


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups() if part)
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# ---- "đến hết tháng 12/2025, đã giải ngân …" in a report of 15 November 2025
def _after_signing(report: Audited, statement: Statement) -> Iterator[Notice]:
    signed = _day(report.document.date or "")
    for found in _UNTIL.finditer(statement.text):
        sentence = statement.sentence_at(found.start())
        said = sentence.of(statement.text)
        until = _until(found)
        if (
            signed is None
            or until is None
            or until <= signed
            or not cues.DONE.search(said)
            or cues.AIM_OR_DEADLINE.search(said)
        ):
            continue
        head = _dated(report)
        detail = phrases.AUDIT_AFTER_DETAIL.format(until=f"{until:%d/%m/%Y}", signed=f"{signed:%d/%m/%Y}")
        what = phrases.AUDIT_AFTER.format(until=found.group())
        places = (Place(statement, found.start(), found.end()), *head)
        yield Notice(FindingType.VALUE, Severity.MINOR, what, detail, places)


def _until(found: re.Match[str]) -> date | None:
    """Return the last day that a stretch of time reaches."""
    day, month, year, _, late_month, late_year, _, only_year = found.groups()
    if day:
        return _date(int(year), int(month), int(day))
    if late_month:
        following = date(int(late_year) + int(late_month) // 12, int(late_month) % 12 + 1, 1)
        return following - timedelta(days=1)
    return date(int(only_year), 12, 31)


def _dated(report: Audited) -> tuple[Place, ...]:
    """Return the line of the head that dates the report."""
    heads = (s for s in report.statements if s.paragraph.kind is ParagraphKind.MASTHEAD)
    dated = next((s for s in heads if report.document.date and report.document.date in s.text), None)
    return (Place(dated, 0, len(dated.text)),) if dated else ()


# ---- "60 năm ngày thành lập huyện (15/8/1965-15/8/2025)"
def _jubilees(statement: Statement) -> Iterator[Notice]:
    for found in _JUBILEE.finditer(statement.text):
        said, first, last = int(found[1]), int(found[4]), int(found[7])
        if last - first != said:
            detail = phrases.AUDIT_JUBILEE_DETAIL.format(last=last, first=first, years=last - first, said=said)
            place = Place(statement, found.start(), found.end())
            what = phrases.AUDIT_JUBILEE.format(said=said)
            yield Notice(FindingType.VALUE, Severity.MINOR, what, detail, (place,))


# ---- one document's number with two dates, or with a date of another year
def _numbers(report: Audited) -> Iterator[Notice]:
    dated: dict[str, dict[date, Place]] = defaultdict(dict)
    for statement in report.statements:
        for found in _NUMBERED.finditer(statement.text):
            day = _day(found["date"])
            place = Place(statement, found.start(), found.end())
            if day is None:
                yield _bad_date(found, place)
                continue
            if found[2] and int(found[2]) != day.year:
                yield _other_year(found, day, place)
            if found[2] or "/" not in found[1]:  # numbers begin anew each year: 35/KH-UBND alone is many documents
                dated[found[1]].setdefault(day, place)
    for number, days in dated.items():
        if len(days) == 2 and (found_two := sorted(days))[0].year == found_two[1].year:
            shown = [f"{day:%d/%m/%Y}" for day in found_two]
            detail = phrases.AUDIT_TWO_DATES_DETAIL.format(one=shown[0], other=shown[1])
            what = phrases.AUDIT_TWO_DATES.format(number=number)
            yield Notice(FindingType.VALUE, Severity.MINOR, what, detail, tuple(days[day] for day in found_two))


def _bad_date(found: re.Match[str], place: Place) -> Notice:
    detail = phrases.AUDIT_BAD_DATE_DETAIL.format(date=found["date"])
    return Notice(FindingType.VALUE, Severity.MINOR, phrases.AUDIT_BAD_DATE.format(number=found[1]), detail, (place,))


def _other_year(found: re.Match[str], day: date, place: Place) -> Notice:
    detail = phrases.AUDIT_OTHER_YEAR_DETAIL.format(number=found[1], year=found[2], date=f"{day:%d/%m/%Y}")
    what = phrases.AUDIT_OTHER_YEAR.format(number=found[1])
    return Notice(FindingType.VALUE, Severity.MINOR, what, detail, (place,))
