"""Passages: the sentences and clauses of a document, each with its context for search and never a quote of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bc_qa.report.lines import is_item, is_rule
from bc_qa.text.flow import Flow
from bc_qa.text.sentences import clauses, sentences
from bc_qa.text.words import search_words
from bc_qa.types import Document, Paragraph, ParagraphKind, Passage

CONTEXT_JOINT = " · "  # between the parts of a context
_LEAD_CHARS = 160
_PART_OF = re.compile(
    r"(?:Trong đó|Cụ thể|Gồm|Bao gồm|Riêng|Còn lại)\b"
)  # begins a sentence on parts of the one before
_SIGNED = "người ký, chức vụ người ký, nơi nhận"  # what a signature is, which it does not say of itself


def passages(document: Document, limit: int, segmented: bool = True) -> tuple[Passage, ...]:
    """Return the passages of a document by place; one is longer than `limit` characters only where nothing cuts it.

    With `segmented` off they have no `words`: what is not searched needs none.
    """
    made: list[Passage] = []
    callers = _callers(document, limit)
    leads = _item_leads(document)
    tables = _table_leads(document)
    for index, paragraph in enumerate(document.paragraphs):
        if is_rule(Flow.read(document.text, paragraph.spans).text):
            continue
        if paragraph.kind is not ParagraphKind.TEXT:
            pieces = [(Flow.read(document.text, paragraph.spans), "")]
        else:
            pieces = list(_pieces(document, paragraph, limit))
        above = _above(document, paragraph, callers)
        for flow, lead in pieces:
            context = CONTEXT_JOINT.join(part for part in (*above, *leads[index], lead, *tables[index]) if part)
            made.append(_passage(document, paragraph, len(made), flow, context, segmented))
    return tuple(made)


def _passage(
    document: Document, paragraph: Paragraph, ordinal: int, flow: Flow, context: str, segmented: bool
) -> Passage:
    return Passage(
        id=f"{document.id}:{ordinal:05d}",
        document=document.id,
        section=paragraph.section,
        note=paragraph.note,
        spans=flow.pieces,
        text=flow.text,
        context=context,
        words=search_words(flow.text) if segmented else "",
    )


def _pieces(document: Document, paragraph: Paragraph, limit: int) -> Iterator[tuple[Flow, str]]:
    """Yield the clauses of a paragraph, each with what leads up to it: the paragraph's and the sentence's beginning."""
    flow = Flow.read(document.text, paragraph.spans)
    opening = before = ""
    for sentence in sentences(flow):
        parts = clauses(sentence, limit)
        whole = before if _PART_OF.match(sentence.text) else ""
        for index, part in enumerate(parts):
            leads = dict.fromkeys((opening, whole, _lead(parts[0].text) if index else ""))
            yield part, CONTEXT_JOINT.join(lead for lead in leads if lead)
        opening = opening or _lead(sentence.text)
        before = before if whole else _lead(sentence.text)


def _lead(text: str) -> str:
    """Return what a text says it is about: up to its first colon, or its first comma or stop, and not for long."""
    colon = text.find(":")
    if 0 < colon <= _LEAD_CHARS:
        return text[:colon]
    ends = [place for place in (text.find(","), text.find(";"), text.find(". ")) if place > 0]
    return text[: min([*ends, _LEAD_CHARS])]


def _item_leads(document: Document) -> list[tuple[str, ...]]:
    """Return, for each paragraph, what the items above it say they are about: "- Cán bộ cấp xã: …", then "+ Đại học …".

    An item stands under the last paragraph that ends on a colon, and under the last item of another sign before it.
    """
    found: list[tuple[str, ...]] = []
    above: list[tuple[str, str]] = []  # sign and lead, outermost first
    for paragraph in document.paragraphs:
        text = Flow.read(document.text, paragraph.spans).text
        if paragraph.kind is not ParagraphKind.TEXT:
            above = []
        sign = text[0] if is_item(text) else ""
        if paragraph.note is not None or paragraph.kind is not ParagraphKind.TEXT:
            found.append(())
            continue
        signs = [other for other, _ in above]
        above = above[: signs.index(sign)] if sign in signs else above if sign else []
        found.append(tuple(lead for _, lead in above))
        if sign or text.endswith(":"):
            above.append((sign, _opened(text)))
    return found


def _table_leads(document: Document) -> list[tuple[str, ...]]:
    """Return, for each row of a table, the line above the table and the row of headings; nothing for the rest."""
    found: list[tuple[str, ...]] = []
    caption = headings = ""
    for paragraph in document.paragraphs:
        if paragraph.note is not None:  # at the foot of a page that a table goes on over
            found.append(())
            continue
        text = Flow.read(document.text, paragraph.spans).text
        if paragraph.kind is not ParagraphKind.TABLE:
            caption, headings = (text if len(text) <= _LEAD_CHARS else _lead(text)), ""
            found.append(())
            continue
        found.append((caption, headings) if headings else (caption,))
        headings = headings or text
    return found


def _opened(text: str) -> str:
    """Return what the items under a paragraph are about: what it begins with, and the words before its last colon."""
    first = _lead(text)
    last = re.split(r"(?<=[.;])\s", text.rstrip(":"))[-1] if text.endswith(":") else ""
    return first if last[:_LEAD_CHARS] in text[: len(first)] or len(last) > _LEAD_CHARS else f"{first}: {last}"


def _callers(document: Document, limit: int) -> dict[int, str]:
    """Return, for each footnote, the clause that calls it, as long as a passage may be."""
    calls = {note.number: note.mark for note in document.footnotes if note.mark}
    found: dict[int, str] = {}
    for paragraph in document.paragraphs:
        inside = {n: mark for n, mark in calls.items() if any(span.covers(mark) for span in paragraph.spans)}
        if not inside:
            continue
        for sentence in sentences(Flow.read(document.text, paragraph.spans)):
            for clause in clauses(sentence, limit):
                found |= {n: clause.text for n, mark in inside.items() if any(p.covers(mark) for p in clause.pieces)}
    return found


def _above(document: Document, paragraph: Paragraph, callers: dict[int, str]) -> tuple[str, ...]:
    """Return the context that all passages of a paragraph share: title, headings, the sentence that calls a note."""
    if paragraph.kind in (ParagraphKind.MASTHEAD, ParagraphKind.SIGNATURE):
        signed = _SIGNED if paragraph.kind is ParagraphKind.SIGNATURE else ""
        return (document.title, _before(document, paragraph), signed)
    above = document.path(paragraph.section)
    if paragraph.kind is ParagraphKind.HEADING:
        above = above[:-1]
    return (*above, callers.get(paragraph.note, "") if paragraph.note is not None else "")


def _before(document: Document, paragraph: Paragraph) -> str:
    """Return the line before a line of the head or foot: what "Chủ đề" or "Nơi nhận" stands over."""
    index = document.paragraphs.index(paragraph)
    if index == 0 or document.paragraphs[index - 1].kind is not paragraph.kind:
        return ""
    return Flow.read(document.text, document.paragraphs[index - 1].spans).text
