"""Commands that ask: one question, a talk, the catalogue of figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bc_qa import phrases
from bc_qa.cli.common import Corpus, Index, Json, OfDocument, OfDocuments, open_assistant, write_file
from bc_qa.errors import BcQaError


def ask(
    question: Annotated[str, typer.Argument(help=phrases.OPTION_QUESTION)],
    as_json: Json = False,
    explain: Annotated[bool, typer.Option("--explain", help=phrases.OPTION_EXPLAIN)] = False,
    document: OfDocuments = None,
    limit: Annotated[int | None, typer.Option("--limit", help=phrases.OPTION_LIMIT)] = None,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Ask one question."""
    from bc_qa.types import Status, plain

    assistant = open_assistant(corpus, index)
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


def chat(corpus: Corpus = None, index: Index = None) -> None:
    """Talk in the terminal until an empty line or the end of input."""
    from bc_qa.assistant import HISTORY_TURNS
    from bc_qa.terminal import show_reply
    from bc_qa.types import Turn

    assistant = open_assistant(corpus, index)
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

    found = open_assistant(corpus, index).figures(query, year, unit, document)
    if as_json:
        typer.echo(json.dumps({"total": len(found), "figures": plain(found)}, ensure_ascii=False, indent=1))
    if csv:
        write_file(csv, csv_bytes(phrases.FIGURES_HEADER, figure_rows(found)))
    if xlsx:
        write_file(xlsx, xlsx_bytes(phrases.FIGURES_TITLE, phrases.FIGURES_HEADER, figure_rows(found)))
    if not (as_json or csv or xlsx):
        from bc_qa.terminal import show_figures

        show_figures(found)
    if not found:
        raise typer.Exit(1)
