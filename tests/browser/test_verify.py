"""The page that checks a draft, in a real browser: by keyboard, at 360 pixels; an error keeps what was typed."""

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser
TEXT = "Năm 2022, tỷ lệ hộ nghèo của huyện là 37,93%. Đảng bộ huyện có 1.025 đảng viên nữ. Huyện có 170 thôn, bản."


def test_a_draft_is_checked_by_keyboard(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{address}/verify")
    page.get_by_label("Văn bản").fill(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(
        "3 chỗ trích: 1 đúng, 2 sai, 0 báo cáo không thống nhất, 0 không thấy trong báo cáo."
    )
    rows = page.locator("#claims tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("✗ Sai.")
    expect(rows.nth(1)).to_contain_text("1.205 đồng chí")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    with page.expect_popup() as opened:
        rows.nth(1).get_by_role("link").click()
    expect(opened.value.locator("mark").first).to_contain_text("3.556 đảng viên")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải .docx có ghi chú").click()
    assert download.value.suggested_filename == "van-ban-da-kiem.docx"
    assert not told
    page.close()


def test_an_error_keeps_what_was_typed(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/verify")
    page.get_by_label("Văn bản").fill(TEXT)
    page.locator("#file").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"})
    page.get_by_role("button", name="Kiểm số liệu").click()
    expect(page.get_by_role("alert")).to_contain_text("chỉ nhận .docx, .txt, .md, .xlsx và .html")
    expect(page.get_by_label("Văn bản")).to_have_value(TEXT)
    page.close()
