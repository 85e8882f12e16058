"""The lexical channels: BM25 (bm25s) over several readings of a text, each an index of plain files."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from bc_qa.text.keys import blind_syllables, pairs, syllables
from bc_qa.text.words import search_words

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it reports every index at DEBUG, to its own handler
K1, B = 1.2, 0.75


def _blind(text: str) -> list[str]:
    tokens = blind_syllables(text)
    return [*tokens, *pairs(tokens)]


# What each channel reads of a text. `words` takes a text already segmented, as a passage carries it.
CHANNELS: dict[str, Callable[[str], list[str]]] = {
    "syllables": syllables,
    "pairs": lambda text: pairs(syllables(text)),
    "words": str.split,
    "blind": _blind,
}


def query_terms(text: str, channel: str) -> list[str]:
    """Return the terms of a query for one channel."""
    return CHANNELS[channel](search_words(text) if channel == "words" else text)


class LexicalIndex:
    """BM25 (Lucene's variant) over the terms of one channel in one field; a row is a passage's ordinal."""

    def __init__(self, index: bm25s.BM25 | None, rows: int) -> None:
        self._index = index
        self._rows = rows
        self._known: dict[str, int] = dict(index.vocab_dict) if index else {}

    @classmethod
    def build(cls, documents: Iterable[list[str]]) -> LexicalIndex:
        """Index lists of terms, one a row. Terms are numbered in order of the alphabet, so that files are equal."""
        rows = list(documents)
        vocabulary = {term: number for number, term in enumerate(sorted({term for row in rows for term in row}))}
        if not vocabulary:
            return cls(None, len(rows))
        index = bm25s.BM25(k1=K1, b=B, method="lucene", auto_compile=False)
        index.index(([[vocabulary[term] for term in row] for row in rows], vocabulary), show_progress=False)
        return cls(index, len(rows))

    def save(self, folder: Path) -> None:
        """Write the index as plain files; an index without terms writes none."""
        folder.mkdir(parents=True)
        if self._index:
            self._index.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path, rows: int) -> LexicalIndex:
        """Read an index of `rows` rows from its files; there may be none, and no folder, where no row has a term."""
        if not folder.is_dir() or not any(folder.iterdir()):
            return cls(None, rows)
        return cls(bm25s.BM25.load(folder, show_progress=False), rows)

    def scores(self, terms: list[str]) -> NDArray[np.float32]:
        """Return the score of every row for the distinct known terms of a query, float32 (n,)."""
        known = sorted({self._known[term] for term in terms if term in self._known})
        if self._index is None or not known:
            return np.zeros(self._rows, np.float32)
        return np.asarray(self._index.get_scores_from_ids(known), dtype=np.float32)
