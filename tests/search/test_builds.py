"""Builds that meet each other, the index they replace, and what else lies in the folder."""

import json
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bc_qa.errors import IndexDamaged, IndexStale
from bc_qa.search.encoder import HashEncoder
from bc_qa.search.lexical import LexicalIndex
from bc_qa.search.store import MANIFEST, VECTORS, Written, check_fresh, read_index, read_manifest, write_index
from bc_qa.settings import Settings
from bc_qa.types import Document, Passage

ENCODER = HashEncoder()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(corpus=tmp_path, index=tmp_path / "index", model="hash")


def write(settings: Settings, count: int, written: Written = lambda name: None) -> None:
    """Write an index of `count` passages: another count, another content."""
    found = [Passage(f"d-{n}", "d", None, None, (), f"câu {n}", "", f"câu {n}") for n in range(count)]
    vectors = ENCODER.encode_passages([passage.text for passage in found])
    write_index(settings, {}, [Document("d", "văn bản", "tên")], found, vectors, ENCODER.name, written)


def count(settings: Settings) -> int:
    return len(read_index(settings.index, ENCODER).passages)


# Ends the process at the nth change of the index folder itself, whatever the program calls its steps.
KILLED = """
import os, sys
from pathlib import Path
from bc_qa.settings import Settings
from tests.search.test_builds import write

index, left = Path(sys.argv[1]), int(sys.argv[2])
settings = Settings(corpus=index.parent, index=index, model="hash")

def watch(event, arguments):
    global left
    if event in ("os.rename", "os.remove", "os.rmdir", "shutil.rmtree"):
        left -= 1
        if left < 0:
            os._exit(9)

sys.addaudithook(watch)
write(settings, int(sys.argv[3]))
"""


@pytest.mark.parametrize("passages", [3, 4])
def test_killed_between_any_two_changes_an_index_opens(settings: Settings, passages: int) -> None:
    """The same content again (3) as well as another (4): a folder in force is never taken away."""
    write(settings, 3)
    root = Path(__file__).resolve().parents[2]
    for step in (0, 1, 2, 3, 5, 9):
        command = [sys.executable, "-c", KILLED, str(settings.index), str(step), str(passages)]
        ended = subprocess.run(command, check=False, cwd=root, env=os.environ | {"OMP_NUM_THREADS": "1"})
        assert ended.returncode in (0, 9)
        assert ended.returncode == 9 or step > 0
        assert count(settings) in (3, passages)
    write(settings, 3)
    assert count(settings) == 3


def test_a_build_waits_for_another_and_both_are_whole(settings: Settings) -> None:
    halfway, go_on, second_done = threading.Event(), threading.Event(), threading.Event()

    def pause(name: str) -> None:
        if name == VECTORS:
            halfway.set()
            assert go_on.wait(30)

    def second() -> None:
        write(settings, 2)
        second_done.set()

    first = threading.Thread(target=write, args=(settings, 5, pause))
    first.start()
    assert halfway.wait(30)
    other = threading.Thread(target=second)
    other.start()
    assert not second_done.wait(0.5)
    go_on.set()
    first.join(30)
    other.join(30)
    assert second_done.is_set()
    assert count(settings) == 2


def test_only_what_builds_made_is_removed(settings: Settings) -> None:
    """`bc-qa index --index .` once would have emptied the folder that it was typed in."""
    work = settings.index / "work" / "speech.txt"
    work.parent.mkdir(parents=True)
    work.write_text("của tôi", encoding="utf-8")
    (settings.index / "README.md").write_text("đọc tôi", encoding="utf-8")
    (settings.index / f"{MANIFEST}.bak").write_text("{}", encoding="utf-8")
    (settings.index / "build-1-2").mkdir()
    write(settings, 1)
    before = str(read_manifest(settings.index)["folder"])
    write(settings, 2)
    assert work.read_text(encoding="utf-8") == "của tôi"
    assert (settings.index / "README.md").is_file()
    assert (settings.index / f"{MANIFEST}.bak").is_file()
    assert not (settings.index / "build-1-2").exists()
    assert not (settings.index / before).exists()


