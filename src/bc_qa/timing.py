"""How long the models have worked, for those who run a server: an encoder and a reader that count their seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from time import perf_counter

from bc_qa.reranker.inputs import Shown
from bc_qa.reranker.scoring import Reranker, Scored
from bc_qa.search.encoder import Encoder, Vectors


class Spent:
    """Seconds of the clock that something took, all calls together. Safe to share between threads."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._lock = Lock()

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Add what a call takes."""
        began = perf_counter()
        try:
            yield
        finally:
            with self._lock:
                self.seconds += perf_counter() - began


class TimedEncoder:
    """An encoder whose time is counted."""

    def __init__(self, encoder: Encoder, spent: Spent) -> None:
        self._encoder = encoder
        self._spent = spent
        self.name, self.dimensions = encoder.name, encoder.dimensions

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return what the encoder does."""
        with self._spent.counted():
            return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str], done: Callable[[int], None] | None = None) -> Vectors:
        """Return what the encoder does."""
        with self._spent.counted():
            return self._encoder.encode_passages(texts, done)


class TimedReader:
    """A trained reader whose time is counted."""

    def __init__(self, reader: Reranker, spent: Spent) -> None:
        self._reader = reader
        self._spent = spent
        self.name, self.fusion = reader.name, reader.fusion

    def predict(self, question: str, passages: Sequence[Shown]) -> list[Scored]:
        """Return what the reader does."""
        with self._spent.counted():
            return self._reader.predict(question, passages)
