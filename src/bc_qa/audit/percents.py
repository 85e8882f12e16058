"""Shares that do not follow from the figures beside them, and growth that is not the difference of its two values.

A share is held against every total that may be its whole; it is accused only where none fits and the nearest misses by
little, for a share that misses by much is of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement, is_change, measure
from bc_qa.figures.arithmetic import change as difference
from bc_qa.figures.arithmetic import growth, written
from bc_qa.language import cues
from bc_qa.types import Figure, FigureKind, FindingType, Severity

NEAR = Decimal("0.1")  # how far, as a share of itself, a share may miss its whole and still be meant of it
NEAR_WHOLES = Decimal("0.03")  # … two wholes that two shares imply, and still be one
MAJOR_POINTS = Decimal(1)  # a miss of a whole point is major
TRIVIAL_STEPS = 2  # a miss of two in the last written digit is rounding
_BRACKET = re.compile(r"^\s*\(\s*$")
_OWN_SHARE = re.compile(r"\s*\(\s*[\d.,]+\s*%")


@dataclass(frozen=True)
class _Claimed:
    """A share that is said of a figure: "121,5 km đạt 66,7%"."""

    statement: Statement
    part: Figure
    share: Figure


def percents(report: Audited) -> Iterator[Notice]:
    """Yield shares and changes that do not follow."""
    for statement in report.prose:
        yield from _ratios(statement)
        yield from _over_plan(statement)
        yield from _changes(statement)
        claimed = list(_claimed(statement))
        unexplained = []
        for claim in claimed:
            wholes = _wholes(claim)
            if any(_follows(claim.share, claim.part, whole) for whole in wholes) or _of_others(claim):
                continue
            accused = list(_of_whole(claim, wholes))
            yield from accused
            if not accused:
                unexplained.append(claim)
        yield from _common_wholes(statement, unexplained)


def _computed(part: Figure, whole: Figure) -> Decimal:
    return (part.base or Decimal(0)) / (whole.base or Decimal(1)) * 100


def per_cent(share: Figure) -> Decimal:
    """Return a share in per cent, ‰ included."""
    return share.base or Decimal(0)


def share_step(share: Figure) -> Decimal:
    """Return what one in the last written digit of a share is, in per cent."""
    exponent = share.value.as_tuple().exponent if share.value is not None else 0
    unit = per_cent(share) / share.value if share.value else Decimal(1)
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * unit


def _follows(share: Figure, part: Figure, whole: Figure) -> bool:
    return bool(whole.base) and abs(_computed(part, whole) - per_cent(share)) <= share_step(share) / 2


def severity_of(off: Decimal, last_digit: Decimal, major: Decimal = MAJOR_POINTS) -> Severity:
    """Return how bad a miss is: rounding in the last digit is trivial, from `major` on it is major."""
    if off + last_digit / 2 >= major:
        return Severity.MAJOR
    return Severity.TRIVIAL if off <= last_digit * TRIVIAL_STEPS else Severity.MINOR


def _share_notice(share: Figure, computed: Decimal, expression: str, places: Sequence[Place]) -> Notice:
    digits = max(2, -int(share.value.as_tuple().exponent)) if share.value is not None else 2
    shown = round(computed, digits)
    detail = phrases.AUDIT_PERCENT_DETAIL.format(
        expression=expression, computed=written(shown), share=share.text, off=written(abs(shown - per_cent(share)))
    )
    severity = severity_of(abs(computed - per_cent(share)), share_step(share))
    what = phrases.AUDIT_PERCENT.format(share=share.text)
    return Notice(FindingType.PERCENT, severity, what, detail, tuple(places))


# ---- 412/655 giáo viên … chiếm 62,9%
def _ratios(statement: Statement) -> Iterator[Notice]:
    for ratio, share in _neighbours(statement):
        if ratio.kind is not FigureKind.RATIO or not ratio.upper or ratio.value is None or share.qualifier:
            continue
        between = statement.text[ratio.span.end : share.span.start]
        closed, opened = between.find(")"), between.find("(")
        if closed >= 0 and (opened < 0 or closed < opened):  # "(4/5 xã), tỷ lệ lao động qua đào tạo (47%"
            continue
        if cues.ANOTHER_SHARE.search(between) or cues.SET_AGAINST.search(between):
            continue
        if len(between) > 70 or not cues.SHARE_WORDS.search(between) or ";" in between:
            continue
        computed = ratio.value / ratio.upper * 100
        if abs(computed - per_cent(share)) <= share_step(share) / 2 or is_change(statement, share):
            continue
        expression = f"{written(ratio.value)} / {written(ratio.upper)}"
        yield _share_notice(share, computed, expression, [Place.of(statement, ratio, share)])


def _neighbours(statement: Statement) -> Iterator[tuple[Figure, Figure]]:
    """Yield each share with the figure right before it, if both stand in one sentence."""
    for before, share in zip(statement.figures, statement.figures[1:], strict=False):
        same = statement.sentence_at(before.span.start) == statement.sentence_at(share.span.start)
        if share.kind is FigureKind.SHARE and same:
            yield before, share


# ---- 121,5 km đạt 66,7% of 182,2 km
def _claimed(statement: Statement) -> Iterator[_Claimed]:
    for part, share in _neighbours(statement):
        between = statement.text[part.span.end : share.span.start]
        linked = cues.SHARE_LINK.match(between) or _BRACKET.match(between)
        of_plan = cues.OF_PLAN.match(statement.text[share.span.end :])
        if measure(part) is None or not linked or of_plan or len(between) > 45:
            continue
        if not (part.qualifier or share.qualifier) and per_cent(share) < 100:
            yield _Claimed(statement, part, share)


def _wholes(claim: _Claimed) -> list[Figure]:
    """Return the figures before a part that may be its whole, the nearest last; those of the caller of a note too."""
    statement = claim.statement
    earlier = [f for f in statement.figures if f.span.end <= claim.part.span.start]
    if statement.caller:
        called = statement.caller
        earlier = [f for f in called.statement.figures if called.start <= f.span.start < called.end] + earlier
    part = claim.part.base or Decimal(0)
    return [f for f in earlier if measure(f) == measure(claim.part) and f.base is not None and f.base > part]


def _of_others(claim: _Claimed) -> bool:
    """Whether a share follows from two other counts: "712 vụ, 1.346 bị cáo, xong 698 vụ, 1.309 bị cáo, 98,03%"."""
    sentence = claim.statement.sentence_at(claim.part.span.start)
    before = [f for f in claim.statement.figures if sentence.start <= f.span.start < claim.share.span.start]
    counts = [f for f in before if measure(f) is not None and f.base]
    pairs = ((part, whole) for whole, part in combinations(counts, 2) if measure(part) == measure(whole))
    return any((whole.base or 0) > (part.base or 0) and _follows(claim.share, part, whole) for part, whole in pairs)


def _of_whole(claim: _Claimed, wholes: Sequence[Figure]) -> Iterator[Notice]:
    """Yield a share that misses the nearest of its possible wholes by little."""
    sentence = claim.statement.sentence_at(claim.part.span.start)
    near = [f for f in wholes if f in claim.statement.figures and f.span.start >= sentence.start]
    near = [f for f in near if measure(f) or f.unit.split()[:1] == claim.part.unit.split()[:1]]
    near = [f for f in near if not _are_alike(claim, f)]
    for whole in reversed(near):
        computed = _computed(claim.part, whole)
        if abs(computed - per_cent(claim.share)) <= NEAR * per_cent(claim.share):
            scale = (claim.part.base or Decimal(1)) / (claim.part.value or Decimal(1))
            expression = f"{written(claim.part.value or Decimal(0))} / {written((whole.base or Decimal(0)) / scale)}"
            places = [Place.of(claim.statement, whole), Place.of(claim.statement, claim.part, claim.share)]
            yield _share_notice(claim.share, computed, expression, places)
            return


def _are_alike(claim: _Claimed, other: Figure) -> bool:
    """Whether two figures each have a share of their own in brackets: "168 liều (79%), … 121 liều (71%)"."""
    text = claim.statement.text
    return all(_OWN_SHARE.match(text, figure.span.end) for figure in (claim.part, other))


# ---- 120 hộ chiếm 12%, 95 hộ chiếm 9,5%: of one whole
def _common_wholes(statement: Statement, claims: Sequence[_Claimed]) -> Iterator[Notice]:
    for one, other in pairwise(claims):
        between = statement.text[one.share.span.end : other.part.span.start]
        turned = cues.TO_BETWEEN.search(between) or cues.FROM_BEFORE.search(statement.before(one.part))
        if turned or cues.ANOTHER_PERIOD.search(between) or one.part.unit.split()[:1] != other.part.unit.split()[:1]:
            continue
        lows, highs = zip(*(_implied(claim) for claim in (one, other)), strict=True)
        if max(lows) <= min(highs) or not per_cent(one.share):
            continue
        middles = [(low + high) / 2 for low, high in zip(lows, highs, strict=True)]
        if abs(middles[0] - middles[1]) > NEAR_WHOLES * max(middles):
            continue
        detail = phrases.AUDIT_WHOLES_DETAIL.format(
            one=one.part.text, share_one=one.share.text, whole_one=written(round(middles[0])),
            other=other.part.text, share_other=other.share.text, whole_other=written(round(middles[1])),
        )  # fmt: skip
        places = (Place.of(statement, one.part, one.share), Place.of(statement, other.part, other.share))
        what = phrases.AUDIT_WHOLES.format(one=one.share.text, other=other.share.text)
        yield Notice(FindingType.PERCENT, Severity.MINOR, what, detail, places)


def _implied(claim: _Claimed) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest whole that a part and its share leave room for.

    A whole step is left, not half of one: shares are rounded so that all of them make 100%.
    """
    part, share, last = claim.part.base or Decimal(0), per_cent(claim.share), share_step(claim.share)
    low = part / (share + last) * 100
    return low, part / (share - last) * 100 if share > last else low * 1000


