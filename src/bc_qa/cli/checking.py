"""Commands that hold texts against the reports: a draft, and the reports themselves."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bc_qa import phrases
from bc_qa.cli.common import Corpus, Index, Json, OfDocument, open_assistant, write_file

if TYPE_CHECKING:
    from bc_qa.assistant import Assistant
    from bc_qa.types import Claim


def audit(
    as_json: Json = False,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help=phrases.OPTION_XLSX)] = None,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Hold the reports against themselves; exit with 1 where a finding is major."""
    from bc_qa.tables import finding_rows, xlsx_bytes
    from bc_qa.types import Severity, plain

    found = open_assistant(corpus, index).audit()
    if as_json:
        typer.echo(json.dumps({"findings": plain(found)}, ensure_ascii=False, indent=1))
    if xlsx:
        write_file(xlsx, xlsx_bytes(phrases.AUDIT_TITLE, phrases.AUDIT_HEADER, finding_rows(found)))
    if not (as_json or xlsx):
        from bc_qa.terminal import show_findings

        show_findings(found)
    if any(finding.severity is Severity.MAJOR for finding in found):
        raise typer.Exit(1)


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
    claims = _verified(open_assistant(corpus, index), draft.text, document)
    if as_json:
        typer.echo(json.dumps({"claims": plain(claims), "counts": counted(claims)}, ensure_ascii=False, indent=1))
    if xlsx:
        write_file(xlsx, xlsx_bytes(phrases.CLAIMS_TITLE, phrases.CLAIMS_HEADER, claim_rows(claims)))
    if docx:
        write_file(docx, _commented(name, content, draft.text, claims))
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
