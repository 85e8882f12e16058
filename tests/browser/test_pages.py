"""The audit and the catalogue in a real browser: filters by keyboard, links into the report, no sideways scroll."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch

pytestmark = pytest.mark.browser


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    yield context.new_page()
    context.close()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_findings_are_filtered_by_keyboard_and_lead_into_the_report(page: Page, address: str) -> None:
    watch = Watch(page, address)
    page.goto(f"{address}/audit")
    assert fits(page)
    findings = page.locator("article.finding:visible")
    every = findings.count()
    page.locator("input[name=severity][value=major]").focus()
    page.keyboard.press("Space")
    expect(page.locator("article.finding.minor:visible")).to_have_count(0)
    assert 0 < findings.count() < every
    expect(page.get_by_role("status")).to_contain_text(f"{findings.count()} trong {every}")
    assert page.url.endswith("/audit?severity=major")
    page.reload()
    expect(page.locator("article.finding.minor")).to_have_count(0)
    assert watch.complaints == []
    page.locator("article.finding figcaption a").first.click()
    expect(page.locator("mark#at")).to_be_in_viewport()
    assert watch.outside == []


def test_the_catalogue_is_searched_and_its_series_drawn(page: Page, address: str) -> None:
    watch = Watch(page, address)
    page.goto(f"{address}/figures")
    page.fill("input[name=q]", "ho ngheo")
    page.press("input[name=q]", "Enter")
    page.select_option("select[name=year]", "2022")  # sends the form by itself
    expect(page).to_have_url(f"{address}/figures?q=ho+ngheo&year=2022&unit=&section=")
    expect(page.locator("table.catalogue")).to_contain_text("7.642 hộ")
    page.locator("details.series summary").first.click()
    chart = page.locator("details.series[open] img").first
    expect(chart).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert chart.evaluate("image => image.complete && image.naturalWidth > 0")
    assert fits(page)
    assert watch.outside == []
    assert watch.complaints == []


def test_both_pages_work_without_a_script(scriptless: Page, address: str) -> None:
    scriptless.goto(f"{address}/audit")
    scriptless.check("input[name=type][value=sum]")
    scriptless.locator("form.filters button").click()
    assert "type=sum" in scriptless.url
    expect(scriptless.locator("article.finding[data-type=unit]")).to_have_count(0)
    scriptless.goto(f"{address}/figures")
    scriptless.get_by_role("link", name="Sau").click()
    assert "page=2" in scriptless.url
