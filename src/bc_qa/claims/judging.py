"""The verdict on a claim: the statements of the report that may be of its thing, weighed, and what follows from them.

A right statement has the thing and the value, a wrong one the thing and another value. The worst fault is a wrong
figure passed as right: where a wrong statement is of the thing more surely than the right one, the claim is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bc_qa.claims.agreeing import agrees, comparable, contrary, precision, slipped
from bc_qa.claims.similarity import Similarity
from bc_qa.claims.statements import Statement
from bc_qa.claims.wording import is_total, is_yearly, same_noun
from bc_qa.evidence.catalogue import Measured
from bc_qa.figures.hedges import begins
from bc_qa.figures.units import BASES
from bc_qa.language.lexicon import CHANGES
from bc_qa.text.keys import TOKEN, key, syllables
from bc_qa.types import Figure, FigureKind, Verdict

Sort = tuple[FigureKind, str, str, tuple[bool, bool, bool]]

# Weights, set on claims over the shipped report; each is a share of how surely a statement is of the claim's thing.
LEAST_RIGHT, PRECISE, LEAST_PRECISE = 0.52, 0.05, 0.3  # to be right; less for each digit that agrees; at least
LEAST_NAMED = 0.4  # … to be right of a name in passing
LEAST_WRONG, SLIP = 0.52, 0.12  # to be wrong; less where the values are a slip of the pen apart
UNLABELLED = 0.05  # … more where its own item does not say what it is of
LEAST_RIVAL = 0.25  # … to be a second value that the report gives
LEAST_TURNED = 0.4  # … where the value is the same and only its direction another
LEAST_OTHER_TIME = 0.6  # … where only its period is another
ELSEWHERE, MOST_ELSEWHERE = 0.05, 0.2  # head start of a value with many digits over one of another paragraph …
BESIDE = 0.02  # … over one of its own paragraph, where a neighbour's figure may have been taken
OWN_RIGHT, OWN_WRONG = 0.25, 0.3  # what the words of the report's own item count
SILENT = 0.3  # what is taken off for what the report does not say
# What is left where a claim and a statement are not both changes, not both aims, a total and a part, two numbered
# things, where only one has a period, or they have two.
CHANGE, AIM, PART, NUMBERED, PERIOD_UNSAID, PERIOD_OTHER = 0.7, 0.8, 0.8, 0.6, 0.95, 0.95
# Where likelihoods are fitted (`claims.weighing`): how likely what agrees, what differs has to be, and how many times
# likelier the first. Set on the reports that the fusion is fitted on.
LIKELY_RIGHT, LIKELY_WRONG, AGAINST = 0.3, 0.4, 5.0
LEAST_TOLD = 0.1  # … what agrees to be set against another value that the report gives for it
SAME_THING = 0.25  # how much more surely an earlier value of the thing may be of it than the one that agrees
SURE, LIKELY, LEAST_AGAINST = 0.8, 0.75, 2  # what holds for every year, and years that tell against it


class Reason(StrEnum):
    """Why a verdict is what it is."""

    SAID = "said"
    TWO_VALUES = "two_values"
    NOT_EVERY_YEAR = "not_every_year"
    OTHER_VALUE = "other_value"
    OTHER_DIRECTION = "other_direction"
    OTHER_PERIOD = "other_period"
    WORKED_OUT = "worked_out"
    DIFFERENCE = "difference"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason and the statements it rests on, best first; of none, what stands nearest."""

    verdict: Verdict
    reason: Reason
    basis: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement of the report that may be of a claim's thing.

    `right` and `wrong` say how surely, 0-1, for and against; `agreed` that the value is the same, `turned` that it is
    with the opposite direction; `period` is 1 where both are given for one time, -1 for two, 0 where that is unsaid;
    `level` that it says how much there is where the claim says by how much more or less ("vượt 0,5%").
    """

    other: Statement
    right: float
    wrong: float
    agreed: bool
    turned: bool
    slip: bool
    period: int
    aimed: bool
    level: bool

    @property
    def is_right(self) -> bool:
        """Whether it says just what is claimed, if it is of the same thing."""
        return self.agreed and not self.turned and self.period >= 0 and self.aimed and not self.level

    @property
    def is_wrong(self) -> bool:
        """Whether it says otherwise, if it is of the same thing."""
        return self.turned or (not self.agreed and self.period >= 0 and self.aimed)


def candidate(claim: Statement, other: Statement, similarity: Similarity, difference: bool | None = None) -> Candidate:
    """Return a statement of the report as weighed for a claim; `difference`: whether it is one, where that is known."""
    difference = is_difference(claim) if difference is None else difference
    agreed = agrees(claim.figure, other.figure)
    opposed = {claim.change, other.change} == {"tăng", "giảm"}
    turned = contrary(claim.figure, other.figure) or (agreed and opposed)
    period = _period(claim, other)
    aimed = claim.aim is None or other.aim is None or claim.aim == other.aim
    said = similarity.said * _circumstances(claim, other, period, aimed)
    return Candidate(
        other=other,
        right=said * (1 - OWN_RIGHT + OWN_RIGHT * similarity.own),
        wrong=said * (1 - OWN_WRONG + OWN_WRONG * similarity.own) - SILENT * similarity.silent,
        agreed=agreed,
        turned=turned,
        slip=not agreed and slipped(claim.figure, other.figure),
        period=period,
        aimed=aimed,
        level=difference and not other.change,
    )


def _period(claim: Statement, other: Statement) -> int:
    if not claim.years or not other.years:
        return 0
    return 1 if claim.years <= other.years or other.years <= claim.years else -1


def is_difference(claim: Statement) -> bool:
    """Whether the word right before a figure makes it a growth or loss: "giảm 5,88%", not "giảm còn 37,93%"."""
    text = claim.reading.passage.text
    before = TOKEN.findall(text[: begins(text, claim.figure)])
    return bool(before) and key(before[-1]) in CHANGES


def _circumstances(claim: Statement, other: Statement, period: int, aimed: bool) -> float:
    worth = 1.0 if bool(claim.change) == bool(other.change) else CHANGE
    worth *= 1.0 if aimed else AIM
    worth *= PART if other.part and not claim.part and is_total(claim.reading.passage.text) else 1.0
    worth *= NUMBERED if any(claim.numbered.get(noun, n) != n for noun, n in other.numbered.items()) else 1.0
    if period == 0 and (claim.years or other.years):
        worth *= PERIOD_UNSAID
    return worth * (PERIOD_OTHER if period < 0 else 1.0)


def same_sort(claim: Statement, other: Statement) -> bool:
    """Whether two figures can be of one thing at all: of one kind, measuring one dimension, counting one noun."""
    return figures_of_one_sort(claim.figure, other.figure)


def figures_of_one_sort(one: Figure, two: Figure) -> bool:
    """Whether two figures can be of one thing; it depends on their sorts alone (`sort_of`)."""
    if one.kind is FigureKind.NAME or two.kind is FigureKind.NAME:
        return one.kind is two.kind and _one_level(one.unit, two.unit)
    if not comparable(one, two):
        return False
    counted = one.base is not None and one.base_unit not in BASES and two.base_unit not in BASES
    return not counted or same_noun(one.unit, two.unit)


def sort_of(figure: Figure) -> Sort:
    """Return all of a figure that says what others it may be set against."""
    has = (figure.value is not None, figure.base is not None, bool(figure.upper))
    return (figure.kind, figure.unit, figure.base_unit, has)


def _one_level(one: str, other: str) -> bool:
    """Whether two names may be of one level: a name without level is of any place, never a person's."""
    return one == other or ("" in (one, other) and "người" not in (one, other))


