"""Fit the ranking of passages by their features, across reports; a passage is held against the others and "none".

    python -m training.rank build/worlds.jsonl … --leave-out a05 m01 …

Writes src/bc_qa/evidence/ranker.json and prints how it does on the reports left out: how often the first passage is
right, and how well its score tells whether the report says it at all (area under the curve). With `--scores FILE` it
writes the score of every passage too, told by a network that has not seen its report: what the cross-encoder starts at.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from bc_qa.evidence.ranker import CUT
from training.train import area, is_clear, read_examples

FITTED = Path("src/bc_qa/evidence/ranker.json")
HIDDEN, DROPPED, EPOCHS, RATE, DECAY = 64, 0.3, 180, 0.01, 0.05
DIGITS = 5
FOLDS = 5  # parts of the reports, each scored by a network fitted on the others


def features_of(row: dict, passage: dict) -> dict[str, float]:
    """Return the features of a passage as the program gives them to the ranker."""
    return passage["features"] | {f"asks {row['asks']}": 1.0}


def names_of(rows: Sequence[dict]) -> list[str]:
    """Return the names of all features that occur."""
    return sorted({name for row in rows for p in row["passages"] for name in features_of(row, p)})


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


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted network with the features that it reads, their means and spreads."""

    net: nn.Sequential
    names: list[str]
    mean: Tensor
    spread: Tensor

    @torch.no_grad()
    def scores(self, made: Examples) -> Tensor:
        """Return the scores of passages (n, passages); what is no passage is far below all."""
        return self.net(self.inputs(made)).squeeze(-1) + made.mask

    def inputs(self, made: Examples) -> Tensor:
        """Return features as the network reads them."""
        return ((made.values - self.mean) / self.spread).clamp(-CUT, CUT)


def fitted(rows: Sequence[dict], seed: int) -> Fit:
    """Return the network fitted on some questions."""
    torch.manual_seed(seed)
    names = names_of(rows)
    made = Examples(rows, names)
    flat = made.values[made.mask == 0]
    net = nn.Sequential(
        nn.Linear(len(names), HIDDEN), nn.GELU(approximate="tanh"), nn.Dropout(DROPPED), nn.Linear(HIDDEN, 1)
    )
    fit = Fit(net, names, flat.mean(0), flat.std(0) + 1e-6)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    inputs = fit.inputs(made)
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        loss = loss_of(net(inputs).squeeze(-1) + made.mask, made.gold)
        loss.backward()
        optimizer.step()
    net.eval()
    return fit


def main() -> None:
    """Fit, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", nargs="+", type=Path)
    parser.add_argument("--leave-out", nargs="*", default=[])
    parser.add_argument("--scores", type=Path, help="where to write the score of every passage")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    every = [row for row in read_examples(options.examples) if row["passages"]]
    out = tuple(options.leave_out)
    held = [row for row in every if out and row["report"].startswith(out)]
    train = [row for row in every if not out or not row["report"].startswith(out)]
    fit = fitted([row for row in train if is_clear(row)], options.seed)
    if held:
        judge(fit, [row for row in held if is_clear(row)])
    write(fit, FITTED)
    if options.scores:
        with options.scores.open("w", encoding="utf-8") as file:
            file.writelines(scored(fit, held))
            reports = sorted({row["report"] for row in train})
            for fold in range(FOLDS):
                names = set(reports[fold::FOLDS])
                others = [row for row in train if row["report"] not in names and is_clear(row)]
                file.writelines(scored(fitted(others, options.seed), [row for row in train if row["report"] in names]))


def scored(fit: Fit, rows: Sequence[dict]) -> list[str]:
    """Return a line for each question: which it is, and the score of each passage by its id."""
    if not rows:
        return []
    lines = []
    for row, scores in zip(rows, fit.scores(Examples(rows, fit.names)), strict=True):
        passages = sorted(row["passages"], key=lambda passage: passage["rank"])
        found = {p["id"]: round(float(score), 4) for p, score in zip(passages, scores, strict=False)}
        lines.append(json.dumps({"of": [row["report"], row["id"], row["typed"]], "scores": found}) + "\n")
    return lines


def judge(fit: Fit, rows: Sequence[dict]) -> None:
    """Print the figures on reports left out."""
    made = Examples(rows, fit.names)
    scores = fit.scores(made)
    says = made.gold.sum(1) > 0
    first = made.gold[torch.arange(len(rows)), scores.argmax(1)] > 0
    told = area([bool(one) for one in says], [float(one) for one in torch.logsumexp(scores, 1)])
    sys.stdout.write(f"{len(rows)} left out: first pick {float(first[says].float().mean()):.3f}, area {told:.3f}\n")


def write(fit: Fit, path: Path) -> None:
    """Write the network as the program reads it."""
    inner, outer = fit.net[0], fit.net[3]
    kept = {
        "names": fit.names, "mean": fit.mean, "spread": fit.spread,
        "inner": inner.weight, "inner_bias": inner.bias, "outer": outer.weight[0], "bias": outer.bias,
    }  # fmt: skip
    plain = {name: value if isinstance(value, list) else _rounded(value) for name, value in kept.items()}
    path.write_text(json.dumps(plain, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded(values: Tensor) -> list:
    """Return a tensor as lists of numbers of a few digits."""
    if values.dim() > 1:
        return [_rounded(row) for row in values]
    return [float(f"{value:.{DIGITS}g}") for value in values.tolist()]


if __name__ == "__main__":
    main()
