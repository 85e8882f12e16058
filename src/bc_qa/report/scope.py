"""What a whole report is of: its kind, places and year, read from its head, and so of all in it that says no other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bc_qa.text.flow import Flow
from bc_qa.text.keys import UPPER, syllables
from bc_qa.types import Document, ParagraphKind

_LEVEL = "tỉnh|thành phố|huyện|quận|thị xã|thị trấn|phường|xã|thôn|bản"
_WORD = rf"[{UPPER}][^\W\d_]*"
_NAME = rf"{_WORD}(?:[ -]{_WORD}){{0,4}}"
_NAMED = re.compile(rf"(?<!\w)(?i:{_LEVEL})[ \xa0]+({_NAME})")
_CAPITALS = re.compile(rf"(?<!\w)(?:{_LEVEL.upper()})\s+(?!HỘI CHỦ)([{UPPER}]+(?:[ -][{UPPER}]+){{0,4}})(?!\w)")
_DATED = re.compile(rf"({_NAME}),\s*ngày\s+\d{{1,2}}(?:\s+tháng|\s?[/.-])")
_YEAR = re.compile(r"(?<![\d/.-])(20\d\d)(?![\d/.])")
_RUN_OF_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–]\s?(?:20)?\d\d")  # a term or period is no year reported on
_AHEAD = re.compile(r"(?:nhiệm vụ|phương hướng|kế hoạch|dự kiến|giải pháp|dự toán)\b.*", re.IGNORECASE | re.DOTALL)
_KIND = re.compile(
    r"(?<!\w)(báo cáo|nghị quyết|quyết định|kế hoạch|thông báo|tờ trình|chương trình|đề án|chỉ thị|kết luận|biên bản|"
    r"hướng dẫn|quy chế|phương án)(?!\w)",
    re.IGNORECASE,
)
_HEAD_CHARS = 1_200


@dataclass(frozen=True, slots=True)
class Scope:
    """What the head of a report says of all that is in it; empty or None where it does not say.

    `places` are the names of the places it is of, as syllable keys; `year` is the year reported on.
    """

    kind: str
    places: frozenset[tuple[str, ...]]
    year: int | None


def scope_of(document: Document) -> Scope:
    """Return the scope of a report, from the lines before its prose and from its title."""
    head = _head(document)
    kind = _KIND.search(f"{document.title}\n{head}")
    return Scope(kind[1].lower() if kind else "", _places(f"{head}\n{document.title}"), _year(document))


def _head(document: Document) -> str:
    """Return the lines of the head, one below the other."""
    lines = [
        Flow.read(document.text, (span,)).text
        for paragraph in document.paragraphs
        if paragraph.kind is ParagraphKind.MASTHEAD
        for span in paragraph.spans
    ]
    return "\n".join(lines)[:_HEAD_CHARS]


def _places(head: str) -> frozenset[tuple[str, ...]]:
    """Return the places that a head names: behind a level of government, and before the date."""
    columns = re.sub(r" {3,}|\t", "\n", head)
    named = [*_CAPITALS.findall(columns), *_DATED.findall(columns)]
    named += [found[1] for found in _NAMED.finditer(columns) if not found.group().isupper()]
    keys = (tuple(syllables(name)) for name in named if not name.startswith("HỘI"))
    return frozenset(key for key in keys if len(key) > 1)  # one syllable is a word of many meanings


def _year(document: Document) -> int | None:
    """Return the last year that the title reports on, before what it plans; else the year of the date."""
    dated = int(document.date[-4:]) if document.date else None
    title = _RUN_OF_YEARS.sub(" ", document.title)
    for told in (_AHEAD.sub("", title), title):
        years = [int(year) for year in _YEAR.findall(told)]
        past = [year for year in years if dated is None or year <= dated]
        if past or (years and dated is not None and min(years) == dated + 1):
            return max(past, default=min(years))
    return dated
