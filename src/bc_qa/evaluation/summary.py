"""What a number of outcomes come to: shares, causes of failure, the failures themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import mean, median

from bc_qa.evaluation.outcomes import Outcome
from bc_qa.types import Verdict


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that was not answered as it should be, with the cause and what was said."""

    id: str
    question: str
    cause: str
    answer: str


@dataclass(frozen=True, slots=True)
class Result:
    """What one file of questions came to. Shares are (right, of); `milliseconds` is the median inside.

    `kinds` are the right answers by kind of question, `macro_f1` is that of the four verdicts on claims.
    """

    name: str
    shares: dict[str, tuple[int, int]]
    causes: dict[str, int]
    failures: tuple[Failure, ...]
    milliseconds: float
    kinds: dict[str, tuple[int, int]] = field(default_factory=dict)
    macro_f1: float | None = None


def summed(name: str, outcomes: Sequence[Outcome]) -> Result:
    """Return what some outcomes came to. Of conversations the later turns are counted, by themselves."""
    told = [item for item in outcomes if item.turn != 1]
    failed = [item for item in told if item.cause]
    shares = {**_questions(outcomes), **_talks(outcomes), **_claims(outcomes)}
    return Result(
        name=name,
        shares={measure: share for measure, share in shares.items() if share[1]},
        causes=dict(Counter(item.cause for item in failed).most_common()),
        failures=tuple(Failure(item.id, item.question, item.cause, item.answer or item.status) for item in failed),
        milliseconds=round(median([item.milliseconds for item in outcomes] or [0.0]), 1),
        kinds=_kinds(outcomes),
        macro_f1=macro_f1([(item.wanted, item.status) for item in outcomes if item.is_claim]),
    )


def by_set(outcomes: Sequence[Outcome]) -> list[Result]:
    """Return what each set came to, and behind them what all came to, where there are several.

    The failures of all are not listed again.
    """
    names = dict.fromkeys(item.set for item in outcomes)
    found = [summed(name, [item for item in outcomes if item.set == name]) for name in names]
    return [*found, replace(summed("all", outcomes), failures=())] if len(found) > 1 else found


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return the mean F1 of the verdicts that are wanted, from pairs of verdict wanted and given; None without any."""
    scores = []
    for verdict in (item.value for item in Verdict):
        wanted, given = (sum(pair[side] == verdict for pair in pairs) for side in (0, 1))
        if wanted:
            scores.append(2 * sum(pair == (verdict, verdict) for pair in pairs) / (wanted + given))
    return round(mean(scores), 4) if scores else None


def _questions(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    asked = [item for item in outcomes if not item.turn and not item.is_claim]
    answerable = [item for item in asked if item.answerable]
    return {
        "answer right": _share(answerable, lambda item: item.right),
        "first value right": _share([i for i in answerable if i.value is not None], lambda item: bool(item.value)),
        "first citation right": _share(answerable, lambda item: item.cite),
        "a citation in 3 right": _share(answerable, lambda item: item.cite3),
        "answered at all": _share(answerable, lambda item: item.answered),
        "right place shown": _share(answerable, lambda item: item.shown),
        "wrongly denied": _share(answerable, lambda item: item.denied),
        "right without diacritics": _share([i for i in answerable if i.plain], lambda item: item.right),
        "unanswerable refused": _share([i for i in asked if not i.answerable], lambda item: item.right),
        "of all, asserted wrong": _share(asked, lambda item: item.harmful),
    }


def _talks(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    later = [item for item in outcomes if item.later]
    answerable = [item for item in later if item.answerable]
    return {
        "later turns right": _share(answerable, lambda item: item.right),
        "later turns: first citation": _share(answerable, lambda item: item.cite),
        "later turns refused": _share([i for i in later if not i.answerable], lambda item: item.right),
    }


def _claims(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    claims = [item for item in outcomes if item.is_claim]
    wrong = [item for item in claims if item.wanted == Verdict.CONTRADICTED.value]
    sound = [item for item in claims if item.wanted == Verdict.SUPPORTED.value]
    return {
        "claims judged right": _share(claims, lambda item: item.right),
        "wrong figures passed": _share(wrong, lambda item: item.status == Verdict.SUPPORTED.value),
        "right figures accused": _share(sound, lambda item: item.status == Verdict.CONTRADICTED.value),
    }


def _kinds(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    single = [item for item in outcomes if not item.turn and item.answerable]
    kinds = dict.fromkeys(item.kind for item in single)
    return {kind: _share([i for i in single if i.kind == kind], lambda item: item.right) for kind in kinds}


def _share(outcomes: Iterable[Outcome], good: Callable[[Outcome], bool]) -> tuple[int, int]:
    judged = [good(item) for item in outcomes]
    return sum(judged), len(judged)
