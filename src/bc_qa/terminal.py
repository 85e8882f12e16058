"""How replies, structure and checks look in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from bc_qa import phrases
from bc_qa.evidence.citing import place_in_words
from bc_qa.outcomes import absence, beside_quotes
from bc_qa.types import CatalogueEntry, Claim, Document, Finding, Hit, Reply, Severity, Status, Verdict, joined

if TYPE_CHECKING:
    from bc_qa.doctor import Check
    from bc_qa.evaluation.summary import Result


def show_reply(reply: Reply) -> None:
    """Print the answer, its citations or what stands nearest, and questions to go on with.

    What the report may say is headed so and printed plainly; what it does not say is followed by what is missing.
    """
    console = Console(highlight=False, soft_wrap=True)
    if reply.status is Status.LIKELY:
        console.print(phrases.LIKELY, style="yellow")
    for line in beside_quotes(reply):
        console.print(escape(line), style="" if reply.status is Status.LIKELY else "bold")
    if reply.status is Status.NOT_FOUND and reply.missing:
        console.print(escape(absence(reply.missing)))
    if reply.nearest:
        console.print(phrases.NEAREST)
    for citation in (*reply.citations, *reply.nearest):
        console.print(escape(f"[{citation.n}] {place_in_words(citation)}"), style="cyan")
        console.print(escape(f"    {citation.quote}"))
    for suggestion in reply.suggestions:
        console.print(escape(f"  · {suggestion}"), style="dim")


def show_hits(hits: Sequence[Hit]) -> None:
    """Print the passages found with each channel's rank."""
    channels = list(hits[0].ranks) if hits else []
    table = Table(phrases.EXPLAIN_SCORE, *channels, phrases.EXPLAIN_PASSAGE, title=phrases.EXPLAIN_TITLE)
    for hit in hits:
        ranks = (str(hit.ranks[channel]) for channel in channels)
        table.add_row(f"{hit.score:.2f}", *ranks, escape(f"{hit.passage.id} {hit.passage.text[:90]}"))
    Console().print(table)


_FEW_SETS = 6  # of more than these only a line each is shown, and what all came to
_BRIEF = ("answer right", "first citation right", "unanswerable refused", "later turns right", "claims judged right")


def show_results(results: Sequence[Result]) -> None:
    """Print what files of questions came to: shares, causes of failure, and each failure; of many files a line each."""
    console = Console(highlight=False, soft_wrap=True)
    many = len(results) > _FEW_SETS
    for result in results[:-1] if many else ():
        shares = (f"{measure} {_share(*result.shares[measure])}" for measure in _BRIEF if measure in result.shares)
        console.print(f"{result.name:36} {', '.join(shares)}")
    for result in results[-1:] if many else results:
        console.print(f"{result.name}  {result.milliseconds} ms", style="bold")
        for measure, share in result.shares.items():
            console.print(f"  {measure:28} {_share(*share)}")
        if result.macro_f1 is not None:
            console.print(f"  {'claims, macro-F1':28} {result.macro_f1:.3f}")
        for kind, share in result.kinds.items():
            console.print(f"    right, {kind:19} {_share(*share)}")
        for cause, count in result.causes.items():
            console.print(f"  {cause:28} {count}")
        for failure in result.failures:
            console.print(escape(f"  - {failure.id} [{failure.cause}] {failure.question} → {failure.answer[:160]}"))


def _share(right: int, of: int) -> str:
    return f"{100 * right / of:5.1f}% ({right}/{of})"


def show_lines(lines: Sequence[str]) -> None:
    """Print lines as they are."""
    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        console.print(escape(line))


_COLOURS = {
    Verdict.SUPPORTED: "green",
    Verdict.CONTRADICTED: "red",
    Verdict.CONFLICTING: "yellow",
    Verdict.NOT_FOUND: "dim",
}


