"""Text that is lost: a sentence that breaks off or loses words at a page break, a bracket without its fellow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement
from bc_qa.language import cues
from bc_qa.report.lines import is_item, is_numbered, is_open
from bc_qa.text.keys import TOKEN, key
from bc_qa.types import FindingType, Paragraph, ParagraphKind, Severity, Span

LEAST_CHARS = 60  # a shorter paragraph may be a label or a line of a list
LEAST_SEEN = 3  # times that two words are followed by the same third elsewhere
CLOSED_SHARE = 0.8  # of a report's paragraphs that end as sentences do, for an open one to be a fault
_DOTS = re.compile(r"\.{4,}\s*;?$")
_ENUMERATOR = re.compile(r"(?:^|[\s;,])(?:[a-zđ]|\d{1,2})(?:\.\d{1,2})*$")  # "a)", "1)", "g.1)"
_LEADS = re.compile(r":\s*[*_]*$")
_AROUND = 60


class _Sequences:
    """How often three words follow one another in a corpus."""

    def __init__(self, report: Audited) -> None:
        self._report = report

    @cached_property
    def _third(self) -> dict[tuple[str, str], Counter[str]]:
        found: dict[tuple[str, str], Counter[str]] = {}
        for statement in self._report.prose:
            words = [key(word) for word in TOKEN.findall(statement.text)]
            for one, two, three in zip(words, words[1:], words[2:], strict=False):
                found.setdefault((one, two), Counter())[three] += 1
        return found

    def always(self, one: str, two: str, besides: str) -> str:
        """Return the word that always follows two others but where `besides` does, an empty string where none does."""
        seen = self._third.get((one, two), Counter())
        others = [(word, count) for word, count in seen.items() if word != besides]
        if len(others) != 1 or others[0][1] < LEAST_SEEN or seen[besides] > 1:
            return ""
        return others[0][0]


def truncation(report: Audited) -> Iterator[Notice]:
    """Yield the places where text is lost."""
    sequences = _Sequences(report)
    closed = _closes(report)
    for statement in report.prose:
        yield from _at_joints(sequences, statement)
        yield from _unpaired(statement)
        if closed:
            yield from _broken_off(report, statement)


def _closes(report: Audited) -> bool:
    """Whether a report ends its paragraphs as sentences end, so that one without an end is a fault."""
    ends = [not is_open(s.text) for s in report.prose if len(s.text) >= LEAST_CHARS]
    return sum(ends) >= CLOSED_SHARE * len(ends)


def _notice(severity: Severity, what: str, detail: str, *places: Place) -> Notice:
    return Notice(FindingType.TRUNCATED, severity, what, detail, places)


# ---- where a page break or a note cuts a paragraph
def _at_joints(sequences: _Sequences, statement: Statement) -> Iterator[Notice]:
    at = 0
    for piece in statement.flow.pieces[:-1]:
        at += piece.end - piece.start
        before = list(TOKEN.finditer(statement.text, max(0, at - 80), at))
        after = TOKEN.search(statement.text, at)
        if len(before) >= 2 and after:
            one, two, three = (key(found.group()) for found in (before[-2], before[-1], after))
            place = Place(statement, max(0, at - _AROUND), min(len(statement.text), at + _AROUND))
            wanted = sequences.always(one, two, three)
            if wanted:
                lost = f"{before[-2].group()} {before[-1].group()} [{wanted} …] {after.group()}"
                detail = phrases.AUDIT_LOST_DETAIL.format(text=lost)
                yield _notice(Severity.MINOR, phrases.AUDIT_LOST, detail, place)
        at += 1


# ---- a paragraph that ends in the middle
def _broken_off(report: Audited, statement: Statement) -> Iterator[Notice]:
    text = statement.text
    end = Place(statement, max(0, len(text) - 2 * _AROUND), len(text))
    if cues.ENACTS_NEXT.search(_next_heading(report, statement)):
        return
    if len(text) >= LEAST_CHARS and is_open(text) and not is_item(text) and not is_numbered(text):
        if statement.paragraph.note is None and not text.startswith("*") and not _is_list(report, statement):
            detail = phrases.AUDIT_BROKEN_DETAIL.format(text=text[-40:].strip())
            yield _notice(Severity.MINOR, phrases.AUDIT_BROKEN, detail, end)
    elif _DOTS.search(text):
        detail = phrases.AUDIT_BROKEN_DETAIL.format(text=text[-40:].strip())
        yield _notice(Severity.TRIVIAL, phrases.AUDIT_DOTS, detail, end)
    elif _LEADS.search(text) and statement.paragraph.note is None:
        following = report.following(statement)
        if following is None or (_ends_section(statement, following) and not _calls(statement)):
            detail = phrases.AUDIT_BROKEN_DETAIL.format(text=text[-40:].strip())
            yield _notice(Severity.MINOR, phrases.AUDIT_NOTHING_FOLLOWS, detail, end)


def _next_heading(report: Audited, statement: Statement) -> str:
    """Return the heading right behind a paragraph, an empty string where another stands there."""
    following = report.following(statement)
    heading = following is not None and following.paragraph.kind is ParagraphKind.HEADING
    return following.text if following is not None and heading else ""


def _ends_section(statement: Statement, following: Statement) -> bool:
    """Whether a paragraph is followed by a heading that is none of its own section: what it announces is not there."""
    if following.paragraph.kind is not ParagraphKind.HEADING:
        return False
    parents = {section.id: section.parent for section in statement.document.sections}
    above = parents.get(following.paragraph.section or "")
    own = statement.paragraph.section
    return own is not None and above != own


def _is_list(report: Audited, statement: Statement) -> bool:
    """Whether a paragraph without an end is one line of several such, or stands over a table."""
    following = report.following(statement)
    if following is None:
        return False
    kind = following.paragraph.kind
    return kind is ParagraphKind.TABLE or (kind is ParagraphKind.TEXT and is_open(following.text))


def _calls(statement: Statement) -> bool:
    """Whether a paragraph's last words leave the rest to a note."""
    marks = (note.mark for note in statement.document.footnotes if note.mark)
    last = _span_end(statement.paragraph)
    return any(last - 8 <= mark.end <= last for mark in marks)


