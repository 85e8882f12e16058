"""The page that checks a draft, in a real browser: marked in place, a list beside it, changed and checked again."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import PHONE, turn_to

pytestmark = pytest.mark.browser
TEXT = "Năm 2022, tỷ lệ hộ nghèo của huyện là 37,93%. Đảng bộ huyện có 1.025 đảng viên nữ. Huyện có 170 thôn, bản."
COUNTS = "3 chỗ trích: 1 đúng, 2 sai, 0 báo cáo không thống nhất, 0 không thấy trong báo cáo."
DROP = """([name, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(content), (char) => char.charCodeAt(0))], name));
  for (const kind of ["dragover", "drop"]) {
    const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector("h1").dispatchEvent(event);
  }
}"""


def checked(page: Page, address: str, text: str = TEXT) -> Locator:
    """Have a text checked; return the rows of the list."""
    page.goto(f"{address}/verify")
    page.get_by_label("Văn bản").fill(text)
    page.get_by_role("button", name="Kiểm số liệu").click()
    expect(page.locator("#counts")).to_contain_text("chỗ trích:")
    return page.locator("#claims li")


def test_a_draft_is_checked_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{address}/verify")
    page.get_by_label("Văn bản").fill(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#counts")).to_have_text(COUNTS)
    expect(page.get_by_role("heading", name="Kết quả")).to_be_focused()
    rows = page.locator("#claims li")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("✗ Sai.")
    expect(rows.nth(1)).to_contain_text("1.205 đồng chí")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    rows.nth(1).locator("summary").press("Enter")
    expect(rows.nth(1).locator("summary")).to_be_focused()
    with page.expect_popup() as opened:
        rows.nth(1).get_by_role("link").click()
    expect(opened.value.locator("mark").first).to_contain_text("3.556 đảng viên")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải .docx có ghi chú").click()
    assert download.value.suggested_filename == "van-ban-da-kiem.docx"
    assert not told
    page.close()


def test_the_draft_is_marked_in_place_and_wrong_ones_stand_first(page: Page, address: str) -> None:
    rows = checked(page, address, "Huyện có 170 thôn, bản.\nNăm 2022, tỷ lệ hộ nghèo của huyện là 37,93%.")
    marks = page.locator("#marked a")
    expect(marks).to_have_text(["170 thôn (đúng)", "37,93% (sai)"])
    assert (
        page.locator("#marked")
        .evaluate("e => [...e.childNodes].map((n) => n.firstChild?.data ?? n.data).join('')")
        .startswith("Huyện có 170 thôn, bản.\nNăm 2022")
    )
    expect(rows.first).to_contain_text("✗ Sai.")
    expect(marks.last).to_have_attribute("aria-current", "true")
    marks.first.click()
    expect(rows.last.locator("details")).to_have_attribute("open", "")
    expect(rows.last.locator("summary")).to_be_focused()
    page.get_by_role("button", name="Trước").click()
    expect(rows.first.locator("details")).to_have_attribute("open", "")
    expect(page.locator("#walk span")).to_have_text("1/2")
    page.get_by_label("✓ Đúng").check()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("170 thôn")


def test_list_and_draft_stand_side_by_side_or_one_under_the_other(page: Page, address: str) -> None:
    rows = checked(page, address)
    draft, first = page.locator("#marked").bounding_box(), rows.first.bounding_box()
    assert draft
    assert first
    if page.viewport_size and page.viewport_size["width"] > 1000:
        assert first["x"] >= draft["x"] + draft["width"]
    else:
        assert first["y"] >= draft["y"] + draft["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_the_report_says_is_accepted_and_the_paragraph_checked_again(page: Page, address: str) -> None:
    rows = checked(page, address, f"{TEXT}\nNăm 2021, tổng số hộ nghèo 8.362 hộ.")
    rows.first.get_by_role("button", name="Chấp nhận: 43,81%").click()
    expect(page.locator("#told")).to_contain_text("Đã thay “37,93%” bằng “43,81%”")
    expect(page.locator("#marked")).to_contain_text("tỷ lệ hộ nghèo của huyện là 43,81%")
    expect(page.locator("#counts")).to_contain_text("4 chỗ trích: 3 đúng, 1 sai")
    expect(page.locator("#marked a").last).to_have_text("8.362 hộ (đúng)")  # further down it stands as it did
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#marked")).to_contain_text("của huyện là 37,93%")
    expect(page.locator("#counts")).to_contain_text("4 chỗ trích: 2 đúng, 2 sai")


def test_a_sentence_is_changed_and_checked_again(desk: Page, address: str) -> None:
    rows = checked(desk, address)
    rows.first.get_by_role("button", name="Sửa câu").click()
    box = desk.get_by_label("Câu được sửa")
    expect(box).to_have_value("Năm 2022, tỷ lệ hộ nghèo của huyện là 37,93%.")
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    box.fill("Năm 2023, tỷ lệ hộ nghèo của huyện là 37,93%.")
    desk.get_by_role("button", name="Kiểm lại câu").click()
    expect(desk.locator("#counts")).to_contain_text("3 chỗ trích: 2 đúng, 1 sai")
    assert [url.removeprefix(address) for url in asked] == ["/api/verify?format=json"]
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Tải .docx có ghi chú").click()
    lines = docx.Document(download.value.path()).paragraphs
    assert any("Năm 2023, tỷ lệ hộ nghèo" in line.text for line in lines)


def test_what_is_passed_over_stays_so_in_this_browser(page: Page, address: str) -> None:
    rows = checked(page, address)
    rows.first.get_by_role("button", name="Bỏ qua").click()
    expect(rows.last).to_contain_text("đã bỏ qua")
    again = page.context.new_page()
    rows = checked(again, address)
    expect(rows.last).to_contain_text("37,93%")
    again.get_by_label("Đã bỏ qua").check()
    expect(rows).to_have_count(1)
    rows.get_by_role("button", name="Xem lại").click()
    expect(again.locator("#none")).to_be_visible()
    again.get_by_label("Tất cả").check()
    expect(rows.first).to_contain_text("37,93%")


def test_the_way_to_the_report_and_to_another_draft_leads_back(page: Page, address: str) -> None:
    rows = checked(page, address)
    turn_to(page, "Bảng số liệu")
    page.go_back()
    expect(page.locator("#counts")).to_have_text(COUNTS)
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="Văn bản khác").click()
    expect(page.get_by_label("Văn bản")).to_have_value(TEXT)
    expect(page.get_by_label("Văn bản")).to_be_focused()
    expect(page.locator("#found")).to_be_hidden()


def test_a_file_is_dropped_anywhere(page: Page, address: str) -> None:
    book, content = docx.Document(), BytesIO()
    book.add_paragraph(TEXT)
    book.save(content)
    page.goto(f"{address}/verify")
    page.get_by_label("Văn bản").fill("Một đoạn khác.")
    page.evaluate(DROP, ["thảo.docx", b64encode(content.getvalue()).decode()])
    expect(page.locator("#counts")).to_have_text(COUNTS)
    expect(page.locator("#marked")).to_contain_text("Đảng bộ huyện có 1.025")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải .docx có ghi chú").click()
    assert download.value.suggested_filename == "thảo-da-kiem.docx"
    assert len(list(docx.Document(str(Path(download.value.path()))).comments)) == 3


def test_of_a_text_and_a_file_it_is_told_which_is_checked(desk: Page, address: str) -> None:
    desk.goto(f"{address}/verify")
    desk.get_by_label("Văn bản").fill(TEXT)
    desk.locator("#file").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    expect(desk.locator("#which")).to_contain_text("Sẽ kiểm tệp a.txt; đoạn đã dán ở trên không được kiểm.")
    desk.get_by_role("button", name="Bỏ tệp").click()
    expect(desk.locator("#which")).to_be_hidden()
    desk.get_by_role("button", name="Kiểm số liệu").click()
    expect(desk.locator("#counts")).to_have_text(COUNTS)


def test_an_error_keeps_what_was_typed(desk: Page, address: str) -> None:
    desk.goto(f"{address}/verify")
    desk.get_by_label("Văn bản").fill(TEXT)
    desk.locator("#file").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    desk.get_by_role("button", name="Kiểm số liệu").click()
    expect(desk.get_by_role("alert")).to_contain_text("chỉ nhận .docx, .txt, .md, .xlsx và .html")
    expect(desk.get_by_label("Văn bản")).to_have_value(TEXT)
    desk.get_by_role("button", name="Bỏ tệp").click()
    desk.context.set_offline(True)
    desk.get_by_role("button", name="Kiểm số liệu").click()
    expect(desk.get_by_role("alert")).to_contain_text("Hãy kiểm tra kết nối rồi thử lại")
    expect(desk.get_by_label("Văn bản")).to_have_value(TEXT)
    desk.context.set_offline(False)


@pytest.mark.parametrize("lines", [0, 1])
def test_an_answer_cut_short_on_its_way_is_not_taken_for_all_there_is(desk: Page, address: str, lines: int) -> None:
    def cut(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body="".join(answer.text().splitlines(keepends=True)[:lines]))

    desk.route("**/api/verify?*", cut)
    desk.goto(f"{address}/verify")
    desk.get_by_label("Văn bản").fill(TEXT)
    desk.get_by_role("button", name="Kiểm số liệu").click()
    expect(desk.get_by_role("alert")).to_contain_text("về không đủ")
    expect(desk.get_by_label("Văn bản")).to_have_value(TEXT)


def test_on_a_phone_many_claims_are_not_far_apart(phone: Page, address: str) -> None:
    years = ((2021, "8.362"), (2022, "7.642"), (2023, "6.687"))
    rows = checked(phone, address, " ".join(f"Năm {year}, tổng số hộ nghèo {count} hộ." for year, count in years * 5))
    expect(rows).to_have_count(15)
    assert phone.evaluate("document.documentElement.scrollHeight") < 3_000
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    rows.last.locator("summary").tap()
    expect(rows.last.locator("details")).to_have_attribute("open", "")
    rows.last.get_by_role("button", name="Xem trong bản thảo").tap()
    expect(phone.locator("#marked a").last).to_be_focused()
    expect(phone.locator("#marked a").last).to_be_in_viewport()
