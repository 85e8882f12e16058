"""From what was typed in its talk to what the reports say of it: the ways to read it, the passages, the surest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bc_qa.answering.across import LEAST_REPORTS, may_be_of_a_table, may_be_set_side_by_side, side_by_side
from bc_qa.answering.conversation import Ask, Conversation
from bc_qa.answering.dialogue import lends_aim
from bc_qa.answering.reader import Finding, Reader
from bc_qa.answering.routing import routed
from bc_qa.answering.understanding import Understanding
from bc_qa.evidence.question import Question
from bc_qa.evidence.ranking import Pick
from bc_qa.report.scope import Scope
from bc_qa.search.retriever import Retriever
from bc_qa.types import Document, Turn

READ_CLOSELY = 40  # passages that the reader is given
READ_OF_EACH = 15  # … of each report, where reports are set side by side
BETTER = 0.1  # how much surer another way of reading a question in its talk has to be

Chosen = frozenset[str] | None
"""The ids of the reports that a question is put to; None: all of them."""


@dataclass(frozen=True, slots=True)
class Resolver:
    """Finds what answers a question. `sure` is the least confidence that claims anything."""

    documents: Sequence[Document]
    scopes: Mapping[str, Scope]
    retriever: Retriever
    understanding: Understanding
    conversation: Conversation
    reader: Reader
    sure: float

    def resolved(
        self, typed: str, mended: str, history: Sequence[Turn], ask: Ask, chosen: Chosen
    ) -> tuple[Question, Finding]:
        """Return the surest way to read a question in its talk, and what is found for it.

        `mended` is what was typed as it was meant; `ask` answers an earlier turn again.
        """
        readings = self.conversation.readings(typed, mended, history, ask)
        found = [self._found(question, now, mended, chosen) for question, now in readings]
        if not any(now for _, now in readings):
            others = map(self.understanding.read, self.understanding.otherwise(typed))
            found += [(question, self.search(question, chosen)) for question in others]
        return _surest(found)

    def weighed(
        self, typed: str, mended: str, history: Sequence[Turn], ask: Ask, chosen: Chosen
    ) -> tuple[Question, list[Pick], Finding]:
        """Return the first way to read a question, the passages it is weighed against, best first, and the finding."""
        question, _ = self.conversation.read(typed, mended, history, ask)
        hits = self.retriever.search(question.text, READ_CLOSELY, self.asked_of(question, chosen))
        return question, self.reader.weigh(question, hits), self.search(question, chosen)

    def search(self, question: Question, chosen: Chosen) -> Finding:
        """Return what is found for a question that stands alone."""
        documents = self.asked_of(question, chosen)
        told = self._side_by_side(question, documents)
        if told and not may_be_of_a_table(question.text):
            return told
        hits = self.retriever.search(question.text, READ_CLOSELY, documents)
        found = self.reader.read(question, hits, documents)
        return told if told and not found.extremes else found

    def _side_by_side(self, question: Question, ids: Collection[str]) -> Finding | None:
        """Return what several reports give one thing, where a question sets them side by side and two of them do."""
        if len(ids) < LEAST_REPORTS or question.parts:
            return None
        asked = side_by_side(question.text, [document for document in self.documents if document.id in ids])
        if asked is None:
            return None
        each = self.understanding.read(asked.text)
        if not may_be_set_side_by_side(each):
            return None
        hits = self.retriever.search_each(each.text, READ_OF_EACH, asked.reports)
        return self.reader.read_across(each, hits)

    def asked_of(self, question: Question, chosen: Chosen) -> frozenset[str]:
        """Return the ids of the reports that a question is asked of."""
        documents = [document for document in self.documents if chosen is None or document.id in chosen]
        scopes = {document.id: self.scopes[document.id] for document in documents}
        return routed(question.text, question.years, documents, scopes)

    def _found(self, question: Question, asked_now: str, mended: str, chosen: Chosen) -> tuple[Question, Finding]:
        """Return what is found for a question in its talk, read as it leans and, where that is better, otherwise.

        Other ways are without the aim of the question before, by the words of now in the place that answered before,
        and by itself.
        """
        found = [(question, self.search(question, chosen))]
        if not asked_now:
            return found[0]
        if question.target and lends_aim(asked_now):
            result = replace(question, target=False)
            found.append((result, self.search(result, chosen)))
        if question.beside:
            now = self.conversation.now(question, asked_now)
            found.append((question, self.reader.read_near(now if now.terms else question)))
        if found[0][1].confidence < self.sure:
            plain = self.understanding.read(mended)
            found.append((plain, self.search(plain, chosen)))
        return _surest(found)


def _surest(found: Sequence[tuple[Question, Finding]]) -> tuple[Question, Finding]:
    """Return the surest way to read a question; a later one only where it is surer by much."""
    best = found[0]
    for other in found[1:]:
        if other[1].picks and other[1].confidence > best[1].confidence + BETTER:
            best = other
    return best
