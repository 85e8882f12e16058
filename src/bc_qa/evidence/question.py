"""What is looked for: a question as read, or what a claim would have been asked for. Plain values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bc_qa.figures.units import Dimension
from bc_qa.types import Span


class Kind(StrEnum):
    """The kind of answer a question asks for."""

    FIGURE = "figure"
    DATE = "date"
    NUMBERED = "numbered"  # a document's number
    ORDINAL = "ordinal"  # loại mấy, lần thứ mấy
    PERSON = "person"
    REASON = "reason"
    LIST = "list"
    YES_NO = "yes_no"
    OPINION = "opinion"  # what no report can say
    PROSE = "prose"


OF_ITSELF = (Kind.DATE, Kind.NUMBERED, Kind.PERSON)
"""Kinds of question that may be about the document as such."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a question is about, in each of the forms a report may give it: sequences of syllable keys.

    `worth` says, form by form, how surely it is the same thing (0-1); the first form is the term as asked.

    `stress` is what its part of speech makes it worth: a thing or a name more than what is done with it. `modified` is
    a term behind "phó", "cận" …. A measure ("diện tích", "tỷ lệ") asks for a unit, and is met by a value in it.
    """

    text: str
    stress: float
    noun: bool
    modified: bool
    measure: bool
    forms: tuple[tuple[str, ...], ...]
    worth: tuple[float, ...]


@dataclass(frozen=True)
class Question:
    """A question, read. `unit` is the noun asked for after "bao nhiêu" (key, syllables joined by underscores).

    `beside` is the passage that answered the question which this one leans on (its id), as "trong đó bao nhiêu?" does;
    `given` is where the values stand in it that answered before: another thing is asked for now; or `known`, where
    something else is asked of the same thing ("chiếm mấy phần trăm?"). `which` is the noun of which
    the names are asked for ("những xã nào?"); `doubts` asks whether the report gives the same value everywhere.
    `sought` is what is asked of the figures of two parts: their "gap", or the "share" that the first is of the second.
    """

    text: str
    kind: Kind
    terms: tuple[Term, ...]
    years: tuple[int, ...] = ()
    periods: tuple[frozenset[int], ...] = ()
    unit: str = ""
    dimension: Dimension | None = None
    target: bool = False
    result: bool = False
    compares: bool = False
    changes: bool = False
    total: bool = False
    plans: bool = False
    named: bool = False
    which: str = ""
    doubts: bool = False
    numbers: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    labels: tuple[tuple[str, ...], ...] = ()
    parts: tuple[Question, ...] = ()
    sought: str = ""
    beside: str = ""
    given: frozenset[Span] = frozenset()
    known: Span | None = None

    @cached_property
    def asked(self) -> frozenset[str]:
        """The syllables of the terms in each of their forms."""
        return frozenset(token for term in self.terms for form in term.forms for token in form)
