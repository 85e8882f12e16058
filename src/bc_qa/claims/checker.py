"""Claims: everything that a text quotes, each held against the report."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bc_qa.claims.agreeing import agrees, digits
from bc_qa.claims.draft import read_clauses, read_draft
from bc_qa.claims.explaining import explained
from bc_qa.claims.groups import of_another_group
from bc_qa.claims.judging import (
    Candidate,
    Judgement,
    Sort,
    candidate,
    figures_of_one_sort,
    is_difference,
    judge,
    same_sort,
    settled,
    sort_of,
)
from bc_qa.claims.likeness import in_common, of_change
from bc_qa.claims.listing import listed
from bc_qa.claims.own_head import of_the_head
from bc_qa.claims.parting import VALUES, Part, parted
from bc_qa.claims.second import Looked, SecondReader
from bc_qa.claims.similarity import Clause, ClauseMatcher, Similarity, weighed
from bc_qa.claims.statements import Statement, statements
from bc_qa.claims.weighing import features, likelihoods
from bc_qa.claims.wording import HELD_TOGETHER
from bc_qa.claims.working import changed, worked_out
from bc_qa.evidence.catalogue import Measured
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.question import Term
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.support import matches
from bc_qa.evidence.terms import Tagger, terms_of, words_of
from bc_qa.facts.fact import Fact, Head
from bc_qa.facts.reader import fact_of
from bc_qa.figures.units import BASES, SCALES
from bc_qa.language import lexicon
from bc_qa.text.keys import TOKEN, key, syllables
from bc_qa.types import Claim, Document, Figure, FigureKind, ParagraphKind, Verdict

MOST_CLAIMS = 100  # claims of one text that the second reader reads; of more, those that the rules leave in doubt
LOOKED_AT = 60  # passages of the report that are read closely for one clause
MOST_READ = 40  # figures of a clause that the second reader is asked for; more stand in no sentence
LEAST_DIGITS = 3  # significant digits of a figure by which passages are found
LEAST_ROUNDED, MOST_ROUNDED = 1000, 8  # a figure whose roundings are looked for, and in how many passages at most
ROUNDED_WITHIN = 0.3  # how far a value may lie from its rounding at most, more than `figures.agreement` ever allows
MOST_SORTS = 2000  # sorts of claimed figures that are remembered
# What a text quotes; periods and ordinals are what it is quoted for, unless nothing else is.
QUOTED = frozenset(FigureKind) - {FigureKind.PERIOD, FigureKind.ORDINAL}
_SAID = QUOTED - {FigureKind.NAME}

Rows = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many clauses of a draft are done and how many there are; the claims of the last one."""

    done: int
    of: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """A claim with the statements of its sort that stand in the passages near it, and what the second reader found.

    `quoted` is the claim as it stands in the text, `claim` in the sentence that speaks of it alone.
    """

    quoted: Statement
    claim: Statement
    pairs: list[tuple[Candidate, Similarity]]
    common: list[dict[str, float]]
    near: list[str]
    comparison: ClauseMatcher
    looked: Looked | None

    def features(self) -> list[dict[str, float]]:
        """Return what tells whether each statement is of the claim's thing; nothing where there is no second reader."""
        if self.looked is None:
            return []
        return features(self.claim, self.pairs, self.common, self.looked)


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a clause is looked for: the passages near it, best first, and what compares it.

    `document` is the only report that is looked in, None for all; `worded` says whether it has any words, `read`
    whether the second reader is asked.
    """

    clause: Clause
    comparison: ClauseMatcher
    near: list[str]
    document: str | None
    worded: bool
    read: bool


class Reads:
    """How many claims of one text the second reader may still read, of `quoted` in all."""

    def __init__(self, most: int, quoted: int = 0) -> None:
        self._left = most
        self.every = quoted <= most

    def take(self, by_rules: Verdict | None) -> bool:
        """Whether to read a claim: each where they are few, else one that the rules do not bear out, while any is left.

        What a text says wrongly is worth more than its share of the reading: an accusation needs more than a rule.
        """
        if not self.every and (self._left <= 0 or by_rules is Verdict.SUPPORTED):
            return False
        self._left -= 1
        return True


class Checker:
    """Holds texts against the reports of one corpus."""

    def __init__(
        self,
        corpus: Corpus,
        documents: Mapping[str, Document],
        conflicts: Mapping[str, Sequence[Measured]],
        tag: Tagger,
        this_year: int | None,
        second: SecondReader | None = None,
        most_read: int = MOST_CLAIMS,
    ) -> None:
        self._second = second
        self._most_read = most_read
        self._corpus = corpus
        self._documents = documents
        self._conflicts = conflicts
        self._tag = tag
        self._this_year = this_year
        self._facts: dict[str, Fact] = {}
        self._fits: dict[Sort, frozenset[Sort]] = {}

    @cached_property
    def _stated(self) -> dict[str, tuple[Statement, ...]]:
        """What each passage states; read when the first text is checked."""
        return {place: self._statements(reading) for place, reading in self._corpus.readings.items()}

    @cached_property
    def _headed(self) -> list[Statement]:
        """What the heads and the signatures state."""
        kinds = (ParagraphKind.MASTHEAD, ParagraphKind.SIGNATURE)
        return [s for stated in self._stated.values() for s in stated if s.reading.kind in kinds]

    @cached_property
    def _valued(self) -> dict[str, set[str]]:
        """The passages that give a figure, by its digits."""
        found: dict[str, set[str]] = defaultdict(set)
        for place, stated in self._stated.items():
            for statement in stated:
                if len(digits(statement.figure)) >= LEAST_DIGITS:
                    found[digits(statement.figure)].add(place)
        return found

    @cached_property
    def _holders(self) -> dict[str, Rows]:
        """The passages that state something and hold a syllable, or stand under it: their rows, by place."""
        found: dict[str, list[int]] = defaultdict(list)
        for row, (place, reading) in enumerate(self._corpus.readings.items()):
            for token in {*reading.places, *reading.context} if self._stated[place] else ():
                found[token].append(row)
        return {token: np.array(rows, np.int64) for token, rows in found.items()}

    @cached_property
    def _rows(self) -> tuple[str, ...]:
        """The passages by row."""
        return tuple(self._corpus.readings)

    @cached_property
    def _sorts(self) -> dict[Sort, Figure]:
        """Every sort of figure that the reports state, with one of it."""
        return {sort_of(s.figure): s.figure for stated in self._stated.values() for s in stated}

    @cached_property
    def _sorted(self) -> dict[str, tuple[tuple[Sort, Statement], ...]]:
        """What each passage states, with the sort of each."""
        return {place: tuple((sort_of(s.figure), s) for s in stated) for place, stated in self._stated.items()}

    @cached_property
    def _by_size(self) -> tuple[list[float], list[str]]:
        """The values that the reports state, by size, each with its passage."""
        sized = sorted(
            (size, place) for place, stated in self._stated.items() for s in stated for size in _sizes(s.figure)
        )
        return [size for size, _ in sized], [place for _, place in sized]

    def verify(self, text: str, document: str | None = None) -> Iterator[Progress]:
        """Yield what a text quotes, clause by clause: each figure, date, document number and name, by place.

        It is held against all reports, or against the one that is named.
        """
        draft = read_draft(text)
        readings = read_clauses(draft, self._corpus.known)
        stated = [self._statements(reading) for reading in readings]
        reads = Reads(self._most_read, sum(len(_quoted(each)) for each in stated))
        for done, (reading, each) in enumerate(zip(readings, stated, strict=True), 1):
            judged = self._judged(reading, each, document, reads)
            claims = (explained(claim, judgement, self._documents, self._conflicts) for claim, judgement in judged)
            yield Progress(done, len(readings), tuple(claims))

    def _judged(
        self, reading: Reading, stated: tuple[Statement, ...], document: str | None, reads: Reads
    ) -> Iterator[tuple[Statement, Judgement]]:
        """Yield what a clause quotes, by place, each with the judgement on it; `reads` is what may be read closely."""
        for held in self._held(reading, stated, document, reads):
            judgement = self._judgement(held)
            stated_near = [self._stated[place] for place in held.near]
            if judgement.verdict is Verdict.NOT_FOUND:
                judgement = worked_out(held.claim, stated_near, held.comparison.similarity) or judgement
            if judgement.verdict is not Verdict.SUPPORTED:
                judgement = changed(held.claim, stated_near, held.comparison.similarity) or judgement
            if judgement.verdict is not Verdict.SUPPORTED:
                judgement = self._of_the_head(held.claim, document) or listed(held.claim, stated_near) or judgement
            yield held.quoted, judgement

    def _judgement(self, held: _Held) -> Judgement:
        """Return the judgement on a claim by what the second reader found, or by the rules alone."""
        if held.looked is None:
            return judge(held.claim, (c for c, _ in held.pairs), self._conflicts)
        likely = likelihoods(held.features())
        weighed = [(c, p) for (c, _), p in zip(held.pairs, likely, strict=True)]
        return settled(held.claim, weighed, self._conflicts)

    def _of_the_head(self, claim: Statement, document: str | None) -> Judgement | None:
        return of_the_head(claim, self._headed, self._documents.values(), document)

    def weighed(self, text: str) -> Iterator[tuple[Statement, Statement, list[tuple[Candidate, dict[str, float]]]]]:
        """Yield what a text quotes, as it stands there and as it was read, with what may be of its thing: to fit by."""
        for reading in read_clauses(read_draft(text), self._corpus.known):
            for held in self._held(reading, self._statements(reading), None, Reads(self._most_read)):
                told = [(c, found) for (c, _), found in zip(held.pairs, held.features(), strict=True)]
                yield held.quoted, held.claim, told

    def _held(
        self, reading: Reading, stated: tuple[Statement, ...], document: str | None, reads: Reads
    ) -> Iterator[_Held]:
        """Yield what a clause quotes with the statements of its sort that stand near."""
        quoted = _quoted(stated)
        if not quoted:
            return
        whole, parts = self._scope(reading, stated, document), parted(reading)
        for claim in quoted:
            part = parts.get(claim.figure.span)
            own = self._part(part, document) if part else None
            read, scope = own or (claim, whole)
            by_rules = None if self._second and scope.read and reads.every else self._near_claim(claim, read, scope)
            told = self._judgement(by_rules).verdict if by_rules else None
            if self._second and scope.read and reads.take(told):
                looked = self._second.look(read, scope.near, self._holding(read, scope.near), scope.document)
                yield self._near_claim(claim, read, scope, looked)
            else:
                yield by_rules or self._near_claim(claim, read, scope)

    def _holding(self, claim: Statement, near: Sequence[str]) -> list[str]:
        """Return the passages near a claim that state its very value, in their order."""
        return [
            place
            for place in near
            if any(same_sort(claim, other) and agrees(claim.figure, other.figure) for other in self._stated[place])
        ]

    def _part(self, part: Part, document: str | None) -> tuple[Statement, _Scope] | None:
        """Return the claim of a sentence that speaks of it alone, and where to look; None where it reads otherwise."""
        for reading in read_clauses(read_draft(part.text), self._corpus.known):
            stated = self._statements(reading)
            claim = next((s for s in stated if s.figure.span.start == part.span.start), None)
            if claim and reading.passage.text == part.text:
                return claim, self._scope(reading, stated, document)
        return None

    def _scope(self, reading: Reading, stated: tuple[Statement, ...], document: str | None) -> _Scope:
        clause = self._clause(reading, stated)
        worded = any(token[0].isalpha() for term in clause.terms for form in term.forms for token in form)
        read = worded and len(stated) <= MOST_READ
        near = self._near(clause, document)
        return _Scope(clause, ClauseMatcher(self._corpus, clause, self._stated), near, document, worded, read)

    def _near_claim(self, quoted: Statement, claim: Statement, scope: _Scope, looked: Looked | None = None) -> _Held:
        if not scope.worded and claim.figure.kind in VALUES:  # a number with no word is of nothing
            return _Held(quoted, claim, [], [], [], scope.comparison, None)
        near = list(dict.fromkeys((*(looked.places if looked else ()), *scope.near)))
        sorts = self._fitting(claim.figure)
        beside = (
            (other, self._stated[place]) for place in near for sort, other in self._sorted[place] if sort in sorts
        )
        others = (other for other, stated in beside if not of_another_group(claim, other, stated))
        alike = ((other, scope.comparison.similarity(claim, other)) for other in others)
        difference = is_difference(claim)
        pairs = [(candidate(claim, other, similarity, difference), similarity) for other, similarity in alike]
        common = self._in_common(quoted, claim, pairs, scope.clause) if looked else []
        return _Held(quoted, claim, pairs, common, near, scope.comparison, looked)

    def _fitting(self, claimed: Figure) -> frozenset[Sort]:
        """Return the sorts of figures that can be of one thing with a claimed one."""
        own = sort_of(claimed)
        found = self._fits.get(own)
        if found is None:
            found = frozenset(s for s, one in self._sorts.items() if figures_of_one_sort(claimed, one))
            if len(self._fits) < MOST_SORTS:
                self._fits[own] = found
        return found

    def _in_common(
        self, quoted: Statement, claim: Statement, pairs: Sequence[tuple[Candidate, Similarity]], clause: Clause
    ) -> list[dict[str, float]]:
        """Return what the fact of a claim and that of each statement have in common."""
        own = self._fact(claim)
        told = ((c.other, in_common(own, self._fact(c.other), clause.terms, clause.weights)) for c, _ in pairs)
        return [shared | of_change(quoted, other) for other, shared in told]

    def _fact(self, statement: Statement) -> Fact:
        """Return a statement of a report, or a claim, as a fact; those of the reports are read once."""
        reading, figure = statement.reading, statement.figure
        document = reading.passage.document
        if not document:
            return fact_of(reading, figure, Head(year=self._this_year), self._corpus.names)
        if statement.id not in self._facts:
            head = Head.of(self._documents[document])
            self._facts[statement.id] = fact_of(reading, figure, head, self._corpus.names)
        return self._facts[statement.id]

    def _statements(self, reading: Reading) -> tuple[Statement, ...]:
        return statements(reading, self._corpus.names, self._corpus.own_names, self._this_year)

    def _clause(self, reading: Reading, stated: tuple[Statement, ...]) -> Clause:
        taken = {token for figure in reading.figures for token in _written(figure)} | lexicon.TOLD_OTHERWISE
        dimension = next((BASES[figure.base_unit] for figure in reading.figures if figure.base_unit in BASES), None)
        words = words_of(_unmeasured(reading), self._corpus.names | HELD_TOGETHER, self._tag)
        own = self._corpus.own_names
        terms = tuple(term for term in terms_of(words, dimension, taken) if term.forms[0] not in own)
        return Clause(
            reading=reading,
            statements=stated,
            terms=terms,
            places={term.text: matches(reading, term, True) for term in terms},
            weights=weighed(self._corpus, terms),
            words=frozenset(reading.places) | {token for term in terms for form in term.forms for token in form},
        )

    def _near(self, clause: Clause, document: str | None) -> list[str]:
        """Return the passages that hold most of what a clause says, best first, and those with its very figures."""
        ranked = self._ranked(clause, document)
        valued = (place for claim in clause.statements for place in self._valued.get(digits(claim.figure), ()))
        rounded = (place for claim in clause.statements for place in self._rounded(claim.figure))
        near = list(dict.fromkeys((*ranked, *sorted(valued), *rounded)))
        conflicts = (
            other for place in near for one in self._stated[place] for other in self._conflicts.get(one.id, ())
        )
        every = dict.fromkeys((*near, *(other.reading.passage.id for other in conflicts)))
        return [place for place in every if document is None or self._document(place) == document]

    def _document(self, place: str) -> str:
        return self._corpus.readings[place].passage.document

    def _rounded(self, figure: Figure) -> list[str]:
        """Return the passages that give what a large figure may be a rounding of, where they are few."""
        if figure.kind is not FigureKind.QUANTITY or (figure.base or 0) < LEAST_ROUNDED:
            return []
        sizes, places = self._by_size
        size = float(figure.base or 0)
        first, last = bisect_left(sizes, size * (1 - ROUNDED_WITHIN)), bisect_right(sizes, size * (1 + ROUNDED_WITHIN))
        near = {*places[first:last], *places[bisect_left(sizes, math.inf) :]}
        found = [p for p in near if any(agrees(figure, s.figure) for s in self._stated[p])]
        return sorted(found, key=self._corpus.order.__getitem__) if len(found) <= MOST_ROUNDED else []

    def _ranked(self, clause: Clause, document: str | None) -> list[str]:
        """Return the passages that hold most of what a clause says, best first, of all reports or one."""
        held, met = np.zeros(len(self._rows)), np.zeros(len(self._rows), bool)
        for term in clause.terms:
            shares = self._shares(term)
            held += shares * clause.weights[term.text]
            met |= shares > 0
        rows = np.flatnonzero(met)
        if document is not None:
            rows = np.array([row for row in rows if self._document(self._rows[row]) == document], np.int64)
        return [self._rows[row] for row in rows[np.lexsort((rows, -held[rows]))][:LOOKED_AT]]

    def _shares(self, term: Term) -> Shares:
        """Return, by row, how much of a term stands in a passage or above it, in the form that it has most of, 0-1."""
        best = np.zeros(len(self._rows))
        for form in term.forms:
            holding = [self._holders[token] for token in form if token in self._holders]
            if holding:
                counts = np.bincount(np.concatenate(holding), minlength=len(best))
                np.maximum(best, counts / len(form), out=best)
        return best


def _sizes(figure: Figure) -> Iterator[float]:
    """Yield by what size a figure is found that another may be a rounding of; infinite where its base does not tell."""
    if figure.kind in (FigureKind.RANGE, FigureKind.RATIO):
        yield math.inf
    elif figure.base is not None:
        yield float(figure.base)


def _quoted(stated: Sequence[Statement]) -> list[Statement]:
    """Return what a clause quotes; a period or ordinal where it quotes no figure."""
    said = any(statement.figure.kind in _SAID for statement in stated)
    return [statement for statement in stated if statement.figure.kind in QUOTED or not said]


def _unmeasured(reading: Reading) -> str:
    """Return the text of a passage with each measured figure as a break, so that no word is made of its unit."""
    text = reading.passage.text
    for figure in reversed(reading.figures):
        if figure.base_unit in BASES:
            per = figure.text.find("/")
            end = figure.span.start + per if per > 0 and not figure.text[per - 1].isdigit() else figure.span.end
            text = f"{text[: figure.span.start]}; {text[end:]}"
    return text


def _written(figure: Figure) -> set[str]:
    """Return the syllables that write a value: its digits, scale, measure and hedge, not the noun that it counts."""
    words = TOKEN.findall(figure.text)
    value = {word for word in words if word[0].isdigit()} | set(TOKEN.findall(figure.qualifier))
    if figure.base is not None and not any(char.isdigit() for char in figure.text):
        value |= set(TOKEN.findall(figure.text.removesuffix(figure.unit)))
    if figure.kind is FigureKind.ORDINAL:
        value.add(words[-1])
    elif figure.base_unit in BASES:
        value |= set(TOKEN.findall(figure.text.partition("/")[0]))
    value |= {word for word in syllables(figure.unit)[:1] if word in SCALES}
    return {key(word) for word in value}


def counted(claims: Iterable[Claim]) -> dict[str, int]:
    """Return how many claims there are of each verdict."""
    found = Counter(claim.verdict for claim in claims)
    return {verdict.value: found[verdict] for verdict in Verdict}
