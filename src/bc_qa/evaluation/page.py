"""Results as a file to be committed, and as the page of the documentation that is made from it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from bc_qa.evaluation.judging import Cause
from bc_qa.evaluation.summary import Result

_INTRODUCTION = """# Evaluation
Made by `bc-qa eval … --results {results} --page …` on {date}, at commit {commit}. Do not edit by hand.

Each file of questions says what a right answer holds and which words of the report prove it. "First value" counts
questions for a figure; "right place shown" those whose first citation is right in a reply that is answered or likely;
"later turns" are those of conversations. A failure is put down to the first stage that lost the evidence: structure (no
passage holds it), search (none of those read does), reading the question (a figure asked for, none shown), picking the
sentence, picking the value, refusing (what stands there refused, or what does not answered).
"""


def results_of(found: Sequence[Result]) -> dict[str, Any]:
    """Return results as they are kept, with the date and the commit they were measured at."""
    head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    measured = {"date": datetime.now(UTC).date().isoformat(), "commit": head.stdout.strip() or "unknown"}
    return {**measured, "files": [asdict(result) for result in found]}


def as_json(results: dict[str, Any]) -> bytes:
    """Return results as the file that is kept."""
    return (json.dumps(results, ensure_ascii=False, indent=1) + "\n").encode()


def page(results: dict[str, Any], where: str) -> str:
    """Return the page of results that are kept in the file `where`."""
    files = results["files"]
    measures = list(dict.fromkeys(measure for file in files for measure in file["shares"]))
    parts = [_INTRODUCTION.format(results=where, **{name: results[name] for name in ("date", "commit")})]
    rows = [[m, *_cells(files, m)] for m in measures]
    if any(file.get("macro_f1") is not None for file in files):
        rows.append(["claims, macro-F1", *(_score(file.get("macro_f1")) for file in files)])
    parts.append(table(["", *(file["name"] for file in files)], rows))
    parts.append("## Failures by cause")
    found = {cause for file in files for cause in file["causes"]}
    named = [cause.value for cause in Cause if cause.value in found]
    causes = [[cause, *(str(file["causes"].get(cause, 0)) for file in files)] for cause in named]
    parts.append(table(["cause", *(file["name"] for file in files)], causes))
    parts.append("## What failed")
    failed = [[f["id"], f["question"], f["cause"]] for file in files for f in file["failures"]]
    parts.append(table(["id", "question", "cause"], failed))
    return "\n".join(parts)


def _cells(files: Sequence[dict[str, Any]], measure: str) -> list[str]:
    shares = (file["shares"].get(measure) for file in files)
    return [f"{100 * share[0] / share[1]:.1f}% of {share[1]}" if share else "–" for share in shares]


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown; what would end a cell in it is written otherwise."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(_plain, cells))} |" for cells in lines) + "\n"


def _plain(text: str) -> str:
    return " ".join(text.replace("|", "/").split())
