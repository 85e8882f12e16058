"""Train the upper layers and heads of the reader on exported candidates.

    python -m training.train build/*.jsonl --out build/reader --leave-out a05-nghi-quyet-hdnd-xa …

Each step reads a few questions with some of their passages. The loss is listwise with a place for "none of these": the
gold passages together against the others and none, once by what is read alone and once on top of the score that the
features give (`--scores`), so that the reader learns most where the features fail; beside it, what each passage is by
itself, and the pointer. Now and then the gold passages are taken out, and none is right. States of the frozen layers
are made once for each text. A checkpoint is written after each epoch, with the figures on the reports left out.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from bc_qa.reranker.inputs import QUERY, shown
from training.model import Parts, parted
from training.weights import kept, model, packed_file, read_packed, tokenizer

QUESTION_TOKENS, PASSAGE_TOKENS = 48, 176
RUN = 12  # pairs read in one run
TAKEN = 5  # passages read with a question in one step
WARM = 100  # steps in which the rate rises
POINTER, EACH, ALONE = 0.5, 0.3, 0.5  # weights of the pointer's loss, of each passage's own, and without the features
EMPTIED = 0.1  # share of the questions whose gold passages are taken out
RANK = 0.7  # what the features' score counts beside the reader's, as in the fitted fusion


@dataclass(slots=True)
class Text:
    """A text as the frozen layers left it: states (t, hidden), and which of its tokens may be pointed at."""

    states: Tensor
    own: Tensor
    offsets: list[tuple[int, int]] = field(default_factory=list)  # of each token in the passage's own text


class States:
    """The frozen layers' states of every text, made once."""

    def __init__(self, parts: Parts, tokens: Tokenizer) -> None:
        self._parts = parts
        self._tokens = tokens
        self._made: dict[str, Text] = {}

    def question(self, text: str) -> Text:
        """Return the states of a question."""
        key = QUERY + text
        if key not in self._made:
            self._make([(key, len(key), QUESTION_TOKENS)])
        return self._made[key]

    def passage(self, row: dict) -> Text:
        """Return the states of a passage as it is shown."""
        seen = shown(row["text"], row["context"], row["before"])
        if seen.text not in self._made:
            self._make([(seen.text, seen.start, PASSAGE_TOKENS)])
        return self._made[seen.text]

    def prepare(self, rows: Iterable[dict], log: Iterator[None]) -> None:
        """Make the states of all texts of some examples, sorted by length."""
        wanted: dict[str, tuple[str, int, int]] = {}
        for row in rows:
            for text in variants(row):
                wanted[QUERY + text] = (QUERY + text, len(QUERY + text), QUESTION_TOKENS)
            for passage in row["passages"]:
                seen = shown(passage["text"], passage["context"], passage["before"])
                wanted[seen.text] = (seen.text, seen.start, PASSAGE_TOKENS)
        todo = sorted(wanted.values(), key=lambda item: len(item[0]))
        for at in range(0, len(todo), 32):
            self._make(todo[at : at + 32])
            next(log)

    def _make(self, texts: Sequence[tuple[str, int, int]]) -> None:
        encoded = [cut(self._tokens.encode(text), limit) for text, _, limit in texts]
        width = max(len(ids) for ids, _ in encoded)
        ids = torch.tensor([one + [1] * (width - len(one)) for one, _ in encoded])
        mask = torch.tensor([[1] * len(one) + [0] * (width - len(one)) for one, _ in encoded])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            states = self._parts.lower(ids, mask.float()).to(torch.bfloat16)
        for (text, start, _), (one, offsets), made in zip(texts, encoded, states, strict=True):
            own = torch.tensor([float(left >= start and right > left) for left, right in offsets])
            places = [(left - start, right - start) for left, right in offsets]
            self._made[text] = Text(made[: len(one)].clone(), own, places)


