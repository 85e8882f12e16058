"""Where a report gives two values for one thing: figures of the catalogue whose words agree and whose values do not.

Agreement is asked of both sides, weighed by how telling the words are, and only between different paragraphs: inside
one, the same words under two headings are parts of two things. What may be two things is left alone, and so is what
two reports say: each is of its own year and place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from bc_qa.evidence.catalogue import Measured
from bc_qa.evidence.corpus import Corpus
from bc_qa.figures.units import UNITS
from bc_qa.language import lexicon
from bc_qa.text.keys import TOKEN, key, syllables
from bc_qa.types import FigureKind

LEAST_AGREED = 0.97  # share of the weight of either label that the other has too
LEAST_AGREED_COUNTED = 0.3  # … where what is counted is the same to the word, and for the same place
LEAST_WEIGHT = 4.5  # a label of common words alone names nothing
LEAST_COUNTED = 3  # syllables of what is counted, unit and all
_VALUED = frozenset({FigureKind.QUANTITY, FigureKind.SHARE, FigureKind.RANGE})
_UNIT_WORDS = frozenset(key(word) for unit in UNITS for word in TOKEN.findall(unit))


def conflicts(corpus: Corpus, catalogue: Sequence[Measured]) -> Mapping[str, tuple[Measured, ...]]:
    """Return, by the id of a figure, the figures of its report that give another value for the same thing, by place."""
    weights = {token: corpus.telling(token) for token in {token for measured in catalogue for token in measured.label}}
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, measured in enumerate(catalogue):
        for shared in _keys(measured, weights):
            groups[shared].append(at)
    pairs = {pair for group in groups.values() for pair in combinations(group, 2)}
    found: dict[str, list[Measured]] = defaultdict(list)
    for one, other in ((catalogue[first], catalogue[second]) for first, second in sorted(pairs)):
        if in_conflict(one, other, weights):
            found[one.entry.id].append(other)
            found[other.entry.id].append(one)
    return {place: tuple(others) for place, others in found.items()}


def in_conflict(one: Measured, other: Measured, weights: Mapping[str, float]) -> bool:
    """Whether two figures give two values for one thing; `weights` says how telling each word of their labels is."""
    sorts = [_sort(measured) for measured in (one, other)]
    return sorts[0] is not None and sorts[0] == sorts[1] and _differ(one, other) and _same_thing(one, other, weights)


def _sort(measured: Measured) -> tuple[object, ...] | None:
    """Return report, kind, unit and aim of a figure: only those that share them can be values of one thing."""
    entry = measured.entry
    if entry.kind not in _VALUED or not entry.base_unit:
        return None
    return entry.document, entry.kind, entry.base_unit, entry.target, bool(entry.change)


def _keys(measured: Measured, weights: Mapping[str, float]) -> Iterator[Hashable]:
    """Yield keys of which a figure shares one at least with any figure that it may be in conflict with."""
    sort = _sort(measured)
    if sort is None:
        return
    for token in _heaviest(_telling(measured), weights):
        yield *sort, token
    counted, place = _counted(measured), measured.entry.place.lower()
    if place and len(counted) >= LEAST_COUNTED:
        yield *sort, place, counted


def _heaviest(label: Iterable[str], weights: Mapping[str, float]) -> Iterator[str]:
    """Yield the most telling words of a label, as many as two labels that agree cannot both do without.

    Of the words that two labels share let one be the most telling. Whatever tells more in either is not shared, so it
    weighs no more than what agreement lets go.
    """
    ordered = sorted(label, key=lambda token: (-weights[token], token))
    spare = (1 - LEAST_AGREED) * sum(weights[token] for token in ordered) * 1.001  # sums of floats, in any order
    passed = 0.0
    for token in ordered:
        if passed > spare:
            return
        yield token
        passed += weights[token]


def _differ(one: Measured, other: Measured) -> bool:
    """Whether two figures of different paragraphs have other values for periods and places that may be the same."""
    a, b = one.entry, other.entry
    if (a.value, a.upper, a.unit) == (b.value, b.upper, b.unit) or (a.base, a.upper) == (b.base, b.upper):
        return False
    first, second = one.reading.passage, other.reading.passage
    apart = (first.section, first.note) != (second.section, second.note)
    apart = apart and first.text not in second.context and second.text not in first.context  # a note gives parts
    same_years = not a.years or not b.years or a.years == b.years
    return apart and same_years and _compatible(a.place, b.place)


def _compatible(one: str, other: str) -> bool:
    return not one or not other or key(one) == key(other)


def _same_thing(one: Measured, other: Measured, weights: Mapping[str, float]) -> bool:
    labels = [_telling(measured) for measured in (one, other)]
    if not all(labels):
        return False
    shared = sum(weights[token] for token in labels[0] & labels[1])
    agreed = min(shared / sum(weights[token] for token in label) for label in labels)
    counted = [_counted(measured) for measured in (one, other)]
    places = {measured.entry.place.lower() for measured in (one, other)}
    if len(places) == 1 and places != {""} and counted[0] == counted[1] and len(counted[0]) >= LEAST_COUNTED:
        return agreed >= LEAST_AGREED_COUNTED
    return agreed >= LEAST_AGREED and shared >= LEAST_WEIGHT


def _telling(measured: Measured) -> frozenset[str]:
    return measured.label - _UNIT_WORDS - lexicon.CHANGES


def _counted(measured: Measured) -> tuple[str, ...]:
    """Return the syllables of what a figure counts, unit and all: "cơ sở y tế"."""
    return tuple(syllables(measured.entry.thing.rpartition(" – ")[2])) if measured.entry.unit else ()
