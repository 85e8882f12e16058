"""What a trained reader says of a passage, and what the rest of the house needs of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from bc_qa.reranker.inputs import Shown

LEAST = -12.0  # the log of a share that counts as none


@dataclass(frozen=True, slots=True)
class Scored:
    """What the model says of one passage.

    `relevance` is a logit: above 0 the passage likelier answers than not. `pointed` are the tokens of the passage's own
    words as (start, end, logit), offsets in its text: how surely each is of the answer.
    """

    relevance: float
    pointed: tuple[tuple[int, int, float], ...]

    def span(self, start: int, end: int) -> float:
        """Return how surely a stretch of the passage is the answer: the log of its share of all words, 0 at most."""
        inside = [logit for left, right, logit in self.pointed if left < end and start < right]
        if not inside:
            return LEAST
        whole = np.logaddexp.reduce([logit for *_, logit in self.pointed])
        return float(max(np.logaddexp.reduce(inside) - whole, LEAST))


@dataclass(frozen=True, slots=True)
class Fusion:
    """How a passage's relevance and the score by its features make one log-odds: a weight each, and what is added."""

    relevance: float = 1.0
    rank: float = 1.0
    bias: float = 0.0

    def odds(self, relevance: float, rank: float) -> float:
        """Return the log-odds that a passage answers, against "none does"."""
        return self.relevance * relevance + self.rank * rank + self.bias


class Reranker(Protocol):
    """A trained reader."""

    name: str
    fusion: Fusion

    def predict(self, question: str, passages: Sequence[Shown]) -> list[Scored]:
        """Return a score for each passage, in their order."""
        ...
