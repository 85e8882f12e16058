"""Worlds asked: which index each set is asked of, with its report named and without, and claims judged."""

from pathlib import Path

import pytest

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.errors import InputError
from bc_qa.evaluation.cases import Quoted
from bc_qa.evaluation.judging import verdict_on
from bc_qa.evaluation.outcomes import Outcome
from bc_qa.evaluation.run import measure
from bc_qa.evaluation.sets import askings
from bc_qa.evaluation.summary import by_set, macro_f1, summed
from bc_qa.search.encoder import HashEncoder
from bc_qa.settings import Settings
from bc_qa.types import Claim, Span, Verdict
from tests.evaluation.conftest import outcome


def settings(tmp_path: Path) -> Settings:
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", model="hash")


def asked(paths: list[Path], tmp_path: Path, any_document: bool = False) -> list[Outcome]:
    return list(measure(askings(paths, settings(tmp_path)), any_document, lambda _, __: None))


def test_a_report_is_asked_what_stands_beside_it(world: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    (asking,) = askings([world], settings(tmp_path))
    found = list(measure([asking], False, lambda what, count: told.append((what, count))))
    assert asking.questions == sum(count for _, count in told) == len(found) == 8
    assert [item.set for item in found] == ["mot.qa"] * 3 + ["mot.chat"] * 3 + ["mot.claims"] * 2
    assert {item.report for item in found} == {"mot"}
    assert all(item.right for item in found), [item for item in found if not item.right]
    result = summed("mot", found)
    assert result.shares["answer right"] == (2, 2)
    assert result.shares["right place shown"] == (2, 2)
    assert result.shares["wrongly denied"] == (0, 2)
    assert result.shares["of all, asserted wrong"] == (0, 3)
    assert result.shares["unanswerable refused"] == (1, 1)
    assert result.shares["later turns right"] == (1, 1)
    assert result.shares["later turns refused"] == (1, 1)
    assert result.shares["wrong figures passed"] == (0, 1)
    assert result.shares["right figures accused"] == (0, 1)
    assert result.kinds == {"figure": (1, 1), "yesno": (1, 1)}
    assert result.macro_f1 == 1.0


def test_one_file_of_a_report_is_asked_of_it_alone(world: Path, tmp_path: Path) -> None:
    (asking,) = askings([world.with_name("mot.chat.jsonl")], settings(tmp_path))
    assert [item.name for item in asking.sets] == ["mot.chat"]
    assert asking.own
    assert asking.settings.index.is_relative_to(tmp_path / "index")


def test_a_folder_is_asked_as_one_corpus_with_the_report_named_and_without(world: Path, tmp_path: Path) -> None:
    named = asked([world.parent], tmp_path)
    unnamed = asked([world.parent], tmp_path, any_document=True)
    assert len(named) == len(unnamed) == 16
    for item in named:
        assert item.is_claim or {quoted.document for quoted in item.quotes} <= {item.report}
    # Of two reports that say the same, the first answers where nothing says which is meant.
    assert {quoted.document for item in unnamed if not item.is_claim for quoted in item.quotes} != {"mot", "hai", ""}
    assert [item.key for item in named] == [item.key for item in unnamed]
    assert by_set(named)[-1].name == "all"
    assert by_set(named)[-1].shares["answer right"][1] == 4


def test_loose_questions_are_asked_of_the_corpus(world: Path, tmp_path: Path) -> None:
    loose = tmp_path / "fresh.jsonl"
    loose.write_bytes(world.with_name("mot.qa.jsonl").read_bytes())
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "mot.txt").write_bytes(world.read_bytes())
    build(settings(tmp_path), HashEncoder())
    assert [item.report for item in asked([loose], tmp_path)] == ["", "", ""]


def test_what_has_nothing_to_ask_is_refused(tmp_path: Path) -> None:
    alone = tmp_path / "alone.txt"
    alone.write_text("Báo cáo", encoding="utf-8")
    for path in (alone, tmp_path):
        with pytest.raises(InputError, match=r"NAME\.qa\.jsonl"):
            askings([path], settings(tmp_path))


def claim(figure: str, verdict: Verdict) -> Claim:
    return Claim("", Span(0, 1), figure, verdict, (), "", ())


@pytest.mark.parametrize(
    ("claims", "given"),
    [
        ([], "none"),
        ([claim("2024", Verdict.SUPPORTED), claim("988 hộ", Verdict.CONTRADICTED)], "contradicted"),
        ([claim("988", Verdict.CONFLICTING)], "conflicting"),
        (
            [claim("9.988 hộ", Verdict.NOT_FOUND), claim("7", Verdict.SUPPORTED), claim("5", Verdict.SUPPORTED)],
            "supported",
        ),
    ],
)
def test_the_verdict_is_that_on_the_quoted_figure(claims: list[Claim], given: str) -> None:
    assert verdict_on(Quoted("k", "Có 988 hộ.", "988 hộ", Verdict.SUPPORTED), claims) == given


def test_macro_f1_is_the_mean_over_the_verdicts_that_are_wanted() -> None:
    pairs = [("supported", "supported"), ("supported", "not_found"), ("contradicted", "contradicted")]
    assert macro_f1(pairs) == pytest.approx((2 / 3 + 1) / 2, abs=1e-4)
    assert macro_f1([]) is None


def test_a_likely_reply_shows_a_place_and_asserts_nothing() -> None:
    likely = outcome("a", right=False, status="likely", cite=True)
    denied = outcome("b", right=False, status="not_found")
    wrong = outcome("c", right=False)
    vain = outcome("d", right=False, kind="unanswerable", value=None, cite=True)
    shares = summed("s", [likely, denied, wrong, vain]).shares
    assert shares["right place shown"] == (1, 3)
    assert shares["wrongly denied"] == (1, 3)
    assert shares["answered at all"] == (1, 3)
    assert shares["of all, asserted wrong"] == (2, 4)


def test_an_assistant_is_asked_of_the_report_that_is_named(small_assistant: Assistant) -> None:
    (document,) = small_assistant.documents
    hits = small_assistant.explain("Số hộ nghèo?", 3, document.id)
    assert {hit.passage.document for hit in hits} == {document.id}
