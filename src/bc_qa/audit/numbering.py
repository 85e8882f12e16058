"""A numbering that skips or doubles: of headings under one heading, of items with one label, of notes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement
from bc_qa.language import cues
from bc_qa.types import FindingType, ParagraphKind, Severity

_ROMAN = re.compile(r"^[*_#\s]*([IVXLC]+)\s*[.)/-]\s")
_DECIMAL = re.compile(r"^[*_#\s]*((?:\d{1,2}\.)*)(\d{1,2})([.)]?)\s")
_LETTER = re.compile(r"^[*_#\s]*([a-zđ])\)\s")
_WORDS = "nhất hai ba tư năm sáu bảy tám chín mười".split()
_ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERED = ("C", "L")  # a heading's letter: no report has so many chapters
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True)
class _Numbered:
    """A heading or item: the label and numbers before its own, its own number, where it stands."""

    label: str
    number: int
    place: Place


def numbering(report: Audited) -> Iterator[Notice]:
    """Yield the places where a numbering skips or doubles."""
    for headings in _headings(report).values():
        yield from _judged(headings)
    for run in _runs(report):
        yield from _judged(run)
    yield from _uncalled(report)


def _headings(report: Audited) -> dict[tuple[str | None, str], list[_Numbered]]:
    """Return the numbered headings and paragraphs, in groups that count together."""
    groups: dict[tuple[str | None, str], list[_Numbered]] = defaultdict(list)
    for statement in report.statements:
        parent = _parent(statement)
        numbered = _number(statement)
        if numbered and statement.paragraph.note is None:
            groups[parent, numbered.label].append(numbered)
    return groups


def _parent(statement: Statement) -> str | None:
    """Return the section that a heading or numbered paragraph counts in."""
    section = statement.paragraph.section
    if statement.paragraph.kind is not ParagraphKind.HEADING:
        return section
    return next((s.parent for s in statement.document.sections if s.id == section), None)


def _number(statement: Statement) -> _Numbered | None:
    text = statement.text
    place = Place(statement, 0, len(text) if statement.paragraph.kind is ParagraphKind.HEADING else min(60, len(text)))
    found = _DECIMAL.match(text)
    if found and statement.paragraph.kind is not ParagraphKind.HEADING and not (found[3] or found[1]):
        return None  # "5 năm qua, …"
    numbered = _label(text)
    return _Numbered(*numbered, place) if numbered else None


def _label(text: str) -> tuple[str, int] | None:
    """Return the label and the number that a line begins with: ("1", 3) of "1.3. …", ("a", 2) of "b) …"."""
    if found := _ROMAN.match(text):
        value = _roman(found[1]) if found[1] not in _LETTERED else 0
        return ("I", value) if value else None
    if found := _DECIMAL.match(text):
        return found[1] or "1", int(found[2])
    if found := _LETTER.match(text):
        return "a", _LETTERS.find(found[1]) + 1
    return None


def _roman(text: str) -> int:
    values = [_ROMANS[letter] for letter in text]
    return sum(-value if any(later > value for later in values[at:]) else value for at, value in enumerate(values))


def _runs(report: Audited) -> Iterator[list[_Numbered]]:
    """Yield the runs of list items with one label: Dự án 1, Dự án 2 …, each begun anew where its number falls back."""
    open_runs: dict[tuple[str | None, str], list[_Numbered]] = {}
    for statement in report.prose:
        found = cues.NUMBERED_PARAGRAPH.match(statement.text) or cues.WORDED_PARAGRAPH.match(statement.text)
        if statement.paragraph.note is not None or not found:
            continue
        by_figure = found.re is cues.NUMBERED_PARAGRAPH.pattern
        number = int(found["number"]) if by_figure else _WORDS.index(found["word"].lower()) + 1
        group = statement.paragraph.section, found["label"].lower()
        item = _Numbered(found["label"], number, Place(statement, 0, min(len(statement.text), 60)))
        run = open_runs.setdefault(group, [])
        if run and number <= run[-1].number:
            yield run
            open_runs[group] = [item]
        else:
            run.append(item)
    yield from open_runs.values()


def _judged(items: Sequence[_Numbered]) -> Iterator[Notice]:
    """Yield where a list of at least two that begins at one skips or doubles a number."""
    if len(items) < 2 or items[0].number != 1:
        return
    for one, other in pairwise(items):
        if other.number in (one.number + 1, 1):
            continue
        doubled = other.number == one.number
        skipped = other.number > one.number + 1
        if not (doubled or skipped) or (skipped and _between(one, other)):
            continue
        shown = [" ".join(item.place.text.split()[:6]) for item in (one, other)]
        what = phrases.AUDIT_DOUBLED if doubled else phrases.AUDIT_SKIPPED
        detail = phrases.AUDIT_NUMBERING_DETAIL.format(one=shown[0], other=shown[1])
        yield Notice(FindingType.NUMBERING, Severity.MINOR, what, detail, (one.place, other.place))


def _between(one: _Numbered, other: _Numbered) -> bool:
    """Whether a number that seems to be left out begins a line between two others."""
    document = one.place.statement.document
    start, end = one.place.statement.paragraph.spans[0].end, other.place.statement.paragraph.spans[0].start
    missing = (number for line in document.text[start:end].splitlines() if (number := _label(line)))
    return any(one.number < number < other.number for label, number in missing if label == one.label)


# ---- notes that nothing calls, marks that no note answers, numbers left out
def _uncalled(report: Audited) -> Iterator[Notice]:
    for one, other in pairwise(note.number for note in report.document.footnotes):
        if other > one + 1:
            places = tuple(_note(report, number) for number in (one, other))
            detail = phrases.AUDIT_NOTES_DETAIL.format(one=one, other=other)
            yield Notice(FindingType.NUMBERING, Severity.MINOR, phrases.AUDIT_NOTES, detail, places)


def _note(report: Audited, number: int) -> Place:
    statement = next(s for s in report.prose if s.paragraph.note == number)
    return Place(statement, 0, min(60, len(statement.text)))
