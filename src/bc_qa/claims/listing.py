"""Names in a list against the report's own list: "gồm Nậm Cang, Bản Lùng và X" where the report names another for X.

It is the report's list where two others of the claim's names and more than half of them stand in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bc_qa.claims.judging import Judgement, Reason
from bc_qa.claims.name_lists import name_lists
from bc_qa.claims.statements import Statement
from bc_qa.text.keys import key
from bc_qa.types import FigureKind, Verdict

LEAST_SHARED = 2


def listed(claim: Statement, stated: Iterable[Sequence[Statement]]) -> Judgement | None:
    """Return the judgement on a name of a list that the report's list has not; None where there is none such."""
    text = claim.reading.passage.text
    run = next((names for names in name_lists(text) if claim.figure.span in names), None)
    if claim.figure.kind is not FigureKind.NAME or run is None:
        return None
    own = key(claim.figure.text)
    others = {key(name.of(text)) for name in run} - {own}
    for passage in stated:
        told = passage[0].reading.passage.text if passage else ""
        lists = [{key(name.of(told)) for name in names} for names in name_lists(told)]
        best = max(lists, key=lambda names: len(names & others), default=set())
        shared = len(best & others)
        if shared >= LEAST_SHARED and shared * 2 > len(others) and own not in key(told):
            instead = [s for s in passage if s.figure.kind is FigureKind.NAME and key(s.figure.text) in best - others]
            if instead:
                return Judgement(Verdict.CONTRADICTED, Reason.OTHER_VALUE, (instead[0],))
    return None
