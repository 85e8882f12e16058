"""The page of the votes, for the office: filtered, turned into benchmark questions, exported, erased; no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bc_qa import phrases
from bc_qa.casebook import KeptReply, Label, case_lines, case_row
from bc_qa.errors import Forbidden, InputError
from bc_qa.feedback import FeedbackStore, Vote
from bc_qa.tables import Cell, csv_bytes, feedback_rows, xlsx_bytes
from bc_qa.text.keys import blind
from bc_qa.web.files import CSV, XLSX, sent_file
from bc_qa.web.pages import rendered
from bc_qa.web.roles import Role, need, note, role_of
from bc_qa.web.source import AssistantSource

A_PAGE = 50  # votes
_NONE = "none"  # the label of a vote that nobody has looked at
_MOST = 1_000  # characters of a field
JSONL = "application/x-ndjson; charset=utf-8"

Field = Annotated[str, Form(max_length=_MOST)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What votes are asked for; what cannot be read is as if it were not asked."""

    vote: str = ""
    label: str = ""
    q: str = ""

    @classmethod
    def read(cls, vote: str, label: str, q: str) -> _Asked:
        labels = (_NONE, *(each.value for each in Label))
        return cls(vote if vote in ("up", "down") else "", label if label in labels else "", q[:_MOST].strip())

    def found(self, votes: Sequence[Vote]) -> list[Vote]:
        """Return the votes that are asked for, newest first."""
        words = blind(self.q).split()
        return [
            vote
            for vote in reversed(votes)
            if (not self.vote or vote.vote == self.vote)
            and (not self.label or (vote.label or _NONE) == self.label)
            and all(word in blind(f"{vote.question} {vote.comment}") for word in words)
        ]

    @property
    def query(self) -> str:
        given = {"vote": self.vote, "label": self.label, "q": self.q}
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class _Page:
    """The page over one assistant and one store."""

    source: AssistantSource
    store: FeedbackStore

    def shown(
        self,
        request: Request,
        asked: _Asked,
        page: int = 1,
        open: str = "",
        told: str = "",
        status: int = 200,
        typed: tuple[str, str] = ("", ""),
    ) -> HTMLResponse:
        """Return the page; of the vote `open` the reply as it is given today, and what was `typed` for it.

        `told` is what went wrong.
        """
        every = self.store.votes()
        found = asked.found(every)
        pages = max(1, -(-len(found) // A_PAGE))
        at = max(1, min(page, pages))
        votes = [(vote, vote.reply) for vote in found[(at - 1) * A_PAGE : at * A_PAGE]]
        try:
            votes = [(vote, reply or (self._anew(vote) if vote.id == open else None)) for vote, reply in votes]
        except InputError as error:
            told = str(error)
        return rendered(
            "feedback.html",
            status=status,
            asked=asked,
            votes=votes,
            counts=Counter(vote.vote for vote in every) + Counter(vote.label or _NONE for vote in every),
            total=len(every),
            shown=len(found),
            page=at,
            pages_in_all=pages,
            may_erase=role_of(request) >= Role.ADMIN,
            told=told,
            open=open,
            typed=typed,
        )

    def labelled(self, request: Request, vote: Vote, label: Label, answer: str, evidence: str) -> None:
        """Keep the row that a vote is turned into. Raises InputError where it cannot be."""
        reply = vote.reply or self._anew(vote)
        texts = (document.text for document in self.source.get().documents)
        row = case_row(vote.id, vote.question, reply, label, answer, evidence, texts)
        note(request, f"feedback.{label.value}", vote.id)
        self.store.label(vote.id, label, row)

    def known(self, vote_id: str) -> Vote:
        """Return a vote by its id. Raises InputError where it is not there any more."""
        found = next((vote for vote in self.store.votes() if vote.id == vote_id), None)
        if found is None:
            raise InputError(phrases.FEEDBACK_GONE)
        return found

    def _anew(self, vote: Vote) -> KeptReply:
        """Return what the question is answered today. Raises InputError where it cannot be asked by itself."""
        return KeptReply.of(self.source.get().ask(vote.question))


def feedback_page_router(source: AssistantSource, store: FeedbackStore) -> APIRouter:
    """Return the routes of the page: staff may read, label and export, an administrator may erase."""
    router = APIRouter(include_in_schema=False)
    over = _Page(source, store)

    @router.get("/feedback", response_class=HTMLResponse)
    def feedback(
        request: Request, vote: str = "", label: str = "", q: str = "", page: str = "1", open: str = ""
    ) -> Response:
        try:
            need(request, Role.STAFF)
        except Forbidden as error:
            return rendered("refused.html", message=str(error), status=error.status)
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
        return over.shown(request, _Asked.read(vote, label, q), number, open)

    @router.post("/feedback-label")
    def label(
        request: Request,
        vote: Annotated[str, Form(max_length=64)],
        label: Annotated[str, Form(max_length=16)],
        answer: Field = "",
        evidence: Field = "",
        back: Field = "",
    ) -> Response:
        """Turn a vote into a row of a benchmark file, or take its row away (`label` is "none")."""
        need(request, Role.STAFF)
        asked = _back(back)
        try:
            found = over.known(vote)
            if label == _NONE:
                note(request, "feedback.unlabel", found.id)
                store.unlabel(found.id)
            else:
                over.labelled(request, found, _label(label), answer, evidence)
        except InputError as error:
            typed = (answer, evidence)
            return over.shown(request, asked, open=vote, told=str(error), status=error.status, typed=typed)
        return _again(asked, f"#v-{found.id}")

    @router.post("/feedback-erase")
    def erase(
        request: Request,
        vote: Annotated[str, Form(max_length=64)] = "",
        sure: Annotated[str, Form(max_length=8)] = "",
        back: Field = "",
    ) -> Response:
        """Erase a vote, or all where none is named and `sure` is "yes"."""
        need(request, Role.ADMIN)
        if not vote and sure != "yes":
            return over.shown(request, _back(back), told=phrases.FEEDBACK_NOT_SURE, status=400)
        note(request, "feedback.erase", vote or "*")
        store.erase(vote)
        return _again(_back(back))

    _add_files(router, store)
    return router


def _add_files(router: APIRouter, store: FeedbackStore) -> None:
    """Add the files that hold what the page is filtered to, and the benchmark file."""

    def exported(request: Request, vote: str, label: str, q: str) -> list[list[Cell]]:
        need(request, Role.STAFF)
        asked = _Asked.read(vote, label, q)
        note(request, "feedback.export", asked.query)
        return feedback_rows(asked.found(store.votes()))

    @router.get("/feedback.csv")
    def as_csv(request: Request, vote: str = "", label: str = "", q: str = "") -> Response:
        rows = exported(request, vote, label, q)
        return sent_file(csv_bytes(phrases.FEEDBACK_HEADER, rows), CSV, "danh-gia.csv")

    @router.get("/feedback.xlsx")
    def as_xlsx(request: Request, vote: str = "", label: str = "", q: str = "") -> Response:
        rows = exported(request, vote, label, q)
        return sent_file(xlsx_bytes(phrases.FEEDBACK_TITLE, phrases.FEEDBACK_HEADER, rows), XLSX, "danh-gia.xlsx")

    @router.get("/feedback.jsonl")
    def as_cases(request: Request) -> Response:
        need(request, Role.STAFF)
        note(request, "feedback.export", "jsonl")
        return sent_file(case_lines(store.cases()), JSONL, "cau-hoi.jsonl")


def _back(query: str) -> _Asked:
    given = dict(parse_qsl(query))
    return _Asked.read(*(given.get(name, "") for name in ("vote", "label", "q")))


def _again(asked: _Asked, place: str = "") -> RedirectResponse:
    """Lead back to the page; told from where the forms are sent to, so that it holds under any path prefix."""
    return RedirectResponse(f"feedback?{asked.query}{place}", 303)


def _label(name: str) -> Label:
    try:
        return Label(name)
    except ValueError as error:
        raise InputError(phrases.BAD_REQUEST.format(where="label")) from error
