"""How surely a statement of the report is of the very thing that a claim speaks of: fitted across reports.

`weights.json` beside this file is a small network (`bc_qa.evidence.ranker`) fitted by `training/claims.py`, whole
reports left out. Its scores are log-odds against "the report says nothing of this thing".
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from bc_qa.claims.agreeing import precision
from bc_qa.claims.judging import Candidate
from bc_qa.claims.second import Looked
from bc_qa.claims.similarity import Similarity
from bc_qa.claims.statements import Statement
from bc_qa.evidence.ranker import Ranker


def features(
    claim: Statement,
    pairs: Sequence[tuple[Candidate, Similarity]],
    common: Sequence[Mapping[str, float]],
    looked: Looked,
) -> list[dict[str, float]]:
    """Return what tells whether each statement that may be of a claim's thing is.

    `common` is what the facts of claim and statement have in common (`bc_qa.claims.likeness`).
    """
    pointed = [looked.pointed(candidate.other) for candidate, _ in pairs]
    best = max((told for told in pointed if told is not None), default=0.0)
    return [
        _features(claim, candidate, similarity, looked)
        | dict(shared)
        | ({} if told is None else {"pointed": told, "pointed behind": told - best})
        for (candidate, similarity), shared, told in zip(pairs, common, pointed, strict=True)
    ]


def _features(claim: Statement, candidate: Candidate, similarity: Similarity, looked: Looked) -> dict[str, float]:
    other = candidate.other
    place = other.reading.passage.id
    found = {
        f"asks {claim.figure.kind.value}": 1.0,
        "said": similarity.said,
        "own": similarity.own,
        "silent": similarity.silent,
        "right": candidate.right,
        "wrong": candidate.wrong,
        "agreed": float(candidate.agreed),
        "agreed digits": float(candidate.agreed * precision(claim.figure)),
        "turned": float(candidate.turned),
        "slip": float(candidate.slip),
        "same period": float(candidate.period > 0),
        "other period": float(candidate.period < 0),
        "other aim": float(not candidate.aimed),
        "other change": float(bool(claim.change) != bool(other.change)),
        "part": float(other.part and not claim.part),
        "unlabelled": float(not other.label),
        "found": 1 / looked.ranks[place] if place in looked.ranks else 0.0,
    }
    scored = looked.read.get(place)
    if scored is not None:
        found |= {"read": 1.0, "relevance": scored.relevance, "behind": scored.relevance - looked.best}
    return found


def likelihoods(found: Sequence[dict[str, float]]) -> list[float]:
    """Return how likely each statement is of the claim's thing, 0-1; together with "none is" they make 1."""
    scores = packaged().scores(found)
    most = max([0.0, *scores])
    parts = [math.exp(score - most) for score in scores]
    whole = sum(parts) + math.exp(-most)
    return [part / whole for part in parts]


@cache
def packaged() -> Ranker:
    """Return the network that is kept beside this file."""
    return Ranker(json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8")))
