"""The lexer of figures in digits: document numbers, dates, periods, ordinals, ratios, ranges, numbers.

Alternatives are tried in order at each place, so that a date is never read as a ratio nor a document's number as a
quantity. A token is a span with what was read there; its unit is read by `quantities`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bc_qa.figures.nouns import is_label
from bc_qa.figures.numbers import NUMBER, SPACED, read_number
from bc_qa.figures.units import LETTER, UNIT
from bc_qa.text.keys import UPPER
from bc_qa.text.numerals import Need
from bc_qa.types import FigureKind

_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
# The parts of a document's number: NQ, HU, TTg, QH14, CTr. In small letters only behind the abbreviation of a kind of
# document, as questions are typed: "03-nq/hu".
_PART = rf"(?-i:[{UPPER}][{UPPER}&]*(?:r|g|đ)?\d{{0,2}})"
_KINDS = "nq|qđ|qd|nđ|nd|ct|ctr|tt|ttlt|ttr|bc|cv|tb|kl|kh|hd|qc|qy|đa|đan|hdlt|l|pl"
_NUMBERED = (
    rf"\d+(?:/\d{{4}})?(?:[/-](?:{_PART}|(?:{_KINDS})(?=[-/]{LETTER}))|\s?[-–]\s?{_PART}(?=/))"
    rf"(?:\s?[-/–]\s?(?-i:[{UPPER}])(?:{LETTER}|&)+\d{{0,2}}|[-/](?:{LETTER}|&)+\d{{0,2}})*(?!\w)"
)
# "Nghị quyết 33" is a document's number where nothing counted follows.
_BARE = (
    r"(?:(?<=nghị\squyết\s)|(?<=nghị\sđịnh\s)|(?<=quyết\sđịnh\s)|(?<=chỉ\sthị\s)|(?<=thông\stư\s)|(?<=kết\sluận\s)"
    r"|(?<=đề\sán\s)|(?<=kế\shoạch\s)|(?<=công\svăn\s)|(?<=luật\s)|(?<=báo\scáo\s)|(?<=chương\strình\s))"
)
_BARE_SAID = _BARE.replace(r"\s)", r"\ssố\s)").replace(r"(?<=luật\ssố\s)", r"(?<=luật\ssố\s)|(?<=số:\s)")
_ENDS = (
    rf"(?=\s*(?:[.,;:)(?!\\\]]|$)|\s(?:về|của|ngày|năm\s{_YEAR}|và|đã|được|là|thì|quy|do|(?-i:[{UPPER}])))(?![.,]\d)"
)
_LIST = rf"{_YEAR}(?:\s*,\s*{_YEAR}(?![\d.,]?\d))*(?:\s*(?:,|và)\s*(?:năm\s+)?{_YEAR}(?![\d.,]?\d))?"
_ROMAN = r"(?:(?-i:[IVXLC]+)|(?!(?:xi|vi)\b)[ivx]+)"

_LEXER = re.compile(
    rf"""
    (?P<numbered>\b{_NUMBERED}|\b(?:{_BARE}|{_BARE_SAID})\d{{1,4}}{_ENDS})
  | (?P<date>\b(?:ngày\s+|mùng\s+)?{_DAY}\s+tháng\s+{_MONTH}(?![.,]?\d)(?:\s+năm\s+{_YEAR}|\s*/\s*{_YEAR})?
      |\b(?:ngày\s+)?(?:{_DAY}\s?[-–]\s?)?{_DAY}[/.-]{_MONTH}[/.-]{_YEAR}(?!\d)
      |\b(?:ngày|mùng)\s+(?:{_DAY}\s?[-–]\s?)?{_DAY}[/-]{_MONTH}(?![\d/])
      |\btháng\s+{_MONTH}(?:\s*[/-]\s*|\s+năm\s+){_YEAR}(?!\d)
      |(?<!mỗi\s)(?<!một\s)(?<!hàng\s)(?<!hằng\s)\btháng\s+{_MONTH}(?=\s*(?:[;:)]|,\s|\.(?!\d)|$|đến\b|tới\b)))
  | (?P<period>\b(?:{_MONTH}|sáu|chín|ba)\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+{_YEAR})?(?!\d)
      |\b{_MONTH}\s+tháng\s+năm\s+{_YEAR}(?!\d)
      |\bquý\s+(?:[IV]+|[1-4])(?:\s*[/-]\s*|\s+năm\s+|\s+){_YEAR}\b|\bquý\s+(?-i:[IV]+)\b
      |\b(?:các|hai|ba|những)\s+năm\s+{_LIST}(?!\d)
      |\b(?:từ\s+năm|từ|giai\s+đoạn|trong\s+giai\s+đoạn)\s+{_YEAR}\s*(?:[-–]|đến|tới)\s*(?:năm\s+)?{_YEAR}(?!\d)
      |\b(?:giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+độ|từ\s+năm|các\s+năm|năm)
        \s+{_YEAR}(?:\s*[-–]\s*(?:năm\s+)?{_YEAR})?(?!\d)
      |\b{_YEAR}\s*[-–]\s*{_YEAR}(?!\d)
      |(?:(?<=\bđến\s)|(?<=\btới\s)|(?<=\bcuối\s)|(?<=\bđầu\s)|(?<=\bgiữa\s)|(?<=\bso\svới\s)|(?<=\bhết\s)|(?<=\bsang\s))
        {_YEAR}(?![\d.,]*\d)(?=\s*(?:[.,;:)"”?!]|$)|\s(?:là|đạt|có|và|thì|tăng|giảm|của|tại|ở)\b))
  | (?P<ordinal>\b(?:lần\s+thứ|khóa|khoá|loại|hạng|khu\s+vực|cấp|quận|thứ)\s+{_ROMAN}(?![^\W⁰¹²³⁴-⁹])
      |\b(?:lần\s+thứ|thứ)\s+\d{{1,3}}(?![\d.,]?\d)
      |(?<![^\W⁰¹²³⁴-⁹])\d{{1,2}}(?:\.\d{{1,2}}){{2,}}(?!\d))
  | (?<![^\W⁰¹²³⁴-⁹])(?:
      (?P<ratio>(?P<part>{NUMBER})/(?P<whole>{NUMBER})(?![\d/]))
    | (?P<range>(?:từ\s+)?(?P<low>{NUMBER})(?:\s*[-–]\s*|\s+(?:đến|tới)\s+)(?P<high>{NUMBER})(?![\d/]))
    | (?P<spaced>{SPACED})
    | (?P<number>{NUMBER}))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN = re.compile(NUMBER)
_LABELLED = re.compile(
    rf"(?:(?<!\w)(?:án|mục|khoản|điều|phần|(?<![Tt]ổng\s)(?<![Dd]ân\s)số|covid|chương|thứ|sách|nhóm|tháng|ngày|năm|quý|bản|tổ|xã|khu|lớp|khối|thôn|phường|quận|đội|ấp|khóm|làng)"
    rf"|\b[{UPPER}]{LETTER}*|\d[\d.,]*)\s$",
)
_COUNTED = re.compile(rf"\s(?![{UPPER}]){LETTER}")  # a scale or what is counted


@dataclass(frozen=True, slots=True)
class Token:
    """A number or name as it stands in a text; `value` and `upper` as in Figure. `worded`: written in words.

    `need` is what must follow a number in words that may be another word: "năm" is a year, too.
    """

    kind: FigureKind
    start: int
    end: int
    value: Decimal | None = None
    upper: Decimal | None = None
    worded: bool = False
    need: Need = Need.NOTHING


def next_token(text: str, at: int) -> Token | None:
    """Return the first token of `text` from `at` on; None where there is none."""
    found = _LEXER.search(text, at)
    if found is None:
        return None
    start, end = found.span()
    match found.lastgroup:
        case "ratio":
            return Token(FigureKind.RATIO, start, end, read_number(found["part"]), read_number(found["whole"]))
        case "range":
            return Token(FigureKind.RANGE, start, end, read_number(found["low"]), read_number(found["high"]))
        case "number" | "spaced":
            end = end if found["number"] or _parts_thousands(text, found) else _plain_end(text, start)
            return Token(FigureKind.QUANTITY, start, end, read_number(text[start:end]))
    return Token(FigureKind(str(found.lastgroup)), start, end)


def _plain_end(text: str, start: int) -> int:
    found = _PLAIN.match(text, start)
    return found.end() if found else start + 1


def _parts_thousands(text: str, found: re.Match[str]) -> bool:
    """Whether the spaces of "1 029,31 km²" part thousands: not "năm 2022 175 lao động", "Dự án 1 298 hộ"."""
    written = found["spaced"]
    if " " not in written:
        return True
    if _LABELLED.search(text, max(0, found.start() - 20), found.start()) or is_label(text, found.start()):
        return False
    telling = "," in written or written.count(" ") > 1
    return telling or bool(_COUNTED.match(text, found.end()) or UNIT.match(text, found.end()))
