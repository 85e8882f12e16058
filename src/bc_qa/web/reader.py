"""The report as a page: outline, paragraphs, notes where they are called, the cited place marked. No script needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import pairwise

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from bc_qa import phrases
from bc_qa.errors import UnknownDocument
from bc_qa.types import Document, Footnote, Paragraph, ParagraphKind, Span, joined
from bc_qa.web.emphasis import emphasis
from bc_qa.web.originals import boxes
from bc_qa.web.pages import environment
from bc_qa.web.root import link
from bc_qa.web.source import AssistantSource

_TEMPLATE = environment.get_template("report.html")
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
_MOST_SPANS = 40


def reader_router(source: AssistantSource) -> APIRouter:
    """Return the route of the report page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/report/", response_class=HTMLResponse)
    def reports() -> Response:
        documents = source.get().documents
        if len(documents) == 1:
            return RedirectResponse(link(f"/report/{documents[0].id}"))
        return HTMLResponse(_list(phrases.READER_REPORTS, documents))

    @router.get("/report/{document_id}", response_class=HTMLResponse)
    def report(document_id: str, at: str = "") -> HTMLResponse:
        assistant = source.get()
        try:
            document = assistant.document(document_id)
        except UnknownDocument:
            return HTMLResponse(_list(phrases.READER_UNKNOWN, assistant.documents), 404)
        return HTMLResponse(report_page(document, marked_spans(at, document)))

    return router


def marked_spans(at: str, document: Document) -> list[Span]:
    """Return the spans that an address names, by place; what is no span of the document is passed over."""
    found = (_AT.fullmatch(piece) for piece in at.split(",")[:_MOST_SPANS])
    pairs = (Span(int(pair[1]), int(pair[2])) for pair in found if pair)
    return sorted(span for span in pairs if 0 <= span.start < span.end <= len(document.text))


def report_page(document: Document, marked: list[Span]) -> str:
    """Return the page of a report with some spans of it marked."""
    facts = " · ".join(filter(None, (document.number, document.date, document.issuer)))
    body = _Rendered(document, marked).body()
    scans = sorted(boxes(document, marked).items())
    return _TEMPLATE.render(title=document.title, document=document, facts=facts, body=body, scans=scans)


def _list(title: str, documents: Iterable[Document]) -> str:
    return _TEMPLATE.render(title=title, documents=documents)


class _Rendered:
    """The paragraphs of a document as HTML, every character of it once."""

    def __init__(self, document: Document, marked: list[Span]) -> None:
        self._document = document
        self._marked = marked
        self._notes = {note.number: note for note in document.footnotes}
        self._marks = {note.mark: note for note in document.footnotes if note.mark}
        self._levels = {section.id: section.level for section in document.sections}
        self._emphasis = emphasis(document.text)
        self._anchored = False

    def body(self) -> str:
        """Return the paragraphs by place, each note after the paragraph that calls it."""
        parts: list[str] = []
        called: set[int] = set()
        for paragraph in self._document.paragraphs:
            if paragraph.note is not None:
                continue
            parts.append(self._paragraph(paragraph))
            for note in self._called_in(paragraph):
                parts.append(self._note(note))
                called.add(note.number)
        parts += [self._note(note) for number, note in self._notes.items() if number not in called]
        return "".join(parts)

    def _called_in(self, paragraph: Paragraph) -> list[Footnote]:
        return [note for mark, note in self._marks.items() if any(span.covers(mark) for span in paragraph.spans)]

    def _paragraph(self, paragraph: Paragraph) -> str:
        text = self._text(paragraph.spans, "\n" if paragraph.kind is ParagraphKind.SIGNATURE else " ")
        if paragraph.kind is ParagraphKind.HEADING and paragraph.section:
            level = min(self._levels[paragraph.section] + 1, 6)
            return f'<h{level} id="{paragraph.section}">{text}</h{level}>'
        return f'<p class="{self._look(paragraph)}">{text}</p>'

    def _look(self, paragraph: Paragraph) -> str:
        """Return the class of a paragraph; who signs stands on the right, who receives on the left, as on paper."""
        if paragraph.kind is not ParagraphKind.SIGNATURE:
            return paragraph.kind.value
        text = joined(self._document.text, paragraph.spans).lstrip("*_ ")
        return "signature" if text.startswith(("Nơi nhận", "-", "+", "•")) else "signature signer"

    def _note(self, note: Footnote) -> str:
        """Return a note, closed unless the cited place is in it."""
        text = self._text(note.spans)
        is_open = " open" if "<mark" in text else ""
        name = phrases.NOTE.format(number=note.number).capitalize()
        return (
            f'<details class="note" id="note{note.number}"{is_open}><summary>{name}</summary>'
            f"<span>{text}</span></details>"
        )

    def _text(self, spans: Iterable[Span], between: str = " ") -> str:
        return between.join(self._piece(span) for span in spans)

    def _piece(self, span: Span) -> str:
        """Return one piece, cut where marks begin and end."""
        inside = [Span(max(m.start, span.start), min(m.end, span.end)) for m in self._marked]
        marked = [mark for mark in inside if mark.start < mark.end]
        calls = [mark for mark in self._marks if span.covers(mark)]
        signs = [sign for sign in self._emphasis.marks if span.covers(sign)]
        runs = [Span(max(run.start, span.start), min(run.end, span.end)) for run, _ in self._emphasis.runs]
        pages = [Span(at, at) for at in self._document.pages if span.start <= at < span.end]
        edges = (*pages, *marked, *calls, *signs, *(run for run in runs if run.start < run.end))
        cuts = sorted({span.start, span.end, *(edge for inner in edges for edge in inner)})
        pieces = (Span(left, right) for left, right in pairwise(cuts))
        return "".join(
            self._page_at(piece.start) + self._run(piece, any(mark.covers(piece) for mark in marked))
            for piece in pieces
        )

    def _page_at(self, place: int) -> str:
        """Return the way to the page of the file that begins at a place; empty where none does."""
        numbers = [number for number, at in enumerate(self._document.pages, 1) if at == place]
        if not numbers:
            return ""
        told = phrases.READER_PAGE.format(number=numbers[-1])
        href = f"/report/{self._document.id}/file#page={numbers[-1]}"
        return f'<a class="leaf" href="{href}" aria-label="{told}" data-page="{numbers[-1]}"></a>'

    def _run(self, piece: Span, is_marked: bool) -> str:
        html = escape(piece.of(self._document.text))
        if any(sign.covers(piece) for sign in self._emphasis.marks):
            return f"<i hidden>{html}</i>"  # read as markup, not shown; every character of the report stays on its page
        for run, weight in self._emphasis.runs:
            if run.covers(piece):
                html = f"<{weight.value}>{html}</{weight.value}>"
        note = self._marks.get(piece)
        if note is not None:
            html = f'<a class="call" href="#note{note.number}">{html}</a>'
        if not is_marked:
            return html
        anchor = "" if self._anchored else ' id="at"'
        self._anchored = True
        return f"<mark{anchor}>{html}</mark>"
