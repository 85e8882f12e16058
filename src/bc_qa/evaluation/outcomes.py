"""What became of each question: the reply, cut to what is compared, and how it was judged; kept one a line, gzipped."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bc_qa import phrases
from bc_qa.errors import InputError
from bc_qa.evaluation.cases import CLAIM, UNANSWERABLE
from bc_qa.evaluation.judging import ANSWERED, LIKELY, NOT_FOUND
from bc_qa.types import Citation, plain

KEPT = ".jsonl.gz"
CITED = 3  # citations of a reply that are kept


@dataclass(frozen=True, slots=True)
class Quote:
    """What a citation quotes, and where it stands in its document."""

    document: str
    quote: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, or one claim, with its reply and how that was judged.

    `set` names the file it stands in, `report` the document it is about (empty: the corpus). `right`: the answer, for
    what the report does not answer the refusal, for a claim the verdict; `value`: the first value, where a figure is
    asked for; `cite`, `cite3`: the first citation, one of three. Of a claim `status` is the verdict it was given and
    `wanted` the right one. `turn` is its place in a conversation, 0 outside of one. `confidence` and `missing` are None
    where the reply does not tell. Times are not kept.
    """

    set: str
    id: str
    kind: str
    report: str
    question: str
    status: str
    answer: str
    values: tuple[str, ...]
    quotes: tuple[Quote, ...]
    right: bool
    value: bool | None
    cite: bool
    cite3: bool
    cause: str
    confidence: float | None = None
    missing: Any = None
    turn: int = 0
    plain: bool = False
    wanted: str = ""
    milliseconds: float = 0.0

    @property
    def later(self) -> bool:
        """Whether this is a question that others were asked before."""
        return self.turn > 1

    @property
    def is_claim(self) -> bool:
        """Whether this is a claim, not a question."""
        return self.kind == CLAIM

    @property
    def answerable(self) -> bool:
        """Whether this is a question that the report answers."""
        return self.kind not in (CLAIM, UNANSWERABLE)

    @property
    def answered(self) -> bool:
        """Whether an answer was asserted."""
        return self.status == ANSWERED

    @property
    def shown(self) -> bool:
        """Whether the right place was shown, be it as sure or as likely."""
        return self.status in (ANSWERED, LIKELY) and self.cite

    @property
    def denied(self) -> bool:
        """Whether the report was said not to say it."""
        return self.status == NOT_FOUND

    @property
    def harmful(self) -> bool:
        """Whether something wrong was asserted: a wrong answer, or any where there is none."""
        return self.answered and not self.right

    @property
    def key(self) -> tuple[str, str]:
        """What tells a question from all others, in every run."""
        return self.set, self.id


def quotes_of(citations: Iterable[Citation]) -> tuple[Quote, ...]:
    """Return what the first citations of a reply quote."""
    spans = ((cited, tuple((span.start, span.end) for span in cited.spans)) for cited in citations)
    return tuple(Quote(cited.document, cited.quote, where) for cited, where in spans)[:CITED]


def as_kept(outcomes: Iterable[Outcome]) -> bytes:
    """Return outcomes as the file that is kept: the same for the same replies, whenever it is made."""
    lines = (json.dumps(_row(outcome), ensure_ascii=False, separators=(",", ":")) for outcome in outcomes)
    return gzip.compress("".join(f"{line}\n" for line in lines).encode(), mtime=0)


def read_kept(path: Path) -> list[Outcome]:
    """Return the outcomes of a file that was kept. Raises InputError where it cannot be read."""
    try:
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        return [_outcome(json.loads(line)) for line in lines if line]
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise InputError(phrases.EVAL_UNREADABLE.format(path=path, reason=error)) from error


def _row(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as an object, without what is left at its default."""
    row = {item.name: getattr(outcome, item.name) for item in fields(outcome) if item.name != "milliseconds"}
    told = {name: value for name, value in row.items() if not (value is None or value is False or value == "")}
    return {**plain(told), "right": outcome.right}


def _outcome(row: dict[str, Any]) -> Outcome:
    quotes = (
        Quote(quoted["document"], quoted["quote"], tuple((start, end) for start, end in quoted["spans"]))
        for quoted in row["quotes"]
    )
    told: dict[str, Any] = {"report": "", "answer": "", "cause": "", "value": None, "cite": False, "cite3": False}
    if row["kind"] == "figure":
        told["value"] = False
    return Outcome(**{**told, **row, "values": tuple(row["values"]), "quotes": tuple(quotes)})
