"""The one reader of facts: what a passage says of each of its figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from bc_qa.evidence.columns import heading_of
from bc_qa.evidence.columns import named as named_cells
from bc_qa.evidence.items import PERIODS, alike, change_of, is_aimed, is_label, item_of
from bc_qa.evidence.reading import Reading
from bc_qa.facts.fact import Aim, Fact, Head
from bc_qa.facts.periods import caption_of, periods_of
from bc_qa.facts.things import place_of, thing_of
from bc_qa.figures.units import BASES
from bc_qa.text.flow import Flow
from bc_qa.types import Figure, FigureKind, ParagraphKind, Span

_HEADING_OF_AIMS = re.compile(r"^[\W\dIVXLC]*(?:chỉ tiêu|mục tiêu(?! quốc gia))", re.IGNORECASE)
_HEADING_OF_TASKS = re.compile(r"nhiệm vụ|giải pháp|phương hướng|kiến nghị|đề xuất", re.IGNORECASE)
_HEADING_OF_RESULTS = re.compile(
    r"kết quả|thực hiện|hạn chế|tồn tại|nguyên nhân|khó khăn|phụ lục|tiến độ", re.IGNORECASE
)
_WHAT_IS = "kết quả|đánh giá|hạn chế|tồn tại|nguyên nhân|khó khăn"
_HEADING_OF_WHAT_IS = re.compile(_WHAT_IS, re.IGNORECASE)
_HEADING_OF_TASKS_DONE = re.compile(rf"(?:{_WHAT_IS})(?:(?!và)[^,;.:-])*nhiệm vụ", re.IGNORECASE)
# "đạt 48,3% kế hoạch (120 ha)": what the result is measured against.
_SET = re.compile(r"(?:kế hoạch|dự toán|chỉ tiêu|yêu cầu|định mức)(?: (?:năm|cả năm|giao))?\s*\(?\s*$", re.IGNORECASE)
# "Tổng kế hoạch vốn năm 2024 là …", "Dự toán … giao là …".
_SETTING = re.compile(r"^[\W\d]*(?:tổng )?(?:kế hoạch|dự toán|chỉ tiêu)\b.*(?:là|giao|:)\s*$", re.IGNORECASE)
_HELD_AGAINST = re.compile(r"so với (?:kế hoạch|dự toán|chỉ tiêu|yêu cầu)(?: là)?\s*$", re.IGNORECASE)
_SET_COLUMN = re.compile(r"^(?:kế hoạch|dự toán|chỉ tiêu)\b", re.IGNORECASE)
_TO_LEVEL = re.compile(r"\b(?:từ|lên|xuống|còn|tới)(?: (?:khoảng|trên|dưới|gần|hơn|mức))*\s*$", re.IGNORECASE)
_PARTS = re.compile(r"\b(?:trong đó|gồm|chia ra|cụ thể)\b|\(", re.IGNORECASE)


def facts_of(reading: Reading, head: Head, names: Collection[tuple[str, ...]] = ()) -> tuple[Fact, ...]:
    """Return the figures of a passage as facts, by place; `names` are the proper names that the reports hold."""
    return tuple(fact_of(reading, figure, head, names) for figure in _counted(reading))


def fact_of(reading: Reading, figure: Figure, head: Head, names: Collection[tuple[str, ...]] = ()) -> Fact:
    """Return one figure of a passage as a fact."""
    passage, text = reading.passage, reading.passage.text
    item = Span(*item_of(reading, figure))
    periods = periods_of(reading, figure, item, head)
    row = [cell.of(text) for cell in named_cells(text, reading.figures, reading.columns)] if reading.columns else []
    return Fact(
        passage=passage.id,
        figure=figure,
        spans=Flow(text, passage.spans).spans(*figure.span),
        item=item,
        thing=thing_of(reading, figure, item),
        row=" – ".join(row),
        column=heading_of(text, reading.columns, figure),
        caption=caption_of(reading),
        years=periods.years,
        said=periods.said,
        period=periods.period,
        place=place_of(reading, figure, item, names),
        aim=_aim(reading, figure, item, periods.years, head),
        change=_change(reading, figure),
        compared_with=periods.compared_with,
        whole=_whole(reading, figure),
        head=head,
    )


def _counted(reading: Reading) -> Iterator[Figure]:
    """Yield the figures that say something; a period, a heading's number and a name are none."""
    for figure in reading.figures:
        numbered_heading = reading.kind is ParagraphKind.HEADING and figure.span.start == 0
        wanted = figure.kind not in (FigureKind.PERIOD, FigureKind.NAME)
        if wanted and not is_label(reading, figure) and not numbered_heading:
            yield figure


def _aim(reading: Reading, figure: Figure, item: Span, years: Collection[int], head: Head) -> Aim:
    """Return whether a figure is aimed at: by a word before it, the heading over it, or years that are all to come."""
    text, start = reading.passage.text, figure.span.start
    if _opens_bracket(reading, figure) and _SET.search(text, 0, start):
        return Aim.PLAN
    if (
        _HELD_AGAINST.search(text, 0, start)
        or _SETTING.search(text[item.start : start])
        or _SET_COLUMN.search(heading_of(text, reading.columns, figure))
    ):
        return Aim.PLAN
    headed = _under_aims(reading.headings)
    ahead = bool(years) and head.year is not None and all(year > head.year for year in years)
    if headed or ahead or is_aimed(reading, figure):
        return Aim.AIM
    return Aim.PLAN if among_tasks(reading.headings) else Aim.RESULT


