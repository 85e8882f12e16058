"""The years that a figure is given for: one, a run ("giai đoạn 2021-2025"), or all since one ("từ 2021 đến nay")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bc_qa.evidence.columns import filled, heading_of
from bc_qa.evidence.items import PERIODS
from bc_qa.evidence.reading import YEARS, Reading
from bc_qa.facts.fact import Head, Said
from bc_qa.report.passages import CONTEXT_JOINT
from bc_qa.types import Figure, FigureKind, Span

_TIMELESS = frozenset({FigureKind.NUMBERED, FigureKind.ORDINAL, *PERIODS})
# What stands before a period that a figure is only set against: "so với cùng kỳ", "cao hơn", "bằng 91% cùng kỳ".
_COMPARED = re.compile(
    r"(?P<open>(?:^|[;.(:]\s?)(?=cùng kỳ))?\b(?:so với|so sánh|hơn|cùng kỳ)"
    r"(?:\s(?:cùng kỳ|kế hoạch|cuối|đầu|mức|thời điểm|vụ))*\s*$",
    re.IGNORECASE,
)
# "cùng kỳ xử phạt 31 vụ": of the year before the report's, in a clause or brackets of its own.
_YEAR_BEFORE = re.compile(r"(?:^|[;(])\s*cùng kỳ(?: năm trước)?\b(?! năm \d)[^;()]*$", re.IGNORECASE)
# Years of a context that are no period of what stands under it: a run, what something is set against, the number and
# date of a document, where a plan leads to.
_NO_PERIOD = re.compile(
    r"(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d|\b(?:so với|hơn|cùng kỳ)[^;.,]{0,20}\bnăm (?:19|20)\d\d"
    r"|\S*\d/(?:19|20)\d\d/\S*|[/-]\w+,? ngày \S+|\b(?:định hướng đến|tầm nhìn đến|tầm nhìn|vào) năm (?:19|20)\d\d",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:từ|kể từ)(?: (?:giữa|đầu|cuối|hết))?\s*$", re.IGNORECASE)
_FROM = re.compile(r"^\s*(?:từ|kể từ)\b", re.IGNORECASE)
_UNTIL = re.compile(r"^\s*(?:đến|tới)(?: (?:hết|cuối|giữa|đầu))?\s*$", re.IGNORECASE)
_YEAR_CELL = re.compile(r"(?:năm )?((?:19|20)\d\d)\W*", re.IGNORECASE)
_LONGEST = 30  # years of a run


@dataclass(frozen=True, slots=True)
class Periods:
    """The years a figure is given for and where they are said, the period as written, the years it is set against."""

    years: tuple[int, ...]
    said: Said
    period: str
    compared_with: tuple[int, ...]


def periods_of(reading: Reading, figure: Figure, item: Span, head: Head) -> Periods:
    """Return the periods of a figure: of the last one before it and those in its own item, else from above or the head.

    A document's number, an ordinal and a date are of no year.
    """
    if figure.kind in _TIMELESS:
        return Periods((), Said.NOWHERE, "", ())
    if reading.columns:
        return _of_column(reading, figure, head)
    known = [p for p in reading.figures if p.kind in PERIODS]
    own = _own(reading, figure, item, known)
    said = tuple(sorted({year for p in own for year in _run(reading.passage.text, p, known, head.year)}))
    if head.year and _YEAR_BEFORE.search(reading.passage.text, 0, figure.span.start):
        said = (head.year - 1,)
    compared = sorted(set(_compared(reading, figure, item, known)) - set(said))
    return _or_from_above(reading, Periods(said, Said.TEXT, own[0].text if own else "", tuple(compared)), head)


def _of_column(reading: Reading, figure: Figure, head: Head) -> Periods:
    heading = heading_of(reading.passage.text, reading.columns, figure)
    years = tuple(sorted(set(map(int, YEARS.findall(heading)))))
    of_row = _of_row(reading.passage.text)
    if re.search(r"so với|cùng kỳ", heading, re.IGNORECASE):
        return _or_from_above(reading, Periods(of_row, Said.TEXT, "", years), head)
    return _or_from_above(reading, Periods(years or of_row, Said.TEXT, "", ()), head)


def _of_row(text: str) -> tuple[int, ...]:
    """Return the year that a row of a table is of, where one of its first two cells is nothing else: "2021 | 71"."""
    first = (cell.of(text) for cell in filled(text)[:2])
    return tuple(int(found[1]) for cell in first if (found := _YEAR_CELL.fullmatch(cell)))[:1]


def _or_from_above(reading: Reading, found: Periods, head: Head) -> Periods:
    """Return periods with the years from above, or the head's, where the text gives none."""
    if found.years:
        return found
    above = tuple(sorted(_years_above(reading) - set(found.compared_with)))
    if above:
        return Periods(above, Said.ABOVE, found.period, found.compared_with)
    years = (head.year,) if head.year else ()
    return Periods(years, Said.HEAD if years else Said.NOWHERE, found.period, found.compared_with)


