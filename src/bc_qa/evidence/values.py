"""Which figure of a passage is the value asked for: by what stands beside it, its unit, and its period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bc_qa.evidence import lexicon, thesaurus
from bc_qa.evidence.columns import heading_of, named
from bc_qa.evidence.items import (
    PERIODS,
    alike,
    compared_with,
    in_brackets,
    in_item,
    is_label,
    item_of,
    names_between,
    period_of,
)
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.support import CONTEXT, Support, dimension_of, of_itself
from bc_qa.figures.units import UNITS, Dimension
from bc_qa.report.passages import CONTEXT_JOINT
from bc_qa.text.keys import TOKEN, key, syllables
from bc_qa.types import Figure, FigureKind, Span

# What a word is worth to a figure, by what stands between them.
BEHIND_COMMA, AFTER_COMMA, BEHIND_FIGURE, BEHIND_STOP = 0.8, 0.75, 0.35, 0.25
ALONE, AMONG_OTHERS = 0.8, 0.35  # … where it stands in the context only: is the figure the only one there?
ASIDE = 0.95  # of a figure in brackets: more often a part or a comment than the value itself
CHANGE = 0.6  # … of growth or loss where none was asked for, or of none where it was
UNIT, PERIOD = 0.6, 0.5  # what unit and period count beside nearness
EXACT = 0.25  # … how much of what its label says was asked for: "ngựa 287 con", not "đàn trâu, bò, ngựa 11.919 con"
PART_OF_TOTAL = 0.6  # of a figure behind "trong đó", where a total is asked for
OF_COLUMN = 0.4  # unit: a bare number of a table, whose unit is told elsewhere
NO_RATE = 0.4  # unit: a rate, where an amount in another unit is asked for
PLAN_CHARS = 30  # how near before a figure a plan has to be named
OF_A_PART = 0.9  # … of one in a sentence that begins "Trong đó"
PLANNED = 0.6  # … of one that was set, where none such is asked for
JUST_SO = 0.2  # unit: just the unit that is asked for by name, "mấy cây số vuông?" – "1.029km²", not "4.623ha"
PER = 0.5  # unit: for the rate asked for, "mỗi tháng" as in đồng/người/tháng
FIRST = 0.35
PHRASE, MOST_PHRASES = (
    0.12,
    2,
)  # … and each pair of neighbouring words of the question that its label has: "đường huyện"

NAMED_BEFORE = 0.7  # unit: a bare number behind the name of what it counts: "số học sinh … cấp Tiểu học: 9.958"
SHARE_OF_IT = 0.3  # unit: a share of the things whose number is asked for
ANOTHER_SORT = -0.2  # … a number of things of another sort

_STOPS = re.compile(r"[.;:(](?=\s|\w)(?<!\d[.:](?=\d))|\btrong đó\b")
_HEAD = re.compile(r"(?<!\w)(?:(?:bao nhiêu|mấy) (?:phần trăm|%)|t[ỷỉ] lệ)(?: số| các| những)* ([^\W\d_]+)")
_SINCE = re.compile(r"[^.;:,(]{0,30}?\bso với (?:năm )?((?:19|20)\d\d)(?!\d)")
_MEASURING = frozenset(token for words in lexicon.MEASURES for token in words.split("_")) | {"sản", "lượng"}

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
    `phrases` how many pairs of neighbouring words the label shares with the question.
    """

    figure: Figure
    near: float
    unit: float
    period: float
    first: bool
    exact: float
    phrases: int

    @property
    def score(self) -> float:
        """What candidates are ranked by."""
        said = FIRST * self.first + EXACT * self.exact + PHRASE * self.phrases
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
        if held.reading.passage.id == question.beside and figure.span == question.given:
            continue
        label = _label(held.reading, figure)
        fits = _is_change(held.reading, figure, question) == question.changes
        fits = fits and not (question.total and _is_part(held.reading, figure))
        made.append(
            Candidate(
                figure=figure,
                near=nearness(held, figure, question),
                unit=_unit_match(question, held, figure, label),
                period=_period_match(question, held.reading, figure),
                first=_asked_first(held.reading, figure, head),
                exact=_exactness(held, figure, label) if fits else 0.0,
                phrases=_phrases(held.reading, label, asked_pairs) if fits else 0,
            )
        )
    return sorted(made, key=lambda candidate: (-candidate.score, candidate.figure.span))


def _is_named(figure: Figure, question: Question) -> bool:
    """Whether a figure is one that the question itself gives: "trẻ dưới 1 tuổi" – "1 tuổi/1000 trẻ"."""
    first = figure.text.partition("/")[0]
    return figure.text in question.text or (first[-1:].isalpha() and first in question.text)


