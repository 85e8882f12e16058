"""What the commands share: options, the settings, the opened index, progress bars, a file written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bc_qa import phrases

if TYPE_CHECKING:
    from bc_qa.assistant import Assistant
    from bc_qa.building import PageProgress, Progress
    from bc_qa.settings import Settings

Corpus = Annotated[Path | None, typer.Option("--corpus", help=phrases.OPTION_CORPUS)]
Index = Annotated[Path | None, typer.Option("--index", help=phrases.OPTION_INDEX)]
OfDocument = Annotated[str | None, typer.Option("--document", help=phrases.OPTION_DOCUMENT)]
OfDocuments = Annotated[list[str] | None, typer.Option("--document", help=phrases.OPTION_DOCUMENTS)]
Json = Annotated[bool, typer.Option("--json", help=phrases.OPTION_JSON)]


def read_settings(**given: Any) -> Settings:
    """Return the settings, with what the command line gave on top. Raises InputError for a bad value."""
    from pydantic import ValidationError

    from bc_qa.errors import InputError
    from bc_qa.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(phrases.BAD_SETTING.format(name=where, reason=first["msg"])) from error


def open_assistant(corpus: Path | None, index: Path | None) -> Assistant:
    """Open the index that the command line names. Raises what `Assistant.open` does."""
    from bc_qa.assistant import Assistant

    return Assistant.open(settings=read_settings(corpus=corpus, index=index))


@contextmanager
def progress_bars() -> Iterator[tuple[Progress, PageProgress]]:
    """Show a progress bar on stderr: documents, passages, seconds left; another while the pages of a scan are read."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        reading = bar.add_task(phrases.PROGRESS_DOCUMENTS, total=None)
        encoding = bar.add_task(phrases.PROGRESS_PASSAGES, total=None)

        def show(documents: int, of_documents: int, encoded: int, of_passages: int) -> None:
            bar.update(reading, completed=documents, total=of_documents)
            bar.update(encoding, completed=encoded, total=of_passages)

        pages: dict[str, TaskID] = {}

        def show_pages(name: str, done: int, of: int) -> None:
            if name not in pages:
                pages[name] = bar.add_task(phrases.PROGRESS_SCANS.format(name=name), total=of)
            bar.update(pages[name], completed=done)

        yield show, show_pages


def write_file(path: Path, content: bytes) -> None:
    """Write a file. Raises InputError where that cannot be done."""
    from bc_qa.errors import InputError

    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(phrases.FILE_UNWRITABLE.format(path=path, reason=error.strerror)) from error
    typer.echo(phrases.FILE_WRITTEN.format(path=path), err=True)
