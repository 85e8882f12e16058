"""The years that a figure is given for: one, a run ("giai đoạn 2021-2025"), or all since one ("từ 2021 đến nay")."""

from __future__ import annotations

from collections.abc import Iterable

from bc_qa.evidence.items import PERIODS
from bc_qa.evidence.reading import YEARS, Reading
from bc_qa.language import cues
from bc_qa.types import Figure, FigureKind, Span

_LONGEST = 30  # years of a run


def years_of(reading: Reading, figure: Figure, item: Span, this_year: int | None) -> frozenset[int]:
    """Return the years that a figure is given for: of the last period before it, and of those in its own item.

    What it is only compared with ("so với năm 2019") does not count. A date or period is given for no year.
    """
    if figure.kind in PERIODS:
        return frozenset()
    text = reading.passage.text
    known = [p for p in reading.figures if p.kind in PERIODS]
    before = [p for p in known if p.span.end <= figure.span.start and _is_own(text, p, figure)]
    beside = [p for p in known if figure.span.end <= p.span.start < item.end and _is_own(text, p, figure)]
    return frozenset(year for p in (*before[-1:], *beside) for year in _run(text, p, known, this_year))


def _is_own(text: str, period: Figure, figure: Figure) -> bool:
    """Whether a period is not only what something is compared with; in brackets behind that it has its own value."""
    if not cues.COMPARED_BEFORE.search(text[: period.span.start]):
        return True
    return period.span.end <= figure.span.start and text[period.span.end : figure.span.start].strip() in ("", "(")


def _run(text: str, period: Figure, known: Iterable[Figure], this_year: int | None) -> frozenset[int]:
    years = [int(year) for year in YEARS.findall(period.text)]
    if not years:
        return frozenset()
    first, last = min(years), max(years)
    if period.kind is FigureKind.DATE:
        first = last
    for other in known:
        if other.span.end <= period.span.start and cues.UNTIL_BETWEEN.search(text[other.span.end : period.span.start]):
            first = min([first, *map(int, YEARS.findall(other.text))])
    if cues.SINCE_BEFORE.search(text[: period.span.start]) or cues.SINCE_WITHIN.search(period.text):
        last = max(last, this_year or last)
    return frozenset(range(first, last + 1)) if last - first <= _LONGEST else frozenset(years)