# ---- 7,4%/6,1% (vượt 1,3%)
def _over_plan(statement: Statement) -> Iterator[Notice]:
    figures = statement.figures
    for done, plan, over in zip(figures, figures[1:], figures[2:], strict=False):
        if statement.text[done.span.end : plan.span.start].strip() != "/" or done.base_unit != plan.base_unit:
            continue
        sense = cues.OVER_PLAN.match(statement.text[plan.span.end : over.span.start])
        if not sense or over.base_unit != done.base_unit or None in (done.base, plan.base, over.base):
            continue
        yield from _difference(statement, done, plan, over, 1 if sense[1].lower() in ("vượt", "tăng") else -1)


# ---- 97,4% tăng 1,9% so với năm 2024 (95,5%); từ 18,3% xuống còn 14,1%, giảm 4,2%
def _changes(statement: Statement) -> Iterator[Notice]:
    figures = [f for f in statement.figures if f.kind in (FigureKind.QUANTITY, FigureKind.SHARE) and f.base is not None]
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        gap_one = statement.text[first.span.end : second.span.start]
        gap_two = statement.text[second.span.end : third.span.start]
        planned = _is_bracketed(statement, first) or cues.OF_PLAN_NEAR.search(gap_two)
        if (direct := cues.CHANGE_BETWEEN.match(gap_one)) and cues.AGAINST_IN_BRACKETS.match(gap_two) and not planned:
            sense = 1 if direct["sense"].lower() in ("tăng", "vượt") else -1
            yield from _difference(statement, first, third, second, sense)
        after = cues.CHANGE_BEHIND.match(gap_two)
        if cues.FROM_BEFORE.search(statement.before(first)) and cues.TO_BETWEEN.match(gap_one) and after:
            yield from _difference(statement, second, first, third, 1 if after["sense"].lower() == "tăng" else -1)


