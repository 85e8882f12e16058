"""The commands and their exit statuses: 0 done, 1 the report does not say, 2 wrong use, 3 no index or model.

Everything heavy is imported inside the command that needs it, so that `bc-qa --help` answers at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bc_qa import __version__, phrases
from bc_qa.errors import BcQaError

if TYPE_CHECKING:
    from bc_qa.assistant import Assistant, PageProgress, Progress
    from bc_qa.evaluation.outcomes import Outcome
    from bc_qa.settings import Settings
    from bc_qa.types import Claim

app = typer.Typer(
    name="bc-qa",
    help=phrases.CLI_HELP,
    epilog=phrases.CLI_EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Corpus = Annotated[Path | None, typer.Option("--corpus", help=phrases.OPTION_CORPUS)]
Index = Annotated[Path | None, typer.Option("--index", help=phrases.OPTION_INDEX)]
OfDocument = Annotated[str | None, typer.Option("--document", help=phrases.OPTION_DOCUMENT)]
Json = Annotated[bool, typer.Option("--json", help=phrases.OPTION_JSON)]


def main() -> None:
    """Run the command line, with errors as one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal that knows no Vietnamese
    try:
        app()
    except BcQaError as error:
        typer.echo(f"bc-qa: {error}", err=True)
        raise SystemExit(error.exit_status) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bc-qa {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=phrases.OPTION_VERSION)
    ] = False,
) -> None:
    """Hold the options of the program as a whole."""


def _settings(**given: Any) -> Settings:
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


@contextmanager
def _progress() -> Iterator[tuple[Progress, PageProgress]]:
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


def _open(corpus: Path | None, index: Path | None) -> Assistant:
    from bc_qa.assistant import Assistant

    return Assistant.open(settings=_settings(corpus=corpus, index=index))


@app.command("index", help=phrases.HELP_INDEX)
def build_index(corpus: Corpus = None, index: Index = None) -> None:
    """Build the index anew."""
    from bc_qa.assistant import build
    from bc_qa.search.store import read_manifest

    settings = _settings(corpus=corpus, index=index)
    with _progress() as (progress, scans):
        build(settings, progress=progress, scans=scans)
    manifest = read_manifest(settings.index)
    typer.echo(phrases.INDEX_BUILT.format(**{**manifest, "folder": settings.index}))
    for note in manifest["noted"]:
        typer.echo(note, err=True)


