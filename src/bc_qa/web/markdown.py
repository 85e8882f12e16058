"""Text that others wrote, made safe to stand in a chat message: always text, never markup."""

from __future__ import annotations

import re

# Everything that HTML, CommonMark or the autolinks of its GitHub kind could read as more than a character.
_SPECIAL = re.compile(r"[!-/:-@\[-`{-~]")
_STRUCTURE = re.compile(r"[\\`*_\[\]<>&|~#]|^(?:[-+=]|\d+(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """Return `text` with all ASCII punctuation as character references, which no markdown reads as structure."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


def backslashed(text: str) -> str:
    """Return `text` on one line, with only what markdown would read as structure behind backslashes: good to read."""
    return _STRUCTURE.sub(lambda found: _behind(found[0]), " ".join(text.split()))


def _behind(found: str) -> str:
    return f"{found}\\" if found.isdigit() else f"\\{found}"
