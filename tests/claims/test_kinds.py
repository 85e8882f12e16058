"""What makes a figure wrong, kind by kind, on made-up reports of three layouts: tests/data/claims/cases.jsonl."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from bc_qa.claims.checker import Checker
from bc_qa.evidence.conflicts import conflicts
from bc_qa.evidence.corpus import Corpus
from bc_qa.facts.catalogue import catalogue
from bc_qa.files.reading import read_file
from bc_qa.report.passages import passages
from bc_qa.report.structure import read_structure
from bc_qa.text.words import tagged
from tests.conftest import DATA

CASES = [json.loads(line) for line in (DATA / "claims" / "cases.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def checker(report: str) -> Checker:
    path = DATA / "claims" / f"{report}.txt"
    document = read_structure(path.stem, read_file(path).text, path.stem)
    corpus, documents = Corpus.read([document], passages(document, 400)), {document.id: document}
    assert document.date
    found = conflicts(corpus, catalogue(corpus, documents))
    return Checker(corpus, documents, found, tagged, int(document.date[-4:]))


def marked(case: dict[str, Any]) -> Any:
    """A case that is still judged wrongly says so in the data."""
    marks = [pytest.mark.xfail(strict=True, reason="judged wrongly still")] if case.get("missed") else []
    return pytest.param(case, marks=marks, id=f"{case['kind']}: {case['claim'][:50]} ({case['quoted']})")


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_claim_of_each_kind_is_judged_with_what_the_report_says(case: dict[str, Any]) -> None:
    claims = [claim for done in checker(case["report"]).verify(case["claim"]) for claim in done.claims]
    claim = next(claim for claim in claims if case["quoted"] in claim.figure or claim.figure in case["quoted"])
    assert claim.verdict == case["verdict"], claim
    assert case["says"] in f"{claim.report_values} {claim.explanation}"


def test_every_kind_has_right_and_wrong_claims_on_three_reports() -> None:
    for kind in ("sign", "number", "list", "period", "group", "head"):
        own = [case for case in CASES if case["kind"] == kind]
        assert {case["verdict"] for case in own} == {"supported", "contradicted"}
        assert len({case["report"] for case in own}) == 3
