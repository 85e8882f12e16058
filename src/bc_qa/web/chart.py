"""A series drawn as SVG, years as a line and reports as bars: an image of its own address, shown without a script."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal, InvalidOperation
from html import escape
from itertools import pairwise
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bc_qa import phrases
from bc_qa.errors import BadRequest
from bc_qa.types import Series
from bc_qa.web.root import link

HEIGHT = 280
_WIDTH, _STEP, _SIDE, _TOP, _BOTTOM = 460, 84, 40, 64, 230  # no narrower than a phone can show in readable letters
_BAR, _ROW, _HEAD = 18, 54, 44  # the height of a bar, of a bar with its name, and of what stands above them
_LETTER = 10  # width of a letter of a value
_MOST_POINTS, _LONGEST = 40, 120
_NAME_CHARS = 46  # of a report's name over its bar
_PERIOD = re.compile(r"[\w /.-]{1,20}")
_NAME = re.compile(r"[^\x00-\x1f:]{1,60}")
# The image knows nothing of the page around it but whether the reader wants dark colours.
_STYLE = (
    "text{font:600 16px system-ui,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif;fill:#1c2430;text-anchor:middle}"
    ".t{text-anchor:start;font-size:17px}.p{font-weight:400;fill:#4a5665}.a{stroke:#c3cbd6}"
    ".l{fill:none;stroke:#0b5cad;stroke-width:3;stroke-linejoin:round}.d{fill:#0b5cad}"
    ".s{stroke:#4a5665;stroke-dasharray:4 5}.n{text-anchor:start}"
    "@media(prefers-color-scheme:dark){text{fill:#e8edf3}.p{fill:#a9b4c2}.a{stroke:#3d4856}.l{stroke:#8cc2ff}"
    ".d{fill:#8cc2ff}.s{stroke:#a9b4c2}}"
)
Point = tuple[str, Decimal, str]
"""A period, its value and how the value is written."""
BY = "by"  # of an address: "report" for bars, one of each report
BREAK = "break"  # of an address: the number of a point before which another standard ends


def chart_router() -> APIRouter:
    """Return the route that draws the series that its address holds."""
    router = APIRouter(include_in_schema=False)

    @router.get("/chart.svg")
    def chart(
        point: Annotated[list[str], Query(max_length=_MOST_POINTS)],
        label: Annotated[str, Query(max_length=_LONGEST)] = "",
        breaks: Annotated[list[int], Query(alias=BREAK, max_length=_MOST_POINTS)] = [],  # noqa: B006
        by: Annotated[Literal["year", "report"], Query(alias=BY)] = "year",
    ) -> Response:
        if by == "report":
            drawn = bars_svg(label, [_point(item, _NAME) for item in point])
        else:
            drawn = chart_svg(label, [_point(item) for item in point], breaks)
        return Response(drawn, media_type="image/svg+xml", headers={"cache-control": "public, max-age=86400"})

    return router


def chart_url(series: Series) -> str:
    """Return the address of the image of a series."""
    bars = series.by == "report"
    named = [point.period.replace(":", " ")[: 60 if bars else None] for point in series.points]
    points = [("point", f"{name}:{p.value}:{p.text}") for name, p in zip(named, series.points, strict=True)]
    more = [(BY, series.by)] if bars else [(BREAK, at) for at in broken(series) if at < _MOST_POINTS]
    return link(f"/chart.svg?{urlencode([('label', series.label[:_LONGEST]), *points[:_MOST_POINTS], *more])}")


def chart_size(series: Series) -> tuple[int, int]:
    """Return width and height of the image of a series, so that a page can keep its room before it is there."""
    count = min(len(series.points), _MOST_POINTS)
    return (_WIDTH, _HEAD + _ROW * count) if series.by == "report" else (chart_width(count), HEIGHT)


def chart_width(points: int) -> int:
    """Return the width of the image of so many points of a line."""
    return max(_WIDTH, _STEP * min(points, _MOST_POINTS))


def broken(series: Series) -> list[int]:
    """Return before which points another standard ends: no line leads from one to another."""
    pairs = pairwise(series.points)
    return [at for at, (one, other) in enumerate(pairs, 1) if one.standard != other.standard]


def chart_svg(label: str, points: Sequence[Point], breaks: Collection[int] = ()) -> str:
    """Return a series as SVG, every point with its period and its value as the report writes it.

    Before the points whose numbers `breaks` holds the line is broken and the place is marked.
    """
    width = chart_width(len(points))
    places = _places([value for _, value, _ in points], width)
    edges = [0, *sorted(at for at in set(breaks) if 0 < at < len(points)), len(points)]
    lines = "".join(_line(places[start:end]) for start, end in pairwise(edges))
    seams = "".join(_seam((places[at - 1][0] + places[at][0]) / 2) for at in edges[1:-1])
    marks = "".join(
        f'<circle class="d" cx="{x:.0f}" cy="{y:.0f}" r="5"/>'
        f'<text x="{x:.0f}" y="{y + (26 if _in_a_dip(at, places) else -14):.0f}">{escape(text)}</text>'
        f'<text class="p" x="{x:.0f}" y="{_BOTTOM + 32}">{escape(period)}</text>'
        for at, ((x, y), (period, _, text)) in enumerate(zip(places, points, strict=True))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" '
        f'role="img" aria-label="{escape(label)}"><style>{_STYLE}</style>'
        f'<text class="t" x="12" y="26">{escape(label)}</text>'
        f'<line class="a" x1="12" x2="{width - 12}" y1="{_BOTTOM + 8}" y2="{_BOTTOM + 8}"/>'
        f"{seams}{lines}{marks}</svg>"
    )


def bars_svg(label: str, points: Sequence[Point]) -> str:
    """Return values of several reports as SVG bars, one below the other, each under its name and before its value.

    A bar is as long as its value is of the greatest; a value below zero has none.
    """
    height = _HEAD + _ROW * len(points)
    most = max((value for _, value, _ in points), default=Decimal(0))
    room = (
        _WIDTH - 32 - _LETTER * min(max((len(text) for *_, text in points), default=0), 28)
    )  # values stand behind bars
    rows = []
    for at, (name, value, text) in enumerate(points):
        y, long = _HEAD + _ROW * at, float(value / most) * room if value > 0 else 0.0
        shown = name if len(name) <= _NAME_CHARS else f"{name[: _NAME_CHARS - 1]}…"
        rows.append(
            f'<text class="n p" x="12" y="{y + 16}">{escape(shown)}</text>'
            f'<rect class="d" x="12" y="{y + 24}" width="{max(long, 2):.0f}" height="{_BAR}" rx="3"/>'
            f'<text class="n" x="{20 + max(long, 2):.0f}" y="{y + 39}">{escape(text)}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'role="img" aria-label="{escape(label)}"><style>{_STYLE}</style>'
        f'<text class="t" x="12" y="26">{escape(label)}</text>{"".join(rows)}</svg>'
    )


def _line(places: Sequence[tuple[float, float]]) -> str:
    """Return the line through the points of one standard."""
    points = " ".join(f"{x:.0f},{y:.0f}" for x, y in places)
    return f'<polyline class="l" points="{points}"/>'


def _seam(x: float) -> str:
    """Return the mark of a place where what is measured by changes."""
    return f'<line class="s" x1="{x:.0f}" x2="{x:.0f}" y1="{_TOP - 20}" y2="{_BOTTOM + 8}"/>'


def _in_a_dip(at: int, places: Sequence[tuple[float, float]]) -> bool:
    """Whether the line rises from a point to both sides, so that its value is written below; not at the axis."""
    beside = [places[i][1] for i in (at - 1, at + 1) if 0 <= i < len(places)]
    return len(beside) > 1 and all(y < places[at][1] for y in beside) and places[at][1] < _BOTTOM - 30


def _places(values: Sequence[Decimal], width: int) -> list[tuple[float, float]]:
    """Return where the points stand; the axis begins at zero where no value is below it, so heights compare truly."""
    low = min(Decimal(0), *values)
    span = (max(Decimal(0), *values) - low) or Decimal(1)
    step = (width - 2 * _SIDE) / max(len(values) - 1, 1)
    first = _SIDE if len(values) > 1 else width / 2
    return [
        (first + step * at, _BOTTOM - float((value - low) / span) * (_BOTTOM - _TOP)) for at, value in enumerate(values)
    ]


def _point(item: str, named: re.Pattern[str] = _PERIOD) -> Point:
    """Read one point of an address, of a period or a report. Raises BadRequest."""
    period, _, rest = item.partition(":")
    number, _, text = rest.partition(":")
    try:
        value = Decimal(number)
    except InvalidOperation:
        value = Decimal("NaN")
    if not (named.fullmatch(period) and value.is_finite() and abs(value.adjusted()) < 30 and 0 < len(text) <= 40):
        raise BadRequest(phrases.BAD_REQUEST.format(where="point"))
    return period, value, text
