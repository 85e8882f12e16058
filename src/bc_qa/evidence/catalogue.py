"""The catalogue: every figure of a corpus with the thing it measures, its period and place, and what it is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bc_qa.evidence.reading import Reading
from bc_qa.text.flow import Flow
from bc_qa.text.keys import blind_syllables, is_plain, syllables
from bc_qa.types import CatalogueEntry, Document, Figure, FigureKind

CATALOGUED = frozenset(FigureKind) - {FigureKind.PERIOD, FigureKind.NAME}


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure in its passage; as keys the words of its own item (`label`) and of what leads up to it (`subject`)."""

    entry: CatalogueEntry
    figure: Figure
    reading: Reading
    label: frozenset[str]
    subject: frozenset[str]


def entry_of(reading: Reading, figure: Figure, document: Document, said: Mapping[str, Any]) -> CatalogueEntry:
    """Return a figure of a passage as an entry; `said` has what the text says of it, by the names of the fields."""
    passage = reading.passage
    flow = Flow(passage.text, passage.spans)
    spans = flow.spans(*figure.span)
    return CatalogueEntry(
        id=f"{passage.id}:{figure.span.start}",
        document=document.id,
        kind=figure.kind,
        text=figure.text,
        value=figure.value,
        upper=figure.upper,
        unit=figure.unit,
        base=figure.base,
        base_unit=figure.base_unit,
        qualifier=figure.qualifier,
        section=reading.headings,
        note=passage.note,
        quote=passage.text,
        spans=spans,
        unsure=document.is_unsure(spans),
        url=f"/report/{document.id}?at={figure_at(flow, figure)}#at",
        **said,
    )


def figure_at(flow: Flow, figure: Figure) -> str:
    """Return the spans of a figure in its document as an address has them."""
    return ",".join(f"{span.start}-{span.end}" for span in flow.spans(*figure.span))


def selected(
    entries: Iterable[CatalogueEntry],
    query: str = "",
    year: int | None = None,
    unit: str = "",
    document: str = "",
) -> list[CatalogueEntry]:
    """Return the entries of a year, unit and document that hold every syllable of `query`, in their order.

    A query typed without diacritics is met without them. A unit is met by the written one ("triệu đồng/người") or what
    it measures in ("đồng").
    """
    plain = is_plain(query)
    asked = blind_syllables(query) if plain else syllables(query)
    return [
        entry
        for entry in entries
        if (not document or entry.document == document)
        and (year is None or year in entry.years)
        and (not unit or unit.lower() in (entry.unit.lower(), entry.base_unit.lower()))
        and _holds(entry, asked, plain)
    ]


def _holds(entry: CatalogueEntry, asked: Sequence[str], plain: bool) -> bool:
    if not asked:
        return True
    text = " ".join((entry.text, entry.thing, entry.place, entry.quote, *entry.section))
    return set(asked) <= set(blind_syllables(text) if plain else syllables(text))
