"""What a build takes over from the index in force: only what changed is read and embedded again.

A report is unchanged where its file has the same hash, its id is the same, and the same program with the same settings
made the index. A vector is taken over wherever the same encoder embedded the same text, whatever else has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bc_qa.errors import IndexUnusable
from bc_qa.report.reading import Source, Taken
from bc_qa.search.encoder import Encoder, Vectors
from bc_qa.search.store import StoredIndex, check_fresh, read_index, read_manifest
from bc_qa.settings import INDEX_FORMAT, Settings
from bc_qa.types import Document, Passage

Embedded = Callable[[Passage], str]
"""What a passage's vector is made of."""


@dataclass(frozen=True)
class Earlier:
    """The index in force, None where there is none that can be read; `same` says that this program made it."""

    index: StoredIndex | None
    same: bool = False

    @classmethod
    def of(cls, settings: Settings, encoder: Encoder) -> Earlier:
        """Read the index in force."""
        try:
            manifest = read_manifest(settings.index)
            if manifest["format"] != INDEX_FORMAT:
                return cls(None)
            index = read_index(settings.index, encoder)
        except IndexUnusable:
            return cls(None)
        try:
            check_fresh(index.manifest, settings, None)
        except IndexUnusable:
            return cls(index)
        return cls(index, True)

    def files(self, hashes: Mapping[str, str], ids: Mapping[str, str]) -> Taken:
        """Return by file name the reports that need not be read again: of the same bytes, under the same id."""
        if self.index is None or not self.same:
            return {}
        before, documents = self.index.manifest["corpus"], self._documents
        sources = (Source(s["name"], s["document"], tuple(s["noted"])) for s in self.index.manifest["sources"])
        return {
            source.name: (documents[source.document], source)
            for source in sources
            if source.document is not None
            and ids.get(source.name) == source.document
            and before.get(source.name) == hashes.get(source.name)
        }

    def unchanged(self, document: Document) -> bool:
        """Whether a document is the same in the index in force, and so are its passages and what was read of them."""
        return self.same and self._documents.get(document.id) == document

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {document.id: document for document in (self.index.documents if self.index else ())}

    def passages(self) -> Mapping[str, tuple[Passage, ...]]:
        """Return the passages of the index in force by document."""
        found: dict[str, list[Passage]] = {}
        for passage in self.index.passages if self.index else ():
            found.setdefault(passage.document, []).append(passage)
        return {document: tuple(made) for document, made in found.items()}

    def vectors(
        self, passages: Sequence[Passage], embedded: Embedded, encoder: Encoder, done: Callable[[int], None]
    ) -> Vectors:
        """Return the vectors of passages, float32 (n, dimensions); `done` is told how many there are so far."""
        rows, before = {}, np.zeros((0, encoder.dimensions), np.float32)
        if self.index is not None:
            before = self.index.dense.vectors()
            rows = {embedded(passage): row for row, passage in enumerate(self.index.passages)}
        texts = [embedded(passage) for passage in passages]
        missing = [text for text in dict.fromkeys(texts) if text not in rows]
        known = len(texts) - sum(text not in rows for text in texts)
        done(known)
        if missing:
            made = encoder.encode_passages(missing, lambda count: done(min(known + count, len(texts))))
            rows |= {text: len(before) + row for row, text in enumerate(missing)}
            before = np.concatenate([before, made])
        done(len(texts))
        return before[[rows[text] for text in texts]]
