"""Which reports a question is asked of: those that it names by place, number or year; all, where it names none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bc_qa.report.scope import Scope
from bc_qa.text.keys import blind, is_plain, syllables
from bc_qa.types import Document


def routed(
    text: str, years: Collection[int], documents: Sequence[Document], scopes: Mapping[str, Scope]
) -> frozenset[str]:
    """Return the ids of the reports that a question names, all of them where it names none.

    A place narrows most: what is asked of one place is never answered from another's report. Of several reports on a
    place, or of one kind, the year that is asked of chooses, where one of them is of that year.
    """
    everything = frozenset(document.id for document in documents)
    if len(documents) == 1:
        return everything
    numbered = {document.id for document in documents if document.number and document.number in text}
    if numbered:
        return frozenset(numbered)
    placed = _of_place(text, scopes)
    if not placed:
        return everything
    dated = {place for place in placed if scopes[place].year in years}
    return frozenset(dated if len(set(years)) == 1 and dated else placed)


def _of_place(text: str, scopes: Mapping[str, Scope]) -> set[str]:
    """Return the reports of the places that a text names; of those that share one, with most of its places."""
    plain = is_plain(text)
    words = f" {' '.join(blind(token) if plain else token for token in syllables(text))} "
    named = {
        report: sum(
            f" {' '.join(blind(token) if plain else token for token in place)} " in words for place in scope.places
        )
        for report, scope in scopes.items()
    }
    most = max(named.values(), default=0)
    found = {report for report, count in named.items() if count == most} if most else set()
    return found if len(found) < len(scopes) else set()
