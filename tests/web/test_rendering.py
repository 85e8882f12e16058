"""A reply as HTML: each part in its place, and nothing that others wrote ever markup."""

from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.types import (
    Absent,
    Citation,
    Computed,
    Conflict,
    Document,
    MissingPart,
    Point,
    Reply,
    Series,
    Span,
    Status,
)  # fmt: skip
from bc_qa.web.rendering import error_html, reply_html
from bc_qa.web.talk import Put

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
        reply_html(reply("988 hộ — Năm 2024, còn 988 hộ nghèo. [1]", values=("988 hộ",)), Put("Số hộ nghèo"), documents)
    )
    assert seen.tags[:4] == ["div.reply answered", "h2.outcome unseen", "p.value", "p.sentence"]
    assert "a.mark" in seen.tags[4:]
    assert "988 hộNăm 2024, còn 988 hộ nghèo. [1]" in seen.said
    assert seen.links[:2] == ["/report/mau?at=1-2#at"] * 2
    assert "(Báo cáo 73/BC-BCĐ ngày 27/5/2024, Phần thứ hai, mục 2.3, chú thích 19)" in seen.said
    assert "/?q=S%E1%BB%91+h%E1%BB%99+ngh%C3%A8o%3F" in seen.links


def test_what_was_typed_otherwise_is_told(documents: dict[str, Document]) -> None:
    assert "read-as" not in reply_html(reply("x"), Put("số hộ nghèo"), documents)
    assert "Hiểu là: Số hộ nghèo?" in Seen(reply_html(reply("x"), Put("so ho ngheo"), documents)).said


def test_computed_conflicts_and_series_have_places_of_their_own(documents: dict[str, Document]) -> None:
    points = tuple(Point(str(year), Decimal(value), f"{value} hộ", 1) for year, value in ((2021, 12), (2022, 9)))
    warning = "Lưu ý: báo cáo nêu hai số khác nhau cho nội dung này: 9 [1] và 8 [1]."
    made = reply(
        f"Từ 2021 đến 2022: giảm 3 hộ.\n2021: 12 hộ [1]; 2022: 9 hộ [1]\n{warning}",
        computed=(Computed("giảm 3 hộ", "12 - 9", (1, 1)),),
        conflicts=(Conflict(warning, ("9", "8"), (1, 1)),),
        series=(Series("Số hộ nghèo", "hộ", points),),
    )
    html = reply_html(made, Put("Số hộ nghèo"), documents)
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
    seen = Seen(reply_html(found, Put("Năm 2018 có bao nhiêu hộ nghèo?"), {d.id: d for d in small_assistant.documents}))
    assert seen.tags[1] == "h2.outcome missing"
    assert "p.value" not in seen.tags
    assert (phrases.NEAREST in seen.said) == bool(found.nearest)


def spanned(quote: str, *values: str, n: int = 1) -> Citation:
    """A citation of a quote that stands at 100 in its report, with some values of it highlighted."""
    lights = tuple(Span(100 + quote.index(v), 100 + quote.index(v) + len(v)) for v in values)
    place = ("2.3. Giảm nghèo",)
    return Citation(
        n, "mau", "X", place, 19, quote, (Span(100, 100 + len(quote)),), lights, "/report/mau?at=100-200", 1
    )


SAYS = "Năm 2022 còn 7.642 hộ nghèo, năm 2023 còn 6.687 hộ nghèo¹⁹"
LIKELY = Reply(
    "abc",
    0.0,
    Status.LIKELY,
    f"{phrases.LIKELY}\n6.687 hộ — Năm 2022 còn 7.642 hộ nghèo, năm 2023 còn 6.687 hộ nghèo. [1]",
    values=("6.687 hộ",),
    citations=(spanned(SAYS, "6.687 hộ"), spanned("Hộ cận nghèo 3.077 hộ", "3.077 hộ", n=2)),
    read_as="Số hộ nghèo?",
    confidence=0.51,
)


