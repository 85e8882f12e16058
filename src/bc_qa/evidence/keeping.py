"""What was read of the reports, as the index keeps it: JSON and arrays, never code; and the way back.

A line of the catalogue is a figure: the id of its passage, the figure, what the text says of it, its words as keys.
Conflicts are the ids of figures. What a passage says besides is read when a question first comes to it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, overload

import numpy as np

from bc_qa.evidence.catalogue import Measured, entry_of
from bc_qa.evidence.corpus import Corpus, readings_of
from bc_qa.evidence.postings import Postings
from bc_qa.evidence.reading import Reading
from bc_qa.report.scope import scope_of
from bc_qa.text.ngrams import Arrays
from bc_qa.types import Document, Figure, FigureKind, Passage, Span

CORPUS, POSTINGS, CATALOGUE, CONFLICTS = "corpus.json", "postings.npz", "catalogue.jsonl", "conflicts.json"
_SAID = ("thing", "place", "period", "years", "change", "compared_with", "target")
_EXACT = ("value", "upper", "base")

Files = Mapping[str, bytes]
"""Files of an index by name."""


def as_json(value: Any) -> bytes:
    """Return a value as JSON, the same bytes for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def as_npz(arrays: Arrays) -> bytes:
    """Return arrays as a file of numpy."""
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]  # numpy's stub takes the names for its own keyword
    return file.getvalue()


def from_npz(raw: bytes) -> Arrays:
    """Return the arrays of a file of numpy; one that holds objects is refused."""
    with np.load(io.BytesIO(raw), allow_pickle=False) as file:
        return dict(file)


def corpus_files(corpus: Corpus) -> Files:
    """Return what a corpus knows beyond its passages as files."""
    carried = {place: sorted(reading.carried) for place, reading in corpus.readings.items() if reading.carried}
    told = {
        "known": sorted(corpus.known),
        "carried": carried,
        "frequency": corpus.frequency,
        "names": sorted(corpus.names),
        "own_names": sorted(corpus.own_names),
        "short": sorted(corpus.short.items()),
        "capitals": sorted(corpus.capitals),
    }
    return {CORPUS: as_json(told), POSTINGS: as_npz(corpus.inverted.arrays())}


def corpus_of(files: Files, documents: Sequence[Document], passages: Sequence[Passage]) -> Corpus:
    """Return the corpus that some files were made of."""
    told = json.loads(files[CORPUS])
    readings = readings_of(documents, passages, frozenset(told["known"]))
    for place, years in told["carried"].items():
        readings[place] = replace(readings[place], carried=frozenset(years))
    return Corpus(
        readings,
        told["frequency"],
        Postings.of(from_npz(files[POSTINGS]), list(readings)),
        frozenset(map(tuple, told["names"])),
        frozenset(map(tuple, told["own_names"])),
        {tuple(words): tuple(others) for words, others in told["short"]},
        frozenset(told["capitals"]),
        {document.id: scope_of(document) for document in documents},
    )


class Catalogue(Sequence[Measured]):
    """The figures of a corpus by place, made of their file when they are first asked for."""

    def __init__(self, raw: bytes, readings: Mapping[str, Reading], documents: Mapping[str, Document]) -> None:
        self._raw, self._readings, self._documents = raw, readings, documents

    @cached_property
    def _all(self) -> tuple[Measured, ...]:
        lines = b",".join(self._raw.splitlines())
        return tuple(measured_of(line, self._readings, self._documents) for line in json.loads(b"[%b]" % lines))

    @cached_property
    def by_id(self) -> Mapping[str, Measured]:
        """The figures by their ids."""
        return {measured.entry.id: measured for measured in self._all}

    @overload
    def __getitem__(self, at: int) -> Measured: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Measured, ...]: ...
    def __getitem__(self, at: int | slice) -> Measured | tuple[Measured, ...]:
        return self._all[at]

    def __len__(self) -> int:
        return len(self._all)


def catalogue_file(catalogue: Iterable[Measured]) -> bytes:
    """Return the figures of a corpus as lines of JSON."""
    return b"".join(as_json(_line(measured)) + b"\n" for measured in catalogue)


def _line(measured: Measured) -> dict[str, Any]:
    figure = {item.name: getattr(measured.figure, item.name) for item in fields(Figure)}
    exact = {name: None if figure[name] is None else str(figure[name]) for name in _EXACT}
    return {
        "passage": measured.reading.passage.id,
        "figure": figure | exact,
        "said": {name: getattr(measured.entry, name) for name in _SAID},
        "label": sorted(measured.label),
        "subject": sorted(measured.subject),
    }


def measured_of(
    line: Mapping[str, Any], readings: Mapping[str, Reading], documents: Mapping[str, Document]
) -> Measured:
    """Return the figure that a line of the catalogue's file holds."""
    told, said = dict(line["figure"]), dict(line["said"])
    told |= {name: None if told[name] is None else Decimal(told[name]) for name in _EXACT}
    told |= {"kind": FigureKind(told["kind"]), "span": Span(*told["span"])}
    said |= {name: tuple(said[name]) for name in ("years", "compared_with")}
    figure, reading = Figure(**told), readings[line["passage"]]
    entry = entry_of(reading, figure, documents[reading.passage.document], said)
    return Measured(entry, figure, reading, frozenset(line["label"]), frozenset(line["subject"]))


class Conflicts(Mapping[str, tuple[Measured, ...]]):
    """By the id of a figure those that give another value for its thing; looked up where there are any."""

    def __init__(self, ids: Mapping[str, Sequence[str]], find: Callable[[str], Measured]) -> None:
        self._ids, self._find = ids, find

    def __getitem__(self, place: str) -> tuple[Measured, ...]:
        return tuple(map(self._find, self._ids[place]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def conflicts_file(conflicts: Mapping[str, Iterable[Measured]]) -> bytes:
    """Return conflicts as the ids of their figures."""
    return as_json({place: [other.entry.id for other in others] for place, others in conflicts.items()})
