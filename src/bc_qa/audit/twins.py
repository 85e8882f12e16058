"""How surely two figures of a report are two values of one thing: what a thing is called again when it comes again.

Whoever writes a thing twice with two values writes them near each other (412 and 421, 37 and 39), counts the same noun
and says mostly the same of it. Things that only resemble one another mostly have values far apart, stand in one table,
come in a series of such figures, or are a whole and its part. WEIGHTS are a logistic regression over such pairs,
fitted on the made-up reports with an odd number in their name (`benchmarks/faults.py`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import exp

from bc_qa.audit.audited import NEAREST_SHARE
from bc_qa.evidence.catalogue import Measured
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.reading import YEARS
from bc_qa.facts.fact import Aim, Fact, Head, Said
from bc_qa.facts.reader import fact_of
from bc_qa.facts.things import keys_of
from bc_qa.figures.agreement import agrees
from bc_qa.figures.units import BASES, UNITS, Dimension
from bc_qa.language import cues, lexicon
from bc_qa.text.keys import TOKEN, key
from bc_qa.types import Document, FigureKind

LEAST_SHARED = 2.2  # how telling the words are that two figures share, at least
ALIKE = 0.8  # share of the lighter one's words from which on a figure is the like of another
BIAS = -9.68
WEIGHTS: Mapping[str, float] = {
    "aim": -0.56,
    "alike": 2.08,
    "bracket": -1.14,
    "changed": 1.36,
    "close": 4.85,
    "digits": -1.81,
    "hedged": -0.94,
    "held": 1.11,
    "held widely": 1.34,
    "measured": -0.66,
    "now": 1.93,
    "one noun": 1.39,
    "part": -1.75,
    "ratio": -1.91,
    "rivals": -0.29,
    "same behind": 2.07,
    "section": -0.51,
    "share": -2.8,
    "shared": 2.2,
    "swapped": 3.32,
    "table": 0.43,
    "years": 1.6,
}
_UNIT_WORDS = frozenset(key(word) for unit in UNITS for word in TOKEN.findall(unit))
_BREAK = re.compile(r"[.;](?=\s)")
_STOP = re.compile(r"[.;:(]")


@dataclass(frozen=True, eq=False)
class Told:
    """A figure of the catalogue with what is said of it: the words of its item, and those with what leads up to it."""

    measured: Measured
    fact: Fact
    sort: tuple[object, ...]
    value: Decimal
    words: frozenset[str]
    wide: frozenset[str]
    behind: tuple[str, ...]
    clause: str
    now: bool
    years: frozenset[int]

    @property
    def aimed(self) -> bool:
        """Whether it is wanted, not reached; what is said to be there now is not."""
        return self.fact.aim is not Aim.RESULT and not self.now

    @property
    def digits(self) -> str:
        """The digits it is written in."""
        return re.sub(r"\D", "", self.measured.figure.text.partition("/")[0])


@dataclass(frozen=True, eq=False)
class Twins:
    """Two figures and how likely they are two values of one thing, 0-1."""

    one: Told
    other: Told
    likely: float


def twins(corpus: Corpus, document: Document, catalogue: Sequence[Measured]) -> list[Twins]:
    """Return the figures of a report that may be two values of one thing, the likeliest first."""
    found = [Twins(one, other, likelihood(told)) for one, other, told in pairs(corpus, document, catalogue)]
    return sorted(found, key=lambda pair: (-pair.likely, pair.one.measured.entry.id, pair.other.measured.entry.id))


def likelihood(told: Mapping[str, float]) -> float:
    """Return how likely two figures are values of one thing, by what is told of them."""
    return 1 / (1 + exp(-BIAS - sum(WEIGHTS[name] * value for name, value in told.items())))


def pairs(
    corpus: Corpus, document: Document, catalogue: Sequence[Measured]
) -> Iterator[tuple[Told, Told, dict[str, float]]]:
    """Yield the figures that may be of one thing, by place, each pair with what is told of it, 0-1."""
    groups: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for told in _told(corpus, document, catalogue):
        groups[told.sort].append(told)
    for group in groups.values():
        weights = {word: corpus.telling(word) for told in group for word in told.wide | told.words}
        compared = [(one, other, _Compared(one, other, weights)) for one, other in combinations(group, 2)]
        like = Counter(
            id(told) for one, other, alike in compared if _may_rival(one, other, alike) for told in (one, other)
        )
        for one, other, alike in compared:
            if alike.enough and _may_differ(one, other):
                rivals = max(like[id(one)], like[id(other)]) - 1
                yield one, other, alike.features() | {"rivals": min(max(rivals, 0), 4) / 4}


class _Compared:
    """What two figures have in common."""

    def __init__(self, one: Told, other: Told, weights: Mapping[str, float]) -> None:
        self._one, self._other = one, other
        self._weights = weights
        self.shared = self._weigh(one.words & other.words)
        self.widely = self._weigh(one.wide & other.wide)
        self.held = self._held(one.words, other.words, self.shared)
        units = [key(told.measured.figure.unit) for told in (one, other)]
        self.one_noun = bool(units[0]) and units[0] == units[1]

    @property
    def enough(self) -> bool:
        """Whether they share words that tell anything."""
        return self.shared >= LEAST_SHARED or self.widely >= LEAST_SHARED

    def features(self) -> dict[str, float]:
        """Return what tells whether two figures are values of one thing, each 0-1."""
        one, other = self._one, self._other
        figures = [told.measured.figure for told in (one, other)]
        less, more = sorted((abs(one.value), abs(other.value)))
        swapped, changed = _misprint(one.digits, other.digits)
        all_words = self._weigh(one.words | other.words)
        return {
            "close": max(0.0, (float(less / more) - 0.5) / 0.5),
            "swapped": float(swapped),
            "changed": float(changed and len(one.digits) > 2),
            "held": self.held,
            "alike": self.shared / all_words if all_words else 0.0,
            "shared": min(self.shared / 15, 1.0),
            "held widely": self._held(one.wide, other.wide, self.widely),
            "one noun": float(self.one_noun),
            "same behind": min(_common(one.behind, other.behind), 5) / 5,
            "years": float(bool(one.measured.entry.years) and one.measured.entry.years == other.measured.entry.years),
            "digits": min(len(one.digits), len(other.digits), 5) / 5,
            "section": float(one.measured.reading.passage.section == other.measured.reading.passage.section),
            "share": float(one.sort[0] is FigureKind.SHARE),
            "measured": float(isinstance(one.sort[0], Dimension)),
            "bracket": float(any(_in_bracket(told) for told in (one, other))),
            "table": float(bool(one.measured.reading.columns) != bool(other.measured.reading.columns)),
            "ratio": float((figures[0].kind is FigureKind.RATIO) != (figures[1].kind is FigureKind.RATIO)),
            "part": float(bool(one.fact.whole) != bool(other.fact.whole)),
            "hedged": float(any(figure.qualifier for figure in figures)),
            "now": float(one.now or other.now),
            "aim": float(one.aimed),
        }

    def _weigh(self, words: frozenset[str]) -> float:
        return sum(self._weights[word] for word in words)

    def _held(self, one: frozenset[str], other: frozenset[str], shared: float) -> float:
        lighter = min(self._weigh(one), self._weigh(other))
        return shared / lighter if lighter else 0.0


def _told(corpus: Corpus, document: Document, catalogue: Sequence[Measured]) -> Iterator[Told]:
    """Yield the figures that are levels of something: no change, nothing that is only compared with, no bare number."""
    head, scope = Head.of(document), corpus.scopes.get(document.id)
    own = frozenset({scope.year} if scope and scope.year else ())
    for measured in catalogue:
        sort, figure = _sort(measured), measured.figure
        bare = figure.kind is FigureKind.QUANTITY and not figure.unit and not measured.reading.columns
        if sort is None or bare or measured.entry.change or measured.entry.document != document.id:
            continue
        text, start = measured.reading.passage.text, figure.span.start
        fact = fact_of(measured.reading, figure, head, corpus.names)
        left = text[: start - len(figure.qualifier) - 1 if figure.qualifier else start].rstrip(" (")
        if cues.SET_AGAINST.search(left) and fact.aim is Aim.RESULT:
            continue
        value = figure.value if figure.kind is FigureKind.RATIO else figure.base
        if not value:
            continue
        behind = text[figure.span.end : figure.span.end + 60]
        words = keys_of(measured.entry.thing) if measured.reading.columns else measured.label
        words = frozenset(word for word in words if not word.isdigit()) - _UNIT_WORDS - lexicon.CHANGES
        noun = "" if figure.base_unit in BASES else figure.unit
        now = cues.THERE_NOW.search(_STOP.split(text[:start])[-1]) or cues.THERE_NOW.search(_first(behind))
        years = _years(measured, fact)
        yield Told(
            measured=measured,
            fact=fact,
            sort=sort,
            value=value,
            words=words,
            wide=words | (measured.subject - _UNIT_WORDS),
            behind=tuple(map(key, TOKEN.findall(f"{noun} {re.split(r'[.;:,()]', behind)[0]}"))),
            clause=_BREAK.split(text[:start])[-1] + _BREAK.split(text[figure.span.end :])[0],
            now=bool(now),
            years=years | own if now else years or own,  # what is there now is of the report's year
        )


def _years(measured: Measured, fact: Fact) -> frozenset[int]:
    """Return the years that a figure is given for, by its text, its row or what stands above it."""
    if measured.reading.columns:
        return frozenset(map(int, YEARS.findall(measured.entry.thing)))
    return frozenset(fact.years if fact.said in (Said.TEXT, Said.ABOVE) else ())


def _first(text: str) -> str:
    return _STOP.split(text)[0]


def _sort(measured: Measured) -> tuple[object, ...] | None:
    """Return what only figures share that can be values of one thing; None for what has no value or tells how long."""
    figure = measured.figure
    if figure.kind is FigureKind.SHARE:
        return (FigureKind.SHARE,)
    if figure.kind not in (FigureKind.QUANTITY, FigureKind.RATIO) or figure.value is None:
        return None
    dimension = BASES.get(figure.base_unit)
    if dimension is None:
        return (FigureKind.QUANTITY,)
    return None if dimension is Dimension.TIME else (dimension, figure.base_unit, figure.unit.count("/"))


def _may_rival(one: Told, other: Told, alike: _Compared) -> bool:
    """Whether two figures are of like things, whatever their values: one of a series of such."""
    return one.value != other.value and alike.held >= ALIKE and alike.one_noun


def _may_differ(one: Told, other: Told) -> bool:
    """Whether two figures contradict each other if they are of one thing."""
    less, more = sorted((abs(one.value), abs(other.value)))
    first, second = one.measured, other.measured
    passages = first.reading.passage, second.reading.passage
    if less / more < NEAREST_SHARE or less == more or passages[0].id == passages[1].id:
        return False
    if agrees(first.figure, second.figure) or agrees(second.figure, first.figure):
        return False
    if first.figure.upper == second.figure.value or second.figure.upper == first.figure.value:  # 171/176 of 176
        return False
    in_one_table = bool(first.reading.columns) and bool(second.reading.columns)
    calls = passages[0].text in passages[1].context or passages[1].text in passages[0].context
    return not (in_one_table or calls) and _of_one_time(one, other) and _of_one_place(one, other)


def _of_one_time(one: Told, other: Told) -> bool:
    """Whether two figures may be of one time, both aims or both results."""
    if one.aimed != other.aimed or _begins(one) != _begins(other):
        return False
    if one.years and other.years and not (one.now or other.now):
        said = [_years(told.measured, told.fact) for told in (one, other)]
        return said[0] == said[1] if all(said) else bool(one.years & other.years)
    return not (one.years and other.years) or bool(one.years & other.years)


def _begins(told: Told) -> bool:
    """Whether a clause speaks of the beginning of a time and not of its end."""
    return bool(cues.AT_BEGINNING.search(told.clause)) and not cues.AT_END.search(told.clause)


def _of_one_place(one: Told, other: Told) -> bool:
    places = [key(told.fact.place) for told in (one, other) if told.fact.place and not told.now]
    return len(places) < 2 or places[0] == places[1]


def _in_bracket(told: Told) -> bool:
    measured = told.measured
    return measured.reading.passage.text[: measured.figure.span.start].rstrip().endswith("(")


def _misprint(one: str, other: str) -> tuple[bool, bool]:
    """Return whether two neighbours of two runs of digits are swapped, and whether one digit differs."""
    if len(one) != len(other) or one == other:
        return False, False
    unlike = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    first, last = unlike[0], unlike[-1]
    swapped = len(unlike) == 2 and last == first + 1 and one[first : last + 1] == other[first : last + 1][::-1]
    return swapped, len(unlike) == 1


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two runs begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
