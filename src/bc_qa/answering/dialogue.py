"""Follow-ups: a question that leans on the one before, made to stand alone. No state is kept; history comes along."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bc_qa.evidence import lexicon
from bc_qa.text.keys import syllables
from bc_qa.types import Turn

_LEANS = re.compile(
    r"^(?:còn|thế|vậy|rồi|thì|trong (?:số )?đó|cụ thể|riêng|ở đó|và|tại sao|vì sao|ban hành|sau đó|hiện tại thì)\b"
    r"|\b(?:đó|này|ấy|nói trên|vừa nêu|còn lại|lúc đầu)\b(?! (?:địa bàn|đất))|\bthì sao\b|^quay lại\b",
    re.IGNORECASE,
)
_RETURN = re.compile(r"^quay lại\s+(?:câu hỏi\s+)?(?:về\s+)?|\s*(?:lúc|ban) đầu\b", re.IGNORECASE)
_FILLER = re.compile(
    r"\btrong (?:số )?đó\b|^(?:còn|thế|vậy|rồi|và)\s+|\s*(?:thì sao|thế nào|ra sao)?\s*[?.!]*$|\b(?:đó|này|ấy)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ONLY_YEAR = re.compile(r"(?:(?:năm|đến|tới|trong)\s+)*(?:19|20)\d\d", re.IGNORECASE)
_GENERIC = frozenset(
    "mục tiêu chỉ tiêu kế hoạch tỷ lệ tổng số lượng con số diện tích kinh phí người hộ cái loại thì sao còn lại "
    "tăng giảm bớt nhiều ít hơn kém năm tháng ngày ban hành số".split()
)
_SHORT_WORDS = 4


def standing_alone(question: str, history: Sequence[Turn]) -> tuple[str, str]:
    """Return a question as one that needs no history, and what of it is asked now: nothing where it leans on nothing.

    A bare year takes the place of the year before; anything else is asked of what was asked before.
    """
    if not history:
        return question, ""
    if _RETURN.search(question):
        return _RETURN.sub("", question).strip(), ""
    before, _ = standing_alone(history[-1].question, history[:-1])
    if not _leans(question, before):
        return question, ""
    rest = " ".join(_FILLER.sub(" ", question).split())
    years = _YEAR.findall(rest)
    if _ONLY_YEAR.fullmatch(rest):
        return _YEAR.sub(years[-1], before) if _YEAR.search(before) else f"{before.rstrip(' ?')} năm {years[-1]}?", ""
    return (f"{rest}, {_topic(before, rest)}", rest) if rest else (before, "")


def _leans(question: str, before: str) -> bool:
    """Whether a question points back, is hardly more than a question word, or names nothing but what was named."""
    if _LEANS.search(question) or len(question.split()) <= _SHORT_WORDS:
        return True
    content = _content(question)
    return not content or content <= _content(before)


def _content(question: str) -> set[str]:
    """Return the syllables of a question that name what it is about."""
    return {token for token in syllables(question) if token not in lexicon.STOP | _GENERIC and not token[0].isdigit()}


def _topic(before: str, rest: str) -> str:
    """Return what was asked before as the topic of what is asked now: without the years and aims that are replaced."""
    if _YEAR.search(rest):
        before = re.sub(rf"(?:\b(?:đến|tới|trong|của) )?(?:\bnăm )?{_YEAR.pattern}", " ", before)
    asks = lexicon.TARGET.search(rest.lower()), lexicon.RESULT.search(rest.lower())
    for wanted, other in ((asks[0], lexicon.RESULT), (asks[1], lexicon.TARGET)):
        if wanted:
            before = re.sub(other.pattern, " ", before, flags=re.IGNORECASE)
    for label in lexicon.LABELLED.finditer(rest.lower()):
        before = re.sub(rf"\b{label[1]}(?: số)? \d+\b", " ", before, flags=re.IGNORECASE)
    pieces = [piece.strip() for piece in before.split(",")]
    return " ".join(", ".join(piece for piece in pieces if _content(piece)).split())
