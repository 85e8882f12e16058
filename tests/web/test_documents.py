"""Reports added and deleted over HTTP: what is refused and how, what is in force after, and the page of them."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.child import build_here
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.renewing import Renewer
from bc_qa.web.source import AssistantSource
from bc_qa.web.uploads import WAITING, Library, fit_name
from tests.conftest import BENCHMARKS, SMALL

WORLD = BENCHMARKS / "worlds" / "a05-nghi-quyet-hdnd-xa.txt"
PDF = Path(__file__).parents[1] / "data" / "files" / "v03-thanh-tra.pdf"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a corpus of one report, with its index built, that takes uploads."""
    trail, corpus, index = tmp_path / "trail.jsonl", tmp_path / "corpus", tmp_path / "index"
    settings = Settings(corpus=corpus, index=index, model="hash", uploads=True, trail=trail)
    settings.corpus.mkdir()
    shutil.copy(SMALL, settings.corpus)
    build(settings)
    return settings


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(app_of(settings), raise_server_exceptions=False) as started:
        yield started


def app_of(settings: Settings) -> FastAPI:
    source, renewer = renewing(settings)
    source.run()
    return create_app(source, settings, renewer)


def renewing(settings: Settings) -> tuple[AssistantSource, Renewer]:
    """Return a source and what renews it, built in this process: nothing is loaded yet."""

    def load() -> Assistant:
        return renewer.first()

    source = AssistantSource(load)
    renewer = Renewer(source, settings, build_here)
    return source, renewer


def sent(client: TestClient, name: str, content: bytes, **query: str) -> Response:
    return client.post("/api/documents", files={"file": (name, content)}, params=query)


def ids(client: TestClient) -> list[str]:
    return sorted(each["id"] for each in client.get("/api/documents").json()["documents"])


def code(answer: Response) -> str:
    return str(answer.json()["error"]["code"])


def test_a_report_added_is_in_force_when_it_is_answered(client: TestClient, settings: Settings) -> None:
    answer = sent(client, "Nghị quyết.txt", WORLD.read_bytes())
    assert answer.status_code == 201
    told = answer.json()["document"]
    assert (told["id"], told["kind"]) == ("nghi-quyet", "nghị quyết")
    assert told["figures"] > 10
    assert ids(client) == ["bao-cao-mau", "nghi-quyet"]
    assert (settings.corpus / "Nghị quyết.txt").read_bytes() == WORLD.read_bytes()
    asked = client.post("/api/ask", json={"question": "Nghị quyết nêu những gì?", "document": "nghi-quyet"})
    assert asked.status_code == 200


def test_a_report_deleted_answers_nothing_any_more(client: TestClient, settings: Settings) -> None:
    sent(client, "a.txt", WORLD.read_bytes())
    answer = client.delete("/api/documents/a")
    assert (answer.status_code, answer.json()) == (200, {"deleted": "a"})
    assert ids(client) == ["bao-cao-mau"]
    assert [path.name for path in settings.corpus.iterdir()] == [SMALL.name]
    assert client.get("/api/documents/a").status_code == 404
    assert client.delete("/api/documents/a").status_code == 404
    last = client.delete("/api/documents/bao-cao-mau")
    assert (last.status_code, last.json()["error"]["message"]) == (400, phrases.LAST_REPORT)
    assert (settings.corpus / SMALL.name).is_file()


def test_its_pages_are_counted_and_limited(client: TestClient, settings: Settings) -> None:
    assert sent(client, "thanh-tra.pdf", PDF.read_bytes()).json()["document"]["pages"] > 1
    narrow = settings.model_copy(update={"upload_pages": 1})
    with TestClient(app_of(narrow)) as other:
        other.delete("/api/documents/thanh-tra")
        answer = sent(other, "thanh-tra.pdf", PDF.read_bytes())
        assert (answer.status_code, code(answer)) == (413, "text_too_long")
        assert ids(other) == ["bao-cao-mau"]
    assert not (settings.corpus / "thanh-tra.pdf").exists()


