"""Where the stages of answering meet: question to proven reply."""

from __future__ import annotations

import hashlib
import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import Any

from bc_qa import phrases
from bc_qa.answering.clarify import unclear
from bc_qa.answering.conversation import Conversation
from bc_qa.answering.reader import Finding, Reader
from bc_qa.answering.reply import CITED, answer, asked_back, smalltalk, with_originals, withdrawn
from bc_qa.answering.resolver import Resolver
from bc_qa.answering.smalltalk import smalltalk_answer
from bc_qa.answering.understanding import Understanding
from bc_qa.audit.auditor import audit
from bc_qa.claims.checker import MOST_CLAIMS, Checker
from bc_qa.claims.checker import Progress as CheckProgress
from bc_qa.claims.second import SecondReader
from bc_qa.errors import (
    BadRequest,
    EmptyQuestion,
    HistoryTooLong,
    QuestionTooLong,
    TextTooLong,
    UnknownDocument,
    Unproven,
)
from bc_qa.evidence.catalogue import selected
from bc_qa.evidence.question import Question
from bc_qa.evidence.ranking import Pick
from bc_qa.figures.grammar import figures
from bc_qa.kept import opened
from bc_qa.proof import prove, prove_citations
from bc_qa.report.reading import corpus_hashes
from bc_qa.reranker.cross_encoder import load_reranker
from bc_qa.reranker.scoring import Reranker
from bc_qa.search.encoder import Encoder, load_encoder
from bc_qa.search.retriever import Retriever
from bc_qa.search.store import StoredIndex, check_fresh, read_index, read_manifest
from bc_qa.settings import Settings
from bc_qa.text.normal import clean
from bc_qa.text.words import tagged
from bc_qa.timing import Spent, TimedEncoder, TimedReader
from bc_qa.types import CatalogueEntry, Claim, Document, Hit, MissingPart, Reply, Status, Turn
from bc_qa.types import Finding as AuditFinding

log = logging.getLogger(__name__)

QUESTION_CHARS = 1_000
TEXT_CHARS = 200_000
TEXT_FIGURES = 1_500  # figures of a draft that are checked at once; a report of a hundred pages has fewer
HISTORY_TURNS = 20
LIMIT = 20
SUGGESTIONS = 3
CACHED = 512
CACHED_TEXTS = 8

Chosen = str | Collection[str] | None
"""The reports that a question is put to, by id: one, some, or all of them, where none is named."""


