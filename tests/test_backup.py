"""A backup taken while others write, put back elsewhere; what is damaged or would replace something changes nothing."""

import shutil
import stat
import tarfile
import threading
from io import BytesIO
from pathlib import Path

import pytest

from bc_qa import backup as backups
from bc_qa.assistant import Assistant
from bc_qa.backup import backup, restore
from bc_qa.building import build
from bc_qa.errors import BackupUnusable, IndexStale
from bc_qa.feedback import FeedbackStore
from bc_qa.search.encoder import HashEncoder
from bc_qa.settings import Settings
from bc_qa.trail import Trail
from tests.conftest import SMALL

QUESTION = "Tỷ lệ hộ nghèo năm 2023 là bao nhiêu?"


def settings_in(folder: Path) -> Settings:
    return Settings(
        corpus=folder / "corpus",
        index=folder / "index",
        feedback=folder / "votes.sqlite",
        trail=folder / "trail.jsonl",
        model="hash",
    )


@pytest.fixture
def office(tmp_path: Path) -> Settings:
    """A corpus of one report with its index and two votes."""
    settings = settings_in(tmp_path / "office")
    settings.corpus.mkdir(parents=True)
    shutil.copy(SMALL, settings.corpus)
    build(settings, HashEncoder())
    for vote in ("up", "down"):
        FeedbackStore(settings.feedback).keep("abc", vote, QUESTION)
    return settings


def held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_backed_up_answers_elsewhere(office: Settings, tmp_path: Path) -> None:
    file = tmp_path / "bc-qa.tar.gz"
    made = backup(office, file)
    assert (made.reports, made.index, made.votes) == (1, True, 2)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600  # votes hold what was asked
    assert sorted(path.name for path in tmp_path.iterdir()) == [file.name, "office"]  # nothing left beside it
    other = settings_in(tmp_path / "other")
    assert restore(other, file).made_at == made.made_at
    replies = [Assistant.open(settings=each).ask(QUESTION) for each in (office, other)]
    assert replies[0].citations
    assert replies[0].citations == replies[1].citations
    assert FeedbackStore(other.feedback).votes() == FeedbackStore(office.feedback).votes()


def test_votes_given_meanwhile_are_in_it_or_not_and_never_by_half(office: Settings, tmp_path: Path) -> None:
    store, kept, stop = FeedbackStore(office.feedback), ["", ""], threading.Event()

    def vote() -> None:
        while not stop.is_set():
            kept.append(store.keep("abc", "up", QUESTION))

    writer = threading.Thread(target=vote)
    writer.start()
    try:
        for turn in range(5):
            least = len(kept)
            made = backup(office, tmp_path / f"{turn}.tar.gz")
            assert least <= made.votes <= len(kept) + 1
            other = settings_in(tmp_path / f"other{turn}")
            restore(other, tmp_path / f"{turn}.tar.gz")
            assert len(FeedbackStore(other.feedback).votes()) == made.votes
    finally:
        stop.set()
        writer.join()


def test_a_backup_waits_for_no_build_and_takes_a_whole_index(office: Settings, tmp_path: Path) -> None:
    stop = threading.Event()

    def rebuild() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            (office.corpus / "them.txt").write_text(f"Báo cáo\n\nNăm 2023 có {turn} xã.", encoding="utf-8")
            build(office, HashEncoder())

    builder = threading.Thread(target=rebuild)
    builder.start()
    try:
        for turn in range(3):
            backup(office, tmp_path / f"{turn}.tar.gz")
            other = settings_in(tmp_path / f"other{turn}")
            restore(other, tmp_path / f"{turn}.tar.gz")
            Assistant.open(settings=other.model_copy(update={"corpus": tmp_path / "none"}))
    except IndexStale:
        pytest.fail("an index that is not of this program was put in force")
    finally:
        stop.set()
        builder.join()


def test_nothing_is_replaced_unasked(office: Settings, tmp_path: Path) -> None:
    file = tmp_path / "bc-qa.tar.gz"
    backup(office, file)
    report = office.corpus / SMALL.name
    report.write_text("Báo cáo khác", encoding="utf-8")
    before = held(office.corpus.parent)
    with pytest.raises(BackupUnusable, match=f"{SMALL.name}.*votes.sqlite.*--overwrite"):
        restore(office, file)
    assert held(office.corpus.parent) == before
    restore(office, file, overwrite=True)
    assert report.read_bytes() == SMALL.read_bytes()


