"""Fit what passages are ranked by, and when the best of them is taken for an answer; writes the weights and a page.

    python benchmarks/fit.py QUESTIONS.jsonl … [--other CORPUS QUESTIONS.jsonl …]

Ranking: a softmax over the passages read for each question, towards those that hold its evidence, held near the
weights that stand (L2 on the difference), so that few questions move them little. Answering: a logistic regression
over the features of the best passage, right where it holds the evidence, wrong where the corpus does not answer; and
wrong for each question for a value that it does answer, with the passages left out that hold the evidence: the best
that is left is what a report without them would be asked in vain. Both are checked by five-fold cross-validation over
questions.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, KFold

from bc_qa.answering.refusal import is_valued
from bc_qa.assistant import Assistant, ensure
from bc_qa.evaluation.cases import Case, read_cases
from bc_qa.evaluation.judging import proves
from bc_qa.evidence import weights
from bc_qa.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "bc_qa" / "evidence" / "weights.json"
NAMES = tuple(weights.RANKING)
TELLING = (
    "covered",
    "absent",
    "weakest",
    "core",
    "unknown",
    "near",
    "unit",
    "dense z",
    "no cause",
    "headed",
    "exact",
    "told",
    "lost",
)
HELD = 3.0  # how strongly the weights are held near those that stand
SHARPNESS = 8.0  # of the softmax: the spread of scores is about one
FOLDS = 5
ANSWERED = 0.975  # share of the answerable questions that are to be answered: what else is refused follows from it
ASKED_IN_VAIN = 4.0  # what a question that people asked in vain counts, against one with its evidence left out
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """One question weighed: its passages' features (n, d), which of them prove it, and which may answer."""

    case: Case
    valued: bool
    features: Matrix
    proving: NDArray[np.bool_]
    open: NDArray[np.bool_]


def main() -> None:
    """Weigh, fit, check, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", nargs="+", type=Path)
    parser.add_argument("--other", nargs="+", type=Path, default=[], help="another corpus, then its questions")
    parser.add_argument("--keep-ranking", action="store_true", help="fit only when to answer")
    options = parser.parse_args()
    cases = read(options.questions)
    others = read(options.other[1:])
    here = Assistant.open(settings=Settings(corpus=ROOT / "corpus", index=ROOT / "index"))
    asked = weighed(here, cases)
    if options.other:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(corpus=options.other[0], index=Path(folder))
            ensure(settings)
            there = Assistant.open(settings=settings)
            asked += weighed(there, others)
    standing = np.array([weights.RANKING[name] for name in NAMES])
    ranking = standing if options.keep_ranking else fitted_ranking(asked, standing)
    report_ranking(asked, standing)
    answers = {kind: fitted_answers(asked, ranking, kind == "valued") for kind in ("valued", "told")}
    kept = {"ranking": named(NAMES, ranking), "answers": answers}
    WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def read(paths: Sequence[Path]) -> list[Case]:
    """Return the single questions of some files."""
    return [case for path in paths for case in read_cases(path) if isinstance(case, Case)]


def weighed(assistant: Assistant, cases: Sequence[Case], foreign: bool = False) -> list[Asked]:
    """Weigh each question; `foreign` ones are of another corpus, and have no answer in this one."""
    found = []
    for case in cases:
        question, picks, is_open = assistant.weigh(case.question)
        if not picks or question.parts:
            continue
        rows = np.array([[pick.features.get(name, 0.0) for name in NAMES] for pick in picks])
        evidence = () if foreign else case.evidence
        proving = np.array([proves(pick.reading.passage.text, evidence) for pick in picks])
        found.append(Asked(case, is_valued(question), rows, proving, np.array(is_open)))
    return found


def fitted_ranking(asked: Sequence[Asked], standing: Matrix) -> Matrix:
    """Return the weights that rank the proving passages best, near those that stand."""
    sets = [item for item in asked if item.proving.any() and not item.proving.all()]

    def loss(vector: Matrix) -> tuple[float, Matrix]:
        total, slope = HELD * float(((vector - standing) ** 2).sum()), 2 * HELD * (vector - standing)
        for item in sets:
            scores = SHARPNESS * (item.features @ vector)
            share = np.exp(scores - scores.max())
            share /= share.sum()
            right = share * item.proving
            total -= float(np.log(right.sum() + 1e-12))
            slope += SHARPNESS * item.features.T @ (share - right / (right.sum() + 1e-12))
        return total, slope

    return np.asarray(minimize(loss, standing, jac=True, method="L-BFGS-B").x)


def report_ranking(asked: Sequence[Asked], standing: Matrix) -> None:
    """Print how often the first passage proves: with the standing weights, and cross-validated with fitted ones."""
    sets = [item for item in asked if item.proving.any()]
    before = [proved(item, standing) for item in sets]
    after = []
    for train, test in KFold(FOLDS, shuffle=True, random_state=0).split(sets):
        vector = fitted_ranking([sets[row] for row in train], standing)
        after += [proved(sets[row], vector) for row in test]
    fitted = f"fitted (cross-validated) {np.mean(after):.3f}"
    print(f"first passage proves, of {len(sets)}: standing {np.mean(before):.3f}, {fitted}")


def proved(item: Asked, vector: Matrix) -> bool:
    """Whether the best passage by some weights proves."""
    return bool(item.proving[int(np.argmax(item.features @ vector))])


def fitted_answers(asked: Sequence[Asked], ranking: Matrix, valued: bool) -> dict[str, float]:
    """Return the log-odds that the best passage answers, by feature, with a bias."""
    examples: list[tuple[Matrix, bool, float]] = []
    groups: list[int] = []  # a question is in one fold, with its evidence and without
    for group, item in enumerate(asked):
        if item.valued is not valued:
            continue
        for without in (False, True) if valued else (False,):
            rows = np.flatnonzero(~item.proving) if without else np.arange(len(item.proving))
            if not len(rows) or (without and not item.proving.any()):
                continue
            best = int(rows[np.argmax(item.features[rows] @ ranking)])
            right = bool(item.proving[best])
            # A wrong passage for a question that has an answer teaches nothing; nor does what is refused anyway.
            if item.open[best] and (right or without or not item.proving.any()):
                examples.append((item.features[best], right, 1.0 if right or without else ASKED_IN_VAIN))
                groups.append(group)
    columns = [NAMES.index(name) for name in TELLING]
    features = np.array([row[columns] for row, _, _ in examples])
    labels = np.array([right for _, right, _ in examples])
    counts = np.array([count for _, _, count in examples])
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=5000)
    odds = np.empty(len(labels))
    for train, test in GroupKFold(FOLDS, shuffle=True, random_state=0).split(features, groups=groups):
        odds[test] = model.fit(features[train], labels[train], counts[train]).decision_function(features[test])
    least = float(np.quantile(odds[labels], 1 - ANSWERED))
    name = "valued" if valued else "told"
    answered, refused = np.mean(odds[labels] > least), np.mean(odds[~labels] < least)
    print(f"{name}: of {labels.sum()} answered {answered:.3f}, of {(~labels).sum()} others refused {refused:.3f}")
    model.fit(features, labels, counts)
    return {weights.BIAS: round(float(model.intercept_[0]) - least, 4), **named(TELLING, model.coef_[0])}


def named(names: Sequence[str], vector: Matrix) -> dict[str, float]:
    """Return weights by name, to four places."""
    return {name: round(float(value), 4) for name, value in zip(names, vector, strict=True)}


if __name__ == "__main__":
    main()