def judge(claim: Statement, candidates: Iterable[Candidate], conflicts: Mapping[str, Sequence[Measured]]) -> Judgement:
    """Return the verdict on a claim; `conflicts` has the figures that the report gives another value for elsewhere."""
    found = [candidate for candidate in candidates if candidate.is_right or not _is_beside(claim, candidate.other)]
    rights = sorted((c for c in found if c.is_right), key=lambda c: -c.right)
    wrongs = sorted((c for c in found if c.is_wrong), key=lambda c: -c.wrong)
    earlier = earlier_values(claim, rights, wrongs)
    right, wrong = next(iter(rights), None), next((c for c in wrongs if c.other.id not in earlier), None)
    if right and (years := _years_against(claim, right, wrongs)):
        return Judgement(Verdict.CONFLICTING, Reason.NOT_EVERY_YEAR, (right.other, *years))
    if right and right.right >= _least_right(claim) and right.right >= _against(claim, right, wrong):
        if _has_conflict(right, found, conflicts):
            return Judgement(Verdict.CONFLICTING, Reason.TWO_VALUES, (right.other,))
        return Judgement(Verdict.SUPPORTED, Reason.SAID, (right.other,))
    if wrong and wrong.wrong >= _least_wrong(wrong):
        reason = Reason.OTHER_DIRECTION if wrong.turned else Reason.OTHER_VALUE
        return Judgement(Verdict.CONTRADICTED, reason, (wrong.other,))
    other_times = (c for c in found if c.agreed and not c.turned and c.period < 0 and c.aimed)
    other_time = max(other_times, key=lambda c: c.wrong, default=None)
    if other_time and other_time.wrong >= LEAST_OTHER_TIME:
        return Judgement(Verdict.CONTRADICTED, Reason.OTHER_PERIOD, (other_time.other,))
    near = max(found, key=lambda c: max(c.right, c.wrong), default=None)
    return Judgement(Verdict.NOT_FOUND, Reason.UNSAID, (near.other,) if near else ())


