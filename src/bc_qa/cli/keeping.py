"""Commands for what is kept: the index, what readers thought of answers, and both with the reports as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bc_qa import phrases
from bc_qa.cli.common import Corpus, Index, progress_bars, read_settings, write_file


def build_index(corpus: Corpus = None, index: Index = None) -> None:
    """Build the index anew."""
    from bc_qa.building import build
    from bc_qa.search.store import read_manifest

    settings = read_settings(corpus=corpus, index=index)
    with progress_bars() as (progress, scans):
        build(settings, progress=progress, scans=scans)
    manifest = read_manifest(settings.index)
    typer.echo(phrases.INDEX_BUILT.format(**{**manifest, "folder": settings.index}))
    for note in manifest["noted"]:
        typer.echo(note, err=True)


def feedback(
    csv: Annotated[Path | None, typer.Option("--csv", help=phrases.OPTION_CSV)] = None,
    cases: Annotated[Path | None, typer.Option("--cases", help=phrases.OPTION_CASES)] = None,
) -> None:
    """Show what readers thought of answers, or write it, or the questions made of it, to a file."""
    from bc_qa.casebook import case_lines
    from bc_qa.feedback import FeedbackStore
    from bc_qa.tables import csv_bytes, feedback_rows

    store = FeedbackStore.of(read_settings())
    rows = feedback_rows(store.votes())
    if csv:
        write_file(csv, csv_bytes(phrases.FEEDBACK_HEADER, rows))
    if cases:
        write_file(cases, case_lines(store.cases()))
    if not (csv or cases):
        from bc_qa.terminal import show_rows

        show_rows(phrases.FEEDBACK_HEADER, rows, phrases.FEEDBACK_NONE)


def backup(
    file: Annotated[Path, typer.Argument(help=phrases.OPTION_BACKUP)], corpus: Corpus = None, index: Index = None
) -> None:
    """Write reports, index, votes, trail and settings to one file."""
    from bc_qa.backup import backup as make

    made = make(read_settings(corpus=corpus, index=index), file)
    index_told = phrases.BACKUP_INDEX[made.index]
    told = phrases.BACKUP_MADE.format(path=file, reports=made.reports, index=index_told, votes=made.votes)
    typer.echo(told + phrases.BACKUP_TRAIL[made.trail] + phrases.BACKUP_SETTINGS[made.settings])


def restore(
    file: Annotated[Path, typer.Argument(help=phrases.OPTION_BACKUP)],
    overwrite: Annotated[bool, typer.Option("--overwrite", help=phrases.OPTION_OVERWRITE)] = False,
    with_settings: Annotated[bool, typer.Option("--with-settings", help=phrases.OPTION_WITH_SETTINGS)] = False,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Put what a backup holds back in its places."""
    from bc_qa.backup import restore as put_back

    found = put_back(read_settings(corpus=corpus, index=index), file, overwrite, with_settings)
    index_told = phrases.BACKUP_INDEX[found.index]
    told = phrases.RESTORED.format(made_at=found.made_at, reports=found.reports, index=index_told, votes=found.votes)
    typer.echo(told + phrases.BACKUP_TRAIL[found.trail] + phrases.RESTORED_SETTINGS[found.settings])