def nearness(held: Support, figure: Figure, question: Question) -> float:
    """Return how much of the question stands beside a figure: whole in its own item, less behind each break."""
    if of_itself(held.reading, question):
        return 1.0
    if held.reading.columns:
        return _nearness_in_row(held, figure, question)
    # What only asks for a unit is told by the unit: it need not stand beside the figure.
    things = {term.text for term in question.terms if not term.measure} or set(held.weights)
    item = item_of(held.reading, figure)
    total = sum(weight for name, weight in held.weights.items() if name in things) or 1.0
    values = [other for other in held.reading.figures if other.kind not in PERIODS]
    # A note that begins with a value goes on with the sentence that calls it: "cấp huyện là³⁴" – "1.859 người, …".
    in_note = held.reading.passage.note is not None
    first = held.reading.begins and values[:1] == [figure] and _unlabelled(held.reading, (item[0], figure.span.start))
    goes_on = in_note and (first or _unlabelled(held.reading, item, figure.text))
    alone = sum(other.kind is figure.kind for other in held.reading.figures) == 1 or _only_such(
        question, values, figure
    )
    led = _unlabelled(held.reading, (item[0], figure.span.start))
    near = 0.0
    for name, places in held.found.items():
        if name not in things:
            continue
        worth = [how * _reach(held.reading, start, end, figure, item, led) for start, end, how in places]
        outside = held.strength[name] * (ALONE if alone else AMONG_OTHERS) if not worth else 0.0
        outside = max(outside, held.above[name] / CONTEXT * BEHIND_COMMA) if goes_on else outside
        near += held.weights[name] * max([*worth, outside])
    return near / total * _standing(held.reading, figure, question)


def _nearness_in_row(held: Support, figure: Figure, question: Question) -> float:
    """Return how much of the question the row of a figure is of, or the heading of its column says."""
    text, headings = held.reading.passage.text, held.reading.columns
    row = named(text, held.reading.figures, headings)
    heading = f" {' '.join(syllables(heading_of(text, headings, figure)))} "
    things = [term for term in question.terms if not term.measure] or list(question.terms)
    near = total = 0.0
    for term in things:
        weight = held.weights[term.text]
        in_name = [how for start, end, how in held.found[term.text] if any(c.covers(Span(start, end)) for c in row)]
        forms = zip(term.forms, term.worth, strict=True)
        in_heading = [worth for form, worth in forms if f" {' '.join(form)} " in heading]
        outside = held.strength[term.text] * AMONG_OTHERS
        near += weight * max([*in_name, *in_heading, outside])
        total += weight
    planned = _is_planned(held.reading, figure) and not lexicon.PLANNED.search(question.text.lower())
    return near / (total or 1.0) * (PLANNED if planned else 1.0)


def _only_such(question: Question, values: Sequence[Figure], figure: Figure) -> bool:
    """Whether a figure counts just what is asked for, and no other of the passage does."""
    asked = question.unit.replace("_", " ")
    return bool(asked) and " ".join(syllables(figure.unit)) == asked and sum(alike(one, figure) for one in values) == 1


def _unlabelled(reading: Reading, where: tuple[int, int], figure: str = "") -> bool:
    """Whether nothing there says what a figure is of: "năm 2023 đạt 38 triệu đồng" in a note."""
    own = {*TOKEN.findall(figure.lower()), *_MEASURING}
    return all(word in own for word in _words_in(reading, where))


def _words_in(reading: Reading, where: tuple[int, int]) -> list[str]:
    """Return the syllables of a stretch of a passage that say what it is about."""
    return names_between(reading, *where)


def _label(reading: Reading, figure: Figure) -> tuple[int, int]:
    """Return the stretch that says what a figure is of: what leads up to it since the last of its kind, or follows it.

    Unlike its item it goes on over commas: "trâu, bò, ngựa 11.919 con" is a figure of all three.
    """
    text = reading.passage.text
    # A colon or bracket right before a figure comes behind its name: "cấp Tiểu học: 9.958".
    stops = (found for found in _STOPS.finditer(text, 0, figure.span.start))
    ends = (f.end() for f in stops if f.group() not in (":", "(") or text[f.end() : figure.span.start].strip())
    start = max(ends, default=0)
    start = min(start, item_of(reading, figure)[0])  # an item in brackets begins before them
    before = [f.span.end for f in reading.figures if f.span.end <= figure.span.start and alike(f, figure)]
    if before:  # what the last figure counts goes on up to a break: "13 nhà văn hóa xã, 146 …"
        breaks = (found.end for found in reading.breaks if before[-1] <= found.start < figure.span.start)
        start = max(start, next(breaks, before[-1]))
    if _words_in(reading, (start, figure.span.start)):
        return start, figure.span.end
    after = [found.start() for found in _STOPS.finditer(text, figure.span.end)]
    after += [f.span.start for f in reading.figures if f.span.start >= figure.span.end and alike(f, figure)]
    return figure.span.start, min(after, default=len(text))


