"""Changes from year to year that are not the difference of the years' values, where years stand one after another.

"Năm 2023 … 9,8%; Năm 2024 … 7,5% … tỷ lệ giảm nghèo đạt 2,5%": the fall is 2,3 points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement, lead, year_of
from bc_qa.audit.percents import per_cent, severity_of, share_step
from bc_qa.figures.arithmetic import written
from bc_qa.language import cues
from bc_qa.types import Figure, FigureKind, FindingType

NEAR = Decimal("0.1")  # how far, as a share of itself, a change may miss and still be meant of the two values


def series(report: Audited) -> Iterator[Notice]:
    """Yield the changes that do not follow from two years of one series."""
    for statement in report.prose:
        by_year = _by_year(statement)
        for year, shares in by_year.items():
            for change in shares:
                if _is_change(statement, change) and year - 1 in by_year:
                    before = [share for share in by_year[year - 1] if not _is_change(statement, share)]
                    after = [share for share in shares if not _is_change(statement, share)]
                    yield from _judged(statement, change, before, after)


def _by_year(statement: Statement) -> dict[int, list[Figure]]:
    """Return the shares of a paragraph by the year that they are given for."""
    found: dict[int, list[Figure]] = defaultdict(list)
    for figure in statement.figures:
        year = year_of(statement, figure)
        if figure.kind is FigureKind.SHARE and year is not None and not figure.qualifier:
            found[year].append(figure)
    return found


def _is_change(statement: Statement, share: Figure) -> bool:
    return cues.CHANGE_OF_LEVEL.search(statement.before(share)) is not None


def _judged(
    statement: Statement, change: Figure, before: Sequence[Figure], after: Sequence[Figure]
) -> Iterator[Notice]:
    """Yield a change that no pair of like values explains, rounded as both are, and one pair nearly does."""
    pairs = [(old, new) for old in before for new in after if lead(statement, old) & lead(statement, new)]
    misses = sorted(((_miss(change, old, new), old, new) for old, new in pairs), key=lambda miss: miss[0])
    if not misses or misses[0][0] <= share_step(change) or misses[0][0] > NEAR * per_cent(change):
        return
    off, old, new = misses[0]
    high, low = sorted((old.value or Decimal(0), new.value or Decimal(0)), reverse=True)
    detail = phrases.AUDIT_SERIES_DETAIL.format(
        high=written(high), low=written(low), gap=written(high - low), change=change.text
    )
    places = (Place.of(statement, old), Place.of(statement, new), Place.of(statement, change))
    severity = severity_of(off, share_step(change))
    yield Notice(FindingType.PERCENT, severity, phrases.AUDIT_CHANGE.format(change=change.text), detail, places)


def _miss(change: Figure, old: Figure, new: Figure) -> Decimal:
    return abs(abs(per_cent(new) - per_cent(old)) - per_cent(change))
