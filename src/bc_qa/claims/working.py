"""Shares that a report does not state but that follow from it: "khoảng 1/3 đảng viên là nữ" of 1.205 among 3.556.

Only what is announced as rough is worked out, and only from the likeliest part and the whole that it is told from:
among many counts some quotient always fits. It may bear a claim out and never tells against one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bc_qa.claims.agreeing import agrees
from bc_qa.claims.judging import Judgement, Reason
from bc_qa.claims.similarity import Similarity
from bc_qa.claims.statements import PARTS, Statement
from bc_qa.claims.wording import same_noun
from bc_qa.figures.hedges import Bound, bound_of
from bc_qa.figures.units import BASES
from bc_qa.types import Figure, FigureKind, Verdict

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
