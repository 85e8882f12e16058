"""A reply as HTML: each part in its place, and nothing that others wrote ever markup."""

from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.types import Citation, Computed, Conflict, Document, Point, Reply, Series, Status
from bc_qa.web.rendering import error_html, reply_html

HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) ![i](http://example.org) **b** $x$ `c`\n\n# h \" ' &"


class Seen(HTMLParser):
    """Tags with their classes and links, and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.said = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert not any(name.startswith("on") for name in found)
        self.tags.append(f"{tag}.{found['class']}" if found.get("class") else tag)
        self.links += [found[name] or "" for name in ("href", "src") if name in found]

    def handle_data(self, data: str) -> None:
        self.said += data


def reply(answer: str, **given: object) -> Reply:
    citation = Citation(
        1, "mau", "Báo cáo", ("Phần thứ hai X", "2.3. Giảm nghèo"), 19, HOSTILE, (), (), "/report/mau?at=1-2#at", 1
    )
    made = Reply("abc", 0.0, Status.ANSWERED, answer, citations=(citation,), read_as="Số hộ nghèo?")
    return replace(made, **given)  # type: ignore[arg-type]


@pytest.fixture
def documents() -> dict[str, Document]:
    return {"mau": Document("mau", "", "BÁO CÁO Kết quả", "73/BC-BCĐ", "ngày 27 tháng 5 năm 2024")}


def test_the_value_stands_first_and_large_then_the_sentence_with_its_mark(documents: dict[str, Document]) -> None:
    seen = Seen(
        reply_html(reply("988 hộ — Năm 2024, còn 988 hộ nghèo. [1]", values=("988 hộ",)), "Số hộ nghèo", documents)
    )
    assert seen.tags[:4] == ["div.reply answered", "p.value", "p.sentence", "a.mark"]
    assert "988 hộNăm 2024, còn 988 hộ nghèo. [1]" in seen.said
    assert seen.links[:2] == ["/report/mau?at=1-2#at"] * 2
    assert "(Báo cáo 73/BC-BCĐ ngày 27/5/2024, Phần thứ hai, mục 2.3, chú thích 19)" in seen.said
    assert "/?q=S%E1%BB%91+h%E1%BB%99+ngh%C3%A8o%3F" in seen.links


def test_what_was_typed_otherwise_is_told(documents: dict[str, Document]) -> None:
    assert "read-as" not in reply_html(reply("x"), "số hộ nghèo", documents)
    assert "Hiểu là: Số hộ nghèo?" in Seen(reply_html(reply("x"), "so ho ngheo", documents)).said


def test_computed_conflicts_and_series_have_places_of_their_own(documents: dict[str, Document]) -> None:
    points = tuple(Point(str(year), Decimal(value), f"{value} hộ", 1) for year, value in ((2021, 12), (2022, 9)))
    warning = "Lưu ý: báo cáo nêu hai số khác nhau cho nội dung này: 9 [1] và 8 [1]."
    made = reply(
        f"Từ 2021 đến 2022: giảm 3 hộ.\n2021: 12 hộ [1]; 2022: 9 hộ [1]\n{warning}",
        computed=(Computed("giảm 3 hộ", "12 - 9", (1, 1)),),
        conflicts=(Conflict(warning, ("9", "8"), (1, 1)),),
        series=(Series("Số hộ nghèo", "hộ", points),),
    )
    html = reply_html(made, "Số hộ nghèo", documents)
    seen = Seen(html)
    assert [tag for tag in seen.tags if tag.startswith(("p.", "figure", "img", "table"))] == [
        "p.value", "p.computed", "figure.series", "img", "table", "p.warning", "p.label",
    ]  # fmt: skip
    assert "12 − 9" in seen.said
    assert "9 [1] và 8 [1]." in seen.said
    assert seen.said.count("2021: 12 hộ") == 1  # in what is copied; the table shows it otherwise


def test_what_is_not_found_says_so_and_sets_apart_what_is_near(small_assistant: Assistant) -> None:
    found = small_assistant.ask("Năm 2018 có bao nhiêu hộ nghèo?")
    assert found.status is Status.NOT_FOUND
    seen = Seen(reply_html(found, "Năm 2018 có bao nhiêu hộ nghèo?", {d.id: d for d in small_assistant.documents}))
    assert "p.missing" in seen.tags
    assert "p.value" not in seen.tags
    assert (phrases.NEAREST in seen.said) == bool(found.nearest)


def test_no_word_from_outside_is_markup(documents: dict[str, Document]) -> None:
    calm = reply("a — b [1]", values=("a",), nearest=())
    wild = replace(
        calm,
        answer=f"{HOSTILE} — {HOSTILE} [1]".replace("\n", " "),
        read_as=f"{HOSTILE} ý",
        citations=(replace(calm.citations[0], section=(HOSTILE,), title=HOSTILE),),
    )
    html = reply_html(wild, HOSTILE, documents)
    assert "\n" not in html
    assert Seen(html).tags == Seen(reply_html(replace(calm, read_as="ý"), "so ho ngheo?", documents)).tags
    assert Seen(error_html(HOSTILE)).tags == ["div.reply failed", "p.sentence"]
