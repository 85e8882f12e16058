"""A hundred users at once, each asking the next question when the last was answered; writes load.json beside this file.

    python benchmarks/load.py [USERS] [SECONDS]

The server is started here, over the shipped report, on two cores that it shares with those who ask. Questions are
distinct, so that no cache flatters them. First one user alone, then all: what counts is the ratio of the two. Then the
same of two servers over one index, each user at one of them. `busy` is what else the machine did before: where it is
far above 0, times tell little.
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
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from speed import COMMAND, CORES, HERE, ROOT, asked, questions

ALONE = 40  # questions of the one user


def main() -> None:
    """Measure and write it down."""
    given = [int(word) for word in sys.argv[1:]]
    users, seconds = (*given, *(100, 120)[len(given) :])
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:CORES]))
    results: dict[str, Any] = {"busy": round(os.getloadavg()[0], 1)}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*COMMAND, "index", "--index", folder], cwd=ROOT, check=True, capture_output=True)
        results["one"] = served(folder, 1, users, seconds)
        results["two"] = served(folder, 2, users, seconds)
    one, two = results["one"], results["two"]
    results["two_over_one"] = round(two["answered_a_second"] / one["answered_a_second"], 2)
    results["more_memory_mb"] = two["memory_mb"] - one["memory_mb"]
    results |= {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": len(os.sched_getaffinity(0)),
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
    }
    (HERE / "load.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(results, indent=1))


def served(index: str, servers: int, users: int, seconds: int) -> dict[str, Any]:
    """Start servers over one index, and return what their users see and what memory they take together."""
    with ExitStack() as held:
        urls, started = [], []
        for _ in range(servers):
            port = free_port()
            command = [*COMMAND, "serve", "--index", index, "--port", str(port)]
            server = held.enter_context(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL))
            held.callback(server.terminate)
            urls.append(f"http://127.0.0.1:{port}")
            started.append(server.pid)
        for url in urls:
            while not asked(url, "Toàn huyện có bao nhiêu trường mầm non?"):
                time.sleep(0.2)
        return measured(urls, users, seconds) | {"memory_mb": sum(map(memory, started))}


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def memory(pid: int) -> int:
    """Return the memory of a process in MB, what it shares with others counted in parts."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) // 1024


def measured(urls: Sequence[str], users: int, seconds: int) -> dict[str, Any]:
    """Return what one user alone and what all of them see, in milliseconds, and what was refused or lost."""
    numbers, pieces = count(), questions()

    def ask(url: str) -> tuple[int, float]:
        number = next(numbers)
        began = time.perf_counter()
        status = answered(url, f"{pieces[number % len(pieces)]} (lần {number})")
        return status, (time.perf_counter() - began) * 1000

    alone = statistics.median(ask(urls[0])[1] for _ in range(ALONE))
    seen: list[tuple[int, float]] = []
    lives: list[float] = []
    until = time.monotonic() + seconds

    def user(url: str) -> None:
        while time.monotonic() < until:
            seen.append(ask(url))
            if seen[-1][0] == 503:
                time.sleep(1)

    threads = [threading.Thread(target=user, args=(urls[n % len(urls)],)) for n in range(users)]
    for thread in threads:
        thread.start()
    while time.monotonic() < until:
        began = time.perf_counter()
        with urllib.request.urlopen(f"{urls[0]}/healthz", timeout=60) as answer:
            answer.read()
        lives.append((time.perf_counter() - began) * 1000)
        time.sleep(0.1)
    for thread in threads:
        thread.join()
    took = time.monotonic() - until + seconds
    times = sorted(ms for status, ms in seen if status == 200)
    p95 = times[len(times) * 95 // 100]
    return {
        "users": users,
        "seconds": seconds,
        "answered": len(times),
        "answered_a_second": round(len(times) / took, 2),
        "refused": sum(status in (429, 503) for status, _ in seen),
        "lost": sum(status not in (200, 429, 503) for status, _ in seen),
        "alone_median_ms": round(alone, 1),
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(p95, 1),
        "p95_over_alone": round(p95 / alone, 1),
        "healthz_p99_ms": round(sorted(lives)[len(lives) * 99 // 100], 1),
    }


def answered(url: str, question: str) -> int:
    """Ask one question and return the status; 0 where there was no answer at all."""
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(f"{url}/api/ask", body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=120) as reply:
            return len(reply.read()) and reply.status
    except urllib.error.HTTPError as error:
        return error.code
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return 0


if __name__ == "__main__":
    main()
