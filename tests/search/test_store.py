"""The index folder: stale, damaged, killed, built twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bc_qa.assistant import Assistant
from bc_qa.building import build, ensure
from bc_qa.errors import IndexDamaged, IndexMissing, IndexStale
from bc_qa.search.disk import LOCK
from bc_qa.search.encoder import HashEncoder
from bc_qa.search.store import MANIFEST, read_index, read_manifest
from bc_qa.settings import Settings
from tests.conftest import SMALL


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "mau.txt").write_bytes(SMALL.read_bytes())
    made = Settings(corpus=corpus, index=tmp_path / "index", model="hash")
    build(made, HashEncoder())
    return made


def test_what_is_written_is_read_back(settings: Settings) -> None:
    from bc_qa.report.passages import passages
    from bc_qa.report.reading import read_reports

    index = read_index(settings.index, HashEncoder())
    documents, _ = read_reports(settings.corpus)
    assert index.documents == documents
    assert index.passages == passages(documents[0], settings.passage_chars)


def test_built_twice_it_is_the_same_but_for_times(settings: Settings, tmp_path: Path) -> None:
    again = settings.model_copy(update={"index": tmp_path / "again"})
    build(again, HashEncoder())
    one, two = read_manifest(settings.index), read_manifest(again.index)
    for times in ("built_at", "seconds"):
        del one[times], two[times]
    assert one == two


def test_no_index_is_missing(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="bc-qa index"):
        Assistant.open(settings=settings.model_copy(update={"index": tmp_path / "none"}))


def test_a_changed_report_makes_it_stale_and_is_named(settings: Settings) -> None:
    report = settings.corpus / "mau.txt"
    report.write_text(report.read_text(encoding="utf-8") + "\nThêm.", encoding="utf-8")
    with pytest.raises(IndexStale, match=r"mau\.txt"):
        Assistant.open(settings=settings)
    assert ensure(settings, HashEncoder())
    Assistant.open(settings=settings)


def test_another_setting_or_model_makes_it_stale(settings: Settings) -> None:
    with pytest.raises(IndexStale, match="BC_QA_PASSAGE_CHARS"):
        Assistant.open(settings=settings.model_copy(update={"passage_chars": 200}))
    with pytest.raises(IndexStale, match="hash 64"):
        Assistant.open(settings=settings, encoder=HashEncoder(64))


@pytest.mark.parametrize("name", ["documents.json", "passages.jsonl", "vectors.faiss", "kept/catalogue.jsonl"])
@pytest.mark.parametrize("harm", ["cut", "changed", "gone"])
def test_a_damaged_file_is_named(settings: Settings, name: str, harm: str) -> None:
    path = settings.index / str(read_manifest(settings.index)["folder"]) / name
    raw = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(raw[: len(raw) // 2] if harm == "cut" else raw[:-1] + bytes([raw[-1] ^ 1]))
    with pytest.raises(IndexDamaged, match=name):
        Assistant.open(settings=settings)
    assert ensure(settings, HashEncoder())
    assert not ensure(settings, HashEncoder())


def test_a_broken_manifest_is_damage(settings: Settings) -> None:
    (settings.index / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamaged, match=MANIFEST):
        Assistant.open(settings=settings)


KILLED = """
import os, sys
from pathlib import Path
from bc_qa.report.reading import read_reports
from bc_qa.report.passages import passages
from bc_qa.report.reading import corpus_hashes
from bc_qa.search.encoder import HashEncoder
from bc_qa.search.store import write_index
from bc_qa.settings import Settings

settings = Settings(corpus=Path(sys.argv[1]), index=Path(sys.argv[2]), model="hash", reader="none", passage_chars=300)
documents, _ = read_reports(settings.corpus)
found = passages(documents[0], 300)
vectors = HashEncoder().encode_passages([passage.text for passage in found])
write_index(settings, corpus_hashes(settings.corpus), documents, found, vectors, "hash 256",
            lambda name: os._exit(9) if name == sys.argv[3] else None)
"""


def test_killed_at_any_moment_the_old_index_still_opens(settings: Settings) -> None:
    before = json.dumps(read_manifest(settings.index))
    for moment in ("documents.json", "passages.jsonl", "vectors.faiss", "words", "folder", "manifest beside"):
        command = [sys.executable, "-c", KILLED, str(settings.corpus), str(settings.index), moment]
        assert subprocess.run(command, check=False, env=os.environ | {"OMP_NUM_THREADS": "1"}).returncode == 9
        assert json.dumps(read_manifest(settings.index)) == before
        Assistant.open(settings=settings)
    build(settings, HashEncoder())
    kept = {path.name for path in settings.index.iterdir()}
    assert kept == {MANIFEST, LOCK, str(read_manifest(settings.index)["folder"])}
