"""The report as people read it: notes, find, marks, outline, print; beside the chat and over it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, INPUT, Watch, ask, fresh

pytestmark = pytest.mark.browser
REPORT = "report/bao-cao-73-bc-bcd"


def test_a_note_opens_where_it_is_called_and_closes_again(desk: Page, address: str) -> None:
    desk.goto(f"{address}/{REPORT}")
    call = desk.locator("a.call").nth(3)
    note = desk.locator(str(call.get_attribute("href")))
    expect(note.locator("span")).to_be_hidden()
    call.click()
    expect(note.locator("span")).to_be_visible()
    expect(note).to_be_in_viewport()
    call.click()
    expect(note.locator("span")).to_be_hidden()


def test_find_needs_no_diacritics_and_opens_the_note_it_finds_in(desk: Page, address: str) -> None:
    desk.goto(f"{address}/{REPORT}")
    desk.fill(".find input", "8.362 ho ngheo")
    expect(desk.locator(".find output")).to_have_text("1/1")
    expect(desk.locator("#note19")).to_have_attribute("open", "")
    found = desk.evaluate("[...CSS.highlights.get('now')][0].toString()")
    assert found == "8.362 hộ nghèo"
    desk.fill(".find input", "dân tộc")
    expect(desk.locator(".find output")).not_to_have_text("1/1")
    total = str(desk.locator(".find output").text_content()).split("/")[1]
    assert int(total) > 100
    desk.press(".find input", "Enter")
    expect(desk.locator(".find output")).to_have_text(f"2/{total}")
    desk.fill(".find input", "khongcotrongbaocao")
    expect(desk.locator(".find output")).to_have_text("Không thấy")


def test_a_mailed_link_shows_its_places_and_the_way_between_them(desk: Page, address: str) -> None:
    desk.goto(f"{address}/{REPORT}?at=27203-27334,43640-43791")
    expect(desk.locator("mark.now")).to_be_in_viewport()
    expect(desk.locator("mark.now")).to_contain_text("19 cơ sở y tế")
    desk.get_by_role("button", name="Chỗ trích sau").click()
    expect(desk.locator("mark.now")).to_contain_text("18 cơ sở y tế")
    expect(desk.locator("mark.now")).to_be_in_viewport()
    desk.get_by_role("button", name="Chỗ trích trước").click()
    expect(desk.locator("mark.now")).to_contain_text("19 cơ sở y tế")


def test_the_outline_leads_to_its_heading(phone: Page, address: str) -> None:
    phone.goto(f"{address}/{REPORT}")
    phone.locator(".outline summary").click()
    phone.locator(".outline").get_by_role("link", name="2. Hạn chế").click()
    expect(phone.get_by_role("heading", name="2. Hạn chế")).to_be_in_viewport()
    expect(phone.locator(".outline nav")).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth === innerWidth")


def test_back_leaves_the_report_and_next_shows_the_next_citation(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=Toàn huyện có bao nhiêu cơ sở y tế?")
    page.locator("#chat .chip").first.click()
    report = page.frame_locator("#source iframe")
    expect(report.locator("mark").first).to_contain_text("18 cơ sở")
    page.get_by_role("button", name="Chỗ trích sau").click()
    expect(report.locator("mark").first).to_contain_text("19 cơ sở")
    report.locator(".outline summary").click()
    report.locator(".outline a").first.click()
    page.go_back()
    expect(page.locator("#source")).to_be_hidden()
    expect(page.locator("#chat .value")).to_be_visible()
    assert "/chat/" in page.url
    page.locator("#chat .chip").first.click()
    report.locator("main").press("Escape")
    expect(page.locator("#source")).to_be_hidden()


def test_beside_the_chat_at_desk_size_and_over_it_on_a_phone(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=Số hộ nghèo năm 2022?")
    page.locator("#chat .chip").first.click()
    box = page.locator("#source").bounding_box()
    assert box is not None
    if page.viewport_size == {"width": DESK[0], "height": DESK[1]}:
        assert 500 < box["x"] < 700
        ask(page, "Còn năm 2023?")  # the chat goes on beside it
        expect(page.locator("#chat .value").last).to_have_text("6.687 hộ")
    else:
        assert (box["x"], box["width"]) == (0, 360)


def test_escape_closes_one_thing_at_a_time(desk: Page, address: str) -> None:
    desk.goto(f"{address}/?q=Số hộ nghèo năm 2022?")
    desk.locator("#chat .chip").first.click()
    report = desk.frame_locator("#source iframe")
    report.locator(".outline summary").click()
    report.locator(".outline summary").press("Escape")
    expect(report.locator(".outline nav")).to_be_hidden()
    expect(desk.locator("#source")).to_be_visible()
    report.locator(".find input").fill("nghèo")
    report.locator(".find input").press("Escape")
    expect(report.locator(".find input")).to_have_value("")
    expect(desk.locator("#source")).to_be_visible()
    report.locator(".find input").press("Escape")
    expect(desk.locator("#source")).to_be_hidden()


@pytest.mark.parametrize("path", ["", REPORT])
def test_a_low_screen_is_left_to_what_is_read(browser: Browser, address: str, path: str) -> None:
    context = fresh(browser, (640, 320))
    low = context.new_page()
    low.goto(f"{address}/{path}")
    for fixed in ("#head", "#ask", ".bar"):
        for place in low.locator(fixed).all():
            assert place.evaluate("e => getComputedStyle(e).position") == "static"
    context.close()


def test_the_report_reads_without_javascript(browser: Browser, address: str) -> None:
    context = fresh(browser, DESK, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}/{REPORT}?at=31503-31654#at")
    expect(plain.locator("mark#at")).to_be_in_viewport()
    plain.locator("#note18 summary").click()
    expect(plain.locator("#note18 span")).to_be_visible()
    context.close()


def test_printing_opens_every_note_and_leaves_the_tools_out(desk: Page, address: str) -> None:
    desk.goto(f"{address}/{REPORT}")
    desk.evaluate("dispatchEvent(new Event('beforeprint'))")
    desk.emulate_media(media="print")
    assert desk.locator("details.note:not([open])").count() == 0
    expect(desk.locator(".bar")).to_be_hidden()
    desk.evaluate("dispatchEvent(new Event('afterprint'))")
    assert desk.locator("details.note[open]").count() == 0


def test_nothing_in_a_report_runs(desk: Page, small_address: str) -> None:
    watch = Watch(desk, small_address)
    desk.goto(f"{small_address}/report/bao-cao-mau")
    expect(desk.locator("main")).to_contain_text("<b>Không phải là thẻ</b>")
    desk.goto(f"{small_address}/?q=Không phải là thẻ")
    expect(desk.locator("#chat .reply").last).to_be_visible()
    desk.fill(INPUT, "thẻ")
    assert desk.locator("#chat .reply :is(b:not(.chip b), script, img, [onerror])").count() == 0
    assert watch.outside == []
    assert watch.complaints == []
