"""The packaged reader's upper half as a checkpoint, to go on training from: its int8 weights as floats again.

python -m training.packaged src/bc_qa/reranker/model/upper.onnx --out build/packaged.pt
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor


def state(graph: Path) -> dict[str, Tensor]:
    """Return the state of `training.model.Upper` that a graph of `training.export` was made from, to within int8."""
    loaded = onnx.load(str(graph)).graph
    held = {one.name: numpy_helper.to_array(one) for one in loaded.initializer}
    found = {name: value for name, value in held.items() if "::" not in name and "_Transposed_" not in name}
    for node in loaded.node:
        if node.op_type != "MatMulInteger":
            continue
        name = node.input[1].removesuffix("_quantized")
        module = ".".join(node.name.strip("/").split("/")[:-1])
        centred = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
        found[f"{module}.weight"] = (centred * held[f"{name}_scale"]).T
    rows = sorted((name for name in held if name.startswith("onnx::Add_")), key=lambda name: int(name.split("_")[-1]))
    found["parts.weight"] = np.stack([held[name].reshape(-1) for name in rows])
    return {name: torch.from_numpy(np.array(value)) for name, value in found.items()}


def main() -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state(options.graph), options.out)


if __name__ == "__main__":
    main()