class Assistant:
    """Answers questions about the reports of one index. Safe to share between threads."""

    def __init__(
        self,
        index: StoredIndex,
        encoder: Encoder,
        reranker: Reranker | None = None,
        sure: float = 0.55,
        claims_read: int = MOST_CLAIMS,
        audit_sure: float = 0.5,
    ) -> None:
        self._spent = {"encoder": Spent(), "reader": Spent()}
        encoder = TimedEncoder(encoder, self._spent["encoder"])
        reranker = TimedReader(reranker, self._spent["reader"]) if reranker else None
        self.built = datetime.fromisoformat(index.manifest["built_at"]).timestamp()
        self.documents = index.documents
        self.passages = index.passages
        self.manifest: Mapping[str, Any] = index.manifest
        self._starts = {(passage.document, passage.spans[0].start): passage.id for passage in index.passages}
        self._by_id = {document.id: document for document in index.documents}
        self._retriever = Retriever(index, encoder)
        kept = opened(index)
        self._corpus = kept.corpus
        self._this_year = _year(index.documents)
        self._understanding = Understanding(self._corpus, kept.speller, tagged, self._this_year)
        self._resolver = Resolver(
            index.documents,
            self._corpus.scopes,
            self._retriever,
            self._understanding,
            Conversation(self._corpus, self._understanding, tagged, self._starts),
            Reader(self._corpus, self._this_year, reranker),
            sure,
        )
        self._suggester = kept.suggester
        self._sure = sure
        self._audit_sure = audit_sure
        self._catalogue = kept.catalogue
        self.conflicts = kept.conflicts
        second = SecondReader(self._corpus, self._retriever, reranker) if reranker else None
        self._checker = Checker(self._corpus, self._by_id, self.conflicts, tagged, self._this_year, second, claims_read)
        self._cache: OrderedDict[tuple[object, ...], Reply] = OrderedDict()
        self._checked_texts: OrderedDict[tuple[str, str | None], tuple[CheckProgress, ...]] = OrderedDict()
        self._lock = Lock()
        self._findings: tuple[AuditFinding, ...] | None = None
        self._auditing = Lock()  # of its own: who asks need not wait for an audit

    @classmethod
    def open(
        cls,
        index: Path | str | None = None,
        *,
        settings: Settings | None = None,
        encoder: Encoder | None = None,
        reranker: Reranker | None = None,
        last: bool = False,
    ) -> Assistant:
        """Open a built index. Raises IndexMissing, IndexStale, IndexDamaged or EncoderUnavailable.

        With `last` the corpus may have changed since: the last good index is better than none.
        """
        chosen = settings or Settings()
        root = Path(index) if index is not None else chosen.index
        hashes = corpus_hashes(chosen.corpus) if chosen.corpus.is_dir() and not last else None
        check_fresh(read_manifest(root), chosen, hashes)
        using = encoder or load_encoder(chosen.model)
        reader = reranker or load_reranker(chosen.reader)
        stored = read_index(root, using)
        assistant = cls(stored, using, reader, chosen.sure, chosen.claims_read, chosen.audit_sure)
        assistant.ask(phrases.WARM_UP)
        return assistant

    def ask(
        self, question: str, history: Sequence[Turn] = (), document: Chosen = None, limit: int | None = None
    ) -> Reply:
        """Answer a question in the report's words, proven. `history` holds the earlier turns, oldest first.

        It is put to the report whose id is `document`, to several of them, or to all. `limit` is how much is cited at
        most; without one as much as the answer needs, mostly 5.

        Raises EmptyQuestion, QuestionTooLong, HistoryTooLong, UnknownDocument or BadRequest (limit).
        """
        began = time.perf_counter()
        typed, chosen = self._checked(question, history, document)
        if limit is not None and not 1 <= limit <= LIMIT:
            raise BadRequest(phrases.BAD_LIMIT.format(limit=LIMIT))
        turns = tuple(Turn(clean(turn.question)[:QUESTION_CHARS], "") for turn in history)
        asked = (typed, turns, chosen, limit)
        reply = self._cached(asked)
        if reply is None:
            reply = self._proven(self._reply(typed, turns, chosen, limit), typed)
            self._keep(asked, reply)
        return replace(reply, took_ms=round((time.perf_counter() - began) * 1000, 2))

    def _proven(self, reply: Reply, typed: str) -> Reply:
        """Return a reply that is proven; of one that is not, by a fault of ours, its places with nothing claimed.

        Raises Unproven where it has no places either.
        """
        try:
            return prove(reply, self._by_id, typed)
        except Unproven as error:
            if not reply.citations:
                raise
            log.error(phrases.LOG_UNPROVEN.format(id=reply.id, fault=error))
            return prove(withdrawn(reply), self._by_id, typed)

    def explain(self, question: str, limit: int = 10, document: Chosen = None) -> list[Hit]:
        """Return the passages found for a question with each channel's rank, best first, before they are read."""
        typed, chosen = self._checked(question, (), document)
        return self._retriever.search(self._understanding.mended(typed), limit, chosen)

    def weigh(
        self, question: str, document: Chosen = None, history: Sequence[Turn] = ()
    ) -> tuple[Question, list[Pick], Finding]:
        """Return a question as read, the passages it was weighed against, best first, and what was found in them.

        The finding holds all that its confidence was told from: what the weights of that confidence are fitted on.
        """
        typed, chosen = self._checked(question, history, document)
        mended = self._understanding.mended(typed)
        ask = partial(self.ask, document=chosen)
        return self._resolver.weighed(typed, mended, history, ask, chosen)

    def found(self, question: str, document: Chosen = None, history: Sequence[Turn] = ()) -> tuple[Question, Finding]:
        """Return a question as read and what was found for it: what the reply to it is made of."""
        typed, chosen = self._checked(question, history, document)
        ask = partial(self.ask, document=chosen)
        return self._resolver.resolved(typed, self._understanding.mended(typed), history, ask, chosen)

    def document(self, document_id: str) -> Document:
        """Return a document by its id. Raises UnknownDocument."""
        found = self._by_id.get(document_id)
        if found is None:
            raise UnknownDocument(phrases.UNKNOWN_DOCUMENT.format(id=clean(document_id)[:80]))
        return found

    def figures(
        self, query: str = "", year: int | None = None, unit: str = "", document: str | None = None
    ) -> list[CatalogueEntry]:
        """Return the figures of the corpus that hold the words of `query`, by place. Raises UnknownDocument."""
        if document:
            self.document(document)
        entries = (measured.entry for measured in self._catalogue)
        return selected(entries, clean(query), year, clean(unit), document or "")

    def audit(self) -> tuple[AuditFinding, ...]:
        """Return where the reports contradict themselves, proven, what to correct first standing first."""
        with self._auditing:
            if self._findings is None:
                found = audit(self._corpus, self._catalogue, self._by_id, self._audit_sure)
                prove_citations((cited for finding in found for cited in finding.citations), self._by_id)
                self._findings = found
            return self._findings

    def verify(self, text: str, document: str | None = None) -> tuple[Claim, ...]:
        """Return a verdict on each figure, date, document number and name that a text quotes, by place.

        It is held against all reports, or against one. Spans are of the text in NFC. Raises UnknownDocument, BadRequest
        where it is empty, TextTooLong over 200,000 characters or 1,500 figures.
        """
        return tuple(claim for progress in self.verifying(text, document) for claim in progress.claims)

    def verifying(self, text: str, document: str | None = None) -> Iterator[CheckProgress]:
        """Do as `verify` does, clause by clause. Raises its errors at once."""
        if not any(char.isalnum() for char in text):
            raise BadRequest(phrases.EMPTY_TEXT)
        if len(text) > TEXT_CHARS:
            raise TextTooLong(phrases.TEXT_TOO_LONG.format(length=len(text), limit=TEXT_CHARS))
        if len(text) > TEXT_FIGURES and (count := len(figures(text))) > TEXT_FIGURES:
            raise TextTooLong(phrases.TEXT_MANY_FIGURES.format(count=count, limit=TEXT_FIGURES))
        if document is not None:
            self.document(document)
        with self._lock:
            kept = self._checked_texts.get((text, document))
        return iter(kept) if kept else self._verifying(text, document)

    def _verifying(self, text: str, document: str | None) -> Iterator[CheckProgress]:
        """Check a text and keep what was found, for it is often asked for again as a file."""
        made = []
        for progress in self._checker.verify(text, document):
            made.append(progress)
            yield progress
        with self._lock:
            self._checked_texts[text, document] = tuple(made)
            while len(self._checked_texts) > CACHED_TEXTS:
                self._checked_texts.popitem(last=False)

    @property
    def model_seconds(self) -> dict[str, float]:
        """Return how long each model has worked since the index was opened."""
        return {model: spent.seconds for model, spent in self._spent.items()}

    @cached_property
    def figure_counts(self) -> Mapping[str, int]:
        """Return how many figures the catalogue has of each report, by its id."""
        return Counter(measured.entry.document for measured in self._catalogue)

    def examples(self, count: int = 3, document: Chosen = None) -> tuple[str, ...]:
        """Return questions, made from the corpus or some reports of it, that it answers."""
        return self._suggester.examples(count, self._chosen(document))

    def _checked(self, question: str, history: Sequence[Turn], document: Chosen) -> tuple[str, frozenset[str] | None]:
        """Return the question cleaned and the reports it is put to, or raise what is wrong with the request."""
        typed = clean(question)
        if not any(char.isalnum() for char in typed):
            raise EmptyQuestion(phrases.EMPTY_QUESTION)
        if len(typed) > QUESTION_CHARS:
            raise QuestionTooLong(phrases.QUESTION_TOO_LONG.format(length=len(typed), limit=QUESTION_CHARS))
        if len(history) > HISTORY_TURNS:
            raise HistoryTooLong(phrases.HISTORY_TOO_LONG.format(count=len(history), limit=HISTORY_TURNS))
        return typed, self._chosen(document)

    def _chosen(self, document: Chosen) -> frozenset[str] | None:
        """Return the ids of the reports that were chosen, None where that is all of them. Raises UnknownDocument."""
        named = (document,) if isinstance(document, str) else document or ()
        chosen = frozenset(self.document(each).id for each in named)
        return chosen if 0 < len(chosen) < len(self._by_id) else None

    def _reply(self, typed: str, history: Sequence[Turn], chosen: frozenset[str] | None, limit: int | None) -> Reply:
        mended = self._understanding.mended(typed)
        said = smalltalk_answer(mended) or smalltalk_answer(typed)
        if said:
            return replace(smalltalk(said, self.examples(SUGGESTIONS, chosen)), id=_identity(typed, ()), read_as=mended)
        ask = partial(self.ask, document=chosen, limit=limit)
        question, finding = self._resolver.resolved(typed, mended, history, ask, chosen)
        alone = question.text
        meant = self._suggester.holding(alone, SUGGESTIONS, chosen) if self._unclear(question, chosen) else ()
        if len(meant) > 1:
            made, onward = asked_back(finding, self._by_id, limit or CITED), meant
        else:
            found = answer(question, finding, self._by_id, self.conflicts, limit, self._sure)
            made = with_originals(found, self._by_id)
            near = next(iter((*finding.picks, *finding.nearest)), None)
            onward = self._suggester.near(near.reading if near else None, alone, SUGGESTIONS, chosen)
        return Reply(
            id=_identity(typed, history),
            took_ms=0.0,
            status=made.status,
            answer=made.text,
            values=made.values,
            computed=made.computed,
            conflicts=made.conflicts,
            series=made.series,
            citations=made.citations,
            nearest=made.nearest,
            suggestions=onward,
            read_as=alone,
            confidence=round(finding.confidence, 4),
            missing=self._missing(finding, question, chosen) if made.status is Status.NOT_FOUND else None,
        )

    def _unclear(self, question: Question, chosen: frozenset[str] | None) -> bool:
        """Whether a question may mean any of several figures of the reports it is put to."""
        return unclear(question, (m for m in self._catalogue if chosen is None or m.entry.document in chosen))

    def _missing(self, finding: Finding, question: Question, chosen: frozenset[str] | None) -> MissingPart | None:
        """Return what provably stands nowhere, and in how many passages it was looked for."""
        if finding.missing is None:
            return None
        documents = self._resolver.asked_of(question, chosen)
        searched = sum(passage.document in documents for passage in self.passages)
        return MissingPart(finding.missing.kind, finding.missing.what, searched)

    def given(self, reply_id: str) -> Reply | None:
        """Return the last reply of an id that was given, None where it is not remembered any more."""
        with self._lock:
            return next((reply for reply in reversed(self._cache.values()) if reply.id == reply_id), None)

    def _cached(self, asked: tuple[object, ...]) -> Reply | None:
        with self._lock:
            if asked in self._cache:
                self._cache.move_to_end(asked)
            return self._cache.get(asked)

    def _keep(self, asked: tuple[object, ...], reply: Reply) -> None:
        with self._lock:
            self._cache[asked] = reply
            while len(self._cache) > CACHED:
                self._cache.popitem(last=False)


def _identity(typed: str, history: Sequence[Turn]) -> str:
    """Return an id of a question in its conversation: the same question has the same, for feedback and logs."""
    said = "\n".join([*(turn.question for turn in history), typed])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _year(documents: Sequence[Document]) -> int | None:
    """Return the year of the newest report that gives its date."""
    years = [int(document.date[-4:]) for document in documents if document.date]
    return max(years, default=None)
