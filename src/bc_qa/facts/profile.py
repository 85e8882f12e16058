"""What a list of documents tells of each: its kind, year and place, as its head and title say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bc_qa.facts.fact import Head
from bc_qa.language import cues
from bc_qa.types import Document

_COMMITTEE = re.compile(r"(?<=\w)\s+(?:ủy|uỷ)\s+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Profile:
    """Kind ("báo cáo"), year and place ("huyện Phong Thổ") of a document; None for what its head does not say."""

    kind: str | None
    year: int | None
    place: str | None

    @classmethod
    def of(cls, document: Document) -> Profile:
        """Read the profile of a document from its date, title, issuer and the office above that."""
        kind = cues.DOCUMENT_KIND.search(document.title)
        told = (document.title, document.issuer, document.superior)
        places = (cues.DOCUMENT_PLACE.search(text) for text in told if text)
        place = next((found.group().strip(" -") for found in places if found), None)
        return cls(kind.group().lower() if kind else None, Head.of(document).year, _cased(place) if place else None)


def _cased(place: str) -> str:
    """Return a place with its level in small letters and its name in capitals at the beginning of each word only.

    The committee of a place ("HUYỆN ỦY EA DRÔNG") is no part of its name.
    """
    place = _COMMITTEE.sub(" ", place, count=1)
    found = cues.DOCUMENT_LEVEL.match(place)
    level, name = (found.group(), place[found.end() :]) if found else ("", place)
    return f"{level.lower()} {' '.join(word.capitalize() if word.isupper() else word for word in name.split())}".strip()
