"""What a report does not state but what follows from it: shares, and changes between two periods.

"khoảng 1/3 đảng viên là nữ" follows from 1.205 among 3.556: only a rough share is worked out, and only from the
likeliest part and the whole that it is told from, since among many counts some quotient always fits. "giảm 5,88 điểm
phần trăm" follows from 43,81% and 37,93% of one thing in two years. Both may bear a claim out, never tell against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from bc_qa.claims.agreeing import agrees, digits
from bc_qa.claims.judging import Judgement, Reason
from bc_qa.claims.similarity import Similarity
from bc_qa.claims.statements import PARTS, Statement
from bc_qa.claims.wording import same_noun
from bc_qa.evidence.reading import YEARS
from bc_qa.figures import arithmetic
from bc_qa.figures.hedges import Bound, bound_of
from bc_qa.figures.units import BASES
from bc_qa.types import Figure, FigureKind, Verdict

_DIRECTIONS = {"tăng": 1, "giảm": -1}
LEAST_SAME = 0.7  # … of both values that a change is worked out from
LEAST_DIGITS = 2  # of a change that is worked out
LEAST_PART = 0.45  # share of the claim's words that the report has to say of the part


def worked_out(
    claim: Statement,
    stated: Iterable[Sequence[Statement]],
    similarity: Callable[[Statement, Statement], Similarity],
) -> Judgement | None:
    """Return the judgement on a rough share that follows from a part and its whole; None where it does not.

    `stated` are the statements of the passages that speak of the claim, passage by passage.
    """
    if claim.figure.kind not in (FigureKind.RATIO, FigureKind.SHARE) or bound_of(claim.figure) is Bound.EXACT:
        return None
    parts = [
        (similarity(claim, part).said, part, whole)
        for passage in stated
        for part in passage
        if (whole := _whole_of(part, passage)) is not None
    ]
    said, part, whole = max(parts, key=lambda found: found[0], default=(0.0, None, None))
    if part is None or whole is None or said < LEAST_PART or not agrees(claim.figure, _quotient(part, whole)):
        return None
    return Judgement(Verdict.SUPPORTED, Reason.WORKED_OUT, (part, whole))


def changed(
    claim: Statement,
    stated: Iterable[Sequence[Statement]],
    similarity: Callable[[Statement, Statement], Similarity],
) -> Judgement | None:
    """Return the judgement on a growth or loss that follows from the values of two years; None where it does not."""
    if claim.change not in _DIRECTIONS or len(digits(claim.figure)) < LEAST_DIGITS or claim.figure.value is None:
        return None
    dated = [s for passage in stated for s in passage if len(s.years) == 1 and not s.change and _is_value(s.figure)]
    same = [s for s in dated if similarity(claim, s).said >= LEAST_SAME]
    named = {int(year) for year in YEARS.findall(claim.reading.passage.text)}
    for one, other in combinations(sorted(same, key=lambda s: min(s.years)), 2):
        years = one.years | other.years
        if len(years) < 2 or not named <= years or not arithmetic.comparable(one.figure, other.figure):
            continue
        if _is_change(claim, one.figure, other.figure):
            return Judgement(Verdict.SUPPORTED, Reason.DIFFERENCE, (one, other))
    return None


def _is_value(figure: Figure) -> bool:
    return figure.kind in (FigureKind.QUANTITY, FigureKind.SHARE)


def _is_change(claim: Statement, old: Figure, new: Figure) -> bool:
    """Whether a claimed change is that from one value to another: their difference, or how many per cent it is."""
    if (new.base or 0) == (old.base or 0) or ((new.base or 0) > (old.base or 0)) != (_DIRECTIONS[claim.change] > 0):
        return False
    difference = abs((new.base or Decimal(0)) - (old.base or Decimal(0)))
    told = claim.figure
    if told.base is not None and told.base_unit == new.base_unit:
        return agrees(told, replace(told, qualifier="", base=difference, value=difference * _factor(told)))
    if told.kind is FigureKind.SHARE and new.kind is FigureKind.QUANTITY and old.base and told.value is not None:
        return (difference / old.base * 100).quantize(told.value, ROUND_HALF_UP) == told.value
    return False


def _factor(figure: Figure) -> Decimal:
    """Return what turns a value in base units into the unit that a figure is written in."""
    return figure.value / figure.base if figure.value and figure.base else Decimal(1)


def _whole_of(part: Statement, passage: Sequence[Statement]) -> Statement | None:
    """Return the count that a part is told from: the last one before the mark of its parts, of the same noun."""
    if not _is_count(part.figure):
        return None
    marks = list(PARTS.finditer(part.reading.passage.text, 0, part.figure.span.start))
    before = [s for s in passage if marks and s.figure.span.end <= marks[-1].start() and _is_count(s.figure)]
    whole = before[-1] if before else None
    if whole is None or not same_noun(whole.figure.unit, part.figure.unit):
        return None
    return whole if (whole.figure.base or 0) > (part.figure.base or 0) > 0 else None


def _is_count(figure: Figure) -> bool:
    return figure.kind is FigureKind.QUANTITY and bool(figure.unit) and figure.base_unit not in BASES


def _quotient(part: Statement, whole: Statement) -> Figure:
    return replace(part.figure, kind=FigureKind.RATIO, upper=whole.figure.base, unit="", base_unit="", qualifier="")
