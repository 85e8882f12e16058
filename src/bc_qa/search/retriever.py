"""The retriever: every channel's scores over all passages, fused by weighted z-scores, each rank kept visible."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from bc_qa.search.encoder import Encoder
from bc_qa.search.lexical import CHANNELS, query_terms
from bc_qa.search.store import StoredIndex
from bc_qa.text.keys import is_plain
from bc_qa.types import Hit

Scores = NDArray[np.float32]

CONTEXT_WEIGHT = 0.4  # of a term in a passage's context, against one in its text
# Of each channel's z-scores. Set on the development questions; dense search adds most where the words differ.
WEIGHTS = {"syllables": 0.3, "pairs": 0.3, "words": 0.2, "blind": 0.5, "dense": 0.4}


class Retriever:
    """Finds the passages of one index for a query."""

    def __init__(self, index: StoredIndex, encoder: Encoder) -> None:
        self._index = index
        self._encoder = encoder
        self._documents = np.array([passage.document for passage in index.passages])

    def search(self, query: str, limit: int = 30, documents: Collection[str] | None = None) -> list[Hit]:
        """Return the best passages, best first, equal ones by place; of `documents` alone where they are named.

        `query` is cleaned, and has its diacritics where they could be put back: vectors of a text without them mean
        nothing (no development question was found by them), so for such a text the dense channel is left out.
        """
        return self.search_each(query, limit, {"": documents})[""]

    def search_each(self, query: str, limit: int, groups: Mapping[str, Collection[str] | None]) -> dict[str, list[Hit]]:
        """Return the best passages of each of some groups of documents, as many of each: what `search` finds in it."""
        if not self._index.passages:
            return {name: [] for name in groups}
        scores = {name: _standard(values) for name, values in self._channels(query).items()}
        fused = sum((WEIGHTS[name] * values for name, values in scores.items()), np.zeros(1, np.float32))
        rows = np.arange(len(fused))
        order = np.lexsort((rows, -fused))
        ranks = {name: _ranks(values) for name, values in scores.items()}
        of = self._documents[order]
        return {
            name: [
                self._hit(int(row), fused, scores, ranks)
                for row in (order if documents is None else order[np.isin(of, list(documents))])[:limit]
            ]
            for name, documents in groups.items()
        }

    def _channels(self, query: str) -> dict[str, Scores]:
        found: dict[str, Scores] = {}
        for channel in CHANNELS:
            terms = query_terms(query, channel)
            text = self._index.lexical[channel, "text"].scores(terms)
            found[channel] = text + CONTEXT_WEIGHT * self._index.lexical[channel, "context"].scores(terms)
        if not is_plain(query):
            found["dense"] = self._index.dense.scores(self._encoder.encode_queries([query])[0])
        return found

    def _hit(self, row: int, fused: Scores, scores: dict[str, Scores], ranks: dict[str, NDArray[np.int64]]) -> Hit:
        return Hit(
            passage=self._index.passages[row],
            score=float(fused[row]),
            ranks={name: int(values[row]) for name, values in ranks.items()},
            scores={name: float(values[row]) for name, values in scores.items()},
        )


def _standard(values: Scores) -> Scores:
    """Return z-scores; zeros where all values are equal."""
    spread = float(values.std())
    return (values - values.mean()) / np.float32(spread) if spread > 0 else np.zeros_like(values)


def _ranks(values: Scores) -> NDArray[np.int64]:
    """Return each row's rank, 1 for the best, equal values by row."""
    order = np.lexsort((np.arange(len(values)), -values))
    ranks = np.empty(len(values), np.int64)
    ranks[order] = np.arange(1, len(values) + 1)
    return ranks
