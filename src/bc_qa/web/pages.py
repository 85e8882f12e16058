"""What the plain pages share: templates, the way to the other pages, a quotation with its evidence marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader

from bc_qa import phrases
from bc_qa.evidence.citing import note_and_page
from bc_qa.types import Citation, Span
from bc_qa.web.root import link
from bc_qa.web.static import asset

PAGES = (
    ("/", phrases.PAGE_CHAT),
    ("/report/", phrases.PAGE_REPORT),
    ("/documents", phrases.PAGE_DOCUMENTS),
    ("/verify", phrases.PAGE_VERIFY),
    ("/audit", phrases.PAGE_AUDIT),
    ("/figures", phrases.PAGE_FIGURES),
)
_LONG = 220  # characters without evidence that a quotation shows in one run
_KEPT = 90  # … of a longer run, at either end

environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.globals |= {"phrases": phrases, "asset": asset, "link": link, "pages": PAGES}


def rendered(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page made of a template; every value is escaped."""
    return HTMLResponse(environment.get_template(template).render(**values), status)


def for_people(accept: str, path: str) -> bool:
    """Whether who asks for an address that is not there is a browser that shows a page, not a program."""
    return "text/html" in accept and not path.startswith(("/api/", "/static/", "/chat/gradio_api/", "/chat/assets/"))


def missing_page() -> str:
    """Return the page that says that there is no such page, with the ways on."""
    return environment.get_template("missing.html").render()


def header(here: str) -> str:
    """Return the header of the page at `here` as HTML."""
    return str(environment.get_template("header.html").module.header(here))  # type: ignore[attr-defined]


def place_name(citation: Citation) -> str:
    """Return where a citation stands, in words: the innermost heading, the note and the page."""
    return " › ".join([*(citation.section[-1:] or (citation.title,)), *note_and_page(citation)])


def marked(citation: Citation) -> list[tuple[str, bool]]:
    """Return a quotation in runs, each with whether it is evidence; long runs without any are cut short by …"""
    return [(text if lit else _shortened(text), lit) for text, lit in runs_of(citation)]


def runs_of(citation: Citation) -> list[tuple[str, bool]]:
    """Return a quotation in runs, whole, each with whether it is evidence."""
    runs: list[tuple[str, bool]] = []
    offset = 0
    for span in citation.spans:
        inside = [light for light in citation.highlights if span.covers(light)]
        for piece, lit in _pieces(span, inside):
            text = citation.quote[offset + piece.start - span.start : offset + piece.end - span.start]
            runs.append((text, lit))
        offset += span.end - span.start + 1
        runs.append((" ", False))
    return runs[:-1]


def _pieces(span: Span, lights: Iterable[Span]) -> Iterator[tuple[Span, bool]]:
    """Yield a span in pieces that lie in one of some others, and pieces that do not."""
    at = span.start
    for light in sorted(lights):
        start = max(at, light.start)
        if at < start:
            yield Span(at, start), False
        if start < light.end:
            yield Span(start, light.end), True
            at = light.end
    if at < span.end:
        yield Span(at, span.end), False


def _shortened(text: str) -> str:
    if len(text) <= _LONG:
        return text
    return f"{text[:_KEPT].rpartition(' ')[0]} … {text[-_KEPT:].partition(' ')[2]}"


environment.globals |= {"place_name": place_name, "marked": marked}
