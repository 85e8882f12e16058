"""The passages found, in the order in which they speak of what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bc_qa.evidence import lexicon
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.items import period_of
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.support import Support, support
from bc_qa.evidence.values import Candidate, candidates
from bc_qa.text.keys import syllables
from bc_qa.types import Hit, ParagraphKind, Passage

# What is added to the share of the question that a passage speaks of. Set on the development questions.
RETRIEVAL = 0.25  # for the best hit of the search, less for the others
VALUE = 0.45  # times the score of the likeliest value
YEAR_MATCH, YEAR_OTHER, YEAR_NONE = 0.35, -0.45, -0.15
TARGET_MISMATCH = -0.4  # a target where a result is asked for, or the other way round
HEADING = -0.5  # a heading names a subject and says little of it
NOTE, NOTE_FOR_TOTAL = -0.06, -0.12  # the body gives the total, its notes the parts
NO_NEWS, LEAST_NEWS = -0.6, 2  # a passage that adds fewer words than this to those of the question
ABSENT = -0.25  # times the share of things that the passage is silent on
HEADED, LEAST_HEADED = 0.2, 0.75  # a passage whose own heading says so much of the question
PLAN = 0.2  # a passage among the tasks, where they are asked for
LISTED = 0.3  # a passage that enumerates, where a list is asked for
LABEL = 0.3  # a passage that has the numbered thing asked about

STALE, STALEST = -0.03, 5  # a year older than the newest value found, where no year is asked for; years that count

TOLD = (Kind.LIST, Kind.REASON, Kind.PROSE)
"""Kinds of question that are answered by what is told, not by a value."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One passage taken as evidence, with the candidates for the value in it, best first."""

    held: Support
    score: float
    candidates: tuple[Candidate, ...] = ()
    following: tuple[Passage, ...] = ()  # what goes on with the same list or sentence

    @property
    def reading(self) -> Reading:
        """The passage as read."""
        return self.held.reading

    @property
    def best(self) -> Candidate | None:
        """The likeliest value, if the question asks for one."""
        return self.candidates[0] if self.candidates else None


def ranked(corpus: Corpus, question: Question, hits: Sequence[Hit]) -> list[Pick]:
    """Return the hits as picks, best first."""
    if not hits:
        return []
    weights = {term.text: corpus.weight(term) for term in question.terms}
    top, low = hits[0].score, hits[-1].score
    picks = []
    for hit in hits:
        held = support(corpus, corpus.readings[hit.passage.id], question, weights)
        found = candidates(question, held)
        score = held.covered + ABSENT * held.absent + RETRIEVAL * (hit.score - low) / ((top - low) or 1.0)
        score += VALUE * found[0].score if found else 0.0
        picks.append(Pick(held, score + _fit(question, held), tuple(found)))
    if question.kind is Kind.FIGURE and not question.years:
        picks = _aged(picks)
    return sorted(picks, key=lambda pick: -pick.score)


def _aged(picks: Sequence[Pick]) -> list[Pick]:
    """Return picks with something taken off those whose value is of an older year than the newest."""
    years = [
        max(period_of(p.reading, p.best.figure), default=0) if p.best and not p.reading.target else 0 for p in picks
    ]
    newest = max(years, default=0)
    return [
        replace(pick, score=pick.score + STALE * min(newest - year, STALEST)) if year else pick
        for pick, year in zip(picks, years, strict=True)
    ]


def _fit(question: Question, held: Support) -> float:
    """Return what a passage gains or loses by its years, its aim, and what sort of passage it is."""
    labelled = bool(question.labels) and not absent_label(question, held.reading, in_context=False)
    return (
        _period(question, held.reading)
        + _aim(question, held.reading)
        + _place(question, held)
        + (LABEL if labelled else 0.0)
    )


def _period(question: Question, reading: Reading) -> float:
    if any(period <= reading.years for period in question.periods):
        return YEAR_MATCH
    if not question.years:
        return 0.0
    if set(question.years) <= reading.years:
        return YEAR_MATCH * len(question.years)
    if set(question.years) & reading.years:
        return YEAR_MATCH
    if reading.years:
        return YEAR_OTHER
    return YEAR_MATCH / 2 if set(question.years) & reading.context_years else YEAR_NONE


def _aim(question: Question, reading: Reading) -> float:
    """Return what is taken off a passage that states a target where a result is asked for, or the other way round."""
    if question.target == reading.target or (question.target and question.result):
        return 0.0
    return TARGET_MISMATCH if question.target or question.result else TARGET_MISMATCH / 2


def _place(question: Question, held: Support) -> float:
    """Return what is taken off a passage for what it is: a heading or label that says nothing new, a note."""
    reading = held.reading
    off = (NOTE_FOR_TOTAL if question.total else NOTE) if reading.passage.note is not None else 0.0
    asked = {token for term in question.terms for form in term.forms for token in form}
    news = sum(token not in asked and token not in lexicon.STOP for token, _, _ in reading.tokens)
    if news < LEAST_NEWS:
        return off + NO_NEWS
    if question.kind is Kind.LIST and reading.lists:
        off += LISTED
    if question.kind in TOLD:
        off += _under_heading(question, held) + (PLAN if question.plans and reading.plan else 0.0)
    if reading.kind is ParagraphKind.HEADING and not question.numbers:
        off += 0.0 if question.kind in (Kind.NUMBERED, Kind.DATE) else HEADING
    return off


def _under_heading(question: Question, held: Support) -> float:
    """Return what is added to a passage that stands under a heading which says all that is asked about."""
    reading = held.reading
    if not reading.headings or reading.kind is ParagraphKind.HEADING:
        return 0.0
    title = f" {' '.join(syllables(reading.headings[-1]))} "
    said = sum(
        held.weights[term.text] for term in question.terms if any(f" {' '.join(form)} " in title for form in term.forms)
    )
    if said < LEAST_HEADED * (sum(held.weights.values()) or 1.0):
        return 0.0
    return HEADED


def absent_label(question: Question, reading: Reading, in_context: bool) -> str:
    """Return a numbered thing of the question ("dự án 7") that the passage, or its context, does not have."""
    there = f" {' '.join(token for token, _, _ in reading.tokens)} {reading.context_text if in_context else ''} "
    for noun, number in question.labels:
        forms = {number, lexicon.ORDINALS.get(number, number), f"0{number}"}
        words = " ".join(syllables(noun))
        named = any(f" {words} {middle}{form} " in there for form in forms for middle in ("", "số ", "thứ "))
        if not named and not any(f" thứ {form} " in there for form in forms):
            return f"{noun} {number}"
    return ""
