"""A reply as it is shown in the chat: HTML whose every word from outside is character references, never markup.

The chat page puts it into a markdown message that Gradio sanitizes; it is one line of HTML, which markdown passes on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from bc_qa import phrases
from bc_qa.assistant import Chosen
from bc_qa.evidence.citing import note_and_page, plain_text
from bc_qa.outcomes import absence, beside_quotes
from bc_qa.types import Citation, Document, Reply, Status
from bc_qa.web.chart import chart_size, chart_url
from bc_qa.web.markdown import escaped
from bc_qa.web.pages import marked, runs_of
from bc_qa.web.place import copied, report_names
from bc_qa.web.root import link
from bc_qa.web.talk import Put

TEMPLATES = Path(__file__).parent / "templates"
_MARK = re.compile(r"\s*\[(\d+)\]")
_STOPS = " ;,"  # what `plain_text` takes from the ends of a text
_NAME_CHARS, _NEAR_CHARS, _HEADLINE_CHARS = 90, 260, 60

Run = tuple[str, bool]
"""A run of text, and whether it is a value."""
Piece = tuple[str, int | None]
"""A run of an answer's text, and the citation whose mark stands behind it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: the value that is shown large (or nothing), and the sentence."""

    value: tuple[Piece, ...]
    text: tuple[Piece, ...]


def reply_html(reply: Reply, asked: Put, documents: Mapping[str, Document], turn: str = "") -> str:
    """Return a reply as one line of HTML: value, sentence, warnings, what was computed, charts, numbered places.

    Each place names its report where there are several. `turn` is the page's name for the call, by which it knows what
    has come.
    """
    read_as = "" if _same(reply.read_as, asked.text) or reply.status is Status.SMALLTALK else reply.read_as
    return _rendered(
        "reply.html",
        reply=reply,
        turn=turn,
        missing=reply.status is Status.NOT_FOUND,
        likely=reply.status is Status.LIKELY,
        absence=absence(reply.missing) if reply.status is Status.NOT_FOUND else "",
        lines=_lines(reply),
        warnings=[_pieces(text) for text in _warnings(reply)],
        urls={citation.n: citation.url for citation in reply.citations},
        cited={citation.n: citation for citation in reply.citations},
        copied=copied(reply, documents),
        again=_again(reply.read_as or asked.text, asked.document),
        reports=report_names(documents.values()),
        read_as=read_as,
    )


def _again(question: str, document: Chosen) -> str:
    """Return the address that asks a question again of the same reports."""
    return f"/?{urlencode({'q': question} | ({'document': document} if document else {}), doseq=True)}"


def error_html(text: str, turn: str = "", again: bool = False) -> str:
    """Return what went wrong as a message, which the page offers to try again where that may help."""
    return _rendered("error.html", text=text, turn=turn, again=again)


def place_name(citation: Citation) -> str:
    """Return the innermost heading over a citation, cut to a length."""
    name = citation.section[-1] if citation.section else citation.title
    return name if len(name) <= _NAME_CHARS else f"{name[:_NAME_CHARS].rsplit(' ', 1)[0]} …"


def _lines(reply: Reply) -> list[Line]:
    """Return the lines of an answer that nothing else on the page shows."""
    shown_else = {*_warnings(reply)}
    lines = [line for line in beside_quotes(reply) if line not in shown_else and not _drawn(line, reply)]
    claims = reply.status is not Status.LIKELY  # where nothing is claimed nothing is shown large
    return [
        _line(line, bool(reply.values) and at == 0) if claims else Line((), _pieces(line))
        for at, line in enumerate(lines)
        if not _worked_out(line, reply)
    ]


def _line(line: str, may_be_headline: bool) -> Line:
    value, dash, rest = line.partition(" — ")
    if dash:
        return Line(_pieces(value), _pieces(rest))
    if may_be_headline and len(line) <= _HEADLINE_CHARS:
        return Line(_pieces(line), ())
    return Line((), _pieces(line))


def _warnings(reply: Reply) -> list[str]:
    return [*(conflict.text for conflict in reply.conflicts), *_noted(reply)]


def _noted(reply: Reply) -> list[str]:
    return [line for line in reply.answer.split("\n") if line in (phrases.OTHER_STANDARDS, phrases.OTHER_PERIODS)]


def _drawn(line: str, reply: Reply) -> bool:
    """Whether a line only lists what a chart's table shows."""
    return any(line.count(";") and all(point.text in line for point in series.points) for series in reply.series)


def _worked_out(line: str, reply: Reply) -> bool:
    return any(computed.text in line for computed in reply.computed)


def _pieces(text: str) -> tuple[Piece, ...]:
    """Return a text cut at its marks."""
    parts = _MARK.split(text)
    marks = [*map(int, parts[1::2]), None]
    return tuple((part, mark) for part, mark in zip(parts[::2], marks, strict=True) if part or mark)


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def quoted(citation: Citation) -> list[Run]:
    """Return a citation's words as read aloud, in runs, the values apart; long runs without one are cut short."""
    return _aloud(marked(citation) or [(citation.quote, False)])


def lit_in(text: str, citation: Citation | None) -> list[Run]:
    """Return a sentence of an answer in runs, the values that its citation shows in it apart."""
    runs = _aloud(runs_of(citation)) if citation else []
    whole = "".join(run for run, _ in runs)
    core = text.strip().strip("…").strip(" .;,")
    at = whole.find(core) if core else -1
    if at < 0:
        return [(text, False)]
    start = text.index(core)
    lights = [is_value for run, is_value in runs for _ in run][at : at + len(core)]
    shown = [False] * start + lights + [False] * (len(text) - start - len(core))
    grouped = groupby(zip(text, shown, strict=True), key=lambda pair: pair[1])
    return [("".join(char for char, _ in pairs), is_value) for is_value, pairs in grouped]


def _aloud(runs: list[Run]) -> list[Run]:
    """Return runs without footnote marks and markup; the stops at their ends, which a whole text loses, are kept."""
    aloud = []
    for text, lit in runs:
        flat = " ".join(f"|{text}|".split())[1:-1]
        lead, tail = len(flat) - len(flat.lstrip(_STOPS)), len(flat.rstrip(_STOPS))
        aloud.append((f"{flat[:lead]}{plain_text(flat)}{flat[tail:]}" if flat.strip(_STOPS) else flat, lit))
    return [(text, lit) for text, lit in aloud if text]


def _near(text: str) -> str:
    shown = plain_text(text)
    return shown if len(shown) <= _NEAR_CHARS else f"{shown[:_NEAR_CHARS].rsplit(' ', 1)[0]} …"


def _finalized(value: Any) -> Any:
    return value if isinstance(value, Markup) else Markup(escaped(str(value)))


def _rendered(name: str, **values: Any) -> str:
    return " ".join(_ENVIRONMENT.get_template(name).render(**values).split())


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_finalized
)
_ENVIRONMENT.globals |= {
    "phrases": phrases,
    "link": link,
    "place_name": place_name,
    "note_and_page": note_and_page,
    "chart_url": chart_url,
    "chart_size": chart_size,
    "quoted": quoted,
    "lit_in": lit_in,
}
_ENVIRONMENT.filters["near"] = _near
