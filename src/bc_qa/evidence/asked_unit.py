"""How well the unit of a figure is the one asked for: what it counts or measures, a rate or a plain amount."""

from __future__ import annotations

from collections.abc import Sequence

from bc_qa.evidence.items import follows, names_between
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.support import Support, dimension_of
from bc_qa.figures.units import UNITS, Dimension
from bc_qa.language import cues, lexicon, synonyms
from bc_qa.report.passages import CONTEXT_JOINT
from bc_qa.text.keys import syllables
from bc_qa.types import Figure, FigureKind

# How well a unit agrees, 1 for just the one asked for, 0 for none, below for another.
PER = 0.5  # added for the rate asked for, "mỗi tháng" as in đồng/người/tháng
JUST_SO = 0.2  # … for the very unit that is asked for by name, "mấy cây số vuông?" – "1.029km²", not "4.623ha"
NAMED_BEFORE = 0.7  # a bare number behind the name of what it counts: "số học sinh … cấp Tiểu học: 9.958"
OF_COLUMN = 0.4  # a bare number of a table, whose unit is told elsewhere
NO_RATE = 0.4  # a rate, where an amount in another unit is asked for
SHARE_OF_IT = 0.3  # a share of the things whose number is asked for
SAME_SORT = 0.5  # how well the word that tells the things counted has to agree
ANOTHER_SORT = -0.2  # a number of things of another sort


def unit_match(question: Question, held: Support, figure: Figure, label: tuple[int, int]) -> float:
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
    if figure.kind is FigureKind.SHARE and follows(held.reading, figure, asked[0]):
        return SHARE_OF_IT
    if question.unit in lexicon.OF_ANYTHING:
        return _match_of_anything(held, figure)
    match = max(_noun_match(form, figure) for form in _asked_forms(asked))
    return min(match, ANOTHER_SORT) if _of_another_sort(held, asked) else match


def _is_just(question: Question, figure: Figure) -> bool:
    """Whether a figure is in the unit asked for by name, of the same size."""
    asked = cues.ASKED_OF_UNIT.search(question.text.lower())
    units = [UNITS.get(asked[1]), UNITS.get(figure.unit.lower())] if asked else []
    return bool(units) and units[0] is not None and units[0] == units[1]


def _is_plain(question: Question, figure: Figure) -> bool:
    """Whether a question asks for a unit by name that is not the unit of a rate: "mấy tấn?", not "68 tạ/ha"."""
    asked = cues.ASKED_OF_UNIT.search(question.text.lower())
    return asked is not None and asked[1] not in figure.unit.lower().split("/")


def _is_rate(question: Question, figure: Figure) -> bool:
    """Whether a figure is for each of what is asked for: "mỗi tháng bao nhiêu tiền?" – "6 triệu đồng/người/tháng"."""
    asked = set(cues.RATE.findall(question.text.lower()))
    return bool(asked & set(figure.unit.lower().split("/")[1:]))


def _before(reading: Reading, label: tuple[int, int]) -> set[str]:
    """Return the words of a figure's label and of the lead above it: they may say what a bare number counts."""
    return {*names_between(reading, *label), *syllables(reading.passage.context.rpartition(CONTEXT_JOINT)[2])}


def _of_another_sort(held: Support, asked: Sequence[str]) -> bool:
    """Whether a passage is silent on what tells the things counted from others: "hộ nghèo" where it has "hộ dân"."""
    near = set(held.reading.near_context.split())
    sorts = [term.text for term in held.terms if term.noun and set(term.forms[0]) & set(asked[1:])]
    sorts = [
        sort for sort in sorts if "_".join(syllables(sort)) not in lexicon.ANY_SORT and asked[1] not in lexicon.DOING
    ]
    return any(_best(held, sort) < SAME_SORT and not set(syllables(sort)) <= near for sort in sorts)


def _best(held: Support, name: str) -> float:
    """Return how well a term agrees with the text of a passage where it agrees best."""
    return held.found[name][0][2] if held.found[name] else 0.0


def _match_of_anything(held: Support, figure: Figure) -> float:
    """Return how well a figure counts what a bare "mấy cái?" is asked of; any thing may, but no place and nobody."""
    match = max((_noun_match(term.forms[0], figure) for term in held.terms if term.noun), default=-0.3)
    noun = set(syllables(figure.unit)[:1])
    no_thing = noun & (lexicon.LEVELS | lexicon.PEOPLE | lexicon.FAMILIES) or dimension_of(figure)
    return match if no_thing else max(match, 0.1)


def _asked_forms(asked: list[str]) -> list[list[str]]:
    """Return the noun asked for, and what a report calls it."""
    formal = synonyms.same_as(asked[0])
    whole = (list(form) for form in synonyms.others(tuple(asked)) if form[0] not in lexicon.STOP | lexicon.ANYONE)
    return [asked, *(syllables(noun) for noun in formal), *whole]


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
