"""What readers thought of answers: one SQLite file, written by the server, read by `bc-qa feedback`."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bc_qa import phrases
from bc_qa.errors import FeedbackUnusable

_TABLE = """create table if not exists feedback (
  id text primary key, at text not null, reply_id text not null, vote text not null, question text not null,
  comment text not null) without rowid"""


@dataclass(frozen=True, slots=True)
class Vote:
    """One reader's word on one reply: `vote` is "up" or "down"; `at` is UTC in ISO 8601."""

    id: str
    at: str
    reply_id: str
    vote: str
    question: str
    comment: str


class FeedbackStore:
    """The votes in one file, made on the first. Safe to share between threads and processes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keep(self, reply_id: str, vote: str, question: str = "", comment: str = "", vote_id: str = "") -> str:
        """Write a vote down and return its id; with the id of an earlier one, change that. Raises FeedbackUnusable."""
        kept = vote_id or secrets.token_hex(12)  # not to be guessed: who knows it may change the vote
        row = (kept, datetime.now(UTC).isoformat(timespec="seconds"), reply_id, vote, question, comment)
        with self._open() as database, database:
            database.execute("insert or replace into feedback values (?, ?, ?, ?, ?, ?)", row)
        return kept

    def votes(self) -> list[Vote]:
        """Return all votes, oldest first; none where nothing was written yet. Raises FeedbackUnusable."""
        if not self._path.is_file():
            return []
        with self._open() as database:
            return [Vote(*row) for row in database.execute("select * from feedback order by at, id")]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=10)) as database:
                database.execute(_TABLE)
                yield database
        except sqlite3.Error as error:
            raise FeedbackUnusable(phrases.FEEDBACK_UNUSABLE.format(path=self._path, reason=error)) from error