@app.command(help=phrases.HELP_ASK)
def ask(
    question: Annotated[str, typer.Argument(help=phrases.OPTION_QUESTION)],
    as_json: Json = False,
    explain: Annotated[bool, typer.Option("--explain", help=phrases.OPTION_EXPLAIN)] = False,
    document: OfDocument = None,
    limit: Annotated[int, typer.Option("--limit", help=phrases.OPTION_LIMIT)] = 5,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Ask one question."""
    from bc_qa.types import Status, plain

    assistant = _open(corpus, index)
    reply = assistant.ask(question, document=document, limit=limit)
    if as_json:
        typer.echo(json.dumps(plain(reply), ensure_ascii=False, indent=1))
    else:
        from bc_qa.explaining import explained
        from bc_qa.terminal import show_hits, show_lines, show_reply

        show_reply(reply)
        if explain:
            show_lines(explained(*assistant.weigh(question, document), reply))
            show_hits(assistant.explain(question, document=document))
    if reply.status is Status.NOT_FOUND:
        raise typer.Exit(1)


@app.command(help=phrases.HELP_CHAT)
def chat(corpus: Corpus = None, index: Index = None) -> None:
    """Talk in the terminal until an empty line or the end of input."""
    from bc_qa.assistant import HISTORY_TURNS
    from bc_qa.terminal import show_reply
    from bc_qa.types import Turn

    assistant = _open(corpus, index)
    typer.echo(phrases.CHAT_HELLO)
    for example in assistant.examples():
        typer.echo(f"  · {example}")
    history: list[Turn] = []
    while True:
        try:
            question = input("> ").strip()
        except EOFError:
            return
        if not question:
            return
        try:
            reply = assistant.ask(question, history[-HISTORY_TURNS:])
        except BcQaError as error:
            typer.echo(str(error))
            continue
        show_reply(reply)
        history.append(Turn(question, reply.answer))


@app.command(help=phrases.HELP_FIGURES)
def figures(
    query: Annotated[str, typer.Option("--query", "-q", help=phrases.OPTION_QUERY)] = "",
    year: Annotated[int | None, typer.Option("--year", help=phrases.OPTION_YEAR)] = None,
    unit: Annotated[str, typer.Option("--unit", help=phrases.OPTION_UNIT)] = "",
    document: OfDocument = None,
    as_json: Json = False,
    csv: Annotated[Path | None, typer.Option("--csv", help=phrases.OPTION_CSV)] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help=phrases.OPTION_XLSX)] = None,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """List the catalogue of figures, or write it to a file."""
    from bc_qa.tables import csv_bytes, figure_rows, xlsx_bytes
    from bc_qa.types import plain

    found = _open(corpus, index).figures(query, year, unit, document)
    if as_json:
        typer.echo(json.dumps({"total": len(found), "figures": plain(found)}, ensure_ascii=False, indent=1))
    if csv:
        _write(csv, csv_bytes(phrases.FIGURES_HEADER, figure_rows(found)))
    if xlsx:
        _write(xlsx, xlsx_bytes(phrases.FIGURES_TITLE, phrases.FIGURES_HEADER, figure_rows(found)))
    if not (as_json or csv or xlsx):
        from bc_qa.terminal import show_figures

        show_figures(found)
    if not found:
        raise typer.Exit(1)


@app.command("eval", help=phrases.HELP_EVAL)
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
    found = _outcomes(files, _settings(corpus=corpus, index=index), any_document)
    if keep:
        _write(keep, outcomes.as_kept(found))
    sums = summary.by_set(found)
    if against:
        comparison = comparing.compare(earlier, found)
        show_lines(changes.change_lines(comparison, against.name))
    else:
        show_results(sums)
    measured = pages.results_of(sums)
    if results:
        _write(results, pages.as_json(measured))
    if page:
        text = changes.change_page(comparison, against.name) if against else pages.page(measured, str(results))
        _write(page, text.encode())


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


@app.command(help=phrases.HELP_AUDIT)
def audit(
    as_json: Json = False,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help=phrases.OPTION_XLSX)] = None,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Hold the reports against themselves; exit with 1 where a finding is major."""
    from bc_qa.tables import finding_rows, xlsx_bytes
    from bc_qa.types import Severity, plain

    found = _open(corpus, index).audit()
    if as_json:
        typer.echo(json.dumps({"findings": plain(found)}, ensure_ascii=False, indent=1))
    if xlsx:
        _write(xlsx, xlsx_bytes(phrases.AUDIT_TITLE, phrases.AUDIT_HEADER, finding_rows(found)))
    if not (as_json or xlsx):
        from bc_qa.terminal import show_findings

        show_findings(found)
    if any(finding.severity is Severity.MAJOR for finding in found):
        raise typer.Exit(1)


@app.command(help=phrases.HELP_VERIFY)
def verify(
    file: Annotated[str, typer.Argument(help=phrases.OPTION_FILE)],
    as_json: Json = False,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help=phrases.OPTION_XLSX)] = None,
    docx: Annotated[Path | None, typer.Option("--docx", help=phrases.OPTION_DOCX)] = None,
    document: OfDocument = None,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Hold a draft against the report; exit with 1 where a claim is contradicted."""
    from bc_qa.claims.checker import counted
    from bc_qa.drafts.reading import read_file
    from bc_qa.tables import claim_rows, xlsx_bytes
    from bc_qa.terminal import show_claims
    from bc_qa.types import Verdict, plain

    name, content = ("-.txt", _stdin()) if file == "-" else (file, _read(Path(file)))
    draft = read_file(name, content)
    claims = _verified(_open(corpus, index), draft.text, document)
    if as_json:
        typer.echo(json.dumps({"claims": plain(claims), "counts": counted(claims)}, ensure_ascii=False, indent=1))
    if xlsx:
        _write(xlsx, xlsx_bytes(phrases.CLAIMS_TITLE, phrases.CLAIMS_HEADER, claim_rows(claims)))
    if docx:
        _write(docx, _commented(name, content, draft.text, claims))
    if not (as_json or xlsx or docx):
        show_claims(claims, counted(claims))
    if any(claim.verdict is Verdict.CONTRADICTED for claim in claims):
        raise typer.Exit(1)


def _stdin() -> bytes:
    from bc_qa.drafts.reading import gathered

    return gathered(iter(lambda: sys.stdin.buffer.read(1 << 20), b""))


def _read(path: Path) -> bytes:
    """Read a file. Raises InputError where that cannot be done."""
    from bc_qa.drafts.reading import gathered
    from bc_qa.errors import InputError

    try:
        with path.open("rb") as file:
            return gathered(iter(lambda: file.read(1 << 20), b""))
    except OSError as error:
        raise InputError(phrases.FILE_MISSING.format(path=path, reason=error.strerror)) from error


def _verified(assistant: Assistant, text: str, document: str | None) -> list[Claim]:
    """Check a text with a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import Progress

    claims: list[Claim] = []
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(phrases.PROGRESS_CLAIMS, total=None)
        for step in assistant.verifying(text, document):
            bar.update(task, completed=step.done, total=step.of)
            claims += step.claims
    return claims


def _commented(name: str, content: bytes, text: str, claims: list[Claim]) -> bytes:
    from bc_qa.drafts.commenting import commented_docx, commented_text

    return commented_docx(name, content, claims) if name.lower().endswith(".docx") else commented_text(text, claims)


def _write(path: Path, content: bytes) -> None:
    """Write a file. Raises InputError where that cannot be done."""
    from bc_qa.errors import InputError

    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(phrases.FILE_UNWRITABLE.format(path=path, reason=error.strerror)) from error
    typer.echo(phrases.FILE_WRITTEN.format(path=path), err=True)


