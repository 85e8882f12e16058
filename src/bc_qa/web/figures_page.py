"""The page of the catalogue: every figure, searchable by words, year, unit and section; series drawn as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.evidence.series import FigureSeries, series_in
from bc_qa.tables import csv_bytes, figure_rows, xlsx_bytes
from bc_qa.types import CatalogueEntry, Point, Series
from bc_qa.web.chart import chart_url
from bc_qa.web.files import CSV, XLSX, sent_file
from bc_qa.web.pages import rendered
from bc_qa.web.place import report_names
from bc_qa.web.source import AssistantSource

A_PAGE = 50  # figures
MOST_UNITS = 40  # units offered, the commonest first
MOST_ASKED = 200  # characters of a filter
_PLACES = 3  # levels of headings offered as sections


@dataclass(frozen=True, slots=True)
class _Asked:
    """What figures are asked for; what cannot be read is as if it were not asked."""

    q: str
    year: str
    unit: str
    section: str

    @classmethod
    def read(cls, q: str, year: str, unit: str, section: str) -> _Asked:
        cut = (value[:MOST_ASKED].strip() for value in (q, unit, section))
        words, measured, heading = cut
        return cls(words, year if year.isascii() and year.isdigit() and len(year) == 4 else "", measured, heading)

    def found(self, assistant: Assistant, any_year: bool = False) -> list[CatalogueEntry]:
        year = int(self.year) if self.year and not any_year else None
        entries = assistant.figures(self.q, year, self.unit)
        return [entry for entry in entries if not self.section or self.section in entry.section]

    def address(self, path: str, page: int = 1) -> str:
        given = {"q": self.q, "year": self.year, "unit": self.unit, "section": self.section}
        kept = {name: value for name, value in given.items() if value} | ({"page": str(page)} if page > 1 else {})
        return f"{path}?{urlencode(kept)}" if kept else path


def figures_page_router(source: AssistantSource) -> APIRouter:
    """Return the routes of the page and of its files, which hold what the page is filtered to."""
    router = APIRouter(include_in_schema=False)

    @router.get("/figures", response_class=HTMLResponse)
    def figures(q: str = "", year: str = "", unit: str = "", section: str = "", page: str = "1") -> HTMLResponse:
        assistant, asked = source.get(), _Asked.read(q, year, unit, section)
        found, every = asked.found(assistant), assistant.figures()
        pages = max(1, -(-len(found) // A_PAGE))
        at = min(int(page), pages) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1
        return rendered(
            "figures.html",
            asked=asked,
            total=len(found),
            entries=found[(max(at, 1) - 1) * A_PAGE : max(at, 1) * A_PAGE],
            series=[(series, chart_url(drawn(series))) for series in _series(assistant, asked)],
            page=max(at, 1),
            pages_in_all=pages,
            years=sorted({year for entry in every for year in entry.years}, reverse=True),
            units=_units(every),
            sections=_sections(assistant),
            reports=report_names(assistant.documents),
        )

    @router.get("/figures.csv")
    def as_csv(q: str = "", year: str = "", unit: str = "", section: str = "") -> Response:
        rows = figure_rows(_Asked.read(q, year, unit, section).found(source.get()))
        return sent_file(csv_bytes(phrases.FIGURES_HEADER, rows), CSV, "so-lieu.csv")

    @router.get("/figures.xlsx")
    def as_xlsx(q: str = "", year: str = "", unit: str = "", section: str = "") -> Response:
        rows = figure_rows(_Asked.read(q, year, unit, section).found(source.get()))
        return sent_file(xlsx_bytes(phrases.FIGURES_TITLE, phrases.FIGURES_HEADER, rows), XLSX, "so-lieu.xlsx")

    return router


def _series(assistant: Assistant, asked: _Asked) -> list[FigureSeries]:
    """Return the series among what is asked for in any year; those that have the year asked for, if one is."""
    found = series_in(asked.found(assistant, any_year=True))
    return [s for s in found if not asked.year or any(int(asked.year) in entry.years for entry in s.entries)]


def drawn(series: FigureSeries) -> Series:
    """Return a series of the catalogue as the chart takes it."""
    points = [
        Point(str(entry.years[0]), entry.value, entry.text, number)
        for number, entry in enumerate(series.entries, 1)
        if entry.value is not None
    ]
    return Series(series.label, series.unit, tuple(points))


def _units(entries: Sequence[CatalogueEntry]) -> list[str]:
    counts = Counter(entry.unit for entry in entries if entry.unit)
    return sorted(unit for unit, _ in counts.most_common(MOST_UNITS))


def _sections(assistant: Assistant) -> list[tuple[str, int]]:
    """Return the headings that figures may be filtered by, with their levels, by place."""
    found = {s.title: s.level for document in assistant.documents for s in document.sections if s.level <= _PLACES}
    return list(found.items())