def test_steps_are_told_line_by_line(client: TestClient) -> None:
    answer = sent(client, "a.txt", WORLD.read_bytes(), format="ndjson")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.status_code == 200
    assert lines[0] == {"read": 1, "reports": 2, "encoded": 0, "passages": lines[0]["passages"]}
    assert lines[-1]["document"]["id"] == "a"
    ended = client.delete("/api/documents/a", params={"format": "ndjson"}).text.splitlines()
    assert json.loads(ended[-1]) == {"deleted": "a"}


def bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 30_000_000)
    return packed.getvalue()


REFUSED = {
    "another kind": ("bang.xlsx", b"PK", 415),
    "an old one": ("cu.doc", b"\xd0\xcf\x11\xe0", 415),
    "encrypted": ("khoa.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 415),
    "a bomb": ("bom.docx", bomb(), 415),
    "no package": ("hong.docx", b"PK\x03\x04 no", 415),
    "no pdf": ("hong.pdf", b"%PD", 415),
    "a broken pdf": ("hong.pdf", b"%PDF-1.7\n%broken", 415),
    "nothing": ("trong.txt", b" \n", 415),
    "no text": ("nhi-phan.txt", bytes(range(256)) * 8, 415),
    "no name": (".txt", b"a", 415),
    "a hidden file": ("~$bao-cao.docx", b"a", 400),
    "a read-me": ("README.md", b"a", 400),
    "a long name": ("a" * 300 + ".txt", b"a", 400),
    "the same name": (SMALL.name, b"xin", 409),
    "the same content": ("khac.txt", SMALL.read_bytes(), 409),
    "too large": ("to.txt", b"a" * 2_000_001, 413),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_taken_is_refused_and_changes_nothing(settings: Settings, what: str) -> None:
    name, content, status = REFUSED[what]
    with TestClient(app_of(settings.model_copy(update={"upload_megabytes": 2}))) as client:
        answer = sent(client, name, content)
        assert answer.status_code == status
        assert answer.json()["error"]["message"]
        in_steps = sent(client, name, content, format="ndjson")
        assert in_steps.status_code in (status, 200)  # what only reading shows comes behind the first steps
        assert json.loads(in_steps.text.splitlines()[-1]) == answer.json()
        assert ids(client) == ["bao-cao-mau"]
        assert client.get("/readyz").json() == {"status": "ready"}
    assert [path.name for path in settings.corpus.iterdir()] == [SMALL.name]
    assert (settings.corpus / SMALL.name).read_bytes() == SMALL.read_bytes()


@pytest.mark.parametrize("name", ["../../etc/a.txt", "..\\..\\a.txt", "C:\\tai lieu\\a.txt", "/a.txt", "a.TXT"])
def test_a_path_is_but_its_name(name: str) -> None:
    assert fit_name(name) == "a.txt"


def test_without_the_setting_nothing_is_taken(settings: Settings) -> None:
    with TestClient(app_of(settings.model_copy(update={"uploads": False}))) as closed:
        for answer in (
            sent(closed, "a.txt", WORLD.read_bytes()),
            sent(closed, "a.txt", b"a" * 1_500_000),
            closed.delete("/api/documents/bao-cao-mau"),
        ):
            assert (answer.status_code, code(answer)) == (403, "uploads_off")
            assert "BC_QA_UPLOADS" in answer.json()["error"]["message"]
        page = closed.get("/documents").text
        assert "<form" not in page
        assert phrases.UPLOADS_BY_COPY in page
        assert ids(closed) == ["bao-cao-mau"]


def test_where_roles_are_told_apart_only_an_administrator_changes_the_corpus(settings: Settings) -> None:
    named = settings.model_copy(
        update={"user_header": "Remote-User", "admins": ("chi Lan",), "trusted_proxies": ("10.0.0.9",)}
    )
    with TestClient(app_of(named), client=("10.0.0.9", 4000)) as client:
        for headers, status in (({}, 403), ({"Remote-User": "anh Minh"}, 403), ({"Remote-User": "chi Lan"}, 201)):
            answer = client.post("/api/documents", files={"file": ("b.txt", WORLD.read_bytes())}, headers=headers)
            assert answer.status_code == status, headers
        assert client.delete("/api/documents/b", headers={"Remote-User": "anh Minh"}).status_code == 403
        assert client.delete("/api/documents/b", headers={"Remote-User": "chi Lan"}).status_code == 200
    told = [json.loads(line) for line in settings.trail.read_text(encoding="utf-8").splitlines()]
    assert [(each["who"], each["what"], each["on"]) for each in told] == [
        ("chi Lan", "document.add", "b.txt"), ("chi Lan", "document.delete", "b"),
    ]  # fmt: skip


def test_another_site_cannot_send_or_delete(client: TestClient) -> None:
    foreign = {"origin": "https://evil.example"}
    files = {"file": ("a.txt", WORLD.read_bytes())}
    assert client.post("/api/documents", files=files, headers=foreign).status_code == 403
    assert client.delete("/api/documents/bao-cao-mau", headers=foreign).status_code == 403
    assert ids(client) == ["bao-cao-mau"]


def test_a_corpus_is_full_at_its_limit(settings: Settings) -> None:
    with TestClient(app_of(settings.model_copy(update={"upload_reports": 1}))) as client:
        answer = sent(client, "a.txt", WORLD.read_bytes())
        assert answer.status_code == 413
        assert "giới hạn" in answer.json()["error"]["message"]


def test_who_waits_for_too_many_is_told_to_come_again(settings: Settings) -> None:
    _, renewer = renewing(settings)
    library = Library(settings, renewer)
    with library._turn(), library._turn(), library._turn(), library._turn():
        assert WAITING == 4
        with pytest.raises(Exception, match="thử lại sau 30 giây"):
            library.remove("bao-cao-mau")


def test_the_page_lists_reports_and_what_could_not_be_read(settings: Settings) -> None:
    (settings.corpus / "<b>cũ.doc").write_bytes(b"\xd0\xcf")
    (settings.corpus / "hỏng.docx").write_bytes(b"no package")
    with TestClient(app_of(settings)) as client:
        page = client.get("/documents").text
        assert 'href="/report/bao-cao-mau"' in page
        assert "41/BC-UBND" in page
        assert "05/12/2025" in page or "2025" in page
        assert "&lt;b&gt;cũ.doc" in page
        assert "<b>cũ.doc" not in page
        assert "hỏng.docx" in page.split('id="unread"')[1]
        assert "lưu lại thành .docx" in page.split('id="unread"')[1]
        assert 'href="/documents" aria-current="page"' in page


def test_the_calls_describe_themselves(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths["/api/documents"]) == {"get", "post"}
    assert {"201", "403", "409", "413", "415", "429"} <= set(paths["/api/documents"]["post"]["responses"])
    assert set(paths["/api/documents/{document_id}"]) == {"get", "delete"}


def test_the_last_good_index_is_served_and_said_so(settings: Settings) -> None:
    """A corpus of which nothing can be read leaves the index before it in force."""
    (settings.corpus / SMALL.name).write_bytes(b"\x00\x01\x02" * 100)
    with TestClient(app_of(settings)) as client:
        ready = client.get("/readyz")
        assert ready.status_code == 200
        assert SMALL.name in ready.json()["behind"]
        assert ids(client) == ["bao-cao-mau"]
        assert "bc_qa_index_behind 1.0" in client.get("/metrics").text
        assert phrases.BEHIND_NOTICE in client.get("/chat/").text
        assert "lần lập chỉ mục trước" in client.get("/documents").text
        shutil.copy(SMALL, settings.corpus / "mới.txt")
        (settings.corpus / SMALL.name).unlink()
        assert sent(client, "a.txt", WORLD.read_bytes()).status_code == 201
        assert client.get("/readyz").json() == {"status": "ready"}
        assert ids(client) == ["a", "moi"]


def test_an_index_of_another_program_is_not_served_instead(settings: Settings) -> None:
    shutil.rmtree(settings.corpus)
    manifest = settings.index / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"code": "0"}), encoding="utf-8")
    source, _ = renewing(settings)
    source.run()
    assert source.failed is not None
    assert "thư mục báo cáo" in str(source.failed)