def _exactness(held: Support, figure: Figure, label: tuple[int, int]) -> float:
    """Return the share of the words of a figure's label, its own apart, that the question asks for."""
    said = set(_words_in(held.reading, label)) - set(syllables(figure.text))
    if held.reading.columns:
        said = set(_of_column(held.reading, figure))
    asked = len(said & held.asked)
    return asked / len(said) if said else 0.0


def _of_column(reading: Reading, figure: Figure) -> list[str]:
    """Return the syllables that say what a figure of a row is: its row's name and its column's heading."""
    text = reading.passage.text
    row = named(text, reading.figures, reading.columns)
    said = " ".join((*(cell.of(text) for cell in row), heading_of(text, reading.columns, figure)))
    return [word for word in syllables(said) if word not in lexicon.STOP and not word[0].isdigit()]


def _asked_first(reading: Reading, figure: Figure, head: re.Match[str] | None) -> bool:
    """Whether the word right behind a share is the one that a share is asked of."""
    if head is None or figure.kind is not FigureKind.SHARE:
        return False
    return _follows(reading, figure, key(head[1]))


def _phrases(reading: Reading, label: tuple[int, int], asked: frozenset[tuple[str, str]]) -> int:
    """Return how many pairs of neighbouring words of a figure's label the question has, two at most."""
    said = [token for token, start, end in reading.tokens if label[0] <= start and end <= label[1]]
    return min(len(asked & set(pairwise(said))), MOST_PHRASES)


def _standing(reading: Reading, figure: Figure, question: Question) -> float:
    """Return how likely a figure in its place is a value for itself: less in brackets, less where it is a change."""
    part = question.total and _is_part(reading, figure)
    aside = (ASIDE if in_brackets(reading, figure) else 1.0) * (PART_OF_TOTAL if part else 1.0)
    aside *= OF_A_PART if reading.passage.text.startswith("Trong đó") and not part else 1.0
    aside *= PLANNED if _is_planned(reading, figure) and not lexicon.PLANNED.search(question.text.lower()) else 1.0
    return aside * (1.0 if _is_change(reading, figure, question) == question.changes else CHANGE)


def _is_planned(reading: Reading, figure: Figure) -> bool:
    """Whether a figure is what a plan or an office has set: "so với kế hoạch tỉnh giao 5,15%"."""
    text = reading.passage.text
    if reading.columns:
        return bool(lexicon.PLANNED_COLUMN.search(heading_of(text, reading.columns, figure)))
    left = max(item_of(reading, figure)[0], figure.span.start - PLAN_CHARS)
    return bool(lexicon.PLANNED.search(text[left : figure.span.start].lower()))


def _is_part(reading: Reading, figure: Figure) -> bool:
    """Whether a figure is among the parts of another: behind "trong đó", or of one project by its number."""
    before = reading.passage.text[: figure.span.start].lower()
    return "trong đó" in before or lexicon.LABELLED.search(before) is not None


def _is_change(reading: Reading, figure: Figure, question: Question) -> bool:
    """Whether a figure is a growth or loss.

    Asked for one, any word of change in its item will do; else only the one right before it tells.
    """
    if compared_with(reading, figure):
        return False
    left, _ = item_of(reading, figure)
    before = TOKEN.findall(reading.passage.text[left : figure.span.start].lower())
    return bool(lexicon.CHANGES & set(before if question.changes else before[-1:]))


def _reach(reading: Reading, start: int, end: int, figure: Figure, item: tuple[int, int], led: bool) -> float:
    """Return how far a word of the passage speaks of a figure: 1 in its item, less behind a comma, little beyond.

    A figure that nothing in its item names is `led` by what leads its row: "GTSX năm 2021 đạt …, năm 2022 đạt …".
    """
    if item[0] <= start and end <= item[1]:
        return 1.0
    before = end <= figure.span.start
    left, right = (end, figure.span.start) if before else (figure.span.end, start)
    between = reading.passage.text[left:right]
    if ";" in between or ". " in between:
        return BEHIND_STOP
    like = [other for other in reading.figures if other.span != figure.span and alike(other, figure)]
    if any(left <= other.span.start < right or in_item(reading, other, start, end) for other in like):
        return BEHIND_COMMA if led and before else BEHIND_FIGURE
    return BEHIND_COMMA if before else AFTER_COMMA


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


