"""One thing in several reports: which are chosen to be asked, what each gives, and what is not said of them."""

import shutil
from pathlib import Path

import pytest

from bc_qa.answering.across import side_by_side
from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.errors import UnknownDocument
from bc_qa.settings import Settings
from bc_qa.text.keys import blind_syllables
from bc_qa.types import Status
from tests.conftest import ALIKE

POOR = {"huyện Tà Lao": "3.027 hộ", "huyện Nậm Bung": "2.310 hộ", "huyện Pa Veng": "1.764 hộ"}
RATES = {"huyện Tà Lao": "28,41%", "huyện Nậm Bung": "19,85%", "huyện Pa Veng": "14,32%"}
VILLAGES = {"xã Bản Ngàn": "96 hộ", "xã Suối Sen": "52 hộ"}


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("So sánh số hộ nghèo của các huyện năm 2024", POOR),
        ("hộ nghèo của các huyện năm 2024", POOR),
        ("ty le ho ngheo cua cac huyen nam 2024", RATES),
        ("Huyện nào có tỷ lệ hộ nghèo cao nhất?", RATES),
        ("Mỗi xã có bao nhiêu hộ nghèo?", VILLAGES),
        ("Số hộ nghèo huyện Nậm Bung và huyện Pa Veng năm 2024", dict([*POOR.items()][1:])),
        ("Thu ngân sách các huyện năm 2024", {"huyện Pa Veng": "120,7 tỷ đồng", "huyện Nậm Bung": "86,4 tỷ đồng"}),
        ("Mục tiêu tỷ lệ hộ nghèo các huyện năm 2025", {"huyện Nậm Bung": "15,0%", "huyện Pa Veng": "dưới 11%"}),
    ],
)
def test_each_report_gives_its_value_with_its_citation(
    alike_assistant: Assistant, question: str, wanted: dict[str, str]
) -> None:
    reply = alike_assistant.ask(question)
    assert reply.status is Status.ANSWERED
    (series,) = reply.series
    assert series.by == "report"
    assert {point.period: point.text for point in series.points} == wanted
    assert [point.value for point in series.points] == sorted((p.value for p in series.points), reverse=True)
    for point in series.points:
        cited = reply.citations[point.citation - 1]
        assert point.text in cited.quote
        assert cited.document.replace("-", " ") in _plain(point.period)
        assert f"{point.period}: {point.text} [{point.citation}]" in reply.answer


def test_reports_that_give_no_value_are_named(alike_assistant: Assistant) -> None:
    assert (
        "Chưa thấy số liệu này trong báo cáo của: huyện Mường Cạn."
        in alike_assistant.ask("hộ nghèo của các huyện năm 2024").answer
    )


def test_two_values_are_set_against_each_other_unless_one_is_no_exact_one(alike_assistant: Assistant) -> None:
    reply = alike_assistant.ask("Mỗi xã có bao nhiêu hộ nghèo?")
    assert [(worked.text, worked.expression) for worked in reply.computed] == [("chênh 44 hộ", "96 - 52")]
    assert not alike_assistant.ask("Mục tiêu tỷ lệ hộ nghèo các huyện năm 2025").computed


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ hộ nghèo của các huyện năm 2023",  # one report gives it
        "hộ nghèo của các huyện năm 2021",
        "Các huyện có khó khăn gì?",
        "Hộ nghèo dân tộc thiểu số của huyện Tà Lao?",
        "Số hộ nghèo của các tỉnh",  # there is no report of one
    ],
)
def test_what_fewer_than_two_reports_give_is_answered_as_before(alike_assistant: Assistant, question: str) -> None:
    assert not any(series.by == "report" for series in alike_assistant.ask(question).series)


def test_only_the_chosen_reports_are_set_side_by_side(alike_assistant: Assistant) -> None:
    reply = alike_assistant.ask("so sánh tỷ lệ hộ nghèo năm 2024", document=["huyen-ta-lao", "xa-suoi-sen"])
    assert {point.period for point in reply.series[0].points} == {"huyện Tà Lao", "xã Suối Sen"}
    assert "Chưa thấy" not in reply.answer


