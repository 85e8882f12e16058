"""Two runs over the same questions held against each other: what was won, lost and changed, and whether by chance.

The test is McNemar's, exact: of the questions that only one run got right, as many as this or more would fall on one
side by chance with probability p (two-sided binomial with one half). What both got right or both wrong says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import comb

from bc_qa.evaluation.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Pair:
    """One question in both runs."""

    before: Outcome
    after: Outcome

    @property
    def won(self) -> bool:
        """Whether only the later run got it right."""
        return self.after.right and not self.before.right

    @property
    def lost(self) -> bool:
        """Whether only the earlier run got it right."""
        return self.before.right and not self.after.right

    @property
    def changed(self) -> bool:
        """Whether the reply reads otherwise, or quotes another place, but is as right as it was."""
        return self.before.right == self.after.right and _said(self.before) != _said(self.after)

    @property
    def cause(self) -> str:
        """Why the run that got it wrong did; of two wrong ones, the later."""
        return self.after.cause or self.before.cause


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in both runs over the same `of` questions: how many good ones, how many won and lost, and p."""

    name: str
    before: int
    after: int
    of: int
    won: int
    lost: int

    @property
    def p(self) -> float:
        """How likely so uneven a split of won and lost is by chance."""
        return mcnemar(self.won, self.lost)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs compared. `alone` counts the questions that only the earlier, and only the later run has."""

    pairs: tuple[Pair, ...]
    alone: tuple[int, int]
    measures: tuple[Row, ...]
    kinds: tuple[Row, ...]
    causes: tuple[Row, ...]
    reports: tuple[Row, ...]

    @property
    def won(self) -> list[Pair]:
        """Return the pairs that were won."""
        return [pair for pair in self.pairs if pair.won]

    @property
    def lost(self) -> list[Pair]:
        """Return the pairs that were lost."""
        return [pair for pair in self.pairs if pair.lost]

    @property
    def changed(self) -> list[Pair]:
        """Return the pairs whose reply changed, and is as right or as wrong as before."""
        return [pair for pair in self.pairs if pair.changed]


def compare(before: Iterable[Outcome], after: Iterable[Outcome]) -> Comparison:
    """Hold two runs against each other, question by question, in the order of the later one."""
    earlier = {item.key: item for item in before}
    later = {item.key: item for item in after}
    pairs = [Pair(earlier[key], item) for key, item in later.items() if key in earlier]
    return Comparison(
        pairs=tuple(pairs),
        alone=(len(earlier.keys() - later.keys()), len(later.keys() - earlier.keys())),
        measures=tuple(_measures(pairs)),
        kinds=tuple(_grouped(pairs, lambda pair: pair.after.kind)),
        causes=tuple(_causes(pairs)),
        reports=tuple(_grouped(pairs, lambda pair: pair.after.report or pair.after.set)),
    )


def mcnemar(won: int, lost: int) -> float:
    """Return the two-sided exact p of McNemar's test.

    >>> mcnemar(8, 0)
    0.0078125
    """
    of, fewer = won + lost, min(won, lost)
    return min(1.0, 2 * sum(comb(of, k) for k in range(fewer + 1)) / (1 << of))


def _measures(pairs: Sequence[Pair]) -> list[Row]:
    """Return each figure over the questions that have it."""
    answerable = [pair for pair in pairs if pair.after.answerable and pair.before.answerable]
    figures = [pair for pair in answerable if pair.after.value is not None and pair.before.value is not None]
    asked = [pair for pair in pairs if not pair.after.is_claim]
    rows = [
        _row("all right", pairs, lambda item: item.right),
        _row("answer right", answerable, lambda item: item.right),
        _row("first value right", figures, lambda item: bool(item.value)),
        _row("first citation right", answerable, lambda item: item.cite),
        _row("a citation in 3 right", answerable, lambda item: item.cite3),
        _row("right place shown", answerable, lambda item: item.shown),
        _row("not wrongly denied", answerable, lambda item: not item.denied),
        _row("nothing wrong asserted", asked, lambda item: not item.harmful),
    ]
    return [row for row in rows if row.of]


def _row(name: str, pairs: Sequence[Pair], good: Callable[[Outcome], bool]) -> Row:
    sides = [(good(pair.before), good(pair.after)) for pair in pairs]
    won, lost = (sum(side == wanted for side in sides) for wanted in ((False, True), (True, False)))
    return Row(name, sum(side[0] for side in sides), sum(side[1] for side in sides), len(sides), won, lost)


def _grouped(pairs: Sequence[Pair], group: Callable[[Pair], str]) -> list[Row]:
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(group(pair), []).append(pair)
    return [_row(name, groups[name], lambda item: item.right) for name in sorted(groups)]


def _causes(pairs: Sequence[Pair]) -> list[Row]:
    """Return of each cause the questions without it: won are those it lost before, lost those it loses now."""
    causes = sorted({item.cause for pair in pairs for item in (pair.before, pair.after) if item.cause})
    return [_row(cause, pairs, lambda item, cause=cause: item.cause != cause) for cause in causes]  # type: ignore[misc]


def _said(outcome: Outcome) -> tuple[object, ...]:
    return outcome.status, outcome.answer, outcome.values, outcome.quotes[:1]
