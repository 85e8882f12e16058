"""Which figure of a passage is the value asked for: by what stands beside it, its unit, and its period."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from bc_qa.evidence.asked_unit import unit_match
from bc_qa.evidence.items import alike, is_label, period_of
from bc_qa.evidence.labels import asked_first, exactness, label_of, phrases
from bc_qa.evidence.proximity import is_change, is_part, proximity
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.support import Support
from bc_qa.text.keys import syllables
from bc_qa.types import Figure, FigureKind

# What speaks for a candidate besides proximity.
UNIT, PERIOD = 0.6, 0.5
FIRST = 0.35  # a share of just what one is asked of
EXACT = 0.25  # how much of what its label says was asked for: "ngựa 287 con", not "đàn trâu, bò, ngựa 11.919 con"
GOES_ON = 0.6  # it stands right behind the value that answered the question before
PHRASE = 0.12  # each pair of neighbouring words of the question that its label has: "đường huyện"

_HEAD = re.compile(r"(?<!\w)(?:(?:bao nhiêu|mấy) (?:phần trăm|%)|t[ỷỉ] lệ)(?: số| các| những)* ([^\W\d_]+)")
_CLAUSE = re.compile(r"[;]|[.](?=\s)|\btrong đó\b")
_SINCE = re.compile(r"[^.;:,(]{0,30}?\bso với (?:năm )?((?:19|20)\d\d)(?!\d)")

VALUED: dict[Kind, frozenset[FigureKind]] = {
    Kind.FIGURE: frozenset({FigureKind.QUANTITY, FigureKind.SHARE, FigureKind.RATIO, FigureKind.RANGE}),
    Kind.DATE: frozenset({FigureKind.DATE, FigureKind.PERIOD}),
    Kind.NUMBERED: frozenset({FigureKind.NUMBERED}),
    Kind.PERSON: frozenset({FigureKind.NAME}),
    Kind.ORDINAL: frozenset({FigureKind.ORDINAL}),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be the value asked for.

    `near` is the share of the terms' weight that stands beside it, `first` whether it is a share of just what one is
    asked of ("mấy % trường học" – "98,5% trường học"), `exact` the share of its label's words asked for,
    `phrases` how many pairs of neighbouring words the label shares with the question, `goes_on` whether it tells more
    of the value that answered the question before: "71,8 km đạt 55,81%"; `pointed` is the log of the share that the
    trained reader gives it, where there is one.
    """

    figure: Figure
    near: float
    unit: float
    period: float
    first: bool
    exact: float
    phrases: int
    goes_on: bool = False
    pointed: float = 0.0

    @property
    def score(self) -> float:
        """What candidates are ranked by."""
        said = FIRST * self.first + EXACT * self.exact + PHRASE * self.phrases + GOES_ON * self.goes_on
        return self.near + UNIT * self.unit + PERIOD * self.period + said


def candidates(question: Question, held: Support) -> list[Candidate]:
    """Return the figures of a passage that may be the value asked for, best first."""
    kinds = VALUED.get(question.kind, frozenset())
    head = _HEAD.search(question.text.lower())
    asked_pairs = frozenset(pairwise(syllables(question.text)))
    made = []
    for figure in held.reading.figures:
        if figure.kind not in kinds or is_label(held.reading, figure) or _is_named(figure, question):
            continue
        if held.reading.passage.id == question.beside and figure.span in question.given:
            continue
        label = label_of(held.reading, figure)
        fits = is_change(held.reading, figure, question) == question.changes
        fits = fits and not (question.total and is_part(held.reading, figure))
        made.append(
            Candidate(
                figure=figure,
                near=proximity(held, figure, question),
                unit=unit_match(question, held, figure, label),
                period=_period_match(question, held.reading, figure),
                first=asked_first(held.reading, figure, head),
                exact=exactness(held, figure, label) if fits else 0.0,
                phrases=phrases(held.reading, label, asked_pairs) if fits else 0,
                goes_on=_goes_on(question, held.reading, figure),
            )
        )
    return sorted(made, key=lambda candidate: (-candidate.score, candidate.figure.span))


def valued(question: Question, held: Support) -> list[Candidate]:
    """Return the figures of a passage as if a value had been asked for."""
    return candidates(replace(question, kind=Kind.FIGURE), held)


def _goes_on(question: Question, reading: Reading, figure: Figure) -> bool:
    """Whether a figure stands right behind the value that answered the question before, in the same clause."""
    known = question.known
    if known is None or reading.passage.id != question.beside or figure.span.start < known.end:
        return False
    between = reading.passage.text[known.end : figure.span.start]
    others = [f for f in reading.figures if known.end <= f.span.start < figure.span.start and alike(f, figure)]
    return not others and not _CLAUSE.search(between)


def _is_named(figure: Figure, question: Question) -> bool:
    """Whether a figure is one that the question itself gives: "trẻ dưới 1 tuổi" – "1 tuổi/1000 trẻ"."""
    first = figure.text.partition("/")[0]
    return figure.text in question.text or (first[-1:].isalpha() and first in question.text)


def _period_match(question: Question, reading: Reading, figure: Figure) -> float:
    if not question.years:
        return 0.0
    years = period_of(reading, figure)
    if question.changes and (since := _SINCE.match(reading.passage.text, figure.span.end)):
        years |= {int(since[1])}
    if set(question.years) & years:
        return 1.0
    if years:
        return -1.0
    return 0.5 if set(question.years) & reading.context_years else 0.0
