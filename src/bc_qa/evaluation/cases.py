"""What is asked and what a right answer holds: questions, conversations and claims, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bc_qa import phrases
from bc_qa.errors import InputError
from bc_qa.types import Verdict

UNANSWERABLE = "unanswerable"
KINDS = ("figure", "yesno", "compare", "text", "list", "cross", UNANSWERABLE)
CLAIM = "claim"  # the kind of a claim, where it stands among questions


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


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence that quotes the report: `figure` is what it quotes, `verdict` what the report says to it."""

    id: str
    sentence: str
    figure: str
    verdict: Verdict


Entry = Case | Conversation | Quoted


def read_cases(path: Path) -> list[Entry]:
    """Return the questions, conversations and claims of a file, in order. Raises InputError, naming the wrong line."""
    found: list[Entry] = []
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


def questions_in(entries: Iterable[Entry]) -> int:
    """Return how many times something is asked: each turn of a conversation counts."""
    return sum(len(entry.turns) if isinstance(entry, Conversation) else 1 for entry in entries)


def _entry(row: dict[str, Any]) -> Entry:
    name = str(row["id"])
    if "claim" in row:
        return Quoted(name, str(row["claim"]), str(row["quoted"]), Verdict(row["verdict"]))
    turns = row.get("turns")
    if not isinstance(turns, list):
        return _case(row, name, "figure")
    # A later turn may be answered in any form: the longest is allowed.
    return Conversation(name, tuple(_case(turn, f"{name}.{n}", "list") for n, turn in enumerate(turns, 1)))


def _case(row: dict[str, Any], name: str, kind: str) -> Case:
    kind = str(row.get("kind", kind))
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r}")
    nothing: list[Any] | None = [] if kind == UNANSWERABLE else None  # what has no answer needs no proof
    must, evidence = row.get("must", nothing), row.get("evidence", nothing)
    if not isinstance(must, list) or not isinstance(evidence, list):
        raise TypeError("must, evidence")
    groups = tuple(tuple(map(str, group)) for group in must)
    return Case(name, kind, str(row["question"]), groups, tuple(map(str, evidence)), str(row.get("note", "")))
