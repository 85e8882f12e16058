"""The header: every page's ways to the others, in a line where it is wide and behind a button where it is narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from bc_qa import phrases
from bc_qa.web.pages import PAGES
from tests.browser.conftest import DESK, fresh

pytestmark = pytest.mark.browser
REPORT = "/report/bao-cao-73-bc-bcd"
PATHS = {path: path for path, _ in PAGES} | {REPORT: "/report/", "/docs": "", "/nowhere": ""}
"""Where the header stands, and which of its links leads to where one is."""
NARROW = {"phone": (360, 740), "small phone": (320, 640), "zoomed twice": (640, 400), "held flat": (640, 360)}
LABELS = [label for _, label in PAGES]


def shown(page: Page) -> list[str]:
    """The links that stand whole in the header's width, without scrolling anything sideways."""
    script = """links => links.filter((link) => {
      const box = link.getBoundingClientRect(), nav = link.parentElement.getBoundingClientRect();
      const left = Math.max(0, nav.left - 1), right = Math.min(innerWidth, nav.right + 1);
      return link.checkVisibility() && box.left >= left && box.right <= right;
    }).map((link) => link.textContent)"""
    return list(page.locator(".top nav a").evaluate_all(script))


def overflows(page: Page) -> list[str]:
    """What is wider than its place: the page, or what stands in its header."""
    script = """() => [document.documentElement, ...document.querySelectorAll(".top, .top *")]
      .filter((e) => e.checkVisibility() && e.clientWidth && e.scrollWidth > e.clientWidth + 1)
      .map((e) => e.outerHTML.slice(0, 60))"""
    return list(page.evaluate(script))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", NARROW.values(), ids=NARROW)
def test_every_page_is_reached_from_a_narrow_header(
    browser: Browser, address: str, size: tuple[int, int], scheme: str
) -> None:
    context = fresh(browser, size, color_scheme=scheme)
    page = context.new_page()
    for path, here in PATHS.items():
        page.goto(address + path, wait_until="domcontentloaded")
        assert shown(page) == [], path
        assert overflows(page) == [], path
        page.locator(".top").get_by_role("button", name=phrases.PAGE_MENU).click()
        assert shown(page) == LABELS, path
        assert overflows(page) == [], path
        assert page.locator(".top nav a").evaluate_all("all => Math.min(...all.map((e) => e.offsetHeight))") >= 44, path
        current = [label for at, label in PAGES if at == here]
        assert page.locator(".top nav a[aria-current=page]").all_text_contents() == current, path
        page.locator(".top nav a").last.scroll_into_view_if_needed()
        expect(page.locator(".top nav a").last).to_be_in_viewport(ratio=1)
    context.close()


def test_the_list_is_opened_and_left_by_keyboard(browser: Browser, address: str) -> None:
    context = fresh(browser, (360, 740))
    page = context.new_page()
    for path in ("/", "/figures", REPORT):
        page.goto(address + path)
        button = page.locator(".top").get_by_role("button", name=phrases.PAGE_MENU)
        nav = page.locator(".top nav")
        for key in ("Enter", "Space"):
            button.focus()
            expect(button).to_have_attribute("aria-expanded", "false")
            page.keyboard.press(key)
            expect(button).to_have_attribute("aria-expanded", "true")
            page.keyboard.press("Tab")
            expect(nav.get_by_role("link").first).to_be_focused()
            page.keyboard.press("Escape")
            expect(nav).to_be_hidden()
            expect(button).to_be_focused()
        page.keyboard.press("Enter")
        for _ in LABELS:
            page.keyboard.press("Tab")
        expect(nav.get_by_role("link").last).to_be_focused()
        page.keyboard.press("Tab")  # whoever goes on sees what is behind it
        expect(nav).to_be_hidden()
        button.click()
        page.mouse.click(180, 600)
        expect(nav).to_be_hidden()
        button.click()
        nav.get_by_role("link", name=phrases.PAGE_VERIFY).click()
        expect(page).to_have_url(f"{address}/verify")
        expect(page.locator(".top nav")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("size", [(320, 640), DESK])
def test_all_links_stand_in_the_header_without_a_script(browser: Browser, address: str, size: tuple[int, int]) -> None:
    context = fresh(browser, size, java_script_enabled=False)
    page = context.new_page()
    for path in PATHS:
        page.goto(address + path)
        links = page.locator(".top nav a")
        for box in [each.bounding_box() for each in links.all()]:
            assert box is not None
            assert box["x"] >= 0, path
            assert box["x"] + box["width"] <= size[0], path
        assert page.get_by_role("button", name=phrases.PAGE_MENU, exact=True).count() == 0
    context.close()


def test_the_links_stand_in_one_line_where_there_is_room(desk: Page, address: str) -> None:
    for path in PATHS:
        desk.goto(address + path, wait_until="domcontentloaded")
        assert shown(desk) == LABELS, path
        expect(desk.locator(".top .menu")).to_be_hidden()
        assert desk.locator(".top").evaluate("e => e.offsetHeight") < 60, path


@pytest.mark.parametrize("width", [320, 360, 720, 1280])
def test_letters_twice_as_large_fit(browser: Browser, address: str, width: int) -> None:
    context = fresh(browser, (width, 740), bypass_csp=True)
    page = context.new_page()
    for path in ("/", "/figures", REPORT):
        page.goto(address + path, wait_until="domcontentloaded")
        page.add_style_tag(content="html { font-size: 200% }")
        if page.locator(".top .menu").is_visible():
            page.locator(".top .menu").click()
        assert shown(page) == LABELS, path
        assert [each for each in overflows(page) if "top" in each or "<a" in each or "<nav" in each] == [], path
    context.close()
