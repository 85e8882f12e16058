"""The grammar of numbers in words: from the words of a number to its value.

Both dialects are read (linh, lẻ; nghìn, ngàn; mươi lăm, mươi nhăm; bảy, bẩy), tenths of a scale ("hai triệu ba" is
2,300,000; "một trăm hai" is 120), halves ("hai triệu rưỡi"), decimals ("không phẩy bốn hai") and fractions ("ba phần
tư"). Which words of a text are a number at all is told by `numerals`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
# Behind tens a digit may sound otherwise; "năm" there is a year: "mười năm", "hai mươi năm".
_UNITS = {**{word: value for word, value in _DIGITS.items() if word not in ("không", "năm")}, "lăm": 5, "nhăm": 5}
_AFTER_TENS = {**_UNITS, "mốt": 1, "tư": 4}
_SHORT = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}  # "hai mốt", "ba tư": tens left out
_LOW = {**_DIGITS, "tư": 4, "lăm": 5}
_SCALES = {
    "chục": 10, "tá": 12, "nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
NUMBER_WORDS = frozenset(_DIGITS) | frozenset(_SCALES) | {"mười", "mươi", "trăm"}
_ZERO = frozenset({"linh", "lẻ", "lẽ"})  # "lẽ" by mistake
_POINT = frozenset({"phẩy", "phảy"})

# Words behind "tỷ", "triệu", "tá", "tư" that make them parts of other words: "tỷ lệ", "triệu tập", "tư nhân".
GOES_ON = {
    "tỷ": frozenset("lệ trọng suất phú mỷ".split()),
    "tỉ": frozenset("lệ trọng suất phú mỉ".split()),
    "triệu": frozenset("tập chứng".split()),
    "tá": frozenset("điền tràng túc".split()),
    "tư": frozenset("nhân pháp tưởng vấn liệu cách thế thục duy bản doanh lệnh thương gia tình trang".split()),
    "nghìn": frozenset("thu trùng".split()),
    "vạn": frozenset("vật sự tường".split()),
}
# "năm" before these is a year.
YEAR_AFTER = frozenset("nay qua trước sau tới ngoái kia học này đó ấy thứ nào mới tháng cuối đầu liền liên gần".split())


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number that some words begin with: `length` words of it; `upper` is the denominator of a fraction.

    It is not `clear` where it cannot be told where it ends: "ba bốn hộ", "hai mươi mấy".
    """

    value: Decimal
    length: int
    upper: Decimal | None = None
    clear: bool = True


def read(words: Sequence[str]) -> Spelled | None:
    """Read the number that some words (keys, only spaces between them) begin with; None where there is none."""
    if words[0] == "nửa" or list(words[:2]) == ["một", "nửa"]:
        return Spelled(Decimal(1), 1 + (words[0] == "một"), Decimal(2))
    whole = _digits(words) or _whole(words)
    if whole is None:
        return None
    value, at = whole
    if at + 1 < len(words) and words[at] == "phần" and (parts := _denominator(words, at + 1)):
        return Spelled(Decimal(value), parts[1], Decimal(parts[0]))
    if at + 1 < len(words) and words[at] in _POINT and (decimals := _decimals(words, at + 1)):
        return _scaled(words, Decimal(f"{value}.{decimals[0]}"), decimals[1])
    if value == 0:
        return None
    return Spelled(Decimal(value), at, clear=not _runs_on(words, at, value))


def _digits(words: Sequence[str]) -> tuple[int, int] | None:
    """Return the whole number that is told digit by digit before a decimal point: "ba bảy phẩy chín ba"."""
    at = next((n for n, word in enumerate(words) if word not in _DIGITS), len(words))
    if at < 2 or at >= len(words) or words[at] not in _POINT or words[0] == "không":
        return None
    return int("".join(str(_DIGITS[word]) for word in words[:at])), at


def _runs_on(words: Sequence[str], at: int, value: int) -> bool:
    """Whether a number word follows that this number does not take: "ba bốn hộ", "hai mươi mấy"."""
    if at >= len(words):
        return False
    if words[at] == "năm":  # "mười năm", "năm năm": years; but "ba năm xã" is neither
        return value < 10 and at + 1 < len(words) and words[at + 1] in ("bảy", "sáu", "mươi", "trăm")
    scale = words[at] in _SCALES and not _is_scale(words, at)
    return words[at] == "mấy" or (words[at] in NUMBER_WORDS and words[at] != "không" and not scale)


