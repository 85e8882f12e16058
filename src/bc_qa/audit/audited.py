"""What the audit reads: each paragraph and note as one text with its figures; and what it notes down.

Sums and shares run over several passages, so the unit here is the whole paragraph; a citation is again of passages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from bc_qa.evidence.corpus import Corpus
from bc_qa.facts.reader import sets_aims
from bc_qa.figures.grammar import figures
from bc_qa.figures.units import BASES
from bc_qa.language import cues
from bc_qa.language.lexicon import CHANGES, STOP
from bc_qa.text.flow import Flow
from bc_qa.text.keys import TOKEN, key
from bc_qa.text.sentences import sentences
from bc_qa.types import Document, Figure, FigureKind, FindingType, Paragraph, ParagraphKind, Passage, Severity, Span

# A number that only numbers something: "Nghị định số 68", "Dự án 5", "nhóm 2".
_CLAUSE = re.compile(r"[.;:](?=\s)|\d[\d.,/]*\s*%?")
NEAREST_SHARE = Decimal("0.55")  # of the greater of two values, that the lesser is at least
SURE = 0.9  # how sure a notice is that says nothing else


@dataclass(frozen=True, eq=False)
class Statement:
    """A paragraph or note read as one. Offsets of `figures` and `sentences` are those of `text`."""

    document: Document
    paragraph: Paragraph
    flow: Flow
    figures: tuple[Figure, ...]
    caller: Place | None = None  # where the body calls this note

    @property
    def text(self) -> str:
        """The paragraph's text, pieces joined."""
        return self.flow.text

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Where each sentence begins and ends."""
        found: list[Span] = []
        at = 0
        for part in sentences(self.flow):
            start = self.text.index(part.text, at)
            at = start + len(part.text)
            found.append(Span(start, at))
        return tuple(found)

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that an offset stands in."""
        return next((s for s in self.sentences if offset < s.end), Span(0, len(self.text)))

    def before(self, figure: Figure, chars: int = 60) -> str:
        """Return what stands right before a figure."""
        return self.text[max(0, figure.span.start - chars) : figure.span.start]


@dataclass(frozen=True, eq=False)
class Place:
    """A stretch of a statement that is evidence; `marks` are what tells in it, all of it where there are none."""

    statement: Statement
    start: int
    end: int
    marks: tuple[Span, ...] = ()

    @classmethod
    def of(cls, statement: Statement, *figures_there: Figure) -> Place:
        """Return the stretch from the first to the last of some figures."""
        spans = tuple(figure.span for figure in figures_there)
        return cls(statement, min(s.start for s in spans), max(s.end for s in spans), spans)

    @property
    def text(self) -> str:
        """The characters of the stretch."""
        return self.statement.text[self.start : self.end]


@dataclass(frozen=True, eq=False)
class Notice:
    """A finding before it is cited: what is wrong, the arithmetic, and the stretches that prove both sides.

    `sure` is how likely a careful reader agrees that it is a fault, 0-1.
    """

    type: FindingType
    severity: Severity
    what: str
    detail: str
    places: tuple[Place, ...]
    sure: float = SURE


@dataclass(frozen=True, eq=False)
class Audited:
    """All statements of one report by place, and the passages that quote them."""

    document: Document
    corpus: Corpus
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]

    @classmethod
    def read_all(cls, corpus: Corpus, documents: Iterable[Document]) -> Iterator[Audited]:
        """Yield each report, read paragraph by paragraph."""
        passages = [reading.passage for reading in corpus.readings.values()]
        own: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages:
            own[passage.document].append(passage)
        for document in documents:
            yield cls(document, corpus, tuple(_statements(document, corpus.known)), tuple(own[document.id]))

    @cached_property
    def prose(self) -> tuple[Statement, ...]:
        """The statements that are neither heading, head nor foot."""
        return tuple(s for s in self.statements if s.paragraph.kind is ParagraphKind.TEXT)

    def following(self, statement: Statement) -> Statement | None:
        """Return the body paragraph after one, notes passed over."""
        at = self.statements.index(statement)
        return next((later for later in self.statements[at + 1 :] if later.paragraph.note is None), None)

    def weight(self, words: Iterable[str]) -> float:
        """Return how telling some words are, taken together."""
        return sum(self.corpus.telling(word) for word in words)

    def quoted(self, place: Place) -> list[Passage]:
        """Return the passages that hold a stretch, by place."""
        spans = place.statement.flow.spans(place.start, place.end)
        held = self.passages
        return [p for p in held if any(s.start < t.end and t.start < s.end for s in p.spans for t in spans)]


