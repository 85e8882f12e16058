"""Questions that set two things against each other, parted: "học sinh tiểu học nhiều hơn THCS mấy em?".

What the second leaves unsaid it takes from the first: all before the first's last noun ("học sinh … THCS").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bc_qa.evidence.terms import Tagger

_DEGREE = "nhiều|ít|cao|thấp|lớn|nhỏ|dài|ngắn|rộng|đông"
_ASK = r"(?:bao nhiêu|mấy|chừng nào|thế nào|ra sao|không|hay không)"
_GAP = re.compile(
    rf"^(?P<left>.+?)\s+(?:(?:{_DEGREE})\s+)?(?:hơn|kém)\s+(?!kém\b|nhau\b)(?:so với\s+)?"
    rf"(?P<right>[^,?]+?)(?P<rest>(?:,|\s+(?={_ASK}\b)).*)?[?.]*$",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"^(?P<left>.+?)\s+(?:so với|với|và|hay)\s+(?P<right>[^,?]+?),?\s+"
    r"(?P<rest>(?:bên|cái|loại|cây|con|cấp|nơi|đường|xã|nhóm|ngành|thứ)\s+nào\s.*(?:hơn|nhất|kém)\b.*)$",
    re.IGNORECASE,
)
_EITHER = re.compile(
    rf"^(?P<left>.+?)\s+(?:{_DEGREE})\s+hơn\s+hay\s+(?P<right>[^,?]+?)"
    rf"(?:\s+(?:{_DEGREE})(?:\s+hơn)?)?(?P<rest>,.*)?[?.]*$",
    re.IGNORECASE,
)
_APART = re.compile(
    r"^(?P<left>.+?)\s+(?:với|và)\s+(?P<right>[^,?]+?)\s+(?:chênh|hơn kém|cách)\s*(?:lệch\s*)?(?:nhau\s*)?"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_SET_BESIDE = re.compile(
    r"^so(?: sánh)?\s+(?P<left>.+?)\s+(?:với|và)\s+(?P<right>[^,?]+?)(?P<rest>,.*)?[?.]*$", re.IGNORECASE
)
_HOW = re.compile(
    r"^(?P<left>.+?)\s+so (?:với|sánh với)\s+(?P<right>[^,?]+?)"
    r"(?P<rest>\s+(?:thì )?(?:thế nào|ra sao|như thế nào))[?.]*$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"^(?P<left>.+?)\s+chiếm\s+(?:bao nhiêu|mấy)\s+(?:phần trăm|%)\s+(?:so với\s+|trong\s+|của\s+)?"
    r"(?P<right>(?:tổng|toàn bộ|tất cả)[^,?]*)(?P<rest>)[?.]*$",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"^(?P<left>.+?)\s+(?:với|và)\s+(?P<right>[^,?]+?),?\s+(?P<rest>mỗi\s\w+\s.*\b(?:bao nhiêu|mấy)\b.*)$",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(
    rf"\b(?:(?:bên|cái|loại|cây|con|cấp|nơi|nhóm|ngành|thứ)\s+nào|hơn|kém|chênh|nhau"
    rf"|{_DEGREE}|không|nhất|thì|thế nào|ra sao|như thế nào)\b",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(r"\bmỗi\s+\w+\s+", re.IGNORECASE)
_AT_LEVEL = re.compile(r"\bở (xã|huyện|tỉnh|thôn|bản)$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WHOLE = re.compile(r"^(?:tổng số|tổng cộng|tổng|toàn bộ|tất cả)\s+(?:số\s+)?", re.IGNORECASE)


class Sought(StrEnum):
    """What is asked of two figures."""

    GAP = "gap"
    SHARE = "share"  # the first of the second
    BOTH = ""  # no more than each of them


_SOUGHT = {_SHARE: Sought.SHARE, _EACH: Sought.BOTH}


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two questions, each standing alone, and what is asked of their answers."""

    left: str
    right: str
    sought: Sought


def contrast(text: str, tag: Tagger) -> Contrast | None:
    """Return the two questions that a question is made of; None where it sets no two things against each other.

    Two years of one thing are no two things; nor is a thing and a threshold ("nhiều hơn 100 hộ").
    """
    if len(_YEAR.findall(text)) > 1:
        return None
    for pattern in (_SHARE, _EITHER, _WHICH, _HOW, _SET_BESIDE, _APART, _GAP, _EACH):
        found = pattern.match(text)
        sought = _SOUGHT.get(pattern, Sought.GAP)
        if found and not _YEAR.search(found["right"]) and not found["right"].strip()[:1].isdigit():
            return _contrast(found, sought, tag)
    return None


def _contrast(found: re.Match[str], sought: Sought, tag: Tagger) -> Contrast:
    left, right = found["left"].strip(), found["right"].strip()
    if _AT_LEVEL.search(left) and _AT_LEVEL.search(right):  # of which no more than the level is meant
        left, right = _AT_LEVEL.sub(r"ở cấp \1", left), _AT_LEVEL.sub(r"ở cấp \1", right)
    if sought is Sought.SHARE:
        unit = " ".join(left.split()[:2])
        return Contrast(f"có bao nhiêu {left}", f"có bao nhiêu {_WHOLE.sub('', right) or unit}", sought)
    if sought is Sought.BOTH:
        asked = _ITS_OWN.sub(" ", found["rest"]).strip(" ?.")
        return Contrast(f"{left} {asked}", f"{_lent(left, right, tag)} {asked}", sought)
    rest = " ".join(_NOT_SAID.sub(" ", found["rest"] or "").split()).strip(" ,?.")
    asked = rest if re.search(r"\b(?:bao nhiêu|mấy)\b", rest, re.IGNORECASE) else f"{rest} bao nhiêu".strip()
    return Contrast(f"{left} {asked}", f"{_lent(left, right, tag)} {asked}", sought)


def _lent(left: str, right: str, tag: Tagger) -> str:
    """Return the right side with what it takes from the left: all before the word that both begin with anew.

    Where they share no such word it is all before the left's last noun: "học sinh tiểu học" lends to "THCS".
    """
    words = [word for word, _ in tag(left)]
    first = tag(right)[0][0].lower()
    shared = [at for at, word in enumerate(words) if word.lower() == first]
    if shared:
        return f"{' '.join(words[: shared[-1]])} {right}".strip()
    nouns = [at for at, (_, sort) in enumerate(tag(left)) if sort[0] == "N"]
    if not nouns:
        return right
    named = tag(left)[nouns[-1]][1] == "Np" and nouns[-1] - 1 in nouns  # a name goes with the noun before it
    return f"{' '.join(words[: nouns[-1] - named])} {right}".strip()
