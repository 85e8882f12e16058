"""A claim put as a question, and what the trained reader says of the likeliest passages for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bc_qa.claims.statements import Statement
from bc_qa.evidence.corpus import Corpus
from bc_qa.figures.hedges import begins
from bc_qa.reranker.scoring import Reranker, Scored
from bc_qa.search.retriever import Retriever
from bc_qa.types import FigureKind

# Passages read: the first that search finds for the question, the first by the claim's words, the first that give its
# very value.
FOUND, NEAR, HOLDING = 4, 4, 3
BEFORE, BEHIND = 220, 120  # characters of a claim that are asked
LOOKED_FOR = 20  # passages that search is asked for
_ASKED = {FigureKind.DATE: "ngày nào", FigureKind.NUMBERED: "số mấy", FigureKind.NAME: "nào"}


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found for a claim: the rank of each passage (1 is best), what the reader says of those it read."""

    ranks: Mapping[str, int]
    read: Mapping[str, Scored]

    @property
    def places(self) -> list[str]:
        """Return the passages that search puts first, best first."""
        return list(self.ranks)[:FOUND]

    @property
    def best(self) -> float:
        """Return the highest relevance of all that was read."""
        return max((scored.relevance for scored in self.read.values()), default=0.0)

    def pointed(self, other: Statement) -> float | None:
        """Return how surely the reader points at a statement of a passage (`Scored.span`); None where it read none."""
        scored = self.read.get(other.reading.passage.id)
        return None if scored is None else scored.span(*other.figure.span)


@dataclass(frozen=True, slots=True)
class SecondReader:
    """Reads the reports for a claim as they are read for a question."""

    corpus: Corpus
    retriever: Retriever
    reranker: Reranker

    def look(
        self, claim: Statement, near: Sequence[str], holding: Sequence[str] = (), document: str | None = None
    ) -> Looked:
        """Return what is found for a claim, in all reports or one.

        `near` are passages that hold its words, `holding` those of them that give its very value.
        """
        question = as_question(claim)
        hits = self.retriever.search(question, LOOKED_FOR, {document} if document else None)
        ranks = {hit.passage.id: rank for rank, hit in enumerate(hits, 1)}
        places = list(dict.fromkeys((*Looked(ranks, {}).places, *near[:NEAR], *holding[:HOLDING])))
        scored = self.reranker.predict(question, [self.corpus.shown(self.corpus.readings[place]) for place in places])
        return Looked(ranks, dict(zip(places, scored, strict=True)))


def as_question(claim: Statement) -> str:
    """Return what a claim says with what it quotes asked for: "Còn 12% hộ nghèo." is "Còn bao nhiêu % hộ nghèo?"."""
    text, end = claim.reading.passage.text, claim.figure.span.end
    before = text[: begins(text, claim.figure)].rstrip()
    asked = _ASKED.get(claim.figure.kind) or f"bao nhiêu {claim.figure.unit}".strip()
    return f"{_last(before, BEFORE)} {asked}{_first(text[end:].rstrip(' .;'), BEHIND)}?".strip()


def _last(text: str, chars: int) -> str:
    """Return the end of a text from a space on."""
    return text if len(text) <= chars else text[-chars:].partition(" ")[2]


def _first(text: str, chars: int) -> str:
    """Return the beginning of a text up to a space."""
    return text if len(text) <= chars else text[:chars].rpartition(" ")[0]