def show_claims(claims: Sequence[Claim], counts: Mapping[str, int]) -> None:
    """Print each claim with its verdict, what the report says and where, and how many there are of each verdict."""
    console = Console(highlight=False, soft_wrap=True)
    for claim in claims:
        console.print(escape(f"{phrases.VERDICTS[claim.verdict.value]} {claim.figure}"), style=_COLOURS[claim.verdict])
        console.print(escape(f"    {claim.explanation}"))
        for citation in claim.citations[:2]:
            console.print(escape(f"    {place_in_words(citation)}"), style="cyan")
    total = sum(counts.values())
    console.print(phrases.CLAIMS_COUNTED.format(total=total, **counts) if total else phrases.CLAIMS_NONE)


def show_rows(header: Sequence[str], rows: Sequence[Sequence[object]], where_none: str) -> None:
    """Print rows as a table, or a sentence where there are none."""
    table = Table(*header)
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    Console().print(table if rows else where_none)


def show_figures(entries: Sequence[CatalogueEntry]) -> None:
    """Print catalogued figures as a table: the figure, what it measures, period, place."""
    console = Console()
    if not entries:
        console.print(phrases.FIGURES_NONE)
        return
    table = Table(*phrases.FIGURES_SHOWN)
    for entry in entries:
        figure = f"{entry.qualifier} {entry.text}".strip() + (f" ({phrases.CHECK_ORIGINAL})" if entry.unsure else "")
        table.add_row(*map(escape, (figure, entry.thing, entry.period, entry.place)))
    console.print(table)
    console.print(phrases.FIGURES_FOUND.format(count=len(entries)))


def show_findings(findings: Sequence[Finding]) -> None:
    """Print findings, what to correct first standing first, each with its places."""
    console = Console(highlight=False, soft_wrap=True)
    if not findings:
        console.print(phrases.AUDIT_CLEAN)
        return
    for finding in findings:
        kind = f"{phrases.AUDIT_SEVERITIES[finding.severity]}, {phrases.AUDIT_TYPES[finding.type]}"
        console.print(escape(f"[{kind}] {finding.what}"), style="bold")
        console.print(escape(f"    {finding.detail}"))
        for citation in finding.citations:
            console.print(escape(f"    [{citation.n}] {place_in_words(citation)}: {citation.quote[:160]}"), style="dim")
    counts = Counter(finding.severity.value for finding in findings)
    console.print(phrases.AUDIT_COUNT.format(count=len(findings), **{name: counts[name] for name in Severity}))


def show_structure(document: Document) -> None:
    """Print the outline, the footnotes with what calls them, and what could not be placed."""
    console = Console(highlight=False)
    console.print(escape(f"{document.id}: {document.title}"), style="bold")
    console.print(escape(f"{document.number or '–'} · {document.date or '–'} · {document.issuer or '–'}"))
    tree = Tree(phrases.OUTLINE.format(count=len(document.sections)))
    nodes = {None: tree}
    for section in document.sections:
        nodes[section.id] = nodes[section.parent].add(escape(section.title))  # type: ignore[index]
    console.print(tree)
    console.print(phrases.FOOTNOTES.format(count=len(document.footnotes)))
    for note in document.footnotes:
        called = document.text[max(0, note.mark.start - 40) : note.mark.start].split("\n")[-1] if note.mark else "?"
        text = joined(document.text, note.spans)
        console.print(escape(f"  {note.number}. … {called} → {text[:60]} … {text[-30:]}"))
    console.print(phrases.UNPLACED.format(count=len(document.unplaced)))
    for span in document.unplaced:
        console.print(escape(f"  {span.start}–{span.end}: {span.of(document.text)[:80]}"))


def show_checks(checks: Sequence[Check]) -> None:
    """Print what is in order and what is not."""
    console = Console(highlight=False, soft_wrap=True)
    for check in checks:
        console.print(escape(f"{'✓' if check.good else '✗'} {check.what}: {check.found}"))
