"""Asking back: a question that gives a measure or a unit and nothing that is measured ("Kinh phí bao nhiêu?")."""

from __future__ import annotations

from collections.abc import Iterable

from bc_qa.evidence.catalogue import Measured
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.support import dimension_of
from bc_qa.language import cues
from bc_qa.text.keys import syllables

LEAST_MEANT = 3  # as many figures of the unit asked for have to be there for a question to be unclear


def unclear(question: Question, catalogue: Iterable[Measured]) -> bool:
    """Whether a question may mean any of several figures, and names no thing, place, year or document to choose by."""
    scoped = question.years or question.names or question.numbers or question.labels or question.parts
    if question.kind is not Kind.FIGURE or scoped or question.total or cues.SCOPE.search(question.text.lower()):
        return False
    unit = set(question.unit.split("_"))
    named = [term for term in question.terms if not term.measure and not set(term.forms[0]) <= unit]
    return not named and sum(_may_be_meant(question, measured) for measured in catalogue) >= LEAST_MEANT


def _may_be_meant(question: Question, measured: Measured) -> bool:
    if measured.entry.target or measured.entry.change:
        return False
    if question.dimension is not None:
        return dimension_of(measured.figure) is question.dimension
    return bool(question.unit) and syllables(measured.figure.unit)[:1] == question.unit.split("_")[:1]
