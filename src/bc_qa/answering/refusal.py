"""Refusing: whether the best passage really says what is asked, and what is missing where it does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from bc_qa.evidence import weights
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.items import item_of
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.ranking import Pick, absent_label, is_target
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.values import VALUED
from bc_qa.figures.units import Dimension
from bc_qa.language import cues, lexicon, synonyms
from bc_qa.text.keys import blind, blind_syllables, syllables

LEAST_COVERED = 0.42  # share of the question that a passage has to speak of to be said to speak of it
MOST_UNKNOWN = 0.5  # share of the question in words that no passage of the corpus has
MOST_LOST = 0.32  # share of the question in one thing that the corpus names and the passage does not
LEAST_OF_ROLE = 0.5  # how well each thing that says who is meant has to agree
COMMON = 5  # a syllable that more passages than this hold is no name by itself


class Missing(StrEnum):
    """Why a question is not answered."""

    NOTHING = "nothing"  # no passage speaks of it
    YEAR = "year"
    NAME = "name"
    VALUE = "value"  # it is spoken of, but no such figure is given
    TARGET = "target"  # only what was reached is given, no target
    RESULT = "result"  # only a target is given
    NAMES = "names"  # it is spoken of, but not by name
    OPINION = "opinion"


Lack = tuple[Missing, str]
"""What is missing, and of what: a year, a name."""


class Judge:
    """Judges evidence against one corpus; `this_year` is the year of the newest report, if one gives it."""

    def __init__(self, corpus: Corpus, this_year: int | None) -> None:
        self._corpus = corpus
        self._this_year = this_year
        self._years = frozenset(year for reading in corpus.readings.values() for year in reading.years)

    def lack(self, question: Question, ranked: Sequence[Pick]) -> Lack | None:
        """Return what is missing for a question in its best passage, None where the passage says it."""
        return self.plain_lack(question, ranked) or _unlikely(question, ranked[0])

    def plain_lack(self, question: Question, ranked: Sequence[Pick]) -> Lack | None:
        """Return what is plainly missing: a year, name, number, aim or kind of value that the passage does not have."""
        if not ranked:
            return Missing.NOTHING, ""
        best = ranked[0]
        asked = () if question.kind is Kind.NUMBERED else question.years
        absent = next((year for year in asked if year not in self._years), None)
        if absent is not None:
            return Missing.YEAR, str(absent)
        name = (
            self._absent_name(question, best)
            or _absent_number(question, best.reading)
            or absent_label(question, best.reading, in_context=True)
            or _other_scope(question, best.reading)
            or _absent_school_year(question, best.reading)
        )
        if name:
            return Missing.NAME, name
        most = cues.MOST.search(question.text.lower()) or cues.LEAST.search(question.text.lower())
        if best.features.get("unnamed", 0.0) >= (0.5 if most else 1.0):
            return Missing.NAMES, ""
        return self._wrong_aim(question, best) or self._wrong_year(question, best) or _no_value(question, best)

    def _wrong_aim(self, question: Question, best: Pick) -> Lack | None:
        """Return the lack of a target, or of a result, where only the other is given."""
        target = is_target(best.reading, best.candidates)
        if question.target and not question.result and not target:
            return Missing.TARGET, ""
        if not question.target and target and question.kind is Kind.FIGURE:
            return Missing.RESULT, ""
        return None

    def _wrong_year(self, question: Question, best: Pick) -> Lack | None:
        """Return the lack of the year asked for: what a report does not date it says of its own year."""
        yearly = bool(cues.YEARLY.match(best.reading.passage.text))
        dated = {*best.reading.years, *best.reading.context_years} | (set() if yearly else {self._this_year})
        if question.years and question.kind not in (Kind.NUMBERED, Kind.DATE) and not dated & set(question.years):
            return Missing.YEAR, str(question.years[0])
        return None

    def _absent_name(self, question: Question, best: Pick) -> str:
        """Return a name of the question that neither the passage nor its context has, as typed; none is empty."""
        reading = best.reading
        there = f"{_blind(reading)}{blind(reading.context_text)} "
        written = f"{reading.passage.context}\n{reading.passage.text}"
        for name in question.names:
            if name in self._corpus.own_names:
                continue
            typed = _as_typed(question.text, name)
            if any(f" {blind(' '.join(other))} " in there for other in synonyms.others(name)):
                continue
            known = name in self._corpus.names
            if len(name) == 1 and not known and self._corpus.frequency.get(name[0], 0) > COMMON:
                continue  # "Huyện ủy": a common word with a capital
            # "Mỹ" is not said by "mỹ phẩm": a name of one syllable, unknown to the corpus, needs its capital.
            if _is_above(question, typed) and not _is_of(best, blind(" ".join(name))):
                return typed
            if typed not in written if len(name) == 1 and not known else f" {blind(' '.join(name))} " not in there:
                return typed
        return ""


def _blind(reading: Reading) -> str:
    """Return a passage's own syllables without diacritics, a space on either side of each."""
    return f" {' '.join(blind(token) for token, _, _ in reading.tokens)} "


