"""What an index keeps besides the passages, so that opening it reads no report again: made, written, opened.

Each file is described where it is made: the corpus, the figures and their conflicts in `evidence.keeping`, what
spelling is mended by in `answering.spelling`; `suggestions.json` holds a list of questions for each passage, by place,
`leanings.json` what the figures of each report lean on in the others (`evidence.leaning`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bc_qa.answering.spelling import Learnt, Speller, question_language
from bc_qa.answering.suggest import Suggester, questions
from bc_qa.evidence.catalogue import Measured
from bc_qa.evidence.conflicts import conflicts
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.keeping import (
    CATALOGUE,
    CONFLICTS,
    Catalogue,
    Conflicts,
    Files,
    as_json,
    as_npz,
    catalogue_file,
    conflicts_file,
    corpus_files,
    corpus_of,
    from_npz,
    measured_of,
)
from bc_qa.evidence.leaning import Asked, Leaning
from bc_qa.evidence.reading import Reading
from bc_qa.facts.catalogue import measured_in
from bc_qa.search.store import StoredIndex
from bc_qa.text.words import dictionary
from bc_qa.types import Document, Passage

SUGGESTIONS, SPELLING, LEANINGS = "suggestions.json", "spelling.npz", "leanings.json"


@dataclass(frozen=True)
class Kept:
    """What was read of the reports of an index."""

    corpus: Corpus
    catalogue: Sequence[Measured]
    conflicts: Mapping[str, Sequence[Measured]]
    speller: Speller
    suggester: Suggester


@dataclass(frozen=True, slots=True)
class _Own:
    """What is read of one report by itself: its figures, the questions of each passage, and what they lean on."""

    figures: Sequence[Measured]
    questions: Sequence[Sequence[str]]
    leaning: Leaning


def files_of(
    documents: Sequence[Document],
    passages: Sequence[Passage],
    earlier: StoredIndex | None = None,
    unchanged: Collection[str] = (),
) -> Files:
    """Read the reports and return what was read as files.

    The figures of `unchanged` reports (ids), which are the same in an `earlier` index of the same program, are taken
    over from there where what they lean on in the other reports is the same too.
    """
    corpus = Corpus.read(documents, passages)
    taken = _taken(corpus, {d.id: d for d in documents if d.id in unchanged}, earlier) if earlier else {}
    readings: dict[str, list[Reading]] = {document.id: [] for document in documents}
    for reading in corpus.readings.values():
        readings[reading.passage.document].append(reading)
    own = {d.id: taken[d.id] if d.id in taken else _own(d, readings[d.id], corpus) for d in documents}
    figures = [measured for each in own.values() for measured in each.figures]
    learnt = Learnt.from_texts(
        (passage.text for passage in passages),
        dictionary(),
        question_language(),
        (word for passage in passages for word in passage.words.split()),
    )
    return {
        **corpus_files(corpus),
        CATALOGUE: catalogue_file(figures),
        CONFLICTS: conflicts_file(conflicts(corpus, figures)),
        SUGGESTIONS: as_json([made for each in own.values() for made in each.questions]),
        SPELLING: as_npz(learnt.arrays()),
        LEANINGS: as_json({place: each.leaning.plain() for place, each in own.items()}),
    }


def _own(document: Document, readings: Iterable[Reading], corpus: Corpus) -> _Own:
    known, names = Asked(corpus.known), Asked(corpus.names)
    read = [replace(reading, known=known) for reading in readings]
    figures = measured_in(read, document, names)
    made = [questions(reading) for reading in read]
    return _Own(figures, made, Leaning.of(known, names))


def _taken(corpus: Corpus, documents: Mapping[str, Document], earlier: StoredIndex) -> dict[str, _Own]:
    """Return what an earlier index holds of some reports, of those for which it still holds."""
    leanings = {place: Leaning.read(told) for place, told in json.loads(earlier.kept[LEANINGS]).items()}
    held = {p for p in documents if p in leanings and leanings[p].holds(corpus.known, corpus.names)}
    figures: dict[str, list[Measured]] = {place: [] for place in held}
    for line in json.loads(b"[%b]" % b",".join(earlier.kept[CATALOGUE].splitlines())):
        place = line["passage"].rpartition(":")[0]
        if place in held:
            figures[place].append(measured_of(line, corpus.readings, documents))
    made: dict[str, list[Sequence[str]]] = {place: [] for place in held}
    for passage, asked in zip(earlier.passages, json.loads(earlier.kept[SUGGESTIONS]), strict=True):
        if passage.document in held:
            made[passage.document].append(asked)
    return {place: _Own(figures[place], made[place], leanings[place]) for place in held}


def opened(index: StoredIndex) -> Kept:
    """Return what an index keeps."""
    files, documents = index.kept, {document.id: document for document in index.documents}
    corpus = corpus_of(files, index.documents, index.passages)
    figures = Catalogue(files[CATALOGUE], corpus.readings, documents)
    return Kept(
        corpus=corpus,
        catalogue=figures,
        conflicts=Conflicts(json.loads(files[CONFLICTS]), lambda place: figures.by_id[place]),
        speller=Speller(Learnt.of(from_npz(files[SPELLING]))),
        suggester=Suggester(corpus, json.loads(files[SUGGESTIONS])),
    )
