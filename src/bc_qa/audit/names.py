"""One name in two spellings: of a place (Trà Leng, Trà Lèng), of a movement, of a document.

Truly different names may differ by one mark too. So a variant is accused only where the same kind of place stands
before both, never where one sentence tells them apart, and, where more than a mark differs, only where the same larger
place stands behind both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement
from bc_qa.text.keys import UPPER, blind, key, syllables
from bc_qa.types import FindingType, ParagraphKind, Severity

_KINDS = (
    "xã|bản|thôn|xóm|ấp|buôn|phường|thị trấn|thị xã|huyện|quận|tỉnh|thành phố|chợ|sông|suối|núi|đèo|hồ|cửa khẩu"
    "|khu công nghiệp|tổ dân phố"
)
_CAPITAL = rf"[{UPPER}][^\W\d_{UPPER}]*"
_SMALL = rf"(?!(?:{_KINDS}|và|với|của|tại|ở|cho|về|do|là|các|có|từ|đi|đến|để|theo|trên|như|hoặc)\b)[a-zà-ỹđ]{{2,3}}"
_NAME = re.compile(rf"(?<![\w-])({_CAPITAL}(?: (?:{_CAPITAL}|{_SMALL}(?= {_CAPITAL}))){{1,4}})(?![\w-])")
_KIND = re.compile(rf"(?<!\w)({_KINDS})\s*[:\s]\s*$", re.I)
_LARGER = re.compile(rf"^\s*[,\s(–-]+(?:{_KINDS})\s+({_CAPITAL}(?: {_CAPITAL})*)", re.I)
_LONGEST = 4
_QUOTED = re.compile(r"[\"“”]\*?([^\"“”]{15,160}?)\*?[\"“”]")
_LISTED = re.compile(r"(?<![\d.,])(?P<count>\d{1,2})\s+(?P<noun>[^\d;,:()]{5,60}?)\s*\((?P<names>[^()\d]{5,80})\)")
LEAST_QUOTED = 7  # syllables of a quoted name
LEAST_ALIKE = 0.8  # how much of two quoted names is the same
MOST_CITED = 6


@dataclass(frozen=True)
class _Written:
    """A name as it stands: its syllables, the kind of place before it, the larger place behind it."""

    words: tuple[str, ...]
    kind: str
    larger: str
    place: Place
    next: str  # the word that the name goes on with, as a key

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key(word) for word in self.words)

    @property
    def blind(self) -> tuple[str, ...]:
        return tuple(blind(word) for word in self.words)


def names(report: Audited) -> Iterator[Notice]:
    """Yield the names that are written in two ways."""
    written = list(_written(report))
    yield from _by_marks(written)
    yield from _by_letters(written)
    yield from _quoted(report)
    yield from _one_list_two_things(report)


def _written(report: Audited) -> Iterator[_Written]:
    """Yield the runs of capitals that the corpus never writes small, and the runs inside longer ones."""
    small = "\n".join(statement.text for statement in report.statements)
    for statement in report.statements:
        if statement.paragraph.kind is ParagraphKind.MASTHEAD or statement.text.isupper():
            continue
        for found in _NAME.finditer(statement.text):
            kind = _KIND.search(statement.text, 0, found.start())
            words = found[1].split()
            for start in range(len(words)):
                for end in range(start + 2, min(len(words), start + _LONGEST) + 1):
                    inside = tuple(words[start:end])
                    if " ".join(inside).lower() not in small:
                        yield _one(statement, found, inside, start, end, kind)


def _one(
    statement: Statement,
    found: re.Match[str],
    inside: tuple[str, ...],
    start: int,
    end: int,
    kind: re.Match[str] | None,
) -> _Written:
    words = found[1].split()
    at = found.start() + len(" ".join(words[:start])) + (1 if start else 0)
    last = at + len(" ".join(inside))
    larger = _LARGER.match(statement.text[last : last + 60]) if end == len(words) else None
    before = kind[1].lower() if kind and start == 0 else ""
    following = key(words[end]) if end < len(words) else ""
    return _Written(inside, before, larger[1] if larger else "", Place(statement, at, last), following)


# ---- one name, other marks
def _by_marks(written: Sequence[_Written]) -> Iterator[Notice]:
    groups: dict[tuple[str, ...], list[_Written]] = defaultdict(list)
    for name in written:
        groups[name.blind].append(name)
    accused: list[tuple[str, ...]] = []
    for plain, group in sorted(groups.items(), key=lambda item: -len(item[0])):
        spellings = _spellings(group)
        inside = any(_within(plain, longer) for longer in accused)
        if len(spellings) < 2 or inside or _told_apart(spellings) or not _one_kind(plain, spellings):
            continue
        if _go_on_apart(spellings):
            continue
        accused.append(plain)
        yield _notice(spellings)


def _spellings(group: Sequence[_Written]) -> list[list[_Written]]:
    """Return the names of a group by spelling, the commonest first."""
    by_key: dict[tuple[str, ...], list[_Written]] = defaultdict(list)
    for name in group:
        by_key[name.keys].append(name)
    return sorted(by_key.values(), key=lambda names: -len(names))


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _told_apart(spellings: Sequence[Sequence[_Written]]) -> bool:
    """Whether one sentence names two of the spellings: then they are two things."""
    sentences = [
        {(id(n.place.statement), n.place.statement.sentence_at(n.place.start)) for n in names} for names in spellings
    ]
    return any(one & other for one, other in combinations(sentences, 2))


def _go_on_apart(spellings: Sequence[Sequence[_Written]]) -> bool:
    """Whether each spelling only begins names that go on in other words: "Công ty Giày A", "Công ty Giấy B"."""
    following = [{name.next for name in names} for names in spellings]
    return not any(one & other or "" in one | other for one, other in combinations(following, 2))


def _one_kind(plain: tuple[str, ...], spellings: Sequence[Sequence[_Written]]) -> bool:
    """Whether names are of one kind: three syllables speak for themselves, two need the same kind before them."""
    if len(plain) >= 3:
        return True
    kinds = [{name.kind for name in names if name.kind} for names in spellings]
    return bool(set.intersection(*kinds))


def _notice(spellings: Sequence[Sequence[_Written]], severity: Severity = Severity.MINOR) -> Notice:
    shown = [f"{names[0].text} ({len(names)} lần)" for names in spellings]
    first = [names[0].place for names in spellings]
    rest = [name.place for names in spellings for name in names[1:]]
    what = phrases.AUDIT_NAME.format(names=" / ".join(names[0].text for names in spellings))
    return Notice(FindingType.NAME, severity, what, "; ".join(shown), (*first, *rest)[:MOST_CITED])


# ---- one name, other letters: the same kind before it, the same larger place behind it
def _by_letters(written: Sequence[_Written]) -> Iterator[Notice]:
    by_place: dict[tuple[str, str], list[_Written]] = defaultdict(list)
    for name in written:
        if name.kind and name.larger:
            by_place[name.kind, blind(name.larger)].append(name)
    for group in by_place.values():
        for one, other in combinations(_spellings(group), 2):
            if _slip(one[0].blind, other[0].blind) and one[0].blind != other[0].blind:
                yield _notice([_all(written, one[0]), _all(written, other[0])])


def _all(written: Sequence[_Written], name: _Written) -> list[_Written]:
    """Return every place where a name stands with the kind that it has here."""
    return [other for other in written if other.keys == name.keys and other.kind == name.kind]


def _slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other with a syllable misread or left out."""
    if len(one) == len(other):
        unlike = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(unlike) == 1 and unlike[0][0][0] == unlike[0][1][0] and _distance(*unlike[0]) <= 2
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))


