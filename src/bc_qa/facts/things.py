"""What a figure measures and where, in the report's own words: what leads up to it in its item, or what it counts."""

from __future__ import annotations

import re
from collections.abc import Collection

from bc_qa.evidence.columns import heading_of
from bc_qa.evidence.columns import named as named_cells
from bc_qa.evidence.items import item_of
from bc_qa.evidence.reading import Reading
from bc_qa.figures.units import BASES
from bc_qa.language import lexicon
from bc_qa.text.keys import TOKEN, UPPER, key
from bc_qa.types import Figure, Span

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
_PERIOD = re.compile(
    r"\b(?:so với )?(?:[Tt]ừ |[Đđ]ến )?(?:hết |cuối )?(?:[Nn]ăm|[Gg]iai đoạn|[Tt]háng|[Nn]gày)\s[\d/–-]+"
)
_MARKS = re.compile(r"[⁰¹²³⁴-⁹*_]+")


def thing_of(reading: Reading, figure: Figure, item: Span) -> str:
    """Return the words that say what a figure measures, as written: "Chanh leo", "cơ sở y tế"."""
    if reading.columns:
        text = reading.passage.text
        row = [cell.of(text) for cell in named_cells(text, reading.figures, reading.columns)]
        return " – ".join(part for part in (*row, heading_of(text, reading.columns, figure)) if part)
    before, after = _around(reading, figure, item)
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
    clauses = re.split(r"[;,:(](?=\s|\w)(?!\d)", leading(reading, figure))
    return next((named for clause in reversed(clauses) if (named := _cleaned(clause))), "")


def _cleaned(text: str) -> str:
    """Return the words of a text without periods, other figures and the small words at its ends."""
    text = _PERIOD.sub(" ", _MARKS.sub("", text))
    text = re.split(r"(?<=\S)\s[\d.,/]+\s?(?:%|\w+)", text)[0]
    return " ".join(_TRAILING.sub("", _LEADING.sub("", " ".join(text.split()))).split())


def leading(reading: Reading, figure: Figure) -> str:
    """Return what leads up to a figure's item: the sentence before it, or the words that call its note."""
    before = reading.passage.text[: item_of(reading, figure)[0]]
    sentence = re.split(r"(?<=[.;])\s", before)[-1]
    return sentence if sentence.strip(" -+(") else reading.passage.context.rpartition(" · ")[2]


def keys_of(text: str) -> frozenset[str]:
    """Return the syllables of a text that say what it is about."""
    found = (key(word) for word in TOKEN.findall(text))
    return frozenset(word for word in found if word not in lexicon.STOP and not word[0].isdigit())


def _around(reading: Reading, figure: Figure, item: Span) -> tuple[str, str]:
    """Return what stands in a figure's item before it (and its hedge) and after it."""
    text = reading.passage.text
    start = figure.span.start - (len(figure.qualifier) + 1 if figure.qualifier else 0)
    return text[item.start : start], text[figure.span.end : item.end]


def place_of(reading: Reading, figure: Figure, item: Span, names: Collection[tuple[str, ...]]) -> str:
    """Return the place as written that a figure is of: in its item, else the last named before it."""
    text = reading.passage.text
    inside = [found for found in _PLACE.finditer(text) if item.start <= found.start() < item.end]
    before = [found for found in _PLACE.finditer(text) if found.end() <= figure.span.start]
    beside = sorted(inside, key=lambda found: abs(found.start() - figure.span.start))[:1]
    near = [*beside, *before[-1:]]
    return _named(near[0][1], names) if near else ""


def _named(place: str, names: Collection[tuple[str, ...]]) -> str:
    """Return a place without the capitals behind it that are no part of its name: "huyện Phong Thổ Tiếp tục"."""
    level, *words = place.split()
    sizes = (size for size in range(2, len(words) + 1) if tuple(key(word) for word in words[:size]) in names)
    return " ".join([level, *words[: next(sizes, len(words))]])
