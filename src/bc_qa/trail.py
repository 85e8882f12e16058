"""Who did what: an append-only log, one JSON object a line. Never what was asked or answered."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from bc_qa import phrases
from bc_qa.errors import TrailUnusable

MODE = 0o640  # it holds names


class Trail:
    """The log in one file, made with the first entry. Safe to share between threads and processes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, who: str, role: str, address: str, what: str, on: str = "") -> None:
        """Write down that `who` does `what` (`feedback.erase`) to `on`, an id or a name. Raises TrailUnusable.

        It is called before the act, so that nothing is done that stands nowhere.
        """
        at = datetime.now(UTC).isoformat(timespec="seconds")
        entry = {"at": at, "who": who, "role": role, "from": address, "what": what, "on": on}
        line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        try:
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, MODE)
            try:
                os.write(file, line)  # one write at the end of the file: entries of several processes do not mix
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise TrailUnusable(phrases.TRAIL_UNUSABLE.format(path=self._path, reason=error.strerror)) from error
