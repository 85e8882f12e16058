"""A draft as the report is read: its lines as paragraphs, its sentences and clauses as passages."""

from __future__ import annotations

from functools import cached_property

from bc_qa.claims.wording import is_aimed
from bc_qa.evidence.columns import columns, is_heading_row, with_units
from bc_qa.evidence.reading import Reading
from bc_qa.figures.grammar import figures
from bc_qa.report.lines import is_row, lines_of
from bc_qa.report.passages import CONTEXT_JOINT, passages
from bc_qa.text.normal import document_text
from bc_qa.types import Document, Figure, Paragraph, ParagraphKind

CLAUSE_CHARS = 400  # as the passages of the report


def read_draft(text: str) -> Document:
    """Return a submitted text as a document: each line a paragraph or a table's row. Offsets are of its NFC text."""
    normal = document_text(text)
    paragraphs = tuple(Paragraph(_kind(line.text), (line.span,)) for line in lines_of(normal))
    return Document(id="", text=normal, title="", paragraphs=paragraphs)


def read_clauses(draft: Document, known: frozenset[str]) -> list[Reading]:
    """Return the clauses of a draft as read; `known` are the compounds of the corpus that a counted noun may be."""
    made = passages(draft, CLAUSE_CHARS, segmented=False)
    return [_Clause(passage, known, _kind(passage.text), False, ()) for passage in made]


def _kind(text: str) -> ParagraphKind:
    return ParagraphKind.TABLE if is_row(text) else ParagraphKind.TEXT


class _Clause(Reading):
    """A clause of a draft: its numbers in words are figures, too, and what is aimed at is told by its own words."""

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures by place, in digits and in words; of a table's row the values, with the unit of their column."""
        text = self.passage.text
        read = tuple(figures(text, self.known, words=True))
        if self.kind is not ParagraphKind.TABLE:
            return read
        return () if not self.columns and is_heading_row(text) else with_units(text, read, self.columns)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The headings of the columns, of a table's row; none where the table has no row of headings."""
        above = self.passage.context.rpartition(CONTEXT_JOINT)[2]
        return columns(above) if self.kind is ParagraphKind.TABLE and is_heading_row(above) else ()

    @cached_property
    def aimed_from(self) -> int | None:
        """The beginning, where it speaks of what is aimed at."""
        return 0 if is_aimed(self.passage.text) else None
