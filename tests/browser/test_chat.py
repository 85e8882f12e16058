"""As a delegate does it: open the page, ask, read, click the mark, see the sentence."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser
QUESTION = "so ho ngheo nam 2022 la bao nhieu"
INPUT = "#question textarea"


def ask(page: Page, question: str) -> None:
    page.fill(INPUT, question)
    page.press(INPUT, "Enter")


def test_ask_read_click_and_see_the_sentence(page: Page, address: str) -> None:
    watch = Watch(page, address)
    page.goto(f"{address}/")
    expect(page.locator(INPUT)).to_be_focused()
    expect(page.locator(INPUT)).to_have_value("")
    ask(page, QUESTION)
    answer = page.locator("#chat .bot").last
    expect(answer).to_contain_text("7.642 hộ")
    answer.locator(".mark").first.click()
    mark = page.frame_locator("#source iframe").locator("mark#at")
    expect(mark).to_contain_text("Năm 2022, tổng số hộ nghèo 7.642 hộ nghèo")
    expect(mark).to_be_in_viewport()
    assert page.url.startswith(f"{address}/chat/")  # the report opens beside the chat, not in its place
    page.locator("#close-source").click()
    expect(page.locator("#source")).to_be_hidden()
    assert watch.outside == []
    assert watch.complaints == []


def test_the_page_fits_its_screen_and_speaks_vietnamese(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    ask(page, QUESTION)
    expect(page.locator("#chat .bot").last).to_contain_text("7.642 hộ")
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator(INPUT)).to_be_in_viewport()
    assert page.locator("html").get_attribute("lang") == "vi"


def test_an_example_is_asked_by_a_click_and_a_suggestion_goes_on(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.locator("#chat .example").first.click()
    expect(page.locator("#chat .bot .chip").first).to_be_visible()
    before = page.locator("#chat .user").count()
    page.locator("#chat .options button, #chat .option").first.click()
    expect(page.locator("#chat .user")).not_to_have_count(before)


def test_a_question_in_the_address_is_asked_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=Toàn huyện có bao nhiêu trường mầm non?")
    expect(page.locator("#chat .bot").last).to_contain_text("17 trường")


def test_a_follow_up_leans_on_what_was_asked(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    ask(page, "Số hộ nghèo năm 2021?")
    expect(page.locator("#chat .bot").last).to_contain_text("8.362 hộ")
    ask(page, "Còn năm 2023?")
    expect(page.locator("#chat .bot").last).to_contain_text("6.687 hộ")


def test_markup_that_is_typed_stays_text(page: Page, address: str) -> None:
    watch = Watch(page, address)
    page.goto(f"{address}/")
    ask(page, '<img src=x onerror="document.title=1"> **đậm** [x](javascript:alert(1)) số hộ nghèo 2022')
    asked = page.locator("#chat .user").last
    expect(asked).to_contain_text("<img src=x")
    assert asked.locator("img, strong, a").count() == 0
    assert page.title() != "1"
    assert watch.outside == []


def test_what_the_report_does_not_say_is_said_to_be_so(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    ask(page, "Năm 2018 huyện có bao nhiêu hộ nghèo?")
    expect(page.locator("#chat .bot").last).to_contain_text("Báo cáo không có số liệu năm 2018")


def test_an_error_is_a_message_and_the_words_are_kept(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    ask(page, "hộ nghèo " * 150)
    expect(page.locator("#chat .bot").last).to_contain_text("quá giới hạn")
    expect(page.locator(INPUT)).to_have_value("hộ nghèo " * 150)


def test_the_report_reads_without_javascript(page: Page, address: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False) if page.context.browser else page.context
    plain = context.new_page()
    plain.goto(f"{address}/report/bao-cao-73-bc-bcd?at=100-130#at")
    expect(plain.locator("mark#at")).to_be_visible()
    context.close()


def test_what_is_typed_while_the_page_fills_is_not_lost(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    page.fill(INPUT, "Toàn huyện có bao nhiêu trường mầm non?")
    expect(page.locator("#chat .example").first).to_be_visible()
    expect(page.locator(INPUT)).to_have_value("Toàn huyện có bao nhiêu trường mầm non?")