def sets_aims(headings: Sequence[str]) -> bool:
    """Whether what stands under some headings is aimed at or still to be done."""
    return _under_aims(headings) or among_tasks(headings)


def tells_both(headings: Sequence[str]) -> bool:
    """Whether the innermost heading that tells is of tasks and of how things are: "Hạn chế và phương hướng"."""
    heading = _telling(headings)
    return bool(_HEADING_OF_TASKS.search(heading) and _HEADING_OF_WHAT_IS.search(heading))


def tells_tasks_done(headings: Sequence[str]) -> bool:
    """Whether the innermost heading that tells is of what came of tasks: "Kết quả thực hiện nhiệm vụ"."""
    heading = _telling(headings)
    return bool(_HEADING_OF_TASKS_DONE.search(heading)) and len(_HEADING_OF_TASKS.findall(heading)) == 1


def _telling(headings: Sequence[str]) -> str:
    both = (_HEADING_OF_TASKS, _HEADING_OF_WHAT_IS)
    return next((heading for heading in reversed(headings) if any(told.search(heading) for told in both)), "")


def _under_aims(headings: Sequence[str]) -> bool:
    return any(_HEADING_OF_AIMS.search(heading) for heading in headings)


def among_tasks(headings: Sequence[str]) -> bool:
    """Whether the innermost heading that tells says that what stands under it is still to be done."""
    for heading in reversed(headings):
        if _HEADING_OF_TASKS.search(heading):
            return True
        if _HEADING_OF_RESULTS.search(heading):
            return False
    return False


def _opens_bracket(reading: Reading, figure: Figure) -> bool:
    return reading.passage.text[: figure.span.start].rstrip().endswith("(")


def _change(reading: Reading, figure: Figure) -> str:
    """Return the word that makes a figure a growth or loss, none in "tăng từ 5 lên 7"; in a table its sign does."""
    text = reading.passage.text
    if reading.columns:
        sign = text[: figure.span.start][-1:]
        return {"+": "tăng", "-": "giảm", "–": "giảm"}.get(sign, "")
    level = _opens_bracket(reading, figure) or _TO_LEVEL.search(text, 0, figure.span.start)
    return "" if level else change_of(reading, figure)


def _whole(reading: Reading, figure: Figure) -> str:
    """Return the figure, as written, that one is told as a part of: "9.486 con, trong đó bò lai 6.830 con".

    A new clause may tell of something else, unless a colon opened a list: "trong đó: … 12 ha; … 3 ha". What is in
    brackets is no whole, nor is a share or a change.
    """
    text, start = reading.passage.text, figure.span.start
    countable = figure.kind is FigureKind.QUANTITY and "/" not in figure.unit
    if not countable or _opens_bracket(reading, figure) or _change(reading, figure):
        return ""
    mark = _mark_of_parts(reading, start)
    before = (f for f in reversed(reading.figures) if mark and f.span.end <= mark.start() and _may_hold(f, figure))
    plain = (f for f in before if not is_label(reading, f) and not _change(reading, f))
    whole = next((f for f in plain if not _in_brackets(text, f, mark)), None)
    apart = whole and mark and mark[0] == "(" and "," in text[whole.span.end : mark.start()]
    return whole.text if whole and not apart else ""


def _mark_of_parts(reading: Reading, start: int) -> re.Match[str] | None:
    """Return the mark from which parts are told up to a place; none where the parts of a part ended before it."""
    for mark in reversed([*_PARTS.finditer(reading.passage.text, 0, start)]):
        if _reaches(reading, mark, start):
            return mark
        if mark[0] != "(":
            return None
    return None


def _may_hold(whole: Figure, part: Figure) -> bool:
    """Whether two figures are of one sort, or the part is a bare number and the whole a count: "17 mã số (bưởi 06)"."""
    bare = not part.unit and whole.kind is FigureKind.QUANTITY and bool(whole.unit) and whole.base_unit not in BASES
    return bare or (whole.kind in (FigureKind.QUANTITY, FigureKind.RATIO) and alike(whole, part))


def _reaches(reading: Reading, mark: re.Match[str], start: int) -> bool:
    """Whether what a mark of parts opens goes on up to a place; brackets that name a period tell of another time."""
    text = reading.passage.text
    between = text[mark.end() : start]
    if mark[0] == "(" or text.rfind("(", 0, mark.start()) > text.rfind(")", 0, mark.start()):
        dated = any(f.kind in PERIODS and mark.end() <= f.span.start < start for f in reading.figures)
        return ")" not in between and not (mark[0] == "(" and dated)
    return ";" not in between or between.lstrip().startswith(":")


def _in_brackets(text: str, figure: Figure, mark: re.Match[str] | None) -> bool:
    """Whether a figure stands in brackets that close before a mark of parts."""
    opened, end = text.rfind("(", 0, figure.span.start), mark.start() if mark else len(text)
    return opened > text.rfind(")", 0, figure.span.start) and ")" in text[figure.span.end : end]
