"""Where the stages of building meet: corpus to index."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bc_qa.errors import IndexUnusable
from bc_qa.kept import files_of
from bc_qa.report.passages import passages
from bc_qa.report.reading import Source, corpus_files, corpus_hashes, document_ids, read_corpus
from bc_qa.search.encoder import Encoder, load_encoder
from bc_qa.search.store import check_fresh, read_index, read_manifest, write_index
from bc_qa.settings import Settings
from bc_qa.takeover import Earlier
from bc_qa.types import Document, Passage

EMBEDDED_CONTEXT = (
    120  # characters of the context next to a passage that are embedded: more costs time and finds no more
)

Progress = Callable[[int, int, int, int], None]
"""Told documents read, documents in all, passages encoded, passages in all."""

PageProgress = Callable[[str, int, int], None]
"""Told the name of a scan, pages of it read, pages in all."""

SCANS = "scans"  # the folder beside the index where what was read of scans is kept


def build(
    settings: Settings,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    check: Callable[[Sequence[Document], Sequence[Source]], None] = lambda documents, sources: None,
    scans: PageProgress = lambda name, done, of: None,
) -> None:
    """Build the index of a corpus and put it in force. Raises CorpusError or EncoderUnavailable.

    What the index in force holds of reports that have not changed is taken over, and what was read of a scan is kept
    beside the index. `check` is shown the reports and the files they were read from, and may raise: then nothing is
    written; `scans` is told of the pages of scans as they are read.
    """
    from bc_qa.files.scans import Scanner  # noqa: PLC0415  (scipy takes a while, and only a build reads scans)

    tell = progress or (lambda *_: None)
    using = encoder or load_encoder(settings.model)
    earlier = Earlier.of(settings, using)
    before = earlier.passages()
    hashes = corpus_hashes(settings.corpus)
    found: list[Passage] = []

    def read(document: Document, done: int, of: int) -> None:
        same = earlier.unchanged(document) and document.id in before
        found.extend(before[document.id] if same else passages(document, settings.passage_chars))
        tell(done, of, 0, len(found))

    ids = {path.name: name for path, name in document_ids(corpus_files(settings.corpus)).items()}
    scanner = Scanner(settings.index / SCANS, scans)
    documents, sources = read_corpus(settings.corpus, read, earlier.files(hashes, ids), scanner)
    check(documents, sources)
    vectors = earlier.vectors(
        found, _embedded, using, lambda done: tell(len(documents), len(documents), done, len(found))
    )
    kept = files_of(documents, found, earlier.index, {each.id for each in documents if earlier.unchanged(each)})
    write_index(settings, hashes, documents, found, vectors, using.name, kept=kept, sources=sources)


def _embedded(passage: Passage) -> str:
    """Return what a passage's vector is made of."""
    return f"{passage.context[-EMBEDDED_CONTEXT:]}\n{passage.text}"


def ensure(settings: Settings, encoder: Encoder | None = None, progress: Progress | None = None) -> bool:
    """Build the index where it is missing, stale or damaged; return whether it was."""
    using = encoder or load_encoder(settings.model)
    try:
        check_fresh(read_manifest(settings.index), settings, corpus_hashes(settings.corpus))
        read_index(settings.index, using)
    except IndexUnusable:
        build(settings, using, progress)
        return True
    return False