def _unit_match(question: Question, held: Support, figure: Figure, label: tuple[int, int]) -> float:
    """Return how well a figure's unit is the one asked for: 1 just that, 0 unknown, below 0 another."""
    if question.kind is not Kind.FIGURE:
        return 1.0 if figure.kind is not FigureKind.PERIOD else 0.3
    if held.reading.columns and not figure.unit and figure.kind is FigureKind.QUANTITY:
        return OF_COLUMN
    if question.dimension is not None:
        same = dimension_of(figure) is question.dimension
        rate = question.dimension is Dimension.SHARE and "/" in figure.unit  # bác sĩ/vạn dân
        per = PER if same and _is_rate(question, figure) else 0.0
        if same and "/" in figure.unit and not per and _is_plain(question, figure):
            return NO_RATE
        per += JUST_SO if same and _is_just(question, figure) else 0.0
        return 1.0 + per if same else 0.6 if rate else 0.2 if figure.kind is FigureKind.RATIO else -0.6
    if not question.unit:
        return 0.0 if figure.kind is FigureKind.SHARE else 0.1
    asked = question.unit.split("_")
    if not figure.unit:
        return NAMED_BEFORE if asked[0] in _before(held.reading, label) else 0.1
    if figure.kind is FigureKind.SHARE and _follows(held.reading, figure, asked[0]):
        return SHARE_OF_IT
    match = max(_noun_match(form, figure) for form in _asked_forms(asked))
    return min(match, ANOTHER_SORT) if _of_another_sort(held, asked) else match


def _is_just(question: Question, figure: Figure) -> bool:
    """Whether a figure is in the unit asked for by name, of the same size."""
    asked = lexicon.ASKED_OF_UNIT.search(question.text.lower())
    units = [UNITS.get(asked[1]), UNITS.get(figure.unit.lower())] if asked else []
    return bool(units) and units[0] is not None and units[0] == units[1]


def _is_plain(question: Question, figure: Figure) -> bool:
    """Whether a question asks for a unit by name that is not the unit of a rate: "mấy tấn?", not "68 tạ/ha"."""
    asked = lexicon.ASKED_OF_UNIT.search(question.text.lower())
    return asked is not None and asked[1] not in figure.unit.lower().split("/")


def _is_rate(question: Question, figure: Figure) -> bool:
    """Whether a figure is for each of what is asked for: "mỗi tháng bao nhiêu tiền?" – "6 triệu đồng/người/tháng"."""
    asked = set(lexicon.RATE.findall(question.text.lower()))
    return bool(asked & set(figure.unit.lower().split("/")[1:]))


def _before(reading: Reading, label: tuple[int, int]) -> set[str]:
    """Return the words of a figure's label and of the lead above it: they may say what a bare number counts."""
    return {*_words_in(reading, label), *syllables(reading.passage.context.rpartition(CONTEXT_JOINT)[2])}


def _follows(reading: Reading, figure: Figure, noun: str) -> bool:
    """Whether a noun follows a figure at once: "81,8% hộ gia đình"."""
    return syllables(reading.passage.text[figure.span.end : figure.span.end + 20])[:1] == [noun]


def _of_another_sort(held: Support, asked: Sequence[str]) -> bool:
    """Whether a passage is silent on what tells the things counted from others: "hộ nghèo" where it has "hộ dân"."""
    near = set(held.reading.near_context.split())
    sorts = [term.text for term in held.terms if term.noun and set(term.forms[0]) & set(asked[1:])]
    sorts = [sort for sort in sorts if sort.lower() not in lexicon.ANY_SORT and asked[1] not in lexicon.DOING]
    return any(not held.found[sort] and not set(syllables(sort)) <= near for sort in sorts)


def _asked_forms(asked: list[str]) -> list[list[str]]:
    """Return the noun asked for, and what a report calls it."""
    formal = lexicon.ABBREVIATIONS.get(asked[0]), *lexicon.EVERYDAY.get(asked[0], ())
    whole = (list(form) for form in thesaurus.others(tuple(asked)) if form[0] not in lexicon.STOP | lexicon.ANYONE)
    return [asked, *(syllables(noun) for noun in formal if noun), *whole]


def _noun_match(asked: Sequence[str], figure: Figure) -> float:
    """Return how well the noun that a figure counts is the one asked for: people may stand for people."""
    unit = syllables(figure.unit)
    unit = unit[1:] if len(unit) > 1 and unit[0] in lexicon.CLASSIFIERS and unit[0] != asked[0] else unit
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
    names = [{"_".join(words), words[0], "_".join(words[:2])} for words in (unit, list(asked))]
    if all(name & lexicon.PEOPLE for name in names) and any(name & lexicon.ANYONE for name in names):
        return 0.7
    return -0.3 if dimension_of(figure) is None else -0.6
