"""Which servers answer from an index, and telling them that its corpus has changed: `bc-qa reload`.

A server is told by SIGHUP, as daemons are: only its own user can send that, whatever proxy or page can reach its port,
and a service manager needs no more to be set up. Which process to tell, and how its renewal ended, stands in a file of
the index folder that the server keeps locked while it lives: the file of a killed one tells nothing.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bc_qa import phrases
from bc_qa.errors import BuildFailed, InputError

if sys.platform != "win32":
    import fcntl

_NAME = ".serving-"
_LOOK = 0.1  # seconds between two looks at how far a server is


@dataclass(slots=True)
class _State:
    """What a server says of itself: `begun` and `ended` count renewals; `failed` says why the last one failed."""

    pid: int
    begun: int = 0
    ended: int = 0
    failed: str = ""
    documents: int = 0


class Announcement:
    """The file in which a server says that it answers from an index, and how its renewals end."""

    def __init__(self, index: Path) -> None:
        self._path = index / f"{_NAME}{os.getpid()}"
        self._state = _State(os.getpid())
        index.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("w", encoding="utf-8")
        if sys.platform != "win32":
            fcntl.flock(self._file, fcntl.LOCK_EX)
        self._write()

    def begun(self) -> None:
        """Say that a renewal has begun."""
        self._state.begun += 1
        self._write()

    def ended(self, failed: str, documents: int) -> None:
        """Say that a renewal has ended, why it failed if it did, and how many reports are answered from."""
        self._state.ended, self._state.failed, self._state.documents = self._state.begun, failed, documents
        self._write()

    def withdraw(self) -> None:
        """Take the announcement back."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _write(self) -> None:
        text = json.dumps(asdict(self._state), ensure_ascii=False)
        self._file.seek(0)
        self._file.write(f"{text}\n")
        self._file.truncate()
        self._file.flush()


def servers(index: Path) -> Iterator[_State]:
    """Yield the servers that answer from an index; files that killed ones left are removed."""
    if sys.platform == "win32":
        return
    for path in sorted(index.glob(f"{_NAME}*")):
        with contextlib.suppress(OSError, ValueError, TypeError), path.open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                yield _State(**json.loads(file.read().partition("\n")[0]))
            else:
                path.unlink(missing_ok=True)


def reload_servers(index: Path, seconds: float) -> list[str]:
    """Have the servers of an index renew it, wait for them at most so long, and say how each ended.

    Raises InputError where there is none, or it cannot be told; BuildFailed where one has kept its index or is late.
    """
    if sys.platform == "win32":
        raise InputError(phrases.RELOAD_NO_SIGNALS)
    found = list(servers(index))
    if not found:
        raise InputError(phrases.RELOAD_NONE.format(folder=index))
    for state in found:
        try:
            os.kill(state.pid, signal.SIGHUP)
        except PermissionError as error:
            raise InputError(phrases.RELOAD_DENIED.format(pid=state.pid)) from error
    until = time.monotonic() + seconds
    return [_awaited(index, state, until, seconds) for state in found]


def _awaited(index: Path, before: _State, until: float, seconds: float) -> str:
    """Wait until a renewal that began after it was asked for has ended; say how."""
    wanted = before.begun + 1
    while time.monotonic() < until:
        now = next((state for state in servers(index) if state.pid == before.pid), None)
        if now is None:
            raise BuildFailed(phrases.RELOAD_NONE.format(folder=index))
        if now.ended >= wanted:
            if now.failed:
                raise BuildFailed(phrases.RELOAD_FAILED.format(pid=now.pid, reason=now.failed))
            return phrases.RELOADED.format(pid=now.pid, documents=now.documents)
        time.sleep(_LOOK)
    raise BuildFailed(phrases.RELOAD_LATE.format(pid=before.pid, seconds=round(seconds)))
