"""How much of a question stands beside a figure, and how likely a figure in its place is a value for itself."""

from __future__ import annotations

from collections.abc import Sequence

from bc_qa.evidence.columns import heading_of, named
from bc_qa.evidence.items import (
    PERIODS,
    alike,
    compared_with,
    in_brackets,
    in_item,
    item_of,
    names_between,
    of_one_sort,
)
from bc_qa.evidence.question import Question
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.support import CONTEXT, Support, of_itself
from bc_qa.language import cues, lexicon
from bc_qa.text.keys import TOKEN, syllables
from bc_qa.types import Figure, Span

# What a word is worth to a figure, by what stands between them.
BEHIND_COMMA, AFTER_COMMA, BEHIND_FIGURE, BEHIND_STOP = 0.8, 0.75, 0.35, 0.25
ALONE, AMONG_OTHERS = 0.8, 0.35  # … where it stands in the context only: is the figure the only one there?
OF_WHOLE = 0.9  # … where it is said of the whole that the figure is a part of
# What a figure is worth in its place.
ASIDE = 0.95  # in brackets: more often a part or a comment than the value itself
CHANGE = 0.6  # of growth or loss where none was asked for, or of none where it was
PART_OF_TOTAL = 0.6  # behind "trong đó", where a total is asked for
OF_A_PART = 0.9  # in a sentence that begins "Trong đó"
OTHERWISE = 0.7  # of what is not yet done, where what is done is asked for; or the reverse
PLANNED = 0.6  # set by a plan, where none such is asked for
PLAN_CHARS = 30  # how near before a figure a plan has to be named

_MEASURING = frozenset(token for words in lexicon.MEASURES for token in words.split("_")) | {"sản", "lượng"}


def proximity(held: Support, figure: Figure, question: Question) -> float:
    """Return how much of the question stands beside a figure: whole in its own item, less behind each break."""
    if of_itself(held.reading, question):
        return 1.0
    if held.reading.columns:
        return _proximity_in_row(held, figure, question)
    # What only asks for a unit is told by the unit: it need not stand beside the figure.
    things = {term.text for term in question.terms if not term.measure} or set(held.weights)
    item = item_of(held.reading, figure)
    total = sum(weight for name, weight in held.weights.items() if name in things) or 1.0
    values = [other for other in held.reading.figures if other.kind not in PERIODS]
    # A note that begins with a value goes on with the sentence that calls it: "cấp huyện là³⁴" – "1.859 người, …".
    in_note = held.reading.passage.note is not None
    first = held.reading.begins and values[:1] == [figure] and _unlabelled(held.reading, (item[0], figure.span.start))
    goes_on = in_note and (first or _unlabelled(held.reading, item, figure.text))
    only = sum(other.kind is figure.kind for other in held.reading.figures) == 1
    alone = only or _only_such(question, values, figure)
    led = _unlabelled(held.reading, (item[0], figure.span.start))
    near = 0.0
    for name, places in held.found.items():
        if name not in things:
            continue
        worth = [how * _reach(held.reading, start, end, figure, item, led) for start, end, how in places]
        # "Tiểu dự án 1" in the text is no "dự án 4", which the heading names.
        above = not worth or (name[-1:].isdigit() and places[0][2] < held.strength[name])
        outside = held.strength[name] * (ALONE if alone else AMONG_OTHERS) if above else 0.0
        outside = max(outside, held.above[name] / CONTEXT * BEHIND_COMMA) if goes_on else outside
        near += held.weights[name] * max([*worth, outside])
    return near / total * _standing(held.reading, figure, question)


def _proximity_in_row(held: Support, figure: Figure, question: Question) -> float:
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
    planned = _is_planned(held.reading, figure) and not cues.PLANNED.search(question.text.lower())
    return near / (total or 1.0) * (PLANNED if planned else 1.0)


def _only_such(question: Question, values: Sequence[Figure], figure: Figure) -> bool:
    """Whether a figure counts just what is asked for, and no other of the passage does."""
    asked = question.unit.replace("_", " ")
    return bool(asked) and " ".join(syllables(figure.unit)) == asked and sum(alike(one, figure) for one in values) == 1


