"""What is said to a question: words and evidence, before the reply has an id and a time."""

from __future__ import annotations

from dataclasses import dataclass

from bc_qa.types import Citation, Computed, Conflict, Series, Status


@dataclass(frozen=True, slots=True)
class Answer:
    """The words and the evidence of a reply, before it has an id and a time."""

    status: Status
    text: str
    values: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    computed: tuple[Computed, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    series: tuple[Series, ...] = ()
