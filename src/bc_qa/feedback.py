"""What readers thought of answers: one SQLite file, written by the server, read by `bc-qa feedback` and /feedback."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bc_qa import phrases
from bc_qa.casebook import KeptReply, Label
from bc_qa.errors import FeedbackFull, FeedbackUnusable
from bc_qa.settings import Settings

_TABLES = (
    """create table if not exists feedback (
  id text primary key, at text not null, reply_id text not null, vote text not null, question text not null,
  comment text not null) without rowid""",
    "create table if not exists replies (vote text primary key, reply text not null) without rowid",
    "create table if not exists cases (vote text primary key, label text not null, row text not null) without rowid",
)
_VOTES = """select id, at, reply_id, feedback.vote, question, comment, reply, label from feedback
  left join replies on replies.vote = id left join cases on cases.vote = id"""
_BELONGING = ("replies", "cases")  # what goes with a vote that goes


@dataclass(frozen=True, slots=True)
class Vote:
    """One reader's word on one reply: `vote` is "up" or "down"; `at` is UTC in ISO 8601.

    `reply` is None where it was not kept; `label` is what a clerk made of the vote, empty as long as nobody has.
    """

    id: str
    at: str
    reply_id: str
    vote: str
    question: str
    comment: str
    reply: KeptReply | None = None
    label: str = ""


class FeedbackStore:
    """The votes in one file, made on the first. Safe to share between threads and processes.

    Votes older than `days` are erased whenever the file is opened; 0 keeps them. No more than `quota` are kept.
    """

    def __init__(self, path: Path, days: int = 0, quota: int = 10_000) -> None:
        self._path = path
        self._days = days
        self._quota = quota

    @classmethod
    def of(cls, settings: Settings) -> FeedbackStore:
        """Return the store that the settings name."""
        return cls(settings.feedback, settings.feedback_days, settings.feedback_quota)

    def keep(
        self,
        reply_id: str,
        vote: str,
        question: str = "",
        comment: str = "",
        vote_id: str = "",
        reply: KeptReply | None = None,
    ) -> str:
        """Write a vote down and return its id; with the id of an earlier one, change that.

        Raises FeedbackFull where the quota is reached and the vote is a new one, or FeedbackUnusable.
        """
        kept = vote_id or secrets.token_hex(12)  # not to be guessed: who knows it may change the vote
        row = (kept, datetime.now(UTC).isoformat(timespec="seconds"), reply_id, vote, question, comment)
        with self._open() as database, database:
            database.execute("begin immediate")
            (others,) = database.execute("select count(*) from feedback where id != ?", (kept,)).fetchone()
            if (
                others >= self._quota
                and not database.execute("select 1 from feedback where id = ?", (kept,)).fetchone()
            ):
                raise FeedbackFull(phrases.FEEDBACK_FULL.format(quota=self._quota))
            database.execute("insert or replace into feedback values (?, ?, ?, ?, ?, ?)", row)
            if reply:
                database.execute("insert or replace into replies values (?, ?)", (kept, reply.as_text()))
        return kept

    def votes(self) -> list[Vote]:
        """Return all votes, oldest first; none where nothing was written yet. Raises FeedbackUnusable."""
        if not self._path.is_file():
            return []
        with self._open() as database:
            return [_vote(row) for row in database.execute(f"{_VOTES} order by at, id")]

    def label(self, vote_id: str, label: Label, row: dict[str, Any]) -> None:
        """Keep a row of a benchmark file that was made of a vote, in place of an earlier one."""
        with self._open() as database, database:
            kept = (vote_id, label.value, json.dumps(row, ensure_ascii=False))
            database.execute("insert or replace into cases values (?, ?, ?)", kept)

    def unlabel(self, vote_id: str) -> None:
        """Take the row of a vote away."""
        with self._open() as database, database:
            database.execute("delete from cases where vote = ?", (vote_id,))

    def cases(self) -> list[dict[str, Any]]:
        """Return the rows that were made of votes, oldest vote first."""
        if not self._path.is_file():
            return []
        with self._open() as database:
            found = database.execute("select row from cases join feedback on id = cases.vote order by at, id")
            return [json.loads(row) for (row,) in found]

    def erase(self, vote_id: str = "") -> int:
        """Erase a vote with all that belongs to it, or every vote where none is named; return how many went."""
        if not self._path.is_file():
            return 0
        with self._open() as database, database:
            which = ("where id = ?", (vote_id,)) if vote_id else ("", ())
            return _erased(database, *which)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=10)) as database:
                database.execute("pragma secure_delete = on")  # what is erased is overwritten, not left in the file
                for table in _TABLES:
                    database.execute(table)
                self._expire(database)
                yield database
        except sqlite3.Error as error:
            raise FeedbackUnusable(phrases.FEEDBACK_UNUSABLE.format(path=self._path, reason=error)) from error

    def _expire(self, database: sqlite3.Connection) -> None:
        """Erase what is older than it may be."""
        if self._days:
            oldest = (datetime.now(UTC) - timedelta(days=self._days)).isoformat(timespec="seconds")
            with database:
                _erased(database, "where at < ?", (oldest,))


def _erased(database: sqlite3.Connection, where: str, given: tuple[str, ...]) -> int:
    count = database.execute(f"delete from feedback {where}", given).rowcount
    if count:
        for table in _BELONGING:
            database.execute(f"delete from {table} where vote not in (select id from feedback)")
    return count


def _vote(row: tuple[Any, ...]) -> Vote:
    name, at, reply_id, vote, question, comment, reply, label = row
    return Vote(name, at, reply_id, vote, question, comment, KeptReply.read(reply) if reply else None, label or "")
