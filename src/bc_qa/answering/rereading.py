"""The likeliest passages read again by the trained reader: their order, and the value in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bc_qa.evidence.corpus import Corpus
from bc_qa.evidence.question import Kind, Question
from bc_qa.evidence.ranking import Pick
from bc_qa.evidence.values import Candidate, valued
from bc_qa.reranker.scoring import Fusion, Reranker, Scored

RANKED, FOUND = 5, 3  # passages read: the first as ranked, and the first of the rest as found
VALUE_SHARE = -0.7  # log of the share of the words that a figure takes where a question for no value is answered by it


def reread(corpus: Corpus, reranker: Reranker, question: Question, picks: Sequence[Pick]) -> list[Pick]:
    """Return picks with the likeliest read closely, best first; those not read stand behind them in their order."""
    taken = _taken(picks)
    scored = reranker.predict(question.text, [corpus.shown(pick.reading) for pick in taken])
    read = [_read(question, pick, score, reranker.fusion) for pick, score in zip(taken, scored, strict=True)]
    ids = {pick.reading.passage.id for pick in taken}
    rest = [pick for pick in picks if pick.reading.passage.id not in ids]
    return [*sorted(read, key=lambda pick: -pick.score), *rest]


def _taken(picks: Sequence[Pick]) -> list[Pick]:
    """Return the picks that are read closely."""
    first = list(picks[:RANKED])
    rest = sorted(picks[RANKED:], key=lambda pick: -pick.features["retrieval"])
    return [*first, *rest[:FOUND]]


def _read(question: Question, pick: Pick, score: Scored, fusion: Fusion) -> Pick:
    """Return a pick with what the trained reader says of it, its values in their new order."""
    values = [replace(c, pointed=score.span(*c.figure.span)) for c in _candidates(question, pick, score)]
    pointed = {"pointed": values[0].pointed} if values else {}
    told = {"relevance": score.relevance, "ranked": pick.score}
    odds = fusion.odds(score.relevance, pick.score)
    return replace(pick, score=odds, candidates=tuple(values), features=pick.features | told | pointed)


def _candidates(question: Question, pick: Pick, score: Scored) -> Sequence[Candidate]:
    """Return the values that may answer: where none was asked for in so many words, one that the reader points at."""
    if pick.candidates or question.kind not in (Kind.PROSE, Kind.YES_NO):
        return pick.candidates
    found = valued(question, pick.held)
    return found if any(score.span(*value.figure.span) >= VALUE_SHARE for value in found) else ()
