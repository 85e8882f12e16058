"""Hostile files read in a process of their own, which is ended when it takes too much time or memory.

A fork server (of `multiprocessing`) is started once, loads what reads files, and forks a process for each file.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

from bc_qa import phrases
from bc_qa.drafts.commenting import commented_docx
from bc_qa.drafts.reading import read_file
from bc_qa.errors import BcQaError, TooDear, UnsupportedFile
from bc_qa.files.guard import DEFAULT, Limits
from bc_qa.types import Claim

_MEGABYTE = 1_000_000


def read_text(name: str, content: bytes, limits: Limits) -> str:
    """Return the text of a draft in a file. Raises UnsupportedFile, TextTooLong, TooDear."""
    return str(_apart(_text, name, content, limits))


def commented(name: str, content: bytes, claims: Sequence[Claim], limits: Limits) -> bytes:
    """Return a .docx with a comment on each claim. Raises UnsupportedFile, TooDear."""
    return bytes(_apart(_commented, name, content, limits, claims))


def prepare() -> None:
    """Start the fork server and wait until it has loaded what reads files, so that the first file is not late."""
    process = _context().Process(target=_text, args=("trống.txt", b"", DEFAULT))
    process.start()
    process.join()


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _text(name: str, content: bytes, limits: Limits) -> str:
    return read_file(name, content, limits).text


def _commented(name: str, content: bytes, limits: Limits, claims: Sequence[Claim]) -> bytes:
    return commented_docx(name, content, claims, limits)


def _apart(work: Callable[..., Any], name: str, content: bytes, limits: Limits, *more: Any) -> Any:
    """Return what `work` returns for a file, done in another process. Raises what it raises, and TooDear."""
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_done, args=(theirs, limits.megabytes, work, name, content, limits, *more))
    process.start()
    theirs.close()
    try:
        found = ours.recv() if ours.poll(limits.seconds) else None
    except EOFError:  # it was ended from outside: by the system, for its memory
        found = None
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    if found is None:
        found = TooDear(phrases.FILE_TOO_DEAR.format(name=name, seconds=limits.seconds, megabytes=limits.megabytes))
    if isinstance(found, BcQaError):
        raise found
    return found


def _done(answer: Connection, megabytes: int, work: Callable[..., Any], name: str, *given: Any) -> None:
    """Do a piece of work within a limit of memory and send what it returns or raises; nothing where it is too dear."""
    _limit_memory(megabytes)
    try:
        found = work(name, *given)
    except MemoryError:
        return
    except BcQaError as error:
        found = error
    except Exception:  # whatever a reader stumbles over, the file is not a sound one
        found = UnsupportedFile(phrases.FILE_DAMAGED.format(name=name))
    answer.send(found)


def _limit_memory(megabytes: int) -> None:
    """Let this process take so much memory more than it has."""
    status = Path("/proc/self/statm")
    if sys.platform == "linux" and status.is_file():
        held = int(status.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + megabytes * _MEGABYTE,) * 2)
