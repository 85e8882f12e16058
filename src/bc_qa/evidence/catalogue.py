"""The catalogue: every figure of a corpus with the thing it measures, its period and place, and what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bc_qa.evidence.columns import heading_of
from bc_qa.evidence.columns import named as named_cells
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.items import PERIODS, change_of, is_label, item_of, period_of
from bc_qa.evidence.reading import YEARS, Reading
from bc_qa.figures.units import BASES
from bc_qa.language import lexicon
from bc_qa.text.flow import Flow
from bc_qa.text.keys import TOKEN, UPPER, blind_syllables, is_plain, key, syllables
from bc_qa.types import CatalogueEntry, Document, Figure, FigureKind, ParagraphKind, Span

CATALOGUED = frozenset(FigureKind) - {FigureKind.PERIOD, FigureKind.NAME}
_THING_CHARS = 90
_WORD = rf"[{UPPER}][^\W\d_]*"
_PLACE = re.compile(
    r"\b((?:[Xx]ã|[Bb]ản|[Tt]hôn|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Tt]ỉnh|[Tt]hành phố|[Qq]uận)"
    rf"\s{_WORD}(?:\s{_WORD}){{0,3}}"
    r"|[Tt]oàn (?:huyện|tỉnh|xã|quốc|ngành))"
)
_LEADING = re.compile(
    r"^(?:[\s,;:.()/–-]|(?:trong đó|cụ thể|gồm|bao gồm|là|và|với|có|như|riêng|còn|hiện)\b)+", re.IGNORECASE
)
_TRAILING = re.compile(
    r"(?:[\s,;:.(/–-]|\b(?:ước đạt|đạt|là|chiếm|có|được|trên|dưới|giảm|tăng|còn|khoảng|từ|với|tới|đến|hơn|gần|vượt"
    r"|tỷ lệ|tổng số|tổng|lên|xuống|và|cho|về|bằng|số|ở mức)\b)+$",
    re.IGNORECASE,
)
_COUNTED_END = re.compile(
    rf"[.;:,()]|\s(?:đã|đang|được|đạt|tại|với|cho|và|hoạt|góp|do|là|gồm|trong|so|chiếm|năm|[{UPPER}])"
)
_PERIOD = re.compile(r"\b(?:so với )?(?:[Tt]ừ |[Đđ]ến )?(?:[Nn]ăm|[Gg]iai đoạn|[Tt]háng)\s[\d/–-]+")
_MARKS = re.compile(r"[⁰¹²³⁴-⁹*_]+")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure in its passage; as keys the words of its own item (`label`) and of what leads up to it (`subject`)."""

    entry: CatalogueEntry
    figure: Figure
    reading: Reading
    label: frozenset[str]
    subject: frozenset[str]


def catalogue(corpus: Corpus, documents: Mapping[str, Document]) -> tuple[Measured, ...]:
    """Return every figure of a corpus by place. Periods are what figures are given for, no figures of their own."""
    return tuple(
        _measured(corpus, reading, figure, documents[reading.passage.document])
        for reading in corpus.readings.values()
        for figure in _counted(reading)
    )


def _counted(reading: Reading) -> Iterator[Figure]:
    for figure in reading.figures:
        numbered_heading = reading.kind is ParagraphKind.HEADING and figure.span.start == 0
        if figure.kind in CATALOGUED and not is_label(reading, figure) and not numbered_heading:
            yield figure


def _measured(corpus: Corpus, reading: Reading, figure: Figure, document: Document) -> Measured:
    item = Span(*item_of(reading, figure))
    before, after = _around(reading, figure, item)
    compared = frozenset(_compared(reading, figure, item))
    said = {
        "thing": _thing(reading, figure, before, after),
        "place": _place(corpus, reading, figure, item),
        "period": _period(reading, figure, item),
        "years": tuple(sorted(period_of(reading, figure) - compared)),
        "change": change_of(reading, figure),
        "compared_with": tuple(sorted(compared)),
        "target": reading.target,
    }
    label, subject = _keys(item.of(reading.passage.text)), _keys(_leading(reading, figure))
    return Measured(entry_of(reading, figure, document, said), figure, reading, label, subject)


def entry_of(reading: Reading, figure: Figure, document: Document, said: Mapping[str, Any]) -> CatalogueEntry:
    """Return a figure of a passage as an entry; `said` has what the text says of it, by the names of the fields."""
    passage = reading.passage
    flow = Flow(passage.text, passage.spans)
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
        spans=flow.spans(*figure.span),
        url=f"/report/{document.id}?at={figure_at(flow, figure)}#at",
        **said,
    )


def figure_at(flow: Flow, figure: Figure) -> str:
    """Return the spans of a figure in its document as an address has them."""
    return ",".join(f"{span.start}-{span.end}" for span in flow.spans(*figure.span))


