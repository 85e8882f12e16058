"""What the facts of a claim and of the report have in common: time, aim, change, place, the words of the thing.

Both are read by the one reader of facts, `bc_qa.facts.reader`; here they are only held against each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from bc_qa.claims.statements import Statement
from bc_qa.evidence.question import Term
from bc_qa.facts.fact import Aim, Fact, Said
from bc_qa.facts.things import keys_of
from bc_qa.figures.hedges import begins
from bc_qa.language import cues

_UNTOLD = (Said.HEAD, Said.NOWHERE)


def told_years(fact: Fact) -> frozenset[int]:
    """Return the years that the text itself gives a figure for, none where only the head of the report does."""
    return frozenset(fact.years if fact.said not in _UNTOLD else ())


def in_common(claim: Fact, fact: Fact, terms: Iterable[Term], weights: Mapping[str, float]) -> dict[str, float]:
    """Return what tells whether two facts are of one thing, each 0-1; `weights` say how telling a claim's terms are."""
    terms = list(terms)
    words = {token for term in terms for form in term.forms for token in form}
    thing = keys_of(f"{fact.thing} {fact.row} {fact.column}")
    found = {
        "thing said": _said(terms, weights, thing),
        "thing said with caption": _said(terms, weights, thing | keys_of(f"{fact.caption} {fact.place} {fact.whole}")),
        "thing own": _share(thing, words),
        "fact change": float(bool(claim.change) != bool(fact.change)),
        "fact turned": float({claim.change, fact.change} == {"tăng", "giảm"}),
        "fact part": float(bool(fact.whole) and not claim.whole),
        "aim for result": float(claim.aim is Aim.RESULT and fact.aim is Aim.AIM),
        "plan for result": float(claim.aim is Aim.RESULT and fact.aim is Aim.PLAN),
        "result for aim": float(claim.aim is not Aim.RESULT and fact.aim is Aim.RESULT),
    }
    if fact.column:
        found |= {"row own": _share(keys_of(fact.row), words), "column own": _share(keys_of(fact.column), words)}
    return found | _of_time(claim, fact) | _of_place(claim, fact)


def of_change(quoted: Statement, other: Statement) -> dict[str, float]:
    """Return whether one of two statements is where a change begins, "từ 9%", and the other is not."""
    one, two = _begins_change(quoted), _begins_change(other)
    return {"start for end": float(two and not one), "end for start": float(one and not two)}


def _begins_change(statement: Statement) -> bool:
    text = statement.reading.passage.text
    return bool(cues.FROM_VALUE.search(text[: begins(text, statement.figure)]))


def _of_time(claim: Fact, fact: Fact) -> dict[str, float]:
    asked, told = told_years(claim), told_years(fact)
    if asked and fact.years:
        meets = bool(asked & set(fact.years))
        return {"year met": float(meets), "year other": float(not meets), "year of head": float(fact.said in _UNTOLD)}
    if not told or fact.head.year is None:
        return {}
    return {"year past": float(max(told) < fact.head.year), "year to come": float(min(told) > fact.head.year)}


def _of_place(claim: Fact, fact: Fact) -> dict[str, float]:
    one, other = keys_of(claim.place), keys_of(fact.place)
    if not one or not other:
        return {"place only here": float(bool(other))}
    return {"place other": float(not (one <= other or other <= one))}


def _said(terms: Iterable[Term], weights: Mapping[str, float], words: Collection[str]) -> float:
    """Return the share of a claim's terms, by weight, that stand whole among some words."""
    told = [(weights[term.text], any(all(token in words for token in form) for form in term.forms)) for term in terms]
    whole = sum(weight for weight, _ in told)
    return sum(weight for weight, met in told if met) / whole if whole else 0.0


def _share(words: Collection[str], among: Collection[str]) -> float:
    return sum(word in among for word in words) / len(words) if words else 0.0