def _is_of(best: Pick, name: str) -> bool:
    """Whether the likeliest value of a passage, if it has one, stands in the item of a name (without diacritics)."""
    text = best.reading.passage.text
    left, right = item_of(best.reading, best.best.figure) if best.best else (0, len(text))
    return f" {name} " in f" {' '.join(blind_syllables(text[left:right]))} "


def _is_above(question: Question, name: str) -> bool:
    """Whether a figure is asked of another province or district by name: that headings name it is not enough."""
    before = question.text[: question.text.find(name)].rstrip()
    return question.kind is Kind.FIGURE and bool(cues.OF_PLACE.search(before))


def _other_scope(question: Question, reading: Reading) -> str:
    """Return the whole that a figure is asked of, where the passage tells of another: "toàn tỉnh", not "toàn huyện"."""
    if question.kind is not Kind.FIGURE:
        return ""
    asked = list(cues.SCOPES.finditer(question.text.lower()))
    told = {found[1] for found in cues.SCOPES.finditer(reading.passage.text.lower())}
    other = asked and told and not told & {found[1] for found in asked}
    return asked[0].group() if other else ""


def _absent_school_year(question: Question, reading: Reading) -> str:
    """Return a school year of the question that neither the passage nor its context has."""
    there = f"{reading.passage.context}\n{reading.passage.text}"
    asked = cues.SCHOOL_YEAR.finditer(question.text)
    return next((year.group() for year in asked if not re.search(rf"{year[1]}\s?[-–]\s?{year[2]}", there)), "")


def _absent_number(question: Question, reading: Reading) -> str:
    """Return a document number of the question that neither the passage nor its context has."""
    there = f"{reading.passage.context}\n{reading.passage.text}"
    return next((number for number in question.numbers if number not in there), "")


def _no_value(question: Question, best: Pick) -> Lack | None:
    """Return the lack of a value of the kind, unit and period asked for."""
    if question.kind not in VALUED:
        return None
    if question.kind is Kind.PERSON:
        return _no_person(question, best)
    value = best.best
    if value is None or value.unit < 0 or _lacks_sorting(question, best.reading):
        return Missing.VALUE, ""
    if question.kind is Kind.FIGURE and question.years and value.period < 0:
        return Missing.YEAR, str(question.years[0])
    return None


def _lacks_sorting(question: Question, reading: Reading) -> bool:
    """Whether a number is asked of things told from others by a word that the passage has not: "hộ thoát nghèo"."""
    words = set(syllables(question.text)) & lexicon.SORTING
    counted = question.kind is Kind.FIGURE and question.dimension in (None, Dimension.SHARE)
    return counted and bool(words) and not words & {*reading.places, *reading.near_context.split()}


def is_valued(question: Question) -> bool:
    """Whether a question is answered by a figure, whose proximity tells how surely; a date or number stands alone."""
    return question.kind is Kind.FIGURE


def _unlikely(question: Question, best: Pick) -> Lack | None:
    """Return a lack where, by all features together, the best passage is more likely no answer."""
    valued = is_valued(question)
    if valued and best.features["unknown"] >= MOST_UNKNOWN:
        return Missing.NOTHING, ""  # a figure of another thing would stand for one that the corpus never names
    if valued and best.features["lost"] >= MOST_LOST:
        return Missing.VALUE, ""
    if weights.is_answer(best.features, valued):
        return None
    return (Missing.VALUE if valued and best.held.covered >= LEAST_COVERED else Missing.NOTHING), ""


def _no_person(question: Question, best: Pick) -> Lack | None:
    """Return the lack of a name, where one is asked for: the role has to be just that ("phó chủ tịch" is another)."""
    if not question.named:
        return None
    things = [term.text for term in question.terms if term.noun]
    vague = any(best.held.strength[thing] < LEAST_OF_ROLE for thing in things)
    return (Missing.VALUE, "") if vague or best.best is None else None


def _as_typed(text: str, name: tuple[str, ...]) -> str:
    """Return a name as the question has it."""
    words = text.split()
    for at in range(len(words)):
        piece = " ".join(words[at : at + len(name)])
        if tuple(syllables(piece)) == name:
            return piece.strip(".,?!:;\"'()")
    return " ".join(name)