def test_a_limit_holds_and_what_it_leaves_out_is_said(alike_assistant: Assistant) -> None:
    reply = alike_assistant.ask("hộ nghèo của các huyện năm 2024", limit=2)
    assert len(reply.citations) == 2
    assert len(reply.series[0].points) == 2
    assert "Còn báo cáo khác có số liệu này" in reply.answer


def test_each_of_many_reports_is_cited(tmp_path: Path) -> None:
    corpus, model = tmp_path / "corpus", (ALIKE / "xa-ban-ngan.txt").read_text(encoding="utf-8")
    corpus.mkdir()
    for count, name in enumerate("An Bình Chí Dân Đức Gia Hòa Kim".split(), 97):
        told = model.replace("Bản Ngàn", f"Mường {name}").replace("BẢN NGÀN", f"MƯỜNG {name.upper()}")
        (corpus / f"xa-{count}.txt").write_text(told.replace("96 hộ", f"{count} hộ"), encoding="utf-8")
    settings = Settings(corpus=corpus, index=tmp_path / "index", model="hash")
    build(settings)
    reply = Assistant.open(settings=settings).ask("Số hộ nghèo của các xã năm 2024")
    assert len(reply.citations) == len(reply.series[0].points) == 8


@pytest.mark.parametrize(
    ("told", "asked", "wanted"),
    [
        ("Hộ nghèo giảm từ 120 hộ (15,1%) xuống 96 hộ (11,8%).", "Số hộ nghèo của các xã năm 2024", "96 hộ"),
        ("Còn 96 hộ nghèo và 140 hộ cận nghèo.", "Số hộ nghèo của các xã năm 2024", "96 hộ"),
        ("Còn 140 hộ cận nghèo.", "Số hộ nghèo của các xã năm 2024", ""),
        ("Thôn nhiều hộ nghèo nhất: Nà Lẹng 41 hộ.", "Số hộ nghèo của các xã năm 2024", ""),
        ("Tỷ lệ hộ nghèo từ 30,2% (212 hộ) cuối năm 2021 xuống thấp.", "Số hộ nghèo của các xã năm 2024", ""),
    ],
)
def test_a_value_of_another_time_sort_or_part_is_none_of_the_report(
    tmp_path: Path, told: str, asked: str, wanted: str
) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(ALIKE, corpus)
    report = (corpus / "xa-ban-ngan.txt").read_text(encoding="utf-8")
    (corpus / "xa-ban-ngan.txt").write_text(
        report.replace("Cuối năm 2024 có 96 hộ nghèo, chiếm 11,82%.", told), encoding="utf-8"
    )
    third = (ALIKE / "xa-suoi-sen.txt").read_text(encoding="utf-8").replace("52 hộ", "61 hộ")
    (corpus / "xa-ke-tu.txt").write_text(
        third.replace("Suối Sen", "Kẻ Tù").replace("SUỐI SEN", "KẺ TÙ"), encoding="utf-8"
    )
    settings = Settings(corpus=corpus, index=tmp_path / "index", model="hash")
    build(settings)
    (series,) = Assistant.open(settings=settings).ask(asked).series
    assert {point.period: point.text for point in series.points}.get("xã Bản Ngàn", "") == wanted


