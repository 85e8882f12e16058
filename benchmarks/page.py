"""How heavy the pages are, when they can be typed into, how soon an answer is seen. Writes page.json and page.md.

The chat page, the light page and the report, each in a fresh Chromium without a cache: on this machine as it is, and on
a phone: CPU four times slower, and what Chrome's tools call fast 3G (1.44 Mbit/s down, 0.675 up, 562.5 ms to and fro).
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests.browser.conftest import CHROMIUM, FLAGS, Serving, free_port  # noqa: E402

from bc_qa.assistant import Assistant  # noqa: E402
from bc_qa.building import ensure  # noqa: E402
from bc_qa.search.encoder import load_encoder  # noqa: E402
from bc_qa.settings import Settings  # noqa: E402
from bc_qa.web.app import create_app  # noqa: E402
from bc_qa.web.source import AssistantSource  # noqa: E402

FAST_3G = {"offline": False, "downloadThroughput": 180_000, "uploadThroughput": 84_375, "latency": 562.5}
SLOWER = 4
ROUNDS = 3
FLOOR_LIGHT, FLOOR_ANSWER = 30.0, 300.0  # KB of widget and light page; milliseconds from Enter to the answer
READY = """
addEventListener("DOMContentLoaded", () => {
  const look = () => {
    const input = document.querySelector("textarea:not(#questions *), .find:not([hidden]) input");
    if (input?.checkVisibility() && !input.disabled) window.ready = performance.now();
    else requestAnimationFrame(look);
  };
  const wait = () => {
    const sends = document.querySelector("#send, #ask button, .find:not([hidden]) input");
    if (sends) window.complete = performance.now();
    else requestAnimationFrame(wait);
  };
  look();
  wait();
});"""
PAGES = {"chat": "/chat/", "light page": "/embed", "report": "/report/{document}"}


def opened(browser: Browser, url: str, slow: bool) -> dict[str, float]:
    """Open a page in a fresh context; return requests, KB over the wire, Gradio's share, ms until it is usable."""
    context = browser.new_context(viewport={"width": 360, "height": 740} if slow else {"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.responseReceived", lambda e: urls.update({e["requestId"]: e["response"]["url"]}))
    session.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    if slow:
        session.send("Network.emulateNetworkConditions", FAST_3G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(READY)
    page.goto(url)
    while not page.evaluate("window.complete && window.ready"):
        page.wait_for_timeout(50)
    ready, complete = page.evaluate("[window.ready, window.complete]")
    page.wait_for_timeout(2_500 if slow else 1_000)
    gradio = sum(size for key, size in sizes.items() if "/chat/" in urls.get(key, "").replace("/chat/?", "/"))
    context.close()
    total = sum(sizes.values())
    return {
        "requests": len(sizes),
        "kb": total / 1000,
        "gradio_kb": gradio / 1000,
        "input_ready_ms": ready,
        "complete_ms": complete,
    }


def answered(page: Page, box: str, value: str, questions: list[str]) -> list[float]:
    """Ask each question in turn; return the milliseconds from Enter to the frame in which its answer stands."""
    times = []
    for question in questions:
        page.fill(box, question)
        page.evaluate(
            """answers => {
              const count = document.querySelectorAll(answers).length;
              addEventListener("keydown", () => {
                const from = performance.now();
                const look = () => document.querySelectorAll(answers).length > count
                  ? (window.took = performance.now() - from) : requestAnimationFrame(look);
                window.took = 0;
                look();
              }, { once: true, capture: true });
            }""",
            value,
        )
        page.press(box, "Enter")
        while not (took := page.evaluate("window.took")):
            page.wait_for_timeout(20)
        times.append(took)
        page.wait_for_timeout(100)
    return times


def measured() -> dict[str, Any]:
    """Serve the shipped report and measure."""
    settings = Settings(port=free_port(), feedback=Path(os.devnull))
    encoder = load_encoder(settings.model)
    ensure(settings, encoder)
    assistant = Assistant.open(settings=settings, encoder=encoder)
    serving = Serving(create_app(AssistantSource.of(assistant), settings), settings.port)
    address = f"http://127.0.0.1:{settings.port}"
    questions = list(assistant.examples(16))
    found: dict[str, Any] = {"pages": {}, "answers_ms": {}}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, path in PAGES.items():
            url = address + path.format(document=assistant.documents[0].id)
            for slow in (False, True):
                rounds = [opened(browser, url, slow) for _ in range(ROUNDS)]
                middle = {key: round(statistics.median(each[key] for each in rounds), 1) for key in rounds[0]}
                found["pages"][f"{name}, {'fast 3G, CPU/4' if slow else 'local'}"] = middle
        page = browser.new_page()
        for name, path, box, value in (
            ("chat", "/chat/", "#question textarea", "#chat .reply .data"),
            ("light page", "/embed", "#question", "article"),
        ):
            page.goto(address + path)
            page.wait_for_timeout(1_500)
            times = answered(page, box, value, questions)[1:]  # the first warms the way
            found["answers_ms"][name] = {"median": round(statistics.median(times)), "worst": round(max(times))}
        widget = page.request.get(f"{address}/widget.js", headers={"accept-encoding": "gzip"})
        light = found["pages"]["light page, local"]["kb"]
        found["widget_and_light_page_kb"] = round(light + int(widget.headers["content-length"]) / 1000, 1)
        browser.close()
    serving.stop()
    return found


def written(found: dict[str, Any]) -> str:
    """Return the results as Markdown."""
    rows = [
        f"| {name} | {one['requests']:.0f} | {one['kb']:.0f} | {one['gradio_kb']:.0f} "
        f"| {one['input_ready_ms'] / 1000:.1f} s | {one['complete_ms'] / 1000:.1f} s |"
        for name, one in found["pages"].items()
    ]
    answers = [
        f"| Enter to the answer, {name} | median {one['median']} ms, worst {one['worst']} ms | {FLOOR_ANSWER:.0f} ms |"
        for name, one in found["answers_ms"].items()
    ]
    light = f"| `widget.js` and the light page | {found['widget_and_light_page_kb']} KB | {FLOOR_LIGHT:.0f} KB |"
    return "\n".join(
        [
            "# The pages: weight and time",
            "Made by `python benchmarks/page.py`; KB of 1,000 bytes over the wire, headers included; nothing cached;",
            "the middle of three rounds. Fast 3G is Chrome's: 1.44 Mbit/s, 562.5 ms to and fro. What is typed and sent",
            "before Gradio has loaded is sent as soon as it has.",
            "",
            "| page | requests | KB | of that Gradio | input usable | questions answered |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
            "| what | measured | at most |",
            "| --- | --- | --- |",
            light,
            *answers,
            "",
        ]
    )


if __name__ == "__main__":
    results = measured()
    (HERE / "page.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (HERE / "page.md").write_text(written(results), encoding="utf-8")
    print(written(results))
