"""What passages are ranked by, and when the best is an answer: the weight of each feature, kept beside this file.

The latter are fitted by `benchmarks/fit.py`; so may the former be, but set by hand they ranked as well in its check.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files

_FITTED = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))

RANKING: Mapping[str, float] = _FITTED["ranking"]
"""By feature; see `ranking.py` for what each one says."""

ANSWERS: Mapping[str, Mapping[str, float]] = _FITTED["answers"]
"""By feature, for questions for a value and for others: how likely the best passage answers (log-odds, with a bias)."""

BIAS = "bias"


def score(features: Mapping[str, float]) -> float:
    """Return the weighted sum of a passage's features."""
    return sum(RANKING[name] * value for name, value in features.items())


def is_answer(features: Mapping[str, float], valued: bool) -> bool:
    """Whether the best passage more likely answers a question than not; `valued` is a question for a value."""
    fitted = ANSWERS["valued" if valued else "told"]
    return fitted[BIAS] + sum(fitted.get(name, 0.0) * value for name, value in features.items()) > 0
