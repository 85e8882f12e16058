"""What the facts of one report lean on in the others: which words and names of the whole corpus were looked up.

Facts ask the words of a corpus only whether something is among them. So they are the same in another corpus that gives
every such question the same answer, and need not be read again there.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)


class Asked(frozenset[T]):
    """A set that remembers what was asked of it, and whether it was there."""

    there: set[T]
    absent: set[T]

    def __new__(cls, items: Iterable[T]) -> Asked[T]:
        """Make one of some items, of which nothing was asked yet."""
        made = super().__new__(cls, items)
        made.there, made.absent = set(), set()
        return made

    def __contains__(self, item: object) -> bool:
        found = super().__contains__(item)
        (self.there if found else self.absent).add(item)  # type: ignore[arg-type]
        return found


@dataclass(frozen=True, slots=True)
class Leaning:
    """What was asked of the compounds and of the names of a corpus: what was there, and what was not."""

    known: tuple[frozenset[str], frozenset[str]]
    names: tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]

    @classmethod
    def of(cls, known: Asked[str], names: Asked[tuple[str, ...]]) -> Leaning:
        """Return what was asked so far."""
        return cls((frozenset(known.there), frozenset(known.absent)), (frozenset(names.there), frozenset(names.absent)))

    def holds(self, known: Collection[str], names: Collection[tuple[str, ...]]) -> bool:
        """Whether another corpus, of these compounds and names, gives every question the same answer."""
        return _same(self.known, frozenset(known)) and _same(self.names, frozenset(names))

    def plain(self) -> dict[str, Any]:
        """Return it as JSON knows it."""
        return {"known": [sorted(each) for each in self.known], "names": [sorted(each) for each in self.names]}

    @classmethod
    def read(cls, told: dict[str, Any]) -> Leaning:
        """Return what `plain` was made of."""
        there, absent = (frozenset(map(tuple, each)) for each in told["names"])
        return cls((frozenset(told["known"][0]), frozenset(told["known"][1])), (there, absent))


def _same(asked: tuple[frozenset[T], frozenset[T]], held: frozenset[T]) -> bool:
    there, absent = asked
    return there <= held and not absent & held
