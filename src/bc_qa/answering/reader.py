"""The reader: of the passages found, which says what is asked, and which value in it; or that none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bc_qa.answering import lexicon
from bc_qa.answering.evidence import Candidate, Corpus, Reading, Support, dimension_of, nearness, period_of, support
from bc_qa.answering.question import Kind, Question
from bc_qa.figures.units import Dimension
from bc_qa.text.keys import blind, syllables
from bc_qa.types import Figure, FigureKind, Hit, ParagraphKind, Passage


class Missing(StrEnum):
    """Why a question is not answered."""

    NOTHING = "nothing"  # no passage speaks of it
    YEAR = "year"
    NAME = "name"
    VALUE = "value"  # it is spoken of, but no such figure is given
    TARGET = "target"  # only what was reached is given, no target
    RESULT = "result"  # only a target is given
    OPINION = "opinion"


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


@dataclass(frozen=True, slots=True)
class Finding:
    """What the reader found: evidence, best first; or what is missing, and `what` of it (a year, a name)."""

    picks: tuple[Pick, ...]
    nearest: tuple[Pick, ...]
    missing: Missing | None = None
    what: str = ""


# Every weight and threshold of the reader. They were set on the development questions by `benchmarks/`, not by theory.
RETRIEVAL = 0.25
VALUE = 0.45
YEAR_MATCH, YEAR_OTHER, YEAR_NONE = 0.35, -0.45, -0.15
TARGET_MISMATCH = -0.4
HEADING = -0.5
NOTE, NOTE_FOR_TOTAL = -0.06, -0.12  # the body gives the total, its notes the parts
LISTED = 0.3  # for a passage that enumerates, where a list is asked for
LABEL = 0.3  # for a passage that has the numbered thing asked about
NO_NEWS, LEAST_NEWS = -0.6, 2  # words that a passage has to add to those of the question
ABSENT = -0.25
MOST_ABSENT = 0.3
LEAST_COVERED = 0.42
LEAST_NEAR = 0.42
LEAST_OF_ROLE = 0.5  # how well each thing that says who is meant has to agree
LEAST_GAIN = 0.22  # share of the question that a second passage has to add
READ = 40  # passages read closely
COMMON = 5  # a syllable that more passages than this hold is no name by itself
RARE = 12  # a thing that no more passages than this hold is looked up by itself
QUOTE_CHARS = 880  # the contract allows a quote 900

_GO_ON = (Kind.LIST, Kind.REASON, Kind.PROSE)

_VALUED = {
    Kind.FIGURE: {FigureKind.QUANTITY, FigureKind.SHARE, FigureKind.RATIO, FigureKind.RANGE},
    Kind.DATE: {FigureKind.DATE, FigureKind.PERIOD},
    Kind.NUMBERED: {FigureKind.NUMBERED},
    Kind.PERSON: {FigureKind.NAME},
    Kind.ORDINAL: {FigureKind.ORDINAL},
}


class Reader:
    """Reads the passages of one corpus; `this_year` is the year of the report, if it gives one."""

    def __init__(self, corpus: Corpus, this_year: int | None) -> None:
        self._corpus = corpus
        self._this_year = this_year
        self._years = frozenset(year for reading in corpus.readings.values() for year in reading.years)

    def read(self, question: Question, hits: Sequence[Hit]) -> Finding:
        """Return the evidence for a question among `hits`, or what is missing."""
        hits = self._widened(question, hits)
        asked = self._parts(question, hits)
        parts = [self._ranked(part, hits) for part in asked]
        nearest = tuple(ranked[0] for ranked in parts if ranked)
        if question.kind is Kind.OPINION:
            return Finding((), nearest, Missing.OPINION)
        judged = [self._judged(part, ranked) for part, ranked in zip(asked, parts, strict=True)]
        found = [pick for pick, _, _ in judged if pick is not None]
        if not found:
            _, missing, what = judged[0]
            return Finding((), nearest, missing, what)
        if len(parts) == 1:
            found += self._second(question, parts[0], found[0])
        if question.kind in _GO_ON:
            found = [self._whole(question, pick) for pick in found]
        return Finding(_distinct(found), tuple(parts[0][:3]))

    def _widened(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits, and behind them the few passages that hold a rare thing asked about, if they are missing.

        In a long enumeration a rare word weighs little against a passage that repeats the common ones.
        """
        wide = {hit.passage.id: hit for hit in hits[:READ]}
        lowest = hits[: len(wide)][-1].score if wide else 0.0
        document = {hit.passage.document for hit in hits}
        for term in question.terms:
            places = self._corpus.holding(term) if term.noun else []
            for place in places if len(places) <= RARE else ():
                passage = self._corpus.readings[place].passage
                if passage.document in document:
                    wide.setdefault(place, Hit(passage, lowest, {}, {}))
        return list(wide.values())

    def _parts(self, question: Question, hits: Sequence[Hit]) -> list[Question]:
        """Return the questions that a question is made of: one for each year, or one for result and one for target."""
        if question.parts:
            return [piece for part in question.parts for piece in self._parts(part, hits)]
        if question.target and question.result and question.compares:
            return [replace(question, target=False, years=()), replace(question, result=False, years=())]
        if len(question.years) > 1:
            whole = self._ranked(question, hits)
            if whole and set(question.years) <= whole[0].reading.years:
                return [question]
            ahead = self._this_year or max(question.years)
            return [replace(question, years=(year,), target=year > ahead) for year in question.years]
        return [question]

    def _ranked(self, question: Question, hits: Sequence[Hit]) -> list[Pick]:
        """Return the hits as picks, best first."""
        if not hits:
            return []
        weights = {term.text: self._corpus.weight(term) for term in question.terms}
        top, low = hits[0].score, hits[-1].score
        picks = []
        for hit in hits:
            reading = self._corpus.readings[hit.passage.id]
            held = support(self._corpus, reading, question, weights)
            candidates = _candidates(question, held)
            score = held.covered + RETRIEVAL * (hit.score - low) / ((top - low) or 1.0)
            score += VALUE * candidates[0].score if candidates else 0.0
            score += self._period(question, reading) + _aim(question, reading) + _place(question, held)
            score += ABSENT * held.absent
            score += LABEL if question.labels and not _absent_label(question, reading, in_context=False) else 0.0
            picks.append(Pick(held, score, tuple(candidates)))
        return sorted(picks, key=lambda pick: -pick.score)

    def _period(self, question: Question, reading: Reading) -> float:
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

    def _judged(self, question: Question, ranked: Sequence[Pick]) -> tuple[Pick | None, Missing | None, str]:
        """Return the best pick if it says what is asked, else what is missing and of what."""
        if not ranked:
            return None, Missing.NOTHING, ""
        best = ranked[0]
        asked = () if question.kind is Kind.NUMBERED else question.years
        absent = next((year for year in asked if year not in self._years), None)
        if absent is not None:
            return None, Missing.YEAR, str(absent)
        name = (
            self._absent_name(question, best.reading)
            or _absent_number(question, best.reading)
            or _absent_label(question, best.reading, in_context=True)
        )
        if name:
            return None, Missing.NAME, name
        if best.held.covered < LEAST_COVERED:
            return None, Missing.NOTHING, ""
        lacking = self._lacking(question, best)
        return (None, *lacking) if lacking else (best, None, "")

    def _lacking(self, question: Question, best: Pick) -> tuple[Missing, str] | None:
        """Return what the best passage lacks of a value, a year or an aim that the question insists on."""
        if question.target and not question.result and not best.reading.target:
            return Missing.TARGET, ""
        if not question.target and best.reading.target and question.kind is Kind.FIGURE:
            return Missing.RESULT, ""
        dated = {self._this_year, *best.reading.years, *best.reading.context_years}
        if question.years and question.kind not in (Kind.NUMBERED, Kind.DATE) and not dated & set(question.years):
            return Missing.YEAR, str(question.years[0])
        if question.kind is Kind.PERSON:
            vague = any(best.held.strength[term.text] < LEAST_OF_ROLE for term in question.terms if term.noun)
            return (Missing.VALUE, "") if vague else None
        if question.kind not in _VALUED:
            return None
        value = best.best
        if value is None or value.near < LEAST_NEAR or value.unit < 0:
            return Missing.VALUE, ""
        if best.held.absent > MOST_ABSENT:
            return Missing.VALUE, ""
        if question.kind is Kind.FIGURE and question.years and value.period < 0:
            return Missing.YEAR, str(question.years[0])
        return None

    def _absent_name(self, question: Question, reading: Reading) -> str:
        """Return a name of the question that neither the passage nor its context has, as typed; none is empty."""
        there = f" {' '.join(blind(token) for token, _, _ in reading.tokens)} {blind(reading.context_text)} "
        written = f"{reading.passage.context}\n{reading.passage.text}"
        for name in question.names:
            if name in self._corpus.own_names:
                continue
            typed = _as_typed(question.text, name)
            known = name in self._corpus.names
            if len(name) == 1 and not known and self._corpus.frequency.get(name[0], 0) > COMMON:
                continue  # "Huyện ủy": a common word with a capital
            # "Mỹ" is not said by "mỹ phẩm": a name of one syllable, unknown to the corpus, needs its capital.
            if typed not in written if len(name) == 1 and not known else f" {blind(' '.join(name))} " not in there:
                return typed
        return ""

    def _whole(self, question: Question, pick: Pick) -> Pick:
        """Return a pick with all of the sentence, list or numbered item that its passage is of."""
        first = pick.reading
        if question.kind is Kind.LIST and (note := self._corpus.called_by(first)):
            pick = replace(pick, held=replace(pick.held, reading=note))
            return replace(pick, following=self._following(question, note))
        if question.kind is Kind.LIST and first.kind is ParagraphKind.SIGNATURE:
            first = self._corpus.first_of_block(first)
            pick = replace(pick, held=replace(pick.held, reading=first))
        return replace(pick, following=self._following(question, first))

    def _following(self, question: Question, first: Reading) -> tuple[Passage, ...]:
        """Return the passages that go on with the sentence or list that a passage begins, as far as may be quoted."""
        taken: list[Passage] = []
        last, length = first, len(first.passage.text)
        for reading in self._corpus.after(first):
            length += len(reading.passage.text) + 1
            same_item = bool(question.labels) and not reading.begins
            if length > QUOTE_CHARS or not (same_item or _goes_on(last, reading, question.kind is Kind.LIST)):
                break
            taken.append(reading.passage)
            last = reading
        return tuple(taken)

    def _second(self, question: Question, ranked: Sequence[Pick], first: Pick) -> list[Pick]:
        """Return the passage that adds most of what the first one leaves unsaid, where that is much."""
        if not question.compares:
            return []
        held = first.held
        total = sum(held.weights.values()) or 1.0

        def gain(pick: Pick) -> float:
            more = (max(0.0, pick.held.strength[n] - held.strength[n]) * w for n, w in held.weights.items())
            return sum(more) / total

        others = [pick for pick in ranked[1:] if pick.held.covered >= LEAST_COVERED / 2]
        best = max(others, key=gain, default=None)
        return [best] if best is not None and gain(best) >= LEAST_GAIN else []


