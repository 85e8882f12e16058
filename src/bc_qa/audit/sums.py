"""Parts that do not add up to their stated total.

A list of parts can be read in several ways: which figures are its items, which are parts of an item, where it ends. A
total is accused only where no reading adds up and the nearest misses by little: a list that misses by much is taken
for a choice of examples, or for several lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement, is_counted, measure, step
from bc_qa.audit.parts import PartList, first_group, likely, parts_of, readings, until_next_list
from bc_qa.figures.arithmetic import written
from bc_qa.language import cues
from bc_qa.report.lines import is_item
from bc_qa.types import Figure, FindingType, Severity, Span

# How far, as a share of the total, the nearest reading may be off and still be taken for a whole list.
NEAR = Decimal("0.06")
NEAR_GROUP = Decimal("0.02")  # … of the first of several groups: "(chính thức 200, dự bị 10; nữ 85)"
NEAR_WHOLE = Decimal("0.34")  # … behind words that promise a whole list: gồm, cụ thể
SURE_OPEN = 0.4  # how sure a miss is where the list may leave parts out
MAJOR = Decimal("0.005")  # a miss of this share of the total is major
_FAR = 90  # characters between a total and the words that open its list
_FAR_MEASURED = 200  # … where the total is measured, and so cannot be taken for another count between them


def sums(report: Audited) -> Iterator[Notice]:
    """Yield the totals that their parts do not add up to."""
    for statement in report.prose:
        accused: set[Span] = set()
        for listed in (*_lists(statement), *_called(statement)):
            for notice in _judged(listed):
                if listed.total.span not in accused:
                    yield notice
                accused.add(listed.total.span)
        yield from _itemed(report, statement)
        yield from _remainders(statement)


def _totals(statement: Statement, before: Span) -> list[Figure]:
    return [
        figure
        for figure in statement.figures
        if before.start <= figure.span.start and figure.span.end <= before.end
        if measure(figure) is not None and is_counted(statement, figure)
    ]


def _lists(statement: Statement) -> Iterator[PartList]:
    """Yield the lists that a word, colon or bracket opens behind a total in the same paragraph."""
    text = statement.text
    for opened in cues.INTRODUCES_PARTS.finditer(text):
        sentence = statement.sentence_at(opened.start())
        begins = sentence.start == opened.start() and opened.start() > 0
        head = statement.sentence_at(opened.start() - 2) if begins else sentence
        totals = [
            total
            for total in _totals(statement, Span(head.start, opened.start()))
            if not _in_closed_bracket(text, total.span.end, opened.start())
        ]
        end = _closing(text, opened.start()) if opened.group() == "(" else sentence.end
        if opened.group() != "(" and (outer := _bracket_end(text, opened.start(), sentence.start)):
            end = min(end, outer)
        scope = Span(opened.end(), _first_group(text, opened.end(), end) if opened.group() != "(" else end)
        if cues.OF_ANOTHER_TIME.match(text, opened.end()):  # "(năm học trước 548 học viên, 14 lớp)"
            continue
        whole = bool(cues.WHOLE_LIST.search(opened.group()))
        for total in _last_of_each(totals):
            between = text[total.span.end : opened.start()]
            if _reaches(total, between, opened.group()):
                yield PartList(statement, total, statement, scope, whole, tuple(totals))


def _first_group(text: str, start: int, end: int) -> int:
    """Return where a list that no colon opens ends: at the semicolon behind which another thing is told."""
    semicolon = text.find(";", start, end)
    listed = not text[start:end].lstrip().startswith(":") and ":" not in text[start - 1 : start + 1]
    return semicolon if listed and semicolon >= 0 else end


def _in_closed_bracket(text: str, place: int, end: int) -> bool:
    """Whether a place stands in a bracket that closes before another: "(vụ đông 2023 là 1.702 ha), trong đó"."""
    between = text[place:end]
    closes, opens = between.find(")"), between.find("(")
    return closes >= 0 and (opens < 0 or closes < opens)


def _reaches(total: Figure, between: str, opened: str) -> bool:
    """Whether the words that open a list can speak of a total so far before them."""
    if opened == "(":
        return len(between) <= 40 and ";" not in between
    if measure(total):
        return len(between) <= _FAR_MEASURED
    return len(between) <= _FAR and ";" not in between


def _last_of_each(totals: Sequence[Figure]) -> list[Figure]:
    """Return the last total of each measure, and of each thing that is counted."""
    return list({(measure(total), _noun(total)): total for total in totals}.values())


def _noun(figure: Figure) -> str:
    """Return the first word of what a figure counts, an empty string where it measures."""
    return "" if measure(figure) else figure.unit.lower().partition(" ")[0]


def _called(statement: Statement) -> Iterator[PartList]:
    """Yield the list that a note is, for the totals of the sentence that calls it."""
    caller = statement.caller
    if caller is None:
        return
    begins = cues.OPENS_PARTS_FIRST.match(statement.text)
    opened = cues.CALLS_PARTS.search(caller.text)
    if not (begins or opened):
        return
    totals = _totals(caller.statement, Span(caller.start, caller.end))
    whole = bool(cues.WHOLE_LIST.search((opened or begins or [""])[0]))
    for total in _last_of_each(totals):
        yield PartList(caller.statement, total, statement, Span(0, len(statement.text)), whole, tuple(totals))


def _closing(text: str, start: int) -> int:
    """Return where the bracket that opens at `start` closes."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return len(text)


