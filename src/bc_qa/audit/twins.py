"""How surely two figures of a report are two values of one thing: what a thing is called again when it comes again.

Whoever writes a thing twice with two values writes them near each other (412 and 421, 37 and 39), counts the same noun
and says mostly the same of it. Things that only resemble one another mostly have values far apart, stand in one table,
under headings of two places, in two sessions or quarters, or are a whole and its part. WEIGHTS are a logistic
regression over such pairs, fitted on the made-up reports with an odd number in their name (`benchmarks/faults.py`);
besides the planted faults it learnt, at a lower weight, from what these reports say twice with one value. BIAS and the
scale are set so that a likelihood is the share of right pairs in reports that were left out of the fit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import exp

from bc_qa.audit.audited import NEAREST_SHARE
from bc_qa.evidence.catalogue import Measured
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.items import is_aimed
from bc_qa.evidence.reading import YEARS
from bc_qa.facts.fact import Aim, Fact, Head, Said
from bc_qa.facts.reader import among_tasks, fact_of, tells_both, tells_tasks_done
from bc_qa.facts.things import keys_of
from bc_qa.figures.agreement import agrees
from bc_qa.figures.units import BASES, UNITS, Dimension
from bc_qa.language import cues, lexicon
from bc_qa.text.keys import TOKEN, UPPER, key
from bc_qa.types import Document, FigureKind

LEAST_SHARED = 2.2  # how telling the words are that two figures share, at least
BIAS = -21.08
WEIGHTS: Mapping[str, float] = {
    "alike": 2.45,
    "bracket": -2.14,
    "changed": 3.87,
    "clause held": 3.04,
    "close": 4.97,
    "hedged": -1.00,
    "held": 2.41,
    "held widely": 2.65,
    "measured": -0.65,
    "nouns": 1.80,
    "now": 3.27,
    "one noun": 2.64,
    "part": -2.00,
    "ratio": -1.65,
    "same behind": 2.24,
    "section": -1.19,
    "sections": 1.20,
    "share": -2.27,
    "shared": 3.32,
    "subset": -1.67,
    "swapped": 4.53,
    "swapped close": 2.41,
    "table": 2.05,
    "total": 1.65,
    "whole": 1.48,
    "years": 1.57,
}
_UNIT_WORDS = frozenset(key(word) for unit in UNITS for word in TOKEN.findall(unit))
# A heading of one place or body: what stands under it is of that one.
_HEADED = re.compile(
    r"\b(?:xã|thôn|bản|phường|thị trấn|huyện|thành phố|quận|công ty|trường|trạm|chợ|bệnh viện|dự án|khu|cụm|liên đoàn"
    r"|công đoàn)\b(?: [\w.]+){1,3}",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.;](?=\s)")
_STOP = re.compile(r"[.;:(]")


@dataclass(frozen=True, eq=False)
class Told:
    """A figure of the catalogue with what is said of it.

    `words` are those of its item, `wide` those with what leads up to it, `said` all words of its clause, `held` those
    of them that tell; `behind` is what it counts and what follows. `periods` are those of the clause, `headed` the
    place or body that a heading names. `whole` and `total` say whether the clause, and what stands in it before the
    figure, is of all there is; `subset` that it is of some of it; `tasks` that it stands among tasks.
    """

    measured: Measured
    fact: Fact
    sort: tuple[object, ...]
    value: Decimal
    words: frozenset[str]
    wide: frozenset[str]
    held: frozenset[str]
    said: frozenset[str]
    behind: tuple[str, ...]
    clause: str
    aimed: bool  # wanted, not reached; what is said to be there now is not
    now: bool
    years: frozenset[int]
    periods: frozenset[str]
    headed: str
    whole: bool
    total: bool
    subset: bool
    tasks: bool

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
        weights = {word: corpus.telling(word) for told in group for word in told.wide | told.words | told.held}
        for one, other in combinations(group, 2):
            if _may_differ(one, other) and (alike := _Compared(one, other, weights)).enough:
                yield one, other, alike.features()


class _Compared:
    """What two figures have in common."""

    def __init__(self, one: Told, other: Told, weights: Mapping[str, float]) -> None:
        self._one, self._other = one, other
        self._weights = weights
        self._shared = self._weigh(one.words & other.words)
        self._widely = self._weigh(one.wide & other.wide)
        self._in_clause = self._weigh(one.held & other.held)
        units = [key(told.measured.figure.unit) for told in (one, other)]
        self._one_noun = bool(units[0]) and units[0] == units[1]
        self._noun = len(TOKEN.findall(one.measured.figure.unit)) if one.sort[0] is FigureKind.QUANTITY else 0

    @property
    def enough(self) -> bool:
        """Whether they share words that tell anything."""
        return max(self._shared, self._widely, self._in_clause) >= LEAST_SHARED

    def features(self) -> dict[str, float]:
        """Return what tells whether two figures are values of one thing, each 0-1."""
        one, other = self._one, self._other
        figures = [told.measured.figure for told in (one, other)]
        less, more = sorted((abs(one.value), abs(other.value)))
        close = max(0.0, (float(less / more) - 0.5) / 0.5)
        swapped, changed = _misprint(one.digits, other.digits)
        all_words = self._weigh(one.words | other.words)
        lighter = min(self._weigh(one.held), self._weigh(other.held))
        return {
            "close": close,
            "swapped": float(swapped),
            "swapped close": float(swapped) * close,
            "changed": float(changed),
            "held": self._held(one.words, other.words, self._shared),
            "alike": self._shared / all_words if all_words else 0.0,
            "shared": min(self._shared / 15, 1.0),
            "held widely": self._held(one.wide, other.wide, self._widely),
            "clause held": self._in_clause / max(lighter, 1.0),
            "one noun": float(self._one_noun),
            "nouns": (_named_in(one, other) + _named_in(other, one)) / 2,
            "same behind": min(max(_common(one.behind, other.behind) - self._noun, 0), 4) / 4,
            "years": float(bool(one.measured.entry.years) and one.measured.entry.years == other.measured.entry.years),
            "section": float(one.measured.reading.passage.section == other.measured.reading.passage.section),
            "sections": float(one.tasks != other.tasks),
            "share": float(one.sort[0] is FigureKind.SHARE),
            "measured": float(isinstance(one.sort[0], Dimension)),
            "bracket": float(any(_in_bracket(told) for told in (one, other))),
            "table": float(bool(one.measured.reading.columns) != bool(other.measured.reading.columns)),
            "ratio": float((figures[0].kind is FigureKind.RATIO) != (figures[1].kind is FigureKind.RATIO)),
            "part": float(bool(one.fact.whole) != bool(other.fact.whole)),
            "subset": float(one.subset or other.subset),
            "whole": float(one.whole and other.whole),
            "total": float(one.total or other.total),
            "hedged": float(any(figure.qualifier for figure in figures)),
            "now": float(one.now or other.now),
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
        headings = measured.reading.headings
        behind = text[figure.span.end : figure.span.end + 60]
        words = keys_of(measured.entry.thing) if measured.reading.columns else measured.label
        words = frozenset(word for word in words if not word.isdigit()) - _UNIT_WORDS - lexicon.CHANGES
        noun = "" if figure.base_unit in BASES else figure.unit
        before, after = _BREAK.split(text[:start])[-1], _BREAK.split(text[figure.span.end :])[0]
        clause = measured.entry.thing if measured.reading.columns else f"{before} {noun} {after}"
        tokens = frozenset(key(word) for word in TOKEN.findall(clause))
        now = (
            cues.THERE_NOW.search(_STOP.split(text[:start])[-1])
            or cues.THERE_NOW.search(_first(behind))
            or (not measured.reading.columns and cues.THIS_YEAR_BEHIND.match(f" {noun} {after}"))
        )
        told = tells_both(headings) and (tells_tasks_done(headings) or cues.HOW_THINGS_ARE.search(clause))
        reached = now or ((told or _of_title(measured, fact)) and not is_aimed(measured.reading, figure))
        years = _years(measured, fact)
        yield Told(
            measured=measured,
            fact=fact,
            sort=sort,
            value=value,
            words=words,
            wide=words | (measured.subject - _UNIT_WORDS),
            held=tokens - lexicon.STOP - _UNIT_WORDS - lexicon.CHANGES,
            said=tokens,
            behind=tuple(map(key, TOKEN.findall(f"{noun} {re.split(r'[.;:,()]', behind)[0]}"))),
            clause=before + after,
            aimed=fact.aim is not Aim.RESULT and not reached,
            now=bool(now),
            years=years | own if now else years or own,  # what is there now is of the report's year
            periods=frozenset(" ".join(found[0].lower().split()) for found in cues.ONE_OF_A_SERIES.finditer(clause)),
            headed=_headed(headings),
            whole=bool(cues.OF_ALL.search(clause)),
            total=bool(cues.OF_ALL.search(before)),
            subset=bool(cues.OF_SOME.search(before)),
            tasks=among_tasks(headings),
        )


def _years(measured: Measured, fact: Fact) -> frozenset[int]:
    """Return the years that a figure is given for, by its text, its row or what stands above it."""
    if measured.reading.columns:
        told = fact.years if fact.said is Said.TEXT else ()
        return frozenset({*told, *map(int, YEARS.findall(measured.entry.thing))})
    if fact.said is Said.ABOVE and (tells_both(measured.reading.headings) or _of_title(measured, fact)):
        return frozenset()
    return frozenset(fact.years if fact.said in (Said.TEXT, Said.ABOVE) else ())


def _of_title(measured: Measured, fact: Fact) -> bool:
    """Whether the year of a figure is said by the title alone: "Tổng kết năm 2022. Nhiệm vụ năm 2023"."""
    above = " ".join((*measured.reading.headings, measured.reading.passage.context))
    return fact.said is Said.ABOVE and not any(str(year) in above for year in fact.years)


def _headed(headings: Sequence[str]) -> str:
    """Return the place or body that the innermost such heading names, as a key; an empty string where none does."""
    found = (found[0] for heading in reversed(headings) if (found := _HEADED.search(heading)))
    return next((key(named) for named in found if re.search(rf"\b[{UPPER}]\w", named.partition(" ")[2])), "")


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
    in_two = one.periods and other.periods and not one.periods & other.periods
    of_two = one.headed and other.headed and one.headed != other.headed
    return not (in_one_table or calls or in_two or of_two) and _of_one_time(one, other) and _of_one_place(one, other)


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


def _named_in(one: Told, other: Told) -> float:
    """Return how much of the noun that one figure counts stands in the other's clause."""
    noun = [key(word) for word in TOKEN.findall(one.measured.figure.unit)]
    return sum(word in other.said for word in noun) / len(noun) if noun else 0.0


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
