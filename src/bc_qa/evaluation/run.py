"""Files of questions asked of an assistant and judged: what `bc-qa eval` prints, and keeps as results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from bc_qa.assistant import READ_CLOSELY, Assistant
from bc_qa.evaluation.cases import Case, Conversation
from bc_qa.evaluation.judging import Verdict, judge
from bc_qa.types import Turn

PLAIN = "no-diacritics"  # the note of a question that was typed so


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that was not answered as it should be, with the cause and what was said."""

    id: str
    question: str
    cause: str
    answer: str


@dataclass(frozen=True, slots=True)
class Result:
    """What one file of questions came to. Shares are (right, of); `milliseconds` is the median inside."""

    name: str
    shares: dict[str, tuple[int, int]]
    causes: dict[str, int]
    failures: tuple[Failure, ...]
    milliseconds: float


Asked = tuple[Case, Verdict, str, float]
"""A question, how it was judged, what was answered and how long that took (ms)."""


def evaluate(assistant: Assistant, name: str, cases: Iterable[Case | Conversation]) -> Result:
    """Ask every question of a file and judge the replies."""
    asked: list[Asked] = []
    later: list[Asked] = []
    for case in cases:
        if isinstance(case, Conversation):
            later += _talk(assistant, case)[1:]
        else:
            asked.append(_ask(assistant, case, []))
    answerable = [item for item in asked if item[0].answerable]
    figures = [item for item in answerable if item[1].value is not None]
    shares = {
        "answer right": _share(answerable, lambda verdict: verdict.right),
        "first value right": _share(figures, lambda verdict: bool(verdict.value)),
        "first citation right": _share(answerable, lambda verdict: verdict.first_citation),
        "a citation in 3 right": _share(answerable, lambda verdict: verdict.citation),
        "answered at all": _share(answerable, lambda verdict: verdict.answered),
        "right without diacritics": _share(
            [i for i in answerable if PLAIN in i[0].note], lambda verdict: verdict.right
        ),
        "unanswerable refused": _share([i for i in asked if not i[0].answerable], lambda verdict: verdict.right),
        "later turns right": _share(later, lambda verdict: verdict.right),
    }
    failed = [item for item in (*asked, *later) if item[1].cause]
    return Result(
        name=name,
        shares={measure: share for measure, share in shares.items() if share[1]},
        causes=dict(Counter(str(verdict.cause) for _, verdict, _, _ in failed).most_common()),
        failures=tuple(Failure(case.id, case.question, str(v.cause), answer) for case, v, answer, _ in failed),
        milliseconds=round(median([took for *_, took in (*asked, *later)] or [0.0]), 1),
    )


def _ask(assistant: Assistant, case: Case, history: list[Turn]) -> Asked:
    reply = assistant.ask(case.question, history)
    hits = assistant.explain(reply.read_as or case.question, READ_CLOSELY)
    verdict = judge(case, reply, hits, assistant.passages)
    return case, verdict, reply.answer, reply.took_ms


def _talk(assistant: Assistant, conversation: Conversation) -> list[Asked]:
    history: list[Turn] = []
    asked = []
    for case in conversation.turns:
        asked.append(_ask(assistant, case, history))
        history.append(Turn(case.question, asked[-1][2]))
    return asked


def _share(asked: Iterable[Asked], good: Callable[[Verdict], bool]) -> tuple[int, int]:
    judged = [good(verdict) for _, verdict, _, _ in asked]
    return sum(judged), len(judged)
