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
LEAST = 1e-30  # a share that counts as none
FOLDS = 5  # parts of the reports, each scored by a network fitted on the others


def features_of(row: dict, passage: dict) -> dict[str, float]:
    """Return the features of a passage as the program gives them to the ranker."""
    return passage["features"] | {f"asks {row['asks']}": 1.0}


def names_of(rows: Sequence[dict]) -> list[str]:
    """Return the names of all features that occur."""
    return sorted({name for row in rows for p in row["passages"] for name in features_of(row, p)})


class Examples:
    """Questions as tensors: features (passages, features) and gold (passages) of all, which question each is of."""

    def __init__(self, rows: Sequence[dict], names: Sequence[str]) -> None:
        passages = [(n, features_of(row, p), p["gold"]) for n, row in enumerate(rows) for p in row["passages"]]
        self.count = len(rows)
        self.sizes = [len(row["passages"]) for row in rows]
        self.of = torch.tensor([n for n, _, _ in passages])
        self.values = torch.tensor([[found.get(name, 0.0) for name in names] for _, found, _ in passages])
        self.gold = torch.tensor([float(gold) for _, _, gold in passages])

    def sums(self, scores: Tensor) -> tuple[Tensor, Tensor]:
        """Return, by question, the log of what all its passages and "none" come to, and of what the gold ones do.

        Where no passage is gold, "none" is, whose score is 0.
        """
        most = torch.zeros(self.count).scatter_reduce(0, self.of, scores.detach(), "amax")
        parts, none = torch.exp(scores - most[self.of]), torch.exp(-most)
        whole = torch.zeros(self.count).index_add(0, self.of, parts) + none
        gold = torch.zeros(self.count).index_add(0, self.of, parts * self.gold)
        right = torch.where(self.says(), gold, none)
        return most + torch.log(whole), most + torch.log(right.clamp_min(LEAST))

    def says(self) -> Tensor:
        """Return whether any passage of each question is gold."""
        return torch.zeros(self.count).index_add(0, self.of, self.gold) > 0


def loss_of(scores: Tensor, made: Examples) -> Tensor:
    """Return the mean loss of the gold passages against all others and none; of none, where no passage is gold."""
    whole, right = made.sums(scores)
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
        """Return the score of each passage."""
        return self.net(self.inputs(made)).squeeze(-1)

    def inputs(self, made: Examples) -> Tensor:
        """Return features as the network reads them."""
        return ((made.values - self.mean) / self.spread).clamp(-CUT, CUT)


def fitted(rows: Sequence[dict], seed: int) -> Fit:
    """Return the network fitted on some questions."""
    torch.manual_seed(seed)
    names = names_of(rows)
    made = Examples(rows, names)
    net = nn.Sequential(
        nn.Linear(len(names), HIDDEN), nn.GELU(approximate="tanh"), nn.Dropout(DROPPED), nn.Linear(HIDDEN, 1)
    )
    fit = Fit(net, names, made.values.mean(0), made.values.std(0) + 1e-6)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    inputs = fit.inputs(made)
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        loss = loss_of(net(inputs).squeeze(-1), made)
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
    made = Examples(rows, fit.names)
    lines = []
    for row, scores in zip(rows, fit.scores(made).split(made.sizes), strict=True):
        found = {p["id"]: round(float(score), 4) for p, score in zip(row["passages"], scores, strict=True)}
        lines.append(json.dumps({"of": [row["report"], row["id"], row["typed"]], "scores": found}) + "\n")
    return lines


def judge(fit: Fit, rows: Sequence[dict]) -> None:
    """Print the figures on reports left out."""
    made = Examples(rows, fit.names)
    scores, says = fit.scores(made), made.says()
    parts = zip(scores.split(made.sizes), made.gold.split(made.sizes), strict=True)
    first = torch.tensor([bool(gold[score.argmax()] > 0) for score, gold in parts])
    told = area([bool(one) for one in says], [float(one) for one in made.sums(scores)[0]])
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
