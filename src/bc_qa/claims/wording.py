"""Words of claims: what they leave to be told otherwise, what they count under two names, what they say of every year.

General Vietnamese; nothing here is taken from any one report.
"""

from __future__ import annotations

from bc_qa.figures.units import SCALES, UNITS
from bc_qa.language import cues, lexicon, synonyms
from bc_qa.text.keys import TOKEN, key, syllables

# Words of several syllables that are one thing, however a tagger cuts them.
HELD_TOGETHER = frozenset(
    tuple(syllables(words)) for words in (*synonyms.ABBREVIATIONS.values(), *synonyms.SAME) if len(words.split()) > 1
)
# Syllables that say nothing of what a figure is of.
EMPTY = (
    lexicon.STOP
    | lexicon.CHANGES
    | frozenset(SCALES)
    | frozenset(key(word) for unit in UNITS for word in TOKEN.findall(unit))
    | frozenset(part for word in lexicon.MEASURES for part in word.split("_"))
)


_VISIT = "lượt"  # counts times, not the people or households that come
_ONE_NOUN = (
    frozenset({"hộ", "gia đình", "hộ gia đình", "hộ dân"}),
    frozenset({"căn", "nhà", "ngôi", "ngôi nhà", "căn nhà"}),
    frozenset({"con", "đầu con"}),
)


def is_aimed(text: str) -> bool:
    """Whether a text speaks of what is aimed at."""
    return bool(cues.AIM_WORD.search(text) or cues.AHEAD.search(text))


def is_yearly(text: str) -> bool:
    """Whether a text says something of every year."""
    return bool(cues.EVERY_YEAR.search(text))


def is_total(text: str) -> bool:
    """Whether a text speaks of a sum total."""
    return bool(cues.SUM_TOTAL.search(text))


def same_noun(one: str, other: str) -> bool:
    """Whether two counted nouns may be one: the same, a part of the other ("cơ sở y tế"), or both people."""
    first, second = ([word for word in syllables(noun) if word not in SCALES] for noun in (one, other))
    if not first or not second:
        return True
    if (_VISIT in first) != (_VISIT in second):
        return False
    short, long = sorted((_headed(first), _headed(second)), key=len)
    if short in (long[: len(short)], long[-len(short) :]):
        return True
    pair = {" ".join(short), " ".join(long)}
    return (_is_people(short) and _is_people(long)) or any(pair <= nouns for nouns in _ONE_NOUN)


def _headed(noun: list[str]) -> list[str]:
    """Return a noun without the word that makes it a count of times."""
    return noun[1:] if noun[0] == _VISIT and len(noun) > 1 else noun


def _is_people(noun: list[str]) -> bool:
    return bool({"_".join(noun), noun[0]} & lexicon.VISITORS)
