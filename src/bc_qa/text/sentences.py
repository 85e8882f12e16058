"""Sentences by underthesea, made safe for what official reports write; and the clauses of long sentences.

Underthesea ends a sentence at the dot of "TT. Huyện ủy" and inside quotes; these ends are taken back here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from bc_qa.text.flow import Flow
from bc_qa.text.keys import UPPER

# A dot after these ends no sentence: TT. Huyện ủy, TP. Lai Châu, GS. TS., Th.S, No., tr. 5, and a lone initial.
_ABBREVIATION = re.compile(r"(?:^|[\s(\"“])(?:[A-ZĐ]{1,3}|[TtPpNn][A-Za-zĐđ]?|Th[sS]|Tr|tr|vd|VD|x|v\.v)\.$")
_NUMBERING = re.compile(r"(?:^|\n)\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]+|[a-zđ])\.$")
# An end that underthesea leaves out: dots or quotes run together ("Khoai sọ.... Tổ chức", "…tảo hôn”. Năm 2023").
_END = re.compile(rf"[.!?…][\"”»)*\]]*[⁰¹²³⁴-⁹]*[.…]*(?=\s+[\"“(*]*[{UPPER}])")


@lru_cache(maxsize=1)
def _load() -> None:
    import underthesea  # noqa: F401, PLC0415  (imports torch: once, and late)


def _ends(text: str) -> Iterator[int]:
    """Yield where underthesea ends sentences in `text`, as offsets."""
    from underthesea import sent_tokenize  # noqa: PLC0415

    at = 0
    for sentence in sent_tokenize(text):
        for word in sentence.split():
            found = text.find(word, at)
            if found < 0:  # underthesea changed the word: this end cannot be trusted
                break
            at = found + len(word)
        else:
            yield at


def _depths(text: str) -> list[int]:
    """Return, for each offset, how many brackets and quotes are open before it (unclosed ones do not count)."""
    depth = [0] * (len(text) + 1)
    opened: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        if char in "(“[«" or (char == '"' and not any(mark == '"' for mark, _ in opened)):
            opened.append((char, place))
        elif char in ')”]»"' and opened:
            wanted = {")": "(", "”": "“", "]": "[", "»": "«", '"': '"'}[char]
            while opened:
                mark, start = opened.pop()
                if mark == wanted:
                    for inside in range(start + 1, place + 1):
                        depth[inside] += 1
                    break
    return depth


def _is_end(text: str, end: int, depths: list[int]) -> bool:
    """Whether a sentence really ends at `end`: no abbreviation, not inside brackets, no small letter after it."""
    rest = text[end:].lstrip(' \n"“(*')
    if depths[end] or (rest and (rest[0].islower() or rest[0] in ",;")):
        return False
    head = text[max(0, end - 12) : end]
    return not (_ABBREVIATION.search(head) or (_NUMBERING.search(text[:end]) and rest))


def sentences(flow: Flow) -> list[Flow]:
    """Return the sentences of a paragraph, in order; together they hold every character but white space."""
    _load()
    text = flow.text
    depths = _depths(text)
    ends = {*_ends(text), *(found.end() for found in _END.finditer(text))} - {len(text)}
    cuts = [0, *sorted(end for end in ends if _is_end(text, end, depths)), len(text)]
    return _parts(flow, cuts)


def _parts(flow: Flow, cuts: Iterable[int]) -> list[Flow]:
    places = list(cuts)
    parts = (flow.part(start, end) for start, end in pairwise(places))
    return [part for part in parts if part.text]


# From the strongest boundary to the weakest; a bracket is never cut but where nothing else is left to cut.
_BOUNDARIES = (
    re.compile(rf";(?=\s+[{UPPER}])"),
    re.compile(r";(?=\s)"),
    re.compile(rf"[:.](?=\s+[{UPPER}])|[,:.](?=\s+(?:[Tt]rong đó|[Cc]ụ thể|[Nn]goài ra|[Đđ]ồng thời|[Bb]ên cạnh))"),
    re.compile(r",(?=\s)"),
    re.compile(r"(?=\s)"),
    re.compile(r"(?<=[,;|])"),
)


def clauses(sentence: Flow, limit: int) -> list[Flow]:
    """Return the clauses of a sentence: cut at "; Năm 2021…" always, and else only as far as `limit` asks.

    Neighbours are kept together while they fit, so that a clause is as long as the limit lets it be.
    """
    depths = _depths(sentence.text)
    cuts = [0, *_cuts(sentence.text, 0, 0, len(sentence.text), depths, limit), len(sentence.text)]
    return _parts(sentence, cuts)


def _cuts(text: str, level: int, start: int, end: int, depths: list[int], limit: int) -> list[int]:
    """Return where to cut `text[start:end]`, using the boundaries from `level` on."""
    if level == len(_BOUNDARIES) or (end - start <= limit and level > 0):
        return []
    places = [found.end() for found in _BOUNDARIES[level].finditer(text, start, end)]
    last_resort = level >= len(_BOUNDARIES) - 2
    places = [place for place in places if start < place < end and (last_resort or not depths[place])]
    if level > 0:
        places = _packed(places, start, end, limit)
    edges = [start, *places, end]
    inner = (_cuts(text, level + 1, left, right, depths, limit) for left, right in pairwise(edges))
    return sorted({*places, *(cut for cuts in inner for cut in cuts)})


def _packed(places: list[int], start: int, end: int, limit: int) -> list[int]:
    """Keep as few of `places` as leave no run longer than `limit`, where that can be."""
    kept: list[int] = []
    for here, following in zip(places, [*places, end][1:], strict=True):
        if following - (kept[-1] if kept else start) > limit:
            kept.append(here)
    return kept
