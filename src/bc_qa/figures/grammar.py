"""The grammar of Vietnamese quantities: a lexer that reads every figure of a text, with its span.

`1.029,31km²` is 1029.31 km², `85.327` eighty-five thousand, `12,97‰`, `784/1610`, `từ 4 đến 6 triệu đồng/người/tháng`,
`trên 99,8%`, `05`, `ngày 27 tháng 5 năm 2024`, `giai đoạn 2021-2025`, `03-NQ/HU`, `loại IV`. Alternatives are tried in
order at each place, so that a date is never read as a ratio nor a document's number as a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from bc_qa.figures.units import SCALES, UNITS, Dimension
from bc_qa.text.keys import UPPER, key
from bc_qa.types import Figure, FigureKind, Span

_N = r"\d+(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d+\.\d+|\d+"  # a thousand is marked by a dot, a decimal by a comma
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_SCALE = "|".join(SCALES)
_UNIT = "|".join(sorted((re.escape(name) for name in UNITS), key=len, reverse=True))
_QUALIFIER = (
    "trên dưới|không quá|không dưới|tối thiểu|tối đa|ít nhất|nhiều nhất|xấp xỉ|ước đạt|khoảng|chừng|trên|dưới|hơn|gần"
)
_LETTERS = rf"[{UPPER}][{UPPER}&]+"

_LEXER = re.compile(
    rf"""
    (?P<numbered>\b\d+(?:/\d{{4}})?[/-](?:{_LETTERS})(?:[-/](?:{_LETTERS}\d?))*)
  | (?P<date>\b(?:ngày\s+)?{_DAY}\s+tháng\s+{_MONTH}(?!\d)(?:\s+năm\s+{_YEAR})?
      |\b(?:ngày\s+)?{_DAY}[/.-]{_MONTH}[/.-]{_YEAR}(?!\d)
      |\btháng\s+{_MONTH}(?:\s*/\s*|\s+năm\s+){_YEAR}(?!\d)|\bquý\s+(?:[IV]+|[1-4])\s*(?:/|năm)\s*{_YEAR}\b)
  | (?P<period>\b(?:giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|từ\s+năm|các\s+năm|năm)
        \s+{_YEAR}(?:\s*[-–]\s*(?:năm\s+)?{_YEAR})?(?!\d)
      |\b{_YEAR}\s*[-–]\s*{_YEAR}(?!\d))
  | (?P<ordinal>\b(?:lần\s+thứ|khóa|khoá|loại|hạng|khu\s+vực|cấp|thứ)\s+[IVXLC]+(?![^\W⁰¹²³⁴-⁹]))
  | (?P<ratio>\b(?:{_N})/(?:{_N})(?![\d/]))
  | (?P<range>\b(?:từ\s+)?(?P<low>{_N})(?:\s*[-–]\s*|\s+(?:đến|tới)\s+)(?P<high>{_N})(?![\d/]))
  | (?P<number>\b(?:{_N}))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SCALED = re.compile(rf"\s?(?P<scale>{_SCALE})(?!\w)", re.IGNORECASE)
_MEASURED = re.compile(rf"\s?(?P<unit>{_UNIT})(?![^\W⁰¹²³⁴-⁹]|\s(?:chí|bào)\b)", re.IGNORECASE)
_PER = re.compile(r"\s?/\s?(?:\d+(?:\.\d{3})*\s)?[^\W\d_]+(?:\s(?:dân|người|hộ|ha))?")
_BEFORE = re.compile(rf"(?P<qualifier>{_QUALIFIER})\s+$", re.IGNORECASE)
_WORD = re.compile(r"\s([^\W\d_⁰¹²³⁴-⁹]+)")
_ASIDE = re.compile(r"\s\([^()]{1,60}\)")
_COUNTED = 4  # syllables that a counted noun may have
# Words that never begin what is counted: after them a number stands alone.
_NO_NOUN = frozenset(
    "là và với có của cho ở tại đến từ trong trên dưới so bằng đạt chiếm tăng giảm được thì mà nên do bởi theo "
    "khi để vào ra về như hoặc hay cùng các những một".split()
)
_CLASSIFIERS = frozenset("lượt ngôi chiếc căn cây con".split())  # these take the noun after them along