def _bracket_end(text: str, place: int, start: int) -> int | None:
    """Return where the bracket around a place closes, if it stands in one."""
    depth = 0
    for at in range(place - 1, start - 1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth < 0:
            return _closing(text, at)
    return None


def _judged(listed: PartList) -> Iterator[Notice]:
    total, parts = listed.total, parts_of(listed)
    goal = total.base
    if not goal or total.qualifier or any(part.figure.qualifier for part in parts) or len(parts) < 2:
        return
    own = until_next_list(parts)
    every = [*readings(own), *readings(parts)]
    goals = [figure.base for figure in listed.others if measure(figure) == measure(total)]
    if any(_adds_up(reading[:size], other) for reading in every for other in goals for size in _sizes(reading)):
        return
    near = NEAR_WHOLE if listed.whole else NEAR
    likely_misses = [(_miss(reading, goal), reading, near) for reading in likely(own if len(own) >= 2 else parts)]
    group = first_group(parts)
    misses = [*likely_misses, (_miss(group, goal), group, NEAR_GROUP)]
    held = [(miss, reading) for miss, reading, most in misses if miss <= most and _is_whole(listed, reading)]
    if held and not _names_one(listed):
        miss, nearest = min(held, key=lambda pair: pair[0])
        notice = _notice(listed, nearest, miss)
        yield replace(notice, sure=SURE_OPEN) if _may_be_open(listed, nearest) else notice


def _names_one(listed: PartList) -> bool:
    """Whether an item without a number is one more: "14 chi bộ, gồm 8 chi bộ thôn, … và chi bộ Công an"."""
    noun = listed.total.unit.lower()
    items = re.split(r"[;,]|\s(?:và|cùng)\s", listed.scope.of(listed.holder.text).lower())
    return not measure(listed.total) and bool(noun) and any(item.strip().startswith(noun) for item in items)


def _may_be_open(listed: PartList, parts: Sequence[Figure]) -> bool:
    """Whether "trong đó" may tell of some parts only: no colon promises a list, and they are less than the total."""
    noted = listed.holder is not listed.statement
    opened = noted or listed.holder.text[: listed.scope.start].rstrip()[-1:] in (":", "(")
    return not listed.whole and not opened and _sum(parts) < (listed.total.base or Decimal(0))


def _miss(parts: Sequence[Figure], goal: Decimal) -> Decimal:
    """Return by what share of a total its parts miss it; the whole where there are not two of them."""
    return abs(_sum(parts) - goal) / goal if len(parts) >= 2 else Decimal(1)


def _sizes(reading: Sequence[Figure]) -> range:
    return range(2, len(reading) + 1)


def _adds_up(parts: Sequence[Figure], goal: Decimal | None) -> bool:
    return goal is not None and _sum(parts) == goal


def _sum(parts: Sequence[Figure]) -> Decimal:
    return sum((part.base or Decimal(0) for part in parts), Decimal(0))


def _is_whole(listed: PartList, parts: Sequence[Figure]) -> bool:
    """Whether a list can be taken for all there is: no open end, and counts of one sort of thing."""
    scope = listed.holder.text[listed.scope.start : min(listed.scope.end + 4, parts[-1].span.end + 60)]
    if cues.PARTS_GO_ON.search(scope) and _sum(parts) < (listed.total.base or 0):
        return False
    if measure(listed.total) != "":
        return True
    nouns = [part.unit.lower().split()[:1] for part in parts]
    noun = listed.total.unit.lower().split()[:1]
    if not listed.whole and any(other and other != noun for other in nouns):
        return False
    same = sum(part.unit.lower().split()[:1] == noun for part in parts)
    return bool(noun) and (same * 2 >= len(parts) or listed.whole)


def _notice(listed: PartList, parts: Sequence[Figure], miss: Decimal) -> Notice:
    return _sum_notice(listed.statement, listed.total, [(listed.holder, parts)], miss)


def _sum_notice(
    statement: Statement, total: Figure, held: Sequence[tuple[Statement, Sequence[Figure]]], miss: Decimal
) -> Notice:
    """Return that some parts, each with the statements that hold them, do not add up to a total."""
    parts = [part for _, some in held for part in some]
    scale = (total.base or Decimal(1)) / (total.value or Decimal(1))
    added = _sum(parts) / scale
    rounding = min(step(figure) for figure in (total, *parts)) * (len(parts) + 1) / 2
    off = abs(_sum(parts) - (total.base or Decimal(0)))
    severity = Severity.MAJOR if miss >= MAJOR else Severity.MINOR
    if off < rounding and miss < MAJOR:
        severity = Severity.TRIVIAL
    terms = " + ".join(written((part.base or Decimal(0)) / scale) for part in parts)
    detail = phrases.AUDIT_SUM_DETAIL.format(
        terms=terms,
        sum=written(added),
        total=written(total.value or Decimal(0)),
        off=written(off / scale),
        unit=total.unit,
    )
    what = phrases.AUDIT_SUM.format(total=total.text)
    places = (Place.of(statement, total), *(Place.of(holder, *some) for holder, some in held))
    return Notice(FindingType.SUM, severity, what, detail, places)


def _itemed(report: Audited, statement: Statement) -> Iterator[Notice]:
    """Yield a total whose parts are the list items below it: "- Tổng số: 348 người, trong đó:" and "+ Cán bộ: …"."""
    opened = cues.OPENS_ITEMS.search(statement.text)
    items = list(_items_below(report, statement)) if opened else []
    sentence = statement.sentence_at(len(statement.text) - 1)
    totals = _totals(statement, sentence)
    for total in _last_of_each(totals):
        counts = [_alike(item, total) for item in items]
        parts = [found[0] for found in counts if len(found) == 1]  # an item of several is a list of its own
        whole = len(parts) == len(items) >= 2 and not any(f.qualifier for f in (total, *parts)) and total.base
        if not whole or any(_adds_up(parts, other.base) for other in totals):
            continue
        miss = abs(_sum(parts) - (total.base or Decimal(0))) / (total.base or Decimal(1))
        if miss <= NEAR:
            yield _sum_notice(statement, total, [(item, [part]) for item, part in zip(items, parts, strict=True)], miss)


def _items_below(report: Audited, statement: Statement) -> Iterator[Statement]:
    """Yield the list items that stand below a paragraph."""
    following = report.following(statement)
    while following is not None and is_item(following.text):
        yield following
        following = report.following(following)


def _alike(item: Statement, total: Figure) -> list[Figure]:
    """Return the figures of an item, outside brackets, that count or measure what a total does."""
    noun = total.unit.lower().split()[:1]
    found = [f for f in item.figures if measure(f) == measure(total) and is_counted(item, f)]
    found = [f for f in found if item.text.count("(", 0, f.span.start) == item.text.count(")", 0, f.span.start)]
    return [f for f in found if measure(f) or f.unit.lower().split()[:1] == noun]


def _remainders(statement: Statement) -> Iterator[Notice]:
    """Yield what is left where it is not the total less what is done: "214 đơn; giải quyết 209 đơn, còn 05 đơn"."""
    for index, left in enumerate(statement.figures):
        if measure(left) is None or not cues.LEFT_OVER.search(statement.before(left)):
            continue
        sentence = statement.sentence_at(left.span.start)
        earlier = [f for f in statement.figures[:index] if f.span.start >= sentence.start]
        earlier = [
            f for f in earlier if measure(f) == measure(left) and f.unit == left.unit and is_counted(statement, f)
        ]
        if len(earlier) < 2:
            continue
        if cues.YEAR_NAMED.search(statement.text, earlier[-1].span.end, left.span.start):
            continue  # "năm 2023 còn 48 cặp, năm 2024 còn 41 cặp" is a series
        whole, done = max(earlier, key=lambda f: f.base or 0), earlier[-1]
        bases = [figure.base or Decimal(0) for figure in (whole, done, left)]
        if whole is done or not bases[0] or bases[0] == bases[1] + bases[2]:
            continue
        miss = abs(bases[0] - bases[1] - bases[2]) / bases[0]
        if miss <= NEAR:
            listed = PartList(statement, whole, statement, Span(whole.span.end, left.span.end), True, (whole,))
            yield _notice(listed, [done, left], miss)
