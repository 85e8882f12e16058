"""Units that cannot be: an area in cubic metres, the output of a district in millions, five telephones a head.

A unit is held against the noun it measures, against the same digits elsewhere, and against what is possible at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement, is_change, measure
from bc_qa.audit.percents import per_cent
from bc_qa.figures.arithmetic import written
from bc_qa.figures.grammar import read_number
from bc_qa.figures.units import BASES, Dimension
from bc_qa.language import cues
from bc_qa.text.keys import TOKEN
from bc_qa.types import Figure, FigureKind, FindingType, Severity

EXACT_DIGITS = 5  # significant digits that two things do not have by chance
LEAST_OUTPUT = Decimal(1_000_000_000)  # đồng: no sector of a district, no budget of one, is less
MOST_INCOME = Decimal(1_000_000_000)  # đồng a head and year: no average income is more
MOST_A_HEAD = 3  # of a thing that people have, times as many as people
_LINKS = r"(?:\s+(?:là|đạt|ước|khoảng|trên|hơn|gần|với|được|lên|tới|đến))*\s*$"


def _head(noun: str, words: int, *fitting: Dimension) -> tuple[re.Pattern[str], frozenset[Dimension]]:
    """Return how a noun right before a figure is known, up to some words between, and what can measure it."""
    return re.compile(rf"(?<!\w)(?:{noun})(?:\s+[^\W\d]+){{0,{words}}}?{_LINKS}", re.I), frozenset(fitting)


_HEADS = (
    _head("diện tích", 4, Dimension.AREA, Dimension.MASS),  # "phần diện tích còn lại đạt 3.470 tấn"
    _head("chiều dài|tổng chiều dài|(?<!kéo )dài", 0, Dimension.LENGTH),
    _head("kinh phí|số tiền|doanh thu|tổng vốn", 0, Dimension.MONEY),
    _head("sản lượng", 2, Dimension.MASS, Dimension.VOLUME, Dimension.ENERGY, Dimension.MONEY),
    _head("công suất", 1, Dimension.POWER, Dimension.MASS, Dimension.VOLUME),
)
_DONG = "đồng"
_PHYSICAL = frozenset(Dimension) - {Dimension.SHARE, Dimension.COUNT, Dimension.TIME}


def units(report: Audited) -> Iterator[Notice]:
    """Yield the figures whose unit cannot be."""
    yield from _same_digits(report)
    for statement in report.prose:
        for figure in statement.figures:
            yield from _of_its_noun(statement, figure)
            yield from _too_small_or_great(report, statement, figure)
            yield from _a_head(statement, figure)
            yield from _shares(statement, figure)
        yield from _twice_one_noun(statement)
        yield from _levels_and_points(statement)


def _notice(severity: Severity, what: str, detail: str, *places: Place) -> Notice:
    return Notice(FindingType.UNIT, severity, what, detail, places)


def _dimension(figure: Figure) -> Dimension | None:
    return BASES.get(figure.base_unit)


# ---- 12,456 km and 12,456 ha
def _same_digits(report: Audited) -> Iterator[Notice]:
    given: dict[Decimal, list[tuple[Statement, Figure]]] = defaultdict(list)
    for statement in report.prose:
        for figure in statement.figures:
            digits = len(str(figure.value or 0).replace(".", "").rstrip("0"))
            if figure.value is not None and figure.upper is None and digits >= EXACT_DIGITS and _dimension(figure):
                given[figure.value].append((statement, figure))
    for group in given.values():
        first_in, first = group[0]
        other = next(((s, f) for s, f in group[1:] if (f.base, f.base_unit) != (first.base, first.base_unit)), None)
        if other:
            detail = phrases.AUDIT_DIGITS_DETAIL.format(one=first.text, other=other[1].text)
            places = (Place.of(first_in, first), Place.of(*other))
            yield _notice(
                Severity.MAJOR, phrases.AUDIT_DIGITS.format(digits=written(first.value or Decimal(0))), detail, *places
            )


# ---- diện tích 1.450 m³
def _of_its_noun(statement: Statement, figure: Figure) -> Iterator[Notice]:
    dimension = _dimension(figure)
    if dimension not in _PHYSICAL or "/" in figure.unit:
        return
    before = statement.before(figure)
    heads = [(found, fitting) for noun, fitting in _HEADS if (found := noun.search(before))]
    if heads:
        nearest, fitting = max(heads, key=lambda head: head[0].start())
        if dimension not in fitting:
            said = nearest.group().strip()
            detail = phrases.AUDIT_NOUN_DETAIL.format(noun=said, unit=figure.unit)
            yield _notice(
                Severity.MAJOR, phrases.AUDIT_NOUN.format(figure=figure.text), detail, Place.of(statement, figure)
            )


# ---- giá trị sản xuất công nghiệp 812,6 triệu đồng
def _too_small_or_great(report: Audited, statement: Statement, figure: Figure) -> Iterator[Notice]:
    if _dimension(figure) is not Dimension.MONEY or not figure.base or is_change(statement, figure):
        return
    before = statement.before(figure, 120)
    if (
        figure.base_unit == _DONG
        and cues.OUTPUT_OF_AREA.search(before)
        and figure.base < LEAST_OUTPUT
        and "/" not in figure.unit
        and not cues.FOR_EACH.search(before)
    ):
        beside = _larger(report, statement, figure)
        detail = phrases.AUDIT_SMALL_DETAIL.format(figure=figure.text, share=written(figure.base / LEAST_OUTPUT))
        if beside:
            detail += phrases.AUDIT_SMALL_BESIDE.format(other=beside.text.strip())
        places = [Place.of(statement, figure), *([beside] if beside else [])]
        yield _notice(Severity.MAJOR, phrases.AUDIT_SMALL.format(figure=figure.text), detail, *places)
    if cues.INCOME_BEFORE.search(before) and figure.base > MOST_INCOME:
        detail = phrases.AUDIT_GREAT_DETAIL.format(figure=figure.text)
        yield _notice(
            Severity.MAJOR, phrases.AUDIT_SMALL.format(figure=figure.text), detail, Place.of(statement, figure)
        )


def _larger(report: Audited, statement: Statement, figure: Figure) -> Place | None:
    """Return another revenue or output of the report that is given in thousands of millions."""
    for other in report.prose:
        for beside in other.figures:
            if beside is figure or _dimension(beside) is not Dimension.MONEY or (beside.base or 0) < LEAST_OUTPUT:
                continue
            if cues.LARGE_MONEY.search(other.before(beside, 80)):
                return Place.of(other, beside)
    return None


# ---- 640 thẻ/100 dân
def _a_head(statement: Statement, figure: Figure) -> Iterator[Notice]:
    found = cues.RATE_UNIT.match(figure.unit.strip()) or cues.RATE_UNIT.match(
        statement.text[figure.span.start + len(_digits(figure)) :].lstrip()
    )
    if not found or not figure.value or figure.upper is not None:
        return
    many = read_number(found["many"])
    if figure.value > MOST_A_HEAD * many:
        detail = phrases.AUDIT_A_HEAD_DETAIL.format(
            value=written(figure.value), many=written(many), people=found["people"], each=written(figure.value / many)
        )
        rate = f"{_digits(figure)} {found.group()}"
        yield _notice(Severity.MAJOR, phrases.AUDIT_A_HEAD.format(figure=rate), detail, Place.of(statement, figure))


def _digits(figure: Figure) -> str:
    found = re.match(r"[\d.,]+", figure.text)
    return found.group() if found else ""


# ---- chiếm 105%; tỷ suất …/1000 … 9,4%; tổng số … đạt 62%
def _shares(statement: Statement, figure: Figure) -> Iterator[Notice]:
    if figure.kind is not FigureKind.SHARE:
        return
    before, place = statement.before(figure, 110), Place.of(statement, figure)
    if per_cent(figure) > 100 and cues.PART_OF_WHOLE_BEFORE.search(before):
        detail = phrases.AUDIT_OVER_DETAIL.format(figure=figure.text)
        yield _notice(Severity.MAJOR, phrases.AUDIT_OVER.format(figure=figure.text), detail, place)
    if figure.unit == "%" and cues.PER_THOUSAND_BEFORE.search(before):
        yield _notice(
            Severity.MINOR, phrases.AUDIT_THOUSAND.format(figure=figure.text), phrases.AUDIT_THOUSAND_DETAIL, place
        )
    if cues.TOTAL_NUMBER_BEFORE.search(before):
        yield _notice(
            Severity.MINOR, phrases.AUDIT_NUMBER.format(figure=figure.text), phrases.AUDIT_NUMBER_DETAIL, place
        )


# ---- 2.150 lượt học sinh, 18.400 lượt học sinh
def _twice_one_noun(statement: Statement) -> Iterator[Notice]:
    for one, other in zip(statement.figures, statement.figures[1:], strict=False):
        between = statement.text[one.span.end : other.span.start]
        if measure(one) != "" or measure(other) != "" or not re.fullmatch(r"\s*(?:,|và)\s*", between):
            continue
        noun = one.unit.lower()
        apart = TOKEN.match(statement.text[other.span.end :].lstrip())
        if noun and noun == other.unit.lower() and " " in noun:
            sentence = statement.text[statement.sentence_at(one.span.start).start : one.span.start].lower()
            two = re.search(rf"{re.escape(noun.split(maxsplit=1)[1])} (?:và|,) \w+|\w+ và {re.escape(noun)}", sentence)
            if apart and not two and (other.base or 0) < (one.base or 0):  # "487 đề tài, 38 đề tài đạt giải" is a part
                continue
            detail = phrases.AUDIT_TWICE_DETAIL.format(one=one.text, other=other.text)
            what = phrases.AUDIT_TWICE.format(noun=one.unit)
            yield _notice(Severity.MAJOR if two else Severity.MINOR, what, detail, Place.of(statement, one, other))


# ---- "mức giảm … là 13,2‰ giảm 0,4‰ so với năm 2024 (13,6‰)"; "97,4% tăng 1,9% so với … (95,5%)"
def _levels_and_points(statement: Statement) -> Iterator[Notice]:
    shares = [figure for figure in statement.figures if figure.kind is FigureKind.SHARE]
    for new, change, old in zip(shares, shares[1:], shares[2:], strict=False):
        said = cues.POINTS_BETWEEN.match(statement.text[new.span.end : change.span.start])
        if not said or not cues.AGAINST_SHORTLY.match(statement.text[change.span.end : old.span.start]):
            continue
        sense = 1 if said[1].lower() == "tăng" else -1
        if (per_cent(new) - per_cent(old)) * sense != per_cent(change):
            continue
        high, low = sorted((new.value or Decimal(0), old.value or Decimal(0)), reverse=True)
        expression = f"{written(high)} - {written(low)} = {written(high - low)}"
        place = Place.of(statement, new, change, old)
        if cues.PACE_BEFORE.search(statement.before(new, 90)):
            detail = phrases.AUDIT_LEVEL_DETAIL.format(expression=expression, change=change.text, new=new.text)
            yield _notice(Severity.MINOR, phrases.AUDIT_LEVEL.format(new=new.text), detail, place)
        if change.unit == "%":
            detail = phrases.AUDIT_POINTS_DETAIL.format(expression=expression, unit=change.unit)
            yield _notice(Severity.TRIVIAL, phrases.AUDIT_POINTS.format(change=change.text), detail, place)
