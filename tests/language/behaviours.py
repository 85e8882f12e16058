"""What lists of words do beyond questions: to claims, suggestions, labels, people that are counted."""

from __future__ import annotations

from collections.abc import Callable

from bc_qa.answering.suggest import _asked, _name
from bc_qa.claims.wording import EMPTY, same_noun
from bc_qa.language import lexicon
from bc_qa.language.synonyms import same_as

BEHAVIOURS: dict[str, Callable[[], object]] = {
    "pupils and children are people": lambda: same_noun("học sinh", "cháu"),
    "guests are people in claims": lambda: same_noun("du khách", "người"),
    "no question ends on 'tăng'": lambda: _asked("Tỷ lệ hộ nghèo tăng") == "",
    "a name has no small words": lambda: _name("mía và chè") == "",
    "a claim is not of 'diện tích'": lambda: {"diện", "tích"} <= EMPTY,
    "a claim need not say 'mục tiêu' again": lambda: "mục_tiêu" in lexicon.TOLD_OTHERWISE,
    "HTX is hợp tác xã": lambda: "hợp tác xã" in same_as("htx"),
}
