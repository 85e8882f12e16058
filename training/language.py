"""Count how people ask of reports: syllables, pairs and threes of them, by which spelling is mended.

    python -m training.language

Learnt from training/questions.txt and from the questions, twins, turns and claims of the made-up reports that the
reader learns from (reports.toml): from those typed with diacritics in which every syllable is a word of the dictionary,
of the report or of questions.txt, since what is learnt is right as it is typed. Writes
src/bc_qa/answering/questions.npz.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Set
from pathlib import Path

import numpy as np

from bc_qa.text.keys import is_plain, key, syllables
from bc_qa.text.ngrams import NGrams
from bc_qa.text.words import dictionary

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = ROOT / "benchmarks"
OUT = ROOT / "src" / "bc_qa" / "answering" / "questions.npz"


def sources() -> Iterator[tuple[Path, list[Path]]]:
    """Yield each report that is learnt from, and the files of what was asked of it."""
    plan = tomllib.loads((ROOT / "training" / "reports.toml").read_text(encoding="utf-8"))
    for report in sorted((BENCHMARKS / "worlds").glob("*.txt")):
        if not report.name.startswith((*plan["calibrate"], *plan["test"])):
            beside = report.parent.glob(f"{report.stem}.*.jsonl")
            yield report, sorted([*beside, *(BENCHMARKS / "twins").glob(f"{report.stem}.jsonl")])


def rightly_spelt(right: Set[str]) -> Iterator[str]:
    """Yield what was typed without a slip of the reports that are learnt from; `right` are syllables that are none."""
    for report, files in sources():
        known = right.union(syllables(report.read_text(encoding="utf-8")))
        for row in (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()):
            asked = [turn["question"] for turn in row.get("turns", ())]
            asked += [row[name] for name in ("question", "claim") if name in row]
            yield from (text for text in asked if not is_plain(text) and known.issuperset(_letters(text)))


def _letters(text: str) -> list[str]:
    return [token for token in syllables(text) if token[0].isalpha()]


def main() -> None:
    """Count and write."""
    questions = (ROOT / "training" / "questions.txt").read_text(encoding="utf-8").splitlines()
    right = {key(word) for word in dictionary() if " " not in word}.union(*map(_letters, questions))
    language = NGrams()
    language.learn([*questions, *rightly_spelt(right)], 1)
    np.savez_compressed(OUT, **language.arrays())
    size = OUT.stat().st_size
    sys.stderr.write(f"{language.counts['<s>']:,.0f} lines, {len(language.counts):,} syllables, {size:,} bytes\n")


if __name__ == "__main__":
    main()