def _unlabelled(reading: Reading, where: tuple[int, int], figure: str = "") -> bool:
    """Whether nothing there says what a figure is of: "năm 2023 đạt 38 triệu đồng" in a note."""
    own = {*TOKEN.findall(figure.lower()), *_MEASURING}
    return all(word in own for word in names_between(reading, *where))


def _standing(reading: Reading, figure: Figure, question: Question) -> float:
    """Return how likely a figure in its place is a value for itself: less in brackets, less where it is a change."""
    part = question.total and is_part(reading, figure)
    aside = (ASIDE if in_brackets(reading, figure) else 1.0) * (PART_OF_TOTAL if part else 1.0)
    aside *= OF_A_PART if reading.passage.text.startswith("Trong đó") and not part else 1.0
    aside *= PLANNED if _is_planned(reading, figure) and not cues.PLANNED.search(question.text.lower()) else 1.0
    aside *= 1.0 if _is_undone(reading, figure) == bool(cues.UNDONE.search(question.text.lower())) else OTHERWISE
    return aside * (1.0 if is_change(reading, figure, question) == question.changes else CHANGE)


def _is_undone(reading: Reading, figure: Figure) -> bool:
    """Whether a figure is of what is not yet done: "chưa qua đào tạo 64 người"."""
    left, _ = item_of(reading, figure)
    return bool(cues.UNDONE.search(reading.passage.text[left : figure.span.start].lower()))


def _is_planned(reading: Reading, figure: Figure) -> bool:
    """Whether a figure is what a plan or an office has set: "so với kế hoạch tỉnh giao 5,15%"."""
    text = reading.passage.text
    if reading.columns:
        return bool(cues.PLANNED_COLUMN.search(heading_of(text, reading.columns, figure)))
    left = max(item_of(reading, figure)[0], figure.span.start - PLAN_CHARS)
    return bool(cues.PLANNED.search(text[left : figure.span.start].lower()))


def is_part(reading: Reading, figure: Figure) -> bool:
    """Whether a figure is among the parts of another: behind "trong đó"."""
    return "trong đó" in reading.passage.text[: figure.span.start].lower()


def is_change(reading: Reading, figure: Figure, question: Question) -> bool:
    """Whether a figure is a growth or loss.

    Asked for one, any word of change in its item will do; else only the one right before it tells.
    """
    if compared_with(reading, figure):
        return False
    left, _ = item_of(reading, figure)
    before = TOKEN.findall(reading.passage.text[left : figure.span.start].lower())
    return bool(lexicon.CHANGES & set(before if question.changes else before[-1:]))


def _is_of_whole(reading: Reading, start: int, end: int, figure: Figure) -> bool:
    """Whether a word is of the number whose parts stand in brackets: "287 chi bộ trực thuộc … (48 chi bộ …)"."""
    opened = reading.passage.text.rfind("(", 0, figure.span.start)
    if opened < end or not in_brackets(reading, figure):
        return False
    whole = next((f for f in reversed(reading.figures) if f.span.end <= opened and of_one_sort(f, figure)), None)
    return whole is not None and item_of(reading, whole)[1] >= opened and in_item(reading, whole, start, end)


def _reach(reading: Reading, start: int, end: int, figure: Figure, item: tuple[int, int], led: bool) -> float:
    """Return how far a word of the passage speaks of a figure: 1 in its item, less behind a comma, little beyond.

    A figure that nothing in its item names is `led` by what leads its row: "GTSX năm 2021 đạt …, năm 2022 đạt …".
    """
    if item[0] <= start and end <= item[1]:
        return 1.0
    if _is_of_whole(reading, start, end, figure):
        return OF_WHOLE
    before = end <= figure.span.start
    left, right = (end, figure.span.start) if before else (figure.span.end, start)
    between = reading.passage.text[left:right]
    if ";" in between or ". " in between:
        return BEHIND_STOP
    like = [other for other in reading.figures if other.span != figure.span and of_one_sort(other, figure)]
    if any(left <= other.span.start < right or in_item(reading, other, start, end) for other in like):
        return BEHIND_COMMA if led and before else BEHIND_FIGURE
    return BEHIND_COMMA if before else AFTER_COMMA
