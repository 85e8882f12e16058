"""What stands between the lines of a report without being said by it: page numbers, rules, tables of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bc_qa.report.lines import Line

_DECORATED = re.compile(
    r"[-–—~]\s*\d{1,4}\s*[-–—~]|\[?(?:trang|page)\s+(?:số\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?\]?", re.IGNORECASE
)
_BARE = re.compile(r"\d{1,4}")
_RULE = re.compile(r"[-–—=_*~.\s]*[-–—=_*~]{3,}[-–—=_*~.\s]*")
_ENTRY = re.compile(r".*\S.*?(?:\s*(?:\.\s?){4,}|\s*…[.…\s]+|\t+|\s*_{4,})\s*\d{1,4}")
_CONTENTS = re.compile(r"[*#\s]*MỤC LỤC\W*", re.IGNORECASE)
PAGE_CHARS = 300  # characters that stand at least between two page numbers without a sign of their own
LEAST_ENTRIES = 2  # lines with leaders that make a table of contents
CELL_CHARS = 40  # a bare number between two lines shorter than this is a cell, not a page number


def said(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a report without page numbers, rules and contents; what follows a page break has no gap."""
    dropped = _page_numbers(lines) | _contents(lines)
    rules = {n for n, line in enumerate(lines) if _RULE.fullmatch(line.text)}
    return [
        replace(line, gap=True) if n - 1 in rules else replace(line, gap=False) if n - 1 in dropped else line
        for n, line in enumerate(lines)
        if n not in dropped | rules
    ]


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Return which lines are page numbers: "- 3 -", "Trang 3/12", or bare ones that count on, a page apart."""
    found = {n for n, line in enumerate(lines) if _DECORATED.fullmatch(line.text)}
    last, at = 0, -PAGE_CHARS
    for n, line in enumerate(lines):
        if not _BARE.fullmatch(line.text):
            continue
        beside = [lines[other].text for other in (n - 1, n + 1) if 0 <= other < len(lines)]
        follows = int(line.text) == last + 1 or (not last and int(line.text) == 2)
        apart = line.span.start - at >= PAGE_CHARS or not last
        ends = bool(last) and n == len(lines) - 1  # under the signature
        if follows and apart and (ends or any(len(text) >= CELL_CHARS for text in beside)):
            found.add(n)
            last, at = int(line.text), line.span.start
    return found


def _contents(lines: Sequence[Line]) -> set[int]:
    """Return which lines are a table of contents: entries with leaders, what stands between them, their title."""
    entries = [n for n, line in enumerate(lines) if _ENTRY.fullmatch(line.text) and "|" not in line.text]
    found: set[int] = set()
    run: list[int] = []
    for n in [*entries, len(lines) + LEAST_ENTRIES]:
        if run and n - run[-1] > 2:  # an entry may go over two lines
            if len(run) >= LEAST_ENTRIES:
                titled = run[0] and _CONTENTS.fullmatch(lines[run[0] - 1].text)
                found |= set(range(run[0] - bool(titled), run[-1] + 1))
            run = []
        run.append(n)
    return found
