"""Questions with their words as a tagger cuts them, and how each is read: what a change of a cue or a list shows in.

A row of `readings.jsonl` is {"words": "Xã/N có/V bao_nhiêu/P hộ_nghèo/N ?/CH", "read": …}; `before` is the question it
leans on. The tags stand in the file, so that no tagger is loaded. `make rules WRITE=1` writes `read` anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from bc_qa.answering.dialogue import Before, leans, standing_alone
from bc_qa.answering.question import parted, read_question
from bc_qa.answering.smalltalk import smalltalk_answer
from bc_qa.answering.years import with_years
from bc_qa.evidence.question import Question
from bc_qa.evidence.terms import words_of

FILE = Path(__file__).with_name("readings.jsonl")
THIS_YEAR = 2024
_FLAGS = ("target", "result", "compares", "changes", "total", "plans", "named")


def rows() -> list[dict[str, str]]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line]


def write() -> None:
    """Write what each question is read as now."""
    made = [{**row, "read": read(row)} for row in rows()]
    FILE.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made), encoding="utf-8")


def tagged(row: dict[str, str]) -> list[tuple[str, str]]:
    """Return the words of a question with their tags."""
    pieces = (piece.rpartition("/") for piece in row["words"].split())
    return [(word.replace("_", " "), tag) for word, _, tag in pieces]


def text_of(row: dict[str, str]) -> str:
    """Return a question as it is typed."""
    return re.sub(r" (?=[?.,;:!)])|(?<=\() ", "", " ".join(word for word, _ in tagged(row)))


def read(row: dict[str, str]) -> str:
    """Return how a question is read, as one line."""
    words, text = tagged(row), text_of(row)
    if answer := smalltalk_answer(text.strip(" ?.!")):
        return f"smalltalk: {answer[:20]}"
    tag = tagger(words)
    text = with_years(text, THIS_YEAR)
    alone = ""
    if before := row.get("before"):
        leaning = leans(text, [before])
        alone, now = standing_alone(text, Before(before), tag) if leaning else (text, "")
        question = read_question(alone, words_of(alone, (), tag), (), THIS_YEAR, now)
        alone = f"{alone} <- "
    else:
        question = read_question(text, words_of(text, (), tag), (), THIS_YEAR)
    return alone + told(parted(question, tag, THIS_YEAR))


def tagger(words: Sequence[tuple[str, str]]) -> Callable[[str], list[tuple[str, str]]]:
    """Return a tagger that knows the words of one question; any other is a noun."""
    known = {word.lower(): tag for word, tag in words}
    pattern = re.compile("|".join(re.escape(word) for word in sorted(known, key=len, reverse=True)) + r"|\w+|\S", re.I)

    def tag(text: str) -> list[tuple[str, str]]:
        return [(found.group(), known.get(found.group().lower(), "N")) for found in pattern.finditer(text)]

    return tag


def told(question: Question) -> str:
    """Return a question as one line: kind, what is asked for, what it is about."""
    flags = [flag for flag in _FLAGS if getattr(question, flag)]
    asked = [question.unit, question.dimension or "", question.which, *map(str, question.years), *flags]
    labels = [" ".join(label) for label in question.labels]
    terms = [
        f"{term.text} {term.stress:g}{'n' * term.noun}{'!' * term.modified}{'m' * term.measure}"
        f" = {', '.join(' '.join(form) for form in term.forms[1:5])}"
        for term in question.terms
    ]
    own = "; ".join(filter(None, (str(question.kind), *map(str, asked), *labels)))
    parts = "".join(f" || {told(part)}" for part in question.parts)
    return f"{own} | {' | '.join(terms)}{parts}{f' ({question.sought})' if question.sought else ''}"
