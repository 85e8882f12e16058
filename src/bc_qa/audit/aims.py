"""Aims against what the report says there is now: what is to be added, and aims that are reached already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement, is_change, is_counted, measure
from bc_qa.figures.arithmetic import written
from bc_qa.language import cues
from bc_qa.language.lexicon import STOP
from bc_qa.text.keys import TOKEN, key
from bc_qa.types import Figure, FigureKind, FindingType, Severity

LEAST_SHARED = 4  # syllables of what is counted, now and in the plan
_AT_LEAST = frozenset(("trên", "hơn", "tối thiểu", "ít nhất", "không dưới"))


def aims(report: Audited) -> Iterator[Notice]:
    """Yield the aims that the report's own present figures belie."""
    for statement in report.prose:
        yield from _plans(report, statement)
        yield from _reached(report, statement)


# ---- "công nhận thêm 4 trường đạt chuẩn, nâng tổng số trường đạt chuẩn lên 21" where there are 15
def _plans(report: Audited, statement: Statement) -> Iterator[Notice]:
    for more, total in pairwise(statement.figures):
        between = statement.text[more.span.end : total.span.start]
        if (
            not cues.MORE_BEFORE.search(statement.before(more))
            or not cues.RAISED_TO.search(between)
            or measure(more) != measure(total)
        ):
            continue
        thing = _words(f"{more.unit} {between}") - {"nâng", "lên", "tổng"}
        present = [pair for other in report.prose for pair in _now(other, statement, thing)]
        values = {figure.value for _, figure in present}
        if len(values) != 1 or None in (more.value, total.value):
            continue
        now_in, now = present[0]
        added = (now.value or Decimal(0)) + (more.value or Decimal(0))
        if added == total.value:
            continue
        detail = phrases.AUDIT_PLAN_DETAIL.format(
            now=written(now.value or Decimal(0)), more=written(more.value or Decimal(0)),
            sum=written(added), total=written(total.value or Decimal(0)),
        )  # fmt: skip
        what = phrases.AUDIT_PLAN.format(total=total.text, more=more.text)
        places = (Place.of(statement, more, total), Place.of(now_in, now))
        yield Notice(FindingType.SUM, Severity.MINOR, what, detail, places)


def _now(other: Statement, plan: Statement, thing: frozenset[str]) -> Iterator[tuple[Statement, Figure]]:
    """Yield the numbers of what a plan adds to, as they are now: no aims, in one clause with all its words."""
    if other is plan or len(thing) < LEAST_SHARED:
        return
    for figure in other.figures:
        if figure.kind is not FigureKind.RATIO and measure(figure) != "":
            continue
        sentence = other.sentence_at(figure.span.start)
        clause = re.split(r"[;,.](?=\s)|\d", other.text[figure.span.end : sentence.end])[0]
        before = other.text[sentence.start : figure.span.start]
        if (
            thing <= _words(f"{figure.unit} {clause}")
            and not cues.AIM_WORD.search(before)
            and is_counted(other, figure)
        ):
            yield other, figure


def _words(text: str) -> frozenset[str]:
    found = (key(word) for word in TOKEN.findall(text))
    return frozenset(word for word in found if word not in STOP and not word[0].isdigit())


# ---- "trên 95% hộ dùng nước sạch" as an aim where 96,5% have it now
def _reached(report: Audited, statement: Statement) -> Iterator[Notice]:
    for aim in statement.figures:
        if aim.kind is not FigureKind.SHARE or aim.qualifier.lower() not in _AT_LEAST or not _is_aim(statement, aim):
            continue
        thing = _clause(statement, aim)
        for other in report.prose if len(thing) >= LEAST_SHARED else ():
            for now in other.figures:
                alike = now.kind is FigureKind.SHARE and now.base_unit == aim.base_unit and not is_change(other, now)
                above = alike and (now.base or Decimal(0)) > (aim.base or Decimal(0))
                if above and not _is_aim(other, now) and thing <= _clause(other, now):
                    said = f"{aim.qualifier} {aim.text}"
                    detail = phrases.AUDIT_REACHED_DETAIL.format(now=now.text, aim=said)
                    what = phrases.AUDIT_REACHED.format(aim=said)
                    places = (Place.of(statement, aim), Place.of(other, now))
                    yield Notice(FindingType.VALUE, Severity.MINOR, what, detail, places)


def _is_aim(statement: Statement, figure: Figure) -> bool:
    """Whether a figure stands under a heading of aims, or behind a word of aiming in its sentence."""
    sentence = statement.sentence_at(figure.span.start)
    said = statement.text[sentence.start : figure.span.start]
    return bool(cues.AIM_WORD.search(" ".join((*statement.document.path(statement.paragraph.section), said))))


def _clause(statement: Statement, figure: Figure) -> frozenset[str]:
    """Return the words of a figure's clause: from the last break before it to the next behind it."""
    sentence = statement.sentence_at(figure.span.start)
    said = cues.PERIOD_WRITTEN.sub(" ", statement.text[sentence.start : figure.span.start])
    before = re.split(r"[;,:.(](?=\s)|\d", said.rstrip().removesuffix(figure.qualifier))[-1]
    behind = re.split(r"[;,:.(](?=\s)|\d|[.;]$", statement.text[figure.span.end : sentence.end])[0]
    return _words(f"{before} {behind}")
