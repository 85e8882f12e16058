"""Several reports: some of them chosen in the chat and by the page around the widget, a name on every citation."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.search.encoder import HashEncoder
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource
from tests.browser.conftest import DESK, HOSTS, INPUT, PHONE, Serving, ask, free_port, fresh
from tests.browser.test_access import broken
from tests.conftest import SHIPPED, SMALL

pytestmark = pytest.mark.browser
QUESTION = "Số hộ nghèo năm 2024?"
CHOICE = "#asked-of"
WORLDS = Path("benchmarks/worlds")
MANY = (
    *("a01-kinh-te-xa-hoi", "f02-xa-dong-bang", "j03-xa-chin-thang", "m03-phat-trien-ktxh-xa", "o04-hai-nam-huyen"),
    *("v02-xa-vung-cao", "x01-huyen-mien-nui", "y01-xa-binh-lo"),
)
SA_LOC, A_ROONG = "Báo cáo 187/BC-UBND ngày 18/6/2024", "Báo cáo 487/BC-UBND ngày 06/12/2021"
EVERY = "Hỏi trong: Mọi báo cáo"
MADE_UP, REAL = "Báo cáo 41/BC-UBND ngày 05/12/2025", "Báo cáo 73/BC-BCĐ ngày 27/5/2024"


@pytest.fixture(scope="module")
def both_address(tmp_path_factory: pytest.TempPathFactory, ports: tuple[int, int]) -> Iterator[str]:
    """The address of a running server over the shipped report and the made-up one."""
    corpus = tmp_path_factory.mktemp("both")
    for report in (SHIPPED, SMALL):
        shutil.copy(report, corpus)
    index, port = tmp_path_factory.mktemp("index-both"), free_port()
    settings = Settings(
        corpus=corpus, index=index, model="hash", port=port, allowed_origins=(f"http://127.0.0.1:{ports[1]}",)
    )
    build(settings, HashEncoder())
    serving = Serving(create_app(AssistantSource.of(Assistant.open(settings=settings)), settings), port)
    yield f"http://127.0.0.1:{port}"
    serving.stop()


def choose(page: Page, *names: str) -> None:
    """Choose some reports, those that were chosen before no more; all, where none is named."""
    page.click(CHOICE)
    chooser = page.get_by_role("dialog", name="Hỏi trong những báo cáo nào?")
    chooser.get_by_role("checkbox", name="Mọi báo cáo").click()
    for name in names:
        chooser.get_by_role("checkbox", name=name).check()
    chooser.get_by_role("button", name="Xong").click()
    expect(chooser).to_be_hidden()


@pytest.fixture(scope="module")
def many_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server over several made-up reports."""
    corpus, port = tmp_path_factory.mktemp("many"), free_port()
    for name in MANY:
        shutil.copy(WORLDS / f"{name}.txt", corpus)
    settings = Settings(corpus=corpus, index=tmp_path_factory.mktemp("index-many"), model="hash", port=port)
    build(settings, HashEncoder())
    serving = Serving(create_app(AssistantSource.of(Assistant.open(settings=settings)), settings), port)
    yield f"http://127.0.0.1:{port}"
    serving.stop()


def places(page: Page) -> list[str]:
    expect(page.locator("#chat .tools")).to_have_count(page.locator("#chat .user").count())
    return page.locator("#chat .reply").last.locator(".chip .of").all_text_contents()


def test_one_report_is_chosen_remembered_and_named_on_every_citation(page: Page, both_address: str) -> None:
    page.goto(f"{both_address}/")
    ask(page, "hộ nghèo")
    chips = page.locator("#chat .reply .chip")
    expect(chips.first).to_be_visible()
    assert len(places(page)) == chips.count()
    choose(page, MADE_UP)
    ask(page, QUESTION)
    expect(page.locator("#chat .value").last).to_have_text("988 hộ")
    assert set(places(page)) == {MADE_UP}
    choose(page, REAL)
    ask(page, "Số hộ nghèo năm 2022?")
    expect(page.locator("#chat .value").last).to_have_text("7.642 hộ")
    page.reload()
    expect(page.locator("#chat .value").last).to_have_text("7.642 hộ")
    assert page.locator("#chat .value").all_text_contents()[-2:] == ["988 hộ", "7.642 hộ"]  # each of its own report
    expect(page.locator(CHOICE)).to_have_text(f"Hỏi trong: {REAL}")


def test_the_examples_are_of_the_chosen_report(page: Page, both_address: str) -> None:
    page.goto(f"{both_address}/")
    first = page.locator("#welcome .example")
    every = first.all_text_contents()
    choose(page, MADE_UP)
    expect(first).not_to_have_text(every)
    first.last.click()
    expect(page.locator("#chat .chip").first).to_be_visible()
    assert set(places(page)) == {MADE_UP}


def test_a_link_to_an_answer_leads_to_the_same_report(desk: Page, both_address: str) -> None:
    desk.goto(f"{both_address}/?q={QUESTION}&document=bao-cao-mau")
    expect(desk.locator("#chat .value")).to_have_text("988 hộ")
    desk.get_by_role("button", name="Chép liên kết").click()
    expect(desk.locator("#chat .said")).to_have_text("Đã chép liên kết")
    assert "document=bao-cao-mau" in desk.evaluate("navigator.clipboard.readText()")


def test_a_single_report_has_no_chooser_and_its_citations_no_name(desk: Page, address: str) -> None:
    desk.goto(f"{address}/?q=Số hộ nghèo năm 2022?")
    expect(desk.locator("#chat .chip").first).to_be_visible()
    assert desk.locator(f"{CHOICE}, .chip .of").count() == 0


