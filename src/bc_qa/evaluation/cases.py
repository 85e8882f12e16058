"""Questions with what a right answer holds and what proves it, one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bc_qa import phrases
from bc_qa.errors import InputError

UNANSWERABLE = "unanswerable"
KINDS = ("figure", "compare", "text", "list", "cross", UNANSWERABLE)


@dataclass(frozen=True, slots=True)
class Case:
    """One question. `must`: groups of spellings, one of each group has to stand in the answer; `evidence` proves it."""

    id: str
    kind: str
    question: str
    must: tuple[tuple[str, ...], ...]
    evidence: tuple[str, ...]
    note: str = ""

    @property
    def answerable(self) -> bool:
        """Whether the report answers it."""
        return self.kind != UNANSWERABLE


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions asked one after another; the later ones may lean on the earlier."""

    id: str
    turns: tuple[Case, ...]


def read_cases(path: Path) -> list[Case | Conversation]:
    """Return the questions and conversations of a file, in order. Raises InputError, naming the line that is wrong."""
    found: list[Case | Conversation] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(phrases.EVAL_UNREADABLE.format(path=path, reason=error)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_entry(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(phrases.EVAL_MALFORMED.format(path=path, line=number, reason=error)) from error
    return found


def _entry(row: dict[str, object]) -> Case | Conversation:
    turns = row.get("turns")
    if not isinstance(turns, list):
        return _case(row, str(row["id"]), "figure")
    name = str(row["id"])
    # A later turn may be answered in any form: the longest is allowed.
    return Conversation(name, tuple(_case(turn, f"{name}.{n}", "list") for n, turn in enumerate(turns, 1)))


def _case(row: dict[str, object], name: str, kind: str) -> Case:
    kind = str(row.get("kind", kind))
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r}")
    must, evidence = row["must"], row["evidence"]
    if not isinstance(must, list) or not isinstance(evidence, list):
        raise TypeError("must, evidence")
    groups = tuple(tuple(map(str, group)) for group in must)
    return Case(name, kind, str(row["question"]), groups, tuple(map(str, evidence)), str(row.get("note", "")))
