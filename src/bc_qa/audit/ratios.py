"""Ratios that are what they are by definition: forest cover, density of population, yield.

Their parts stand elsewhere in the report, so a ratio is accused only where it misses by little more than rounding can
explain and less than another way of counting would.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bc_qa import phrases
from bc_qa.audit.audited import SURE, Audited, Notice, Place, Statement, is_aimed_at, is_change, measure
from bc_qa.audit.percents import severity_of, share_step
from bc_qa.figures.arithmetic import written
from bc_qa.figures.units import UNITS
from bc_qa.language import cues
from bc_qa.types import Figure, FigureKind, FindingType, Severity

NEAR = Decimal("0.15")
SURE_OF_LESS = 0.4  # how sure less than area times yield is, where no word says that all of the area was harvested
ROUNDED = Decimal("0.005")  # a yield is given in round numbers: half a per cent is no fault


@dataclass(frozen=True)
class _Term:
    """How a figure of a definition is known: words before it, words after it, what it is measured in."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    measure: str


@dataclass(frozen=True)
class _Definition:
    """A ratio by definition: numerator over denominator, times `factor` in the base units of the three."""

    name: str
    ratio: re.Pattern[str]
    is_ratio: Callable[[Figure], bool]
    numerator: _Term
    denominator: _Term
    factor: Decimal


def _term(before: str, measured: str, after: str = "") -> _Term:
    return _Term(re.compile(rf"(?:{before})[^;.,:()\d]{{0,25}}$", re.I), re.compile(after, re.I), measured)


_TERRITORY = _term(r"diện tích (?:đất )?tự nhiên", "m²")
_DEFINITIONS = (
    _Definition(
        phrases.AUDIT_FOREST_COVER,
        re.compile(r"che phủ (?:của )?rừng[^;.,:()\d]{0,25}$", re.I),
        lambda figure: figure.kind is FigureKind.SHARE,
        _term(r"diện tích (?:đất )?(?:có )?(?:rừng)?", "m²", r"^\s*(?:đất\s*)?(?:có\s*)?rừng"),
        _TERRITORY,
        Decimal(100),
    ),
    _Definition(
        phrases.AUDIT_DENSITY,
        re.compile(r"mật độ dân số[^;.,:()\d]{0,25}$", re.I),
        lambda figure: re.search(r"/\s*km", figure.unit) is not None,
        _term(r"dân số", ""),
        _TERRITORY,
        Decimal(1_000_000),
    ),
)


def ratios(report: Audited) -> Iterator[Notice]:
    """Yield the ratios that do not follow from what they are by definition."""
    for definition in _DEFINITIONS:
        for statement in report.prose:
            for figure in statement.figures:
                yield from _held(report, definition, statement, figure)
    for statement in report.prose:
        yield from _yields(statement)


def _held(report: Audited, definition: _Definition, statement: Statement, ratio: Figure) -> Iterator[Notice]:
    said = statement.text[statement.sentence_at(ratio.span.start).start : ratio.span.start]
    if not definition.is_ratio(ratio) or not definition.ratio.search(statement.before(ratio)) or ratio.qualifier:
        return
    if cues.AIM_OR_PLAN.search(said) or is_change(statement, ratio) or is_aimed_at(statement, ratio):
        return
    parts = [_found(report, term, statement) for term in (definition.numerator, definition.denominator)]
    found = [part for part in parts if part]
    if len(found) < 2:
        return
    (upper_in, upper), (lower_in, lower) = found
    computed = (upper.base or Decimal(0)) / (lower.base or Decimal(1)) * definition.factor
    written_value = ratio.base if ratio.kind is FigureKind.SHARE else ratio.value
    off = abs(computed - (written_value or Decimal(0)))
    last = share_step(ratio) if ratio.kind is FigureKind.SHARE else Decimal(1)
    if off <= last or off > NEAR * computed:
        return
    places = (Place.of(upper_in, upper), Place.of(statement, ratio), Place.of(lower_in, lower))
    detail = phrases.AUDIT_RATIO_DETAIL.format(
        upper=upper.text, lower=lower.text, computed=written(round(computed, 2)), ratio=ratio.text
    )
    trivial = severity_of(off, last) is Severity.TRIVIAL
    what = phrases.AUDIT_RATIO.format(name=definition.name, ratio=ratio.text)
    yield Notice(FindingType.PERCENT, Severity.TRIVIAL if trivial else Severity.MINOR, what, detail, places)


def _found(report: Audited, term: _Term, near: Statement) -> tuple[Statement, Figure] | None:
    """Return the figure that a term of a definition is: in the same paragraph, or the only such in the document."""
    found = [
        (statement, figure)
        for statement in report.prose
        for figure in statement.figures
        if measure(figure) == term.measure and figure.base
        if term.before.search(statement.before(figure)) and _after(term, statement, figure)
    ]
    beside = [pair for pair in found if pair[0] is near]
    values = {figure.base for _, figure in beside or found}
    return (beside or found)[0] if len(values) == 1 else None


def _after(term: _Term, statement: Statement, figure: Figure) -> bool:
    around = statement.text[max(0, figure.span.start - 40) : figure.span.end + 30]
    behind = term.after.search(statement.text[figure.span.end : figure.span.end + 30])
    named = "rừng" in statement.before(figure, 30)
    return (behind is not None or named) and not (
        term.after.pattern and cues.FOREST_PART.search(around.partition(";")[0])
    )


# ---- 100 ha, năng suất 50 tạ/ha, sản lượng 500 tấn
def _yields(statement: Statement) -> Iterator[Notice]:
    for sentence in statement.sentences:
        inside = [f for f in statement.figures if sentence.start <= f.span.start < sentence.end and f.base]
        rates = [f for f in inside if _per_hectare(f) and cues.YIELD_BEFORE.search(statement.before(f))]
        crops = [f for f in inside if measure(f) == "kg" and cues.OUTPUT_BEFORE.search(statement.before(f))]
        areas = [f for f in inside if measure(f) == "m²" and not is_change(statement, f)]
        if len(areas) == len(rates) == len(crops) == 1:
            yield from _yield(statement, areas[0], rates[0], crops[0])


def _per_hectare(rate: Figure) -> Decimal:
    """Return how many kilograms a hectare a yield is; nothing where it is no yield."""
    mass, _, area = rate.unit.lower().partition("/")
    known = UNITS.get(mass.strip())
    weighs = known is not None and known.base == "kg" and area.strip().startswith("ha")
    return (rate.value or Decimal(0)) * known.factor if known and weighs else Decimal(0)


def _yield(statement: Statement, area: Figure, rate: Figure, crop: Figure) -> Iterator[Notice]:
    expected = (area.base or Decimal(0)) / 10_000 * _per_hectare(rate)
    off = abs(expected - (crop.base or Decimal(0))) / expected
    if off <= ROUNDED or off > NEAR or any(f.qualifier for f in (area, rate, crop)):
        return
    scale = (crop.base or Decimal(1)) / (crop.value or Decimal(1))
    detail = phrases.AUDIT_YIELD_DETAIL.format(
        area=area.text, rate=rate.text, expected=written(round(expected / scale, 2)), crop=crop.text
    )
    what = phrases.AUDIT_RATIO.format(name=phrases.AUDIT_YIELD, ratio=rate.text)
    whole = cues.HARVESTED.search(statement.before(area)) or expected < (crop.base or Decimal(0))
    places = (Place.of(statement, area, rate, crop),)
    yield Notice(FindingType.PERCENT, Severity.MINOR, what, detail, places, SURE if whole else SURE_OF_LESS)
