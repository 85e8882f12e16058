"""How likely an answer is right, 0-1: one fitted weight for each feature, kept beside this file.

Fitted by `training/calibrate.py` on reports that the trained reader has not seen; each report was judged by weights
fitted on the others. There are two sets of weights: with what the trained reader says, and without it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from importlib.resources import files

_FITTED: Mapping[str, Mapping[str, float]] = json.loads(
    files(__package__).joinpath("confidence.json").read_text(encoding="utf-8")
)
BIAS = "bias"
MOST = 30.0  # log-odds beyond this are certain


def likelihood(features: Mapping[str, float]) -> float:
    """Return how likely the answer is right that has these features; a feature without a weight says nothing."""
    weights = weights_for(features)
    odds = weights[BIAS] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-MOST, min(MOST, odds))))


def weights_for(features: Mapping[str, float]) -> Mapping[str, float]:
    """Return the weights that some features are told by, with the bias under its name."""
    return _FITTED["reader" if features.get("read") else "features"]
