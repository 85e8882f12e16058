"""The command that measures the answers: files of questions asked, judged and compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bc_qa import phrases
from bc_qa.cli.common import Corpus, read_settings, write_file

if TYPE_CHECKING:
    from bc_qa.evaluation.outcomes import Outcome
    from bc_qa.settings import Settings


def evaluate_files(
    files: Annotated[list[Path], typer.Argument(help=phrases.OPTION_EVAL_FILES)],
    any_document: Annotated[bool, typer.Option("--any-document", help=phrases.OPTION_ANY_DOCUMENT)] = False,
    keep: Annotated[Path | None, typer.Option("--keep", help=phrases.OPTION_KEEP)] = None,
    against: Annotated[Path | None, typer.Option("--against", help=phrases.OPTION_AGAINST)] = None,
    results: Annotated[Path | None, typer.Option("--results", help=phrases.OPTION_RESULTS)] = None,
    page: Annotated[Path | None, typer.Option("--page", help=phrases.OPTION_PAGE)] = None,
    corpus: Corpus = None,
    index: Annotated[Path | None, typer.Option("--index", help=phrases.OPTION_EVAL_INDEX)] = None,
) -> None:
    """Ask files of questions and judge the answers; keep them, compare them, write the page about them."""
    from bc_qa.errors import InputError
    from bc_qa.evaluation import changes, comparing, outcomes, summary
    from bc_qa.evaluation import page as pages
    from bc_qa.terminal import show_lines, show_results

    if page and not (results or against):
        raise InputError(phrases.EVAL_PAGE_ALONE)
    if keep and not keep.name.endswith(outcomes.KEPT):
        raise InputError(phrases.EVAL_KEEP_NAME.format(path=keep))
    earlier = outcomes.read_kept(against) if against else []
    found = _outcomes(files, read_settings(corpus=corpus, index=index), any_document)
    if keep:
        write_file(keep, outcomes.as_kept(found))
    sums = summary.by_set(found)
    if against:
        comparison = comparing.compare(earlier, found)
        show_lines(changes.change_lines(comparison, against.name))
    else:
        show_results(sums)
    measured = pages.results_of(sums)
    if results:
        write_file(results, pages.as_json(measured))
    if page:
        text = changes.change_page(comparison, against.name) if against else pages.page(measured, str(results))
        write_file(page, text.encode())


def _outcomes(files: list[Path], settings: Settings, any_document: bool) -> list[Outcome]:
    """Ask what is to be asked, with a progress bar on stderr; read what was kept."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from bc_qa.evaluation.outcomes import read_kept
    from bc_qa.evaluation.run import measure
    from bc_qa.evaluation.sets import askings, is_kept

    found = [outcome for path in files if is_kept(path) for outcome in read_kept(path)]
    asking = askings(files, settings)
    if not asking:
        return found
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(phrases.PROGRESS_QUESTIONS, total=sum(item.questions for item in asking))

        def tell(what: str, asked: int) -> None:
            bar.update(task, description=f"{phrases.PROGRESS_QUESTIONS} {what}", advance=asked)

        return found + list(measure(asking, any_document, tell))
