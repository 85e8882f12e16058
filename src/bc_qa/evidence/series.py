"""Series: one quantity that a paragraph gives for several years.

Only within one paragraph: elsewhere the same words may be counted by another standard, and a line would join what
cannot be compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bc_qa.language.lexicon import STOP
from bc_qa.text.keys import syllables
from bc_qa.types import CatalogueEntry, FigureKind

LEAST_YEARS = 2
_KINDS = frozenset({FigureKind.QUANTITY, FigureKind.SHARE})
_MEASURING = frozenset("tỷ tỉ lệ tổng số đạt chiếm".split())  # words that say how, not what


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """The figures of one thing for several years, earliest first; `label` is how the report names the thing."""

    label: str
    unit: str
    entries: tuple[CatalogueEntry, ...]


def series_in(entries: Iterable[CatalogueEntry]) -> tuple[FigureSeries, ...]:
    """Return the series that some catalogued figures make, by place: one value a year, in one unit, no aims."""
    groups: dict[tuple[object, ...], list[CatalogueEntry]] = defaultdict(list)
    for entry in entries:
        thing = frozenset(syllables(entry.thing)) - STOP - _MEASURING
        single = len(entry.years) == 1 and entry.value is not None and entry.kind in _KINDS
        if single and thing and not entry.target and not entry.change:
            groups[entry.document, entry.section, entry.note, entry.kind, entry.base_unit, thing].append(entry)
    found = (_series(group) for group in groups.values())
    return tuple(series for series in found if series)


def _series(group: Sequence[CatalogueEntry]) -> FigureSeries | None:
    """Return the figures of a group as a series, None where they are of one year, or of one year twice."""
    by_year = {entry.years[0]: entry for entry in group}
    if len(by_year) < LEAST_YEARS or len({(entry.years[0], entry.base) for entry in group}) > len(by_year):
        return None
    units = {entry.unit for entry in group}
    if len(units) > 1:
        return None
    ordered = tuple(by_year[year] for year in sorted(by_year))
    return FigureSeries(_label(ordered), ordered[0].unit, ordered)


def _label(entries: Sequence[CatalogueEntry]) -> str:
    """Return the fullest name of the thing; what is counted only where the words before it do not hold it."""
    named, _, counted = max((entry.thing for entry in entries), key=len).partition(" – ")
    return named if set(syllables(counted)) <= set(syllables(named)) else f"{named} – {counted}"
