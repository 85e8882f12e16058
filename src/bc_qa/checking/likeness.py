"""How surely a statement of the report is of the very thing that a claim speaks of: shares 0-1 of the claim's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bc_qa.checking.agreeing import agrees
from bc_qa.checking.statements import Statement
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.question import Term
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.support import Place, in_context, matches
from bc_qa.types import FigureKind

UNKNOWN = 0.6  # weight of a word that the corpus never writes: the claim may only put it in other words
ANCHOR = 0.9  # weight of another figure of the claim, for each of its significant digits …
MOST_ANCHOR = 4.0  # … and at most
OWN = 0.3  # what the words of the report's own item count that the claim does not have
_NO_ANCHOR = (FigureKind.PERIOD, FigureKind.ORDINAL, FigureKind.NAME)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a draft with its terms: where each stands in it, and how telling it is."""

    reading: Reading
    statements: tuple[Statement, ...]
    terms: tuple[Term, ...]
    places: Mapping[str, list[Place]]
    weights: Mapping[str, float]
    words: frozenset[str]


@dataclass(slots=True)
class Passages:
    """What the passages of the report say of one clause, worked out once for each passage that is looked at."""

    corpus: Corpus
    clause: Clause
    stated: Mapping[str, Sequence[Statement]]
    _found: dict[str, dict[str, list[Place]]] = field(default_factory=dict)
    _above: dict[str, dict[str, float]] = field(default_factory=dict)
    _anchored: dict[tuple[str, str], list[Statement]] = field(default_factory=dict)

    def likeness(self, claim: Statement, other: Statement) -> tuple[float, float]:
        """Return how much of what a claim says of its figure the report says of another, 0-1."""
        return self._said(claim, other), self._own(other)

    def _said(self, claim: Statement, other: Statement) -> float:
        found, above = self._look(other.reading)
        met = total = 0.0
        for term in self.clause.terms:
            weight = self.clause.weights[term.text] * self._near(claim, term)
            inside = max((how * other.reach(start, end) for start, end, how in found[term.text]), default=0.0)
            met += weight * max(inside, above[term.text])
            total += weight
        for anchor in self.clause.statements:
            if anchor.figure.span == claim.figure.span or anchor.figure.kind in _NO_ANCHOR:
                continue
            weight = min(ANCHOR * _digits(anchor), MOST_ANCHOR) * claim.reach(*anchor.figure.span)
            same = (s for s in self._same(anchor, other) if s is not other)
            met += weight * max((other.reach(*s.figure.span) for s in same), default=0.0)
            total += weight
        return met / total if total else 0.0

    def _same(self, anchor: Statement, other: Statement) -> list[Statement]:
        passage = other.reading.passage.id
        at = (anchor.id, passage)
        if at not in self._anchored:
            self._anchored[at] = [s for s in self.stated[passage] if agrees(anchor.figure, s.figure)]
        return self._anchored[at]

    def _own(self, other: Statement) -> float:
        """Return how much of what the report's item says the claim says too, 0-1."""
        total = sum(self.corpus.telling(token) for token in other.label)
        shared = sum(self.corpus.telling(token) for token in other.label & self.clause.words)
        return shared / total if total else 0.5

    def _near(self, claim: Statement, term: Term) -> float:
        places = self.clause.places[term.text]
        return max((claim.reach(start, end) for start, end, _ in places), default=0.5)

    def _look(self, reading: Reading) -> tuple[dict[str, list[Place]], dict[str, float]]:
        passage = reading.passage.id
        if passage not in self._found:
            terms = self.clause.terms
            self._found[passage] = {term.text: matches(reading, term, self.corpus.knows(term)) for term in terms}
            self._above[passage] = {term.text: in_context(reading, term) for term in terms}
        return self._found[passage], self._above[passage]


def weighed(corpus: Corpus, terms: Sequence[Term]) -> dict[str, float]:
    """Return how telling each term is in the corpus."""
    return {term.text: corpus.weight(term) * (1.0 if corpus.knows(term) else UNKNOWN) for term in terms}


def _digits(statement: Statement) -> int:
    """Return the significant digits of a figure."""
    return len("".join(char for char in statement.figure.text if char.isdigit()).strip("0"))
