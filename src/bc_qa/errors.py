"""Everything that can go wrong, in one tree.

BcQaError
├── InputError            what was asked cannot be taken             exit 2, HTTP 400
│   ├── EmptyQuestion         nothing left after cleaning
│   ├── QuestionTooLong       over 1,000 characters after cleaning
│   ├── HistoryTooLong        over 20 turns
│   ├── TextTooLong           over 200,000 characters, or a limit of uploads  HTTP 413
│   ├── TooDear               takes more time or memory than allowed HTTP 413
│   ├── BadRequest            the request is not of the contract's form
│   ├── UnknownDocument       no document of that id                  HTTP 404
│   ├── UploadsOff            reports may not be brought in over HTTP  HTTP 403
│   ├── DocumentExists        another report of that name or content is there  HTTP 409
│   ├── Forbidden             the role of who asks does not allow it HTTP 403
│   └── TooManyRequests       the caller asks too fast               HTTP 429
├── CorpusError           a report cannot be read                    exit 2
│   └── UnsupportedFile       not a kind of file that is read here   HTTP 415
├── IndexUnusable         the index cannot be used                   exit 3, HTTP 503
│   ├── IndexMissing          there is none
│   ├── IndexStale            corpus, model or settings have changed since it was built
│   ├── IndexDamaged          its files are not what its manifest says
│   └── BuildFailed           the process that was to build it hung or died
├── EncoderUnavailable    the embedding model cannot be loaded       exit 3, HTTP 503
├── ReaderUnavailable     the trained reader cannot be loaded        exit 3, HTTP 503
├── FeedbackUnusable      the file of the votes cannot be used         exit 3, HTTP 503
│   └── FeedbackFull          it holds as many votes as it may       HTTP 507
├── TrailUnusable         the audit trail cannot be written        exit 3, HTTP 503
├── BackupUnusable        a backup cannot be written, read or put in place   exit 2
├── NotReady              the model is still being loaded            exit 3, HTTP 503
├── Busy                  too many ask at once                       exit 3, HTTP 503
└── Unproven              a reply failed its proof: a bug here       HTTP 500

`code` is the contract's error code; the message is Vietnamese and says what to do (phrases.py holds the wording).
"""

from __future__ import annotations

from typing import ClassVar


class BcQaError(Exception):
    """Base of every error raised on purpose; `code` and `status` are for HTTP, `exit_status` for the command line."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    exit_status: ClassVar[int] = 1
    retry_after: int | None = None  # whole seconds after which the same request may be taken


class InputError(BcQaError):
    """What was asked cannot be taken."""

    code = "bad_request"
    status = 400
    exit_status = 2


class EmptyQuestion(InputError):
    """Nothing is left of the question after cleaning."""

    code = "empty_question"


class QuestionTooLong(InputError):
    """The question is over the limit after cleaning."""

    code = "question_too_long"


class HistoryTooLong(InputError):
    """More earlier turns than are read."""

    code = "history_too_long"


class TextTooLong(InputError):
    """A text to be checked, or a request body, is over the limit."""

    code = "text_too_long"
    status = 413


class TooDear(InputError):
    """A file or text takes more time or memory to read than one request may have."""

    code = "text_too_long"
    status = 413


class BadRequest(InputError):
    """The request is not of the contract's form."""


class UnknownDocument(InputError):
    """The corpus holds no document of that id."""

    status = 404


class UploadsOff(InputError):
    """Reports may not be brought in or taken away over HTTP here."""

    code = "uploads_off"
    status = 403


class DocumentExists(InputError):
    """A report of the same name or content is in the corpus already."""

    code = "document_exists"
    status = 409


class Forbidden(InputError):
    """The role of who asks does not allow it."""

    code = "forbidden"
    status = 403


class TooManyRequests(InputError):
    """The caller asks too fast; `retry_after` is in whole seconds."""

    code = "too_many_requests"
    status = 429

    def __init__(self, message: str, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class CorpusError(BcQaError):
    """A report cannot be read, or there is none."""

    code = "bad_request"
    status = 400
    exit_status = 2


class UnsupportedFile(CorpusError):
    """Not a kind of file that is read here."""

    code = "unsupported_file"
    status = 415


class IndexUnusable(BcQaError):
    """The index cannot be used as it is."""

    code = "not_ready"
    status = 503
    exit_status = 3


class IndexMissing(IndexUnusable):
    """There is no index where one was looked for."""


class IndexStale(IndexUnusable):
    """The corpus, the model or the settings have changed since the index was built."""


class IndexDamaged(IndexUnusable):
    """The files of the index are not what its manifest says."""


class BuildFailed(IndexUnusable):
    """The process that was to build the index hung or died; the index before it is still in force."""


class EncoderUnavailable(BcQaError):
    """The embedding model cannot be loaded on this machine."""

    code = "not_ready"
    status = 503
    exit_status = 3


class ReaderUnavailable(BcQaError):
    """The trained reader cannot be loaded on this machine."""

    code = "not_ready"
    status = 503
    exit_status = 3


class FeedbackUnusable(BcQaError):
    """The file that votes are kept in cannot be read or written."""

    code = "not_ready"
    status = 503
    exit_status = 3


class BackupUnusable(InputError):
    """A backup cannot be written, is not whole, or would replace what is there."""


class FeedbackFull(FeedbackUnusable):
    """The file of the votes holds as many as it may; those that are there can still be changed."""

    code = "feedback_full"
    status = 507


class TrailUnusable(BcQaError):
    """The audit trail cannot be written, and so nothing is done that has to stand in it."""

    code = "not_ready"
    status = 503
    exit_status = 3


class NotReady(BcQaError):
    """The model and the index are still being loaded."""

    code = "not_ready"
    status = 503
    exit_status = 3


class Busy(BcQaError):
    """As many as can be served are being served, and as many as may wait are waiting."""

    code = "not_ready"
    status = 503
    exit_status = 3

    def __init__(self, message: str, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unproven(BcQaError):
    """A reply failed its proof against the report: never shown, always a bug."""
