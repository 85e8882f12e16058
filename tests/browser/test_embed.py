"""On somebody else's page: the widget and the light page, on an origin that may and on one that may not."""

import re

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser


def put(frame: FrameLocator, question: str) -> None:
    frame.locator("#question").fill(question)
    frame.locator("#question").press("Enter")


def test_the_widget_answers_on_an_allowed_origin(page: Page, other_origin: str, address: str) -> None:
    watch = Watch(page, address)
    page.goto(f"{other_origin}/widget")
    page.get_by_role("button", name="Hỏi báo cáo").click()
    frame = page.frame_locator("bc-qa-chat iframe")
    expect(frame.locator("h1")).to_have_text("Hỏi báo cáo")
    expect(frame.locator("#greeting")).to_have_text("Chào đại biểu")
    expect(frame.locator("#question")).to_be_focused()
    put(frame, "Số hộ nghèo năm 2021?")
    expect(frame.locator(".value")).to_have_text("8.362 hộ")
    put(frame, "Còn năm 2023?")
    expect(frame.locator(".value").last).to_have_text("6.687 hộ")
    frame.locator("summary").last.click()
    expect(frame.locator("blockquote").last).to_be_visible()
    with page.context.expect_page() as opened:
        frame.locator("a.mark").last.click()
    expect(opened.value.locator("mark#at")).to_contain_text("6.687 hộ")
    expect(opened.value.locator("mark#at")).to_be_in_viewport()
    frame.locator("#question").press("Escape")
    expect(page.locator("bc-qa-chat iframe")).to_be_hidden()
    expect(page.get_by_role("button", name="Hỏi báo cáo")).to_be_focused()
    assert [url for url in watch.outside if not url.startswith(other_origin)] == []
    assert [said for said in watch.complaints if "favicon" not in said and "404" not in said] == []
    assert page.context.cookies() == []


def test_the_widget_leaves_nothing_behind_on_the_page(desk: Page, other_origin: str) -> None:
    desk.goto(f"{other_origin}/blank")
    before = set(desk.evaluate("Object.keys(window)"))
    desk.goto(f"{other_origin}/widget")
    assert set(desk.evaluate("Object.keys(window)")) == before
    assert desk.evaluate("[...document.body.children].map((e) => e.localName).join()") == "h1,script,bc-qa-chat"
    assert desk.locator("bc-qa-chat").evaluate("e => e.childNodes.length") == 0


def test_it_stands_in_the_flow_of_a_page_and_as_a_bare_frame(desk: Page, other_origin: str) -> None:
    desk.goto(f"{other_origin}/inline")
    put(desk.frame_locator("bc-qa-chat iframe"), "Số hộ nghèo năm 2021?")
    expect(desk.frame_locator("bc-qa-chat iframe").locator(".value")).to_have_text("8.362 hộ")
    desk.goto(f"{other_origin}/frame")
    put(desk.frame_locator("iframe"), "Số hộ nghèo năm 2021?")
    expect(desk.frame_locator("iframe").locator(".value")).to_have_text("8.362 hộ")


def test_in_the_flow_it_fills_the_height_and_keeps_to_the_width(page: Page, other_origin: str) -> None:
    page.goto(f"{other_origin}/inline")
    expect(page.frame_locator("bc-qa-chat iframe").locator("#question")).to_be_visible()
    frame, host = (page.locator(f"bc-qa-chat{inner}").bounding_box() for inner in (" iframe", ""))
    assert frame is not None
    assert host is not None
    assert frame["height"] > 590
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_another_origin_it_fails_cleanly(desk: Page, other_origin: str, address: str) -> None:
    foreign = other_origin.replace("127.0.0.1", "localhost")
    desk.clock.install()
    desk.goto(f"{foreign}/widget")
    desk.get_by_role("button", name="Hỏi báo cáo").click()
    desk.wait_for_timeout(300)
    desk.clock.run_for(9_000)
    alert = desk.get_by_role("alert")
    expect(alert).to_contain_text("Không mở được hỏi đáp trong trang này")
    expect(alert.get_by_role("link")).to_have_attribute("href", f"{address}/")
    desk.get_by_role("button", name="Đóng hỏi đáp").click()
    expect(desk.get_by_role("button", name="Hỏi báo cáo")).to_be_focused()


def test_the_api_is_closed_to_another_origin(desk: Page, other_origin: str, address: str) -> None:
    reach = f"""fetch("{address}/api/documents").then((answer) => answer.status, () => "refused")"""
    for origin, status in ((other_origin, 200), (other_origin.replace("127.0.0.1", "localhost"), "refused")):
        context = desk.context.browser.new_context(bypass_csp=True) if desk.context.browser else desk.context
        page = context.new_page()
        page.goto(f"{origin}/frame")
        assert page.evaluate(reach) == status
        context.close()


def test_the_light_page_is_a_page_of_its_own(page: Page, address: str) -> None:
    watch = Watch(page, address)
    page.goto(f"{address}/embed")
    expect(page.locator("#question")).to_be_focused()
    page.locator(".offers button").first.click()
    expect(page.locator("article")).to_have_count(1)
    page.fill("#question", "tỷ lệ hộ nghèo qua các năm từ 2019 đến 2023")
    page.press("#question", "Enter")
    expect(page.locator("tbody tr")).to_have_count(5)
    page.fill("#question", "Năm 2018 huyện có bao nhiêu hộ nghèo?")
    page.goto(f"{address}/embed?q=Năm 2018 huyện có bao nhiêu hộ nghèo?")
    expect(page.locator(".missing")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth === innerWidth")
    assert watch.outside == []
    assert watch.complaints == []


def test_what_is_typed_into_the_light_page_is_text(desk: Page, address: str) -> None:
    watch = Watch(desk, address)
    desk.goto(
        f"{address}/embed?title=<b>x</b>&greeting=<img src=x onerror=alert(1)>&color=red;background:url(//x.example)"
    )
    expect(desk.locator("h1")).to_have_text("<b>x</b>")
    expect(desk.locator("#greeting")).to_have_text(re.compile("<img"))
    desk.fill("#question", '<img src=x onerror="document.title=1"> số hộ nghèo 2022')
    desk.press("#question", "Enter")
    expect(desk.locator(".asked")).to_contain_text("<img src=x")
    assert desk.locator("main img:not(figure img)").count() == 0
    assert desk.title() != "1"
    assert watch.outside == []
