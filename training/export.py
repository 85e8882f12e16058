"""Write a checkpoint as the program reads it: two int8 graphs for ONNX Runtime, the tokenizer, the card's figures.

python -m training.export build/reader/upper-2.pt --out src/bc_qa/reranker/model
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.model import parted
from training.train import PASSAGE_TOKENS, QUESTION_TOKENS, RANK
from training.weights import kept, model, packed_file, read_packed, tokenizer

_BATCH, _QUESTION, _PASSAGE = "n", "q", "t"


def graph(module: nn.Module, inputs: dict[str, torch.Tensor], outputs: dict[str, dict[int, str]], path: Path) -> None:
    """Write a module as an int8 graph; sizes that are named in `outputs` and below may change."""
    axes = {name: dict(enumerate(sizes)) for name, sizes in _SIZES.items() if name in inputs}
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            module, tuple(inputs.values()), str(whole), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes=axes | outputs, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(path))


_SIZES = {
    "ids": (_BATCH, _PASSAGE),
    "mask": (_BATCH, _PASSAGE),
    "question": (_BATCH, _QUESTION),
    "asked": (_BATCH, _QUESTION),
    "passage": (_BATCH, _PASSAGE),
    "read": (_BATCH, _PASSAGE),
    "own": (_BATCH, _PASSAGE),
}


def main() -> None:
    """Write the files of the packaged reader."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    packed = read_packed(packed_file())
    ids = kept(packed)
    parts = parted(model(packed, ids, 12))
    state = torch.load(options.checkpoint, weights_only=True)
    parts.upper.load_state_dict(state)
    parts.upper.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    tokens = tokenizer(packed, ids)
    tokens.no_padding()
    tokens.save(str(options.out / "tokenizer.json"), pretty=False)
    hidden = packed.hidden
    graph(
        parts.lower,
        {"ids": torch.ones(2, 9, dtype=torch.long), "mask": torch.ones(2, 9)},
        {"states": {0: _BATCH, 1: _PASSAGE}},
        options.out / "lower.onnx",
    )
    graph(
        parts.upper,
        {
            "question": torch.randn(2, 5, hidden), "asked": torch.ones(2, 5),
            "passage": torch.randn(2, 9, hidden), "read": torch.ones(2, 9), "own": torch.ones(2, 9),
        },
        {"relevance": {0: _BATCH}, "pointer": {0: _BATCH, 1: _PASSAGE}},
        options.out / "upper.onnx",
    )  # fmt: skip
    digest = hashlib.sha256((options.out / "upper.onnx").read_bytes()).hexdigest()[:12]
    card = {
        "name": f"reader {digest}",
        "tokens": {"question": QUESTION_TOKENS, "passage": PASSAGE_TOKENS},
        "fusion": {"relevance": 1.0, "rank": RANK, "bias": 0.0},  # `training.fuse` fits them
    }
    (options.out / "model.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
