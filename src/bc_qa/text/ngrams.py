"""How likely one syllable follows others: interpolated trigrams, bigrams and single syllables, learnt from texts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bc_qa.text.keys import syllables

_THREE, _TWO, _ONE = 0.45, 0.4, 0.15  # how much of the likelihood each tells
_ALONE = 0.85  # of what a syllable by itself tells, that which it tells as a word of its own
_UNSEEN = 0.01  # count of a syllable that nothing holds
_BEAM = 24  # ways that are followed side by side
_START = "<s>"
_BITS = 20  # of the number of a syllable: pairs and threes of numbers are one number each
_UNKNOWN = (1 << _BITS) - 1

Arrays = Mapping[str, NDArray[Any]]
"""Counts as they are kept in a file."""

Options = Sequence[tuple[str, float]]
"""What a syllable may be, each with its log-odds before its neighbours are looked at."""


class NGrams:
    """Counts of syllables, pairs and threes; the weight of a text says how often it counts."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, float] = defaultdict(float)
        self._numbers: dict[str, int] = {_START: 0}
        self._pairs: defaultdict[int, float] = defaultdict(float)
        self._threes: defaultdict[int, float] = defaultdict(float)
        self._total = 0.0
        self._alone: defaultdict[str, float] = defaultdict(float)
        self._words = 0.0

    def learn_words(self, words: Iterable[str]) -> None:
        """Count the words of one syllable: "chè" is one, "chế" mostly a part of others."""
        for word in words:
            self._words += 1
            if "_" not in word:
                self._alone[word] += 1

    def learn(self, texts: Iterable[str], weight: float, sentences: bool = True) -> None:
        """Count the syllables of texts, and their neighbours; `sentences` begin where a question may begin."""
        numbers = self._numbers
        for text in texts:
            tokens = [token for token in syllables(text) if token[0].isalpha()]
            self._total += weight * len(tokens)
            before, last = 0, 0
            for token in tokens:
                number = numbers.setdefault(token, len(numbers))
                self.counts[token] += weight
                pair = last << _BITS | number
                if sentences or last:
                    self._pairs[pair] += weight
                if sentences or before:
                    self._threes[before << 2 * _BITS | pair] += weight
                before, last = last, number
            if sentences:
                self._pairs[0] += weight
                self.counts[_START] += weight

    def arrays(self) -> Arrays:
        """Return the counts as arrays: what `of` makes the same counts of."""
        counted = np.array([self.counts.get(token, 0.0) for token in self._numbers])
        return {
            "syllables": packed(self._numbers),
            "counts": counted,
            "pairs": np.fromiter(self._pairs, np.int64),
            "pair_counts": np.fromiter(self._pairs.values(), np.float64),
            "threes": np.fromiter(self._threes, np.int64),
            "three_counts": np.fromiter(self._threes.values(), np.float64),
            "alone": packed(self._alone),
            "alone_counts": np.fromiter(self._alone.values(), np.float64),
            "totals": np.array([self._total, self._words]),
        }

    @classmethod
    def of(cls, arrays: Arrays) -> NGrams:
        """Return the counts that some arrays hold."""
        made = cls()
        syllables_ = unpacked(arrays["syllables"])
        made._numbers = {token: number for number, token in enumerate(syllables_)}
        made.counts.update(zip(syllables_, arrays["counts"].tolist(), strict=True))
        made._pairs.update(zip(arrays["pairs"].tolist(), arrays["pair_counts"].tolist(), strict=True))
        made._threes.update(zip(arrays["threes"].tolist(), arrays["three_counts"].tolist(), strict=True))
        made._alone.update(zip(unpacked(arrays["alone"]), arrays["alone_counts"].tolist(), strict=True))
        made._total, made._words = arrays["totals"].tolist()
        return made

    def likeliest(self, choices: Sequence[Options], most: int = 1) -> list[tuple[float, list[str]]]:
        """Return the likeliest ways through the choices of each place, `most` at most, each with its log-likelihood.

        They are found by beam search, the likeliest first.
        """
        ways: list[tuple[float, tuple[str, ...]]] = [(0.0, (_START, _START))]
        for options in choices:
            ways = [
                (score + odds + self._likelihood(way[-2], way[-1], word), (*way, word))
                for score, way in ways
                for word, odds in options
            ]
            best: defaultdict[tuple[str, ...], list[tuple[float, tuple[str, ...]]]] = defaultdict(list)
            for way in sorted(ways, key=lambda item: (-item[0], item[1])):
                if len(best[way[1][-2:]]) < most:
                    best[way[1][-2:]].append(way)
            ways = [way for same in list(best.values())[:_BEAM] for way in same]
        ways.sort(key=lambda item: (-item[0], item[1]))
        return [(score, list(way[2:])) for score, way in ways[:most]]

    def _likelihood(self, before: str, last: str, word: str) -> float:
        """Return the log-likelihood of a syllable after two others."""
        numbers = self._numbers
        behind = numbers.get(last, _UNKNOWN)
        pair = behind << _BITS | numbers.get(word, _UNKNOWN)
        earlier = numbers.get(before, _UNKNOWN)
        three = self._threes.get(earlier << 2 * _BITS | pair, 0.0)
        three /= self._pairs.get(earlier << _BITS | behind, 0.0) + 0.5
        two = self._pairs.get(pair, 0.0) / (self.counts.get(last, 0.0) + 1.0)
        one = (self.counts.get(word, 0.0) + _UNSEEN) / (self._total + 1.0)
        if self._words:
            one = (1 - _ALONE) * one + _ALONE * (self._alone.get(word, 0.0) + _UNSEEN) / (self._words + 1.0)
        return math.log(_THREE * three + _TWO * two + _ONE * one)


def packed(words: Iterable[str]) -> NDArray[np.uint8]:
    """Return words as the bytes of their lines."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def unpacked(lines: NDArray[np.uint8]) -> list[str]:
    """Return the words that some bytes hold a line each."""
    return lines.tobytes().decode().split("\n") if len(lines) else []