def _goes_on(last: Reading, following: Reading, listing: bool) -> bool:
    """Whether a passage goes on with the sentence or list of the one before it."""
    one, other = last.passage, following.passage
    if (one.note, one.section, one.document) != (other.note, other.section, other.document):
        return False
    if one.text.endswith((";", ":", ",")):
        return True
    counted = {figure.base_unit for figure in last.figures if figure.kind is FigureKind.QUANTITY}
    alike = any(figure.base_unit in counted for figure in following.figures if figure.base_unit)
    return listing and alike and other.note is not None


def _absent_number(question: Question, reading: Reading) -> str:
    """Return a document number of the question that neither the passage nor its context has."""
    there = f"{reading.passage.context}\n{reading.passage.text}"
    return next((number for number in question.numbers if number not in there), "")


def _absent_label(question: Question, reading: Reading, in_context: bool) -> str:
    """Return a numbered thing of the question ("dự án 7") that the passage, or its context, does not have."""
    there = f" {' '.join(token for token, _, _ in reading.tokens)} {reading.context_text if in_context else ''} "
    for noun, number in question.labels:
        forms = {number, lexicon.ORDINALS.get(number, number), f"0{number}"}
        words = " ".join(syllables(noun))
        named = any(f" {words} {middle}{form} " in there for form in forms for middle in ("", "số ", "thứ "))
        if not named and not any(f" thứ {form} " in there for form in forms):
            return f"{noun} {number}"
    return ""


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
    if reading.kind is ParagraphKind.HEADING and not question.numbers:
        off += 0.0 if question.kind in (Kind.NUMBERED, Kind.DATE) else HEADING
    return off


