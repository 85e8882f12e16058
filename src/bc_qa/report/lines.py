"""The lines of a report and what each looks like by itself: heading, note, list item, prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from bc_qa.text.keys import UPPER
from bc_qa.types import Span

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_QUOTED = re.compile(r"^(?:>\s+(?!\d))+")  # markdown's mark of a quotation: "> TM. ỦY BAN NHÂN DÂN"
_MARKUP = re.compile(r"[*_#]+|\\(?=[()\[\]])")


class Rank(IntEnum):
    """Kinds of heading, outermost first: a heading stands under the nearest earlier one of a smaller rank."""

    TITLE = 0  # the first line of a text without an official head
    PART = 1  # Phần thứ hai, Chương I
    CAPITALS = 2  # a line in capitals without a number
    ARTICLE = 3  # Điều 2.
    ROMAN = 4
    DECIMAL = 5  # 1. · 2.1. · 2.1.1. take 5, 6, 7 …
    LETTER = 10
    MARKDOWN = 11  # "#" takes 11, "##" 12 …: an order of its own, outside the others


@dataclass(frozen=True, slots=True)
class Line:
    """One line with text: its place, and whether an empty line stands before it."""

    span: Span
    text: str
    gap: bool


_PART = re.compile(
    r"(?:phần|chương)\s+(?:thứ\s+\w+|[ivxlc]+|[a-h]|\d{1,2}[a-h]?|mở đầu|kết luận|"
    r"một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?!\w)\s*([.:]?)\s*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"[*_]*(?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]?\s*[.:][*_]*\s*")
_ROMAN = re.compile(r"[IVXLC]+\s*[.)/-]\s+(?=\S)")
_DECIMAL = re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}})*)(?:[.)]|(?<=\.\d)|(?<=\.\d\d))\s+(?=[\"“*]*[{UPPER}])")
_LETTER = re.compile(r"[a-zđ]\)\s+(?=\S)")
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"(?:[-+•–*]|\*\s)\s+")
_NOTE = re.compile(r"([⁰¹²³⁴-⁹]+)(?=\s*\S)|\[\^?(\d{1,3})\]:?\s+(?=\S)")
_TERMINAL = re.compile(r"[.;:!?…][\"”»)*\]]*[⁰¹²³⁴-⁹]*$")
_CLOSED = re.compile(r"[.;:!?…)\]\"”»][*]*[⁰¹²³⁴-⁹]*[.]*$")

_RUN_IN = re.compile(rf":\s+[{UPPER}]")  # "2.1. Nâng cao dân trí: Phấn đấu …" is a paragraph with a number

HEADING_CHARS = 250  # a longer numbered line is prose
WRAPPED_CHARS = 60  # a line at least this long that does not end a sentence was wrapped, not ended
LEAST_WRAPPED, MOST_WRAPPED = 6, 130  # long lines that show a width, and how wide it is at most
NEARLY_FULL = 0.85  # share of the width that half of the long lines reach
STOPPED_HEADING_CHARS = 100  # a heading may end with a full stop, but only a short one


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text` that hold anything, trimmed."""
    found: list[Line] = []
    gap, at = True, 0
    for raw in text.split("\n"):
        stripped = _QUOTED.sub("", raw.strip())
        if stripped:
            start = at + raw.rindex(stripped)
            found.append(Line(Span(start, start + len(stripped)), stripped, gap))
        gap = not stripped
        at += len(raw) + 1
    return found


def heading_title(text: str) -> str:
    """Return a heading as it is shown: markdown and footnote marks dropped, white space single."""
    return " ".join(re.sub(r"[⁰¹²³⁴-⁹]+(?=\W*$)", "", _MARKUP.sub("", text)).split())


def heading_rank(text: str) -> int | None:
    """Return the rank of a line that is a heading, None for any other."""
    bare = text.strip("*_ ")
    if found := _MARKDOWN.match(text):
        return Rank.MARKDOWN + len(found[1]) - 1
    if (found := _PART.match(bare)) and bare[0].isupper():
        rest = bare[found.end() :]
        if not rest or is_capitals(rest) or (found[1] and _is_short(rest) and is_open(rest)):
            return Rank.PART
    if (found := _ARTICLE.match(bare)) and is_open(bare[found.end() :] or "…"):
        return Rank.ARTICLE if len(bare) <= HEADING_CHARS else None
    if not _is_short(bare):
        return None
    if _ROMAN.match(bare):
        return Rank.ROMAN
    if found := _DECIMAL.match(bare):
        return Rank.DECIMAL + found[1].count(".")
    if _LETTER.match(bare):
        return Rank.LETTER
    return Rank.CAPITALS if is_capitals(bare) and len(bare.split()) > 1 else None


def _is_short(text: str) -> bool:
    if len(text) > HEADING_CHARS or text.endswith((";", ",")) or _RUN_IN.search(text):
        return False
    stopped = bool(_TERMINAL.search(text)) and not text.endswith(":")
    return not stopped or (len(text) <= STOPPED_HEADING_CHARS and not re.search(r"[.;:]\s", _DECIMAL.sub("", text)))


def article_number(text: str) -> int:
    """Return where the number of an article ends that a line begins with ("Điều 2. Giao …"); nought for any other."""
    found = _ARTICLE.match(text)
    return len(found[0].rstrip()) if found else 0


def is_capitals(text: str) -> bool:
    """Whether a line is written in capitals throughout."""
    return text.upper() == text and sum(char.isalpha() for char in text) >= 4


def is_item(text: str) -> bool:
    """Whether a line begins a list item."""
    return _ITEM.match(text) is not None


def is_numbered(text: str) -> bool:
    """Whether a line begins with a number or letter of an enumeration, heading or not."""
    return any(pattern.match(text) for pattern in (_ROMAN, _DECIMAL, _LETTER))


def is_row(text: str) -> bool:
    """Whether a line is a row of a table: its cells apart by bars or tabs."""
    return max(text.count("|"), text.count("\t")) >= 2


def is_rule(text: str) -> bool:
    """Whether a row only rules off the headings of its columns, as in markdown: "|---|---|"."""
    return is_row(text) and not any(char.isalnum() for char in text)


def note_start(text: str) -> tuple[int, int] | None:
    """Return the number of the footnote that a line begins, and where its text begins; None for any other line."""
    found = _NOTE.match(text)
    if not found:
        return None
    number = int((found[1] or found[2]).translate(SUPERSCRIPTS))
    body = text[found.end() :]
    return number, found.end() + len(body) - len(body.lstrip())


def is_open(text: str) -> bool:
    """Whether a text breaks off: it does not end as a sentence, an item or a bracket does."""
    return _CLOSED.search(text) is None


def begins_inside(text: str) -> bool:
    """Whether a line begins as the rest of a sentence does: with a small letter or a figure."""
    return (text[0].islower() or text[0].isdigit() or text[0] in ",;)") and not is_numbered(text)


def wrap_width(lines: list[Line]) -> int:
    """Return how many characters a full line has where lines were broken at a width; 0 where paragraphs are lines."""
    long = sorted(len(line.text) for line in lines if len(line.text) >= WRAPPED_CHARS and not is_row(line.text))
    full = long[-1] if long else 0
    broken = len(long) >= LEAST_WRAPPED and full <= MOST_WRAPPED and long[len(long) // 2] >= NEARLY_FULL * full
    return full if broken else 0


def is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line had no room on this one."""
    return bool(width) and len(line.text) + 1 + len(following.text.split()[0]) > width
