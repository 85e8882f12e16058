"""How surely a passage answers, from its features: a small network fitted across reports, kept beside this file.

One hidden layer over the features, each brought to its mean and spread and cut at five of them. The score of a passage
is a log-odds against "none of these answers", so that scores of different questions can be held against each other.
Fitted by `training/rank.py`, whole reports left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
CUT = 5.0  # spreads that a feature counts, at most


class Ranker:
    """The fitted network. `names` are the features it reads; others are passed over, missing ones are 0."""

    def __init__(self, fitted: Mapping[str, list[float] | list[str] | list[list[float]]]) -> None:
        self.names = [str(name) for name in fitted["names"]]
        self._mean, self._spread = np.array(fitted["mean"]), np.array(fitted["spread"])
        self._inner, self._inner_bias = np.array(fitted["inner"]), np.array(fitted["inner_bias"])
        self._outer = np.array(fitted["outer"])
        self._bias = float(np.array(fitted["bias"])[0])

    def scores(self, passages: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the score of each passage of one question, by its features."""
        if not passages:
            return []
        rows = np.array([[features.get(name, 0.0) for name in self.names] for features in passages])
        hidden = _gelu(np.clip((rows - self._mean) / self._spread, -CUT, CUT) @ self._inner.T + self._inner_bias)
        return [float(score) for score in hidden @ self._outer + self._bias]

    def parts(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return what each feature adds to a passage's score: what the score would lose with it at its mean."""
        means = dict(zip(self.names, self._mean, strict=True))
        whole, *without = self.scores([features, *({**features, name: means[name]} for name in self.names)])
        return {name: whole - score for name, score in zip(self.names, without, strict=True)}


def _gelu(values: Array) -> Array:
    """Return the Gaussian error linear unit, in its common approximation by tanh."""
    inner = math.sqrt(2 / math.pi) * (values + 0.044715 * values**3)
    return np.asarray(0.5 * values * (1 + np.tanh(inner)))


@cache
def packaged() -> Ranker:
    """Return the network that is kept beside this file."""
    return Ranker(json.loads(files(__package__).joinpath("ranker.json").read_text(encoding="utf-8")))
