"""Citations: a passage as it is quoted, its place, and an excerpt of it that keeps to a length."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bc_qa import phrases
from bc_qa.evidence.ranking import Pick
from bc_qa.text.flow import Flow
from bc_qa.types import Citation, Document, Figure, Passage, Span

_CUTS = re.compile(r"[;.:,(](?=\s)|\s-\s")
_NOTE_MARK = re.compile(r"(?<!m)[⁰¹²³⁴-⁹]+|\[\^?\d{1,3}\](?!\()")
_MARKUP = re.compile(r"[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}|^[-+•]\s+|\\(?=[()\[\]])")


def citation(
    documents: Mapping[str, Document], passage: Passage, figures: Sequence[Figure], score: float, n: int
) -> Citation:
    """Return the citation of a passage, with its figures highlighted."""
    document = documents[passage.document]
    flow = Flow(passage.text, passage.spans)
    return Citation(
        n=n,
        document=document.id,
        title=document.title,
        section=document.path(passage.section),
        note=passage.note,
        quote=passage.text,
        spans=passage.spans,
        highlights=tuple(span for figure in figures for span in flow.spans(*figure.span)),
        url=place_url(passage),
        score=round(score, 4),
        page=document.page(passage.spans[0].start),
        unsure=document.unsure_in(passage.spans),
    )


def quoted(pick: Pick) -> Passage:
    """Return the passage of a pick, with what goes on with it, as one."""
    first = pick.reading.passage
    run = (first, *(reading.passage for reading in pick.following))
    spans = tuple(span for passage in run for span in passage.spans)
    return replace(first, spans=spans, text=" ".join(passage.text for passage in run))


def place_url(passage: Passage) -> str:
    """Return the address that opens the report at a passage."""
    at = ",".join(f"{span.start}-{span.end}" for span in passage.spans)
    return f"/report/{passage.document}?at={at}#at"


def place_in_words(cited: Citation) -> str:
    """Return where a citation stands, as it is read."""
    return " › ".join([*(cited.section[-2:] or (cited.title,)), *note_and_page(cited)])


def note_and_page(cited: Citation) -> list[str]:
    """Return the footnote and the page of a citation in words, each where it has one, and that it be checked."""
    numbers = ((phrases.NOTE, cited.note), (phrases.PAGE, cited.page))
    words = [words.format(number=number) for words, number in numbers if number is not None]
    return [*words, phrases.CHECK_ORIGINAL] if cited.unsure else words


def plain_text(text: str) -> str:
    """Return report text as it is read aloud: without footnote marks and markdown."""
    return " ".join(_MARKUP.sub("", _NOTE_MARK.sub("", text)).split()).strip(" ;,")


def shortened(text: str, around: Span, limit: int) -> str:
    """Return `text` cut at commas and stops to about `limit` characters that hold `around`, cuts marked by …"""
    if len(text) <= limit:
        return text
    cuts = [0, *(found.end() for found in _CUTS.finditer(text)), len(text)]
    room = max(limit - (around.end - around.start), 40)
    start = min((cut for cut in cuts if around.start - room * 0.6 <= cut <= around.start), default=around.start)
    end = max((cut for cut in cuts if around.end <= cut <= start + limit), default=around.end)
    if end <= around.end:
        end = text.find(" ", min(max(around.end, start + limit), len(text) - 1))
        end = len(text) if end < 0 else end
    return f"{'… ' if start else ''}{text[start:end].strip()}{' …' if end < len(text) else ''}"
