"""Why a question was answered so: how it was read, which cues it has, and what spoke for and against each passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields

from bc_qa import phrases
from bc_qa.answering.confidence import BIAS, weights_for
from bc_qa.answering.reader import Finding
from bc_qa.evidence import ranker
from bc_qa.evidence.question import Question
from bc_qa.evidence.ranking import Pick
from bc_qa.language.cues import CUES
from bc_qa.types import Reply, plain

BEST = 3  # passages that are explained
_TEXT_CHARS = 110
_WORTH_SHOWING = 0.005  # of a feature's part in a sum
_SHOWN = 12  # parts of one sum


def explained(question: Question, picks: Sequence[Pick], finding: Finding, reply: Reply) -> list[str]:
    """Return lines on a question as read, its best passages as weighed, how sure the answer is, and what is missing."""
    lines = [phrases.EXPLAIN_READ, f"  {_as_read(question)}"]
    lines += [phrases.EXPLAIN_CUES, *(f"  {name}: “{found}”" for name, found in _cues(question.text))]
    asks = {f"asks {question.kind.value}": 1.0}
    for place, pick in enumerate(picks[:BEST], 1):
        passage = pick.reading.passage
        lines.append(phrases.EXPLAIN_PICK.format(place=place, id=passage.id, score=f"{pick.score:.2f}"))
        lines += [
            f"  {passage.text[:_TEXT_CHARS]}",
            *_weighed(pick.features, ranker.packaged().parts(pick.features | asks)),
        ]
        if pick.best:
            lines.append(f"  {phrases.EXPLAIN_VALUE.format(value=pick.best.figure.text)}")
    return [*lines, *(_decision(finding) if finding.features else []), *_missing(reply)]


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


def _weighed(features: Mapping[str, float], parts: Mapping[str, float]) -> list[str]:
    """Return what each feature adds to a sum, what decides first."""
    ordered = sorted(parts.items(), key=lambda item: (-abs(item[1]), item[0]))
    shown = [(name, part) for name, part in ordered if abs(part) >= _WORTH_SHOWING]
    return [f"    {part:+.2f}  {name} = {features.get(name, 0.0):.2f}" for name, part in shown[:_SHOWN]]


def _decision(finding: Finding) -> list[str]:
    """Return by which features together the best passage is taken for an answer, or is not."""
    fitted = weights_for(finding.features)
    parts = {name: weight * finding.features.get(name, 0.0) for name, weight in fitted.items() if name != BIAS}
    likely, bias = f"{100 * finding.confidence:.0f}%", f"{fitted[BIAS]:+.2f}"
    return [phrases.EXPLAIN_DECISION.format(likely=likely, bias=bias), *_weighed(finding.features, parts)]


def _missing(reply: Reply) -> list[str]:
    """Return what the reply says is missing, with what it was looked for in where it tells."""
    if reply.missing is not None:
        told = "; ".join(f"{name}: {value}" for name, value in plain(reply.missing).items())
        return [phrases.EXPLAIN_MISSING.format(what=told)]
    return [] if reply.citations else [phrases.EXPLAIN_MISSING.format(what=reply.answer.split("\n")[0])]