def test_reports_of_other_parts_of_the_year_are_not_compared_unsaid(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(ALIKE, corpus)
    report = corpus / "xa-suoi-sen.txt"
    title = "Tình hình kinh tế - xã hội"
    report.write_text(report.read_text(encoding="utf-8").replace(title, f"{title} 9 tháng đầu"), encoding="utf-8")
    settings = Settings(corpus=corpus, index=tmp_path / "index", model="hash")
    build(settings)
    assert "những thời điểm khác nhau" in Assistant.open(settings=settings).ask("tỷ lệ hộ nghèo các xã").answer


@pytest.mark.parametrize(
    ("question", "left", "places"),
    [
        ("Số hộ nghèo của các huyện năm 2024?", "Số hộ nghèo năm 2024?", {"huyện Tà Lao", "huyện Pa Veng"}),
        ("So sánh dân số các địa phương", "dân số", {"huyện Tà Lao", "huyện Pa Veng", "xã Suối Sen"}),
        ("Số hộ nghèo của các huyện vùng cao năm 2024?", None, set()),
        ("Số hộ nghèo của các xã", None, set()),  # one report is of a commune
    ],
)
def test_what_sets_reports_side_by_side(
    alike_assistant: Assistant, question: str, left: str | None, places: set[str]
) -> None:
    ids = ("huyen-ta-lao", "huyen-pa-veng", "xa-suoi-sen")
    asked = side_by_side(question, [alike_assistant.document(each) for each in ids])
    assert (asked.text if asked else None) == left
    assert (set(asked.reports) if asked else set()) == places


def test_passages_are_sought_in_the_chosen_reports_alone(alike_assistant: Assistant) -> None:
    chosen = ["huyen-muong-can", "xa-suoi-sen"]
    hits = alike_assistant.explain("Số hộ nghèo năm 2024", limit=20, document=chosen)
    there = [passage for passage in alike_assistant.passages if passage.document in chosen]
    assert len(hits) == min(20, len(there))
    assert {hit.passage.document for hit in hits} <= set(chosen)
    reply = alike_assistant.ask("Số hộ nghèo năm 2024", document=chosen)
    assert reply.values[0] == "52 hộ"
    assert {cited.document for cited in (*reply.citations, *reply.nearest)} <= set(chosen)


def test_all_of_the_reports_chosen_are_as_none(alike_assistant: Assistant) -> None:
    every = [document.id for document in alike_assistant.documents]
    replies = [alike_assistant.ask("Tỷ lệ hộ nghèo các xã", document=asked) for asked in (None, [], every)]
    assert len({reply.answer for reply in replies}) == 1


def test_one_unknown_report_among_several_is_an_error(alike_assistant: Assistant) -> None:
    with pytest.raises(UnknownDocument):
        alike_assistant.ask("Số hộ nghèo", document=["xa-suoi-sen", "xa-khong-co"])


def test_examples_are_of_the_chosen_reports(alike_assistant: Assistant) -> None:
    chosen = ("xa-ban-ngan", "xa-suoi-sen")
    each = [question for one in chosen for question in alike_assistant.examples(20, one)]
    assert set(alike_assistant.examples(20, chosen)) == set(each)


def _plain(place: str) -> str:
    return " ".join(blind_syllables(place))


def test_a_report_that_gives_two_values_is_shown_with_both(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(ALIKE, corpus)
    report = corpus / "xa-suoi-sen.txt"
    again = "II. GIẢM NGHÈO\nTỷ lệ hộ nghèo năm 2024 còn 7,90%, tương đương 58 hộ nghèo.\n"
    report.write_text(report.read_text(encoding="utf-8") + again, encoding="utf-8")
    settings = Settings(corpus=corpus, index=tmp_path / "index", model="hash")
    build(settings)
    reply = Assistant.open(settings=settings).ask("tỷ lệ hộ nghèo các xã năm 2024")
    (conflict,) = reply.conflicts
    assert conflict.text in reply.answer
    assert set(conflict.values) == {"7,40%", "7,90%"}
    for value, n in zip(conflict.values, conflict.citations, strict=True):
        assert value in reply.citations[n - 1].quote


def test_a_table_that_lists_them_all_tells_the_highest_before_reports_do(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    shutil.copytree(ALIKE, corpus)
    rows = "Bản Ngàn | 812 | 96\nSuối Sen | 703 | 52\nNà Lẹng | 540 | 131\nPù Hin | 611 | 88\n"
    table = f"Biểu 1. Hộ nghèo các xã năm 2024\nXã | Tổng số hộ (hộ) | Hộ nghèo (hộ)\n{rows}"
    report = corpus / "huyen-nam-bung.txt"
    report.write_text(f"{report.read_text(encoding='utf-8')}\n{table}", encoding="utf-8")
    settings = Settings(corpus=corpus, index=tmp_path / "index", model="hash")
    build(settings)
    reply = Assistant.open(settings=settings).ask("Xã nào có số hộ nghèo cao nhất?")
    assert reply.values[0] == "Nà Lẹng"
    assert not reply.series
