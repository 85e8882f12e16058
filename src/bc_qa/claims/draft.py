"""A draft as the report is read: its lines as paragraphs, its sentences and clauses as passages."""

from __future__ import annotations

from dataclasses import replace

from bc_qa.claims.wording import is_aimed
from bc_qa.evidence.reading import Reading, read_passage
from bc_qa.figures.grammar import figures
from bc_qa.report.lines import lines_of
from bc_qa.report.passages import passages
from bc_qa.text.normal import document_text
from bc_qa.types import Document, Paragraph, ParagraphKind

CLAUSE_CHARS = 400  # as the passages of the report


def read_draft(text: str) -> Document:
    """Return a submitted text as a document of plain paragraphs, one for each line. Offsets are of its NFC text."""
    normal = document_text(text)
    paragraphs = tuple(Paragraph(ParagraphKind.TEXT, (line.span,)) for line in lines_of(normal))
    return Document(id="", text=normal, title="", paragraphs=paragraphs)


def read_clauses(draft: Document, known: frozenset[str]) -> list[Reading]:
    """Return the clauses of a draft as read; `known` are the compounds of the corpus that a counted noun may be."""
    made = passages(draft, CLAUSE_CHARS)
    return [_as_written(read_passage(passage, known, ParagraphKind.TEXT, False, ()), known) for passage in made]


def _as_written(reading: Reading, known: frozenset[str]) -> Reading:
    """Return a clause with its numbers in words, and whether it speaks of what is aimed at."""
    text = reading.passage.text
    aimed_from = 0 if is_aimed(text) else None
    return replace(reading, figures=tuple(figures(text, known, words=True)), aimed_from=aimed_from)