def test_what_a_killed_build_left_is_removed_before_the_next_writes(settings: Settings) -> None:
    left = settings.index / "build-1-2" / VECTORS
    left.parent.mkdir(parents=True)
    left.write_bytes(b"x" * 100)
    beside = settings.index / f"{MANIFEST}.77"
    beside.write_text("{}", encoding="utf-8")
    found: list[bool] = []
    write(settings, 1, lambda name: found.append(left.exists() or beside.exists()))
    assert found
    assert not any(found)


def test_a_folder_damaged_since_is_mended_by_the_same_build(settings: Settings) -> None:
    write(settings, 3)
    (settings.index / str(read_manifest(settings.index)["folder"]) / VECTORS).write_bytes(b"")
    with pytest.raises(IndexDamaged, match=VECTORS):
        count(settings)
    write(settings, 3)
    assert count(settings) == 3


@pytest.mark.parametrize(
    "name", ["format", "folder", "settings", "encoder", "segmenter", "documents", "corpus", "files"]
)
@pytest.mark.parametrize("value", [None, []])
def test_a_manifest_with_a_field_lost_or_of_another_kind_is_damage(
    settings: Settings, name: str, value: object
) -> None:
    write(settings, 1)
    manifest = read_manifest(settings.index) | {name: value}
    (settings.index / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(IndexDamaged, match=MANIFEST):
        read_manifest(settings.index)


def test_a_manifest_that_lists_no_passages_is_damage(settings: Settings) -> None:
    write(settings, 1)
    manifest = read_manifest(settings.index)
    del manifest["files"]["passages.jsonl"]
    (settings.index / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(IndexDamaged, match=MANIFEST):
        read_manifest(settings.index)


def test_another_format_is_stale_whatever_else_it_holds(settings: Settings) -> None:
    settings.index.mkdir()
    (settings.index / MANIFEST).write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(IndexStale, match="bc-qa index"):
        check_fresh(read_manifest(settings.index), settings, {})


def test_an_index_without_terms_reads_back_where_its_empty_folder_was_not_copied(
    settings: Settings, tmp_path: Path
) -> None:
    write(settings, 2)  # passages without context: their context channels hold no file
    folder = settings.index / str(read_manifest(settings.index)["folder"])
    shutil.rmtree(folder / "lexical" / "blind-context")
    index = read_index(settings.index, ENCODER)
    assert not index.lexical["blind", "context"].scores(["cau"]).any()
    assert not (folder / "lexical" / "blind-context").exists()  # reading writes nothing
    assert isinstance(LexicalIndex.load(tmp_path / "none", 2), LexicalIndex)


def test_an_index_replaced_while_it_is_read_is_read_anew(settings: Settings) -> None:
    """The encoder's name is asked for after the manifest is read: there another build comes between."""
    write(settings, 3)

    class Late(HashEncoder):
        @property
        def name(self) -> str:
            if count_built["builds"] == 0:
                count_built["builds"] = 1
                write(settings, 4)
            return ENCODER.name

        @name.setter
        def name(self, value: str) -> None: ...

    count_built = {"builds": 0}
    assert len(read_index(settings.index, Late()).passages) == 4


def test_a_damaged_index_that_nobody_replaces_is_not_read_for_ever(settings: Settings) -> None:
    write(settings, 3)
    shutil.rmtree(settings.index / str(read_manifest(settings.index)["folder"]))
    with pytest.raises(IndexDamaged):
        count(settings)


def test_documents_and_passages_round_trip_with_everything_set(settings: Settings, shipped: Document) -> None:
    passage = Passage(
        "p", shipped.id, "1", 3, (*shipped.unplaced[:1], *shipped.footnotes[0].spans), "a\u2028b", "c\nd", ""
    )
    document = replace(shipped, unplaced=shipped.footnotes[0].spans, number=None)
    write_index(settings, {"f": "0"}, [document], [passage], np.ones((1, 256), np.float32), ENCODER.name)
    index = read_index(settings.index, ENCODER)
    assert (index.documents, index.passages) == ((document,), (passage,))
