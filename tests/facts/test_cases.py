"""Facts as people decided them, sentence by sentence, over reports of many kinds: all are read as decided.

A line is a passage with what stands above it and the year of its report; of each figure it says all that was decided.
A field that is missing was left open. `thing` holds words that the thing must hold.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bc_qa.evidence.reading import Reading
from bc_qa.facts.fact import Aim, Fact, Head
from bc_qa.facts.reader import facts_of
from bc_qa.text.keys import syllables
from bc_qa.types import ParagraphKind, Passage

FILES = sorted(Path(__file__).parent.glob("*.jsonl"))
EXACT = ("years", "said", "aim", "change", "compared_with", "whole", "row", "column", "caption")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read(case: dict[str, Any]) -> dict[int, Fact]:
    passage = Passage("", "", None, None, (), case["text"], case["context"], "")
    known, kind = frozenset(case["known"]), ParagraphKind(case["kind"])
    found = facts_of(Reading(passage, known, kind, False, tuple(case["headings"])), Head(case["year"]))
    return {fact.figure.span.start: fact for fact in found}


def wrong(case: dict[str, Any], decided: dict[str, Any], fact: Fact | None) -> list[str]:
    """Return what a fact says otherwise than decided."""
    if fact is None or fact.figure.text != decided["figure"]:
        return [f"figure: {fact and fact.figure.text}"]
    said = {name: getattr(fact, name) for name in EXACT} | {"item": fact.item.of(case["text"]).strip()}
    expected = {name: tuple(value) if isinstance(value, list) else value for name, value in decided.items()}
    told = [
        f"{name}: {said[name]!r}, not {expected[name]!r}"
        for name in said
        if said[name] != expected.get(name, said[name])
    ]
    missing = set(syllables(decided.get("thing", ""))) - set(syllables(fact.thing))
    return [*told, *([f"thing: {fact.thing} without {sorted(missing)}"] if missing else [])]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_facts_are_read_as_decided(path: Path) -> None:
    found = [
        f"{decided['figure']} | {'; '.join(told)} | {case['text'][:160]}"
        for case in lines(path)
        for facts in [read(case)]
        for decided in case["facts"]
        if (told := wrong(case, decided, facts.get(decided["at"])))
    ]
    assert found == []


def test_the_cases_are_many_and_of_many_kinds() -> None:
    decided = [fact for path in FILES for case in lines(path) for fact in case["facts"]]
    assert len(FILES) >= 7
    assert len(decided) >= 400
    aims = Counter(fact["aim"] for fact in decided)
    assert all(aims[aim.value] >= 20 for aim in Aim)
    assert Counter(fact.get("said") for fact in decided).keys() >= {"text", "above", "head", "nowhere"}
    for field in ("change", "compared_with", "whole", "column"):
        assert sum(bool(fact.get(field)) for fact in decided) >= 20
