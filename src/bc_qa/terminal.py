"""How replies, structure and checks look in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from bc_qa import phrases
from bc_qa.types import CatalogueEntry, Citation, Document, Hit, Reply, joined

if TYPE_CHECKING:
    from bc_qa.doctor import Check


def show_reply(reply: Reply) -> None:
    """Print the answer, its citations or what stands nearest, and questions to go on with."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(escape(reply.answer), style="bold")
    if reply.nearest:
        console.print(phrases.NEAREST)
    for citation in (*reply.citations, *reply.nearest):
        console.print(escape(f"[{citation.n}] {place(citation)}"), style="cyan")
        console.print(escape(f"    {citation.quote}"))
    for suggestion in reply.suggestions:
        console.print(escape(f"  · {suggestion}"), style="dim")


def place(citation: Citation) -> str:
    """Return where a citation stands, in words."""
    parts = list(citation.section[-2:]) or [citation.title]
    if citation.note is not None:
        parts.append(phrases.NOTE.format(number=citation.note))
    return " › ".join(parts)


def show_hits(hits: Sequence[Hit]) -> None:
    """Print the passages found with each channel's rank."""
    channels = list(hits[0].ranks) if hits else []
    table = Table(phrases.EXPLAIN_SCORE, *channels, phrases.EXPLAIN_PASSAGE, title=phrases.EXPLAIN_TITLE)
    for hit in hits:
        ranks = (str(hit.ranks[channel]) for channel in channels)
        table.add_row(f"{hit.score:.2f}", *ranks, escape(f"{hit.passage.id} {hit.passage.text[:90]}"))
    Console().print(table)


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
        table.add_row(*map(escape, (f"{entry.qualifier} {entry.text}".strip(), entry.thing, entry.period, entry.place)))
    console.print(table)
    console.print(phrases.FIGURES_FOUND.format(count=len(entries)))


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
