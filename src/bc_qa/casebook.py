"""A vote turned into a row of a benchmark file, as `bc-qa eval` takes it (benchmarks/questions/README.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bc_qa import phrases
from bc_qa.errors import InputError
from bc_qa.evidence.citing import place_in_words
from bc_qa.text.normal import one_line
from bc_qa.types import Reply, Status

_PLACES = 3  # of a reply that are kept
_SHORT = 400  # characters up to which an answer with a value is a figure's


class Label(StrEnum):
    """What a clerk says of a reply."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"  # the reports say it, the reply does not


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation of a reply: where it stands in words, and the address that opens it."""

    quote: str
    where: str
    url: str


@dataclass(frozen=True, slots=True)
class KeptReply:
    """What is kept of a reply with a vote on it; `places` are its citations, or what stands nearest."""

    status: str
    answer: str
    values: tuple[str, ...]
    read_as: str
    places: tuple[Place, ...]

    @classmethod
    def of(cls, reply: Reply) -> KeptReply:
        """Return of a reply what is kept."""
        cited = (reply.citations or reply.nearest)[:_PLACES]
        places = tuple(Place(each.quote, place_in_words(each), each.url) for each in cited)
        return cls(reply.status.value, reply.answer, reply.values, reply.read_as, places)

    @classmethod
    def read(cls, text: str) -> KeptReply:
        """Return what `as_text` wrote."""
        row = json.loads(text)
        places = tuple(Place(**place) for place in row["places"])
        return cls(row["status"], row["answer"], tuple(row["values"]), row["read_as"], places)

    def as_text(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def case_row(
    name: str, question: str, reply: KeptReply, label: Label, answer: str, evidence: str, reports: Iterable[str]
) -> dict[str, Any]:
    """Return a row of a benchmark file; `answer` and `evidence` are what a clerk typed, empty for what the reply says.

    What was right is asked again as it was answered. What was wrong, without an answer typed, is a question that the
    reports do not answer. Raises InputError where a proof is missing, or stands in none of the texts of the reports.
    """
    answer, evidence = one_line(answer), one_line(evidence)
    quotes = [place.quote for place in reply.places]
    refused = reply.status in (Status.NOT_FOUND.value, Status.CLARIFY.value)
    head = {"id": f"v-{name[:12]}", "question": reply.read_as or question, "note": phrases.LABELS[label.value]}
    if (label is Label.RIGHT and refused) or (label is Label.WRONG and not (answer or evidence)):
        return {**head, "kind": "unanswerable", "must": [], "evidence": []}
    if label is Label.RIGHT and not answer:
        answer = reply.values[0] if reply.values else ""
    proof = evidence or next((quote for quote in quotes if answer in quote), "")
    if not proof:
        raise InputError(phrases.CASE_NO_PROOF)
    if evidence and not any(evidence in one_line(text) for text in (*quotes, *reports)):
        raise InputError(phrases.CASE_FOREIGN_PROOF)
    kept = len(reply.answer) <= _SHORT or label is not Label.RIGHT
    kind = ("figure" if kept and any(char.isdigit() for char in answer) else "list") if answer else "text"
    return {**head, "kind": kind, "must": [[answer]] if answer else [], "evidence": [proof]}


def case_lines(rows: Iterable[dict[str, Any]]) -> bytes:
    """Return rows as a benchmark file: one JSON object a line."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()
