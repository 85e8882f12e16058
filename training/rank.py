"""Fit the ranking of passages by their features, across reports; a passage is held against the others and "none".

    python -m training.rank build/worlds.jsonl … --leave-out a05 m01 …

Writes src/bc_qa/evidence/ranker.json and prints how it does on the reports left out: how often the first passage is
right, and how well its score tells whether the report says it at all (area under the curve).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from bc_qa.evidence.ranker import CUT
from training.train import area, is_clear, read_examples

FITTED = Path("src/bc_qa/evidence/ranker.json")
HIDDEN, DROPPED, EPOCHS, RATE, DECAY = 64, 0.3, 180, 0.01, 0.05
APART = frozenset(("beside",))  # of talks alone
DIGITS = 5


def features_of(row: dict, passage: dict) -> dict[str, float]:
    """Return the features of a passage as the program gives them to the ranker."""
    return passage["features"] | {f"asks {row['asks']}": 1.0}


def names_of(rows: Sequence[dict]) -> list[str]:
    """Return the names of all features that occur."""
    return sorted({name for row in rows for p in row["passages"] for name in features_of(row, p)} - APART)


class Examples:
    """Questions as tensors: features (n, passages, features), gold (n, passages), and a mask of what is no passage."""

    def __init__(self, rows: Sequence[dict], names: Sequence[str]) -> None:
        width = max(len(row["passages"]) for row in rows)
        self.values = torch.zeros(len(rows), width, len(names))
        self.gold, self.mask = torch.zeros(len(rows), width), torch.full((len(rows), width), -1e9)
        for n, row in enumerate(rows):
            for k, passage in enumerate(sorted(row["passages"], key=lambda passage: passage["rank"])):
                found = features_of(row, passage)
                self.values[n, k] = torch.tensor([found.get(name, 0.0) for name in names])
                self.gold[n, k], self.mask[n, k] = float(passage["gold"]), 0.0


def loss_of(scores: Tensor, gold: Tensor) -> Tensor:
    """Return the mean loss of the gold passages against all others and none; of none, where no passage is gold."""
    whole = torch.logsumexp(torch.cat([scores, torch.zeros(len(scores), 1)], 1), 1)
    right = torch.where(gold.sum(1) > 0, torch.logsumexp(scores + (gold - 1) * 1e9, 1), torch.zeros(len(scores)))
    return (whole - right).mean()


def main() -> None:
    """Fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", nargs="+", type=Path)
    parser.add_argument("--leave-out", nargs="*", default=[])
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rows = [row for row in read_examples(options.examples) if row["passages"] and is_clear(row)]
    out = tuple(options.leave_out)
    train = [row for row in rows if not out or not row["report"].startswith(out)]
    held = [row for row in rows if out and row["report"].startswith(out)]
    names = names_of(train)
    made = Examples(train, names)
    flat = made.values[made.mask == 0]
    mean, spread = flat.mean(0), flat.std(0) + 1e-6
    net = nn.Sequential(
        nn.Linear(len(names), HIDDEN), nn.GELU(approximate="tanh"), nn.Dropout(DROPPED), nn.Linear(HIDDEN, 1)
    )
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    inputs = ((made.values - mean) / spread).clamp(-CUT, CUT)
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        loss = loss_of(net(inputs).squeeze(-1) + made.mask, made.gold)
        loss.backward()
        optimizer.step()
    net.eval()
    if held:
        judge(net, held, names, mean, spread)
    write(net, names, mean, spread)


def judge(net: nn.Module, rows: Sequence[dict], names: Sequence[str], mean: Tensor, spread: Tensor) -> None:
    """Print the figures on reports left out."""
    made = Examples(rows, names)
    with torch.no_grad():
        scores = net(((made.values - mean) / spread).clamp(-CUT, CUT)).squeeze(-1) + made.mask
    says = made.gold.sum(1) > 0
    first = made.gold[torch.arange(len(rows)), scores.argmax(1)] > 0
    told = area([bool(one) for one in says], [float(one) for one in torch.logsumexp(scores, 1)])
    sys.stdout.write(f"{len(rows)} left out: first pick {float(first[says].float().mean()):.3f}, area {told:.3f}\n")


def write(net: nn.Sequential, names: Sequence[str], mean: Tensor, spread: Tensor) -> None:
    """Write the network as the program reads it."""
    inner, outer = net[0], net[3]
    kept = {
        "names": list(names), "mean": mean, "spread": spread,
        "inner": inner.weight, "inner_bias": inner.bias, "outer": outer.weight[0], "bias": outer.bias,
    }  # fmt: skip
    plain = {name: value if isinstance(value, list) else _rounded(value) for name, value in kept.items()}
    FITTED.write_text(json.dumps(plain, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded(values: Tensor) -> list:
    """Return a tensor as lists of numbers of a few digits."""
    if values.dim() > 1:
        return [_rounded(row) for row in values]
    return [float(f"{float(value):.{DIGITS}g}") for value in values]


if __name__ == "__main__":
    main()