@app.command(help=phrases.HELP_FEEDBACK)
def feedback(
    csv: Annotated[Path | None, typer.Option("--csv", help=phrases.OPTION_CSV)] = None,
    cases: Annotated[Path | None, typer.Option("--cases", help=phrases.OPTION_CASES)] = None,
) -> None:
    """Show what readers thought of answers, or write it, or the questions made of it, to a file."""
    from bc_qa.casebook import case_lines
    from bc_qa.feedback import FeedbackStore
    from bc_qa.tables import csv_bytes, feedback_rows

    store = FeedbackStore.of(_settings())
    rows = feedback_rows(store.votes())
    if csv:
        _write(csv, csv_bytes(phrases.FEEDBACK_HEADER, rows))
    if cases:
        _write(cases, case_lines(store.cases()))
    if not (csv or cases):
        from bc_qa.terminal import show_rows

        show_rows(phrases.FEEDBACK_HEADER, rows, phrases.FEEDBACK_NONE)


@app.command(help=phrases.HELP_BACKUP)
def backup(
    file: Annotated[Path, typer.Argument(help=phrases.OPTION_BACKUP)], corpus: Corpus = None, index: Index = None
) -> None:
    """Write reports, index and votes to one file."""
    from bc_qa.backup import backup as make

    made = make(_settings(corpus=corpus, index=index), file)
    index_told = phrases.BACKUP_INDEX[made.index]
    typer.echo(phrases.BACKUP_MADE.format(path=file, reports=made.reports, index=index_told, votes=made.votes))


@app.command(help=phrases.HELP_RESTORE)
def restore(
    file: Annotated[Path, typer.Argument(help=phrases.OPTION_BACKUP)],
    overwrite: Annotated[bool, typer.Option("--overwrite", help=phrases.OPTION_OVERWRITE)] = False,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Put what a backup holds back in its places."""
    from bc_qa.backup import restore as put_back

    found = put_back(_settings(corpus=corpus, index=index), file, overwrite)
    index_told = phrases.BACKUP_INDEX[found.index]
    told = phrases.RESTORED.format(made_at=found.made_at, reports=found.reports, index=index_told, votes=found.votes)
    typer.echo(told)


@app.command(help=phrases.HELP_SERVE)
def serve(
    host: Annotated[str | None, typer.Option("--host", help=phrases.OPTION_HOST)] = None,
    port: Annotated[int | None, typer.Option("--port", help=phrases.OPTION_PORT)] = None,
    root_path: Annotated[str | None, typer.Option("--root-path", help=phrases.OPTION_ROOT_PATH)] = None,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Serve the page and the API, mending the index first where it is missing, stale or damaged."""
    from bc_qa.web.server import serve as run

    with _progress() as (progress, scans):
        run(_settings(host=host, port=port, root_path=root_path, corpus=corpus, index=index), progress, scans)


@app.command("reload", help=phrases.HELP_RELOAD)
def reload_index(corpus: Corpus = None, index: Index = None) -> None:
    """Have the servers that answer from the index build it anew and swap it in; wait until they have."""
    from bc_qa.web.serving import reload_servers

    settings = _settings(corpus=corpus, index=index)
    for line in reload_servers(settings.index, settings.build_stall_seconds):
        typer.echo(line)


@app.command(help=phrases.HELP_MCP)
def mcp(
    http: Annotated[bool, typer.Option("--http", help=phrases.OPTION_HTTP)] = False,
    host: Annotated[str | None, typer.Option("--host", help=phrases.OPTION_HOST)] = None,
    port: Annotated[int, typer.Option("--port", help=phrases.OPTION_MCP_PORT)] = 7861,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Offer the answers as tools to an assistant: over stdin and stdout, or over HTTP."""
    from bc_qa.web.mcp import PATH, serve_http, tool_server

    settings = _settings(host=host, port=port, corpus=corpus, index=index)
    assistant = _open(corpus, index)
    if http:
        typer.echo(phrases.SERVING_MCP.format(url=f"http://{settings.host}:{settings.port}{PATH}"), err=True)
        serve_http(assistant, settings)
    else:
        tool_server(assistant).run("stdio")


@app.command(help=phrases.HELP_DOCTOR)
def doctor(
    structure: Annotated[bool, typer.Option("--structure", help=phrases.OPTION_STRUCTURE)] = False,
    url: Annotated[str, typer.Option("--url", help=phrases.OPTION_URL)] = "",
    widget_origin: Annotated[str, typer.Option("--widget-origin", help=phrases.OPTION_WIDGET_ORIGIN)] = "",
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Say what is in order and what is not; with --structure, show what was found in each report."""
    from bc_qa.terminal import show_checks, show_structure

    settings = _settings(corpus=corpus, index=index)
    if structure:
        from bc_qa.report.reading import read_reports

        documents, noted = read_reports(settings.corpus)
        for document in documents:
            show_structure(document)
        for note in noted:
            typer.echo(note, err=True)
        return
    if url:
        from bc_qa.outside import outside_checks

        found = outside_checks(url, widget_origin)
    else:
        from bc_qa.doctor import checks

        found = checks(settings)
    show_checks(found)
    if not all(check.good for check in found):
        raise typer.Exit(3)
