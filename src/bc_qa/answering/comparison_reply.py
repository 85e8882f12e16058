"""Saying a comparison: the result first, then year by year, then what keeps the years from being compared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bc_qa import phrases
from bc_qa.answering.answer import Answer
from bc_qa.answering.comparison import LEAST_POINTS, Comparison, Operand, named_thing, standard_of
from bc_qa.answering.contrast import Sought
from bc_qa.evidence.question import Question
from bc_qa.evidence.ranking import Pick
from bc_qa.figures.arithmetic import Worked, change, comparable, gap, growth, multiple, share
from bc_qa.figures.units import BASES, Dimension
from bc_qa.language import cues
from bc_qa.types import Computed, Figure, Point, Series


def compared(question: Question, comparison: Comparison, picks: Sequence[Pick], said: Answer) -> Answer:
    """Return an answer that says a comparison; `said` has its citations, one for each of the picks and maybe more."""
    places = {pick.reading.passage.id: n for n, pick in enumerate(picks, 1)}
    operands = [operand for operand in comparison.operands if operand.pick.reading.passage.id in places]
    if comparison.across:
        return _side_by_side(question, comparison, operands, places, said)
    # What is measured by two standards is set against itself only where just that was asked for.
    telling = not comparison.most and (question.changes or not comparison.standards)
    worked = _worked(question, operands) if telling else []
    cited = (_at(operands[0], places), _at(operands[-1], places))
    lines = [_result(comparison, operands, places, worked), _by_year(operands, places)]
    if comparison.standards:
        lines.append(phrases.OTHER_STANDARDS)
    return replace(
        said,
        text="\n".join(line for line in lines if line),
        values=_values(comparison, operands),
        computed=tuple(Computed(result.text, result.expression, tuple(dict.fromkeys(cited))) for result in worked),
        series=(_series(question, operands, places),) if len(operands) >= LEAST_POINTS else (),
    )


def _side_by_side(
    question: Question, comparison: Comparison, operands: Sequence[Operand], places: Mapping[str, int], said: Answer
) -> Answer:
    """Return an answer that sets the values of several reports side by side, and names those that give none."""
    cited = tuple(_at(operand, places) for operand in operands)
    exact = not any(operand.figure.qualifier for operand in operands)
    worked = gap(operands[0].figure, operands[1].figure) if len(operands) == 2 and exact else None
    computed = (Computed(worked.text, worked.expression, cited),) if worked else ()
    ends = (operands[0], operands[-1])
    lines = [
        worked and phrases.SET_AGAINST.format(one=ends[0].of, other=ends[1].of, result=worked.text),
        len(operands) > 2 and _ends(ends, places),
        "; ".join(f"{operand.of}: {_written(operand)} [{_at(operand, places)}]" for operand in operands),
        _unsaid(comparison, operands),
        phrases.OTHER_STANDARDS if comparison.standards else "",
        phrases.OTHER_PERIODS if _of_other_periods([said.citations[n - 1].title for n in cited]) else "",
    ]
    alike = len({operand.figure.unit for operand in operands}) == 1
    year = f"{phrases.YEAR} {operands[0].year}"
    unit = operands[0].figure.unit if alike else operands[0].figure.base_unit
    bare = (
        any(operand.figure.text[-1:].isdigit() for operand in operands) and unit
    )  # a cell whose heading says the unit
    label = f"{comparison.label}, {year}{f' ({unit})' if bare else ''}"
    points = tuple(
        Point(
            o.of,
            (o.figure.value if alike else o.figure.base) or Decimal(0),
            _written(o),
            n,
            standard=found[1] if (found := standard_of(o)) else "",
        )
        for o, n in zip(operands, cited, strict=True)
    )
    return replace(
        said,
        text="\n".join(line for line in lines if line),
        values=tuple(dict.fromkeys(map(_written, operands))),
        computed=computed,
        series=(Series(label, unit, points, by="report"),) if len(points) > 1 else (),
    )


def _of_other_periods(titles: Sequence[str]) -> bool:
    """Whether reports tell of different parts of their year, by their titles: "6 tháng đầu năm", "quý I"."""
    parts = [cues.PART_OF_YEAR.search(title) for title in titles]
    return len({found.group().lower() if found else "" for found in parts}) > 1


def _written(operand: Operand) -> str:
    """Return a value as its report has it, with the hedge before it."""
    text, figure = operand.pick.reading.passage.text, operand.figure
    return text[figure.span.start - (len(figure.qualifier) + 1 if figure.qualifier else 0) : figure.span.end].strip()


def _ends(ends: tuple[Operand, Operand], places: Mapping[str, int]) -> str:
    """Return the line that names the highest and the lowest of several values, whichever comes first."""
    first, last = sorted(ends, key=lambda operand: operand.figure.base or 0, reverse=True)
    told = {"high": first.of, "most": _written(first), "n": _at(first, places)}
    return phrases.HIGHEST_AND_LOWEST.format(low=last.of, least=_written(last), m=_at(last, places), **told)


def _unsaid(comparison: Comparison, operands: Sequence[Operand]) -> str:
    """Return the line that names the reports without a value; those whose names hold a figure are only counted."""
    named = [name for name in comparison.silent if not any(char.isdigit() for char in name)]
    more = len(comparison.silent) - len(named)
    names = [*named, phrases.OTHER_REPORTS] if more else named
    lines = [phrases.NO_VALUE_IN.format(names=", ".join(names))] if names else []
    if len(operands) < len(comparison.operands):
        lines.append(phrases.MORE_VALUES)
    return " ".join(lines)


def contrasted(question: Question, figures: Sequence[tuple[Figure, int]], said: Answer) -> Answer:
    """Return an answer that sets two figures against each other; each comes with the number of its citation."""
    if len(figures) != 2 or not comparable(figures[0][0], figures[1][0]):
        return said
    (one, first), (other, second) = figures
    worked = share(one, other) if question.sought == Sought.SHARE else gap(one, other)
    if worked is None:
        return said
    cited = tuple(dict.fromkeys((first, second)))
    line = phrases.SET_AGAINST.format(one=one.text, other=other.text, result=worked.text)
    return replace(
        said, text=f"{line}\n{said.text}", computed=(Computed(worked.text, worked.expression, cited), *said.computed)
    )


def _worked(question: Question, operands: Sequence[Operand]) -> list[Worked]:
    """Return what follows from the first and the last of some operands, in the terms that were asked for."""
    old, new = operands[0].figure, operands[-1].figure
    lowered = question.text.lower()
    found = [change(old, new)]
    shares = BASES.get(new.base_unit) is Dimension.SHARE
    if cues.TIMES.search(lowered) and (times := multiple(old, new)):
        found.insert(0, times)
    elif cues.PER_CENT.search(lowered) and not shares and (share := growth(old, new)):
        found.insert(0, share)
    return found


def _result(
    comparison: Comparison, operands: Sequence[Operand], places: Mapping[str, int], worked: Sequence[Worked]
) -> str:
    if comparison.most:
        most = comparison.most
        return phrases.MOST.format(year=most.year, value=most.figure.text, n=_at(most, places))
    if not worked:
        return ""
    first, last = operands[0].year, operands[-1].year
    return phrases.CHANGED.format(first=first, last=last, change="; ".join(result.text for result in worked))


def _by_year(operands: Sequence[Operand], places: Mapping[str, int]) -> str:
    return "; ".join(f"{operand.year}: {operand.figure.text} [{_at(operand, places)}]" for operand in operands)


def _values(comparison: Comparison, operands: Sequence[Operand]) -> tuple[str, ...]:
    """Return the values by year; where the year of the highest was asked for, that year as written and its value."""
    texts = [operand.figure.text for operand in operands]
    most = comparison.most
    if most is None:
        return tuple(dict.fromkeys(texts))
    written = re.search(rf"(?:năm )?{most.year}", most.pick.reading.passage.text, re.IGNORECASE)
    named = [written.group()] if written else []
    return tuple(dict.fromkeys([*named, most.figure.text, *texts]))


def _series(question: Question, operands: Sequence[Operand], places: Mapping[str, int]) -> Series:
    points = tuple(
        Point(
            str(operand.year),
            Decimal(operand.figure.value or 0),
            operand.figure.text,
            _at(operand, places),
            found[1] if (found := standard_of(operand)) else "",
        )
        for operand in operands
    )
    return Series(named_thing(question), operands[0].figure.unit, points)


def _at(operand: Operand, places: Mapping[str, int]) -> int:
    return places[operand.pick.reading.passage.id]
