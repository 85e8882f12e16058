"""The structure of a report: a tree of headings, footnotes out of the flow, paragraphs joined over page breaks.

A page of such a report ends with its footnotes, in the middle of whatever sentence the page cuts. So the rest of a
broken paragraph is the first line after a run of notes that begins inside a sentence; and the rest of a broken note
is the line right before the next run of notes that does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from bc_qa.report.lines import (
    SUPERSCRIPTS,
    WRAPPED_CHARS,
    Line,
    Rank,
    article_number,
    begins_inside,
    heading_rank,
    heading_title,
    is_full,
    is_item,
    is_numbered,
    is_open,
    is_row,
    lines_of,
    note_start,
    wrap_width,
)
from bc_qa.report.masthead import masthead, opening_title, resumed
from bc_qa.report.paging import said
from bc_qa.types import Document, Footnote, Paragraph, ParagraphKind, Section, Span

_MARK = re.compile(r"[⁰¹²³⁴-⁹]+|\[\^?(\d{1,3})\](?!\()")
_SENTENCES = re.compile(r"[.;]\s")
_STOPPED = re.compile(r"[.;:!?]$")
_UNIT = re.compile(r"(?:^|[\s\d.,(/])(?:[kdcmh]?m)$")


@dataclass
class _Draft:
    """What is being put together while the lines are read in order."""

    text: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    notes: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    ranks: list[tuple[int, str]] = field(default_factory=list)  # rank and id of the headings above
    width: int = 0  # characters of a full line where lines were broken by hand or by an old editor; 0 where not
    open_note: int | None = None  # a note that breaks off
    page_ended: bool = False  # the last line was a note's

    @property
    def section(self) -> str | None:
        return self.ranks[-1][1] if self.ranks else None


def read_structure(document_id: str, text: str, fallback_title: str) -> Document:
    """Return the document that `text` (in normal form) is, with everything found in it."""
    lines = said(lines_of(text))
    width = wrap_width(lines)
    head = masthead(lines, fallback_title, width)
    draft = _Draft(text, width=width)
    _block(draft, lines[: head.head], ParagraphKind.MASTHEAD)
    begin = head.head
    if begin == 0 and opening_title(lines):  # it says what all that follows is of
        _heading(draft, lines[:1], Rank.TITLE)
        begin = 1
    index = begin
    while index < head.foot:
        index = _take(draft, lines, index, head.foot)
    behind = resumed(lines, head.foot)
    _block(draft, lines[head.foot : behind], ParagraphKind.SIGNATURE)
    draft.ranks.clear()
    index = behind
    while index < len(lines):
        index = _take(draft, lines, index, len(lines))
    notes, unplaced = _call(draft)
    return Document(
        id=document_id,
        text=text,
        title=head.title,
        number=head.number,
        date=head.date,
        issuer=head.issuer,
        superior=head.superior,
        sections=tuple(draft.sections),
        footnotes=notes,
        paragraphs=_in_place(draft.paragraphs, notes),
        unplaced=unplaced,
    )


def _block(draft: _Draft, lines: list[Line], kind: ParagraphKind) -> None:
    """Take the lines of the head or foot: one paragraph for each run without an empty line; a table's rows are rows."""
    for line in lines:
        if is_row(line.text):
            draft.paragraphs.append(Paragraph(ParagraphKind.TABLE, (line.span,)))
        elif draft.paragraphs and draft.paragraphs[-1].kind is kind and not line.gap and not is_item(line.text):
            last = draft.paragraphs[-1]
            draft.paragraphs[-1] = replace(last, spans=(*last.spans, line.span))
        else:
            draft.paragraphs.append(Paragraph(kind, (line.span,)))


def _take(draft: _Draft, lines: list[Line], index: int, foot: int) -> int:
    """Take a line of the body: a note, a heading, the rest of something broken off, or a paragraph of its own.

    Return the index of the line that comes next: a heading may go over several.
    """
    line = lines[index]
    if (note := note_start(line.text)) and note[0] not in draft.notes:
        rest = _note_wrapped_on(lines[index + 1 : foot], line, draft.width)
        _begin_note(draft, line, rest, *note)
        return index + 1 + len(rest)
    if _continues_note(draft, lines, index, foot) and draft.open_note is not None:
        draft.notes[draft.open_note] += (line.span,)
        draft.open_note, draft.page_ended = None, True
        return index + 1
    whole = [line, *_wrapped_on(lines[index + 1 : foot], line, draft.width)]
    words = " ".join(part.text for part in whole)
    prose = len(whole) > 1 and _SENTENCES.search(words.partition(" ")[2])
    rank = None if prose or is_row(line.text) else heading_rank(words)
    draft.page_ended = False
    if rank is not None and not (rank == Rank.LETTER and is_open(words) and begins_inside(words)):
        _heading(draft, whole, rank)
    elif number := article_number(line.text):
        _article(draft, line, number)
        return index + 1
    elif heading_rank(line.text) is not None and len(whole) > 1 and not is_row(line.text):  # a numbered paragraph
        draft.paragraphs.append(Paragraph(ParagraphKind.TEXT, tuple(part.span for part in whole), draft.section))
    elif _continues_paragraph(draft, line):
        last = draft.paragraphs[-1]
        draft.paragraphs[-1] = replace(last, spans=(*last.spans, line.span))
        return index + 1
    else:
        kind = ParagraphKind.TABLE if is_row(line.text) else ParagraphKind.TEXT
        draft.paragraphs.append(Paragraph(kind, (line.span,), draft.section))
        return index + 1
    return index + len(whole)


