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
from bc_qa.text.keys import key
from bc_qa.types import FigureKind

UNKNOWN = 0.6  # weight of a word that the corpus never writes: the claim may only put it in other words
ANCHOR = 0.9  # weight of another figure of the claim, for each of its significant digits …
MOST_ANCHOR = 4.0  # … and at most
PART_OF_WORD = 0.25  # what a syllable is worth that is a word in the claim and part of one in the report
ABSENT = 0.3  # a word that agrees less is not said
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
        met = total = 0.0
        for term in self._of(claim):
            weight = self.clause.weights[term.text] * self._near(claim, term)
            met += weight * self.told(term, other)
            total += weight
        for anchor in self.clause.statements:
            if anchor.figure.span == claim.figure.span or anchor.figure.kind in _NO_ANCHOR:
                continue
            weight = min(ANCHOR * _digits(anchor), MOST_ANCHOR) * claim.reach(*anchor.figure.span)
            same = (s for s in self._same(anchor, other) if s is not other)
            met += weight * max((other.reach(*s.figure.span) for s in same), default=0.0)
            total += weight
        return met / total if total else 0.0

    def absent(self, claim: Statement, other: Statement) -> float:
        """Return the share of the claim's words that the corpus knows and the report does not say of a figure, 0-1."""
        lost = total = 0.0
        for term in self._of(claim):
            weight = self.clause.weights[term.text] * self._near(claim, term)
            total += weight
            if self.told(term, other) < ABSENT and self.corpus.knows(term):
                lost += weight
        return lost / total if total else 0.0

    def _of(self, claim: Statement) -> list[Term]:
        """Return the terms of the clause that speak of a claim: not those that it is itself."""
        if claim.figure.kind is not FigureKind.NAME:
            return list(self.clause.terms)
        start, end = claim.figure.span
        return [t for t in self.clause.terms if not all(start <= p[0] and p[1] <= end for p in self.clause.places[t.text])]

    def told(self, term: Term, other: Statement) -> float:
        """Return how well a term agrees with what the report says of a figure, 0-1."""
        found, above = self._look(other.reading)
        reached = [(how, other.reach(start, end)) for start, end, how in found[term.text]]
        own = [how for how, reach in reached if reach == 1.0]
        if own:
            return max(own)
        return max([above[term.text], *(how * reach for how, reach in reached)])

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
        return shared / total if total else 1.0

    def _near(self, claim: Statement, term: Term) -> float:
        places = self.clause.places[term.text]
        return max((claim.reach(start, end) for start, end, _ in places), default=0.5)

    def _look(self, reading: Reading) -> tuple[dict[str, list[Place]], dict[str, float]]:
        passage = reading.passage.id
        if passage not in self._found:
            terms = self.clause.terms
            longer = [word.split("_") for word in reading.passage.words.split()]
            self._found[passage] = {
                term.text: [
                    (start, end, how * self._whole(reading, start, end, longer))
                    for start, end, how in matches(reading, term, self.corpus.knows(term))
                ]
                for term in terms
            }
            self._above[passage] = {term.text: in_context(reading, term) for term in terms}
        return self._found[passage], self._above[passage]


    def _whole(self, reading: Reading, start: int, end: int, words: Sequence[list[str]]) -> float:
        """Return 1, or less where a syllable agrees that is only part of a word there: "thu" in "thu hồi"."""
        token = key(reading.passage.text[start:end])
        if " " in token or any(word == [token] or (token in word and set(word) <= self.clause.words) for word in words):
            return 1.0
        return PART_OF_WORD if any(token in word for word in words) else 1.0


def weighed(corpus: Corpus, terms: Sequence[Term]) -> dict[str, float]:
    """Return how telling each term is in the corpus."""
    return {term.text: corpus.weight(term) * (1.0 if corpus.knows(term) else UNKNOWN) for term in terms}


def _digits(statement: Statement) -> int:
    """Return the significant digits of a figure."""
    return len("".join(char for char in statement.figure.text if char.isdigit()).strip("0"))