def settled(
    claim: Statement,
    weighed: Sequence[tuple[Candidate, float]],
    conflicts: Mapping[str, Sequence[Measured]],
) -> Judgement:
    """Return the verdict on a claim where it is known how likely each statement is of its thing, 0-1."""
    found = [(c, likely) for c, likely in weighed if c.is_right or not _is_beside(claim, c.other)]
    rights = sorted(((c, p) for c, p in found if c.is_right), key=lambda item: -item[1])
    wrongs = sorted(((c, p) for c, p in found if c.is_wrong), key=lambda item: -item[1])
    times = sorted(
        ((c, p) for c, p in found if c.agreed and not c.turned and c.period < 0 and c.aimed), key=lambda item: -item[1]
    )
    earlier = earlier_values(claim, [c for c, _ in rights], [c for c, _ in wrongs])
    right, wrong, other_time = (sum(p for _, p in part) for part in (rights, wrongs, times))
    same_thing = sum(p for c, p in wrongs if c.other.id in earlier)
    right, wrong = right + same_thing, wrong - same_thing
    against = _rivals((c for c, p in wrongs if p >= LEAST_TOLD), conflicts)
    told = [c for c, p in rights if p >= LEAST_TOLD or c.other.id in against]
    rivals = _rivals(told, conflicts)
    rival = sum(p for c, p in wrongs if c.other.id in rivals and c.other.id not in earlier)
    is_met = any(c.other.id in rivals and c.wrong >= LEAST_RIVAL for c, _ in found)
    if is_met and right + rival >= max(LIKELY_WRONG, wrong - rival, other_time):
        return Judgement(Verdict.CONFLICTING, Reason.TWO_VALUES, (told[0].other,))
    if rights and (years := _years_against(claim, rights[0][0], [c for c, _ in wrongs])):
        return Judgement(Verdict.CONFLICTING, Reason.NOT_EVERY_YEAR, (rights[0][0].other, *years))
    if right >= LIKELY_RIGHT and right >= AGAINST * max(wrong, other_time):
        return Judgement(Verdict.SUPPORTED, Reason.SAID, (rights[0][0].other,))
    if wrong >= LIKELY_WRONG and wrong >= other_time:
        wrongs = [(c, p) for c, p in wrongs if c.other.id not in earlier]
        reason = Reason.OTHER_DIRECTION if wrongs[0][0].turned else Reason.OTHER_VALUE
        return Judgement(Verdict.CONTRADICTED, reason, (wrongs[0][0].other,))
    if other_time >= LIKELY_WRONG:
        return Judgement(Verdict.CONTRADICTED, Reason.OTHER_PERIOD, (times[0][0].other,))
    near = max(found, key=lambda item: item[1], default=None)
    return Judgement(Verdict.NOT_FOUND, Reason.UNSAID, (near[0].other,) if near else ())


