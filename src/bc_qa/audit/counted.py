"""Two numbers of one thing: what the whole district has of it, and figures that differ as a misprint does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement, are_near, is_counted, lead, measure
from bc_qa.figures.arithmetic import written
from bc_qa.language import cues
from bc_qa.text.keys import TOKEN, key
from bc_qa.types import Figure, FindingType, Severity

LEAST_COUNTED = 3  # syllables of what is counted, where all of it is the same
LEAST_BEGUN = 4  # … where only its beginning is
LEAST_DIGITS = 4  # of figures that may be misprints of each other
LEAST_WEIGHT = 8.0  # how telling the words are that both have before them
LEAST_ALIKE = 0.5  # share of the weight of all those words that both have


def counted(report: Audited) -> Iterator[Notice]:
    """Yield the things that two numbers are given of."""
    yield from _of_the_whole(report)
    yield from _misprints(report)


def _notice(one: Statement, first: Figure, other: Statement, second: Figure, thing: str) -> Notice:
    what = phrases.AUDIT_VALUE.format(thing=thing, one=first.text, other=second.text)
    scale = (first.base or Decimal(1)) / (first.value or Decimal(1))
    off = written(abs((first.base or Decimal(0)) - (second.base or Decimal(0))) / scale)
    detail = phrases.AUDIT_VALUE_DETAIL.format(one=first.text, other=second.text, off=off, unit=first.unit)
    places = (Place.of(one, first), Place.of(other, second))
    return Notice(FindingType.VALUE, Severity.MINOR, what, detail, places)


def _apart(report: Audited, one: Statement, first: Figure, other: Statement, second: Figure) -> bool:
    """Whether two figures stand in paragraphs of their own, for years that may be the same."""
    calls = any(note.caller and note.caller.statement is body for note, body in ((one, other), (other, one)))
    near = are_near(first, second)
    return near and one is not other and not calls and report.may_be_one_year((one, first), (other, second))


# ---- "Toàn huyện có 26 trang trại", "cả huyện hiện có 24 trang trại"
def _of_the_whole(report: Audited) -> Iterator[Notice]:
    found = [
        (statement, figure, thing)
        for statement in report.prose
        for figure in statement.figures
        if measure(figure) == "" and figure.unit and not figure.qualifier and is_counted(statement, figure)
        if len(thing := _thing(statement, figure)) >= LEAST_COUNTED and _is_whole(statement, figure)
    ]
    for (one, first, thing), (other, second, like) in combinations(found, 2):
        begun = min(len(thing), len(like))
        alike = thing == like or (begun >= LEAST_BEGUN and thing[:begun] == like[:begun])
        if alike and first.value != second.value and _apart(report, one, first, other, second):
            yield _notice(one, first, other, second, " ".join(thing))


def _thing(statement: Statement, figure: Figure) -> tuple[str, ...]:
    """Return the syllables of what a figure counts."""
    unit_at = figure.span.end - len(figure.unit)
    rest = statement.text[unit_at : figure.span.end + 60]
    end = cues.COUNTED_THING_END.search(rest)
    return tuple(key(word) for word in TOKEN.findall(rest[: end.start()] if end else rest))


def _is_whole(statement: Statement, figure: Figure) -> bool:
    """Whether a figure is of the whole district, as it is now: said in its clause, and no aim."""
    sentence = statement.sentence_at(figure.span.start)
    before = re.split(r"[;.]\s", statement.text[sentence.start : figure.span.start])[-1]
    clause = before + re.split(r"[;,.:(]", statement.text[figure.span.end : sentence.end])[0]
    is_first = not re.search(r"\d[\d.,/]*\s", before)  # what comes after another figure may be a part
    return bool(cues.WHOLE_AREA.search(clause)) and is_first and not cues.AIM_OR_MORE.search(before)


# ---- 12.480 and 12.840 people: one digit changed, or two changed about
def _misprints(report: Audited) -> Iterator[Notice]:
    found = [
        (statement, figure, re.sub(r"\D", "", figure.text.split()[0]))
        for statement in report.prose
        for figure in statement.figures
        if measure(figure) is not None and figure.unit and not figure.qualifier and is_counted(statement, figure)
    ]
    found = [item for item in found if len(item[2]) >= LEAST_DIGITS]
    for (one, first, digits), (other, second, like) in combinations(found, 2):
        alike = first.unit.lower() == second.unit.lower() and _is_misprint(digits, like)
        if not alike or not _apart(report, one, first, other, second):
            continue
        words, others = lead(one, first), lead(other, second)
        shared = report.weight(words & others)
        if shared >= LEAST_WEIGHT and shared >= LEAST_ALIKE * report.weight(words | others):
            yield _notice(one, first, other, second, " ".join(statement_words(one, first)))


def statement_words(statement: Statement, figure: Figure) -> list[str]:
    """Return the words right before a figure, and the noun it counts or the unit it is measured in."""
    before = re.split(r"[.;:,(](?=\s|\w)", statement.before(figure, 80))[-1]
    return f"{before} {figure.unit}".split()


def _is_misprint(one: str, other: str) -> bool:
    """Whether two runs of digits differ in one place, or in two neighbours changed about."""
    if len(one) != len(other) or one == other:
        return False
    unlike = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(unlike) == 1:
        return True
    first, last = unlike[0], unlike[-1]
    return len(unlike) == 2 and last == first + 1 and one[first : last + 1] == other[first : last + 1][::-1]
