"""Fit how the reader's relevance and the score by features make one log-odds, on reports that neither learnt from.

    python -m training.fuse build/worlds.jsonl … --scores build/scores.jsonl --fit a05 b05 … --check m01 …

Writes the weights into the model's card and prints how often the first passage is right, by either and by both.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor

from bc_qa.answering.rereading import FOUND, RANKED
from bc_qa.reranker.cross_encoder import CARD, PACKAGED, CrossEncoder
from bc_qa.reranker.inputs import shown
from bc_qa.reranker.scoring import Fusion
from training.train import area, is_clear, listwise, read_examples

STEPS = 60

Scores = list[tuple[Tensor, Tensor, Tensor]]
"""For each question, of the passages read: relevance, score by features, gold (n each)."""


def read(reader: CrossEncoder, rows: Sequence[dict]) -> Scores:
    """Return what the reader and the features say of the passages that would be read closely."""
    found = []
    for row in rows:
        passages = sorted(row["passages"], key=lambda passage: passage["rank"])
        rest = sorted(passages[RANKED:], key=lambda passage: -passage["features"]["retrieval"])
        taken = [*passages[:RANKED], *rest[:FOUND]]
        scored = reader.predict(row["question"], [shown(p["text"], p["context"], p["before"]) for p in taken])
        relevance = torch.tensor([score.relevance for score in scored])
        ranked, gold = ([float(p[name]) for p in taken] for name in ("score", "gold"))
        found.append((relevance, torch.tensor(ranked), torch.tensor(gold)))
    return found


def fitted(scores: Scores) -> Fusion:
    """Return the weights under which the gold passages, or none, are likeliest."""
    weights = torch.tensor([1.0, 0.7, 0.0], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        parts = [listwise(weights[0] * r + weights[1] * f + weights[2], gold) for r, f, gold in scores]
        whole = torch.stack(parts).mean()
        whole.backward()
        return whole

    optimizer.step(loss)
    return Fusion(*(round(float(weight), 4) for weight in weights))


def judge(name: str, scores: Scores, fusion: Fusion) -> None:
    """Print how often the first passage is right, and how well all tell whether any is (area under the curve)."""
    for told, weights in (("features", Fusion(0, 1)), ("reader", Fusion(1, 0)), ("both", fusion)):
        odds = [weights.relevance * r + weights.rank * f for r, f, _ in scores]
        firsts = [bool(gold[o.argmax()]) for o, (_, _, gold) in zip(odds, scores, strict=True) if gold.any()]
        says = [bool(gold.any()) for *_, gold in scores]
        whole = area(says, [float(torch.logsumexp(o, 0)) for o in odds])
        sys.stdout.write(
            f"{name}, {told}: first pick {sum(firsts) / len(firsts):.3f} of {len(firsts)}, area {whole:.3f}\n"
        )


def main() -> None:
    """Fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", nargs="+", type=Path)
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--fit", nargs="+", required=True)
    parser.add_argument("--check", nargs="*", default=[])
    parser.add_argument("--model", type=Path, default=PACKAGED)
    options = parser.parse_args()
    rows = [row for row in read_examples(options.examples, options.scores) if row["passages"] and is_clear(row)]
    reader = CrossEncoder(options.model)
    scores = read(reader, [row for row in rows if row["report"].startswith(tuple(options.fit))])
    fusion = fitted(scores)
    sys.stdout.write(f"{fusion}\n")
    judge("fitted on", scores, fusion)
    if options.check:
        judge("left out", read(reader, [row for row in rows if row["report"].startswith(tuple(options.check))]), fusion)
    card = json.loads((options.model / CARD).read_text(encoding="utf-8")) | {"fusion": asdict(fusion)}
    (options.model / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
