"""What an index keeps is what would be read of its reports, and opening one reads none of them again."""

import json
from pathlib import Path

import numpy as np
import pytest

from bc_qa.answering.spelling import Learnt
from bc_qa.assistant import Assistant
from bc_qa.building import build, ensure
from bc_qa.errors import IndexStale
from bc_qa.evidence.conflicts import conflicts
from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.keeping import Catalogue, as_npz, catalogue_file, corpus_files, corpus_of, from_npz
from bc_qa.evidence.reading import Reading
from bc_qa.facts.catalogue import catalogue
from bc_qa.kept import files_of, opened
from bc_qa.search.encoder import HashEncoder
from bc_qa.search.store import MANIFEST, read_index
from bc_qa.settings import Settings
from bc_qa.types import Document, Passage


@pytest.fixture(scope="module")
def corpus(shipped: Document, shipped_passages: tuple[Passage, ...]) -> Corpus:
    return Corpus.read([shipped], shipped_passages)


def test_a_corpus_comes_back_as_it_was(
    corpus: Corpus, shipped: Document, shipped_passages: tuple[Passage, ...]
) -> None:
    back = corpus_of(corpus_files(corpus), [shipped], shipped_passages)
    assert back == corpus
    assert any(reading.carried for reading in back.readings.values())
    assert [r.figures for r in back.readings.values()] == [r.figures for r in corpus.readings.values()]
    assert back.inverted["nghèo"] == {place for place, r in corpus.readings.items() if "nghèo" in r.places}


def test_figures_come_back_as_they_were(corpus: Corpus, shipped: Document) -> None:
    documents = {shipped.id: shipped}
    made = catalogue(corpus, documents)
    assert tuple(Catalogue(catalogue_file(made), corpus.readings, documents)) == made


def test_spelling_is_mended_by_what_was_learnt() -> None:
    learnt = Learnt.from_texts(["hộ nghèo của huyện"], ["cận nghèo"], ["Có bao nhiêu hộ?"], ["hộ", "hộ_nghèo"])
    back = Learnt.of(from_npz(as_npz(learnt.arrays())))
    assert (back.corpus, back.pairs, back.common, back.sure) == (
        learnt.corpus,
        learnt.pairs,
        learnt.common,
        learnt.sure,
    )
    ways = [(first, 0.0) for first in ("hộ", "cận", "nghèo")]
    assert vars(back.language) == vars(learnt.language)
    assert back.language.likeliest([ways, ways]) == learnt.language.likeliest([ways, ways])
    assert back.language.likeliest([ways, ways])[0][1] == ["hộ", "nghèo"]


def test_arrays_that_hold_objects_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", a=np.array([{}]))
    with pytest.raises(ValueError, match="pickle"):
        from_npz((tmp_path / "a.npz").read_bytes())


def test_the_same_reports_give_the_same_files(small: Document, small_settings: Settings) -> None:
    index = read_index(small_settings.index, HashEncoder())
    assert dict(files_of(index.documents, index.passages)) == index.kept


def test_opening_reads_no_passage(small_settings: Settings) -> None:
    kept = opened(read_index(small_settings.index, HashEncoder()))
    assert dict(kept.conflicts) == dict(conflicts(kept.corpus, kept.catalogue))
    fields = Reading.__dataclass_fields__
    assert [name for reading in kept.corpus.readings.values() for name in vars(reading) if name not in fields] == []


def test_another_version_of_the_code_makes_an_index_stale(tmp_path: Path, small: Document) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(small.text, encoding="utf-8")
    settings = Settings(corpus=folder, index=tmp_path / "index", model="hash")
    build(settings, HashEncoder())
    path = settings.index / MANIFEST
    written = path.read_text(encoding="utf-8")
    path.write_text(json.dumps(json.loads(written) | {"code": "0"}), encoding="utf-8")
    with pytest.raises(IndexStale, match="phiên bản"):
        Assistant.open(settings=settings)

    class Unused(HashEncoder):
        def encode_passages(self, *_: object) -> np.ndarray:  # type: ignore[override,type-arg]
            raise AssertionError("the vectors in force are those of the same passages")

    assert ensure(settings, Unused())
    assert json.loads(path.read_text(encoding="utf-8"))["files"] == json.loads(written)["files"]
