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
from bc_qa.figures.units import BASES
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
        self.stated = {p: statements(r, corpus.own_names, self.this_year) for p, r in corpus.readings.items()}
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
        stated = statements(reading, self.corpus.own_names, self.this_year)
        taken = {key(t) for f in reading.figures for t in TOKEN.findall(f.text) if t[0].isdigit()}
        words = words_of(reading.passage.text, self.corpus.names, self.tag)
        measured = next((d for f in reading.figures if (d := BASES.get(f.base_unit))), None)
        terms = terms_of(words, measured, taken)
        terms = tuple(t for t in terms if t.forms[0] not in self.corpus.own_names)
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
        against = wrong.likeness if wrong else 0.0
        if right and right.said >= max(0.52 - 0.05 * digits, 0.3):
            close = wrong is not None and (wrong.other.reading.passage.section, wrong.other.reading.passage.note) == (right.other.reading.passage.section, right.other.reading.passage.note)
            margin = 0.02 if close else min(0.05 + 0.06 * (digits - 1), 0.3)
            if claim.figure.kind is FigureKind.NAME:
                margin = 0
            if right.said >= against - margin:
                return "conflicting" if self.rivals.get(right.other.id) else "supported"
        if against >= T_C or (wrong and wrong.turned and against >= 0.4):
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
        return Candidate(other, said * factor, said * factor * (0.7 + 0.3 * own), same, period, aim, turned)


T_C = 0.52


def same_sort(claim: Statement, other: Statement) -> bool:
    a, b = claim.figure, other.figure
    if a.base is None or b.base is None:
        return a.kind is b.kind and a.unit == b.unit
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

    @property
    def right(self):
        return self.same and self.period >= 0 and self.aim and not self.turned

    @property
    def wrong(self):
        return (not self.same and self.period >= 0 and self.aim) or (self.same and self.turned)


def precision(figure) -> int:
    digits = [c for c in figure.text if c.isdigit()]
    return max(len("".join(digits).strip("0")), (len(digits) + 1) // 2)
