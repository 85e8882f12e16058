"""What a draft says of the report itself: its number, its date, who signed it. The head and the foot tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bc_qa.claims.agreeing import agrees
from bc_qa.claims.judging import Judgement, Reason
from bc_qa.claims.statements import Statement
from bc_qa.language import cues
from bc_qa.types import Document, FigureKind, ParagraphKind, Verdict

_OWN = frozenset({ParagraphKind.MASTHEAD, ParagraphKind.SIGNATURE})
_PARTS = re.compile(r"\s*[/–-]\s*")


def of_the_head(
    claim: Statement, stated: Sequence[Statement], documents: Iterable[Document], document: str | None
) -> Judgement | None:
    """Return the judgement on what a claim says of a report itself; None where it says nothing of one.

    Of several reports it is the one whose number the claim quotes, whole or but for a part.
    """
    text = claim.reading.passage.text
    if not cues.OF_THE_REPORT.search(text):
        return None
    meant = [d for d in documents if document in (None, d.id)]
    numbers = [f.text for f in claim.reading.figures if f.kind is FigureKind.NUMBERED]
    heads = {s.reading.passage.document: s.figure.text for s in reversed(stated) if _is_number(s)}
    named = [d for d in meant if any(_nearly(number, heads.get(d.id, "")) for number in numbers)]
    report = next(iter(named), meant[0] if len(meant) == 1 and not numbers else None)
    wanted = {FigureKind.NUMBERED: report and heads.get(report.id), FigureKind.DATE: report and report.date}
    own = [s for s in stated if report and s.reading.passage.document == report.id and s.reading.kind in _OWN]
    own = [s for s in own if s.figure.kind is claim.figure.kind]
    if claim.figure.kind is FigureKind.NAME:
        own = [s for s in own if s.reading.kind is ParagraphKind.SIGNATURE and s.figure.unit == "người"]
        person = claim.figure.unit == "người" or cues.OFFICE_BEFORE.search(text[: claim.figure.span.start])
        if not person or not cues.SIGNED.search(text):
            return None
    elif claim.figure.kind in wanted:
        own = [s for s in own if " ".join(s.figure.text.split()) in (wanted[claim.figure.kind] or "")]
    else:
        return None
    if not own:
        return None
    if right := next((s for s in own if agrees(claim.figure, s.figure)), None):
        return Judgement(Verdict.SUPPORTED, Reason.SAID, (right,))
    return Judgement(Verdict.CONTRADICTED, Reason.OTHER_VALUE, (own[-1],))


def _is_number(statement: Statement) -> bool:
    """Whether a statement of a head is the number of the report: the first there, nothing that it goes by."""
    return statement.figure.kind is FigureKind.NUMBERED and statement.reading.kind is ParagraphKind.MASTHEAD


def _nearly(one: str, other: str) -> bool:
    """Whether two numbers of documents have the same digits or are of the same kind and issuer."""
    (first, *kind), (second, *like) = (_PARTS.split(text.lower()) for text in (one, other))
    return first == second or (bool(kind) and kind == like)
