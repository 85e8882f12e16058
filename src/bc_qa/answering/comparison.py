"""Comparison: the values that a report gives one thing for several years, or several reports for one year."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.items import change_of, in_brackets, period_of
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.ranking import Pick, ranked
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.values import Candidate
from bc_qa.figures.arithmetic import comparable
from bc_qa.language import cues, lexicon
from bc_qa.types import Figure, Hit, ParagraphKind

K = TypeVar("K", bound=Hashable)
LEAST_NEAR = 0.8  # share of what stands beside the likeliest value that has to stand beside each other one
LEAST_COVERED = 0.8  # … of the question, against the passage that says most of it
LEAST_POINTS = 3  # a series of fewer is a comparison


class Item(NamedTuple):
    """A value that may be one of those compared: where it stands, its year, and what its report is of."""

    pick: Pick
    candidate: Candidate
    year: int
    of: str = ""


@dataclass(frozen=True, slots=True)
class Operand:
    """One year's value, and the pick it stands in; `of` is what its report is of, where reports are compared."""

    year: int
    pick: Pick
    figure: Figure
    of: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Operands by year, or of several reports in their order; `most` is the one asked for as the highest or lowest.

    `label` is what is compared across reports, `silent` what those are of that give no value. `standards` are the
    passages that name what the years were measured by, where that changed between them; `headings` those that name the
    years themselves, where the rows of a table do not.
    """

    operands: tuple[Operand, ...]
    most: Operand | None = None
    standards: tuple[Reading, ...] = ()
    headings: tuple[Reading, ...] = ()
    label: str = ""
    silent: tuple[str, ...] = ()

    @property
    def across(self) -> bool:
        """Whether the values are those of several reports."""
        return any(operand.of for operand in self.operands)

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
    operands = _operands(ranked(corpus, untold(question), hits))
    wanted = _wanted(question, [operand.year for operand in operands])
    chosen = tuple(operand for operand in operands if operand.year in wanted)
    if len(chosen) < 2:
        return None
    most = _most(question, chosen) if over_time else None
    return Comparison(chosen, most, standards_of(corpus, chosen), _headings(corpus, chosen))


def untold(question: Question) -> Question:
    """Return a question as one for any value of its thing, whatever its time and however high."""
    terms = tuple(term for term in question.terms if term.text.lower() not in lexicon.DEGREES)
    return replace(question, kind=Kind.FIGURE, terms=terms, years=(), periods=(), changes=False)


def named_thing(question: Question) -> str:
    """Return the things asked about, as typed: what a series is of."""
    words = [term.text for term in question.terms if term.text.lower() not in lexicon.DEGREES]
    text = " ".join(words)
    return f"{text[:1].upper()}{text[1:]}"


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
    """Return each year's likeliest value, by year."""
    dated = [
        Item(pick, candidate, year)
        for pick in picks
        for candidate in pick.candidates
        if not pick.reading.target and (year := _year(pick, candidate))
    ]
    found = likeliest(dated, lambda item: item.year)
    return [found[year] for year in sorted(found)]


def likeliest(items: Sequence[Item], by: Callable[[Item], K]) -> dict[K, Operand]:
    """Return the likeliest value of each year, or of each report.

    It is like the likeliest of all in unit and in what stands beside it.
    """
    if not items:
        return {}
    best = max(items, key=lambda item: (item.candidate.score + item.pick.held.covered, -_start(item)))
    least = LEAST_COVERED * best.pick.held.covered
    like = [i for i in items if i.pick.held.covered >= least and _like(i.candidate, best.candidate)]
    # The members of a series are worded alike: of two values for a year, that which is said in the likeliest's words.
    like.sort(key=lambda item: -_worded_alike(item.pick.reading, best.pick.reading))
    found: dict[K, Operand] = {}
    for item in like:
        pick = replace(item.pick, candidates=(item.candidate,))
        found.setdefault(by(item), Operand(item.year, pick, item.candidate.figure, item.of))
    return found


def _start(item: Item) -> int:
    return item.candidate.figure.span.start


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


def standards_of(corpus: Corpus, operands: Sequence[Operand]) -> tuple[Reading, ...]:
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