def cut(encoded: object, limit: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Return ids and offsets of an encoding, `limit` tokens at most, its last token kept."""
    ids, offsets = list(encoded.ids), list(encoded.offsets)  # type: ignore[attr-defined]
    if len(ids) > limit:
        ids, offsets = [*ids[: limit - 1], ids[-1]], [*offsets[: limit - 1], offsets[-1]]
    return ids, offsets


def variants(row: dict) -> list[str]:
    """Return the ways in which a question is put in training: as mended, as typed, and without diacritics."""
    plain = unicodedata.normalize("NFD", row["question"].replace("đ", "d").replace("Đ", "D"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return [row["question"], row["typed"], plain]


def read_examples(paths: Sequence[Path], scores: Path | None = None) -> list[dict]:
    """Return the examples of some files, each question once; with the scores of the features where they are given."""
    rows = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    found = {(row["report"], row["id"], row["typed"]): row for row in rows}
    for line in scores.read_text(encoding="utf-8").splitlines() if scores else ():
        told = json.loads(line)
        row = found.get(tuple(told["of"]))
        if row is None:
            continue
        row["passages"].sort(key=lambda passage: -told["scores"][passage["id"]])
        for rank, passage in enumerate(row["passages"]):
            passage |= {"rank": rank, "score": told["scores"][passage["id"]]}
    return list(found.values())


def taken(row: dict, draw: random.Random) -> list[dict]:
    """Return some of a question's passages: the gold ones, the likeliest others, and one or two drawn from the rest."""
    passages = sorted(row["passages"], key=lambda passage: passage["rank"])
    gold = [p for p in passages if p["gold"]]
    gold = draw.sample(gold, 2) if len(gold) > 2 else gold
    others = [p for p in passages if not p["gold"]]
    if len(others) >= TAKEN and draw.random() < EMPTIED:
        gold = []
    sure = others[:2]
    rest = draw.sample(others[2:], max(0, min(TAKEN - len(gold) - len(sure), len(others) - 2)))
    return [*gold, *sure, *rest]


def padded(texts: Sequence[Text]) -> tuple[Tensor, Tensor, Tensor]:
    """Return states, mask and pointable tokens of some texts, side by side."""
    width = max(len(text.states) for text in texts)
    states = torch.zeros(len(texts), width, texts[0].states.shape[1], dtype=torch.bfloat16)
    mask, own = torch.zeros(len(texts), width), torch.zeros(len(texts), width)
    for n, text in enumerate(texts):
        states[n, : len(text.states)] = text.states
        mask[n, : len(text.states)] = 1
        own[n, : len(text.own)] = text.own
    return states, mask, own


def scored(parts: Parts, made: States, asked: str, passages: Sequence[dict]) -> tuple[Tensor, Tensor, list[Text]]:
    """Return relevance and pointer logits of some passages for one question."""
    read = [made.passage(passage) for passage in passages]
    question = made.question(asked)
    states, mask, own = padded(read)
    q = question.states.unsqueeze(0).expand(len(read), -1, -1)
    with torch.autocast("cpu", torch.bfloat16):
        relevance, pointed = parts.upper(q, torch.ones(q.shape[:2]), states, mask, own)
    return relevance.float(), pointed.float(), read


def listwise(scores: Tensor, gold: Tensor) -> Tensor:
    """Return the loss of the gold passages together against the others and none; of none, where there is no gold."""
    whole = torch.logsumexp(torch.cat([scores, torch.zeros(1)]), 0)
    return whole - (torch.logsumexp(scores[gold > 0], 0) if gold.any() else torch.zeros(()))


def loss_of(passages: Sequence[dict], relevance: Tensor, pointed: Sequence[Tensor], read: Sequence[Text]) -> Tensor:
    """Return the loss of one question over some of its passages."""
    gold = torch.tensor([float(passage["gold"]) for passage in passages])
    both = relevance + RANK * torch.tensor([passage["score"] for passage in passages])
    loss = listwise(both, gold) + ALONE * listwise(relevance, gold)
    loss = loss + EACH * functional.binary_cross_entropy_with_logits(relevance, gold)
    pointers = []
    for passage, logits, text in zip(passages, pointed, read, strict=True):
        inside = [any(a < right_ and left < b for a, b in passage["spans"]) for left, right_ in text.offsets]
        wanted = torch.tensor(inside) & (text.own > 0)
        if passage["gold"] and wanted.any():
            pointers.append(torch.logsumexp(logits, 0) - torch.logsumexp(logits[: len(wanted)][wanted], 0))
    return loss + POINTER * torch.stack(pointers).mean() if pointers else loss


def batches(rows: Sequence[dict], size: int, draw: random.Random) -> Iterator[list[dict]]:
    """Yield questions a few at a time, in any order."""
    order = list(rows)
    draw.shuffle(order)
    yield from (order[at : at + size] for at in range(0, len(order), size))


def batch_loss(parts: Parts, made: States, rows: Sequence[dict], draw: random.Random) -> Tensor:
    """Return the mean loss of a batch, all its pairs read in one run."""
    chosen = [(row, taken(row, draw), draw.choices(variants(row), (0.7, 0.2, 0.1))[0]) for row in rows]
    chosen = [item for item in chosen if item[1]]
    questions = [made.question(asked) for _, passages, asked in chosen for _ in passages]
    read = [made.passage(passage) for _, passages, _ in chosen for passage in passages]
    with torch.autocast("cpu", torch.bfloat16):  # around all runs: the weights are made bf16 once for a step
        results = read_by_length(parts, questions, read)
    losses, at = [], 0
    for _, passages, _ in chosen:
        part = results[at : at + len(passages)]
        relevance = torch.stack([one for one, _ in part])
        losses.append(loss_of(passages, relevance, [logits for _, logits in part], read[at : at + len(passages)]))
        at += len(passages)
    return torch.stack(losses).mean()


def read_by_length(parts: Parts, questions: Sequence[Text], read: Sequence[Text]) -> list[tuple[Tensor, Tensor]]:
    """Return relevance and pointer of each pair, those of about one length read in one run."""
    lengths = [len(question.states) + len(text.states) for question, text in zip(questions, read, strict=True)]
    order = sorted(range(len(read)), key=lengths.__getitem__)
    found: dict[int, tuple[Tensor, Tensor]] = {}
    for at in range(0, len(order), RUN):
        rows = order[at : at + RUN]
        q, asked, _ = padded([questions[row] for row in rows])
        states, mask, own = padded([read[row] for row in rows])
        relevance, pointed = parts.upper(q, asked, states, mask, own)
        found |= {row: (relevance[n].float(), pointed[n].float()) for n, row in enumerate(rows)}
    return [found[row] for row in range(len(read))]


@torch.no_grad()
def judged(parts: Parts, made: States, rows: Sequence[dict], most: int = 8) -> dict[str, float]:
    """Return figures on reports left out: first pick, whether the report says it (area under the curve), the value."""
    parts.upper.eval()
    first = alone = before = held = value = valued = old = 0
    answerable, best = [], []
    for row in rows:
        passages = sorted(row["passages"], key=lambda passage: passage["rank"])[:most]
        if not passages:
            continue
        relevance, pointed, read = scored(parts, made, row["question"], passages)
        both = relevance + RANK * torch.tensor([passage["score"] for passage in passages])
        says = row["kind"] != "unanswerable"
        answerable.append(says)
        best.append(float(torch.logsumexp(both, 0)))
        if not says or not any(passage["gold"] for passage in passages):
            continue
        held += 1
        first += passages[int(both.argmax())]["gold"]
        alone += passages[int(relevance.argmax())]["gold"]
        before += passages[0]["gold"]
        gold = next((n for n, passage in enumerate(passages) if passage["gold"] and passage["spans"]), None)
        if row["kind"] == "figure" and gold is not None:
            figures = passages[gold]["figures"]
            right = [any(a < f["span"][1] and f["span"][0] < b for a, b in passages[gold]["spans"]) for f in figures]
            if any(right):
                valued += 1
                scores = [span_score(pointed[gold], read[gold], f["span"]) for f in figures]
                value += right[int(np.argmax(scores))]
                order = [n for n, f in enumerate(figures) if f["order"] == 0]
                old += bool(order) and right[order[0]]
    parts.upper.train()
    return {
        "first pick": first / max(held, 1), "first pick alone": alone / max(held, 1),
        "first pick before": before / max(held, 1),
        "area": area(answerable, best), "value": value / max(valued, 1), "value before": old / max(valued, 1),
        "held": held, "valued": valued,
    }  # fmt: skip


def span_score(logits: Tensor, text: Text, span: Sequence[int]) -> float:
    """Return how surely a span is pointed at: the best of its tokens."""
    inside = [n for n, (left, right) in enumerate(text.offsets) if left < span[1] and span[0] < right and text.own[n]]
    return max((float(logits[n]) for n in inside), default=-math.inf)


def area(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the area under the curve: how often a positive is scored above a negative."""
    yes = [score for label, score in zip(labels, scores, strict=True) if label]
    no = [score for label, score in zip(labels, scores, strict=True) if not label]
    wins = sum((a > b) + 0.5 * (a == b) for a in yes for b in no)
    return wins / max(len(yes) * len(no), 1)


def counting(name: str, every: int) -> Iterator[None]:
    """Count on stderr."""
    began, n = time.time(), 0
    while True:
        n += 1
        if n % every == 0:
            sys.stderr.write(f"{name}: {n} in {time.time() - began:.0f} s\n")
            sys.stderr.flush()
        yield


def main() -> None:
    """Train and write checkpoints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", nargs="+", type=Path)
    parser.add_argument("--scores", type=Path, help="what `training.rank --scores` wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--leave-out", nargs="*", default=[], help="names of reports, or their beginnings")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--resume", type=Path, help="a checkpoint to go on from")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    draw = random.Random(options.seed)
    rows = read_examples(options.examples, options.scores)
    left_out = [row for row in rows if row["report"].startswith(tuple(options.leave_out))] if options.leave_out else []
    names = {row["report"] for row in left_out}
    train = [row for row in rows if row["report"] not in names and row["passages"] and is_clear(row)]
    sys.stderr.write(f"{len(train)} questions to train on, {len(left_out)} left out of {sorted(names)}\n")
    packed = read_packed(packed_file())
    ids = kept(packed)
    tokens = tokenizer(packed, ids)
    tokens.no_padding()
    parts = parted(model(packed, ids, 12))
    if options.resume:
        parts.upper.load_state_dict(torch.load(options.resume, weights_only=True))
    made = States(parts, tokens)
    made.prepare([*train, *left_out], counting("states of 32 texts", 20))
    options.out.mkdir(parents=True, exist_ok=True)
    heads = [p for name, p in parts.upper.named_parameters() if not name.startswith("layers")]
    tuned = [p for name, p in parts.upper.named_parameters() if name.startswith("layers")]
    rates = [{"params": heads, "lr": options.rate * 5}, {"params": tuned, "lr": options.rate}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = options.epochs * math.ceil(len(train) / options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / WARM, max(0.0, 1 - n / steps)))
    parts.upper.train()
    for epoch in range(options.epochs):
        log, total, count = counting(f"epoch {epoch} steps", 50), 0.0, 0
        for batch in batches(train, options.batch, draw):
            loss = batch_loss(parts, made, batch, draw)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parts.upper.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total, count = total + loss.item(), count + 1
            next(log)
        torch.save(parts.upper.state_dict(), options.out / f"upper-{epoch}.pt")
        figures = {"epoch": epoch, "loss": total / count, **(judged(parts, made, left_out) if left_out else {})}
        with (options.out / "figures.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(figures) + "\n")
        sys.stderr.write(json.dumps(figures) + "\n")


def is_clear(row: dict) -> bool:
    """Whether it is known what is right: unanswerable, or with its passage among those read."""
    return row["kind"] == "unanswerable" or any(passage["gold"] for passage in row["passages"])


if __name__ == "__main__":
    main()