def _years_above(reading: Reading) -> frozenset[int]:
    """Return the years from above: those carried on, for a row its table's caption's, else its context's."""
    above = caption_of(reading) or _NO_PERIOD.sub(" ", reading.passage.context)
    return reading.carried or frozenset(map(int, YEARS.findall(above)))


def caption_of(reading: Reading) -> str:
    """Return the line above the table that a row stands in, an empty string for anything else."""
    parts = reading.passage.context.split(CONTEXT_JOINT)
    return parts[-2] if reading.columns and len(parts) > 1 else ""


def _own(reading: Reading, figure: Figure, item: Span, known: Sequence[Figure]) -> list[Figure]:
    """Return the periods that a figure is given for: the last before it, and those behind it in its item."""
    text, start = reading.passage.text, figure.span.start
    before = [p for p in known if p.span.end <= start and _is_own(reading, p, figure)]
    beside = [
        p for p in known if figure.span.end <= p.span.start < item.end and not _COMPARED.search(text, 0, p.span.start)
    ]
    beside = [p for p in beside if not _dates_document(reading, p)]
    own = [p for p in before[-1:] if not beside or p.span.start >= item.start]
    return [*own, *beside]


def _is_own(reading: Reading, period: Figure, figure: Figure) -> bool:
    """Whether a period before a figure is one of it.

    Not one that something else was compared with, but for its value in brackets behind it; not the date of a document,
    nor what stands in brackets that closed with a figure of their own: "104,6% (năm 2023: 109,2%), tuyến huyện 81,3%".
    """
    text = reading.passage.text
    between = text[period.span.end : figure.span.start]
    if between.strip() in ("", "(", ":", "là"):
        return True
    compared = _COMPARED.search(text, 0, period.span.start)
    if (compared and compared["open"] is None) or _dates_document(reading, period):
        return False
    return not _closed_with_a_figure(reading, period, figure)


def _closed_with_a_figure(reading: Reading, period: Figure, figure: Figure) -> bool:
    text = reading.passage.text
    opened, depth = text.rfind("(", 0, period.span.start), 0
    if opened < text.rfind(")", 0, period.span.start):
        return False
    for at in range(period.span.end, figure.span.start):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            inside = (f for f in reading.figures if f.kind not in PERIODS and opened < f.span.start < at)
            return any(inside)
    return False


def _dates_document(reading: Reading, period: Figure) -> bool:
    """Whether a date is that of a document, whose number stands before it: "số 42/NQ-HĐND ngày 20/12/2023"."""
    text, start = reading.passage.text, period.span.start
    numbered = (f for f in reading.figures if f.kind is FigureKind.NUMBERED and f.span.end <= start)
    return period.kind is FigureKind.DATE and any(not text[f.span.end : start].strip(" ,") for f in numbered)


def _compared(reading: Reading, figure: Figure, item: Span, known: Iterable[Figure]) -> Iterable[int]:
    """Yield the years that a figure is set against, named in its item: "tăng 5,71% so với năm 2019"."""
    text = reading.passage.text
    for period in known:
        if item.start <= period.span.start < item.end and _COMPARED.search(text, 0, period.span.start):
            yield from map(int, YEARS.findall(period.text))


def _run(text: str, period: Figure, known: Iterable[Figure], this_year: int | None) -> Iterable[int]:
    years = [int(year) for year in YEARS.findall(period.text)]
    if not years:
        return ()
    first, last = min(years), max(years)
    if period.kind is FigureKind.DATE:
        first = last
    for other in known:
        if other.span.end <= period.span.start and _UNTIL.search(text[other.span.end : period.span.start]):
            first = min([first, *map(int, YEARS.findall(other.text))])
    if _SINCE.search(text[: period.span.start]) or _FROM.search(period.text):
        last = max(last, this_year or last)
    return range(first, last + 1) if last - first <= _LONGEST else years
