"""The commands and their exit statuses: 0 done, 1 the report does not say, 2 wrong use, 3 no index or model.

Everything heavy is imported inside the command that needs it, so that `bc-qa --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bc_qa import __version__, phrases
from bc_qa.cli import asking, checking, keeping, measuring, serving
from bc_qa.errors import BcQaError

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


# Help lists them in this order.
app.command("index", help=phrases.HELP_INDEX)(keeping.build_index)
app.command("ask", help=phrases.HELP_ASK)(asking.ask)
app.command("chat", help=phrases.HELP_CHAT)(asking.chat)
app.command("figures", help=phrases.HELP_FIGURES)(asking.figures)
app.command("eval", help=phrases.HELP_EVAL)(measuring.evaluate_files)
app.command("audit", help=phrases.HELP_AUDIT)(checking.audit)
app.command("verify", help=phrases.HELP_VERIFY)(checking.verify)
app.command("feedback", help=phrases.HELP_FEEDBACK)(keeping.feedback)
app.command("backup", help=phrases.HELP_BACKUP)(keeping.backup)
app.command("restore", help=phrases.HELP_RESTORE)(keeping.restore)
app.command("serve", help=phrases.HELP_SERVE)(serving.serve)
app.command("reload", help=phrases.HELP_RELOAD)(serving.reload_index)
app.command("mcp", help=phrases.HELP_MCP)(serving.mcp)
app.command("doctor", help=phrases.HELP_DOCTOR)(serving.doctor)