def _distance(one: str, other: str) -> int:
    """Return how many letters must be put in, taken out or changed to make one word the other."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (left != right))
    return row[-1]


# ---- names in quotes: of movements, projects
def _quoted(report: Audited) -> Iterator[Notice]:
    found: dict[tuple[str, ...], Place] = {}
    for statement in report.prose:
        for quote in _QUOTED.finditer(statement.text):
            words = tuple(syllables(quote[1]))
            if len(words) >= LEAST_QUOTED:
                found.setdefault(words, Place(statement, quote.start(1), quote.end(1)))
    for one, other in combinations(found, 2):
        if SequenceMatcher(None, one, other, autojunk=False).ratio() < LEAST_ALIKE:
            continue
        shorter = one[: len(other)] == other or other[: len(one)] == one
        detail = phrases.AUDIT_QUOTED_DETAIL.format(one=found[one].text, other=found[other].text)
        severity = Severity.TRIVIAL if shorter else Severity.MINOR
        yield Notice(FindingType.NAME, severity, phrases.AUDIT_QUOTED, detail, (found[one], found[other]))


# ---- "02 trạm y tế (An Phú; Trà Bui)", "02 phân trạm khu vực (An Phú; Trà Bui)"
def _one_list_two_things(report: Audited) -> Iterator[Notice]:
    found: dict[tuple[str, ...], list[tuple[frozenset[str], Place]]] = defaultdict(list)
    for statement in report.prose:
        for listed in _LISTED.finditer(statement.text):
            items = [item.strip() for item in re.split(r"[;,]", listed["names"])]
            if len(items) >= 2 and all(item[:1].isupper() for item in items):
                group = (str(int(listed["count"])), *sorted(key(item) for item in items))
                noun = frozenset(syllables(listed["noun"]))
                found[group].append((noun, Place(statement, listed.start(), listed.end())))
    for told in found.values():
        for (one, place), (other, elsewhere) in combinations(told, 2):
            if not (one <= other or other <= one):
                detail = phrases.AUDIT_QUOTED_DETAIL.format(one=place.text, other=elsewhere.text)
                yield Notice(FindingType.NAME, Severity.MINOR, phrases.AUDIT_ONE_LIST, detail, (place, elsewhere))
