"""The audit: a report held against itself, by mechanisms that know nothing of any one report.

Each kind of finding has a module of its own beside this one; here they are run, cited and put in order.

Severity says how soon a reader should correct it:
- `major`: a figure that would mislead whoever quotes it: a total half a per cent and more away from its parts, a share
  a whole point away from its figures, a measured thing (money, area, length) with two values a fifth apart, a total
  of years given as one year's, a unit that cannot be;
- `minor`: a contradiction that misleads less, or that a reader can resolve: smaller misses, counts with two values,
  dates, names spelt two ways, numbers left out, a sentence that breaks off;
- `trivial`: rounding in the last digit, words doubled, brackets, per cent for percentage points.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bc_qa.audit.aims import aims
from bc_qa.audit.audited import Audited, Notice, Place, clauses_around
from bc_qa.audit.dates import dates
from bc_qa.audit.lists import lists
from bc_qa.audit.names import names
from bc_qa.audit.numbering import numbering
from bc_qa.audit.percents import percents
from bc_qa.audit.ratios import ratios
from bc_qa.audit.series import series
from bc_qa.audit.slips import slips
from bc_qa.audit.sums import sums
from bc_qa.audit.truncation import truncation
from bc_qa.audit.units import units
from bc_qa.audit.values import values
from bc_qa.evidence.catalogue import Measured
from bc_qa.evidence.citing import citation
from bc_qa.evidence.corpus import Corpus
from bc_qa.types import Citation, Document, Finding, FindingType, Passage, Severity, Span

QUOTE_CHARS = 900  # a citation is no longer; a longer stretch is cited in several


def audit(
    corpus: Corpus, catalogue: Sequence[Measured], documents: Mapping[str, Document], sure: float = 0.5
) -> tuple[Finding, ...]:
    """Return where the reports of a corpus contradict themselves, what to correct first standing first.

    What is less sure than `sure` to be a fault, 0-1, is left out.
    """
    findings: dict[tuple[object, ...], Finding] = {}
    for report, notice in _noticed(corpus, catalogue, documents.values()):
        if notice.sure < sure:
            continue
        citations = _cited(report, documents, notice)
        made = Finding(
            _identity(notice, citations),
            notice.type,
            notice.severity,
            notice.what,
            notice.detail,
            citations,
            round(notice.sure, 2),
        )
        # Two mechanisms may come upon one thing: the first says it.
        lights = {(c.document, light) for c in citations for light in c.highlights}
        findings.setdefault((notice.type, *sorted(lights)), made)
    return tuple(sorted(findings.values(), key=_order))


def _noticed(
    corpus: Corpus, catalogue: Sequence[Measured], documents: Iterable[Document]
) -> Iterator[tuple[Audited, Notice]]:
    """Yield what is found in each report: another report is of another year or place and may say otherwise."""
    for report in Audited.read_all(corpus, documents):
        own = [measured for measured in catalogue if measured.entry.document == report.document.id]
        for notice in _notices(report, own):
            yield report, notice


def _notices(report: Audited, catalogue: Sequence[Measured]) -> Iterator[Notice]:
    yield from sums(report)
    yield from lists(report)
    yield from aims(report)
    yield from percents(report)
    yield from ratios(report)
    yield from series(report)
    yield from values(report, catalogue)
    yield from dates(report)
    yield from units(report)
    yield from names(report)
    yield from numbering(report)
    yield from truncation(report)
    yield from slips(report)


def _order(finding: Finding) -> tuple[int, float, int, str, Span]:
    first = finding.citations[0]
    severity, kind = list(Severity).index(finding.severity), list(FindingType).index(finding.type)
    return severity, -finding.confidence, kind, first.document, first.spans[0]


def _identity(notice: Notice, citations: Iterable[Citation]) -> str:
    """Return an id that stays the same as long as the words and their places do."""
    where = ";".join(f"{c.document}:{c.spans}:{c.highlights}" for c in citations)
    return hashlib.sha256(f"{notice.type}|{notice.what}|{where}".encode()).hexdigest()[:12]


def _cited(report: Audited, documents: Mapping[str, Document], notice: Notice) -> tuple[Citation, ...]:
    """Return the passages that hold each stretch of evidence, in its order, each once, the stretches highlighted."""
    quotes: dict[tuple[Span, ...], Passage] = {}
    lights: dict[tuple[Span, ...], list[Span]] = {}
    for place in notice.places:
        for passage in _quotes(report, place):
            quotes.setdefault(passage.spans, passage)
            flow = place.statement.flow
            lit = [span for mark in place.marks or (Span(place.start, place.end),) for span in flow.spans(*mark)]
            inside = lights.setdefault(passage.spans, [])
            inside += [light for light in _clipped(lit, passage.spans) if light not in inside]
    return tuple(
        replace(citation(documents, passage, (), 1.0, n), highlights=tuple(sorted(lights[spans])))
        for n, (spans, passage) in enumerate(quotes.items(), 1)
    )


def _quotes(report: Audited, place: Place) -> Iterator[Passage]:
    """Yield the clauses around a stretch as one quotation, or as several where that would be too long."""
    statement = place.statement
    passage = next(iter(report.quoted(place)))
    for start, end in _packed(clauses_around(place)):
        part = statement.flow.part(start, start + len(statement.text[start:end].rstrip(" ;,")))
        yield replace(passage, spans=part.pieces, text=part.text)


def _packed(clauses: Sequence[Span]) -> Iterator[Span]:
    """Yield neighbouring clauses as one for as long as a quotation may be."""
    run = clauses[0]
    for clause in clauses[1:]:
        if clause.end - run.start > QUOTE_CHARS:
            yield run
            run = clause
        run = Span(run.start, clause.end)
    yield run


def _clipped(lights: Iterable[Span], spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of some stretches that lie inside others."""
    for light in lights:
        for span in spans:
            start, end = max(light.start, span.start), min(light.end, span.end)
            if start < end:
                yield Span(start, end)
