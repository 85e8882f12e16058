"""Where reports give two values for one thing: figures of the catalogue whose words agree and whose values do not.

Agreement is asked of both sides, weighed by how telling the words are, and only between different paragraphs: inside
one, the same words under two headings are parts of two things. What may be two things is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from bc_qa.evidence import lexicon
from bc_qa.evidence.catalogue import Measured
from bc_qa.evidence.corpus import Corpus
from bc_qa.figures.units import UNITS
from bc_qa.text.keys import TOKEN, key, syllables
from bc_qa.types import FigureKind

LEAST_AGREED = 0.97  # share of the weight of either label that the other has too
LEAST_AGREED_COUNTED = 0.3  # … where what is counted is the same to the word, and for the same place
LEAST_WEIGHT = 4.5  # a label of common words alone names nothing
LEAST_COUNTED = 3  # syllables of what is counted, unit and all
_VALUED = frozenset({FigureKind.QUANTITY, FigureKind.SHARE, FigureKind.RANGE})
_UNIT_WORDS = frozenset(key(word) for unit in UNITS for word in TOKEN.findall(unit))


def conflicts(corpus: Corpus, catalogue: Sequence[Measured]) -> Mapping[str, tuple[Measured, ...]]:
    """Return, by the id of a figure, the figures that give another value for the same thing, by place."""
    found: dict[str, list[Measured]] = defaultdict(list)
    weights = {token: corpus.telling(token) for measured in catalogue for token in measured.label}
    for group in _comparable(catalogue):
        for one, other in combinations(group, 2):
            if _differ(one, other) and _same_thing(one, other, weights):
                found[one.entry.id].append(other)
                found[other.entry.id].append(one)
    return {place: tuple(others) for place, others in found.items()}


def _comparable(catalogue: Iterable[Measured]) -> list[list[Measured]]:
    """Return the figures in groups of one kind, unit and aim: only these can be values of one thing."""
    groups: dict[tuple[object, ...], list[Measured]] = defaultdict(list)
    for measured in catalogue:
        entry = measured.entry
        if entry.kind in _VALUED and entry.base_unit:
            groups[entry.kind, entry.base_unit, entry.target, bool(entry.change)].append(measured)
    return list(groups.values())


def _differ(one: Measured, other: Measured) -> bool:
    """Whether two figures of different paragraphs have other values for periods and places that may be the same."""
    a, b = one.entry, other.entry
    if (a.value, a.upper, a.unit) == (b.value, b.upper, b.unit) or (a.base, a.upper) == (b.base, b.upper):
        return False
    first, second = one.reading.passage, other.reading.passage
    apart = (first.document, first.section, first.note) != (second.document, second.section, second.note)
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
