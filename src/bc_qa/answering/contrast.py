"""Questions that set two things against each other, parted: "học sinh tiểu học nhiều hơn THCS mấy em?".

What the second leaves unsaid it takes from the first: all before the first's last noun ("học sinh … THCS").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bc_qa.evidence.terms import Tagger
from bc_qa.language import cues

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Sought(StrEnum):
    """What is asked of two figures."""

    GAP = "gap"
    SHARE = "share"  # the first of the second
    BOTH = ""  # no more than each of them


_WAYS = (
    (cues.CONTRAST_SHARE, Sought.SHARE),
    (cues.CONTRAST_EITHER, Sought.GAP),
    (cues.CONTRAST_WHICH, Sought.GAP),
    (cues.CONTRAST_HOW, Sought.GAP),
    (cues.CONTRAST_BESIDE, Sought.GAP),
    (cues.CONTRAST_APART, Sought.GAP),
    (cues.CONTRAST_GAP, Sought.GAP),
    (cues.CONTRAST_EACH, Sought.BOTH),
)
"""The ways to set two things against each other, in the order they are tried."""


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
    for cue, sought in _WAYS:
        found = cue.match(text)
        if found and not _YEAR.search(found["right"]) and not found["right"].strip()[:1].isdigit():
            return _contrast(found, sought, tag)
    return None


def _contrast(found: re.Match[str], sought: Sought, tag: Tagger) -> Contrast:
    left, right = found["left"].strip(), found["right"].strip()
    if cues.AT_LEVEL.search(left) and cues.AT_LEVEL.search(right):  # of which no more than the level is meant
        left, right = cues.AT_LEVEL.sub(r"ở cấp \1", left), cues.AT_LEVEL.sub(r"ở cấp \1", right)
    if sought is Sought.SHARE:
        unit = " ".join(left.split()[:2])
        return Contrast(f"có bao nhiêu {left}", f"có bao nhiêu {cues.WHOLE_OF.sub('', right) or unit}", sought)
    if sought is Sought.BOTH:
        asked = cues.EACH_OF.sub(" ", found["rest"]).strip(" ?.")
        return Contrast(f"{left} {asked}", f"{_lent(left, right, tag)} {asked}", sought)
    rest = " ".join(cues.CONTRAST_WORDS.sub(" ", found["rest"] or "").split()).strip(" ,?.")
    asked = rest if cues.ASKS_AMOUNT.search(rest) else f"{rest} bao nhiêu".strip()
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
