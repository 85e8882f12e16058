import re
from html import unescape

from fastapi.testclient import TestClient

from bc_qa.types import Document, Span
from bc_qa.web.reader import marked_spans, report_page


def visible(page: str) -> str:
    body = page.split("<main", 1)[1].split("</main>", 1)[0]
    body = re.sub(r"<summary>.*?</summary>", "", body)
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<header>.*?</header>", "", body)))


def test_every_character_of_the_report_stands_on_its_page_once(shipped: Document) -> None:
    shown = "".join(visible(report_page(shipped, [])).split()).removeprefix('class="report">')
    for paragraph in shipped.paragraphs:
        for span in paragraph.spans:
            assert "".join(span.of(shipped.text).split()) in shown
    assert len(shown) <= len("".join(shipped.text.split())) + 40


def test_the_cited_place_is_marked_once_and_is_the_link_s_target(client: TestClient, small: Document) -> None:
    start = small.text.index("988 hộ")
    page = client.get(f"/report/bao-cao-mau?at={start}-{start + 6}").text
    assert '<mark id="at">988 hộ</mark>' in page
    assert page.count("<mark") == 1


def test_a_place_may_have_several_pieces(small: Document) -> None:
    one, two = small.text.index("trong năm"), small.text.index("là 96/100")
    spans = marked_spans(f"{one}-{one + 9},{two}-{two + 9}", small)
    page = report_page(small, spans)
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", page) == ["trong năm", "là 96/100"]


def test_a_bad_place_is_passed_over(client: TestClient, small: Document) -> None:
    for at in ("x", "9-2", "-1-5", "1-99999999", "1" * 400, "%00", "<script>"):
        answer = client.get("/report/bao-cao-mau", params={"at": at})
        assert answer.status_code == 200
        assert "<mark" not in answer.text
    assert marked_spans("0-5,3-4", small) == [Span(0, 5), Span(3, 4)]


def test_what_a_report_writes_is_never_markup(client: TestClient) -> None:
    page = client.get("/report/bao-cao-mau").text
    assert "&lt;b&gt;Không phải là thẻ&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "javascript:" not in page.replace("(javascript:alert(1))", "")


def test_notes_stand_after_what_calls_them_and_are_linked(client: TestClient) -> None:
    page = client.get("/report/bao-cao-mau").text
    assert page.index('href="#note3"') < page.index('id="note3"') < page.index("Giữ vững kết quả") + 400
    assert page.count('<details class="note"') == 3
    assert " open>" not in page


def test_the_note_that_is_cited_is_open(client: TestClient, small: Document) -> None:
    note = small.footnotes[0]
    page = client.get(f"/report/bao-cao-mau?at={note.spans[0].start}-{note.spans[0].end}").text
    assert re.findall(r'<details class="note" id="(\w+)" open>', page) == [f"note{note.number}"]


def test_an_unknown_report_is_a_page_that_names_those_there_are(client: TestClient) -> None:
    answer = client.get("/report/none")
    assert answer.status_code == 404
    assert "/report/bao-cao-mau" in answer.text
    assert client.get("/report/").status_code == 200
