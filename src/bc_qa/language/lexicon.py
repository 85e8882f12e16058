"""Lists of words by what they do in a question or a report, from `words.tsv`; and how numbers are written.

A word is its syllables joined by `_`, as a tagger cuts it; a word of one syllable is that syllable's key.
"""

from __future__ import annotations

from collections.abc import Mapping

from bc_qa.language.tables import parted, rows


def _listed(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(word for word, lists in rows("words") if name in parted(lists))


# ---- small words
STOP = _listed("stop")  # they say nothing of what is asked about
COUNTABLE = _listed("countable")  # … but are counted behind "bao nhiêu": "bao nhiêu chỉ tiêu?"
ASKING_WORDS = _listed("asking")
GENERIC = _listed("generic")  # they lean a question on the one before without naming a thing
DANGLING = _listed("dangling")  # no question ends on one of them: "Tỷ lệ hộ nghèo giảm là bao nhiêu?" asks of nothing
DEGREES = _listed("degree")  # "cao", "ít", "hơn": of what degree, not of what

# ---- words that make another thing of what they stand beside
LEVELS = _listed("level")  # levels of government: "cấp xã" is another thing than "cấp huyện"
MODIFIERS = _listed("modifier")  # "phó chủ tịch" is no chủ tịch, "hộ cận nghèo" no hộ nghèo
SORTING = _listed("sorting")  # … of these, each makes another thing of what is counted: "hộ tái nghèo"
CHANGES = _listed("change")  # they make a figure a change: "giảm 08 trường" is not how many there are
ASKS_CHANGE = CHANGES | _listed("asks_change")  # … in a question: "kéo tỷ lệ xuống được bao nhiêu?"
# … told by the aim, the change, the unit or the period of a figure, so that a report need not use these words too.
TOLD_OTHERWISE = CHANGES | _listed("told_otherwise")
AIMS = _listed("aim")  # words of an aim, which are no thing asked about where an aim is asked for
DOCUMENT_WORDS = _listed("document")  # syllables of what a document is called: "nghị quyết", "công văn"

# ---- what is measured and counted
MEASURES = _listed("measure")  # they say no more than what is measured; they need not stand beside the value
THINGS = _listed("thing")  # measures that are things of their own: a weight of seed is no output
ALSO_NOUNS = _listed("also_noun")  # units that are nouns too: "mấy điểm du lịch?"
TIME_UNITS = _listed("time_unit")  # "trong 5 năm": how long, not of what
KINDS_OF = _listed("kind_of")  # they stand before what is kept or grown: "đàn trâu"
CLASSIFIERS = _listed("classifier")  # they stand before what is counted: "căn nhà"
OF_ANYTHING = _listed("of_anything")  # … and by themselves for whatever was named: "mấy cái?"

# ---- people
PEOPLE = _listed("people")  # words for people that stand for one another when people are counted
VISITORS = PEOPLE | _listed("visitor")  # … and those who come, in claims: "lượt khách", "du khách"
ANYONE = _listed("anyone")  # … of these, any may stand for any other: "bao nhiêu em?" asks for pupils
FAMILIES = _listed("family")
ANY_SORT = _listed("any_sort")  # they make no other sort of what they stand behind: "hộ gia đình", "hộ dân"
DOING = _listed("doing")  # "bao nhiêu người học?" asks for people, whatever they did

# ---- numbers
NUMERALS: Mapping[str, tuple[str, ...]] = {
    count: (digits, f"0{digits}") if len(digits) == 1 else (digits,) for digits, count, _, _ in rows("numbers")
}
"""Numbers in words, with the digits that reports write for them."""
ORDINALS: Mapping[str, str] = {digits: ordinal for digits, _, ordinal, _ in rows("numbers")}
"""Digits, with the word where a lesson, a part or a prize is counted: "bài học thứ tư"."""
ROMANS: Mapping[str, str] = {digits: roman for digits, _, _, roman in rows("numbers")}
ASKED_UNITS: Mapping[str, str] = {row[0]: row[1] for row in rows("asked_units")}
"""Nouns behind "bao nhiêu" that are a unit of measure under another name, with what it measures."""
