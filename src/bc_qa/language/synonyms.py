"""What people say and what reports write instead: synonyms, abbreviations, quick spellings, English.

Each is a table beside this file: a word or set phrase, a tab, and what may stand for it, nearest first, "; " between.
What has "=" before it is just the same, as good as another spelling. A word has one row in all the Vietnamese tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from bc_qa.language.tables import parted, rows
from bc_qa.text.keys import syllables

Words = tuple[str, ...]
"""A word or phrase as syllable keys."""

_SAME = "="


@lru_cache(maxsize=4)
def table(name: str) -> Mapping[Words, tuple[Words, ...]]:
    """Return a table by the name of its file ("thesaurus", "english"), both columns as syllable keys."""
    return {
        tuple(syllables(word)): tuple(tuple(syllables(other)) for other in parted(others))
        for word, others in rows(name)
    }


@lru_cache(maxsize=1)
def phrases() -> Mapping[Words, tuple[Words, ...]]:
    """Return the words and set phrases that have others."""
    return {**table("thesaurus"), **table("abbreviations")}


def others(words: Words) -> tuple[Words, ...]:
    """Return what reports may write for a word or phrase, nearest first."""
    return phrases().get(words, ())


def _same(name: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a table that have others just as good, with those."""
    made = ((word, [other[1:] for other in parted(others) if other.startswith(_SAME)]) for word, others in rows(name))
    return {word: tuple(same) for word, same in made if same}


ABBREVIATIONS: Mapping[str, str] = {short: full[0] for short, full in _same("abbreviations").items()}
"""What offices write short, in small letters, and what it is in full."""

SAME: Mapping[str, tuple[str, ...]] = _same("thesaurus")
"""Everyday words, and what reports write for just the same."""


def same_as(word: str) -> tuple[str, ...]:
    """Return what is just as good as a word in small letters: its full form, its abbreviation, what reports write.

    >>> same_as("học trò")
    ('học sinh',)
    """
    return _as_good().get(word, ())


@lru_cache(maxsize=1)
def _as_good() -> Mapping[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    in_short = ((full, (short,)) for short, full in ABBREVIATIONS.items())
    for word, same in (*_same("abbreviations").items(), *SAME.items(), *in_short):
        made[word] = (*made.get(word, ()), *same)
    return made
