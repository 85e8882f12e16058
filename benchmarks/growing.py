"""What adding one report to an index of twenty costs, against an index of that one alone; CPU seconds, models loaded.

    python benchmarks/growing.py [MODEL]

The reports are made-up ones (`worlds/`). Embedding costs the same in both, the passages of the one report: with the
model `hash` (the default here) the rest is seen by itself.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from bc_qa.building import build
from bc_qa.search.encoder import Encoder, load_encoder
from bc_qa.settings import Settings

WORLDS = Path(__file__).resolve().parent / "worlds"
BEFORE = 20


def main() -> None:
    """Measure and say."""
    model = sys.argv[1] if len(sys.argv) > 1 else "hash"
    encoder = load_encoder(model)
    *before, added = sorted(WORLDS.glob("*.txt"))[: BEFORE + 1]
    with tempfile.TemporaryDirectory() as folder:
        warm, alone, grown = (
            Settings(corpus=Path(folder, name), index=Path(folder, f"{name}-index"), model=model)
            for name in ("warm", "alone", "grown")
        )
        measured(warm, before[:1], encoder)  # dictionaries and taggers are loaded once
        whole = measured(grown, before, encoder)
        more = measured(grown, [added], encoder)
        print(f"{BEFORE} reports: {whole:.2f} s; one more: {more:.2f} s")
        print(f"the same one alone: {measured(alone, [added], encoder):.2f} s")


def measured(settings: Settings, reports: list[Path], encoder: Encoder) -> float:
    """Return the CPU seconds of a build after some reports were added."""
    settings.corpus.mkdir(exist_ok=True)
    for report in reports:
        shutil.copy(report, settings.corpus)
    began = time.process_time()
    build(settings, encoder)
    return time.process_time() - began


if __name__ == "__main__":
    main()