def _statements(document: Document, known: frozenset[str]) -> Iterator[Statement]:
    """Yield the paragraphs of a document; a note knows the sentence that calls it."""
    made: list[Statement] = []
    for paragraph in document.paragraphs:
        flow = Flow.read(document.text, paragraph.spans)
        made.append(Statement(document, paragraph, flow, tuple(figures(flow.text, known))))
    marks = {note.number: note.mark for note in document.footnotes if note.mark}
    for statement in made:
        number = statement.paragraph.note
        mark = marks.get(number) if number is not None else None
        caller = _caller(made, mark) if mark else None
        yield replace(statement, caller=caller) if caller else statement


def _caller(made: Sequence[Statement], mark: Span) -> Place | None:
    """Return the sentence up to a note's mark."""
    for statement in made:
        at = _offset(statement.flow, mark.start)
        if at is not None and statement.paragraph.note is None:
            sentence = next((s for s in statement.sentences if s.start <= at <= s.end), Span(0, at))
            return Place(statement, sentence.start, min(at + mark.end - mark.start, len(statement.text)))
    return None


def _offset(flow: Flow, place: int) -> int | None:
    """Return where a place of the document stands in a flow, if it does."""
    offset = 0
    for piece in flow.pieces:
        if piece.start <= place < piece.end:
            return offset + place - piece.start
        offset += piece.end - piece.start + 1
    return None


def clauses_around(place: Place) -> list[Span]:
    """Return the clauses that hold a stretch, by place: a citation is of these, and of nothing beside them."""
    edges = [0, *_clause_ends(place.statement), len(place.statement.text)]
    spans = [Span(start, end) for start, end in pairwise(edges)]
    return [span for span in spans if span.start < place.end and place.start < span.end]


def _clause_ends(statement: Statement) -> list[int]:
    """Return where clauses end inside a statement: at sentences, and at semicolons outside brackets."""
    found: list[int] = []
    for sentence in statement.sentences:
        depth = 0
        for place in range(sentence.start, sentence.end):
            char = statement.text[place]
            depth += (char == "(") - (char == ")")
            if char == ";" and depth <= 0:
                found.append(place + 1)
        found.append(sentence.end)
    return sorted({end for end in found if end < len(statement.text)})


def measure(figure: Figure) -> str | None:
    """Return what a figure can be added up in: the base unit it measures in, "" where it counts; None for others."""
    if figure.kind is not FigureKind.QUANTITY or figure.base is None or "/" in figure.unit:
        return None
    return figure.base_unit if figure.base_unit in BASES else ""


def is_counted(statement: Statement, figure: Figure) -> bool:
    """Whether a figure says how much there is: no label ("Dự án 5") and no growth or loss ("giảm 01 trường")."""
    before = statement.before(figure)
    return not (cues.CHANGE_BEFORE.search(before) or (not figure.unit and cues.NUMBERS_BEFORE.search(before)))


def is_change(statement: Statement, figure: Figure) -> bool:
    """Whether a figure is said to be a growth or loss."""
    return cues.CHANGE_BEFORE.search(statement.before(figure)) is not None


def is_aimed_at(statement: Statement, figure: Figure) -> bool:
    """Whether a figure is wanted, not reached: by a heading over it, or by a word of aiming in its sentence."""
    sentence = statement.sentence_at(figure.span.start)
    said = statement.text[sentence.start : figure.span.start]
    return sets_aims(statement.document.path(statement.paragraph.section)) or bool(cues.AIM_WORD.search(said))


def lead(statement: Statement, figure: Figure) -> frozenset[str]:
    """Return the words that lead up to a figure in its clause and the noun it counts, as keys, small words left out."""
    sentence = statement.sentence_at(figure.span.start)
    before = statement.text[sentence.start : figure.span.start]
    clause = f"{_CLAUSE.split(before)[-1]} {figure.unit if measure(figure) == '' else ''}"
    words = (key(word) for word in TOKEN.findall(clause))
    return frozenset(word for word in words if word not in STOP and word not in CHANGES and not word[0].isdigit())


def year_of(statement: Statement, figure: Figure) -> int | None:
    """Return the year named last before a figure; one that something else was compared with does not count."""
    years = [found for found in cues.YEAR_NAMED.finditer(statement.text, 0, figure.span.start) if not found[1]]
    return int(years[-1][2]) if years else None


def step(figure: Figure) -> Decimal:
    """Return what one in the last written digit of a figure is worth in its base unit."""
    if not figure.value or figure.base is None:
        return Decimal(1)
    exponent = figure.value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * (figure.base / figure.value)
