"""How surely a statement of the report is of the very thing that a claim speaks of: shares 0-1 of the claim's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bc_qa.claims.agreeing import agrees, digits
from bc_qa.claims.statements import Statement
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.question import Term
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.support import Place, in_context, matches
from bc_qa.language import cues, lexicon
from bc_qa.text.keys import TOKEN, key
from bc_qa.types import FigureKind

UNKNOWN = 0.6  # weight of a word that the corpus never writes: the claim may only put it in other words
ANCHOR, MOST_ANCHOR = 0.9, 4.0  # weight of another figure of the claim, for each of its digits, and at most
MOST_ANCHORS = 8  # the figures beside a claim that tell where it was taken from
OTHER_LEVEL = 0.3  # what a word is worth that is of another level of government
PART_OF_WORD = 0.25  # what a syllable is worth that is a word in the claim and part of another in the report
LEAST_SAID = 0.3  # a word that agrees less is not said
BY_ANOTHER_WORD = 0.9  # what a syllable is worth that only another word for the same has
OF_THE_WHOLE = 4.0  # weight of the whole that a statement is of, where the claim names it
CLOSE, CLOSE_CHARS = 1.5, 8  # what a word counts right before a figure, and how far that is
UNPLACED = 0.5  # how far a word speaks of a claim that stands nowhere in its clause as it is spelt
_NO_ANCHOR = (FigureKind.PERIOD, FigureKind.ORDINAL, FigureKind.NAME)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a draft: what it states, its terms, where each stands in it, how telling it is, all its syllables."""

    reading: Reading
    statements: tuple[Statement, ...]
    terms: tuple[Term, ...]
    places: Mapping[str, Sequence[Place]]
    weights: Mapping[str, float]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Similarity:
    """Shares 0-1: `said` of what the claim says the report says too; `own` of the report's item the claim says too;

    `silent` of what the claim says the report knows a word for and does not use here.
    """

    said: float
    own: float
    silent: float


