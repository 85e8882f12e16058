"""Putting a reply together: the value first, then the sentence it rests on, with marks that lead to the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bc_qa import phrases
from bc_qa.answering.answer import Answer
from bc_qa.answering.comparison import Comparison
from bc_qa.answering.comparison_reply import compared, contrasted
from bc_qa.answering.extremes import Extreme
from bc_qa.answering.reader import Finding
from bc_qa.evidence.catalogue import Measured
from bc_qa.evidence.citing import citation, plain_text, quoted, shortened
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.ranking import Pick
from bc_qa.report.lines import is_item
from bc_qa.types import Absent, Citation, Computed, Conflict, Document, Figure, Passage, Reply, Span, Status

CITED = 5  # citations, where no other limit is set
MORE_OF_REPORTS = 5  # citations besides the values of reports set side by side: conflicts, standards
FIGURE_CHARS = 240  # of the sentence behind a single value
PART_CHARS = 230  # … behind each of several
PROSE_CHARS, LIST_CHARS = 850, 1_350
LIKELY_CHARS, LIKELY_LINES = 700, 3  # of what is shown where nothing is claimed
LEAST_ITEM = 90  # … of one item of a list, however many there are
ALSO = 0.5  # a further passage is cited where its score (log-odds) comes so near the best
ALSO_COVERED = 0.7  # … and the share of the question that it speaks of

Source = tuple[Passage, Sequence[Figure], float]
"""What is cited: a passage, the figures of it to be highlighted, its score."""


def answer(
    question: Question,
    finding: Finding,
    documents: Mapping[str, Document],
    conflicts: Mapping[str, Sequence[Measured]],
    limit: int | None = None,
    sure: float = 0.55,
) -> Answer:
    """Return what is said to a question, given what the reader found and which figures have conflicts.

    As much as `limit` is cited: where none is set CITED, but of reports set side by side each value.

    `sure` is the confidence from which on something is claimed; below it the places are shown and nothing is.
    """
    status = finding.status(sure)
    across = finding.comparison is not None and finding.comparison.across
    at_most = limit
    if limit is None:
        limit = max(CITED, len(finding.picks)) if across and status is Status.ANSWERED else CITED
    if status is Status.NOT_FOUND:
        near = [(quoted(pick), (), pick.score) for pick in finding.nearest]
        return Answer(status, _not_found(finding), nearest=_cited(documents, near[:limit]))
    picks = finding.picks[:limit]
    figures = [_values(question, pick, finding.comparison) for pick in picks]
    sources: list[Source] = [(quoted(pick), found, pick.score) for pick, found in zip(picks, figures, strict=True)]
    values = [_value_text(pick, figure) for pick, found in zip(picks, figures, strict=True) for figure in found]
    if status is Status.LIKELY:
        sources += [(p.reading.passage, (), p.score) for p in _others(finding, [source[0] for source in sources])]
        return _shown(sources[:limit], tuple(dict.fromkeys(values)), documents)
    if across:
        room = len(picks) + MORE_OF_REPORTS if at_most is None else at_most
        return _of_reports(question, finding, picks, (sources[:room], figures), documents, conflicts, room)
    others = _conflicting(picks, figures, conflicts) if len(picks) == 1 and not finding.comparison else []
    sources += [(other.reading.passage, (other.figure,), picks[0].score) for other in others]
    if finding.comparison:
        named = (*finding.comparison.headings, *finding.comparison.standards)
        sources += [(reading.passage, (), picks[0].score) for reading in named]
    sources += [(pick.reading.passage, (), pick.score) for pick in _further(finding, [source[0] for source in sources])]
    said = Answer(
        status=status,
        text="\n".join(_line(question, pick, found, n, len(picks)) for n, (pick, found) in _numbered(picks, figures)),
        values=tuple(dict.fromkeys(values)),
        citations=_cited(documents, sources[:limit]),
    )
    if finding.comparison:
        return compared(question, finding.comparison, picks, said)
    if finding.extremes:
        return _extreme(finding.extremes, picks, said)
    if question.sought:
        said = contrasted(
            question, [(figure, n) for n, (_, found) in _numbered(picks, figures) for figure in found], said
        )
    texts = [other.figure.text for other in others]
    if question.doubts and len(picks) > 1:
        texts = [_value_text(pick, pick.best.figure) for pick in picks[1:] if pick.best]
    told = tuple(_conflict(said.values[0], other, n) for n, other in enumerate(texts, 2) if n <= limit)
    return replace(said, text="\n".join([said.text, *(conflict.text for conflict in told)]), conflicts=told)


def _of_reports(
    question: Question,
    finding: Finding,
    picks: Sequence[Pick],
    cited: tuple[Sequence[Source], Sequence[tuple[Figure, ...]]],
    documents: Mapping[str, Document],
    conflicts: Mapping[str, Sequence[Measured]],
    room: int,
) -> Answer:
    """Return an answer that sets the values of several reports side by side; where one gives two, both are said."""
    sources, told = list(cited[0]), []
    for at, (pick, found) in _numbered(picks, cited[1]):
        for other in _conflicting([pick], [found], conflicts)[: room - len(sources)]:
            sources.append((other.reading.passage, (other.figure,), pick.score))
            values = (_value_text(pick, found[0]), other.figure.text)
            text = phrases.CONFLICT.format(one=values[0], m=at, other=values[1], n=len(sources))
            told.append(Conflict(text, values, (at, len(sources))))
    if finding.comparison:
        sources += [(reading.passage, (), picks[0].score) for reading in finding.comparison.standards]
    said = Answer(Status.ANSWERED, "", citations=_cited(documents, sources[:room]))
    said = compared(question, finding.comparison, picks, said) if finding.comparison else said
    return replace(said, text="\n".join([said.text, *(conflict.text for conflict in told)]), conflicts=tuple(told))


def _extreme(found: Sequence[Extreme], picks: Sequence[Pick], said: Answer) -> Answer:
    """Return an answer that names the highest or lowest of a table, with the rows that it is told from."""
    numbers = {pick.reading.passage.id: n for n, pick in enumerate(picks, 1)}
    lines, values, computed = [], [], []
    for extreme in found:
        n, value = numbers[extreme.pick.reading.passage.id], extreme.values[0]
        degree = phrases.LOWEST if extreme.lowest else phrases.HIGHEST
        lines.append(phrases.EXTREME.format(degree=degree, name=plain_text(extreme.name), value=plain_text(value), n=n))
        values += [extreme.name, value]
        told = phrases.OF_ROWS.format(degree=degree.lower(), count=len(extreme.values))
        computed.append(Computed(told, (" < " if extreme.lowest else " > ").join(extreme.values), (n,)))
    return replace(
        said,
        text="\n".join((*lines, said.text)),
        values=tuple(dict.fromkeys(values)),
        computed=tuple(computed),
    )


def _shown(sources: Sequence[Source], values: tuple[str, ...], documents: Mapping[str, Document]) -> Answer:
    """Return what is shown where nothing is claimed: the places that probably say it, each as the report has it."""
    room = LIKELY_CHARS // min(len(sources), LIKELY_LINES)
    lines = [
        f"{plain_text(shortened(passage.text, _around(figures), room))} [{n}]"
        for n, (passage, figures, _) in enumerate(sources[:LIKELY_LINES], 1)
    ]
    return Answer(Status.LIKELY, "\n".join([phrases.LIKELY, *lines]), values, citations=_cited(documents, sources))


def _around(figures: Sequence[Figure]) -> Span:
    return Span(min((f.span.start for f in figures), default=0), max((f.span.end for f in figures), default=0))


def _others(finding: Finding, taken: Sequence[Passage]) -> list[Pick]:
    """Return the nearest picks that are not shown yet."""
    quotes = " ".join(passage.text for passage in taken)
    return [pick for pick in finding.nearest if pick.reading.passage.text not in quotes]


def with_originals(said: Answer, documents: Mapping[str, Document]) -> Answer:
    """Return an answer that tells which of its values a scan may have been misread for, where it has such."""
    told = []
    for cited in said.citations if said.status is Status.ANSWERED else ():
        words = [word.of(documents[cited.document].text) for word in cited.unsure if _is_lit(word, cited)]
        if words:
            told.append(phrases.SCAN_UNSURE.format(values=", ".join(words), n=cited.n))
    return replace(said, text="\n".join([said.text, *told]))


def _is_lit(word: Span, cited: Citation) -> bool:
    return any(word.start < light.end and light.start < word.end for light in cited.highlights)


def asked_back(finding: Finding, documents: Mapping[str, Document], limit: int) -> Answer:
    """Return the question that an unclear one is answered with, and what it may have meant."""
    near = [(quoted(pick), (), pick.score) for pick in finding.nearest]
    return Answer(Status.CLARIFY, phrases.CLARIFY, nearest=_cited(documents, near[:limit]))


def _cited(documents: Mapping[str, Document], sources: Sequence[Source]) -> tuple[Citation, ...]:
    return tuple(citation(documents, *source, n=n) for n, source in enumerate(sources, 1))


def _further(finding: Finding, taken: Sequence[Passage]) -> list[Pick]:
    """Return the picks that come near the best in score and in what they speak of, and are not cited yet."""
    best = finding.picks[0]
    quotes = " ".join(passage.text for passage in taken)
    return [
        pick
        for pick in finding.nearest
        if pick.reading.passage.text not in quotes
        and pick.score >= best.score - ALSO
        and pick.held.covered >= ALSO_COVERED * best.held.covered
    ]


def _conflicting(
    picks: Sequence[Pick], figures: Sequence[tuple[Figure, ...]], conflicts: Mapping[str, Sequence[Measured]]
) -> list[Measured]:
    """Return the figures that give another value for what a single value answers."""
    if len(figures[0]) != 1:
        return []
    return list(conflicts.get(f"{picks[0].reading.passage.id}:{figures[0][0].span.start}", ()))


def _conflict(value: str, other: str, n: int) -> Conflict:
    return Conflict(phrases.CONFLICT.format(one=value, m=1, other=other, n=n), (value, other), (1, n))


def _numbered(
    picks: Sequence[Pick], figures: Sequence[tuple[Figure, ...]]
) -> list[tuple[int, tuple[Pick, tuple[Figure, ...]]]]:
    return list(enumerate(zip(picks, figures, strict=True), 1))


def _values(question: Question, pick: Pick, comparison: Comparison | None) -> tuple[Figure, ...]:
    """Return the figures of a pick that answer: the best, and where several are compared those like it."""
    if pick.best is None:
        return ()
    if comparison or question.sought:
        return tuple(candidate.figure for candidate in pick.candidates)
    best = pick.best
    if pick.also:
        return (best.figure, *(value.figure for value in pick.also))
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
    text = quoted(pick).text
    if not figures:
        return "\n".join(f"{plain_text(part)} [{n}]" for part in _told(question, pick, lines))
    around = Span(min(f.span.start for f in figures), max(f.span.end for f in figures))
    value = ", ".join(_value_text(pick, figure) for figure in figures)
    sentence = shortened(text, around, FIGURE_CHARS if lines == 1 and not question.compares else PART_CHARS)
    return f"{plain_text(value)} — {plain_text(sentence)} [{n}]"


def _told(question: Question, pick: Pick, lines: int) -> list[str]:
    """Return what a pick tells, item by item where it enumerates, in its share of what an answer may be long."""
    limit = (LIST_CHARS if question.kind is Kind.LIST else PROSE_CHARS) // lines
    items: list[str] = []
    for reading in (pick.reading, *pick.following):
        if items and not (reading.begins and is_item(reading.passage.text)):
            items[-1] += f" {reading.passage.text}"
        else:
            items.append(reading.passage.text)
    return [shortened(item, Span(0, 0), max(limit // len(items), LEAST_ITEM)) for item in items]


def withdrawn(reply: Reply) -> Reply:
    """Return a reply that cites something with its places alone, each as the report has it, and nothing claimed."""
    shown = reply.citations[:LIKELY_LINES]
    lines = [f"{shortened(cited.quote, Span(0, 0), LIKELY_CHARS // len(shown))} [{cited.n}]" for cited in shown]
    text = "\n".join([phrases.LIKELY, *lines])
    return replace(reply, status=Status.LIKELY, answer=text, values=(), computed=(), conflicts=(), series=())


def _not_found(finding: Finding) -> str:
    """Return the sentence that names what the report does not give."""
    lack = finding.missing
    if lack is None or not lack.what:
        return phrases.MISSING.get(lack.kind.value if lack else "", phrases.NOT_FOUND)
    if lack.kind is not Absent.YEAR or not lack.what.isdigit():  # a school year: "năm học 2020-2021"
        return phrases.NO_NAME.format(name=lack.what)
    known = sorted({year for pick in finding.nearest for year in pick.reading.years})
    near = min(known, key=lambda year: (abs(year - int(lack.what)), year), default=None)
    text = phrases.NO_YEAR.format(year=lack.what)
    return f"{text} {phrases.NEAREST_YEAR.format(year=near)}" if near and str(near) != lack.what else text


def smalltalk(text: str, suggestions: Sequence[str]) -> Reply:
    """Return the reply to a greeting, thanks or "what can you do"; id and time are filled in later."""
    return Reply(id="", took_ms=0.0, status=Status.SMALLTALK, answer=text, suggestions=tuple(suggestions))