def _distinct(picks: Sequence[Pick]) -> tuple[Pick, ...]:
    kept: dict[str, Pick] = {}
    for pick in picks:
        kept.setdefault(pick.reading.passage.id, pick)
    return tuple(kept.values())


def _aim(question: Question, reading: Reading) -> float:
    """Return what is taken off a passage that states a target where a result is asked for, or the other way round."""
    if question.target == reading.target or (question.target and question.result):
        return 0.0
    return TARGET_MISMATCH if question.target or question.result else TARGET_MISMATCH / 2


def _candidates(question: Question, held: Support) -> list[Candidate]:
    """Return the figures of a passage that may be the value asked for, best first."""
    kinds = _VALUED.get(question.kind, set())
    made = []
    for figure in held.reading.figures:
        if figure.kind not in kinds or _is_label(held.reading, figure) or figure.text in question.text:
            continue
        unit = _unit_match(question, figure)
        made.append(
            Candidate(figure, nearness(held, figure, question), unit, _period_match(question, held.reading, figure))
        )
    return sorted(made, key=lambda candidate: (-candidate.score, candidate.figure.span))


def _is_label(reading: Reading, figure: Figure) -> bool:
    """Whether a bare number only numbers something: a heading, "Dự án 5", "Đề án 645"."""
    if figure.kind is not FigureKind.QUANTITY or figure.unit:
        return False
    before = reading.passage.text[: figure.span.start].lower().split()[-2:]
    labels = {"án", "mục", "khoản", "điều", "phần", "số", "covid", "chương", "thứ", "sách", "nhóm"}
    return figure.span.start == 0 or (bool(before) and before[-1].strip("(-") in labels)


