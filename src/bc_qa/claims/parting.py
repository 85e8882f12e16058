"""A sentence that quotes several figures parted into sentences that quote one each, where its form tells how.

"Tỷ lệ hộ nghèo giảm từ 9% năm 2022 xuống 7% năm 2023" says "Tỷ lệ hộ nghèo là 9% năm 2022" and "… là 7% năm 2023"; so
do "lần lượt", and a clause that has a year or a change and no thing of its own. A row of a table says one for each of
its cells. What has another form is left whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bc_qa.claims.wording import EMPTY
from bc_qa.evidence.columns import heading_of, named
from bc_qa.evidence.items import PERIODS, alike
from bc_qa.evidence.reading import YEARS, Reading
from bc_qa.figures.hedges import begins
from bc_qa.language import cues, lexicon
from bc_qa.report.lines import is_row
from bc_qa.report.passages import CONTEXT_JOINT
from bc_qa.text.keys import TOKEN, key
from bc_qa.types import Figure, FigureKind, ParagraphKind, Span

VALUES = frozenset({FigureKind.QUANTITY, FigureKind.SHARE, FigureKind.RATIO, FigureKind.RANGE})
_STOP = re.compile(r"[.;]\s")
_MEASURE = re.compile(r"\s*\([^()]*\)")  # "(ha)" behind the heading of a column
_LISTED = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence that quotes one figure, and where the figure stands in it."""

    text: str
    span: Span


def parted(reading: Reading) -> dict[Span, Part]:
    """Return, by the place of a figure in a passage, the sentence that speaks of it alone; only of those parted."""
    values = [figure for figure in reading.figures if figure.kind in VALUES]
    if reading.kind is ParagraphKind.TABLE:
        return {figure.span: part for figure in values if (part := _of_cell(reading, figure))}
    if len(values) < 2:
        return {}
    sentence = _Sentence(reading, values)
    found: dict[Span, Part] = {}
    for figure, part in (*sentence.changed(), *sentence.leaning(), *sentence.listed()):
        found[figure.span] = part
    return found


def _of_cell(reading: Reading, figure: Figure) -> Part | None:
    """Return what a cell says: what its table is of, its row and the heading of its column, then its value."""
    text = reading.passage.text
    row = [cell.of(text) for cell in named(text, reading.figures, reading.columns) if not cell.covers(figure.span)]
    heading = _MEASURE.sub("", heading_of(text, reading.columns, figure))
    caption = "" if is_row(above := reading.passage.context.partition(CONTEXT_JOINT)[0]) else above
    said = ", ".join(part for part in (*row, heading) if part)
    if not said:
        return None
    caption = caption.rstrip(" .:").rpartition(". ")[2]  # not "Bảng 2."
    lead = f"{caption}: {said} là " if caption else f"{said} là "
    value = text[begins(text, figure) : figure.span.end]
    unit = "" if figure.text.endswith(figure.unit) else f" {figure.unit}"
    return Part(f"{lead}{value}{unit}.", Span(len(lead) + figure.span.start - begins(text, figure), len(lead + value)))


