"""Several reports: one of them chosen in the chat and by the page around the widget, its name on every citation."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.search.encoder import HashEncoder
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.source import AssistantSource
from tests.browser.conftest import HOSTS, INPUT, Serving, ask, free_port
from tests.conftest import SHIPPED, SMALL

pytestmark = pytest.mark.browser
QUESTION = "Số hộ nghèo năm 2024?"
CHOICE = "#asked-of select"
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


def places(page: Page) -> list[str]:
    expect(page.locator("#chat .tools")).to_have_count(page.locator("#chat .user").count())
    return page.locator("#chat .reply").last.locator(".chip .of").all_text_contents()


def test_one_report_is_chosen_remembered_and_named_on_every_citation(page: Page, both_address: str) -> None:
    page.goto(f"{both_address}/")
    ask(page, "hộ nghèo")
    chips = page.locator("#chat .reply .chip")
    expect(chips.first).to_be_visible()
    assert len(places(page)) == chips.count()
    page.select_option(CHOICE, label=MADE_UP)
    ask(page, QUESTION)
    expect(page.locator("#chat .value").last).to_have_text("988 hộ")
    assert set(places(page)) == {MADE_UP}
    page.select_option(CHOICE, label=REAL)
    ask(page, "Số hộ nghèo năm 2022?")
    expect(page.locator("#chat .value").last).to_have_text("7.642 hộ")
    page.reload()
    expect(page.locator("#chat .value").last).to_have_text("7.642 hộ")
    assert page.locator("#chat .value").all_text_contents()[-2:] == ["988 hộ", "7.642 hộ"]  # each of its own report
    expect(page.locator(CHOICE).locator("option:checked")).to_have_text(REAL)


def test_the_examples_are_of_the_chosen_report(page: Page, both_address: str) -> None:
    page.goto(f"{both_address}/")
    first = page.locator("#welcome .example")
    every = first.all_text_contents()
    page.select_option(CHOICE, label=MADE_UP)
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
    expect(desk.locator(CHOICE)).to_have_value("")
    expect(desk.locator(INPUT)).to_be_visible()
