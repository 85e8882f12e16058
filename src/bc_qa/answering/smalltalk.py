"""Greetings, thanks, and "who are you": what is said without the report."""

from __future__ import annotations

import re

from bc_qa import phrases

_POLITE = r"(?:\s+(?:bạn|anh|chị|em|ạ|nhé|nha|các bạn|mọi người|bot|trợ lý|rất nhiều|nhiều|ơi))*"
_ABOUT = (
    "(?:bạn|em|trợ lý|bot|chương trình này|đây) (?:là (?:ai|gì)|tên (?:là )?gì|làm được (?:những )?gì|dùng để làm gì)",
    "(?:bạn|em|trợ lý|bot|chương trình này) (?:(?:có thể )?giúp (?:được )?(?:tôi )?(?:những )?gì|biết (?:những )?gì)",
    "(?:tôi )?(?:có thể )?hỏi (?:được )?(?:những )?gì",
    "giúp đỡ|help|hướng dẫn(?: sử dụng)?",
)
_PATTERNS = (
    (re.compile(rf"(?:xin\s+)?chào{_POLITE}|hello|hi|alo|hey|chào buổi (?:sáng|trưa|chiều|tối)"), phrases.HELLO),
    (re.compile(rf"(?:xin\s+|xin chân thành\s+)?(?:cảm|cám) ơn{_POLITE}|thanks?(?: you)?|cảm tạ"), phrases.THANKS),
    (re.compile(rf"tạm biệt{_POLITE}|bye|hẹn gặp lại{_POLITE}"), phrases.GOODBYE),
    (re.compile("|".join(_ABOUT)), phrases.ABOUT),
)


def smalltalk_answer(text: str) -> str | None:
    """Return what to say to a cleaned and mended text that is nothing but smalltalk, None for a question."""
    said = re.sub(r"[^\w\s]+", " ", text.lower())
    said = " ".join(said.split())
    return next((answer for pattern, answer in _PATTERNS if pattern.fullmatch(said)), None)