def _around(reading: Reading, figure: Figure, item: Span) -> tuple[str, str]:
    """Return what stands in a figure's item before it (and its hedge) and after it."""
    text = reading.passage.text
    start = figure.span.start - (len(figure.qualifier) + 1 if figure.qualifier else 0)
    return text[item.start : start], text[figure.span.end : item.end]


def _compared(reading: Reading, figure: Figure, item: Span) -> Iterator[int]:
    """Yield the years that a figure is compared with: "tăng 5,71% so với năm 2019"."""
    text = reading.passage.text
    beside = (p for p in reading.figures if p.kind in PERIODS and figure.span.end <= p.span.start < item.end)
    for period in beside:
        if text[: period.span.start].rstrip().endswith("so với"):
            yield from map(int, YEARS.findall(period.text))


def _period(reading: Reading, figure: Figure, item: Span) -> str:
    """Return the period as written that a figure is given for, or an empty string."""
    before = [p for p in reading.figures if p.kind in PERIODS and p.span.end <= figure.span.start]
    beside = [p for p in reading.figures if p.kind in PERIODS and figure.span.end <= p.span.start < item.end]
    named = [p for p in (*reversed(before), *beside) if p.span != figure.span]
    own = next((p for p in named if not reading.passage.text[: p.span.start].rstrip().endswith("so với")), None)
    return own.text if own else ""


def _place(corpus: Corpus, reading: Reading, figure: Figure, item: Span) -> str:
    """Return the place as written that a figure is of: in its item, else the last named before it."""
    text = reading.passage.text
    inside = [found for found in _PLACE.finditer(text) if item.start <= found.start() < item.end]
    before = [found for found in _PLACE.finditer(text) if found.end() <= figure.span.start]
    beside = sorted(inside, key=lambda found: abs(found.start() - figure.span.start))[:1]
    near = [*beside, *before[-1:]]
    return _named(corpus, near[0][1]) if near else ""


def _named(corpus: Corpus, place: str) -> str:
    """Return a place without the capitals behind it that are no part of its name: "huyện Phong Thổ Tiếp tục"."""
    level, *words = place.split()
    sizes = (size for size in range(2, len(words) + 1) if tuple(key(word) for word in words[:size]) in corpus.names)
    return " ".join([level, *words[: next(sizes, len(words))]])


def _thing(reading: Reading, figure: Figure, before: str, after: str) -> str:
    """Return the words that say what a figure measures, as written: "Chanh leo", "cơ sở y tế"."""
    if reading.columns:
        text = reading.passage.text
        row = [cell.of(text) for cell in named_cells(text, reading.figures, reading.columns)]
        return " – ".join(part for part in (*row, heading_of(text, reading.columns, figure)) if part)
    named, counted = _cleaned(before), ""
    counts = figure.base is not None and bool(figure.unit) and BASES.get(figure.base_unit) is None
    if counts or not named:
        end = _COUNTED_END.search(after)
        counted = _cleaned(f"{figure.unit if counts else ''}{after[: end.start()] if end else after}")
    if not named and not counted:
        named = _led_to(reading, figure) or (reading.headings[-1] if reading.headings else "")
    joined = " – ".join(part for part in (named, counted) if part)
    return joined if len(joined) <= _THING_CHARS else f"… {joined[-_THING_CHARS:].partition(' ')[2]}"


def _led_to(reading: Reading, figure: Figure) -> str:
    """Return the last clause before a figure's item that names something: "tổng số hộ nghèo", then "chiếm 9,21%"."""
    clauses = re.split(r"[;,:(](?=\s|\w)(?!\d)", _leading(reading, figure))
    return next((named for clause in reversed(clauses) if (named := _cleaned(clause))), "")


def _cleaned(text: str) -> str:
    """Return the words of a text without periods, other figures and the small words at its ends."""
    text = _PERIOD.sub(" ", _MARKS.sub("", text))
    text = re.split(r"(?<=\S)\s[\d.,/]+\s?(?:%|\w+)", text)[0]
    return " ".join(_TRAILING.sub("", _LEADING.sub("", " ".join(text.split()))).split())


def _leading(reading: Reading, figure: Figure) -> str:
    """Return what leads up to a figure's item: the sentence before it, or the words that call its note."""
    before = reading.passage.text[: item_of(reading, figure)[0]]
    sentence = re.split(r"(?<=[.;])\s", before)[-1]
    return sentence if sentence.strip(" -+(") else reading.passage.context.rpartition(" · ")[2]


def _keys(text: str) -> frozenset[str]:
    """Return the syllables of a text that say what it is about."""
    found = (key(word) for word in TOKEN.findall(text))
    return frozenset(word for word in found if word not in lexicon.STOP and not word[0].isdigit())


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
