"""What the three outcomes of a question have said of them at every door: page, light page, terminal, saved talk."""

from __future__ import annotations

import re

from bc_qa import phrases
from bc_qa.evidence.citing import plain_text
from bc_qa.types import MissingPart, Reply, Status

_MARK = re.compile(r"\s?\[\d+\]")
_ENDS = " .;,…"


def absence(missing: MissingPart | None) -> str:
    """Return what was asked for and stands nowhere, with how many passages were searched; empty where not known."""
    if missing is None:
        return ""
    what = phrases.ABSENT[missing.kind.value].format(what=missing.what) if missing.what else ""
    what = what or phrases.ABSENT_UNNAMED[missing.kind.value]
    if not missing.searched:
        return phrases.ABSENT_SAID.format(what=what)
    return phrases.ABSENT_SEARCHED.format(what=what, count=f"{missing.searched:,}".replace(",", "."))


def beside_quotes(reply: Reply) -> list[str]:
    """Return the lines of an answer, of a likely one without its first line and without what its quotes show anyway."""
    lines = [line for line in reply.answer.split("\n") if line.strip()]
    if reply.status is not Status.LIKELY:
        return lines
    quotes = [plain_text(citation.quote) for citation in reply.citations]
    if lines and lines[0].strip() == phrases.LIKELY:
        lines = lines[1:]
    return [line for line in lines if not _within(line, quotes)]


def _within(line: str, quotes: list[str]) -> bool:
    """Whether a line says only what stands in a quote: a value, or a value and the sentence it stands in."""
    pieces = [plain_text(piece.strip(_ENDS)) for piece in _MARK.sub("", line).split(" — ")]
    return any(all(piece in quote for piece in pieces) for quote in quotes)
