"""Years as people say them, in figures: "năm hai nghìn không trăm hai mốt", "năm hai hai", "năm ngoái"."""

from __future__ import annotations

import re

from bc_qa.text.numerals import number_in_words

_DIGITS = {word: digit for digit, word in enumerate("không một hai ba bốn năm sáu bảy tám chín".split())}
_OTHERS = "mười mươi mốt tư lăm trăm nghìn ngàn linh lẻ"
_WORD = "|".join([*_DIGITS, *_OTHERS.split()])
_SPOKEN = re.compile(
    rf"\bnăm ((?:{_WORD})(?: (?:{_WORD})){{0,6}})(?!\w)(?! (?:xã|hộ|người|bản|trường|em|con))", re.IGNORECASE
)
_RELATIVE = (("năm ngoái", -1), ("năm nay", 0), ("sang năm", 1))
_CENTURY = 2000
_SHORT = range(10, 60)  # what two digits may say of the present century


def with_years(text: str, this_year: int | None) -> str:
    """Return a question with its years in figures; those told from today are counted from the report's own year."""
    text = _SPOKEN.sub(lambda found: _written(found.group(), found[1]), text)
    if this_year is not None:
        for said, years in _RELATIVE:
            text = re.sub(rf"\b{said}\b(?! \d)", f"năm {this_year + years}", text, flags=re.IGNORECASE)
    return text


def _written(whole: str, words: str) -> str:
    """Return "năm 2021" for a year in words, `whole` where they are none."""
    spoken = words.lower().split()
    if len(spoken) == 2 and all(word in _DIGITS for word in spoken):
        value = 10 * _DIGITS[spoken[0]] + _DIGITS[spoken[1]]
    else:
        value = int(number_in_words(" ".join(spoken)) or 0)
    if value in _SHORT:
        value += _CENTURY
    return f"năm {value}" if _CENTURY - 100 <= value < _CENTURY + 100 else whole