def _span_end(paragraph: Paragraph) -> int:
    return paragraph.spans[-1].end


# ---- a bracket or quotation mark without its fellow
def _unpaired(statement: Statement) -> Iterator[Notice]:
    for place in sorted((*_lone(statement.text, "(", ")"), *_lone(statement.text, "“", "”"), *_odd(statement.text))):
        around = Place(statement, max(0, place - 30), min(len(statement.text), place + 30), (Span(place, place + 1),))
        detail = phrases.AUDIT_UNPAIRED_DETAIL.format(text=" ".join(around.text.split()))
        yield _notice(Severity.TRIVIAL, phrases.AUDIT_UNPAIRED, detail, around)


def _lone(text: str, opening: str, closing: str) -> Iterator[int]:
    """Yield where a mark opens or closes alone; "a)" and "1)" number something."""
    opened: list[int] = []
    for place, char in enumerate(text):
        if char == opening:
            opened.append(place)
        elif char == closing and opened:
            opened.pop()
        elif char == closing and not _ENUMERATOR.search(text[:place]):
            yield place
    yield from opened


def _odd(text: str) -> list[int]:
    """Return where a straight quotation mark opens or closes alone, if there is an odd number of them."""
    places = [place for place, char in enumerate(text) if char == '"']
    if len(places) % 2 == 0 or "“" in text or "”" in text:
        return []
    opens = [place == 0 or text[place - 1] in " (\n*" for place in places]
    for at, place in enumerate(places):
        if at % 2 == 0 and not opens[at]:  # closes what nothing opened
            return [place]
        if at % 2 == 1 and opens[at]:  # opens again before it is closed
            return [places[at - 1]]
    return places[-1:]
