"""What the trained reader is shown of a passage: the same text in training and when a question is asked."""

from __future__ import annotations

from dataclasses import dataclass

QUERY, PASSAGE = "query: ", "passage: "
"""The prefixes that the encoder underneath was trained with."""
CONTEXT_CHARS, BEFORE_CHARS = 140, 90
"""How much is shown of what stands above a passage, and of the passage before it: their ends."""
JOINT = " ▸ "


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as it is shown: `text` whole, the passage's own words from `start` on."""

    text: str
    start: int


def shown(text: str, context: str = "", before: str = "") -> Shown:
    """Return a passage with the end of its context and of the passage before it in front."""
    parts = [part for part in (_end(context, CONTEXT_CHARS), _end(before, BEFORE_CHARS)) if part]
    lead = PASSAGE + "".join(part + JOINT for part in parts)
    return Shown(lead + text, len(lead))


def _end(text: str, limit: int) -> str:
    """Return the last words of a text, `limit` characters at most."""
    return text if len(text) <= limit else text[-limit:].partition(" ")[2]
