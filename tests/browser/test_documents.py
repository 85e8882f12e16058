"""The page of the reports in a real browser: a dropped one is read, one is deleted after asking, errors stay."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bc_qa import phrases
from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.child import build_here
from bc_qa.settings import Settings
from bc_qa.web.app import create_app
from bc_qa.web.renewing import Renewer
from bc_qa.web.source import AssistantSource
from tests.browser.conftest import DESK, Serving, Watch, free_port, fresh
from tests.conftest import BENCHMARKS, SMALL

pytestmark = pytest.mark.browser
WORLD = BENCHMARKS / "worlds" / "a05-nghi-quyet-hdnd-xa.txt"


@pytest.fixture(scope="module")
def taking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the made-up report that takes others."""
    root = tmp_path_factory.mktemp("taking")
    settings = Settings(
        corpus=root / "corpus", index=root / "index", model="hash", uploads=True, port=free_port(), reader="none"
    )
    settings.corpus.mkdir()
    shutil.copy(SMALL, settings.corpus)
    (settings.corpus / "báo cáo cũ.doc").write_bytes(b"\xd0\xcf")
    build(settings)

    def load() -> Assistant:
        return renewer.first()

    source = AssistantSource(load)
    renewer = Renewer(source, settings, build_here)
    source.run()
    serving = Serving(create_app(source, settings, renewer), settings.port)
    yield f"http://127.0.0.1:{settings.port}"
    serving.stop()


def test_a_report_is_added_and_deleted_by_hand(page: Page, taking: str) -> None:
    watch = Watch(page, taking)
    page.goto(f"{taking}/documents")
    rows = page.locator("table.reports tbody tr")
    expect(rows).to_have_count(1)
    expect(page.locator(".unread")).to_contain_text("báo cáo cũ.doc")
    page.set_input_files("#file", WORLD)
    page.click("#send")
    expect(page.locator("#done")).to_have_text(phrases.UPLOAD_WORDS["added"].format(name=WORLD.name))
    expect(rows).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    delete = page.locator(f"#d-{WORLD.stem} [data-delete]")
    delete.click()
    expect(page.locator("#sure")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#sure")).to_be_hidden()
    expect(rows).to_have_count(2)
    delete.click()
    page.click("#sure button[value=delete]")
    expect(page.locator("#done")).to_contain_text("Đã xóa")
    expect(rows).to_have_count(1)
    assert (watch.outside, watch.complaints) == ([], [])


def test_a_report_dropped_on_the_page_is_sent(desk: Page, taking: str) -> None:
    desk.goto(f"{taking}/documents")
    dropped = desk.evaluate_handle(
        """text => { const held = new DataTransfer();
        held.items.add(new File([text], "keo-tha.txt", { type: "text/plain" })); return held; }""",
        Path(WORLD).read_text(encoding="utf-8"),
    )
    desk.dispatch_event("#upload", "dragenter", {"dataTransfer": dropped})
    expect(desk.locator("#upload")).to_have_class("drop over")
    desk.dispatch_event("#upload", "drop", {"dataTransfer": dropped})
    expect(desk.locator("#done")).to_contain_text("keo-tha.txt")
    expect(desk.locator("#d-keo-tha")).to_be_visible()
    desk.locator("#d-keo-tha [data-delete]").click()
    desk.click("#sure button[value=delete]")
    expect(desk.locator("#d-keo-tha")).to_have_count(0)


def test_what_is_refused_says_why_and_may_be_tried_again(page: Page, taking: str) -> None:
    page.goto(f"{taking}/documents")
    page.click("#send")
    expect(page.locator("#error")).to_have_text(phrases.UPLOAD_WORDS["nothing"])
    page.set_input_files("#file", {"name": "hỏng.docx", "mimeType": "application/zip", "buffer": b"no package"})
    page.click("#send")
    expect(page.locator("#error")).to_contain_text("hỏng.docx")
    expect(page.locator("#send")).to_be_enabled()
    expect(page.locator("#far")).to_be_hidden()


def test_how_far_the_sending_is_shown_while_it_goes_on(desk: Page, taking: str) -> None:
    desk.goto(f"{taking}/documents")
    desk.route("**/api/documents?*", lambda route: None)  # never answered
    desk.set_input_files("#file", WORLD)
    desk.click("#send")
    expect(desk.locator("#bar")).to_be_visible()
    expect(desk.locator("#send")).to_be_disabled()
    expect(desk.locator("[data-delete]").first).to_be_disabled()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_used_by_everyone(browser: Browser, taking: str, scheme: str) -> None:
    context = fresh(browser, DESK, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{taking}/documents")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    context.close()
