"""Numbers in digits, as Vietnamese reports write them.

A dot before exactly three digits marks thousands (`85.327` is eighty-five thousand) and a comma the decimals. What
cannot be read so is read the English way: `37.93`, `0.978`, `1,029.31`, `958,974,000`; never `85,327`, which is a
decimal here. Thousands may be parted by a hard space, too.
"""

from __future__ import annotations

import re
from decimal import Decimal

_GROUPED = r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?(?!\d|\.\d)"
_ENGLISH = r"[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}(?![\d,])"
_DECIMAL = r"(?<!\d,)\d+,\d+(?!,\d)|\d+\.\d+"
NUMBER = rf"{_ENGLISH}|{_GROUPED}|{_DECIMAL}|\d+"
SPACED = r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?![\d,.]?\d)"

_SPACES = re.compile(r"[ \u00a0\u202f]")
_WHOLE_GROUPED = re.compile(_GROUPED)
_WHOLE_ENGLISH = re.compile(_ENGLISH)
_THOUSANDS_BY_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}")


def read_number(written: str) -> Decimal:
    """Return the value of a number in Vietnamese writing. Raises decimal.InvalidOperation for anything else."""
    digits = _SPACES.sub("", written)
    if _WHOLE_ENGLISH.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _WHOLE_GROUPED.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    return Decimal(digits.replace(",", "."))


def thousands_by_comma(written: str) -> bool:
    """Whether a number would be a whole one the English way: "85,327", which nobody counts people with in decimals."""
    return _THOUSANDS_BY_COMMA.fullmatch(written) is not None
