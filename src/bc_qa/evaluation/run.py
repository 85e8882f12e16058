"""Questions and claims put to an assistant, each reply judged and kept as an outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from bc_qa.answering.resolver import READ_CLOSELY
from bc_qa.assistant import Assistant
from bc_qa.building import ensure
from bc_qa.evaluation.cases import CLAIM, Case, Conversation, Entry, Quoted
from bc_qa.evaluation.judging import Cause, judge, verdict_on
from bc_qa.evaluation.outcomes import Outcome, quotes_of
from bc_qa.evaluation.sets import Asking, QuestionSet
from bc_qa.evaluation.summary import Result, summed
from bc_qa.search.encoder import load_encoder
from bc_qa.types import Passage, Turn, Verdict, plain

PLAIN = "no-diacritics"  # the note of a question that was typed so

Tell = Callable[[str, int], None]
"""Told what is being done, and how many questions have been asked since it was told last."""


def measure(asking: Sequence[Asking], any_document: bool, tell: Tell) -> Iterator[Outcome]:
    """Ask everything; with `any_document`, without saying which report is meant.

    An index of a set's own is built where it is missing or stale. Raises what building, opening and asking raise.
    """
    encoder = load_encoder(asking[0].settings.model) if asking else None
    for item in asking:
        tell(item.settings.index.name, 0)
        if item.own:
            ensure(item.settings, encoder)
        assistant = Assistant.open(settings=item.settings, encoder=encoder)
        for questions in item.sets:
            yield from ask_set(assistant, questions, any_document, tell)


def ask_set(assistant: Assistant, questions: QuestionSet, any_document: bool, tell: Tell) -> Iterator[Outcome]:
    """Ask the questions of one set of the documents of an assistant."""
    asker = _Asker(assistant, questions, any_document)
    tell(questions.name, 0)
    for entry in questions.entries:
        for outcome in asker.ask(entry):
            yield outcome
            tell(questions.name, 1)


def evaluate(assistant: Assistant, name: str, cases: Iterable[Entry]) -> Result:
    """Ask every question of a file of the whole corpus, judge the replies and return what they came to."""
    questions = QuestionSet(name, "", tuple(cases))
    return summed(name, list(ask_set(assistant, questions, False, lambda _, __: None)))


class _Asker:
    """Asks the questions of one set."""

    def __init__(self, assistant: Assistant, questions: QuestionSet, any_document: bool) -> None:
        self._assistant = assistant
        self._questions = questions
        self._document = None if any_document or not questions.report else questions.report
        self._passages = _of_report(assistant.passages, questions.report)

    def ask(self, entry: Entry) -> Iterator[Outcome]:
        if isinstance(entry, Quoted):
            yield self._check(entry)
        elif isinstance(entry, Conversation):
            yield from self._talk(entry)
        else:
            yield self._ask(entry, [])

    def _talk(self, conversation: Conversation) -> Iterator[Outcome]:
        history: list[Turn] = []
        for case in conversation.turns:
            outcome = self._ask(case, history)
            yield replace(outcome, turn=len(history) + 1)
            history.append(Turn(case.question, outcome.answer))

    def _ask(self, case: Case, history: list[Turn]) -> Outcome:
        reply = self._assistant.ask(case.question, history, self._document)
        verdict = judge(case, reply, (), self._passages)
        if verdict.cause:  # only where it failed is it asked which passages were read
            hits = self._assistant.explain(reply.read_as or case.question, READ_CLOSELY, self._document)
            verdict = judge(case, reply, hits, self._passages)
        return Outcome(
            set=self._questions.name,
            id=case.id,
            kind=case.kind,
            report=self._questions.report,
            question=case.question,
            status=verdict.status,
            answer=reply.answer,
            values=reply.values,
            quotes=quotes_of(reply.citations),
            right=verdict.right,
            value=verdict.value,
            cite=verdict.first_citation,
            cite3=verdict.citation,
            cause=verdict.cause or "",
            confidence=reply.confidence,
            missing=plain(reply.missing),
            plain=PLAIN in case.note,
            milliseconds=reply.took_ms,
        )

    def _check(self, quoted: Quoted) -> Outcome:
        began = perf_counter()
        claims = self._assistant.verify(quoted.sentence, self._document)
        got = verdict_on(quoted, claims)
        first = next((claim for claim in claims if claim.verdict.value == got), None)
        return Outcome(
            set=self._questions.name,
            id=quoted.id,
            kind=CLAIM,
            report=self._questions.report,
            question=quoted.sentence,
            status=got,
            answer=first.explanation if first else "",
            values=first.report_values if first else (),
            quotes=quotes_of(first.citations) if first else (),
            right=got == quoted.verdict.value,
            value=None,
            cite=False,
            cite3=False,
            cause=_cause_of_claim(quoted.verdict, got),
            wanted=quoted.verdict.value,
            milliseconds=(perf_counter() - began) * 1000,
        )


def _of_report(passages: Sequence[Passage], report: str) -> list[Passage]:
    return [passage for passage in passages if report in ("", passage.document)]


def _cause_of_claim(wanted: Verdict, got: str) -> str:
    """Return how a claim was judged wrongly, empty where it was not."""
    if got == wanted.value:
        return ""
    if wanted is Verdict.CONTRADICTED and got == Verdict.SUPPORTED.value:
        return Cause.PASSING
    return Cause.ACCUSING if wanted is Verdict.SUPPORTED and got == Verdict.CONTRADICTED.value else Cause.CLAIM