class ClauseMatcher:
    """One clause of a draft next to the passages of the report, each looked at once."""

    def __init__(self, corpus: Corpus, clause: Clause, stated: Mapping[str, Sequence[Statement]]) -> None:
        self._corpus = corpus
        self._clause = clause
        self._stated = stated
        self._looked: dict[str, tuple[tuple[list[Place], float], ...]] = {}
        self._same: dict[tuple[str, str], list[Statement]] = {}
        self._weighed: dict[str, tuple[tuple[int, float, float, bool], ...]] = {}
        self._anchored: dict[str, tuple[tuple[Statement, float, float], ...]] = {}
        self._reached: dict[tuple[str, int, int], float] = {}
        self._claimed: dict[tuple[str, str], float] = {}
        self._known = {term.text: corpus.knows(term) for term in clause.terms}
        self._owned: dict[str, tuple[tuple[tuple[str, float], ...], float, float]] = {}
        self._met: dict[tuple[str, str], list[tuple[float, float, list[Statement]]]] = {}
        self._totals: dict[str, tuple[float, float]] = {}

    def similarity(self, claim: Statement, other: Statement) -> Similarity:
        """Return how surely a statement of the report is of the thing of a claim."""
        met = silent = 0.0
        looked = self._look(other.reading)
        for at, near, weight, known in self._terms_of(claim):
            places, above = looked[at]
            told = self._told(near, places, other, above) if places else above
            met += weight * told
            if known and told < LEAST_SAID:
                silent += weight
        worded, total = self._total(claim)
        silent = silent / worded if worded else 0.0
        for weight, told in self._anchors(claim, other):
            met += weight * told
        return Similarity(met / total if total else 0.0, self._own(claim, other), silent)

    def _terms_of(self, claim: Statement) -> tuple[tuple[int, float, float, bool], ...]:
        """Return the terms that speak of a claim, by number, not those that it is itself.

        Each with how far it does, what it counts, and whether the corpus knows it.
        """
        if claim.id not in self._weighed:
            start, end = claim.figure.span
            named = claim.figure.kind is FigureKind.NAME
            self._weighed[claim.id] = tuple(
                (at, self._near(claim, term), self._weight(claim, term), self._known[term.text])
                for at, term in enumerate(self._clause.terms)
                if not named or not all(start <= p[0] and p[1] <= end for p in self._clause.places[term.text])
            )
        return self._weighed[claim.id]

    def _near(self, claim: Statement, term: Term) -> float:
        """Return how far a term speaks of a claim."""
        places = self._clause.places[term.text]
        return max((claim.reach(start, end) for start, end, _ in places), default=UNPLACED)

    def _weight(self, claim: Statement, term: Term) -> float:
        """Return what a term counts for a claim: more right before it, where it is said what a figure is of."""
        begins = claim.figure.span.start - (len(claim.figure.qualifier) + 1 if claim.figure.qualifier else 0)
        ends = (end for _, end, _ in self._clause.places[term.text])
        close = any(0 < begins - end <= CLOSE_CHARS for end in ends)
        return self._clause.weights[term.text] * self._near(claim, term) * (CLOSE if close else 1.0)

    def _reach(self, other: Statement, start: int, end: int) -> float:
        """Return how far a stretch of a passage speaks of a figure there, once for all claims of the clause."""
        at = (other.id, start, end)
        if at not in self._reached:
            self._reached[at] = other.reach(start, end)
        return self._reached[at]

    def _told(self, near: float, found: Sequence[Place], other: Statement, above: float) -> float:
        """Return how well a term agrees with what the report says of a figure, 0-1; in its item, only with that."""
        reached = [(how, self._reach(other, start, end)) for start, end, how in found]
        own = [how * _alike(near, reach) for how, reach in reached if reach == 1.0]
        if own:
            return max(own)
        return max([above, *(how * _alike(near, reach) for how, reach in reached)])

    def _total(self, claim: Statement) -> tuple[float, float]:
        """Return what the terms that speak of a claim count in all, and what they do with the figures beside it."""
        if claim.id not in self._totals:
            worded = sum((weight for _, _, weight, _ in self._terms_of(claim)), 0.0)
            whole = sum((weight for _, _, weight in self._beside(claim)), worded)
            self._totals[claim.id] = worded, whole
        return self._totals[claim.id]

    def _anchors(self, claim: Statement, other: Statement) -> Iterator[tuple[float, float]]:
        """Yield the weight of each other figure of the clause that the passage gives, and how far beside a figure."""
        at = (claim.id, other.reading.passage.id)
        if at not in self._met:
            every = ((weight, near, self._agreeing(anchor, other)) for anchor, near, weight in self._beside(claim))
            self._met[at] = [each for each in every if each[2]]
        for weight, near, agreeing in self._met[at]:
            same = (s for s in agreeing if s is not other)
            yield weight, max((_alike(near, self._reach(other, *s.figure.span)) for s in same), default=0.0)

    def _beside(self, claim: Statement) -> tuple[tuple[Statement, float, float], ...]:
        """Return the figures that stand nearest to a claim, how far each speaks of it, and what it counts."""
        if claim.id not in self._anchored:
            start, kinds = claim.figure.span.start, _NO_ANCHOR
            others = [s for s in self._clause.statements if s.figure.span.start != start and s.figure.kind not in kinds]
            nearest = sorted(others, key=lambda s: abs(s.figure.span.start - start))[:MOST_ANCHORS]
            placed = sorted(nearest, key=lambda s: s.figure.span)
            reached = ((s, claim.reach(*s.figure.span)) for s in placed)
            self._anchored[claim.id] = tuple(
                (s, near, min(ANCHOR * len(digits(s.figure)), MOST_ANCHOR) * near) for s, near in reached
            )
        return self._anchored[claim.id]

    def _agreeing(self, anchor: Statement, other: Statement) -> list[Statement]:
        passage = other.reading.passage.id
        if (anchor.id, passage) not in self._same:
            same = [s for s in self._stated[passage] if agrees(anchor.figure, s.figure)]
            self._same[anchor.id, passage] = same
        return self._same[anchor.id, passage]

    def _own(self, claim: Statement, other: Statement) -> float:
        """Return how much of what the report's item says the claim says of its figure too, 0-1."""
        words, total, whole = self._owned_by(other)
        shared = sum(telling * self._said_of(claim, token) for token, telling in words)
        return (shared + whole) / (total + whole) if total else 1.0

    def _owned_by(self, other: Statement) -> tuple[tuple[tuple[str, float], ...], float, float]:
        """Return the words of a statement's item with what each counts, all together, and the whole that it is of."""
        if other.id not in self._owned:
            words = tuple((token, self._corpus.telling(token)) for token in sorted(other.label))
            total = sum(self._corpus.telling(token) for token in other.label)
            self._owned[other.id] = words, total, OF_THE_WHOLE * self._of_the_whole(other)
        return self._owned[other.id]

    def _of_the_whole(self, other: Statement) -> bool:
        """Whether a statement is of the whole that the clause names: "toàn huyện" for "huyện có"."""
        item = other.reading.passage.text[other.item.start : other.item.end].lower()
        levels = {found[1] for found in cues.SCOPES.finditer(item)}
        return bool(levels & self._clause.words)

    def _said_of(self, claim: Statement, token: str) -> float:
        """Return how far a syllable of the clause speaks of a claim, 0-1, told once for all that may be of it."""
        if (claim.id, token) not in self._claimed:
            self._claimed[claim.id, token] = self._speaks(claim, token)
        return self._claimed[claim.id, token]

    def _speaks(self, claim: Statement, token: str) -> float:
        tokens, places = self._clause.reading.tokens, self._clause.reading.places.get(token, ())
        near = max((claim.reach(*tokens[at][1:]) for at in places), default=0.0)
        return near or (BY_ANOTHER_WORD if token in self._clause.words else 0.0)

    def _look(self, reading: Reading) -> tuple[tuple[list[Place], float], ...]:
        """Return, for each term, where it stands in a passage and how well it agrees with the context there."""
        passage = reading.passage.id
        if passage not in self._looked:
            words = [word.split("_") for word in reading.passage.words.split()]
            self._looked[passage] = tuple(
                (self._standing(reading, term, words), in_context(reading, term)) for term in self._clause.terms
            )
        return self._looked[passage]

    def _standing(self, reading: Reading, term: Term, words: Sequence[list[str]]) -> list[Place]:
        return [
            (start, end, how * self._whole(reading, start, end, words) * self._level(reading, term, end))
            for start, end, how in matches(reading, term, self._known[term.text])
        ]

    def _level(self, reading: Reading, term: Term, end: int) -> float:
        """Return 1, or little where a term is of another level there: "Đảng bộ tỉnh" for "Đảng bộ huyện"."""
        clause = self._clause.reading.passage.text
        reported = _level_at(reading.passage.text, end)
        if not reported:
            return 1.0
        claimed = {_level_at(clause, place[1]) for place in self._clause.places[term.text]} - {""}
        return OTHER_LEVEL if claimed and reported not in claimed else 1.0

    def _whole(self, reading: Reading, start: int, end: int, words: Sequence[list[str]]) -> float:
        """Return 1, or less where a syllable agrees that is only part of another word there: "thu" in "thu hồi"."""
        token = key(reading.passage.text[start:end])
        held = [word for word in words if token in word]
        if " " in token or not held or any(word == [token] or set(word) <= self._clause.words for word in held):
            return 1.0
        return PART_OF_WORD


def _level_at(text: str, end: int) -> str:
    """Return the level of government that is named right behind a place in a text, or an empty string."""
    found = TOKEN.match(text, end + 1)
    if found is None or key(found.group()) not in lexicon.LEVELS:
        return ""
    named = text[found.end() :].lstrip()[:1].isupper()  # "xã Mường So" is a place, not a level
    return "" if named else key(found.group())


def weighed(corpus: Corpus, terms: Sequence[Term]) -> dict[str, float]:
    """Return how telling each term is in the corpus."""
    return {term.text: corpus.weight(term) * (1.0 if corpus.knows(term) else UNKNOWN) for term in terms}


def _alike(claimed: float, reported: float) -> float:
    """Return how alike a word stands to two figures: what is behind another figure there should not be of it here."""
    return reported / claimed if reported < claimed else 1.0 - (reported - claimed) / 2
