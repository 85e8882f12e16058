"""The file a report was read from is served as it came, no other file is; a scan's page shows where a quote stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image

from bc_qa.answering.answer import Answer
from bc_qa.answering.reply import with_originals
from bc_qa.evidence.citing import note_and_page
from bc_qa.settings import Settings
from bc_qa.types import Citation, Document, LinePlace, Span, Status
from bc_qa.web.api import add_error_handlers
from bc_qa.web.originals import boxes, originals_router
from bc_qa.web.reader import report_page

TEXT = "Toàn xã có 988 hộ,\ntrong đó 12,5% là hộ nghèo.\n"
SCAN = Document(
    "quet", TEXT, "Quét", pages=(0,), file="quét.png",
    unsure=(Span(28, 33),),
    lines=(
        LinePlace(0, 1, 100, 20, 0, (100, 180, 190, 220, 230, 260, 270, 330, 340, 400)),
        LinePlace(19, 1, 130, 20, 10, (100, 200, 210, 300, 310, 400, 410, 500, 510, 600, 610, 700)),
    ),
)  # fmt: skip


class Held:
    """Stands for the assistant of a source: the documents by their ids."""

    def __init__(self, *documents: Document) -> None:
        self._documents = {document.id: document for document in documents}

    def get(self) -> Held:
        return self

    def document(self, name: str) -> Document:
        return self._documents[name]


def served(corpus: Path, *documents: Document) -> TestClient:
    app = FastAPI()
    add_error_handlers(app)
    app.include_router(originals_router(Held(*documents), corpus))  # type: ignore[arg-type]
    return TestClient(app, raise_server_exceptions=False)


def test_the_file_of_a_report_is_served_to_be_shown(client: TestClient, small_settings: Settings) -> None:
    answer = client.get("/report/bao-cao-mau/file")
    path = next(small_settings.corpus.glob("bao-cao-mau*"))
    assert answer.content == path.read_bytes()
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["content-disposition"].startswith("inline")
    assert answer.headers["x-content-type-options"] == "nosniff"
    part = client.get("/report/bao-cao-mau/file", headers={"range": "bytes=0-9"})
    assert (part.status_code, part.content) == (206, path.read_bytes()[:10])
    assert client.get("/report/khong-co/file").status_code == 404


@pytest.mark.parametrize("name", ["../ngoài.txt", "", "mất.txt", "/etc/hostname", "nối.txt", "con/x.txt"])
def test_no_file_from_outside_the_corpus_is_served(tmp_path: Path, name: str) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "con").mkdir(parents=True)
    for path in (tmp_path / "ngoài.txt", corpus / "con" / "x.txt"):
        path.write_text("bí mật", encoding="utf-8")
    (corpus / "nối.txt").symlink_to(tmp_path / "ngoài.txt")
    answer = served(corpus, replace(SCAN, file=name)).get("/report/quet/file")
    assert answer.status_code == 404
    assert "bí mật" not in answer.text


def test_a_page_in_html_is_not_shown_as_one(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    answer = served(tmp_path, replace(SCAN, file="x.html")).get("/report/quet/file")
    assert answer.headers["content-type"] == "application/octet-stream"


def test_a_page_of_a_scan_is_a_picture_and_others_are_none(tmp_path: Path) -> None:
    Image.new("RGB", (400, 600), "white").save(tmp_path / "quét.png")
    site = served(tmp_path, SCAN)
    answer = site.get("/report/quet/page/1.png")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert site.get("/report/quet/page/2.png").status_code == 404


def test_a_cited_place_is_boxed_on_the_picture_of_its_page() -> None:
    at = TEXT.index("12,5%")
    assert boxes(SCAN, [Span(at, at + 5)]) == {1: [(308, 131.5, 94, 24)]}
    assert boxes(SCAN, []) == {}
    page = report_page(SCAN, [Span(at, at + 5)])
    assert '<img src="/report/quet/page/1.png"' in page
    assert '<rect x="308"' in page
    assert 'href="/report/quet/file#page=1"' in page
    assert "<rect" not in report_page(SCAN, [])


def test_an_unsure_figure_is_flagged_where_it_is_cited_and_answered() -> None:
    at = TEXT.index("12,5%")
    span = Span(19, len(TEXT) - 1)
    unsure = SCAN.unsure_in([span])
    cited = Citation(1, "quet", "Quét", (), None, span.of(TEXT), (span,), (Span(at, at + 5),), "", 1.0, 1, unsure)
    assert note_and_page(cited) == ["trang 1", "cần đối chiếu bản gốc"]
    assert note_and_page(replace(cited, unsure=())) == ["trang 1"]
    said = with_originals(Answer(Status.ANSWERED, "12,5% [1]", citations=(cited,)), {"quet": SCAN})
    assert said.text.endswith("số liệu 12,5% cần đối chiếu bản gốc [1].")
    other = replace(cited, highlights=(Span(19, 24),))
    assert with_originals(Answer(Status.ANSWERED, "x", citations=(other,)), {"quet": SCAN}).text == "x"
    assert SCAN.is_unsure([Span(at, at + 2)])
    assert not SCAN.is_unsure([Span(0, 10)])
