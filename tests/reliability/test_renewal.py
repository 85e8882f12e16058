"""The corpus of a running server changed while it is asked, and what happens when a build or the server is killed.

Real processes over loopback, without a model: what is tested is that no request is refused, that no stale answer is
given once a change is said to be in force, and that whatever is killed leaves the last good index.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.browser.conftest import free_port
from tests.conftest import BENCHMARKS, SMALL

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc")

COMMAND = [sys.executable, "-c", "from bc_qa.cli import main; main()"]
SETTINGS = {"BC_QA_MODEL": "hash", "BC_QA_UPLOADS": "true", "BC_QA_WATCH_SECONDS": "0.3"} | {
    "BC_QA_REQUESTS_PER_MINUTE": "1000000"  # the threads here are one address
}
WORLD = BENCHMARKS / "worlds" / "a05-nghi-quyet-hdnd-xa.txt"
WELLS = "BÁO CÁO\nCông tác cấp nước năm 2024\n\nI. KẾT QUẢ\nToàn xã có {count} giếng khoan đang hoạt động tốt.\n"
ASKED = {"question": "Toàn xã có bao nhiêu giếng khoan?", "document": "gieng"}
PATIENCE = 240.0  # seconds for what takes a few on a machine that does nothing else


class Served:
    """A server in a process of its own."""

    def __init__(self, root: Path) -> None:
        self.corpus, self.index = root / "corpus", root / "index"
        self.folders = ["--corpus", str(self.corpus), "--index", str(self.index)]
        self.url = ""

    def start(self) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        command = [*COMMAND, "serve", *self.folders, "--port", str(port)]
        self.process = subprocess.Popen(command, env=os.environ | SETTINGS, stderr=subprocess.DEVNULL)
        until(lambda: self.ready() == 200)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def ready(self) -> int:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).status_code
        except httpx.TransportError:
            return 0

    def ids(self) -> set[str]:
        told = httpx.get(f"{self.url}/api/documents", timeout=30).json()
        return {each["id"] for each in told["documents"]}

    def add(self, path: Path) -> httpx.Response:
        files = {"file": (path.name, path.read_bytes())}
        return httpx.post(f"{self.url}/api/documents", files=files, timeout=PATIENCE)

    def builder(self) -> int | None:
        """Return the process that builds an index for the server, None where there is none."""
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                if b"bc_qa.child" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return int(child)
        return None

    def reload(self) -> subprocess.CompletedProcess[str]:
        command = [*COMMAND, "reload", *self.folders]
        return subprocess.run(command, env=os.environ | SETTINGS, capture_output=True, text=True, check=False)


def until(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("served"))
    served.corpus.mkdir()
    shutil.copy(SMALL, served.corpus)
    (served.corpus / "gieng.txt").write_text(WELLS.format(count=11), encoding="utf-8")
    try:
        served.start()
        yield served
    finally:
        served.stop()


class Load:
    """Threads that ask all the while: when each question was put, how it was answered, with what."""

    def __init__(self, url: str, threads: int = 4) -> None:
        self.replies: list[tuple[float, int, tuple[str, ...]]] = []
        self._url, self._over = url, threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(threads)]

    def _ask(self) -> None:
        with httpx.Client(timeout=PATIENCE) as client:
            while not self._over.is_set():
                began = time.monotonic()
                answer = client.post(f"{self._url}/api/ask", json=ASKED)
                values = tuple(answer.json().get("values", ())) if answer.status_code == 200 else ()
                self.replies.append((began, answer.status_code, values))
                time.sleep(0.01)

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def since(self, moment: float) -> set[tuple[str, ...]]:
        return {values for began, _, values in self.replies if began >= moment}


def test_nothing_is_refused_and_nothing_stale_after_a_reload(server: Served) -> None:
    with Load(server.url) as load:
        until(lambda: len(load.replies) > 20)
        (server.corpus / "gieng.txt").write_text(WELLS.format(count=23), encoding="utf-8")
        told = server.reload()
        changed = time.monotonic()
        count = len(load.replies)
        until(lambda: len(load.replies) > count + 40)
    assert (told.returncode, "2 báo cáo" in told.stdout) == (0, True)
    assert {status for _, status, _ in load.replies} == {200}
    assert load.since(changed) == {("23 giếng khoan",)}
    assert load.replies[0][2] == ("11 giếng khoan",)


def test_nothing_is_refused_while_reports_come_and_go(server: Served) -> None:
    with Load(server.url) as load:
        added = server.add(WORLD)
        assert WORLD.stem in server.ids()
        deleted = httpx.delete(f"{server.url}/api/documents/{WORLD.stem}", timeout=PATIENCE)
        assert WORLD.stem not in server.ids()
    assert (added.status_code, deleted.status_code) == (201, 200)
    assert {status for _, status, _ in load.replies} == {200}


def test_a_copied_report_is_found_by_watching_and_a_bad_one_takes_nothing_away(server: Served) -> None:
    (server.corpus / "hong.docx").write_bytes(b"no package")
    shutil.copy(WORLD, server.corpus / "chep.txt")
    until(lambda: "chep" in server.ids())
    assert server.ids() == {"bao-cao-mau", "gieng", "chep"}
    assert "hong.docx" in httpx.get(f"{server.url}/documents", timeout=30).text
    (server.corpus / "chep.txt").unlink()
    (server.corpus / "hong.docx").unlink()
    until(lambda: "chep" not in server.ids())


def test_a_killed_build_leaves_the_last_good_index(server: Served) -> None:
    before, answers = server.ids(), []
    sending = threading.Thread(target=lambda: answers.append(server.add(WORLD)))
    sending.start()
    until(server.builder)
    os.kill(server.builder() or 0, signal.SIGKILL)
    sending.join(PATIENCE)
    assert answers[0].status_code == 503
    assert "bc-qa index" in answers[0].json()["error"]["message"]
    assert server.ids() == before
    assert not (server.corpus / WORLD.name).exists()
    assert server.add(WORLD).status_code == 201
    assert not [path for path in server.index.iterdir() if path.name.startswith("build-")]
    assert httpx.delete(f"{server.url}/api/documents/{WORLD.stem}", timeout=PATIENCE).status_code == 200


def test_a_killed_server_leaves_no_builder_and_starts_again(tmp_path: Path) -> None:
    served = Served(tmp_path)
    served.corpus.mkdir()
    shutil.copy(SMALL, served.corpus)
    served.start()
    shutil.copy(WORLD, served.corpus)
    until(served.builder)
    builder = served.builder()
    served.process.kill()
    served.process.wait(20)
    until(lambda: not Path(f"/proc/{builder}").exists(), 20)
    served.start()
    assert served.ids() == {"bao-cao-mau", WORLD.stem}
    assert len(list(served.index.glob(".serving-*"))) == 2
    assert served.reload().returncode == 0
    assert len(list(served.index.glob(".serving-*"))) == 1
    served.stop()
    none = served.reload()
    assert none.returncode == 2
    assert "bc-qa serve" in none.stderr


def test_a_start_that_cannot_finish_says_why_and_ends(tmp_path: Path) -> None:
    served = Served(tmp_path)
    served.corpus.mkdir()
    (served.corpus / "hong.docx").write_bytes(b"no package")
    command = [*COMMAND, "serve", *served.folders, "--port", str(free_port())]
    ended = subprocess.run(
        command, env=os.environ | SETTINGS, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert ended.returncode == 2
    assert "hong.docx" in ended.stderr
