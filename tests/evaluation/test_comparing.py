"""Replies that are kept, and two runs held against each other."""

import gzip
from pathlib import Path

import pytest

from bc_qa.errors import InputError
from bc_qa.evaluation.changes import change_lines, change_page
from bc_qa.evaluation.comparing import compare, mcnemar
from bc_qa.evaluation.outcomes import Quote, as_kept, read_kept
from tests.evaluation.conftest import outcome

KEPT = [
    outcome("a", quotes=(Quote("r", "có 12 xã", ((0, 5), (9, 12))),), confidence=0.0, milliseconds=12.5),
    outcome("b", right=False, turn=2, plain=True, missing={"kind": "year", "what": "2018", "searched": 568}),
    outcome("c", kind="claim", value=None, wanted="supported", status="supported", cite=False, cite3=False),
]


def test_what_is_kept_is_read_again_without_the_times(tmp_path: Path) -> None:
    path = tmp_path / "kept.jsonl.gz"
    path.write_bytes(as_kept(KEPT))
    assert [repr(item).replace("12.5", "0.0") for item in KEPT] == [repr(item) for item in read_kept(path)]
    assert as_kept(KEPT) == as_kept(KEPT)


@pytest.mark.parametrize(
    "content", [b"", b"no gzip", gzip.compress(b"{", mtime=0), gzip.compress(b'{"id": 1}', mtime=0), b"\x1f\x8b\x08"]
)
def test_what_cannot_be_read_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kept.jsonl.gz"
    path.write_bytes(content)
    if not content:
        assert read_kept(path) == []
        return
    with pytest.raises(InputError, match="kept"):
        read_kept(path)


def test_the_exact_test_agrees_with_the_binomial() -> None:
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(5, 5) == 1.0
    assert mcnemar(1, 5) == pytest.approx(2 * (1 + 6) / 64)
    assert mcnemar(5, 1) == mcnemar(1, 5)
    assert 0 < mcnemar(1500, 1000) < 1e-20


def test_won_lost_and_changed_are_told_apart() -> None:
    before = [
        outcome("won", right=False),
        outcome("lost"),
        outcome("same"),
        outcome("changed"),
        outcome("gone"),
        outcome("worse", right=False, cause="searching"),
    ]
    after = [
        outcome("won"),
        outcome("lost", right=False, status="not_found", answer="Báo cáo không nêu.", cause="refusing"),
        outcome("same"),
        outcome("changed", answer="12 xã [1]"),
        outcome("new"),
        outcome("worse", right=False, cause="refusing", status="not_found"),
    ]
    found = compare(before, after)
    assert [pair.after.id for pair in found.won] == ["won"]
    assert [pair.after.id for pair in found.lost] == ["lost"]
    assert [pair.after.id for pair in found.changed] == ["changed", "worse"]
    assert found.alone == (1, 1)
    right = next(row for row in found.measures if row.name == "answer right")
    assert (right.before, right.after, right.of, right.won, right.lost, right.p) == (3, 3, 5, 1, 1, 1.0)
    denied = next(row for row in found.measures if row.name == "not wrongly denied")
    assert (denied.won, denied.lost) == (0, 2)
    causes = {row.name: (row.won, row.lost) for row in found.causes}
    assert causes == {"picking the value": (1, 0), "refusing": (0, 2), "searching": (1, 0)}
    assert [(row.name, row.of) for row in found.kinds] == [("figure", 5)]
    assert [(row.name, row.of) for row in found.reports] == [("r", 5)]


def test_changes_are_listed_in_the_terminal_and_on_a_page() -> None:
    before = [outcome("won", right=False), outcome("lost", question="Có | gì?")]
    after = [outcome("won"), outcome("lost", question="Có | gì?", right=False, answer="")]
    found = compare(before, after)
    lines = change_lines(found, "kept.jsonl.gz")
    assert "2 questions stand in both runs" in lines[0]
    assert "  s lost [picking the value] Có | gì?: answered: 12 xã → answered" in lines
    page = change_page(found, "kept.jsonl.gz")
    assert page.startswith("# What changed against kept.jsonl.gz\n")
    assert "| s lost | figure | Có / gì? | picking the value | answered: 12 xã | answered |" in page
    assert "| all right | 50.0% | 50.0% | 2 | 1 | 1 | 1 |" in page
    assert "## Changed (0)" in page
