"""How likely one syllable follows others: interpolated trigrams, bigrams and single syllables, learnt from texts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bc_qa.text.keys import syllables

_THREE, _TWO, _ONE = 0.45, 0.4, 0.15  # how much of the likelihood each tells
_ALONE = 0.85  # of what a syllable by itself tells, that which it tells as a word of its own
_UNSEEN = 0.01  # count of a syllable that nothing holds
_BEAM = 24  # ways that are followed side by side
_START = "<s>"

Options = Sequence[tuple[str, float]]
"""What a syllable may be, each with its log-odds before its neighbours are looked at."""


class NGrams:
    """Counts of syllables, pairs and threes; the weight of a text says how often it counts."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, float] = defaultdict(float)
        self._pairs: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._threes: defaultdict[tuple[str, str, str], float] = defaultdict(float)
        self._total = 0.0
        self._alone: defaultdict[str, float] = defaultdict(float)
        self._words = 0.0

    def learn_words(self, words: Iterable[str]) -> None:
        """Count the words of one syllable: "chè" is one, "chế" mostly a part of others."""
        for word in words:
            self._words += 1
            self._alone[word] += "_" not in word

    def learn(self, texts: Iterable[str], weight: float, sentences: bool = True) -> None:
        """Count the syllables of texts, and their neighbours; `sentences` begin where a question may begin."""
        for text in texts:
            tokens = [token for token in syllables(text) if token[0].isalpha()]
            self._total += weight * len(tokens)
            before, last = _START, _START
            for token in tokens:
                self.counts[token] += weight
                if sentences or last != _START:
                    self._pairs[last, token] += weight
                if sentences or before != _START:
                    self._threes[before, last, token] += weight
                before, last = last, token
            if sentences:
                self._pairs[_START, _START] += weight
                self.counts[_START] += weight

    def likeliest(self, choices: Sequence[Options]) -> list[str]:
        """Return the likeliest way through the choices of each place, found by beam search."""
        ways: list[tuple[float, tuple[str, ...]]] = [(0.0, (_START, _START))]
        for options in choices:
            ways = [
                (score + odds + self._likelihood(way[-2], way[-1], word), (*way, word))
                for score, way in ways
                for word, odds in options
            ]
            best: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
            for way in sorted(ways, key=lambda item: (-item[0], item[1])):
                best.setdefault(way[1][-2:], way)  # type: ignore[arg-type]
            ways = list(best.values())[:_BEAM]
        return list(ways[0][1][2:])

    def _likelihood(self, before: str, last: str, word: str) -> float:
        """Return the log-likelihood of a syllable after two others."""
        three = self._threes.get((before, last, word), 0.0) / (self._pairs.get((before, last), 0.0) + 0.5)
        two = self._pairs.get((last, word), 0.0) / (self.counts.get(last, 0.0) + 1.0)
        one = (self.counts.get(word, 0.0) + _UNSEEN) / (self._total + 1.0)
        if self._words:
            one = (1 - _ALONE) * one + _ALONE * (self._alone.get(word, 0.0) + _UNSEEN) / (self._words + 1.0)
        return math.log(_THREE * three + _TWO * two + _ONE * one)
