"""A judgement as it is shown: what the report says, one sentence in Vietnamese, and the proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bc_qa import phrases
from bc_qa.claims.judging import Judgement, Reason
from bc_qa.claims.statements import Statement
from bc_qa.evidence.catalogue import Measured
from bc_qa.evidence.citing import citation, plain_text
from bc_qa.figures import arithmetic
from bc_qa.figures.hedges import begins
from bc_qa.language import cues
from bc_qa.text.flow import Flow
from bc_qa.types import Citation, Claim, Document, Figure, FigureKind, Span, Verdict


def explained(
    claim: Statement,
    judgement: Judgement,
    documents: Mapping[str, Document],
    conflicts: Mapping[str, Sequence[Measured]],
) -> Claim:
    """Return a claim with its verdict and all that is shown of it."""
    basis = _sources(judgement, conflicts)
    cited = _cited(basis, documents)
    found = judgement.verdict is not Verdict.NOT_FOUND
    values = tuple(dict.fromkeys(_value(reading_text, figure) for _, reading_text, figure in basis)) if found else ()
    return Claim(
        sentence=claim.reading.passage.text,
        span=_place(claim),
        figure=written(claim),
        verdict=judgement.verdict,
        report_values=values,
        explanation=_sentence(claim, judgement, values),
        citations=cited if found else (),
        nearest=() if found else cited,
    )


_Source = tuple[Statement | Measured, str, Figure]


def _sources(judgement: Judgement, conflicts: Mapping[str, Sequence[Measured]]) -> list[_Source]:
    """Return the statements that a judgement rests on, with the figures that the report gives against them."""
    made: list[_Source] = [(s, s.reading.passage.text, s.figure) for s in judgement.basis]
    if judgement.reason is Reason.TWO_VALUES:
        others = conflicts.get(judgement.basis[0].id, ())
        made += [(other, other.reading.passage.text, other.figure) for other in others]
    return made


def _cited(basis: Sequence[_Source], documents: Mapping[str, Document]) -> tuple[Citation, ...]:
    """Return a citation for each passage, its figures lit, in the order of what is said."""
    lit: dict[str, list[Figure]] = {}
    passages = {}
    for source, _, figure in basis:
        passages[source.reading.passage.id] = source.reading.passage
        lit.setdefault(source.reading.passage.id, []).append(figure)
    numbered = enumerate(passages.items(), 1)
    return tuple(citation(documents, passage, lit[place], 1.0, n) for n, (place, passage) in numbered)


def written(statement: Statement) -> str:
    """Return a figure as it is written, hedge and all: "dưới 800 tấn"."""
    text = statement.reading.passage.text
    return text[begins(text, statement.figure) : statement.figure.span.end]


def _place(claim: Statement) -> Span:
    """Return where what is claimed stands in the draft."""
    passage = claim.reading.passage
    start, end = begins(passage.text, claim.figure), claim.figure.span.end
    pieces = Flow(passage.text, passage.spans).spans(start, end)
    return Span(pieces[0].start, pieces[-1].end)


def _value(text: str, figure: Figure) -> str:
    return plain_text(text[begins(text, figure) : figure.span.end])


def _sentence(claim: Statement, judgement: Judgement, values: Sequence[str]) -> str:
    quoted = written(claim)
    match judgement.reason:
        case Reason.SAID:
            return _said(claim, judgement.basis[0], values[0])
        case Reason.TWO_VALUES:
            return phrases.CLAIM_TWO_VALUES.format(values=phrases.AND.join(values))
        case Reason.NOT_EVERY_YEAR:
            years = "; ".join(
                f"{min(s.years)}: {_value(s.reading.passage.text, s.figure)}" for s in judgement.basis[1:]
            )
            return phrases.CLAIM_NOT_EVERY_YEAR.format(value=values[0], years=years)
        case Reason.OTHER_VALUE:
            named = claim.figure.kind is FigureKind.NAME
            return (phrases.CLAIM_OTHER_NAME if named else phrases.CLAIM_OTHER).format(value=values[0], claimed=quoted)
        case Reason.OTHER_DIRECTION:
            return phrases.CLAIM_OTHER.format(value=_directed(judgement.basis[0]), claimed=_directed(claim))
        case Reason.OTHER_PERIOD:
            report, own = (_years(statement.years) for statement in (judgement.basis[0], claim))
            return phrases.CLAIM_OTHER_PERIOD.format(value=values[0], years=report, claimed=own)
        case Reason.WORKED_OUT:
            part, whole = (statement.figure.base or Decimal(0) for statement in judgement.basis)
            share = arithmetic.written((part / whole * 100).quantize(Decimal("0.01")))
            return phrases.CLAIM_WORKED_OUT.format(part=values[0], whole=values[-1], share=share, claimed=quoted)
        case Reason.DIFFERENCE:
            old, new = judgement.basis
            return phrases.CLAIM_DIFFERENCE.format(
                old=values[0],
                new=values[-1],
                before=_years(old.years),
                after=_years(new.years),
                change=arithmetic.change(old.figure, new.figure).text,
                claimed=quoted,
            )
        case Reason.UNSAID:
            return phrases.CLAIM_UNSAID


def _said(claim: Statement, basis: Statement, value: str) -> str:
    """Return that the report says what is claimed, and for which years where the claim names none."""
    quoted = written(claim)
    same = value == plain_text(quoted)
    said = (phrases.CLAIM_SAID if same else phrases.CLAIM_SAID_AS).format(value=value, claimed=quoted)
    dated = basis.years and not claim.years
    return said + phrases.CLAIM_SAID_FOR.format(years=_years(basis.years)) if dated else said


def _directed(statement: Statement) -> str:
    """Return a figure with the word of growth or loss before it."""
    value = plain_text(written(statement))
    if negative := cues.NEGATIVE_BEFORE.search(statement.reading.passage.text[: statement.figure.span.start]):
        return f"{negative.group().strip()} {value}"
    return (
        value if not statement.change or value.lower().startswith(statement.change) else f"{statement.change} {value}"
    )


def _years(years: frozenset[int]) -> str:
    return f"{min(years)}–{max(years)}" if len(years) > 1 else str(min(years))
