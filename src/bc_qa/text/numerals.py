"""The numbers in words of a text, with their spans: "mười bảy", "một trăm linh năm", "hai triệu rưỡi", "ba phần tư".

Many of these words are other words, too: năm is a year, ba a father, một an article, chín is ripe. What may be another
word is left unread, or needs something behind it that is counted or measured. Their grammar is in `spelled`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bc_qa.text.keys import key
from bc_qa.text.spelled import NUMBER_WORDS, YEAR_AFTER, Spelled, read
from bc_qa.types import Span

# A number word behind these numbers or names, and counts nothing: "tháng ba", "thứ hai", "lớp năm".
_NAMING = frozenset(
    "thứ tháng mùng mồng quý lớp khối cấp hạng loại khu chương mục phần điều khoản số nhóm vụ dăm đôi vài khóa khoá "
    "quận đề họ ông bà anh chị chú cô bác trung đại thượng thiếu tỷ".split()
)
# "năm" behind these is a year.
_YEAR_BEFORE = frozenset(
    "trong hết đến từ vào qua sau trước cả mỗi hằng hàng từng các những mấy nhiều nửa đầu cuối giữa suốt quanh theo "
    "của tháng cùng sang tới nay vừa một lâu thường đầu tròn ngày".split()
)
_IDIOMS = {
    "hai": frozenset("bên phía mặt chiều đầu bà nước miền vợ chữ lúa".split()),
    "ba": frozenset("mẹ má lô gác cùng không sẵn đảm chung phải rọi chỉ bể vì đình lan gai".split()),
    "bốn": frozenset("mùa phương bể tại biển".split()),
    "năm": YEAR_AFTER,
    "bảy": frozenset("sắc".split()),
    "sáu": frozenset("dám".split()),
    "chín": frozenset("muồi chắn rộ suối đỏ".split()),
    "tám": frozenset("chuyện thơm".split()),
}
_RIPE = frozenset("lúa quả trái chuối cây nấu ăn".split())
_ONLY = frozenset("chỉ mới đúng vỏn vẹn".split())  # "chỉ có một xã", where "một" is no article
_HALF_BEFORE = frozenset("hơn quá gần ngót non một".split())
_HALF_AFTER = frozenset("số tổng".split())
_ENUMERATED = re.compile(
    r"(?:\s[^\W\d_]+){1,5}(?:,|\svà)\s(?:\d|(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s(?!(?:19|20)\d\d))", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_⁰¹²³⁴-⁹]+")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:;\n“\"(–+-])\s*$")


class Need(StrEnum):
    """What has to follow a number word for it to be a number."""

    NOTHING = "nothing"
    COUNTED = "counted"  # a noun that is counted: "năm xã"
    MEASURED = "measured"  # a unit of measure: "một tấn"; "một xã" is any commune


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in words: its place, its value; `upper` is the denominator of a fraction."""

    span: Span
    value: Decimal
    upper: Decimal | None = None
    need: Need = Need.NOTHING


def numerals(text: str) -> list[Numeral]:
    """Return the numbers in words of `text` by place."""
    words = list(_WORD.finditer(text))
    found: list[Numeral] = []
    at = 0
    while at < len(words):
        spelled = read(_run(text, words, at))
        if spelled is None:
            at += 1
            continue
        if spelled.clear and _is_number(text, words, at, spelled):
            span = Span(words[at].start(), words[at + spelled.length - 1].end())
            found.append(Numeral(span, spelled.value, spelled.upper, _need(text, words, at, spelled)))
        at += spelled.length
        while not spelled.clear and _word_at(text, words, at) in NUMBER_WORDS:  # "ba bốn hộ": none of it can be told
            at += 1
    return found


def number_in_words(text: str) -> Decimal | None:
    """Return the value of a text that is one number in words and nothing else; None for any other text."""
    words = [key(word) for word in text.split()]
    spelled = read(words) if words else None
    if spelled is None or not spelled.clear or spelled.upper is not None or spelled.length < len(words):
        return None
    return spelled.value


def _run(text: str, words: Sequence[re.Match[str]], at: int) -> list[str]:
    """Return the keys of the words from `at` on that only spaces part, as far as a number may reach."""
    run = [key(words[at].group())]
    for before, word in zip(words[at : at + 30], words[at + 1 : at + 31], strict=False):
        if text[before.end() : word.start()].strip():
            break
        run.append(key(word.group()))
    return run


def _is_number(text: str, words: Sequence[re.Match[str]], at: int, spelled: Spelled) -> bool:
    """Whether the words of a number are one where they stand, and not a name, a year, an idiom."""
    word = words[at].group()
    before = key(words[at - 1].group()) if at and not text[words[at - 1].end() : words[at].start()].strip() else ""
    after = _word_at(text, words, at + spelled.length)
    if spelled.upper is not None and spelled.value * 2 == spelled.upper and key(word) == "nửa":
        return before in _HALF_BEFORE or after in _HALF_AFTER
    if _is_name(text, words, at, spelled):
        return False
    if before in _NAMING and not (before == "số" and at > 1 and key(words[at - 2].group()) in ("tổng", "con")):
        return spelled.value > 31
    if spelled.length > 1:
        return key(word) != "năm" or before not in ("hằng", "hàng", "mỗi") or spelled.value > 9
    return not re.match(r"\s\d", text[words[at].end() :]) and not _other_word(key(word), before, after)


def _word_at(text: str, words: Sequence[re.Match[str]], at: int) -> str:
    """Return the key of a word if only space parts it from the one before, else an empty string."""
    if at >= len(words) or text[words[at - 1].end() : words[at].start()].strip():
        return ""
    return key(words[at].group())


def _is_name(text: str, words: Sequence[re.Match[str]], at: int, spelled: Spelled) -> bool:
    """Whether a number word is written as a name: a capital within a sentence, or before another one."""
    if not words[at].group()[0].isupper() or text.isupper():
        return False
    if not _SENTENCE_BEGINS.search(text[: words[at].start()]):
        return True
    end = at + spelled.length
    return spelled.length == 1 and end < len(words) and words[end].group()[0].isupper()


def _other_word(word: str, before: str, after: str) -> bool:
    """Whether a lone digit word is another word here."""
    if after in _IDIOMS.get(word, ()) or before == word:
        return True
    if word == "chín" and before in _RIPE:
        return True
    return word == "năm" and after != "năm" and before in _YEAR_BEFORE


def _need(text: str, words: Sequence[re.Match[str]], at: int, spelled: Spelled) -> Need:
    """Return what must follow for words to be a number. "một" is an article but in a list, or where only one is."""
    word = key(words[at].group())
    if spelled.length > 1:
        return Need.NOTHING
    if word != "một":
        return Need.COUNTED
    before = {key(found.group()) for found in words[max(0, at - 2) : at]}
    listed = _ENUMERATED.match(text, words[at].end())
    return Need.COUNTED if listed or before & _ONLY else Need.MEASURED
