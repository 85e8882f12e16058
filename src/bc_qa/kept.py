"""What an index keeps besides the passages, so that opening it reads no report again: made, written, opened.

Each file is described where it is made: the corpus, the figures and their conflicts in `evidence.keeping`, what
spelling is mended by in `answering.spelling`; `suggestions.json` holds a list of questions for each passage, by place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
)
from bc_qa.facts.catalogue import catalogue
from bc_qa.search.store import StoredIndex
from bc_qa.text.words import dictionary
from bc_qa.types import Document, Passage

SUGGESTIONS, SPELLING = "suggestions.json", "spelling.npz"


@dataclass(frozen=True)
class Kept:
    """What was read of the reports of an index."""

    corpus: Corpus
    catalogue: Sequence[Measured]
    conflicts: Mapping[str, Sequence[Measured]]
    speller: Speller
    suggester: Suggester


def files_of(documents: Sequence[Document], passages: Sequence[Passage]) -> Files:
    """Read the reports and return what was read as files."""
    corpus = Corpus.read(documents, passages)
    figures = catalogue(corpus, {document.id: document for document in documents})
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
        SUGGESTIONS: as_json([questions(reading) for reading in corpus.readings.values()]),
        SPELLING: as_npz(learnt.arrays()),
    }


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
