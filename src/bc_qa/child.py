"""Building an index in a process of its own, so that requests stay quick and no file takes the server away.

`python -m bc_qa.child` reads one line of JSON, the order, and answers with lines of JSON: how far it is, at last how it
ended. It ends when its input does, so that none is left behind by a server that was killed.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from threading import Thread
from typing import Any

from bc_qa import errors, phrases
from bc_qa.building import PageProgress, Progress, build
from bc_qa.errors import BcQaError, BuildFailed, TextTooLong, UnsupportedFile
from bc_qa.report.reading import Source
from bc_qa.settings import Settings
from bc_qa.types import Document

_KINDER = 5  # how much less of a processor it takes than those who answer
_DONE = "done"

Build = Callable[[Settings, Progress, Collection[str], PageProgress], None]
"""Builds an index: told the settings, whom to tell how far it is, the files that have to be readable, and whom to tell
of the pages of scans."""


def build_apart(
    settings: Settings,
    progress: Progress,
    required: Collection[str] = (),
    scans: PageProgress = lambda name, done, of: None,
) -> None:
    """Build the index in a process of its own; it is in force when this returns.

    Raises what building raises, UnsupportedFile or TextTooLong where one of the `required` files cannot be taken (then
    nothing is written), and BuildFailed where the process dies, or says nothing for `build_stall_seconds`.
    """
    order = {"settings": settings.model_dump(mode="json"), "required": sorted(required)}
    with subprocess.Popen(
        [sys.executable, "-m", "bc_qa.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            _write(process, order)
            _follow(process, progress, scans, settings.build_stall_seconds)
        finally:
            process.kill()


def _write(process: subprocess.Popen[str], order: dict[str, Any]) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
    except OSError as error:
        with suppress(OSError):  # what it has not read is lost, and said again on closing
            process.stdin.close()
        raise BuildFailed(phrases.BUILD_DIED.format(status=process.wait())) from error


def _follow(process: subprocess.Popen[str], progress: Progress, scans: PageProgress, stall: float) -> None:
    """Tell how far the process is until it ends. Raises what it ended with."""
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line)
        lines.put(None)

    Thread(target=read, name="follow-build", daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=stall)
        except queue.Empty:
            raise BuildFailed(phrases.BUILD_STALLED.format(seconds=round(stall))) from None
        if line is None or not line.endswith("\n"):  # killed, perhaps in the middle of a line
            raise BuildFailed(phrases.BUILD_DIED.format(status=process.wait()))
        told = json.loads(line)
        if told == _DONE:
            return
        if isinstance(told, dict):
            raise _error(told)
        if isinstance(told[0], str):  # the name of a scan, and how many of its pages are read
            scans(*told)
        else:
            progress(*told)


def _error(told: dict[str, str]) -> BcQaError:
    kind = getattr(errors, told["error"], BuildFailed)
    error: BcQaError = kind(told["message"])
    return error


def checking(required: Collection[str], pages: int) -> Callable[[Sequence[Document], Sequence[Source]], None]:
    """Return what raises where one of the `required` files could not be read, or has too many pages."""

    def check(documents: Sequence[Document], sources: Sequence[Source]) -> None:
        by_id = {document.id: document for document in documents}
        for source in sources:
            if source.name not in required:
                continue
            if source.document is None:
                raise UnsupportedFile(" ".join(source.noted))
            count = len(by_id[source.document].pages)
            if count > pages:
                raise TextTooLong(phrases.PDF_TOO_LONG.format(name=source.name, pages=count, limit=pages))

    return check


def build_here(
    settings: Settings,
    progress: Progress,
    required: Collection[str] = (),
    scans: PageProgress = lambda name, done, of: None,
) -> None:
    """Build the index in this process, as `build_apart` does in another."""
    build(settings, progress=progress, check=checking(required, settings.upload_pages), scans=scans)


def _say(what: Any) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(1)


def main() -> None:
    """Do what the order says."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    order = json.loads(sys.stdin.readline())
    Thread(target=_end_with_input, name="end-with-input", daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_KINDER)
    try:
        build_here(Settings(**order["settings"]), lambda *far: _say(far), order["required"], lambda *far: _say(far))
    except BcQaError as error:
        _say({"error": type(error).__name__, "message": str(error)})
    else:
        _say(_DONE)


if __name__ == "__main__":
    main()
