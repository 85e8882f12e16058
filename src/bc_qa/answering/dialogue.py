"""Follow-ups: a question that leans on the one before, made to stand alone. No state is kept; history comes along."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bc_qa.types import Turn

_LEANS = re.compile(
    r"^(?:còn|thế|vậy|rồi|thì|trong (?:số )?đó|cụ thể|riêng|ở đó|và|tại sao|vì sao|ban hành|sau đó|hiện tại thì)\b"
    r"|\b(?:đó|này|ấy|trên|nói trên|vừa nêu|còn lại)\b(?! (?:địa bàn|đất))|\bthì sao\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^(?:còn|thế|vậy|rồi|và)\s+|\s*(?:thì sao|thế nào|ra sao)?\s*[?.!]*$|\b(?:đó|này|ấy)\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ONLY_YEAR = re.compile(r"(?:(?:năm|đến|tới|trong)\s+)*(?:19|20)\d\d", re.IGNORECASE)
_SHORT_WORDS = 5


def standing_alone(question: str, history: Sequence[Turn]) -> str:
    """Return a question as one that needs no history; itself where it leans on nothing.

    A bare year takes the place of the year before; anything else is asked of what was asked before.
    """
    if not history or not _leans(question):
        return question
    before = standing_alone(history[-1].question, history[:-1])
    rest = " ".join(_FILLER.sub(" ", question).split())
    if _ONLY_YEAR.fullmatch(rest):
        year = _YEAR.findall(rest)[-1]
        return _YEAR.sub(year, before) if _YEAR.search(before) else f"{before.rstrip(' ?')} năm {year}?"
    return f"{rest}, {before}" if rest else before


def _leans(question: str) -> bool:
    return bool(_LEANS.search(question)) or len(question.split()) <= _SHORT_WORDS
