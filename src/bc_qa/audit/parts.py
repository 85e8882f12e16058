"""How a list of parts can be read: which figures are its items, which are parts of an item, where it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bc_qa.audit.audited import Statement, is_counted, measure
from bc_qa.language import cues
from bc_qa.types import Figure, Span

_SEPARATOR = re.compile(r";|,(?=\s)|\.(?=\s)|\s(?:và|còn)\s|\s-\s|\s\+\s|[()]")
# What is done with a whole, or who of it are women, is no part beside its parts.


@dataclass(frozen=True)
class Part:
    """A figure of a list: how deep in brackets, what stands before its item, whether a list of its own follows."""

    figure: Figure
    depth: int
    separator: str
    capital: bool
    first: bool  # the first figure of its kind in its item
    opens: bool


@dataclass(frozen=True)
class PartList:
    """A total and the stretch that may hold its parts."""

    statement: Statement
    total: Figure
    holder: Statement
    scope: Span
    whole: bool
    others: tuple[Figure, ...]  # totals beside it


def parts_of(listed: PartList) -> list[Part]:
    """Return the figures of a list that can be parts of its total."""
    holder, scope, kind = listed.holder, listed.scope, measure(listed.total)
    inside = [
        figure
        for figure in holder.figures
        if scope.start <= figure.span.start and figure.span.end <= scope.end
        if measure(figure) == kind and is_counted(holder, figure)
    ]
    made: list[Part] = []
    previous = scope.start
    for index, figure in enumerate(inside):
        following = inside[index + 1].span.start if index + 1 < len(inside) else scope.end
        made.append(_part(holder.text, scope, previous, figure, following, not made))
        previous = figure.span.end
    return made


def _part(text: str, scope: Span, previous: int, figure: Figure, following: int, alone: bool) -> Part:
    marks = [m for m in _SEPARATOR.finditer(text, previous, figure.span.start) if m.group() not in "()"]
    before = text[scope.start : figure.span.start]
    last = max(marks, key=lambda mark: (mark.group()[0] in ";.", mark.start()), default=None)
    item = text[last.end() :].lstrip(' *-+"“') if last else text[scope.start :].lstrip(' *-+:"“')
    behind = text[figure.span.end : following]
    return Part(
        figure=figure,
        depth=before.count("(") - before.count(")"),
        separator=last.group().strip() if last else "",
        capital=item[:1].isupper(),
        first=(alone or last is not None) and not cues.ASPECT.match(item),
        opens=cues.OPENS_PARTS_INSIDE.search(behind) is not None,
    )


def until_next_list(parts: Sequence[Part]) -> Sequence[Part]:
    """Return the parts up to the first that begins anew with a capital, where the list itself began small."""
    ends = (n for n, part in enumerate(parts) if n and part.capital and part.separator in (";", "."))
    return parts if parts[0].capital else parts[: next(ends, len(parts))]


def first_group(parts: Sequence[Part]) -> list[Figure]:
    """Return the items before the first semicolon, where more follow behind it; none where there is no such group."""
    ends = [n for n, part in enumerate(parts) if n and part.separator == ";" and part.depth <= 0]
    heads = [part.figure for part in parts[: ends[0]] if part.first and part.depth <= 0] if ends else []
    return heads if len(heads) >= 2 else []


def likely(parts: Sequence[Part]) -> list[list[Figure]]:
    """Return the ways in which a list is most likely read: its items, without the parts of items."""
    heads = [part for part in parts if part.depth <= 0 and part.first]
    nested = [_unnested(heads, closes_at_semicolon=closes) for closes in (False, True)]
    return [*nested, [part.figure for part in heads]]


def readings(parts: Sequence[Part]) -> list[list[Figure]]:
    """Return every way in which the items of a list can be told from parts of items."""
    level = [part for part in parts if part.depth <= 0]
    heads = [part for part in level if part.first]
    return [
        *likely(parts),
        [part.figure for part in level],
        [part.figure for part in heads if part.separator in (";", ".", "")],
        [part.figure for part in parts],
        [part.figure for part in heads if part.capital],
    ]


def _unnested(parts: Sequence[Part], closes_at_semicolon: bool) -> list[Figure]:
    """Return the items of a list without those of the lists inside it."""
    kept: list[Figure] = []
    at = 0
    while at < len(parts):
        kept.append(parts[at].figure)
        at = _after_inner(parts, at, closes_at_semicolon) if parts[at].opens else at + 1
    return kept


def _after_inner(parts: Sequence[Part], parent: int, closes_at_semicolon: bool) -> int:
    """Return the index of the first part behind the list that a part opens."""
    total, run = parts[parent].figure.base, Decimal(0)
    at = parent + 1
    small = at < len(parts) and not parts[at].capital
    while at < len(parts):
        part = parts[at]
        ends = part.separator in (";", ".") and (closes_at_semicolon or (small and part.capital))
        if at > parent + 1 and ends:
            break
        if part.opens and at > parent + 1:
            break
        run += part.figure.base or 0
        at += 1
        if run == total:
            break
    return at
