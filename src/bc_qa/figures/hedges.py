"""Hedges: the words before or behind a figure that say on which side of it the truth lies."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from bc_qa.types import Figure


class Bound(StrEnum):
    """On which side of a written figure the value lies."""

    EXACT = "exact"
    ABOUT = "about"  # khoảng, chừng, xấp xỉ, trên dưới, ước
    NEAR = "near"  # gần, ngót: a little less
    MORE = "more"  # trên, hơn, quá
    AT_LEAST = "at_least"  # ít nhất, không dưới, từ … trở lên
    LESS = "less"  # dưới, chưa đến
    AT_MOST = "at_most"  # không quá, tối đa, … trở xuống


_BEFORE: dict[Bound, str] = {
    Bound.AT_LEAST: "không dưới|không ít hơn|không thấp hơn|tối thiểu|ít nhất|từ",  # "từ" with "trở lên" only
    Bound.AT_MOST: "không quá|không vượt quá|không hơn|không nhiều hơn|không cao hơn|tối đa|nhiều nhất",
    Bound.LESS: "dưới|chưa đến|chưa tới|chưa đầy|không đến|không tới|không đầy|nhỏ hơn|ít hơn",
    Bound.ABOUT: (
        "trên dưới|xấp xỉ|vào khoảng|khoảng chừng|ước khoảng|ước đạt khoảng|khoảng|chừng|cỡ|ước chừng|ước tính"
        "|ước đạt|ước"
    ),
    Bound.NEAR: "gần đạt|gần được|gần bằng|gần tới|gần|ngót nghét|ngót|suýt soát",
    Bound.MORE: "trên|hơn|quá|lớn hơn|nhiều hơn",
}
_ALL = "|".join(sorted((word for words in _BEFORE.values() for word in words.split("|")), key=len, reverse=True))
# "cao hơn 5 điểm" is a difference, no hedge.
_HEDGE = re.compile(rf"(?<!\w)(?<!cao )(?<!thấp )(?<!kém )(?<!sớm )(?<!muộn )(?P<hedge>{_ALL})\s+$", re.IGNORECASE)
_DATE_HEDGE = re.compile(r"(?<!\w)(?P<hedge>(?:tính )?đến hết|hết|trước|sau)\s+$", re.IGNORECASE)
_BEHIND = re.compile(r"\s(?:trở|đổ)\s(?:lên|xuống|lại)(?!\w)", re.IGNORECASE)
_AT_END = re.compile(_BEHIND.pattern + r"$", re.IGNORECASE)
_REACH = 22  # characters that the longest hedge takes


def before(text: str, start: int, open_above: bool) -> str:
    """Return the hedge right before `start` as written; "từ" only where the figure is open above or below."""
    found = _HEDGE.search(text, max(0, start - _REACH), start)
    if found is None or (found["hedge"].lower() == "từ") > open_above:
        return ""
    return found["hedge"]


def before_date(text: str, start: int) -> str:
    """Return what makes a date a limit: "đến hết", "trước"."""
    found = _DATE_HEDGE.search(text, max(0, start - _REACH), start)
    return found["hedge"] if found else ""


def begins(text: str, figure: Figure) -> int:
    """Return where a figure of `text` begins, the hedge right before it with it."""
    ahead = text[: figure.span.start].rstrip()
    hedged = figure.qualifier and ahead.lower().endswith(figure.qualifier.lower())
    return len(ahead) - len(figure.qualifier) if hedged else figure.span.start


def behind(text: str, end: int) -> int:
    """Return where "trở lên" or "trở xuống" behind a figure ends, or `end` itself."""
    found = _BEHIND.match(text, end)
    return found.end() if found else end


def bound_of(figure: Figure) -> Bound:
    """Return on which side of a figure the value lies, by the hedge before it and the "trở lên" behind it."""
    return _bound(figure.text, figure.qualifier.lower())


@lru_cache(maxsize=20_000)
def _bound(text: str, hedge: str) -> Bound:
    """Return the side that a figure's text and hedge name; the same figures are asked for over and over."""
    if found := _AT_END.search(text):
        return Bound.AT_LEAST if found.group().lower().endswith("lên") else Bound.AT_MOST
    return next((bound for bound, words in _BEFORE.items() if hedge in words.split("|")), Bound.EXACT)
