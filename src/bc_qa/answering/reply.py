"""Putting a reply together: the value first, then the sentence it rests on, with marks that lead to the place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bc_qa import phrases
from bc_qa.answering.reader import Finding
from bc_qa.answering.refusal import Missing
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.ranking import Pick
from bc_qa.text.flow import Flow
from bc_qa.types import Citation, Document, Figure, Passage, Reply, Span, Status

FIGURE_CHARS = 240  # of the sentence behind a single value
PART_CHARS = 230  # … behind each of several
PROSE_CHARS = 850
ALSO, ALSO_COVERED = 0.75, 0.7  # a further passage is cited where its score and what it speaks of come so near the best
_CUTS = re.compile(r"[;.:,(](?=\s)|\s-\s")
_NOTE_MARK = re.compile(r"(?<!m)[⁰¹²³⁴-⁹]+")
_MARKUP = re.compile(r"[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}|^[-+•]\s+|\\(?=[()\[\]])")


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of a reply, before it has an id and a time."""

    status: Status
    text: str
    values: tuple[str, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]


def answer(question: Question, finding: Finding, documents: Mapping[str, Document], limit: int) -> Answer:
    """Return what is said to a question, given what the reader found."""
    if not finding.picks:
        nearest = [_citation(documents, pick, n, ()) for n, pick in enumerate(finding.nearest[:limit], 1)]
        return Answer(Status.NOT_FOUND, _not_found(finding, question), (), (), tuple(nearest))
    picks = finding.picks[:limit]
    figures = [_values(question, pick) for pick in picks]
    quoted = {passage.id for pick in picks for passage in (pick.reading.passage, *pick.following)}
    others = (pick for pick in finding.nearest if pick.reading.passage.id not in quoted)
    best = picks[0]
    further = [
        pick
        for pick in others
        if pick.score >= ALSO * best.score and pick.held.covered >= ALSO_COVERED * best.held.covered
    ]
    cited = [
        _citation(documents, pick, n, found) for n, (pick, found) in enumerate(zip(picks, figures, strict=True), 1)
    ]
    cited += [_citation(documents, pick, n, ()) for n, pick in enumerate(further, len(cited) + 1)]
    values = [_value_text(pick, figure) for pick, found in zip(picks, figures, strict=True) for figure in found]
    return Answer(
        status=Status.ANSWERED,
        text="\n".join(_line(question, pick, found, n, len(picks)) for n, (pick, found) in _numbered(picks, figures)),
        values=tuple(dict.fromkeys(values)),
        citations=tuple(cited[:limit]),
        nearest=(),
    )


def _numbered(
    picks: Sequence[Pick], figures: Sequence[tuple[Figure, ...]]
) -> list[tuple[int, tuple[Pick, tuple[Figure, ...]]]]:
    return list(enumerate(zip(picks, figures, strict=True), 1))


def _values(question: Question, pick: Pick) -> tuple[Figure, ...]:
    """Return the figures of a pick that answer: the best, and where several are compared those like it."""
    if pick.best is None:
        return ()
    best = pick.best
    if not question.compares:
        return (best.figure,)
    equals = [c.figure for c in pick.candidates[1:4] if c.unit >= best.unit and c.near >= 0.7 * best.near]
    return (best.figure, *equals)


def _value_text(pick: Pick, figure: Figure) -> str:
    """Return a value as the report has it, with the hedge before it."""
    text = pick.reading.passage.text
    start = figure.span.start - len(figure.qualifier) - 1 if figure.qualifier else figure.span.start
    return text[start : figure.span.end].strip()


def _line(question: Question, pick: Pick, figures: Sequence[Figure], n: int, lines: int) -> str:
    """Return one line of the answer: value, sentence, mark."""
    text = _quoted(pick).text
    if not figures:
        return f"{plain_text(shortened(text, Span(0, 0), PROSE_CHARS // lines))} [{n}]"
    around = Span(min(f.span.start for f in figures), max(f.span.end for f in figures))
    value = ", ".join(_value_text(pick, figure) for figure in figures)
    sentence = shortened(text, around, FIGURE_CHARS if lines == 1 and not question.compares else PART_CHARS)
    return f"{plain_text(value)} — {plain_text(sentence)} [{n}]"


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


def _citation(documents: Mapping[str, Document], pick: Pick, n: int, figures: Sequence[Figure]) -> Citation:
    passage = _quoted(pick)
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
        score=round(pick.score, 4),
    )


def _quoted(pick: Pick) -> Passage:
    """Return the passage of a pick, with what goes on with it, as one."""
    first = pick.reading.passage
    run = (first, *pick.following)
    spans = tuple(span for passage in run for span in passage.spans)
    return replace(first, spans=spans, text=" ".join(passage.text for passage in run))


def place_url(passage: Passage) -> str:
    """Return the address that opens the report at a passage."""
    at = ",".join(f"{span.start}-{span.end}" for span in passage.spans)
    return f"/report/{passage.document}?at={at}#at"


def _not_found(finding: Finding, question: Question) -> str:
    """Return the sentence that names what the report does not give."""
    known = sorted({year for pick in finding.nearest for year in pick.reading.years})
    if finding.missing is Missing.YEAR and finding.what:
        near = min(known, key=lambda year: (abs(year - int(finding.what)), year), default=None)
        text = phrases.NO_YEAR.format(year=finding.what)
        return f"{text} {phrases.NEAREST_YEAR.format(year=near)}" if near and str(near) != finding.what else text
    if finding.missing is Missing.NAME:
        return phrases.NO_NAME.format(name=finding.what)
    return phrases.MISSING.get(finding.missing.value if finding.missing else "", phrases.NOT_FOUND)


def smalltalk(text: str, suggestions: Sequence[str]) -> Reply:
    """Return the reply to a greeting, thanks or "what can you do"; id and time are filled in later."""
    return Reply(id="", took_ms=0.0, status=Status.SMALLTALK, answer=text, suggestions=tuple(suggestions))


__all__ = ["Answer", "Kind", "answer", "place_url", "plain_text", "shortened", "smalltalk"]
