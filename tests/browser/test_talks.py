"""Talks kept in the browser, a question edited, the sentence behind a citation."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import INPUT, PHONE, ask, fresh

pytestmark = pytest.mark.browser
FIRST, SECOND = "Số hộ nghèo năm 2021?", "Toàn huyện có bao nhiêu trường mầm non?"


def two_talks(page: Page, address: str) -> None:
    """Have one talk of two questions, and a later one of one."""
    page.goto(f"{address}/")
    ask(page, FIRST)
    expect(page.locator("#chat .value:visible")).to_have_text(["8.362 hộ"])
    ask(page, "Còn năm 2023?")
    expect(page.locator("#chat .value:visible")).to_have_text(["8.362 hộ", "6.687 hộ"])
    page.get_by_role("button", name="Cuộc mới").click()
    ask(page, SECOND)
    expect(page.locator("#chat .value:visible")).to_have_text(["17 trường"])


def test_talks_are_listed_found_again_and_taken_up(page: Page, address: str) -> None:
    two_talks(page, address)
    again = page.context.new_page()  # the tab was closed: only what the browser keeps is left
    page.close()
    again.goto(f"{address}/")
    again.get_by_role("button", name="Các cuộc đã hỏi (2)").click()
    dialog = again.get_by_role("dialog", name="Các cuộc đã hỏi")
    expect(dialog.locator(".open-talk")).to_contain_text([SECOND, FIRST])
    dialog.get_by_label("Tìm trong các cuộc").fill("nam 2023")
    expect(dialog.locator(".open-talk")).to_contain_text([FIRST])
    dialog.locator(".open-talk").click()
    expect(again.locator("#chat .value:visible")).to_have_text(["8.362 hộ", "6.687 hộ"])
    ask(again, "Còn năm 2022?")
    expect(again.locator("#chat .value:visible")).to_have_text(["8.362 hộ", "6.687 hộ", "7.642 hộ"])
    expect(again.get_by_role("button", name="Các cuộc đã hỏi (2)")).to_be_visible()  # the same talk went on


def test_a_kept_talk_is_saved_and_taken_away_with_a_way_back(page: Page, address: str) -> None:
    two_talks(page, address)
    page.get_by_role("button", name="Các cuộc đã hỏi (2)").click()
    dialog = page.get_by_role("dialog")
    with page.expect_download() as saved:
        dialog.get_by_role("button", name=f"Lưu .docx: {FIRST}").click()
    text = "\n".join(line.text for line in docx.Document(BytesIO(Path(saved.value.path()).read_bytes())).paragraphs)
    assert "6.687 hộ" in text
    assert "17 trường" not in text
    dialog.get_by_role("button", name=f"Xóa: {SECOND}").click()
    expect(dialog.locator(".open-talk")).to_contain_text([FIRST])
    dialog.get_by_role("button", name="Hoàn tác").click()
    expect(dialog.locator(".open-talk")).to_contain_text([SECOND, FIRST])
    dialog.get_by_role("button", name="Xóa tất cả").click()
    expect(dialog.locator(".open-talk")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#chat .value:visible")).to_have_count(0)  # what was taken away is not shown any more
    assert page.evaluate("localStorage.getItem('bc-qa:talks')") == "[]"
    page.reload()
    expect(page.locator("#welcome .example").first).to_be_visible()


def test_nothing_that_asks_the_server_carries_the_list(desk: Page, address: str) -> None:
    two_talks(desk, address)
    bodies: list[str] = []
    desk.on("request", lambda request: bodies.append(request.post_data or ""))
    ask(desk, "Còn tiểu học?")
    expect(desk.locator("#chat .user:visible")).to_have_count(2)
    desk.wait_for_timeout(500)
    assert bodies
    assert not any("2021" in body for body in bodies)


def test_a_question_is_edited_and_asked_again(page: Page, address: str) -> None:
    page.goto(f"{address}/")
    for question, count in ((FIRST, 1), ("Còn năm 2023?", 2)):
        ask(page, question)
        expect(page.locator("#chat .value:visible")).to_have_count(count)
    page.get_by_role("button", name="Sửa câu hỏi này").first.click()
    expect(page.locator(INPUT)).to_have_value(FIRST)
    expect(page.locator(INPUT)).to_be_focused()
    page.get_by_role("button", name="Thôi").click()
    expect(page.locator(INPUT)).to_have_value("")
    page.get_by_role("button", name="Sửa câu hỏi này").last.click()
    ask(page, "Còn năm 2022?")
    expect(page.locator("#chat .value:visible")).to_have_text(["8.362 hộ", "7.642 hộ"])
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#chat .value:visible")).to_have_text(["8.362 hộ", "6.687 hộ"])


def test_the_sentence_behind_a_citation_shows_by_pointer_and_by_focus(desk: Page, address: str) -> None:
    desk.goto(f"{address}/?q={FIRST}")
    chip, peek = desk.locator("#chat .chip").first, desk.locator("#peek")
    chip.hover()
    expect(peek).to_contain_text("Năm 2021, tổng số hộ nghèo 8.362 hộ")
    expect(peek.locator("mark")).to_have_text("8.362 hộ")
    peek.hover()  # may be read and copied from
    expect(peek).to_be_visible()
    desk.mouse.move(5, 5)
    expect(peek).to_be_hidden()
    desk.locator("#chat .mark").first.focus()
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Tab")
    expect(peek).to_be_visible()
    described = desk.evaluate("document.activeElement.getAttribute('aria-describedby')")
    expect(desk.locator(f"#{described}")).to_contain_text("8.362 hộ")
    desk.keyboard.press("Escape")
    expect(peek).to_be_hidden()
    assert desk.evaluate("document.activeElement.matches('.mark')")
    chip.click()
    expect(desk.frame_locator("#source iframe").locator("mark#at")).to_be_visible()


def test_the_sentence_behind_a_citation_shows_by_a_tap(browser: Browser, address: str) -> None:
    context = fresh(browser, PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/?q={FIRST}")
    page.locator("#chat .chip").first.tap()
    expect(page.locator("#peek mark")).to_have_text("8.362 hộ")
    expect(page.locator("#source")).to_be_hidden()
    box = page.locator("#peek").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    page.get_by_role("link", name="Đọc trong báo cáo").tap()
    expect(page.frame_locator("#source iframe").locator("mark#at")).to_be_visible()
    context.close()
