"""What a build takes over from the index in force: it comes to the same files, and only what changed is read again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bc_qa.building import build
from bc_qa.evidence.leaning import Asked, Leaning
from bc_qa.kept import LEANINGS
from bc_qa.report.reading import corpus_files, corpus_hashes, document_ids
from bc_qa.search.encoder import HashEncoder, Vectors
from bc_qa.search.store import read_index, read_manifest
from bc_qa.settings import Settings
from bc_qa.takeover import Earlier
from tests.conftest import BENCHMARKS

FIRST, SECOND, LEANT_ON = "a01-kinh-te-xa-hoi.txt", "a02-tong-ket-nam-hoc.txt", "b01-y-te.txt"


class Counting(HashEncoder):
    """An encoder that counts the texts it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.encoded = 0

    def encode_passages(self, texts: Sequence[str], *args: Any) -> Vectors:
        self.encoded += len(texts)
        return super().encode_passages(texts, *args)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, list[int]]:
    """An index to which two reports were added one by one, and how many texts each build embedded."""
    root = tmp_path_factory.mktemp("grown")
    settings = Settings(corpus=root / "corpus", index=root / "index", model="hash")
    settings.corpus.mkdir()
    encoded = []
    for name in (FIRST, SECOND, LEANT_ON):
        shutil.copy(BENCHMARKS / "worlds" / name, settings.corpus)
        encoder = Counting()
        build(settings, encoder)
        encoded.append(encoder.encoded)
    return settings, encoded


def test_a_grown_index_is_the_one_that_is_built_at_once(grown: tuple[Settings, list[int]], tmp_path: Path) -> None:
    settings, _ = grown
    afresh = settings.model_copy(update={"index": tmp_path / "index"})
    build(afresh, HashEncoder())
    assert read_manifest(afresh.index)["files"] == read_manifest(settings.index)["files"]


def test_only_what_is_new_is_embedded(grown: tuple[Settings, list[int]]) -> None:
    settings, encoded = grown
    index = read_index(settings.index, HashEncoder())
    own = [sum(p.document == Path(name).stem for p in index.passages) for name in (FIRST, SECOND, LEANT_ON)]
    assert all(0 < count <= of for count, of in zip(encoded, own, strict=True))


def test_files_that_have_not_changed_are_not_read_again(grown: tuple[Settings, list[int]], tmp_path: Path) -> None:
    settings, _ = grown
    earlier = Earlier.of(settings, HashEncoder())
    ids = {path.name: name for path, name in document_ids(corpus_files(settings.corpus)).items()}
    hashes = corpus_hashes(settings.corpus)
    assert set(earlier.files(hashes, ids)) == {FIRST, SECOND, LEANT_ON}
    assert set(earlier.files(hashes | {FIRST: "0"}, ids)) == {SECOND, LEANT_ON}
    assert set(earlier.files(hashes, ids | {FIRST: "a01-kinh-te-xa-hoi-2"})) == {SECOND, LEANT_ON}
    other = settings.model_copy(update={"passage_chars": 300})
    assert Earlier.of(other, HashEncoder()).files(hashes, ids) == {}
    assert Earlier.of(settings, HashEncoder(64)).index is None


def test_figures_are_read_again_where_what_they_lean_on_has_changed(grown: tuple[Settings, list[int]]) -> None:
    """The third report brings a compound that the first one's figures were asked of: without it they differ."""
    settings, _ = grown
    index = read_index(settings.index, HashEncoder())
    known = {w for p in index.passages if p.document != "b01-y-te" for w in p.words.split() if "_" in w}
    leaning = Leaning.read(json.loads(index.kept[LEANINGS])["a01-kinh-te-xa-hoi"])
    assert not leaning.holds(known, leaning.names[0])


def test_a_set_remembers_what_was_asked_of_it() -> None:
    known, names = Asked(["hộ_nghèo", "y_tế"]), Asked([("phong", "thổ")])
    assert "hộ_nghèo" in known
    assert "bác_sĩ" not in known
    assert ("lai", "châu") not in names
    leaning = Leaning.read(Leaning.of(known, names).plain())
    assert leaning.holds(["hộ_nghèo"], [])
    assert leaning.holds(["hộ_nghèo", "dân_số"], [("phong", "thổ")])
    assert not leaning.holds(["y_tế"], [])
    assert not leaning.holds(["hộ_nghèo", "bác_sĩ"], [])
    assert not leaning.holds(["hộ_nghèo"], [("lai", "châu")])
