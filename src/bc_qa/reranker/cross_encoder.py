"""The trained cross-encoder in ONNX Runtime: eight layers read question and passage apart, four read both together.

What the lower layers make of a passage depends on no question and is kept for the next one.
"""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bc_qa import phrases
from bc_qa.errors import ReaderUnavailable
from bc_qa.reranker.inputs import QUERY, Shown
from bc_qa.reranker.scoring import Fusion, Scored

PACKAGED = Path(__file__).parent / "model"
LOWER, UPPER, TOKENIZER, CARD = "lower.onnx", "upper.onnx", "tokenizer.json", "model.json"
KEPT = 1_500  # passages whose states are kept, about 0.1 MB each

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Text:
    states: Array  # (t, hidden)
    own: Array  # (t): 1 where a token is of the passage's own words
    offsets: tuple[tuple[int, int], ...]


class CrossEncoder:
    """Scores passages for a question. Safe to share between threads.

    `folder` holds the two graphs, the tokenizer and the card. Raises ReaderUnavailable where it cannot be loaded.
    """

    def __init__(self, folder: Path = PACKAGED) -> None:
        try:
            import onnxruntime  # noqa: PLC0415  (half a second, and absent on some platforms)
            from tokenizers import Tokenizer  # noqa: PLC0415

            card = json.loads((folder / CARD).read_text(encoding="utf-8"))
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 3
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # as in bc_qa
            threads = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0]  # the engine does not ask for itself
            options.intra_op_num_threads = int(threads) if threads.isdigit() else 0
            self._lower = onnxruntime.InferenceSession(str(folder / LOWER), options, ["CPUExecutionProvider"])
            self._upper = onnxruntime.InferenceSession(str(folder / UPPER), options, ["CPUExecutionProvider"])
            self._tokens = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:  # ONNX Runtime raises classes of its own for a damaged file
            reason = str(error).strip().split("\n")[0][:200]
            raise ReaderUnavailable(phrases.READER_UNAVAILABLE.format(folder=folder, reason=reason)) from error
        self.name: str = card["name"]
        self.fusion = Fusion(**card["fusion"])
        self._limits: dict[str, int] = card["tokens"]
        self._kept: OrderedDict[str, _Text] = OrderedDict()
        self._lock = Lock()

    def predict(self, question: str, passages: Sequence[Shown]) -> list[Scored]:
        """Return a score for each passage, in their order."""
        if not passages:
            return []
        asked = self._read(QUERY + question, len(QUERY + question), self._limits["question"])
        read = self._passages(passages)
        inputs = _padded(asked, read)
        relevance, pointed = self._upper.run(None, inputs)
        return [
            Scored(float(value), _pointed(text, logits))
            for value, logits, text in zip(relevance, pointed, read, strict=True)
        ]

    def _passages(self, passages: Sequence[Shown]) -> list[_Text]:
        """Return the states of passages, those kept not made again."""
        with self._lock:
            known = {p.text: self._kept[p.text] for p in passages if p.text in self._kept}
        new = [p for p in dict.fromkeys(passages) if p.text not in known]
        known |= {p.text: self._read(p.text, p.start, self._limits["passage"]) for p in new}
        with self._lock:
            for passage in passages:
                self._kept[passage.text] = known[passage.text]
                self._kept.move_to_end(passage.text)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return [known[passage.text] for passage in passages]

    def _read(self, text: str, start: int, limit: int) -> _Text:
        """Return the lower layers' states of a text whose own words begin at `start`.

        Each text is read by itself: the int8 layers share one range over a run, and what is kept of a passage must not
        depend on which others it was read with.
        """
        ids, offsets = _cut(self._tokens.encode(text), limit)
        mask = np.ones((1, len(ids)), np.float32)
        (states,) = self._lower.run(None, {"ids": np.array([ids], np.int64), "mask": mask})
        own = np.array([left >= start and right > left for left, right in offsets], np.float32)
        return _Text(states[0].astype(np.float32), own, tuple((left - start, right - start) for left, right in offsets))


def _cut(encoded: Any, limit: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Return ids and offsets of an encoding, `limit` tokens at most, its last token kept."""
    ids, offsets = list(encoded.ids), list(encoded.offsets)
    if len(ids) > limit:
        ids, offsets = [*ids[: limit - 1], ids[-1]], [*offsets[: limit - 1], offsets[-1]]
    return ids, offsets


def _padded(asked: _Text, read: Sequence[_Text]) -> dict[str, Array]:
    """Return the inputs of the upper layers: one question beside each passage, passages padded to one length."""
    width, hidden = max(len(text.states) for text in read), asked.states.shape[1]
    count = len(read)
    passage = np.zeros((count, width, hidden), np.float32)
    mask, own = np.zeros((count, width), np.float32), np.zeros((count, width), np.float32)
    for row, text in enumerate(read):
        passage[row, : len(text.states)] = text.states
        mask[row, : len(text.states)] = 1
        own[row, : len(text.own)] = text.own
    question = np.broadcast_to(asked.states, (count, *asked.states.shape)).astype(np.float32)
    return {
        "question": question,
        "asked": np.ones(question.shape[:2], np.float32),
        "passage": passage,
        "read": mask,
        "own": own,
    }


def _pointed(text: _Text, logits: Array) -> tuple[tuple[int, int, float], ...]:
    return tuple(
        (left, right, float(logit))
        for (left, right), logit, own in zip(text.offsets, logits, text.own, strict=False)
        if own
    )


def load_reranker(name: str) -> CrossEncoder | None:
    """Return the reader that a setting names: "packaged", "none", or a folder. Raises ReaderUnavailable.

    Without the packaged files (a checkout that has not made them) there is none: the features alone decide then.
    """
    if name == "none" or (name == "packaged" and not (PACKAGED / CARD).is_file()):
        return None
    return CrossEncoder(PACKAGED if name == "packaged" else Path(name))
