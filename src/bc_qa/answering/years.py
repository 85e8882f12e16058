"""Years as people say them, in figures: "năm hai nghìn không trăm hai mốt", "năm hai hai", "năm ngoái"."""

from __future__ import annotations

from bc_qa.language import cues
from bc_qa.text.numerals import number_in_words

_DIGITS = {word: digit for digit, word in enumerate("không một hai ba bốn năm sáu bảy tám chín".split())}
_RELATIVE = ((cues.LAST_YEAR, -1), (cues.THIS_YEAR, 0), (cues.NEXT_YEAR, 1))
_CENTURY = 2000
_SHORT = range(10, 60)  # what two digits may say of the present century


def with_years(text: str, this_year: int | None) -> str:
    """Return a question with its years in figures; those told from today are counted from the report's own year."""
    text = cues.SPOKEN_YEAR.sub(lambda found: _written(found.group(), found[1]), text)
    if this_year is not None:
        for cue, years in _RELATIVE:
            text = cue.sub(f"năm {this_year + years}", text)
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
