"""A reply judged: right answer, right value, right citation, nothing unproven; and the cause where it fails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bc_qa.evaluation.cases import Case, Quoted
from bc_qa.text.normal import document_text
from bc_qa.types import Citation, Claim, Hit, Passage, Reply, Status

ANSWERED, LIKELY, NOT_FOUND = Status.ANSWERED.value, Status.LIKELY.value, Status.NOT_FOUND.value
ANSWER_CHARS = {"figure": 400, "yesno": 600, "compare": 600, "text": 900, "cross": 1200, "list": 1500}
VALUE_CHARS = 80
_RUN = 8  # words of a long evidence that tell that a quote is of it
_LEAST_QUOTE = 25
_MARKS = re.compile("[⁰¹²³⁴-⁹*]+")


class Cause(StrEnum):
    """Where on its way a question was lost."""

    STRUCTURE = "structure"  # no passage holds the evidence
    SEARCH = "search"  # none of those that are read does
    READING = "reading the question"  # a figure asked for and none shown
    SENTENCE = "picking the sentence"
    VALUE = "picking the value"
    REFUSING = "refusing"  # refused what stands there, or answered what does not
    PASSING = "passing a wrong figure"  # a claim that the report contradicts, called supported
    ACCUSING = "accusing a right figure"  # … and the reverse
    CLAIM = "judging a claim"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is right in a reply. `value` is None where no figure is asked for; `cause` where all is right.

    For a question that the report does not answer, a reply is right that is not `answered`.
    """

    status: str
    right: bool
    value: bool | None
    first_citation: bool
    citation: bool
    cause: Cause | None


def judge(case: Case, reply: Reply, hits: Sequence[Hit], passages: Sequence[Passage]) -> Verdict:
    """Judge a reply. `hits` are the passages that were read for it, `passages` all that there are."""
    status = reply.status.value
    answered = status == ANSWERED
    if not case.answerable:
        return Verdict(status, not answered, None, True, True, Cause.REFUSING if answered else None)
    right = answered and len(reply.answer) <= ANSWER_CHARS[case.kind] and holds_all(reply.answer, case.must)
    value = _value(case, reply) if case.kind == "figure" else None
    shown = [proves(citation.quote, case.evidence) for citation in reply.citations]
    first = bool(shown) and shown[0]
    cause = None if right and first and value is not False else _cause(case, reply, hits, passages)
    return Verdict(status, right, value, first, any(shown[:3]), cause)


def verdict_on(quoted: Quoted, claims: Sequence[Claim]) -> str:
    """Return the verdict that was given on the quoted figure, or on most of the sentence; "none" where there is none.

    '12 xã' is judged by what is said of "12 xã, thị trấn", or of "12", as well.
    """
    wanted = fold(quoted.figure)
    for claim in claims:
        figure = fold(claim.figure)
        if _holds(figure, wanted) or (figure and _holds(wanted, figure)):
            return claim.verdict.value
    counts = Counter(claim.verdict.value for claim in claims)
    return counts.most_common(1)[0][0] if counts else "none"


def _value(case: Case, reply: Reply) -> bool:
    return bool(reply.values) and len(reply.values[0]) <= VALUE_CHARS and holds_all(reply.values[0], case.must)


def _cause(case: Case, reply: Reply, hits: Sequence[Hit], passages: Sequence[Passage]) -> Cause:
    """Return the first stage that lost the evidence."""
    if not any(proves(passage.text, case.evidence) for passage in passages):
        return Cause.STRUCTURE
    if not any(proves(hit.passage.text, case.evidence) for hit in hits):
        return Cause.SEARCH
    said: Sequence[Citation] = reply.citations or reply.nearest
    if not said or not proves(said[0].quote, case.evidence):
        return Cause.SENTENCE
    if reply.status.value != ANSWERED:
        return Cause.REFUSING
    return Cause.READING if case.kind == "figure" and not reply.values else Cause.VALUE


def fold(text: str) -> str:
    """Return a text for comparing: NFC, lower case, single spaces, without footnote marks."""
    return " ".join(_MARKS.sub("", document_text(text).casefold()).split())


def holds_all(text: str, must: Sequence[Sequence[str]]) -> bool:
    """Whether one spelling of each group stands in a text as a whole: 3,5 is neither in 13,5 nor in 3,56."""
    folded = fold(text)
    return all(any(_holds(folded, fold(spelling)) for spelling in group) for group in must)


def _holds(text: str, wanted: str) -> bool:
    before = r"(?<!\d)(?<!\d[.,])" if wanted[:1].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if wanted[-1:].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, text) is not None


def proves(quote: str, evidence: Sequence[str]) -> bool:
    """Whether a quote holds a piece of the evidence, lies in it, or shares a run of words with it."""
    text = fold(quote)
    for piece in map(fold, evidence):
        words = piece.split()
        runs = (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
        if piece in text or (len(text) >= _LEAST_QUOTE and text in piece) or any(run in text for run in runs):
            return True
    return False