def read_number(written: str) -> Decimal:
    """Return the value of a number in Vietnamese writing. Raises decimal.InvalidOperation for anything else."""
    if re.fullmatch(r"\d+(?:\.\d{3})+(?:,\d+)?", written):
        return Decimal(written.replace(".", "").replace(",", "."))
    return Decimal(written.replace(",", "."))


def figures(text: str, compounds: Collection[str] = ()) -> list[Figure]:
    """Return the figures of `text` by place.

    `compounds` are the words of two and more syllables (keys joined by underscores) that a counted noun may be:
    "23 sản phẩm" rather than "23 sản".
    """
    return list(_read(text, compounds))


def _read(text: str, compounds: Collection[str]) -> Iterator[Figure]:
    at = 0
    while found := _LEXER.search(text, at):
        kind = str(found.lastgroup) if found["range"] is None else "range"
        reader = {"number": _quantity, "ratio": _quantity, "range": _quantity}.get(kind)
        figure = reader(text, found, kind, compounds) if reader else _named(found, FigureKind(kind))
        yield figure
        at = max(figure.span.end, found.end())


def _named(found: re.Match[str], kind: FigureKind) -> Figure:
    return Figure(kind, Span(found.start(), found.end()), found.group())


def _values(found: re.Match[str], kind: str) -> tuple[Decimal, Decimal | None]:
    if kind == "range":
        return read_number(found["low"]), read_number(found["high"])
    if kind == "ratio":
        low, high = found["ratio"].split("/")
        return read_number(low), read_number(high)
    return read_number(found["number"]), None


def _quantity(text: str, found: re.Match[str], kind: str, compounds: Collection[str]) -> Figure:
    """Read the scale and the unit behind a number, and the hedge before it."""
    value, upper = _values(found, kind)
    end = found.end()
    scale = _SCALED.match(text, end)
    if scale:
        end = scale.end()
    measured = _MEASURED.match(text, end)
    unit_end = measured.end() if measured else _noun_end(text, end, compounds)
    if unit_end > end or scale:
        per = _PER.match(text, unit_end)
        while per:
            unit_end, per = per.end(), _PER.match(text, per.end())
    unit = text[end:unit_end].strip()
    if not unit and (aside := _ASIDE.match(text, end)):  # "23.621 (tăng 1.276 học sinh) học sinh"
        unit = text[aside.end() : _noun_end(text, aside.end(), compounds)].strip()
    factor = SCALES[scale["scale"].lower()] if scale else Decimal(1)
    known = UNITS.get(measured["unit"].lower()) if measured else None
    before = _BEFORE.search(text, max(0, found.start() - 20), found.start())
    return Figure(
        kind=_kind(kind, known.dimension if known else None),
        span=Span(found.start(), unit_end),
        text=text[found.start() : unit_end],
        value=value,
        upper=upper,
        unit=f"{scale['scale']} {unit}".strip() if scale else unit,
        base=value * factor * (known.factor if known else 1),
        base_unit=known.base if known else ("đồng" if scale and not unit else unit.lower()),
        qualifier=before["qualifier"] if before else "",
    )


def _kind(kind: str, dimension: Dimension | None) -> FigureKind:
    if kind == "range":
        return FigureKind.RANGE
    if kind == "ratio":
        return FigureKind.RATIO
    return FigureKind.SHARE if dimension is Dimension.SHARE else FigureKind.QUANTITY


def _noun_end(text: str, start: int, compounds: Collection[str]) -> int:
    """Return where the counted noun behind a number ends: the longest known compound, else one word, else nothing."""
    words = list(_following(text, start))
    if not words or key(words[0][1]) in _NO_NOUN:
        return start
    take = 1
    for count in range(len(words), 1, -1):
        if "_".join(key(word[1]) for word in words[:count]) in compounds:
            take = count
            break
    if take == 1 and key(words[0][1]) in _CLASSIFIERS and len(words) > 1 and key(words[1][1]) not in _NO_NOUN:
        return _noun_end(text, words[0].end(), compounds)
    return words[take - 1].end()


def _following(text: str, start: int) -> Iterator[re.Match[str]]:
    for _ in range(_COUNTED):
        found = _WORD.match(text, start)
        if not found:
            return
        yield found
        start = found.end()
