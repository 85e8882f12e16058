"""axe-core on every page, in light and dark, nothing of any impact; reduced motion."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PHONE, ask, fresh

pytestmark = pytest.mark.browser
GRADIO = {"aria-allowed-role"}  # its own <main> stands inside ours, and is presentation
OTHERS = {"landmark-one-main", "region", "meta-viewport"}  # what the page of somebody else lacks around the widget


def chat_empty(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/")
    expect(page.locator("#welcome .example").first).to_be_visible()


def chat_series(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/?q=tỷ lệ hộ nghèo qua các năm từ 2019 đến 2023")
    expect(page.locator("#chat .tools")).to_be_visible()
    page.get_by_role("button", name="Hữu ích").click()
    expect(page.locator(".comment")).to_be_visible()


def chat_conflict_beside_the_report(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/?q=Toàn huyện có bao nhiêu cơ sở y tế?")
    page.locator("#chat .chip").first.click()
    expect(page.frame_locator("#source iframe").locator("mark").first).to_be_visible()


def chat_not_found(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/?q=Năm 2018 huyện có bao nhiêu hộ nghèo?")
    expect(page.locator("#chat .missing")).to_be_visible()


def reader(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/report/bao-cao-73-bc-bcd?at=27203-27334,43640-43791")
    page.fill(".find input", "ho ngheo")
    expect(page.locator(".find output")).to_contain_text("/")
    page.locator(".outline summary").click()


def light_page(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/embed?q=Toàn huyện có bao nhiêu cơ sở y tế?")
    page.locator("summary").click()


def widget(page: Page, _: str, other_origin: str) -> None:
    page.goto(f"{other_origin}/widget")
    page.get_by_role("button", name="Hỏi báo cáo").click()
    expect(page.frame_locator("bc-qa-chat iframe").locator("#question")).to_be_visible()


def api_docs(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/docs")


def chat_preview(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/?q=Số hộ nghèo năm 2022?")
    page.locator("#chat .chip").first.hover()
    expect(page.locator("#peek")).to_be_visible()


def chat_edited(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/?q=Số hộ nghèo năm 2022?")
    page.get_by_role("button", name="Sửa câu hỏi này").click()
    expect(page.locator("#editing")).to_be_visible()


def chat_talks(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/?q=Số hộ nghèo năm 2022?")
    page.get_by_role("button", name="Các cuộc đã hỏi").click()
    expect(page.locator("#talks .open-talk")).to_be_visible()


def chat_failed(page: Page, address: str, _: str) -> None:
    chat_empty(page, address, "")
    expect(page.locator("gradio-app.ready")).to_be_attached()
    page.context.set_offline(True)
    ask(page, "Số hộ nghèo năm 2022?")
    expect(page.locator("#trouble")).to_be_visible()
    page.context.set_offline(False)


def draft(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/verify")


def draft_checked(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/verify")
    page.fill("#text", "Năm 2022, tỷ lệ hộ nghèo là 37,93%. Toàn huyện có 19 cơ sở y tế. Huyện có 170 thôn, bản.")
    page.get_by_role("button", name="Kiểm số liệu").click()
    expect(page.locator("#counts")).to_contain_text("chỗ trích:")
    page.get_by_role("button", name="Sửa câu").first.click()


def findings(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/audit?severity=major")


def catalogue(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/figures?q=ho+ngheo&year=2022")


def nowhere(page: Page, address: str, _: str) -> None:
    page.goto(f"{address}/nowhere")


def menu(page: Page, address: str, _: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{address}/figures")
    page.locator(".top .menu").click()
    expect(page.locator(".top nav")).to_be_visible()


PAGES = (
    chat_empty, chat_series, chat_conflict_beside_the_report, chat_not_found, chat_preview, chat_edited, chat_talks,
    chat_failed, draft_checked, reader, light_page, widget, api_docs,
    draft, findings, catalogue, nowhere, menu,
)  # fmt: skip


@pytest.mark.parametrize("open_page", PAGES)
def test_axe_finds_nothing(
    browser: Browser, address: str, other_origin: str, open_page: Callable[[Page, str, str], None]
) -> None:
    context = fresh(browser, DESK, color_scheme="light", bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    open_page(page, address, other_origin)
    assert broken(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    if "/chat/" in page.url:
        expect(page.locator("body")).to_have_class("dark")
    assert broken(page) == []
    context.close()


def broken(page: Page) -> list[tuple[str, str, list[str]]]:
    """What axe finds, of whatever impact: the rule, its impact, and the elements that break it."""
    return [
        (rule["id"], rule["impact"], [node["html"][:120] for node in rule["nodes"]])
        for rule in Axe().run(page).response["violations"]
        if not OTHERS & {rule["id"]} or "/widget" not in page.url
        if rule["id"] not in GRADIO or "/chat/" not in page.url
    ]


def test_nothing_moves_where_motion_is_not_wanted(browser: Browser, address: str) -> None:
    context = fresh(browser, DESK, reduced_motion="reduce")
    page = context.new_page()
    chat_empty(page, address, "")
    page.evaluate("document.getElementById('pending').textContent = 'x'")
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()