def _denominator(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return the parts that "phần" counts and where they end; "phần trăm" is a unit, "phần tư pháp" no number."""
    if words[at] == "mười":
        return 10, at + 1
    parts = {**_DIGITS, "tư": 4}.get(words[at], 0)
    following = words[at + 1] if at + 1 < len(words) else ""
    other = following in GOES_ON.get(words[at], ()) or (words[at] == "năm" and following in YEAR_AFTER)
    return None if parts < 2 or other else (parts, at + 1)


def _decimals(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the digits behind a decimal point: "bốn hai" and "bốn mươi hai" are both 42."""
    if small := _small(words, at):
        value, end = small
        if value >= 10:
            return str(value), end
    digits = ""
    while at < len(words) and words[at] in _LOW:
        if words[at] == "năm" and digits.strip("0") and not _is_measured(words, at + 1):  # "hai phẩy ba năm": years
            break
        digits, at = digits + str(_LOW[words[at]]), at + 1
    return (digits, at) if digits else None


def _is_measured(words: Sequence[str], at: int) -> bool:
    """Whether a scale or unit stands at a place, so that "năm" before it is a digit."""
    return at < len(words) and words[at] in ("phần", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "tấn", "ha", "km", "héc")


def _scaled(words: Sequence[str], value: Decimal, at: int) -> Spelled:
    """Multiply a decimal by the scales behind it: "một phẩy năm tỷ"."""
    while _is_scale(words, at):
        value, at = value * _SCALES[words[at]], at + 1
    return Spelled(value, at)


def _is_scale(words: Sequence[str], at: int) -> bool:
    if at >= len(words) or words[at] not in _SCALES:
        return False
    return at + 1 >= len(words) or words[at + 1] not in GOES_ON.get(words[at], ())


def _whole(words: Sequence[str]) -> tuple[int, int] | None:
    """Return the whole number that some words begin with, and how many of them it takes."""
    first = _below_thousand(words, 0)
    if first is None:
        return None
    sums: list[tuple[int, int]] = []  # value, and the scale it has been multiplied by
    value, at = first
    whole = at
    while True:
        scale = 1
        while _is_scale(words, at):
            value, scale = value * _SCALES[words[at]], scale * _SCALES[words[at]]
            while sums and sums[-1][1] < scale:  # "hai nghìn ba trăm tỷ": all of it is multiplied
                value += sums.pop()[0] * _SCALES[words[at]]
            at += 1
        if sums and scale >= sums[-1][1]:  # "hai nghìn ba nghìn": two numbers
            return sum(amount for amount, _ in sums), whole
        sums.append((value, scale))
        whole = at
        follows = _following(words, at, scale) if scale > 12 else None
        if follows is None:
            return sum(amount for amount, _ in sums), at
        value, at = follows


def _following(words: Sequence[str], at: int, scale: int) -> tuple[int, int] | None:
    """Return what follows a scale: a smaller group, "linh năm", "rưỡi", or a lone digit that counts tenths of it."""
    if at >= len(words):
        return None
    if words[at] == "rưỡi":
        return scale // 2, at + 1
    if words[at] in _ZERO and at + 1 < len(words) and words[at + 1] in _LOW:
        return _LOW[words[at + 1]], at + 2
    zero_hundreds = list(words[at : at + 2]) == ["không", "trăm"]
    group = _below_thousand(words, at)
    if group is None or (group[0] == 0 and not zero_hundreds):
        return None
    if group[1] > at + 1 or words[at] == "mười":
        return group
    if words[at] == "năm" and not _is_scale(words, at + 1):  # "một nghìn năm": a thousand years
        return None
    return group if _is_scale(words, at + 1) else (group[0] * scale // 10, at + 1)


def _below_thousand(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Read a number below a thousand."""
    if at + 1 < len(words) and words[at] in _DIGITS and words[at + 1] == "trăm":
        hundreds, at = _DIGITS[words[at]] * 100, at + 2
        low = _below_hundred_behind(words, at)
        return (hundreds + low[0], low[1]) if low else (hundreds, at)
    return _small(words, at)


def _below_hundred_behind(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return what stands behind hundreds: "linh năm", "rưỡi", "hai mươi", "hai" (which is twenty there)."""
    if at >= len(words):
        return None
    if words[at] in _ZERO and at + 1 < len(words) and words[at + 1] in _LOW:
        return _LOW[words[at + 1]], at + 2
    if words[at] == "rưỡi":
        return 50, at + 1
    small = _small(words, at)
    if small is None or small[0] == 0:
        return None
    if small[0] >= 10:
        return small
    follows = words[at + 1] if at + 1 < len(words) else ""
    return None if words[at] == "năm" or follows in NUMBER_WORDS else (small[0] * 10, at + 1)


def _small(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Read a number below a hundred."""
    word = words[at] if at < len(words) else ""
    follows = words[at + 1] if at + 1 < len(words) else ""
    if word == "mười":
        return (10 + _UNITS[follows], at + 2) if follows in _UNITS else (10, at + 1)
    if word not in _DIGITS:
        return None
    digit = _DIGITS[word]
    third = words[at + 2] if at + 2 < len(words) else ""
    if follows == "mươi" and digit > 1:
        tens = digit * 10
        low = third in _AFTER_TENS and (words[at + 3] if at + 3 < len(words) else "") not in GOES_ON.get(third, ())
        return (tens + _AFTER_TENS[third], at + 3) if low else (tens, at + 2)
    if follows in _SHORT and digit > 1 and third not in GOES_ON.get(follows, ()):
        return digit * 10 + _SHORT[follows], at + 2
    return digit, at + 1
