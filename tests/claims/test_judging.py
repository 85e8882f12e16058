"""The verdict on a claim where it is known how likely each statement is of its thing."""

from types import SimpleNamespace
from typing import Any

import pytest

from bc_qa.claims.draft import read_clauses, read_draft
from bc_qa.claims.judging import candidate, settled
from bc_qa.claims.similarity import Similarity
from bc_qa.claims.statements import Statement, statements
from bc_qa.types import Verdict

REPORT = "Toàn huyện có 144,78 ha xoài.\nCây ăn quả gồm 445,6 ha xoài.\n"
CASES = {
    "agreeing, much likelier": ((0.1, 0.85), False, Verdict.SUPPORTED),
    "agreeing, hardly likelier": ((0.3, 0.65), False, Verdict.NOT_FOUND),
    "differing": ((0.63, 0.02), False, Verdict.CONTRADICTED),
    "none likely": ((0.2, 0.02), False, Verdict.NOT_FOUND),
    "two values, the other one likelier": ((0.63, 0.02), True, Verdict.CONFLICTING),
    "two values, this one likelier": ((0.02, 0.63), True, Verdict.CONFLICTING),
    "two values, neither likely": ((0.1, 0.1), True, Verdict.NOT_FOUND),
}


def stated(text: str) -> list[Statement]:
    return [s for reading in read_clauses(read_draft(text), frozenset()) for s in statements(reading, (), (), 2024)]


@pytest.mark.parametrize(("likely", "conflict", "wanted"), CASES.values(), ids=CASES)
def test_a_verdict_follows_from_likelihoods(likely: tuple[float, float], conflict: bool, wanted: Verdict) -> None:
    (claim,), others = stated("Huyện hiện có 445,6 ha xoài."), stated(REPORT)
    alike = Similarity(said=1.0, own=1.0, silent=0.0)
    weighed = [(candidate(claim, other, alike), p) for other, p in zip(others, likely, strict=True)]
    one, two = (SimpleNamespace(entry=SimpleNamespace(id=other.id)) for other in others)
    conflicts: dict[str, Any] = {others[0].id: [two], others[1].id: [one]} if conflict else {}
    assert settled(claim, weighed, conflicts).verdict is wanted
