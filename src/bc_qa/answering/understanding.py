"""What was typed, as it was meant (diacritics, spelling, years) and as a question that stands alone is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from bc_qa.answering.dialogue import LAYER
from bc_qa.answering.question import parted, read_question
from bc_qa.answering.spelling import Speller
from bc_qa.answering.years import with_years
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.question import Question
from bc_qa.evidence.terms import Tagger, words_of
from bc_qa.evidence.written import as_written
from bc_qa.language import cues
from bc_qa.text.keys import is_plain
from bc_qa.text.normal import question_text

WAYS = 3  # in which a question without diacritics is read
MENDED = 2_000  # questions that are kept as they were meant


class Understanding:
    """Reads questions by the words of one corpus; `this_year` is the year of the newest report, if one gives it."""

    def __init__(self, corpus: Corpus, speller: Speller, tag: Tagger, this_year: int | None) -> None:
        self._corpus = corpus
        self._speller = speller
        self._tag = tag
        self._this_year = this_year
        self._meant = lru_cache(MENDED)(self._mean)  # the earlier questions of a talk are read with each later one

    def mended(self, typed: str, near: Mapping[str, float] | None = None) -> str:
        """Return what was typed as it was meant; `near` says how much likelier (log) some syllables are meant."""
        return (self._mean(typed, near) if near else self._meant(typed))[0]

    def otherwise(self, typed: str) -> list[str]:
        """Return what else may be meant by what was typed without diacritics, likeliest first."""
        return self._meant(typed)[1:] if is_plain(typed) else []

    def _mean(self, typed: str, near: Mapping[str, float] | None = None) -> list[str]:
        meant = self._speller.meant(question_text(typed), WAYS, near or {})
        return [with_years(text, self._this_year) for text in meant]

    def read(self, alone: str, asked_now: str = "") -> Question:
        """Return a question that stands alone, read with its parts; `asked_now` is what of it is asked now."""
        alone, doubts = cues.DOUBTS.subn("?", alone)
        if cues.HELD_AGAINST.search(alone):
            alone, doubts = cues.HELD_AGAINST.sub("bao nhiêu", cues.ASIDE.sub("", alone)), 1
        words = words_of(alone, self._corpus.names, self._tag)
        question = read_question(alone, words, self._corpus.names, self._this_year, asked_now)
        question = replace(question, doubts=bool(doubts))
        whole = bool(asked_now) or LAYER in alone
        return as_written(question if whole else parted(question, self._tag, self._this_year), self._corpus)
