"""The highest or lowest of a table: the row that a question with "nhất" asks for, told from all rows of its table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bc_qa.evidence.columns import cells, column_of, named
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.question import Question
from bc_qa.evidence.ranking import Pick, ranked
from bc_qa.evidence.reading import YEARS, Reading
from bc_qa.evidence.values import Candidate, valued
from bc_qa.figures.arithmetic import comparable
from bc_qa.language import cues, lexicon
from bc_qa.text.keys import syllables
from bc_qa.types import FigureKind, Hit, ParagraphKind

LOOKED_AT = 2  # passages, best first, of which one has to be a row of the table
LEAST_ROWS = 3  # rows that are told from one another
LEAST_FILLED = 0.6  # share of the rows that give a value in the column asked for
LEAST_LEAD = 0.05  # how much better a column has to fit than the next
YEAR = 0.5  # what the year of a column's heading counts, next to the share of the question that the heading says
BESIDE = 0.3  # what stands for a value in its row counts (evidence.values), next to that share
_UNIT_OF_ROW = re.compile(r"\(([^()A-ZĐ][^()]*)\)")  # "Sản lượng (tấn)", not "Trạm số 4 (Ea Trol)"
_MEASURED = frozenset({FigureKind.QUANTITY, FigureKind.SHARE, FigureKind.RATIO})


@dataclass(frozen=True, slots=True)
class Extreme:
    """A row with its value, what the row is called, and the values it is the highest or lowest of, as written."""

    pick: Pick
    name: str
    lowest: bool
    values: tuple[str, ...]


def extremes(corpus: Corpus, question: Question, picks: Sequence[Pick]) -> tuple[Extreme, ...]:
    """Return the rows that are highest and lowest, whichever is asked for; none where no table tells.

    What the report itself calls the highest ("cao nhất là …") stands before what is told from a table.
    """
    lowered = question.text.lower()
    wanted = [low for low, cue in ((False, cues.MOST), (True, cues.LEAST)) if cue.search(lowered)]
    first = next((n for n, pick in enumerate(picks[:LOOKED_AT]) if pick.reading.columns), None)
    if not wanted or question.parts or first is None:
        return ()
    if any(cues.SUPERLATIVE.search(pick.reading.passage.text.lower()) for pick in picks[: first + 1]):
        return ()
    column = _column(question, _rows(corpus, picks[first].reading), corpus)
    return tuple(_extreme(column, picks[first], lowest=low) for low in wanted) if column else ()


def _rows(corpus: Corpus, one: Reading) -> list[Reading]:
    """Return the rows of the table that a row is of, without those that sum it up."""
    passage = one.passage
    rows = (
        reading
        for reading in corpus.readings.values()
        if reading.kind is ParagraphKind.TABLE
        and (reading.passage.document, reading.passage.context) == (passage.document, passage.context)
    )
    return [row for row in rows if not cues.TOTAL_ROW.search(row.passage.text.lower())]


def _column(question: Question, rows: Sequence[Reading], corpus: Corpus) -> list[tuple[Pick, Candidate]]:
    """Return the rows with their values in the column that fits a question best; none where two fit alike."""
    if len(rows) < LEAST_ROWS:
        return []
    hits = [Hit(row.passage, 0.0, {}, {}) for row in rows]
    found: dict[int, list[tuple[Pick, Candidate]]] = defaultdict(list)
    for pick in ranked(corpus, question, hits):
        by_column: dict[int, Candidate] = {}
        for candidate in valued(question, pick.held):
            if candidate.figure.kind in _MEASURED and candidate.figure.base is not None:
                by_column.setdefault(column_of(pick.reading.passage.text, candidate.figure), candidate)
        for column, candidate in by_column.items():
            found[column].append((pick, candidate))
    filled = [
        (_says(question, corpus, rows[0].columns[column]) + BESIDE * _beside(values), values)
        for column, values in found.items()
        if 0 <= column < len(rows[0].columns) and len(values) >= max(LEAST_FILLED * len(rows), LEAST_ROWS)
    ]
    filled.sort(key=lambda item: -item[0])
    if not filled or (len(filled) > 1 and filled[0][0] - filled[1][0] < LEAST_LEAD):
        return []
    values = filled[0][1]
    units = {tuple(_UNIT_OF_ROW.findall(_name(pick.reading))) for pick, _ in values}
    alike = all(comparable(candidate.figure, values[0][1].figure) for _, candidate in values)
    return values if alike and len(units) == 1 else []


def _says(question: Question, corpus: Corpus, heading: str) -> float:
    """Return the share 0-1 of the question that the heading of a column says, and whether it is of its year."""
    words, years = set(syllables(heading)), {int(year) for year in YEARS.findall(heading)}
    terms = [term for term in question.terms if term.text.lower() not in lexicon.DEGREES]
    said = sum(corpus.weight(t) * max(len(words & set(f)) / len(f) for f in t.forms) for t in terms)
    asked = set(question.years)
    year = YEAR * (bool(years & asked) - bool(asked and years and not years & asked))
    return said / (sum(map(corpus.weight, terms)) or 1.0) + year


def _beside(values: Sequence[tuple[Pick, Candidate]]) -> float:
    """Return how well the values of a column are those asked for by what stands beside them, on average."""
    return sum(candidate.score for _, candidate in values) / len(values)


def _extreme(column: Sequence[tuple[Pick, Candidate]], likeliest: Pick, *, lowest: bool) -> Extreme:
    """Return the extreme of a column; that its table answers is as likely as that the likeliest of its rows does."""
    ordered = sorted(column, key=lambda item: item[1].figure.base or 0, reverse=not lowest)
    pick, candidate = ordered[0]
    chosen = replace(pick, score=likeliest.score, candidates=(candidate,))
    return Extreme(chosen, _name(pick.reading), lowest, tuple(c.figure.text for _, c in ordered))


def _name(row: Reading) -> str:
    """Return what a row is called: the first of its cells that says what it is of, else its first."""
    text = row.passage.text
    called = [cell for cell in named(text, row.figures, row.columns) if cell.of(text).strip()]
    filled = [cell for cell in cells(text) if cell.of(text).strip()]
    return (called or filled)[0].of(text).strip()