def test_what_is_likely_has_a_look_of_its_own_and_claims_no_value(documents: dict[str, Document]) -> None:
    html = reply_html(LIKELY, Put("Số hộ nghèo"), documents)
    seen = Seen(html.split('<span class="data"')[0])
    assert seen.tags[:2] == ["div.reply likely", "h2.outcome perhaps"]
    assert seen.said.count(phrases.LIKELY) == 1
    assert seen.said.count("7.642 hộ nghèo") == 1  # in the quote; the answer's own line says no more
    assert "p.value" not in seen.tags
    assert [tag for tag in seen.tags if tag in ("blockquote", "mark", "a.chip")] == ["blockquote", "mark", "a.chip"] * 2
    assert "¹⁹" not in seen.said
    assert "0.51" not in html
    assert "0,51" not in html
    pasted = Seen(html).said.split(" #")[0]
    assert pasted.count("chú thích 19)") == 2


def test_a_line_of_a_likely_answer_that_no_quote_shows_stays(documents: dict[str, Document]) -> None:
    more = replace(LIKELY, answer=f"{LIKELY.answer}\nHai chỗ này nói về hai năm khác nhau.")
    assert "Hai chỗ này nói" in Seen(reply_html(more, Put("Số hộ nghèo"), documents)).said


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        (MissingPart(Absent.YEAR, "2018", 568), "Không thấy năm 2018 với nội dung này (đã tìm trong 568 đoạn)."),
        (MissingPart(Absent.PERSON, "<b>", 12_345), "Không thấy người có tên “<b>” (đã tìm trong 12.345 đoạn)."),
        (MissingPart(Absent.VALUE, "", 0), "Không thấy con số này."),
    ],
)
def test_what_is_missing_is_named_with_how_much_was_searched(
    missing: MissingPart, told: str, documents: dict[str, Document]
) -> None:
    none = reply("Báo cáo không nêu.", status=Status.NOT_FOUND, missing=missing, citations=())
    assert told in Seen(reply_html(none, Put("Số hộ nghèo"), documents)).said


def test_every_kind_of_absence_has_words() -> None:
    assert set(phrases.ABSENT) == set(phrases.ABSENT_UNNAMED) == {kind.value for kind in Absent}


def test_the_value_is_marked_in_its_sentence_where_it_stands(documents: dict[str, Document]) -> None:
    quote = "Huyện có 19 xã¹; 19 cơ sở y tế và 19 điểm trường"
    at = 100 + quote.index("19 cơ sở y tế")
    cited = replace(spanned(quote), highlights=(Span(at, at + len("19 cơ sở")),))
    made = reply("19 cơ sở — Huyện có 19 xã; 19 cơ sở y tế và 19 điểm trường. [1]", citations=(cited,))
    html = reply_html(made, Put("Số hộ nghèo"), documents)
    sentence = html[html.index('class="sentence"') :].split("</p>")[0]
    assert sentence.count("<mark>") == 1
    assert Seen(sentence.replace("<mark>", "|").replace("</mark>", "|")).said.endswith(
        "xã; |19 cơ sở| y tế và 19 điểm trường. [1]"
    )


def test_no_word_from_outside_is_markup(documents: dict[str, Document]) -> None:
    calm = reply("a — b [1]", values=("a",), nearest=())
    wild = replace(
        calm,
        answer=f"{HOSTILE} — {HOSTILE} [1]".replace("\n", " "),
        read_as=f"{HOSTILE} ý",
        citations=(replace(calm.citations[0], section=(HOSTILE,), title=HOSTILE),),
    )
    html = reply_html(wild, Put(HOSTILE), documents)
    assert "\n" not in html
    assert Seen(html).tags == Seen(reply_html(replace(calm, read_as="ý"), Put("so ho ngheo?"), documents)).tags
    assert Seen(error_html(HOSTILE)).tags == ["div.reply failed", "p.sentence", "span.turn"]
