"""Make the trained reader from what stands in the repository and its packages: `make train`, about two hours.

    python -m training [--build build/training] [--step candidates|rank|train|export|fuse|calibrate|claims]

Each step leaves its files in the build folder and is passed over where they stand already.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS, MODEL = ROOT / "benchmarks", ROOT / "src" / "bc_qa" / "reranker" / "model"
STEPS = ("candidates", "rank", "train", "export", "fuse", "calibrate", "claims")
SHIPPED = ROOT / "corpus" / "bao-cao-73-bc-bcd.txt"


def run(module: str, *words: object) -> None:
    """Run a step in a process of its own; its failure ends all."""
    subprocess.run([sys.executable, "-m", f"training.{module}", *map(str, words)], check=True, cwd=ROOT)


def candidates(build: Path, plan: dict[str, list[str]]) -> list[Path]:
    """Export what is trained on; return the files."""
    worlds, shipped = build / "worlds.jsonl", build / "shipped.jsonl"
    if not worlds.exists():
        run("candidates", *sorted((BENCHMARKS / "worlds").glob("*.txt")), "--out", worlds)
    if not shipped.exists():
        sets = [BENCHMARKS / "questions" / f"{name}.jsonl" for name in plan["shipped"]]
        run("candidates", SHIPPED, "--questions", *sets, "--out", shipped)
    return [worlds, shipped]


def claims(build: Path, plan: dict[str, list[str]]) -> None:
    """Fit which statement a claim speaks of."""
    exported = build / "claims.jsonl"
    if not exported.exists():
        names = (*plan["calibrate"], *plan["test"])
        worlds = [path for name in names for path in sorted((BENCHMARKS / "worlds").glob(f"{name}*.txt"))]
        run("claims", "export", *worlds, "--out", exported)
    run("claims", "fit", exported, "--check", *plan["test"])


def calibrate(build: Path, plan: dict[str, list[str]]) -> None:
    """Fit how sure answers are, with the reader and without it; print the figures of the reports left out."""
    names = (*plan["calibrate"], *plan["test"])
    every = [path for name in names for path in sorted((BENCHMARKS / "worlds").glob(f"{name}*.txt"))]
    for reader, name in (("packaged", "reader"), ("none", "features")):
        asked = build / f"asked-{reader}.jsonl"
        if not asked.exists():
            run("calibrate", "ask", *every, "--reader", reader, "--out", asked)
        run("calibrate", "fit", asked, "--name", name, "--check", *plan["test"])


def main() -> None:
    """Run all steps, or one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "training")
    parser.add_argument("--step", choices=STEPS)
    options = parser.parse_args()
    plan = tomllib.loads((ROOT / "training" / "reports.toml").read_text(encoding="utf-8"))
    options.build.mkdir(parents=True, exist_ok=True)
    steps = (options.step,) if options.step else STEPS
    trained = options.build / "reader"
    left_out = [*plan["calibrate"], *plan["test"]]
    scores = ("--scores", options.build / "scores.jsonl")
    if {"candidates", "rank", "train", "fuse"} & set(steps):
        examples = candidates(options.build, plan)
    if "rank" in steps:
        run("rank", *examples, "--leave-out", *left_out, *scores)
    if "train" in steps:
        words = ("--epochs", plan["epochs"], "--rate", plan["rate"], "--seed", plan["seed"])
        run("train", *examples, *scores, "--out", trained, "--leave-out", *left_out, *words)
    if "export" in steps:
        run("export", trained / f"upper-{plan['epochs'] - 1}.pt", "--out", MODEL)
    if "fuse" in steps:
        run("fuse", *examples, *scores, "--fit", *plan["calibrate"], "--check", *plan["test"])
    if "calibrate" in steps:
        calibrate(options.build, plan)
    if "claims" in steps:
        claims(options.build, plan)


if __name__ == "__main__":
    main()