def earlier_values(claim: Statement, rights: Sequence[Candidate], wrongs: Sequence[Candidate]) -> set[str]:
    """Return the statements that give a claim's thing for an earlier time than the one that agrees with it.

    A claim that names no time speaks of the last one that the report gives the thing for.
    """
    if claim.years or not rights:
        return set()
    now = max(rights, key=lambda c: c.right)
    last = max(now.other.years, default=None)
    return {
        c.other.id
        for c in wrongs
        if c.other.years and (last is None or max(c.other.years) < last) and c.wrong <= now.right + SAME_THING
    }


def _has_conflict(right: Candidate, found: Sequence[Candidate], conflicts: Mapping[str, Sequence[Measured]]) -> bool:
    """Whether the report gives another value for what a claim speaks of, and not only for the like of it."""
    others = _rivals([right], conflicts)
    return any(c.other.id in others and c.wrong >= LEAST_RIVAL for c in found)


def _rivals(candidates: Iterable[Candidate], conflicts: Mapping[str, Sequence[Measured]]) -> set[str]:
    """Return the statements that give another value for what some are of."""
    return {other.entry.id for one in candidates for other in conflicts.get(one.other.id, ())}


def _is_beside(claim: Statement, other: Statement) -> bool:
    """Whether a name of the report is no other for a claimed one: the claim has it too, or names no level."""
    if claim.figure.kind is not FigureKind.NAME:
        return False
    return (
        not claim.figure.unit
        or not other.figure.unit
        or all(token in claim.reading.places for token in syllables(other.figure.text))
    )


def _least_right(claim: Statement) -> float:
    if claim.figure.kind is FigureKind.NAME and not claim.figure.unit:
        return LEAST_NAMED
    return max(LEAST_RIGHT - PRECISE * precision(claim.figure), LEAST_PRECISE)


def _least_wrong(wrong: Candidate) -> float:
    least = LEAST_TURNED if wrong.turned else LEAST_WRONG - SLIP if wrong.slip else LEAST_WRONG
    return least if wrong.other.label else least + UNLABELLED


def _against(claim: Statement, right: Candidate, wrong: Candidate | None) -> float:
    """Return how surely a right statement has to be of the thing, next to the likeliest wrong one."""
    if wrong is None:
        return 0.0
    if claim.figure.kind is FigureKind.NAME:
        return wrong.wrong
    one, other = right.other.reading.passage, wrong.other.reading.passage
    beside = (one.document, one.section, one.note) == (other.document, other.section, other.note)
    elsewhere = min(max(ELSEWHERE * (precision(claim.figure) - 2), 0.0), MOST_ELSEWHERE)
    return wrong.wrong - (BESIDE if beside else elsewhere)


def _years_against(claim: Statement, right: Candidate, wrongs: Sequence[Candidate]) -> tuple[Statement, ...]:
    """Return the values of single years that tell against one which is said of every year."""
    every = is_yearly(claim.reading.passage.text) and is_yearly(right.other.reading.passage.text)
    if not every or right.right < SURE:
        return ()
    by_year = {min(c.other.years): c.other for c in reversed(wrongs) if c.wrong >= LIKELY and len(c.other.years) == 1}
    return tuple(by_year[year] for year in sorted(by_year)) if len(by_year) >= LEAST_AGAINST else ()