class _Sentence:
    """A passage with the values that it quotes, by place."""

    def __init__(self, reading: Reading, values: Sequence[Figure]) -> None:
        self._text = reading.passage.text
        self._values = values
        self._turned: dict[Span, str] = {}  # what "từ … xuống …" is of, by the first of its values
        self._periods = [figure for figure in reading.figures if figure.kind in PERIODS]

    def changed(self) -> Iterator[tuple[Figure, Part]]:
        """Yield the two values of "giảm từ … xuống …"."""
        for one, other in pairwise(self._values):
            opened = cues.FROM_VALUE.search(self._text[: self._begin(one)])
            turned = cues.TO_VALUE.match(self._text[one.span.end : self._begin(other)])
            if opened is None or turned is None or not (alike(one, other) or "" in (one.unit, other.unit)):
                continue
            head = cues.CHANGED.sub("", self._text[self._opening(opened.start()) : opened.start()])
            if not _names_thing(head):
                continue
            tail = self._text[other.span.end : self._closing(other)]
            before, after = _timeless(head), head if not YEARS.search(tail) else _timeless(head)
            self._turned[one.span] = after
            yield one, self._part(f"{before} là ", one, f" {turned['when'].strip(' ,()')}", unit=other)
            yield other, self._part(f"{after} là ", other, tail)

    def listed(self) -> Iterator[tuple[Figure, Part]]:
        """Yield the values of "A và B lần lượt là … và …"."""
        for told in cues.RESPECTIVELY.finditer(self._text):
            run = self._run_behind(told.end())
            head = self._text[self._opening(told.start()) : told.start()]
            heads = _headed(head, len(run)) if len(run) > 1 else []
            for figure, own in zip(run, heads, strict=False):
                yield figure, self._part(f"{own} là ", figure, "", unit=run[-1])

    def leaning(self) -> Iterator[tuple[Figure, Part]]:
        """Yield the values of clauses with no thing of their own, and what they lean on."""
        held, head, whole = self._own(self._values[0], self._opening(self._values[0].span.start))
        for one, other in pairwise(self._values):
            place = self._break(one, other)
            clause = Span(place, self._closing(other)) if place is not None else None
            if one.span in self._turned:  # "từ … xuống …" is one clause
                held, head, whole = other, self._turned[one.span], ""
            elif clause is None or not _names_thing(head) or not self._leans(clause):
                held, head, whole = self._own(other, self._opening(other.span.start) if place is None else place)
            else:
                if whole:
                    yield held, self._part(whole, held, self._text[held.span.end : clause.start])
                whole = ""
                behind = self._text[held.span.end : self._closing(held)]
                told = f"{head} {behind.strip()}" if _names_thing(behind) else head
                lead = _timeless(told) if self._dated(clause) else told
                between = self._text[clause.start : self._begin(other)].strip(" ,;(")
                yield other, self._part(f"{lead} {between}", other, self._text[other.span.end : clause.end])

    def _own(self, figure: Figure, start: int) -> tuple[Figure, str, str]:
        """Return a value with what its clause says before it: without and with the word that joins them."""
        lead = self._text[start : self._begin(figure)].lstrip(" ,;(")
        return figure, cues.COPULA.sub("", lead), lead

    def _leans(self, clause: Span) -> bool:
        """Whether a clause says when, how much more or of what aim, and not of what."""
        text = clause.of(self._text)
        change = any(key(word) in lexicon.CHANGES for word in TOKEN.findall(text))
        if not change and not self._dated(clause) and not cues.MEASURED_AGAINST.search(text):
            return False
        bare = cues.BESIDE_PERIOD.sub(" ", self._without_figures(clause))
        return not _names_thing(bare)

    def _without_figures(self, clause: Span) -> str:
        (start, end), text = clause, clause.of(self._text)
        for figure in sorted([*self._periods, *self._values], key=lambda figure: figure.span, reverse=True):
            if start <= figure.span.start and figure.span.end <= end:
                text = f"{text[: figure.span.start - start]} {text[figure.span.end - start :]}"
        return text

    def _dated(self, clause: Span) -> bool:
        """Whether a clause names a time of its own, and not only one to compare with."""
        return any(
            clause.covers(period.span) and not cues.COMPARED_BEFORE.search(self._text[: period.span.start])
            for period in self._periods
        )

    def _run_behind(self, start: int) -> list[Figure]:
        """Return the values that stand in a row behind a place."""
        behind = [figure for figure in self._values if figure.span.start >= start]
        run = behind[:1]
        for one, other in pairwise(behind):
            if not cues.LISTED_ON.match(self._text[one.span.end : self._begin(other)]):
                break
            run.append(other)
        return run

    def _break(self, one: Figure, other: Figure) -> int | None:
        """Return where the clause of the second of two values begins; None where nothing parts them."""
        breaks = list(cues.OWN_BREAK.finditer(self._text, one.span.end, self._begin(other)))
        return breaks[-1].start() if breaks else None

    def _opening(self, end: int) -> int:
        """Return where the sentence begins that reaches to a place."""
        return max((stop.end() for stop in _STOP.finditer(self._text, 0, end)), default=0)

    def _closing(self, figure: Figure) -> int:
        """Return where the clause of a value ends: at a break or before the next value's clause."""
        dated = cues.DATED_ASIDE.match(self._text, figure.span.end)  # "43,81% (năm 2022)"
        found = cues.OWN_BREAK.search(self._text, dated.end() if dated else figure.span.end)
        stop = _STOP.search(self._text, figure.span.end)
        return min(
            found.start() if found else len(self._text),
            stop.start() if stop else len(self._text.rstrip(" .;)")),
            len(self._text.rstrip(" .;)")),
        )

    def _begin(self, figure: Figure) -> int:
        """Return where a figure begins, its hedge with it."""
        return begins(self._text, figure)

    def _part(self, head: str, figure: Figure, tail: str, unit: Figure | None = None) -> Part:
        """Return the sentence of a figure; it takes its unit from a like one where it has none."""
        lead = " ".join(head.split()) + " "
        value = self._text[self._begin(figure) : figure.span.end]
        if unit and not figure.unit:
            value += f" {unit.unit}"
        start = len(lead) + figure.span.start - self._begin(figure)
        tail = tail.rstrip(" .,;(") if "(" in tail else tail.replace(")", "").rstrip(" .,;")
        tail += ")" * (tail.count("(") - tail.count(")"))
        return Part(f"{lead}{value}{tail}.", Span(start, len(lead) + len(value)))


def _names_thing(text: str) -> bool:
    """Whether a text holds a word that may name what a figure is of."""
    return any(key(word) not in EMPTY and not word[0].isdigit() for word in TOKEN.findall(text))


def _timeless(text: str) -> str:
    """Return a text without the years that it names."""
    return " ".join(cues.YEAR_WITH_LEAD.sub(" ", text).replace(" ,", ",").strip(" ,").split())


def _headed(head: str, n: int) -> list[str]:
    """Return what stands before "lần lượt" once for each of n values: with one of n years, or one of n things."""
    head = cues.COPULA.sub("", head)
    years = list(YEARS.finditer(head))
    if len(years) == n:
        before, after = _timeless(head[: years[-1].end()]), head[years[-1].end() :].strip(" ,")
        before = cues.YEARS_LED.sub("", before).strip()
        return [f"{before} năm {year[0]} {after}".strip() for year in years]
    things = _LISTED.split(head)
    if len(things) < n:
        return []
    first, others = ", ".join(things[: len(things) - n + 1]), things[len(things) - n + 1 :]
    return [first, *(f"{_shared(first, other)} {other}" for other in others)]


def _shared(first: str, other: str) -> str:
    """Return what the first of some things has before it that is said of another one, too: "Diện tích" of "lúa"."""
    words, lead = first.split(), other.split()[:1]
    at = [n for n, word in enumerate(words) if lead and key(word) == key(lead[0])]
    return " ".join(words[: at[-1]] if at else words[: -len(other.split())])
