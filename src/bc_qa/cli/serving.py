"""Commands that serve, and that look after what is served."""

from __future__ import annotations

from typing import Annotated

import typer

from bc_qa import phrases
from bc_qa.cli.common import Corpus, Index, open_assistant, progress_bars, read_settings


def serve(
    host: Annotated[str | None, typer.Option("--host", help=phrases.OPTION_HOST)] = None,
    port: Annotated[int | None, typer.Option("--port", help=phrases.OPTION_PORT)] = None,
    root_path: Annotated[str | None, typer.Option("--root-path", help=phrases.OPTION_ROOT_PATH)] = None,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Serve the page and the API, mending the index first where it is missing, stale or damaged."""
    from bc_qa.web.server import serve as run

    with progress_bars() as (progress, scans):
        run(read_settings(host=host, port=port, root_path=root_path, corpus=corpus, index=index), progress, scans)


def reload_index(corpus: Corpus = None, index: Index = None) -> None:
    """Have the servers that answer from the index build it anew and swap it in; wait until they have."""
    from bc_qa.web.serving import reload_servers

    settings = read_settings(corpus=corpus, index=index)
    for line in reload_servers(settings.index, settings.build_stall_seconds):
        typer.echo(line)


def mcp(
    http: Annotated[bool, typer.Option("--http", help=phrases.OPTION_HTTP)] = False,
    host: Annotated[str | None, typer.Option("--host", help=phrases.OPTION_HOST)] = None,
    port: Annotated[int, typer.Option("--port", help=phrases.OPTION_MCP_PORT)] = 7861,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Offer the answers as tools to an assistant: over stdin and stdout, or over HTTP."""
    from bc_qa.web.mcp import PATH, serve_http, tool_server

    settings = read_settings(host=host, port=port, corpus=corpus, index=index)
    assistant = open_assistant(corpus, index)
    if http:
        typer.echo(phrases.SERVING_MCP.format(url=f"http://{settings.host}:{settings.port}{PATH}"), err=True)
        serve_http(assistant, settings)
    else:
        tool_server(assistant).run("stdio")


def doctor(
    structure: Annotated[bool, typer.Option("--structure", help=phrases.OPTION_STRUCTURE)] = False,
    url: Annotated[str, typer.Option("--url", help=phrases.OPTION_URL)] = "",
    widget_origin: Annotated[str, typer.Option("--widget-origin", help=phrases.OPTION_WIDGET_ORIGIN)] = "",
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Say what is in order and what is not; with --structure, show what was found in each report."""
    from bc_qa.terminal import show_checks, show_structure

    settings = read_settings(corpus=corpus, index=index)
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
