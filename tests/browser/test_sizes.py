"""Every page from 320 to 1,920 pixels, at 200% and 400% zoom, on a phone held flat; one left edge for all."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import INPUT, fresh

pytestmark = pytest.mark.browser
REPORT = "report/bao-cao-73-bc-bcd?at=27203-27334"
ANSWERED = "chat/?q=tỷ lệ hộ nghèo qua các năm từ 2019 đến 2023"
PATHS = (
    ANSWERED,
    "chat/",
    REPORT,
    "verify",
    "audit",
    "figures?q=ho+ngheo",
    "docs",
    "embed?q=Toàn huyện có bao nhiêu xã?",
    "nowhere",
)
SIZES = {
    "narrow": (320, 640),
    "tablet": (768, 1024),
    "wide": (1920, 1080),
    "zoomed twice": (640, 400),  # 1280 × 800
    "zoomed four times": (320, 256),  # 1280 × 1024
    "phone held flat": (740, 360),
}


def settled(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    if path.startswith("chat/?"):
        expect(page.locator("#chat .tools")).to_be_visible()
    elif path.startswith("embed"):
        expect(page.locator("article")).to_be_visible()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_nothing_is_cut_off_or_scrolls_sideways(browser: Browser, address: str, size: tuple[int, int]) -> None:
    context = fresh(browser, size)
    page = context.new_page()
    wide = []
    for path in PATHS:
        settled(page, address, path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []
    context.close()


@pytest.mark.parametrize("size", [SIZES["zoomed four times"], SIZES["phone held flat"]], ids=["zoomed", "flat"])
def test_what_sticks_leaves_the_text_most_of_a_low_screen(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    context = fresh(browser, size)
    page = context.new_page()
    for path in (ANSWERED, REPORT, "verify", "audit"):
        settled(page, address, path)
        stuck = page.evaluate(
            """() => [...document.querySelectorAll("body *")]
              .filter((e) => ["sticky", "fixed"].includes(getComputedStyle(e).position) && e.checkVisibility())
              .reduce((sum, e) => sum + (e.id === "marked" ? 0 : e.getBoundingClientRect().height), 0)"""
        )
        assert stuck <= size[1] / 3, path
    context.close()


@pytest.mark.parametrize("width", [1280, 1920])
def test_all_pages_keep_to_one_left_edge(browser: Browser, address: str, width: int) -> None:
    context = fresh(browser, (width, 900))
    page = context.new_page()
    edges = {}
    for path in ("chat/", REPORT, "verify", "audit", "figures", "docs", "nowhere"):
        settled(page, address, path)
        edges[path] = [
            round(page.locator(part).first.evaluate("e => e.getBoundingClientRect().left"))
            for part in (".brand", INPUT if path == "chat/" else "main > *, main h1")
        ]
    assert len({edge for pair in edges.values() for edge in pair}) == 1, edges
    context.close()
