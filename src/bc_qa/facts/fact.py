"""A fact: one figure of a report with all that says what it is of. Values only; `facts.reader` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bc_qa.types import Document, Figure, Span


class Aim(StrEnum):
    """Whether a figure is reached or wanted."""

    RESULT = "result"
    AIM = "aim"  # aimed at, expected, or of a year to come
    PLAN = "plan"  # set: told among the tasks, or what a result is measured against ("kế hoạch (120 ha)")


class Said(StrEnum):
    """Where the years of a figure are said."""

    TEXT = "text"  # in its passage, or the heading of its column
    ABOVE = "above"  # by the clause before, the heading, the caption of its table
    HEAD = "head"  # by the head of the report: what says nothing else is of its year
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a report says of all that says nothing else: its year, the place and issuer as written."""

    year: int | None = None
    place: str = ""
    issuer: str = ""

    @classmethod
    def of(cls, document: Document) -> Head:
        """Return what the head of a document says."""
        return cls(year=int(document.date[-4:]) if document.date else None, issuer=document.issuer or "")


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure. Offsets are those of its passage's text; `spans` those of the document.

    `item` is the stretch that is its own; `thing` the words, as written, that say what is measured; `row`, `column` and
    `caption` those of a table. `years` are all that it is given for, a run in full, and `said` is where; `period` is as
    written. `change` is the word that makes it a growth or loss, empty where it is a level; `compared_with` the years
    it is set against. `whole` is the figure that it is told as a part of. `place` is the last one named, as written.
    """

    passage: str
    figure: Figure
    spans: tuple[Span, ...]
    item: Span
    thing: str
    row: str
    column: str
    caption: str
    years: tuple[int, ...]
    said: Said
    period: str
    place: str
    aim: Aim
    change: str
    compared_with: tuple[int, ...]
    whole: str
    head: Head
