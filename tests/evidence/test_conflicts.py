"""Two values for one thing are found, and parts, years and places are not taken for it."""

from itertools import combinations
from pathlib import Path

import pytest

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.evidence.conflicts import conflicts, in_conflict
from bc_qa.evidence.corpus import Corpus
from bc_qa.facts.catalogue import catalogue
from bc_qa.report.passages import passages
from bc_qa.report.structure import read_structure
from bc_qa.search.encoder import HashEncoder
from bc_qa.settings import Settings
from bc_qa.types import Document, Passage

REPORT = """BÁO CÁO

Tình hình huyện Thanh Sơn

I. KINH TẾ

Toàn huyện có {first} cơ sở y tế gồm: 01 bệnh viện, 20 trạm. Diện tích cam sành đạt 45 ha. Năm 2023 trồng 30 ha quýt.

II. XÃ HỘI

Mạng lưới toàn huyện có {second} cơ sở y tế. Phấn đấu diện tích cam sành đạt 90 ha. Năm 2024 trồng 50 ha quýt.
"""


def opened(tmp_path: Path, **reports: str) -> Assistant:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in reports.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(corpus=folder, index=tmp_path / "index", model="hash")
    build(settings, HashEncoder())
    return Assistant.open(settings=settings)


def told_apart(assistant: Assistant) -> set[tuple[str, str]]:
    text = {entry.id: entry.text for entry in assistant.figures()}
    return {(text[place], other.entry.text) for place, others in assistant.conflicts.items() for other in others}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [("21", "22", {("21 cơ sở", "22 cơ sở"), ("22 cơ sở", "21 cơ sở")}), ("21", "21", set()), ("21", "021", set())],
)
def test_only_the_thing_with_two_values_is_found(
    tmp_path: Path, first: str, second: str, found: set[tuple[str, str]]
) -> None:
    assert told_apart(opened(tmp_path, a=REPORT.format(first=first, second=second))) == found


def test_two_reports_that_say_otherwise_are_no_conflict(tmp_path: Path) -> None:
    one, other = REPORT.format(first="21", second="21"), REPORT.format(first="22", second="22")
    assert told_apart(opened(tmp_path, a=one, b=other)) == set()


def test_a_report_beside_others_has_its_own_conflicts(tmp_path: Path) -> None:
    text = REPORT.format(first="21", second="22")
    assistant = opened(tmp_path, a=text, b=text)
    by_id = {entry.id: entry for entry in assistant.figures()}
    pairs = [(by_id[place], other.entry) for place, others in assistant.conflicts.items() for other in others]
    assert [(one.document, one.text, other.document, other.text) for one, other in pairs] == [
        (document, *texts, document, other)
        for document in ("a", "b")
        for *texts, other in (("21 cơ sở", "22 cơ sở"), ("22 cơ sở", "21 cơ sở"))
    ]


def test_the_keys_miss_no_pair(shipped: Document, shipped_passages: tuple[Passage, ...]) -> None:
    """Found by keys are those that all pairs of a report hold, over the shipped report and one that doubles it."""
    other = read_structure("other", shipped.text.replace("19", "21").replace("5", "6"), "other")
    documents = {shipped.id: shipped, other.id: other}
    corpus = Corpus.read([shipped, other], [*shipped_passages, *passages(other, 400)])
    read = catalogue(corpus, documents)
    weights = {token: corpus.telling(token) for measured in read for token in measured.label}
    pairs = {
        (one.entry.id, other.entry.id)
        for document in documents
        for one, other in combinations([m for m in read if m.entry.document == document], 2)
        if in_conflict(one, other, weights)
    }
    found = {(place, other.entry.id) for place, others in conflicts(corpus, read).items() for other in others}
    assert len(pairs) > 5
    assert found == pairs | {(other, one) for one, other in pairs}
