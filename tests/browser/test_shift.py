"""What is read stays where it is: how far things move from a question's Enter until its answer stands, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Line, ask, fresh

pytestmark = pytest.mark.browser
MOST = 0.05  # of Chromium's layout shift, all entries: those that follow a key at once are seen too
WATCH = """() => {
  window.shifts = [];
  const name = ({ node }) => (node ? `${node.nodeName}#${node.id ?? ""}` : "gone");
  const note = (list) => window.shifts.push(...list.getEntries().map((e) => [e.value, e.sources.map(name)]));
  window.watching = new PerformanceObserver(note);
  window.watching.observe({ type: "layout-shift" });
}"""
MADE_UP = ("Năm 2023 có bao nhiêu hộ nghèo?", "Còn năm 2022?", "Năm 2018 có bao nhiêu hộ nghèo?")
SHIPPED = (
    "so ho ngheo nam 2022 la bao nhieu",
    "tỷ lệ hộ nghèo qua các năm từ 2019 đến 2023",  # with a chart, which comes after the words
    "Toàn huyện có bao nhiêu cơ sở y tế?",
    "Năm 2018 huyện có bao nhiêu hộ nghèo?",
)


@pytest.mark.parametrize("touch", [False, True], ids=["keys", "finger"])
@pytest.mark.parametrize(("server", "questions"), [("small_address", MADE_UP), ("address", SHIPPED)])
def test_nothing_moves_while_an_answer_comes(
    browser: Browser, request: pytest.FixtureRequest, server: str, questions: tuple[str, ...], touch: bool
) -> None:
    context = fresh(browser, PHONE, has_touch=touch, is_mobile=touch)
    page = context.new_page()
    page.goto(request.getfixturevalue(server))
    expect(page.locator("gradio-app.ready")).to_be_attached()
    page.evaluate(WATCH)
    moved = {question: moved_by(page, question, number) for number, question in enumerate(questions, 1)}
    assert {question: shifts for question, shifts in moved.items() if sum(size for size, _ in shifts) > MOST} == {}
    context.close()


def moved_by(page: Page, question: str, number: int) -> list[tuple[float, list[str]]]:
    """Ask the question of that number; return how much moved, and what, until its answer has stood for a while."""
    page.evaluate("watching.takeRecords() && (shifts.length = 0)")
    ask(page, question)
    expect(page.locator("#chat .reply:visible")).to_have_count(number)
    expect(page.locator("#chat .reply:visible .tools")).to_have_count(number)
    for image in page.locator("#chat .reply img:visible").all():
        image.evaluate("image => image.decode()")
    page.wait_for_timeout(700)
    return list(page.evaluate("shifts"))


def test_a_question_stays_where_it_was_put_when_its_answer_comes(browser: Browser, small_address: str) -> None:
    context = fresh(browser, PHONE)
    page = context.new_page()
    line = Line(page)
    page.goto(small_address)
    expect(page.locator("gradio-app.ready")).to_be_attached()
    for number, question in enumerate(MADE_UP, 1):
        ask(page, question)
        expect(page.locator("#echo .asked")).to_have_text(question)
        put = page.locator("#echo > div").evaluate("line => line.getBoundingClientRect().top")
        line.let()
        expect(page.locator("#chat .reply:visible")).to_have_count(number)
        expect(page.locator("#echo > *")).to_have_count(0)
        stands = page.locator("#live .user-row").evaluate("row => row.getBoundingClientRect().top")
        assert abs(stands - put) <= 4, question
    context.close()


def test_a_question_that_is_stopped_leaves_the_answer_before_it_with_its_buttons(
    browser: Browser, small_address: str
) -> None:
    context = fresh(browser, PHONE)
    page = context.new_page()
    page.goto(small_address)
    ask(page, MADE_UP[0])
    expect(page.locator("#live .option").first).to_be_visible()
    page.route("**/chat/gradio_api/queue/join*", lambda _: None)  # no answer comes
    ask(page, MADE_UP[1])
    expect(page.locator("#earlier .value:visible")).to_have_count(1)
    expect(page.locator("#chat .value:visible")).to_have_count(1)
    page.get_by_role("button", name=f"Dừng: {MADE_UP[1]}").click()
    expect(page.locator("#live .option").first).to_be_visible()
    expect(page.locator("#chat .value:visible")).to_have_count(1)
    context.close()
