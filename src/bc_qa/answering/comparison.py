"""Comparison over time: the values that a report gives one thing for several years, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.items import change_of, in_brackets, period_of
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.ranking import Pick, ranked
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.values import Candidate
from bc_qa.figures.arithmetic import comparable
from bc_qa.language import cues, lexicon
from bc_qa.types import Figure, Hit, ParagraphKind

LEAST_NEAR = 0.8  # share of what stands beside the likeliest value that has to stand beside each other one
LEAST_COVERED = 0.8  # … of the question, against the passage that says most of it
LEAST_POINTS = 3  # a series of fewer is a comparison


@dataclass(frozen=True, slots=True)
class Operand:
    """One year's value, and the pick it stands in."""

    year: int
    pick: Pick
    figure: Figure


@dataclass(frozen=True, slots=True)
class Comparison:
    """Operands by year; `most` is the one asked for as the highest or lowest.

    `standards` are the passages that name what the years were measured by, where that changed between them; `headings`
    those that name the years themselves, where the rows of a table do not.
    """

    operands: tuple[Operand, ...]
    most: Operand | None = None
    standards: tuple[Reading, ...] = ()
    headings: tuple[Reading, ...] = ()

    def picks(self) -> tuple[Pick, ...]:
        """Return the picks of the operands: the one asked for first, those of one passage as one."""
        ordered = sorted(self.operands, key=lambda operand: (operand is not self.most, operand.year))
        merged: dict[str, Pick] = {}
        for operand in ordered:
            place = operand.pick.reading.passage.id
            before = merged[place].candidates if place in merged else ()
            merged[place] = replace(operand.pick, candidates=before + operand.pick.candidates)
        return tuple(merged.values())


def compare(corpus: Corpus, question: Question, hits: Sequence[Hit]) -> Comparison | None:
    """Return the values of several years that a question sets against one another; None where fewer than two are."""
    superlative = cues.MOST.search(question.text.lower()) or cues.LEAST.search(question.text.lower())
    over_time = question.kind is Kind.DATE and superlative
    if question.target or question.parts or not (over_time or (question.kind is Kind.FIGURE and _asks(question))):
        return None
    terms = tuple(term for term in question.terms if term.text.lower() not in lexicon.DEGREES)
    timeless = replace(question, kind=Kind.FIGURE, terms=terms, years=(), periods=(), changes=False)
    operands = _operands(ranked(corpus, timeless, hits))
    wanted = _wanted(question, [operand.year for operand in operands])
    chosen = tuple(operand for operand in operands if operand.year in wanted)
    if len(chosen) < 2:
        return None
    most = _most(question, chosen) if over_time else None
    return Comparison(chosen, most, _standards(corpus, chosen), _headings(corpus, chosen))


def _asks(question: Question) -> bool:
    """Whether a question sets years against one another: it names several, or a run of them, or one to compare with."""
    named = set(question.years).union(*question.periods)
    trend = cues.TREND.search(question.text.lower())
    return len(named) > 1 or bool(trend) or (bool(named) and question.compares and question.changes)


def _wanted(question: Question, known: Sequence[int]) -> frozenset[int]:
    """Return the years that a question sets against one another: those it names, or a run of them, or all."""
    named = set(question.years).union(*question.periods)
    if len(named) == 1 and known:
        named.add(max(known))
    if len(named) >= 2 and cues.TREND.search(question.text.lower()):
        return frozenset(range(min(named), max(named) + 1))
    return frozenset(named or known)


def _operands(picks: Sequence[Pick]) -> list[Operand]:
    """Return each year's likeliest value, by year: like the likeliest of all in unit and in what stands beside it."""
    dated = [
        (pick, candidate, year)
        for pick in picks
        for candidate in pick.candidates
        if not pick.reading.target and (year := _year(pick, candidate))
    ]
    if not dated:
        return []
    best, likeliest, _ = max(dated, key=lambda item: (item[1].score + item[0].held.covered, -item[1].figure.span.start))
    least = LEAST_COVERED * best.held.covered
    like = [item for item in dated if item[0].held.covered >= least and _like(item[1], likeliest)]
    # The members of a series are worded alike: of two values for a year, that which is said in the likeliest's words.
    like.sort(key=lambda item: -_worded_alike(item[0].reading, best.reading))
    found: dict[int, Operand] = {}
    for pick, candidate, year in like:
        found.setdefault(year, Operand(year, replace(pick, candidates=(candidate,)), candidate.figure))
    return [found[year] for year in sorted(found)]


def _worded_alike(one: Reading, other: Reading) -> float:
    """Return the share of their words that two passages have in common, 0-1; figures are no words."""
    words = [{word for word in reading.places if word[0].isalpha()} for reading in (one, other)]
    return len(words[0] & words[1]) / (len(words[0] | words[1]) or 1)


def _like(candidate: Candidate, best: Candidate) -> bool:
    near = candidate.near >= LEAST_NEAR * best.near and candidate.unit >= min(best.unit, 0.6)
    return near and comparable(candidate.figure, best.figure)


def _year(pick: Pick, candidate: Candidate) -> int | None:
    """Return the one year that a value is given for; None where it is a change, or of several years or none."""
    reading, figure = pick.reading, candidate.figure
    if change_of(reading, figure):
        return None
    beside = cues.COMPARED_YEAR_OPENED.search(reading.passage.text[: figure.span.start])
    if beside and in_brackets(reading, figure):
        return int(beside[1])
    years = period_of(reading, figure)
    return next(iter(years)) if len(years) == 1 else None


def _most(question: Question, operands: Sequence[Operand]) -> Operand:
    least = cues.LEAST.search(question.text.lower())
    ordered = sorted(operands, key=lambda operand: (operand.figure.base or 0, -operand.year))
    return ordered[0] if least else ordered[-1]


def standard_of(operand: Operand) -> re.Match[str] | None:
    """Return where the headings and calls of an operand's passage name what it was measured by; group 1 names it."""
    return cues.STANDARD_OF_PERIOD.search(operand.pick.reading.passage.context)


def _standards(corpus: Corpus, operands: Sequence[Operand]) -> tuple[Reading, ...]:
    """Return the passages that name the standards operands were measured by, where these are not one standard."""
    named: dict[str, Reading] = {}
    for operand in operands:
        passage = operand.pick.reading.passage
        standard = standard_of(operand)
        if standard:
            same = (r for r in corpus.readings.values() if r.passage.document == passage.document)
            named[standard[1]] = next(reading for reading in same if standard[0] in reading.passage.text)
    return tuple(named.values()) if len(named) > 1 else ()


def _headings(corpus: Corpus, operands: Sequence[Operand]) -> tuple[Reading, ...]:
    """Return the rows of headings that say which years operands are of that their own rows do not name."""
    found: dict[str, Reading] = {}
    for operand in operands:
        reading = operand.pick.reading
        if not reading.columns or str(operand.year) in reading.passage.text:
            continue
        for other in corpus.readings.values():
            passage = other.passage
            beside = other.kind is ParagraphKind.TABLE and passage.document == reading.passage.document
            if beside and reading.passage.context.endswith(passage.text):
                found[passage.id] = other
    return tuple(found.values())