def _is_bracketed(statement: Statement, figure: Figure) -> bool:
    """Whether a figure stands in brackets, where it is what another is measured against."""
    before = statement.text[: figure.span.start]
    return before.rfind("(") > before.rfind(")")


def _difference(statement: Statement, new: Figure, old: Figure, change: Figure, sense: int) -> Iterator[Notice]:
    """Yield a change that is neither the difference of its two values nor their relative growth."""
    if new.base_unit != old.base_unit or any(f.qualifier for f in (new, old, change)):
        return
    after, before, said = (f.base or Decimal(0) for f in (new, old, change))
    misses = []
    if change.base_unit == new.base_unit:
        misses.append(abs((after - before) * sense - said))
    if change.kind is FigureKind.SHARE and before:
        misses.append(abs((after - before) / before * 100 * sense - said))
    last = share_step(change) if change.kind is FigureKind.SHARE else _last_digit(change)
    # Two rounded values may differ by one more in the last digit than the rounded difference.
    if not misses or min(misses) <= last:
        return
    major = MAJOR_POINTS if change.kind is FigureKind.SHARE else abs(said) / 100
    detail = _worked(new, old, change)
    what = phrases.AUDIT_CHANGE.format(change=change.text)
    severity = severity_of(min(misses), last, major)
    yield Notice(FindingType.PERCENT, severity, what, detail, (Place.of(statement, new, old, change),))


def _worked(new: Figure, old: Figure, change: Figure) -> str:
    """Return the arithmetic of a change: the difference, or the growth in per cent where that is what is said."""
    in_one_unit = change.base_unit == new.base_unit
    worked = difference(old, new) if in_one_unit else growth(old, new)
    expression, result = (worked.expression, worked.text) if worked else ("", "")
    return phrases.AUDIT_CHANGE_DETAIL.format(expression=expression, result=result, change=change.text)


def _last_digit(figure: Figure) -> Decimal:
    exponent = figure.value.as_tuple().exponent if figure.value is not None else 0
    scale = (figure.base or Decimal(1)) / figure.value if figure.value else Decimal(1)
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * scale
