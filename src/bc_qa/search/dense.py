"""The dense channel: FAISS, exact inner product over unit vectors."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from bc_qa.search.encoder import Vectors


class DenseIndex:
    """An `IndexFlatIP`; a row is a passage's ordinal."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> DenseIndex:
        """Index float32 (n, d) vectors of unit length."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Read an index from its file."""
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        """Write the index to one file."""
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    def vectors(self) -> Vectors:
        """Return the vectors, float32 (n, d)."""
        found: Vectors = self._index.reconstruct_n(0, len(self))
        return found

    def search(self, vector: Vectors, count: int) -> list[tuple[int, float]]:
        """Return the best `count` rows for one vector (d,) and their cosines, best first, equal ones by row.

        FAISS gives equal scores in reverse order and pads with -1 when asked for more rows than there are: so one
        asks for all that might tie, and drops the padding.
        """
        scores = self.scores(vector)
        order = np.lexsort((np.arange(len(scores)), -scores))[:count]
        return [(int(row), float(scores[row])) for row in order]

    def scores(self, vector: Vectors) -> NDArray[np.float32]:
        """Return the cosine of one vector (d,) with every row, float32 (n,)."""
        count = len(self)
        found = np.zeros(count, np.float32)
        if count:
            values, rows = self._index.search(np.ascontiguousarray(vector.reshape(1, -1), dtype=np.float32), count)
            kept = rows[0] >= 0
            found[rows[0][kept]] = values[0][kept]
        return found
