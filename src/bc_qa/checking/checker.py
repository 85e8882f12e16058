"""The checker: a text held against the report, a verdict on each thing it quotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bc_qa.checking.agreeing import agrees, comparable, contrary
from bc_qa.checking.draft import read_clauses, read_draft
from bc_qa.checking.likeness import Clause, Passages, weighed
from bc_qa.checking.statements import Statement, statements
from bc_qa.evidence.catalogue import Measured
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.reading import Reading, compounds
from bc_qa.evidence.support import matches
from bc_qa.evidence.terms import Tagger, terms_of, words_of
from bc_qa.evidence import lexicon
from bc_qa.figures.units import BASES, SCALES
from bc_qa.text.keys import TOKEN, key, syllables
from bc_qa.types import FigureKind

CLAIMED = frozenset({FigureKind.QUANTITY, FigureKind.SHARE, FigureKind.RATIO, FigureKind.RANGE, FigureKind.DATE,
                     FigureKind.NUMBERED, FigureKind.NAME})
LOOKED = 60


@dataclass
class Found:
    verdict: str
    claim: Statement
    agreeing: list[tuple[float, Statement]]
    differing: list[tuple[float, Statement]]


class Checker:
    def __init__(self, corpus: Corpus, tag: Tagger, rivals: Mapping[str, Sequence[Measured]]) -> None:
        self.corpus = corpus
        self.tag = tag
        self.rivals = rivals
        self.known = compounds([r.passage for r in corpus.readings.values()])
        self.this_year = 2024
        self.stated = {p: statements(r, corpus.names, corpus.own_names, self.this_year) for p, r in corpus.readings.items()}
        self.inverted: dict[str, set[str]] = defaultdict(set)
        for place, reading in corpus.readings.items():
            if self.stated[place]:
                for token in {*reading.places, *reading.context}:
                    self.inverted[token].add(place)

    def check(self, text: str) -> list[Found]:
        draft = read_draft(text)
        out: list[Found] = []
        for reading in read_clauses(draft, self.known):
            clause = self.clause(reading)
            passages = self.candidates(clause)
            seen = Passages(self.corpus, clause, self.stated)
            claims = [s for s in clause.statements if s.figure.kind in CLAIMED]
            if not claims:
                claims = list(clause.statements)
            for claim in claims:
                out.append(self.judge(claim, seen, passages))
        return out

    def clause(self, reading: Reading) -> Clause:
        stated = statements(reading, self.corpus.names, self.corpus.own_names, self.this_year)
        taken = {token for figure in reading.figures for token in _taken(figure)} | _SAID_ELSEWHERE
        words = words_of(_unmeasured(reading), self.corpus.names | _HELD, self.tag)
        measured = next((d for f in reading.figures if (d := BASES.get(f.base_unit))), None)
        terms = terms_of(words, measured, taken)
        terms = tuple(t for t in terms if t.forms[0] not in self.corpus.own_names and "_".join(t.forms[0]) not in _SAID_ELSEWHERE)
        places = {t.text: matches(reading, t, True) for t in terms}
        words = frozenset(reading.places) | {t for term in terms for f in term.forms for t in f}
        return Clause(reading, stated, terms, places, weighed(self.corpus, terms), words)

    def candidates(self, clause: Clause) -> list[str]:
        score: dict[str, float] = defaultdict(float)
        for term in clause.terms:
            weight = clause.weights[term.text]
            near: dict[str, float] = {}
            for form in term.forms:
                for token in form:
                    for place in self.inverted.get(token, ()):
                        near[place] = near.get(place, 0) + weight / len(form)
            for place, value in near.items():
                score[place] += min(value, weight)
        ranked = sorted(score, key=lambda p: (-score[p], self.corpus.order[p]))
        return ranked[:LOOKED]

    def judge(self, claim: Statement, seen: Passages, passages: list[str]) -> Found:
        found = []
        for place in passages:
            for other in self.stated[place]:
                if same_sort(claim, other):
                    found.append(self.candidate(claim, other, seen))
        rights = sorted((c for c in found if c.right), key=lambda c: -c.said)
        wrongs = sorted((c for c in found if c.wrong), key=lambda c: -c.likeness)
        elses = sorted((c for c in found if c.same and not c.right and not c.turned), key=lambda c: -c.likeness)
        right, wrong, elsewhen = (next(iter(cs), None) for cs in (rights, wrongs, elses))
        verdict = self.verdict(claim, right, wrongs, elsewhen)
        return Found(verdict, claim, [(c.said, c.other) for c in (right, elsewhen) if c], [(c.likeness, c.other) for c in wrongs][:3])

    def verdict(self, claim, right, wrongs, elsewhen):
        digits = precision(claim.figure)
        wrong = next(iter(wrongs), None)
        if right and right.said >= 0.8 and yearly(right.other.reading) and yearly(claim.reading):
            against = {y for c in wrongs if c.likeness >= 0.75 and len(c.other.years) == 1 for y in c.other.years}
            if len(against) >= 2:
                return "conflicting"
        against = wrong.likeness if wrong else 0.0
        if right and right.said >= max(0.52 - 0.05 * digits, 0.3):
            close = wrong is not None and (wrong.other.reading.passage.section, wrong.other.reading.passage.note) == (right.other.reading.passage.section, right.other.reading.passage.note)
            margin = 0.02 if close else min(max(0.05 * (digits - 2), 0.0), 0.2)
            if claim.figure.kind is FigureKind.NAME:
                margin = 0
            if right.said >= against - margin:
                return "conflicting" if self.rivals.get(right.other.id) else "supported"
        if against >= T_C or (wrong and wrong.slip and against >= T_C - 0.12) or (wrong and wrong.turned and against >= 0.4):
            return "contradicted"
        if elsewhen and elsewhen.likeness >= 0.6:
            return "contradicted" if elsewhen.period < 0 else "not_found"
        return "not_found"

    def candidate(self, claim, other, seen):
        said, own = seen.likeness(claim, other)
        same = agrees(claim.figure, other.figure)
        period = 0
        if claim.years and other.years:
            period = 1 if claim.years & other.years else -1
        aim = claim.aim is None or other.aim is None or claim.aim == other.aim
        turned = {claim.change, other.change} == {"tăng", "giảm"} or contrary(claim.figure, other.figure)
        factor = 1.0 if bool(claim.change) == bool(other.change) else 0.7
        factor *= 1.0 if aim else 0.8
        factor *= {1: 1.0, 0: 0.95 if claim.years or other.years else 1.0, -1: 0.95}[period]
        slip = not same and slipped(claim.figure, other.figure)
        likeness = said * factor * (0.7 + 0.3 * own) - 0.3 * seen.absent(claim, other)
        return Candidate(other, said * factor * (0.85 + 0.15 * own), likeness, same, period, aim, turned, slip)


T_C = 0.52

_SAID_ELSEWHERE = lexicon.CHANGES | set("phấn đấu mục_tiêu chỉ_tiêu dự_kiến cuối giữa rộng dài nặng".split())
_HELD = frozenset(tuple(syllables(full)) for full in (*lexicon.ABBREVIATIONS.values(), *lexicon.EVERYDAY) if len(full.split()) > 1)


def _unmeasured(reading) -> str:
    """Return the text of a passage with its measured figures as a break: "km² tính" is no word."""
    text = reading.passage.text
    for figure in reversed(reading.figures):
        if figure.base_unit in BASES:
            start, end = figure.span
            per = figure.text.find("/")
            end = start + per if per > 0 and not figure.text[per - 1].isdigit() else end
            text = f"{text[:start]}; {text[end:]}"
    return text


def _taken(figure):
    measured = figure.base_unit in BASES
    head = figure.text.partition("/")[0] if measured or figure.kind is FigureKind.ORDINAL else ""
    words = [t for t in TOKEN.findall(figure.text) if t[0].isdigit()]
    if figure.kind is FigureKind.ORDINAL:
        words += TOKEN.findall(figure.text)[-1:]
    else:
        words += TOKEN.findall(head)
        words += [t for t in TOKEN.findall(figure.unit)[:1] if t in SCALES]
    return {key(t) for t in (*words, *TOKEN.findall(figure.qualifier))}



def same_sort(claim: Statement, other: Statement) -> bool:
    a, b = claim.figure, other.figure
    if a.base is None or b.base is None:
        return a.kind is b.kind and (a.unit == b.unit or a.kind is FigureKind.NAME and "" in (a.unit, b.unit) and "người" not in (a.unit, b.unit))
    if a.base_unit in BASES and "/" in a.unit and "/" in b.unit and a.unit.partition("/")[2] != b.unit.partition("/")[2]:
        return False
    return comparable(a, b) and (BASES.get(a.base_unit) is not None or same_noun(claim, other))


def same_noun(claim: Statement, other: Statement) -> bool:
    a, b = syllables(claim.figure.unit), syllables(other.figure.unit)
    if not a or not b:
        return True
    if set(a) & set(b):
        return True
    return bool({"_".join(a), a[0]} & lexicon.PEOPLE and {"_".join(b), b[0]} & lexicon.PEOPLE)


@dataclass
class Candidate:
    other: Statement
    said: float
    likeness: float
    same: bool
    period: int
    aim: bool
    turned: bool
    slip: bool

    @property
    def right(self):
        return self.same and self.period >= 0 and self.aim and not self.turned

    @property
    def wrong(self):
        return (not self.same and self.period >= 0 and self.aim) or (self.same and self.turned)


_YEARLY = re.compile(r"\b(?:mỗi|hàng|hằng|từng) năm\b|\bnăm nào\b", re.IGNORECASE)


def yearly(reading) -> bool:
    return bool(_YEARLY.search(reading.passage.text))


def slipped(one, other) -> bool:
    """Whether two figures are a slip of the pen apart: digits changed places, one is another, a separator has moved."""
    a, b = ("".join(c for c in f.text if c.isdigit()) for f in (one, other))
    if len(a) < 2 or one.text == other.text:
        return False
    if a.strip("0") == b.strip("0") or (len(a) > 2 and sorted(a) == sorted(b)):
        return True
    return len(a) == len(b) > 2 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def precision(figure) -> int:
    digits = [c for c in figure.text if c.isdigit()]
    return max(len("".join(digits).strip("0")), (len(digits) + 1) // 2)