def _period_match(question: Question, reading: Reading, figure: Figure) -> float:
    if not question.years:
        return 0.0
    years = period_of(reading, figure)
    if set(question.years) & years:
        return 1.0
    if years:
        return -1.0
    return 0.5 if set(question.years) & reading.context_years else 0.0


def _unit_match(question: Question, figure: Figure) -> float:
    """Return how well a figure's unit is the one asked for: 1 just that, 0 unknown, below 0 another."""
    if question.kind is not Kind.FIGURE:
        return 1.0 if figure.kind is not FigureKind.PERIOD else 0.3
    if question.dimension is not None:
        same = dimension_of(figure) is question.dimension
        rate = question.dimension is Dimension.SHARE and "/" in figure.unit  # bác sĩ/vạn dân
        return 1.0 if same else 0.6 if rate else 0.2 if figure.kind is FigureKind.RATIO else -0.6
    if not question.unit:
        return 0.0 if figure.kind is FigureKind.SHARE else 0.1
    return max(_noun_match(asked, figure) for asked in _asked_forms(question.unit.split("_")))


def _asked_forms(asked: list[str]) -> list[list[str]]:
    """Return the noun asked for, and what a report calls it."""
    formal = lexicon.ABBREVIATIONS.get(asked[0]), *lexicon.EVERYDAY.get(asked[0], ())
    return [asked, *(syllables(noun) for noun in formal if noun)]


def _noun_match(asked: Sequence[str], figure: Figure) -> float:
    unit = syllables(figure.unit)
    if not figure.unit:
        return 0.1
    if not unit:
        return -0.6
    if unit[: len(asked)] == list(asked):
        return 1.0
    if unit[0] == asked[0]:
        return 0.9
    if asked[0] in unit or unit[0] in asked:
        return 0.8
    people = [bool({"_".join(words), words[0]} & lexicon.PEOPLE) for words in (unit, list(asked))]
    if all(people):
        return 0.7
    return -0.3 if dimension_of(figure) is None else -0.6


def _as_typed(text: str, name: tuple[str, ...]) -> str:
    """Return a name as the question has it."""
    words = text.split()
    for at in range(len(words)):
        piece = " ".join(words[at : at + len(name)])
        if tuple(syllables(piece)) == name:
            return piece.strip(".,?!:;\"'()")
    return " ".join(name)