def test_a_damaged_file_changes_nothing(office: Settings, tmp_path: Path) -> None:
    file = tmp_path / "bc-qa.tar.gz"
    backup(office, file)
    whole = file.read_bytes()
    other = settings_in(tmp_path / "other")
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        broken = bytearray(whole)
        broken[at] ^= 0x40
        for content in (bytes(broken), whole[:at]):
            file.write_bytes(content)
            try:
                restore(other, file)
            except BackupUnusable:
                assert not (tmp_path / "other").exists()
            else:  # a bit that says nothing: of the time in the head of the .gz
                assert FeedbackStore(other.feedback).votes() == FeedbackStore(office.feedback).votes()
                shutil.rmtree(tmp_path / "other")


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "corpus/../../out.txt", "corpus/a/b.txt", "other.txt"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / "forged.tar.gz"
    content = {name: b"x"}
    listed = backups.json.dumps(
        {"format": 1, "made_at": "", "votes": 0, "files": backups._hashes(content)},
    ).encode()
    with tarfile.open(file, "w:gz") as tar:
        for each, raw in {backups.LIST: listed, **content}.items():
            entry = tarfile.TarInfo(each)
            entry.size = len(raw)
            tar.addfile(entry, BytesIO(raw))
    with pytest.raises(BackupUnusable):
        restore(settings_in(tmp_path / "other"), file)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_votes_that_are_no_database_are_said(office: Settings, tmp_path: Path) -> None:
    office.feedback.write_bytes(b"x" * 5000)
    with pytest.raises(BackupUnusable, match=r"votes\.sqlite"):
        backup(office, tmp_path / "bc-qa.tar.gz")


def test_trail_and_settings_come_back(office: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.corpus.parent)
    Path("bc-qa.toml").write_text("asking = 3\n", encoding="utf-8")
    Trail(office.trail).note("lan", "admin", "127.0.0.1", "feedback.erase", "1")
    with office.trail.open("ab") as trail:
        trail.write(b'{"at": "half of an ent')  # as another process may be writing it
    file = tmp_path / "bc-qa.tar.gz"
    made = backup(office, file)
    assert (made.trail, made.settings) == (True, True)
    other = settings_in(tmp_path / "other")
    other.corpus.mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "other")
    found = restore(other, file)
    assert (found.trail, found.settings) == (True, True)
    assert office.trail.read_bytes().startswith(other.trail.read_bytes())
    assert other.trail.read_bytes().endswith(b"}\n")
    assert stat.S_IMODE(other.trail.stat().st_mode) & 0o007 == 0  # it holds names
    assert Path("bc-qa.toml").read_text(encoding="utf-8") == "asking = 3\n"


def test_a_backup_without_trail_and_settings_puts_none_back(
    office: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "bc-qa.tar.gz"
    made = backup(office, file)
    other = settings_in(tmp_path / "other")
    found = restore(other, file)
    assert (made.trail, made.settings, found.trail, found.settings) == (False, False, False, False)
    assert not other.trail.exists()
    assert not Path("bc-qa.toml").exists()


def test_settings_that_are_there_stay_unless_it_is_asked(
    office: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.corpus.parent)
    own = Path("bc-qa.toml")
    own.write_text("asking = 3\n", encoding="utf-8")
    file = tmp_path / "bc-qa.tar.gz"
    backup(office, file)
    own.write_text("asking = 5\n", encoding="utf-8")
    assert not restore(office, file, overwrite=True).settings
    assert own.read_text(encoding="utf-8") == "asking = 5\n"
    assert restore(office, file, overwrite=True, with_settings=True).settings
    assert own.read_text(encoding="utf-8") == "asking = 3\n"


def test_no_entry_of_a_trail_is_lost_unasked(office: Settings, tmp_path: Path) -> None:
    trail = Trail(office.trail)
    trail.note("lan", "admin", "127.0.0.1", "feedback.erase", "1")
    file = tmp_path / "bc-qa.tar.gz"
    backup(office, file)
    trail.note("lan", "admin", "127.0.0.1", "feedback.erase", "2")
    longer = office.trail.read_bytes()
    restore(office, file, overwrite=True)
    assert office.trail.read_bytes() == longer  # it has all that the backup has, and goes on
    office.trail.write_bytes(b"{}\n")
    with pytest.raises(BackupUnusable, match=r"trail\.jsonl"):
        restore(office, file)
    assert office.trail.read_bytes() == b"{}\n"
    restore(office, file, overwrite=True)
    assert longer.startswith(office.trail.read_bytes())
