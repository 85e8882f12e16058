"""A draft as the report is read: its lines as paragraphs, its sentences and clauses as passages."""

from __future__ import annotations

from functools import cached_property

from bc_qa.claims.wording import is_aimed
from bc_qa.evidence.reading import Reading
from bc_qa.figures.grammar import figures
from bc_qa.report.lines import lines_of
from bc_qa.report.passages import passages
from bc_qa.text.normal import document_text
from bc_qa.types import Document, Figure, Paragraph, ParagraphKind

CLAUSE_CHARS = 400  # as the passages of the report


def read_draft(text: str) -> Document:
    """Return a submitted text as a document of plain paragraphs, one for each line. Offsets are of its NFC text."""
    normal = document_text(text)
    paragraphs = tuple(Paragraph(ParagraphKind.TEXT, (line.span,)) for line in lines_of(normal))
    return Document(id="", text=normal, title="", paragraphs=paragraphs)


def read_clauses(draft: Document, known: frozenset[str]) -> list[Reading]:
    """Return the clauses of a draft as read; `known` are the compounds of the corpus that a counted noun may be."""
    made = passages(draft, CLAUSE_CHARS)
    return [_Clause(passage, known, ParagraphKind.TEXT, False, ()) for passage in made]


class _Clause(Reading):
    """A clause of a draft: its numbers in words are figures, too, and what is aimed at is told by its own words."""

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures by place, in digits and in words."""
        return tuple(figures(self.passage.text, self.known, words=True))

    @cached_property
    def aimed_from(self) -> int | None:
        """The beginning, where it speaks of what is aimed at."""
        return 0 if is_aimed(self.passage.text) else None
