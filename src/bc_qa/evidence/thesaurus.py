"""What people say and what reports write instead: word lists of the language, kept as tables beside this file.

A table has two columns, tab between them: a word or set phrase, and what may stand for it, nearest first, "; " between.
General knowledge of Vietnamese; nothing in them is taken from any one report.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from bc_qa.text.keys import syllables

Words = tuple[str, ...]
"""A word or phrase as syllable keys."""


@lru_cache(maxsize=4)
def table(name: str) -> Mapping[Words, tuple[Words, ...]]:
    """Return a table by the name of its file ("thesaurus", "english"), both columns as syllable keys."""
    found: dict[Words, tuple[Words, ...]] = {}
    for line in files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, _, others = line.partition("\t")
            found[tuple(syllables(word))] = tuple(tuple(syllables(other)) for other in others.split(";"))
    return found


def others(words: Words) -> tuple[Words, ...]:
    """Return what reports may write for a word or phrase, nearest first."""
    return table("thesaurus").get(words, ())


def phrases() -> Mapping[Words, tuple[Words, ...]]:
    """Return the words and set phrases that have others."""
    return table("thesaurus")
