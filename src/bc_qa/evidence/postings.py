"""Which passages hold each syllable, as an index keeps it: rows of passages behind one another, not a set each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from bc_qa.text.ngrams import Arrays, packed, unpacked


class Postings(Mapping[str, frozenset[str]]):
    """The ids of the passages that hold a syllable, by its key; a set is made when it is asked for."""

    def __init__(
        self, tokens: Sequence[str], starts: NDArray[np.int64], rows: NDArray[np.int32], places: Sequence[str]
    ) -> None:
        """Hold the passages of `tokens[n]`: `places[row]` for each of `rows[starts[n]:starts[n + 1]]`."""
        self._tokens, self._starts, self._rows, self._places = tokens, starts, rows, places
        self._numbers = {token: number for number, token in enumerate(tokens)}

    @classmethod
    def read(cls, held: Mapping[str, Mapping[str, object]]) -> Postings:
        """Return the postings of passages, by id, that hold the syllables given for each."""
        rows: dict[str, list[int]] = {}
        for row, tokens in enumerate(held.values()):
            for token in tokens:
                rows.setdefault(token, []).append(row)
        starts = np.fromiter(accumulate(map(len, rows.values()), initial=0), np.int64)
        return cls(list(rows), starts, np.fromiter(chain.from_iterable(rows.values()), np.int32), list(held))

    def __getitem__(self, token: str) -> frozenset[str]:
        number = self._numbers[token]
        rows = self._rows[self._starts[number] : self._starts[number + 1]].tolist()
        return frozenset(self._places[row] for row in rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._tokens)

    def __len__(self) -> int:
        return len(self._tokens)

    def arrays(self) -> Arrays:
        """Return the postings as arrays: what `of` makes the same of."""
        return {"tokens": packed(self._tokens), "starts": self._starts, "rows": self._rows}

    @classmethod
    def of(cls, arrays: Arrays, places: Sequence[str]) -> Postings:
        """Return the postings that some arrays hold, of passages with these ids."""
        return cls(unpacked(arrays["tokens"]), arrays["starts"], arrays["rows"], places)