def test_the_page_around_the_widget_chooses_the_report(desk: Page, both_address: str, other_origin: str) -> None:
    HOSTS["/chosen"] = (
        f'<bc-qa-chat inline data-document="bao-cao-mau"></bc-qa-chat><script src="{both_address}/widget.js"></script>'
    )
    desk.goto(f"{other_origin}/chosen")
    frame = desk.frame_locator("bc-qa-chat iframe")
    frame.locator("#question").fill(QUESTION)
    frame.locator("#question").press("Enter")
    expect(frame.locator("article .value")).to_have_text("988 hộ")
    frame.locator("summary").click()
    places = frame.locator("article blockquote a").all_text_contents()
    assert places
    assert all(MADE_UP in place for place in places)


def test_a_report_that_has_gone_is_not_remembered(desk: Page, both_address: str) -> None:
    desk.goto(f"{both_address}/")
    desk.evaluate("localStorage.setItem('bc-qa:report', 'da-go')")
    desk.evaluate(f"sessionStorage.setItem('bc-qa:talk', JSON.stringify([{{text: '{QUESTION}', document: 'da-go'}}]))")
    desk.reload()
    expect(desk.locator("#chat .value")).to_be_visible()
    expect(desk.locator(CHOICE)).to_have_text(EVERY)
    expect(desk.locator(INPUT)).to_be_visible()


def test_some_of_many_reports_are_found_and_chosen_by_keyboard_and_remembered(page: Page, many_address: str) -> None:
    page.goto(f"{many_address}/")
    expect(page.locator(CHOICE)).to_have_text(EVERY)
    page.locator(CHOICE).focus()
    page.keyboard.press("Enter")
    chooser = page.get_by_role("dialog", name="Hỏi trong những báo cáo nào?")
    chooser.get_by_role("searchbox").fill("huyen")
    expect(chooser.get_by_role("status")).to_have_text("Thấy 3 trên 8 báo cáo.")
    expect(chooser.get_by_role("checkbox")).to_have_count(4)  # and all of them
    for name in (SA_LOC, A_ROONG):
        chooser.get_by_role("checkbox", name=name).focus()
        page.keyboard.press("Space")
    expect(chooser.get_by_role("status")).to_have_text("2 trên 8 báo cáo")
    expect(chooser.get_by_role("checkbox", name="Mọi báo cáo")).not_to_be_checked()
    page.keyboard.press("Escape")
    expect(chooser).to_be_hidden()
    expect(page.locator(CHOICE)).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    page.reload()
    expect(page.locator(CHOICE)).to_have_text("Hỏi trong: 2 trên 8 báo cáo")
    for question in ("hộ nghèo", "thu ngân sách", "trường đạt chuẩn quốc gia"):
        ask(page, question)
        expect(page.locator("#chat .tools")).to_have_count(page.locator("#chat .user").count())
    named = page.locator("#chat .chip .of")
    expect(named.first).to_be_attached()
    assert set(named.all_text_contents()) <= {SA_LOC, A_ROONG}
    choose(page)
    expect(page.locator(CHOICE)).to_have_text(EVERY)


def test_a_link_and_the_widget_may_name_several_reports(desk: Page, many_address: str) -> None:
    two = "document=a01-kinh-te-xa-hoi&document=x01-huyen-mien-nui"
    desk.goto(f"{many_address}/?{two}")
    expect(desk.locator(CHOICE)).to_have_text("Hỏi trong: 2 trên 8 báo cáo")
    desk.goto(f"{many_address}/embed?{two}&q=hộ nghèo")
    desk.locator("article a").first.wait_for(state="attached")
    links = desk.locator("article a[href*='/report/']").evaluate_all("all => all.map((a) => a.pathname)")
    assert links
    assert {link.split("/")[-1] for link in links} <= {"a01-kinh-te-xa-hoi", "x01-huyen-mien-nui"}


def test_axe_finds_nothing_in_the_chooser(browser: Browser, many_address: str) -> None:
    context = fresh(browser, DESK, color_scheme="light", bypass_csp=True, reduced_motion="reduce")
    desk = context.new_page()
    desk.goto(f"{many_address}/")
    expect(desk.locator("#welcome .example").first).to_be_visible()
    desk.click(CHOICE)
    assert broken(desk) == []
    desk.emulate_media(color_scheme="dark")
    desk.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect(desk.locator("body")).to_have_class("dark")
    assert broken(desk) == []
    context.close()


def test_reports_side_by_side_are_bars_and_a_table_with_a_source_each(page: Page, many_address: str) -> None:
    drawn = "img => img.complete && img.naturalWidth"
    for address, reply in (("", "#chat .reply"), ("embed", "article")):
        page.goto(f"{many_address}/{address}?q=tỷ lệ hộ nghèo các xã năm 2024")
        rows = page.locator(f"{reply} figure tr:has(td)")
        expect(rows).to_have_text(["xã Hải Thiện2,03% [1]", "xã Tân Vũ Đoài1,10% [2]"])
        chart = page.locator(f"{reply} figure img")
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_attribute("alt", "Biểu đồ thanh: Tỷ lệ hộ nghèo, năm 2024. Số liệu ở bảng bên dưới.")
        expect(chart).to_have_js_property("complete", True)
        assert chart.evaluate(drawn)
        links = rows.locator("a").evaluate_all("all => all.map((a) => a.pathname.split('/').at(-1))")
        assert links == ["m03-phat-trien-ktxh-xa", "f02-xa-dong-bang"]
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
