"""A question in its talk: which earlier one it leans on, and where that was answered. No state is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bc_qa.answering.dialogue import Before, leans, may_lean, returned, says_more, standing_alone
from bc_qa.answering.smalltalk import smalltalk_answer
from bc_qa.answering.understanding import Understanding
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.question import Question
from bc_qa.evidence.terms import Tagger
from bc_qa.text.keys import is_plain, syllables
from bc_qa.types import Reply, Span, Turn

# How much likelier (log) a syllable typed without diacritics is one of the passage that a talk is about, or near it.
MEANT_THERE, MEANT_NEAR = 3.0, 1.5

_REMEMBERED = 3  # turns whose values are no answer to another question

Ask = Callable[[str, Sequence[Turn]], Reply]
"""Answers a question with the turns before it; an earlier one is asked again, mostly out of a cache."""


class Conversation:
    """Reads later questions of a talk; `starts` gives the id of a passage by its document and where it begins."""

    def __init__(
        self, corpus: Corpus, understanding: Understanding, tag: Tagger, starts: Mapping[tuple[str, int], str]
    ) -> None:
        self._corpus = corpus
        self._understanding = understanding
        self._tag = tag
        self._starts = starts

    def readings(self, typed: str, mended: str, history: Sequence[Turn], ask: Ask) -> list[tuple[Question, str]]:
        """Return the ways to read a question in its talk, likeliest first: see `read`.

        A short one that points at nothing is read by itself, and then as if it leaned on the one before.
        """
        first = self.read(typed, mended, history, ask)
        if first[1] or not history or not may_lean(mended):
            return [first]
        leaning = self.read(typed, mended, history, ask, leaning=True)
        return [first, leaning] if leaning[0].text != first[0].text else [first]

    def read(
        self, typed: str, mended: str, history: Sequence[Turn], ask: Ask, *, leaning: bool = False
    ) -> tuple[Question, str]:
        """Return a question, read, as one that stands alone; and what of it is asked now, if it leans on another.

        `mended` is what was typed as it was meant, read by itself; `leaning` reads it as leaning on the one before,
        whether or not it shows that.
        """
        said, earlier = self._said(history)
        asked, back = returned(mended, earlier)
        if back is None and asked != mended:
            back = self._told_where(asked, said, ask)
        said = said if back is None else said[: back + 1]
        if not said:
            return self._understanding.read(asked), ""
        before = self._before(said, ask)
        place = before.reading.passage.id if before.reading else ""
        if back is None and not leaning and not leans(asked, earlier):
            return replace(self._understanding.read(asked), beside=place), ""
        if place and is_plain(typed):
            asked, _ = returned(self._understanding.mended(typed, self._meant_near(place)), earlier)
        alone, asked_now = standing_alone(asked, before, self._tag)
        question = replace(self._understanding.read(alone, asked_now), beside=place)
        if not asked_now or not place:
            return question, asked_now
        if not says_more(asked_now, before.alone):
            return replace(question, known=before.figure.span if before.figure else None), asked_now
        # Another thing is asked of: what the question before named need not be named with it, nor has it its value.
        names = tuple(name for name in question.names if " ".join(name) in " ".join(syllables(asked_now)))
        return replace(question, names=names, given=self._given(asked_now, said, place, ask)), asked_now

    def now(self, question: Question, asked_now: str) -> Question:
        """Return a question as one of the words of now only, for the place that answered the one before."""
        now = self._understanding.read(asked_now, asked_now)
        measured = bool(now.unit or now.dimension)
        return replace(
            now,
            kind=question.kind,
            unit=now.unit if measured else question.unit,
            dimension=now.dimension if measured else question.dimension,
            target=question.target,
            beside=question.beside,
            given=question.given,
        )

    def _given(self, asked_now: str, said: Sequence[Turn], place: str, ask: Ask) -> frozenset[Span]:
        """Return where the last values stand that a passage gave for other things than what is asked now."""
        turns = (self._before(said[: end + 1], ask) for end in range(max(0, len(said) - _REMEMBERED), len(said)))
        others = (t for t in turns if t.reading and t.reading.passage.id == place and says_more(asked_now, t.alone))
        return frozenset(turn.figure.span for turn in others if turn.figure)

    def _said(self, history: Sequence[Turn]) -> tuple[list[Turn], list[str]]:
        """Return the earlier turns that ask something, and their questions as meant."""
        asked = [turn for turn in history if any(char.isalnum() for char in turn.question)]
        mended = [self._understanding.mended(turn.question) for turn in asked]
        pairs = [(turn, text) for turn, text in zip(asked, mended, strict=True) if not smalltalk_answer(text)]
        return [turn for turn, _ in pairs], [text for _, text in pairs]

    def _meant_near(self, place: str) -> dict[str, float]:
        """Return the syllables of a passage, and of those around it, as likelier meant than others."""
        around = {token: MEANT_NEAR for reading in self._corpus.near(place) for token in reading.places}
        return around | dict.fromkeys(self._corpus.readings[place].places, MEANT_THERE)

    def _told_where(self, asked: str, said: Sequence[Turn], ask: Ask) -> int | None:
        """Return which earlier turn but the last was answered by a passage that names all that is asked."""
        for back in range(len(said) - 2, -1, -1):
            reading = self._before(said[: back + 1], ask).reading
            if reading is not None and not says_more(asked, reading.passage.text):
                return back
        return None

    def _before(self, said: Sequence[Turn], ask: Ask) -> Before:
        """Return the last turn with what answers it."""
        reply = ask(said[-1].question, said[:-1])
        cited = reply.citations[:1]
        place = self._starts.get((cited[0].document, cited[0].spans[0].start), "") if cited else ""
        reading = self._corpus.readings.get(place)
        if reading is None or not reply.values:
            return Before(reply.read_as, reading)
        valued = (figure for figure in reading.figures if reply.values[0].endswith(figure.text))
        return Before(reply.read_as, reading, next(valued, None), tuple(self._corpus.near(place)))
