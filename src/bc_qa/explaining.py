"""Why a question was answered so: how it was read, which cues it has, and what spoke for and against each passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from math import exp

from bc_qa import phrases
from bc_qa.evidence import weights
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.ranking import Pick
from bc_qa.language.cues import CUES
from bc_qa.types import Reply, plain

BEST = 3  # passages that are explained
_TEXT_CHARS = 110
_WORTH_SHOWING = 0.005  # of a feature's part in a sum


def explained(question: Question, picks: Sequence[Pick], open_: Sequence[bool], reply: Reply) -> list[str]:
    """Return lines on a question as read, its best passages as weighed (`open_`: may answer), and what is missing."""
    lines = [phrases.EXPLAIN_READ, f"  {_as_read(question)}"]
    lines += [phrases.EXPLAIN_CUES, *(f"  {name}: “{found}”" for name, found in _cues(question.text))]
    for place, (pick, may) in enumerate(zip(picks[:BEST], open_, strict=False), 1):
        passage = pick.reading.passage
        lines.append(phrases.EXPLAIN_PICK.format(place=place, id=passage.id, score=f"{pick.score:.2f}"))
        lines += [f"  {passage.text[:_TEXT_CHARS]}", *_weighed(pick, weights.RANKING)]
        lines += [] if may else [f"  {phrases.EXPLAIN_SHUT}"]
        if pick.best:
            lines.append(f"  {phrases.EXPLAIN_VALUE.format(value=pick.best.figure.text)}")
    return [*lines, *(_decision(question, picks[0]) if picks else []), *_missing(reply)]


def _as_read(question: Question) -> str:
    """Return what a question was read as: its kind, its terms, and each thing that was found in it."""
    found = {item.name: getattr(question, item.name) for item in fields(Question) if item.name not in ("text", "terms")}
    unset = {item.name: item.default for item in fields(Question) if item.default is not MISSING}
    told = {name: value for name, value in found.items() if name not in unset or value != unset[name]}
    terms = ", ".join(term.text for term in question.terms)
    return "; ".join([f"terms: {terms}", *(f"{name}: {_short(value)}" for name, value in told.items())])


def _short(value: object) -> str:
    if isinstance(value, Question):
        return value.text
    if isinstance(value, tuple | list | frozenset):
        return " ".join(map(_short, value))
    return str(value)


def _cues(text: str) -> Iterator[tuple[str, str]]:
    """Return the cues that stand in a question, by name, each with the words that it found."""
    for name, cue in sorted(CUES.items()):
        found = cue.search(text.lower()) if cue.reads != "passage" else None
        if found and found.group().strip():
            yield name, found.group().strip()


def _weighed(pick: Pick, by: Mapping[str, float]) -> list[str]:
    return [f"    {line}" for line in _parts(pick.features, by)]


def _parts(features: Mapping[str, float], by: Mapping[str, float]) -> Iterable[str]:
    """Return what each feature adds to a sum, what decides first."""
    parts = [(value * by.get(name, 0.0), name, value) for name, value in features.items()]
    for part, name, value in sorted(parts, key=lambda item: -abs(item[0])):
        if abs(part) >= _WORTH_SHOWING:
            yield f"{part:+.2f}  {name} = {value:.2f} × {by[name]:g}"


def _decision(question: Question, best: Pick) -> list[str]:
    """Return by which features together the best passage is taken for an answer, or is not."""
    fitted = weights.ANSWERS["valued" if question.kind is Kind.FIGURE else "told"]
    odds = fitted[weights.BIAS] + sum(fitted.get(name, 0.0) * value for name, value in best.features.items())
    title = phrases.EXPLAIN_DECISION.format(
        likely=f"{100 / (1 + exp(-odds)):.0f}%", bias=f"{fitted[weights.BIAS]:+.2f}"
    )
    return [title, *_weighed(best, fitted)]


def _missing(reply: Reply) -> list[str]:
    """Return what the reply says is missing, with what it was looked for in where it tells."""
    if reply.missing is not None:
        told = "; ".join(f"{name}: {value}" for name, value in plain(reply.missing).items())
        return [phrases.EXPLAIN_MISSING.format(what=told)]
    return [] if reply.citations else [phrases.EXPLAIN_MISSING.format(what=reply.answer.split("\n")[0])]
