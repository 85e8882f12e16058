"""Words written twice, and words that a scan or a hand has given the wrong marks: "phân đấu" for "phấn đấu".

Two syllables that are no word of the dictionary, with other marks are one, and are written so elsewhere in the report.
Where either belongs to a word with its neighbour ("đi đôi với", "hành vi vi phạm") nothing is wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement
from bc_qa.text.keys import TOKEN, blind, key
from bc_qa.text.words import dictionary
from bc_qa.types import FindingType, Severity

LEAST_WRITTEN = 2  # times that the report writes the word rightly
LEAST_TIMES = 0.6  # … for each time that it is written otherwise
MOST_CITED = 6
# "hằng năm" is another spelling of "hàng năm"; "cả nước", "mỗi nhà" are two words.
_OWN = frozenset("cả hằng mọi mỗi các những từng".split())
# "nhà nhà", "ngày ngày": every house, every day; Vietnamese doubles these at will.
_EACH = frozenset(
    "ai bản chiều đêm đoàn đời hàng hội lớp năm ngành ngày người nhà nơi rừng sáng tháng thôn tối vùng xã".split()
)

Pair = tuple[str, str]


@dataclass(frozen=True)
class _Written:
    """Two syllables that follow one another, those beside them, and where they stand."""

    pair: Pair
    before: str
    behind: str
    place: Place


def slips(report: Audited) -> Iterator[Notice]:
    """Yield the words written twice, and those whose marks are wrong, each with the places where they are."""
    if not dictionary():
        return
    written = [pair for statement in report.prose for pair in _pairs(statement)]
    yield from (_doubled(pair) for pair in written if _is_doubled(pair))
    counts = Counter(pair.pair for pair in written)
    found: dict[tuple[Pair, Pair], list[Place]] = defaultdict(list)
    for pair in written:
        meant = _meant(pair, counts)
        if meant:
            found[pair.pair, meant].append(pair.place)
    for (said, meant), places in found.items():
        what = phrases.AUDIT_SLIP.format(said=" ".join(said), meant=" ".join(meant))
        detail = phrases.AUDIT_SLIP_DETAIL.format(
            said=" ".join(said), count=len(places), meant=" ".join(meant), right=counts[meant]
        )
        yield Notice(FindingType.TRUNCATED, Severity.TRIVIAL, what, detail, tuple(places[:MOST_CITED]))


def _is_doubled(written: _Written) -> bool:
    """Whether a syllable stands twice by mistake: not where two words meet, nor where Vietnamese doubles it."""
    one, two = written.pair
    words, _ = _words()
    meet = (written.before, one) in words or (two, written.behind) in words
    return one == two and not meet and written.pair not in words and one not in _EACH


def _doubled(written: _Written) -> Notice:
    detail = phrases.AUDIT_DOUBLED_DETAIL.format(word=written.pair[0])
    return Notice(FindingType.TRUNCATED, Severity.TRIVIAL, phrases.AUDIT_DOUBLED_WORD, detail, (written.place,))


def _pairs(statement: Statement) -> Iterator[_Written]:
    """Yield each two syllables with nothing but a space between them; names are left out."""
    tokens = list(TOKEN.finditer(statement.text))
    words = ["", *(key(token.group()) for token in tokens), ""]
    ends = {figure.span.end for figure in statement.figures}  # "8.420 triệu đồng chi …": no word goes over it
    for at, (one, two) in enumerate(pairwise(tokens), 1):
        apart = statement.text[one.end() : two.start()] != " " or one.end() in ends
        if not apart and two.group().islower() and one.group().isalpha() and not one.group().isupper():
            place = Place(statement, one.start(), two.end())
            yield _Written((words[at], words[at + 1]), words[at - 1], words[at + 2], place)


def _meant(written: _Written, counts: Mapping[Pair, int]) -> Pair | None:
    """Return the word that two syllables are with other marks, None where they may stand as they are."""
    one, two = written.pair
    words, by_letters = _words()
    if written.pair in words or one in _OWN or (written.before, one) in words or (two, written.behind) in words:
        return None
    least = max(LEAST_WRITTEN, LEAST_TIMES * counts[written.pair])
    meant = [word for word in by_letters.get((blind(one), blind(two)), ()) if counts[word] >= least]
    return meant[0] if len(meant) == 1 else None


@cache
def _words() -> tuple[frozenset[Pair], dict[Pair, Sequence[Pair]]]:
    """Return the words of two syllables that the dictionary has, and the same by their letters without marks."""
    parts = (tuple(key(syllable) for syllable in word.split()) for word in dictionary())
    pairs = sorted({(word[0], word[1]) for word in parts if len(word) == 2})
    by_letters: dict[Pair, list[Pair]] = defaultdict(list)
    for one, two in pairs:
        by_letters[blind(one), blind(two)].append((one, two))
    return frozenset(pairs), dict(by_letters)
