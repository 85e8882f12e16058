"""Automatic numbering of Word: the label that a paragraph is shown with, counted as Word counts."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

_LEVEL = re.compile(r"%(\d)")
_BULLET = "-"
_SIGNS = frozenset("-+•–*")  # bullets that a report tells levels of a list apart by
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


class Numbering:
    """The lists of one document. Labels have to be asked for in the order of the paragraphs."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._levels: dict[str, dict[int, Any]] = {}  # of each list, its levels
        self._list: dict[str, str] = {}  # which abstract list a number stands for
        self._own: dict[str, dict[int, Any]] = {}  # of a number, the levels that it defines otherwise than its list
        self._restarts: dict[str, dict[int, int]] = {}  # … and from what it counts anew when it is first used
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._of_style = _of_styles(styles)
        if numbering is None:
            return
        for abstract in numbering.iter(qn("w:abstractNum")):
            found = {int(level.get(qn("w:ilvl"))): level for level in abstract.iter(qn("w:lvl"))}
            self._levels[abstract.get(qn("w:abstractNumId"))] = found
        for number in numbering.iter(qn("w:num")):
            abstract = number.find(qn("w:abstractNumId"))
            if abstract is not None:
                name = number.get(qn("w:numId"))
                self._list[name] = abstract.get(qn("w:val"))
                self._own[name] = {int(level.get(qn("w:ilvl"))): level for level in number.iter(qn("w:lvl"))}
                self._restarts[name] = _restarts(number)

    def label(self, paragraph: Any) -> str:
        """Return what is shown before a paragraph: "1.2.", "a)", "-"; nothing where it is not numbered."""
        found = _numbered(paragraph.find(qn("w:pPr"))) or self._of_style.get(_style(paragraph))
        if found is None or found[0] not in self._list:
            return ""
        number, depth = found
        listed = self._list[number]
        levels, counts = self._levels.get(listed, {}) | self._own[number], self._counts[listed]
        if depth not in levels:
            return ""
        if (start := self._restarts[number].pop(depth, None)) is not None:
            counts[depth] = start - 1
        counts[depth] = counts.get(depth, _start(levels[depth]) - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if _value(levels[depth], "w:numFmt") == "bullet":
            sign = _value(levels[depth], "w:lvlText")
            return sign if sign in _SIGNS else _BULLET
        pattern = _value(levels[depth], "w:lvlText")
        return _LEVEL.sub(lambda mark: _counted(levels, counts, int(mark[1]) - 1), pattern).strip()


def _restarts(number: Any) -> dict[int, int]:
    """Return from what a number counts anew, by level: "restart at 1" makes a number of its own of the same list."""
    found: dict[int, int] = {}
    for override in number.iter(qn("w:lvlOverride")):
        start = override.find(qn("w:startOverride"))
        if start is not None and (start.get(qn("w:val")) or "").isdecimal():
            found[int(override.get(qn("w:ilvl")))] = int(start.get(qn("w:val")))
    return found


def _numbered(properties: Any | None) -> tuple[str, int] | None:
    """Return the list and level that paragraph properties name; "0" takes a paragraph out of the list of its style."""
    number = properties.find(qn("w:numPr")) if properties is not None else None
    if number is None:
        return None
    named, depth = number.find(qn("w:numId")), number.find(qn("w:ilvl"))
    if named is None:
        return None
    return named.get(qn("w:val")), int(depth.get(qn("w:val"))) if depth is not None else 0


def _of_styles(styles: Any | None) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for style in styles.iter(qn("w:style")) if styles is not None else ():
        numbered = _numbered(style.find(qn("w:pPr")))
        if numbered:
            found[style.get(qn("w:styleId"))] = numbered
    return found


def _style(paragraph: Any) -> str:
    properties = paragraph.find(qn("w:pPr"))
    style = properties.find(qn("w:pStyle")) if properties is not None else None
    return style.get(qn("w:val")) if style is not None else ""


def _value(level: Any, name: str) -> str:
    found = level.find(qn(name))
    return (found.get(qn("w:val")) or "") if found is not None else ""


def _start(level: Any) -> int:
    return int(_value(level, "w:start") or 1)


def _counted(levels: dict[int, Any], counts: dict[int, int], depth: int) -> str:
    """Return the number of a level as it is written; a level that was passed over counts as begun."""
    level = levels.get(depth)
    if level is None:
        return ""
    number = counts.setdefault(depth, _start(level))
    written = _value(level, "w:numFmt")
    if written in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if written == "lowerLetter" else letter.upper()
    if written in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.lower() if written == "lowerRoman" else roman
    return f"{number:02}" if written == "decimalZero" else str(number)


def _roman(number: int) -> str:
    made = ""
    for value, letters in _ROMAN:
        made += letters * (number // value)
        number %= value
    return made
