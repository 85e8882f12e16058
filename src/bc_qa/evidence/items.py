"""The items of an enumeration: which words of a passage belong to which of its figures, and which period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bc_qa.evidence.columns import heading_of, is_count, named
from bc_qa.evidence.reading import YEARS, Reading
from bc_qa.figures.units import BASES
from bc_qa.language import lexicon
from bc_qa.text.keys import TOKEN, key, syllables
from bc_qa.types import Figure, FigureKind, Span

PERIODS = (FigureKind.PERIOD, FigureKind.DATE)
_NAMED = (FigureKind.NUMBERED, FigureKind.ORDINAL, FigureKind.NAME)
_TO = re.compile(r"\s*(?:đến|tới)(?: hết| cuối| giữa)?\s*")  # "từ giữa năm 2019 đến hết tháng 5/2024"
_EARLIER = re.compile(
    r"so với (?:(?:năm|cuối năm|đầu năm|cùng kỳ) )*(?:(?:19|20)\d\d )?\((?:là |đạt )?$"
    r"|\((?:cuối |đầu )?năm (?:19|20)\d\d (?:là |đạt |chỉ )+$"
)
_NEAR = 3  # words between "tăng" and the figure
_SAYING_NOTHING = lexicon.STOP | frozenset("phấn phân đấu".split())
_LABELS = frozenset("án mục khoản điều phần số covid chương thứ sách nhóm bảng biểu hình lục".split())


def is_label(reading: Reading, figure: Figure) -> bool:
    """Whether a bare number only numbers something: a heading, "Dự án 5", "Đề án 645"."""
    if reading.columns and _is_of_name(reading, figure):
        return True
    if figure.kind is not FigureKind.QUANTITY or figure.unit:
        return False
    before = reading.passage.text[: figure.span.start].lower().split()[-2:]
    return (figure.span.start == 0 and not reading.columns) or (bool(before) and before[-1].strip("(-") in _LABELS)


def _is_of_name(reading: Reading, figure: Figure) -> bool:
    """Whether a figure only counts the rows of a table, or stands in what a row is of."""
    text = reading.passage.text
    name = named(text, reading.figures, reading.columns)
    return is_count(text, reading.columns, figure) or any(cell.covers(figure.span) for cell in name)


def in_brackets(reading: Reading, figure: Figure) -> bool:
    """Whether a figure stands in brackets."""
    before = reading.passage.text[: figure.span.start]
    return before.rfind("(") > before.rfind(")")


def item_of(reading: Reading, figure: Figure) -> tuple[int, int]:
    """Return the item of an enumeration that a figure stands in: between the nearest breaks and other figures."""
    start, end = figure.span
    if compared := compared_with(reading, figure):
        return item_of(reading, compared)[0], end
    others = [o for o in reading.figures if o.span != figure.span and o.kind is figure.kind and alike(o, figure)]
    breaks = _breaks(reading, figure)
    lefts = [b.end for b in breaks if b.end <= start and not _among_documents(reading, b, start)]
    lefts += [o.span.end for o in others if o.span.end <= start]
    rights = [b.start for b in breaks if b.start >= end] + [o.span.start for o in others if o.span.start >= end]
    return max(lefts, default=0), min(rights, default=len(reading.passage.text))


def _breaks(reading: Reading, figure: Figure) -> Sequence[Span]:
    """Return the breaks that end the item of a figure.

    A figure in brackets that nothing there names is of what stands before them: "chuồng trại (934m², cho 410 hộ)".
    """
    text = reading.passage.text
    opened = text.rfind("(", 0, figure.span.start)
    if opened < 0 or not in_brackets(reading, figure):
        return reading.breaks
    measures = [other for other in reading.figures if opened <= other.span.start and other.base_unit in BASES]
    units = {token for measure in measures for token in syllables(measure.text)}
    if any(word not in units for word in names_between(reading, opened, figure.span.start)):
        return reading.breaks
    return [found for found in reading.breaks if not opened <= found.start < figure.span.start]


def _among_documents(reading: Reading, found: Span, start: int) -> bool:
    """Whether a comma only parts the documents that a figure goes by: "theo Nghị định 86/…, Nghị định 81/…"."""
    numbered = [f.span for f in reading.figures if f.kind is FigureKind.NUMBERED]
    between = [span for span in numbered if found.end <= span.start < start]
    before = any(span.end == found.start for span in numbered)
    if not before or not between:
        return False
    said = names_between(reading, found.end, start)
    own = {token for span in between for token in syllables(span.of(reading.passage.text))}
    return all(word in own | lexicon.DOCUMENT_WORDS for word in said)


def names_between(reading: Reading, start: int, end: int) -> list[str]:
    """Return the syllables of a stretch of a passage that say what it is about: not small words, aims or figures."""
    words = (token for token, left, right in reading.tokens if start <= left and right <= end)
    return [word for word in words if word not in _SAYING_NOTHING and not word[0].isdigit()]


def compared_with(reading: Reading, figure: Figure) -> Figure | None:
    """Return the value that a figure in brackets is an earlier one of: "22,47% tăng 5,71% so với năm 2019 (16,76%)".

    It is the last before them of the same sort that is no change.
    """
    if not _EARLIER.search(reading.passage.text[: figure.span.start]):
        return None
    before = (f for f in reversed(reading.figures) if f.span.end <= figure.span.start and alike(f, figure))
    return next((f for f in before if not change_of(reading, f) and not in_brackets(reading, f)), None)


def in_item(reading: Reading, figure: Figure, start: int, end: int) -> bool:
    """Whether a stretch of a passage lies in the item of a figure."""
    left, right = item_of(reading, figure)
    return left <= start and end <= right


def alike(one: Figure, other: Figure) -> bool:
    """Whether two figures count or measure the same sort of thing, so that each has a label of its own."""
    return one.base_unit == other.base_unit and (one.kind in _NAMED) == (other.kind in _NAMED)


def of_one_sort(one: Figure, other: Figure) -> bool:
    """Whether two figures are alike, or count people under two names: "3.556 đảng viên (134 đồng chí)"."""
    people = all("_".join(syllables(figure.unit)) in lexicon.PEOPLE for figure in (one, other))
    return people or alike(one, other)


def is_aimed(reading: Reading, figure: Figure) -> bool:
    """Whether a figure is aimed at: under a heading of aims, or behind a word for one: "phấn đấu", "dự kiến"."""
    return reading.aimed_from is not None and reading.aimed_from <= figure.span.start


def period_of(reading: Reading, figure: Figure) -> frozenset[int]:
    """Return the years that a figure is given for: the last named before it, and those named in its own item.

    A year that something else was compared with ("so với năm 2019") is no year of what comes after it.
    """
    if reading.columns:
        return frozenset(map(int, YEARS.findall(heading_of(reading.passage.text, reading.columns, figure))))
    _, right = item_of(reading, figure)
    text = reading.passage.text
    periods = (p for p in reading.figures if p.kind in PERIODS and p.span.end <= figure.span.start)
    before = [
        p
        for p in periods
        if not text[: p.span.start].endswith("so với ") or text[p.span.end : figure.span.start].strip() in ("", "(")
    ]
    beside = [p for p in reading.figures if p.kind in PERIODS and figure.span.end <= p.span.start < right]
    spans = len(before) > 1 and _TO.fullmatch(text[before[-2].span.end : before[-1].span.start])
    named = [*before[-2 if spans else -1 :], *beside]
    return frozenset(int(year) for period in named for year in YEARS.findall(period.text))


def change_of(reading: Reading, figure: Figure) -> str:
    """Return the word that makes a figure a growth or loss, near before it in its item; else an empty string."""
    left, _ = item_of(reading, figure)
    words = [key(word) for word in TOKEN.findall(reading.passage.text[left : figure.span.start])]
    return next((word for word in reversed(words[-_NEAR:]) if word in lexicon.CHANGES), "")


def follows(reading: Reading, figure: Figure, noun: str) -> bool:
    """Whether a noun follows a figure at once: "81,8% hộ gia đình", not "37%; hộ cận nghèo"."""
    behind = TOKEN.search(reading.passage.text, figure.span.end)
    between = reading.passage.text[figure.span.end : behind.start()] if behind else ""
    return behind is not None and not between.strip() and key(behind.group()) == noun
