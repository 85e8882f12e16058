"""What a question measures, told by its words: "diện tích" an area, "mấy tấn" a mass."""

from __future__ import annotations

from bc_qa.figures.units import Dimension
from bc_qa.language import cues, lexicon

ASKED_UNITS = {noun: Dimension(measured) for noun, measured in lexicon.ASKED_UNITS.items()}
"""Nouns behind "bao nhiêu" that are a unit of measure under another name."""

_MEASURED = (
    (cues.MEASURED_SHARE, Dimension.SHARE),
    (cues.MEASURED_AREA, Dimension.AREA),
    (cues.MEASURED_MASS, Dimension.MASS),
    (cues.MEASURED_MONEY, Dimension.MONEY),
    (cues.MEASURED_LENGTH, Dimension.LENGTH),
    (cues.MEASURED_POWER, Dimension.POWER),
)


def names_measure(lowered: str) -> bool:
    """Whether a question has a word that says what is measured."""
    return any(cue.search(lowered) for cue, _ in _MEASURED)


def measured_by(lowered: str) -> Dimension | None:
    """Return what the first measuring word of a question measures; "tỷ lệ bác sĩ trên vạn dân" is no share."""
    if cues.PER_HEAD.search(lowered):
        return None
    found = ((head.start(), dimension) for cue, dimension in _MEASURED if (head := cue.search(lowered)))
    return min(found, default=(0, None))[1]
