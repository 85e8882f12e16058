"""One thing with two values: the same words beside other figures, and "every year" against the years themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from bc_qa import phrases
from bc_qa.audit.audited import (
    Audited,
    Notice,
    Place,
    Statement,
    is_change,
    is_counted,
    lead,
    measure,
    year_of,
)
from bc_qa.audit.twins import twins
from bc_qa.evidence.catalogue import Measured
from bc_qa.figures.arithmetic import written
from bc_qa.figures.units import BASES
from bc_qa.language import cues
from bc_qa.types import CatalogueEntry, Figure, FigureKind, FindingType, Severity, Span

LEAST_LIKELY = 0.2  # two figures that are less likely values of one thing are no finding at all
LEAST_YEARLY_WEIGHT = 6.0  # how telling the words are that a yearly figure and a series share, or two shares
LEAST_YEARS = 3
MAJOR_GAP = Decimal("0.2")  # two values of a measured thing a fifth apart are major
_EXACT_DIGITS = 4  # significant digits of a share that two years do not have by chance


def values(report: Audited, catalogue: Sequence[Measured]) -> Iterator[Notice]:
    """Yield the things that have two values."""
    yield from _twins(report, catalogue)
    yield from _totals_called_yearly(report)
    yield from _yearly(report)
    yield from _one_share_two_years(report, catalogue)


def _stands(report: Audited, entry: CatalogueEntry) -> tuple[Statement, Figure] | None:
    """Return where a catalogued figure stands in the statements, and the figure as read there."""
    for statement in report.statements:
        for figure in statement.figures:
            spans = statement.flow.spans(*figure.span)
            if spans and spans[0].start <= entry.spans[0].start < spans[-1].end:
                return statement, figure
    return None


# ---- "trẻ em tử vong do đuối nước": 29 in one section, 26 in another
def _twins(report: Audited, catalogue: Sequence[Measured]) -> Iterator[Notice]:
    for pair in twins(report.corpus, report.document, catalogue):
        if pair.likely < LEAST_LIKELY:
            return
        entries = pair.one.measured.entry, pair.other.measured.entry
        first, second = sorted(entries, key=lambda entry: entry.spans)
        yield from _two_values(report, first, second, pair.likely)


def _two_values(report: Audited, one: CatalogueEntry, other: CatalogueEntry, sure: float) -> Iterator[Notice]:
    found = [pair for entry in (one, other) if (pair := _stands(report, entry))]
    if len(found) < 2:
        return
    places = [Place.of(statement, figure) for statement, figure in found]
    thing = max((one.thing, other.thing), key=lambda said: (not re.search(r"\d", said), len(said)))
    what = phrases.AUDIT_VALUE.format(thing=thing, one=one.text, other=other.text)
    yield Notice(FindingType.VALUE, _severity(one, other), what, _gap(one, other), tuple(places), sure)


def _gap(one: CatalogueEntry | Figure, other: CatalogueEntry | Figure) -> str:
    high, low = max(one.base or 0, other.base or 0), min(one.base or 0, other.base or 0)
    scale = (one.base or Decimal(1)) / (one.value or Decimal(1))
    difference = written((Decimal(high) - Decimal(low)) / scale)
    return phrases.AUDIT_VALUE_DETAIL.format(one=one.text, other=other.text, off=difference, unit=one.unit)


def _severity(one: CatalogueEntry | Figure, other: CatalogueEntry | Figure) -> Severity:
    """Return how bad two values are: major where a measured thing (money, area …) differs by a fifth."""
    high, low = Decimal(max(one.base or 0, other.base or 0)), Decimal(min(one.base or 0, other.base or 0))
    far = bool(high) and (high - low) / high >= MAJOR_GAP
    return Severity.MAJOR if far and one.kind is FigureKind.QUANTITY and one.base_unit in BASES else Severity.MINOR


# ---- "Hàng năm … 930 lao động¹" where the note gives 280, 310 and 340 for three years
def _totals_called_yearly(report: Audited) -> Iterator[Notice]:
    for note in report.prose:
        if note.caller is None or not cues.EACH_YEAR.search(note.caller.text):
            continue
        yearly = _by_year(note)
        if len(yearly) < 2:
            continue
        total = sum((figure.base or Decimal(0) for _, figure in yearly), Decimal(0))
        for figure in note.caller.statement.figures:
            inside = note.caller.start <= figure.span.start < note.caller.end
            if inside and figure.base == total and measure(figure) is not None:
                terms = " + ".join(written(one.value or Decimal(0)) for _, one in yearly)
                detail = phrases.AUDIT_YEARLY_TOTAL_DETAIL.format(
                    terms=terms,
                    total=figure.text,
                    count=len(yearly),
                    mean=written((total / len(yearly)).quantize(Decimal(1))),
                )
                what = phrases.AUDIT_YEARLY_TOTAL.format(figure=figure.text)
                places = (Place.of(note.caller.statement, figure), Place.of(note, *(one for _, one in yearly)))
                yield Notice(FindingType.VALUE, Severity.MAJOR, what, detail, places)


def _by_year(note: Statement) -> list[tuple[int, Figure]]:
    """Return the figures of a note that is a list of years, one figure each; empty for any other."""
    counts = [f for f in note.figures if measure(f) is not None and is_counted(note, f)]
    years = [(year_of(note, figure), figure) for figure in counts]
    whole = bool(years) and all(year is not None for year, _ in years)
    alike = len({year for year, _ in years}) == len(years) and len({measure(f) for _, f in years}) == 1
    return [(year, figure) for year, figure in years if year is not None] if whole and alike else []


# ---- "Hàng năm … trên 400 lao động" where most years have fewer
def _yearly(report: Audited) -> Iterator[Notice]:
    for statement in report.prose:
        for figure in statement.figures:
            sentence = statement.sentence_at(figure.span.start)
            said = statement.text[sentence.start : figure.span.start]
            if (
                measure(figure) != ""
                or not figure.unit
                or not cues.EACH_YEAR.search(said)
                or is_change(statement, figure)
            ):
                continue
            words = lead(statement, figure) - {"hàng", "hằng", "mỗi", "từng"}
            if report.weight(words) >= LEAST_YEARLY_WEIGHT:
                yield from _against_series(report, statement, figure, words)


def _against_series(report: Audited, statement: Statement, figure: Figure, words: frozenset[str]) -> Iterator[Notice]:
    for other in report.prose:
        same = other.paragraph.section == statement.paragraph.section
        if not same or other is statement or (other.caller and other.caller.statement is statement):
            continue
        series: dict[int, Figure] = {}
        for member in other.figures:
            counts = member.kind is FigureKind.RATIO or measure(member) == ""
            if counts and words <= lead(other, member) | frozenset(member.unit.lower().split()):
                series.setdefault(year_of(other, member) or 0, member)
        series.pop(0, None)
        if len(series) >= LEAST_YEARS and _contradicts(figure, [m.value or Decimal(0) for m in series.values()]):
            yield _yearly_notice(statement, figure, other, series)


def _contradicts(figure: Figure, years: Sequence[Decimal]) -> bool:
    """Whether a yearly figure is one that most of the years do not keep to."""
    value = figure.value or Decimal(0)
    if cues.AT_LEAST.match(figure.qualifier):
        return sum(year < value for year in years) * 2 > len(years)
    if cues.AT_MOST.match(figure.qualifier):
        return sum(year > value for year in years) * 2 > len(years)
    return not figure.qualifier and not min(years) <= value <= max(years)


def _yearly_notice(statement: Statement, figure: Figure, other: Statement, series: dict[int, Figure]) -> Notice:
    given = sorted(series.items())
    mean = sum((member.value or Decimal(0) for _, member in given), Decimal(0)) / len(given)
    detail = phrases.AUDIT_YEARLY_DETAIL.format(
        years="; ".join(f"{year}: {written(member.value or Decimal(0))}" for year, member in given),
        mean=written(mean.quantize(Decimal(1))), figure=f"{figure.qualifier} {figure.text}".strip(),
    )  # fmt: skip
    what = phrases.AUDIT_YEARLY.format(figure=f"{figure.qualifier} {figure.text}".strip())
    places = (Place.of(statement, figure), *(Place.of(other, member) for _, member in given))
    return Notice(FindingType.VALUE, Severity.MINOR, what, detail, places)


# ---- the very share of one year given for another
def _one_share_two_years(report: Audited, catalogue: Sequence[Measured]) -> Iterator[Notice]:
    exact = [
        measured
        for measured in catalogue
        if measured.entry.kind is FigureKind.SHARE and len(measured.entry.years) == 1
        if len(str(measured.entry.value).replace(".", "")) >= _EXACT_DIGITS and not measured.entry.target
    ]
    for one, other in combinations(exact, 2):
        a, b = one.entry, other.entry
        shared = report.weight((one.label | one.subject) & (other.label | other.subject))
        if a.base == b.base and a.years != b.years and shared >= LEAST_YEARLY_WEIGHT:
            places = [_from_year(*found, entry) for entry in (a, b) if (found := _stands(report, entry))]
            what = phrases.AUDIT_TWO_YEARS.format(share=a.text)
            detail = phrases.AUDIT_TWO_YEARS_DETAIL.format(share=a.text, one=a.years[0], other=b.years[0])
            yield Notice(FindingType.VALUE, Severity.MINOR, what, detail, tuple(places))


def _from_year(statement: Statement, figure: Figure, entry: CatalogueEntry) -> Place:
    """Return the stretch from the year that a figure is given for to the figure."""
    said = statement.text.rfind(str(entry.years[0]), 0, figure.span.start)
    if said < 0:
        return Place.of(statement, figure)
    year = Span(said, said + len(str(entry.years[0])))
    return Place(statement, said, figure.span.end, (year, figure.span))