def _wrapped_on(following: list[Line], line: Line, width: int) -> list[Line]:
    """Return the lines that a heading goes on over: begun inside a sentence, or a full line's next."""
    found: list[Line] = []
    if heading_rank(line.text) is None or is_row(line.text) or line.text.startswith("#"):
        return found
    for other in following:
        plain = not (is_item(other.text) or is_row(other.text) or is_numbered(other.text) or note_start(other.text))
        goes_on = begins_inside(other.text) or is_full(line, other, width)
        if other.gap or not plain or not goes_on or len(line.text) < WRAPPED_CHARS or not is_open(line.text):
            break
        found.append(other)
        line = other
    return found


def _article(draft: _Draft, line: Line, number: int) -> None:
    """Take an article whose text stands behind its number: the number is the heading, the text a paragraph."""
    middle = line.span.start + number
    _heading(draft, [Line(Span(line.span.start, middle), line.text[:number], line.gap)], Rank.ARTICLE)
    rest = line.text[number:]
    start = middle + len(rest) - len(rest.lstrip())
    draft.paragraphs.append(Paragraph(ParagraphKind.TEXT, (Span(start, line.span.end),), draft.section))


def _begin_note(draft: _Draft, line: Line, rest: list[Line], number: int, offset: int) -> None:
    draft.notes[number] = (Span(line.span.start + offset, line.span.end), *(other.span for other in rest))
    draft.open_note = number if is_open([line, *rest][-1].text) else None
    draft.page_ended = True


def _note_wrapped_on(following: list[Line], line: Line, width: int) -> list[Line]:
    """Return the lines that a note goes on over where lines are broken at a width: each but the last is full."""
    found: list[Line] = []
    for other in following:
        if other.gap or is_row(other.text) or note_start(other.text) or not is_full(line, other, width):
            break
        found.append(other)
        line = other
    return found


def _continues_note(draft: _Draft, lines: list[Line], index: int, foot: int) -> bool:
    """Whether a line is the rest of the note that broke off: at the foot of the next page, before its notes."""
    if draft.open_note is None or draft.page_ended or not begins_inside(lines[index].text):
        return False
    return index + 1 < foot and note_start(lines[index + 1].text) is not None


def _continues_paragraph(draft: _Draft, line: Line) -> bool:
    """Whether a line is the rest of the last paragraph, cut by a page break or a line end."""
    last = draft.paragraphs[-1] if draft.paragraphs else None
    if last is None or last.kind is not ParagraphKind.TEXT or is_item(line.text) or is_row(line.text):
        return False
    before = last.spans[-1].of(draft.text)
    if is_numbered(line.text) or article_number(line.text):
        return False
    wrapped = not line.gap and len(before) >= WRAPPED_CHARS
    if wrapped and not _STOPPED.search(before) and is_full(Line(last.spans[-1], before, False), line, draft.width):
        return True  # a bracket or quotation mark may end a line that is full
    return is_open(before) and (begins_inside(line.text) or wrapped)


def _heading(draft: _Draft, whole: list[Line], rank: int) -> None:
    """Take a heading, or a line of capitals that goes on with the title of the part above it."""
    words, spans = " ".join(line.text for line in whole), tuple(line.span for line in whole)
    last = draft.sections[-1] if draft.sections else None
    follows = bool(draft.paragraphs) and draft.paragraphs[-1].kind is ParagraphKind.HEADING
    if rank == Rank.CAPITALS and last is not None and follows and draft.ranks[-1][0] in (Rank.PART, Rank.CAPITALS):
        span = Span(last.span.start, spans[-1].end)
        draft.sections[-1] = replace(last, span=span, title=f"{last.title} {heading_title(words)}")
        draft.paragraphs[-1] = replace(draft.paragraphs[-1], spans=(*draft.paragraphs[-1].spans, *spans))
        return
    while draft.ranks and draft.ranks[-1][0] >= rank:
        draft.ranks.pop()
    section = Section(
        id=f"s{len(draft.sections) + 1}",
        level=len(draft.ranks) + 1,
        title=heading_title(words),
        span=Span(spans[0].start, spans[-1].end),
        parent=draft.section,
    )
    draft.sections.append(section)
    draft.ranks.append((rank, section.id))
    draft.paragraphs.append(Paragraph(ParagraphKind.HEADING, spans, section.id))


def _call(draft: _Draft) -> tuple[tuple[Footnote, ...], tuple[Span, ...]]:
    """Tie each note to the mark that calls it; what is left over on either side is unplaced."""
    marks: dict[int, Span] = {}
    unplaced: list[Span] = []
    for span in (span for paragraph in draft.paragraphs for span in paragraph.spans):
        for found in _MARK.finditer(draft.text, span.start, span.end):
            if found[1] is None and _UNIT.search(draft.text[max(0, found.start() - 4) : found.start()]):
                continue
            number = int((found[1] or found[0]).translate(SUPERSCRIPTS))
            if number in draft.notes and number not in marks:
                marks[number] = Span(found.start(), found.end())
            elif found[1] is None:
                unplaced.append(Span(found.start(), found.end()))
    unplaced += [spans[0] for number, spans in draft.notes.items() if number not in marks]
    notes = (Footnote(number, spans, marks.get(number)) for number, spans in sorted(draft.notes.items()))
    return tuple(notes), tuple(sorted(unplaced))


def _in_place(body: list[Paragraph], notes: tuple[Footnote, ...]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of body and notes by place; a note belongs to the section that calls it."""
    found = list(body)
    for note in notes:
        callers = (p for p in body if note.mark and any(span.covers(note.mark) for span in p.spans))
        section = next((caller.section for caller in callers), None)
        found.append(Paragraph(ParagraphKind.TEXT, note.spans, section, note.number))
    return tuple(sorted(found, key=lambda paragraph: paragraph.spans))
