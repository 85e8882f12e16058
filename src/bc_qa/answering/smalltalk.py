"""Greetings, thanks, and "who are you": what is said without the report."""

from __future__ import annotations

import re

from bc_qa import phrases
from bc_qa.language import cues

_SAID = (
    (cues.GREETING, phrases.HELLO),
    (cues.THANKS, phrases.THANKS),
    (cues.GOODBYE, phrases.GOODBYE),
    (cues.ABOUT_PROGRAM, phrases.ABOUT),
)


def smalltalk_answer(text: str) -> str | None:
    """Return what to say to a cleaned and mended text that is nothing but smalltalk, None for a question."""
    said = re.sub(r"[^\w\s]+", " ", text.lower())
    said = " ".join(said.split())
    return next((answer for cue, answer in _SAID if cue.match(said)), None)
