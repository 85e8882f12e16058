"""Follow-ups: a question that leans on the one before, made to stand alone. No state is kept; history comes along."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bc_qa.evidence.items import alike, item_of
from bc_qa.evidence.reading import Reading
from bc_qa.evidence.terms import Tagger
from bc_qa.language import cues, lexicon
from bc_qa.text.keys import syllables
from bc_qa.types import Figure

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STEPS = {"sau": 1, "kế tiếp": 1, "tiếp theo": 1, "trước": -1, "trước đó": -1, "liền trước": -1}
_NUMBER = re.compile(r"(?<![\w/])\d{1,4}(?:/\d{4})?[/-][^\W\d_][\w-]*(?:/[\w-]+)*")
_NAMING_NOTHING = lexicon.STOP | lexicon.GENERIC
_SHORT_WORDS = 6
LAYER = "; "  # between what is asked now, what it leans on, and what that leans on
_LAYERS = 3  # at most


@dataclass(frozen=True, slots=True)
class Before:
    """The question that another leans on, standing alone; the passage that answers it, and the value in that."""

    alone: str
    reading: Reading | None = None
    figure: Figure | None = None
    around: tuple[Reading, ...] = ()  # the passage and those near it


def returned(question: str, earlier: Sequence[str]) -> tuple[str, int | None]:
    """Return what is asked in going back to an earlier question, and which that is: by the words that they share.

    "Quay lại chuyện cây trồng, còn sa nhân?" asks "còn sa nhân?" of it. Where it goes back to none, the question stays.
    """
    if not cues.GOES_BACK.search(question):
        return question, None
    said = cues.GOES_BACK.sub("", question).strip()
    topic, _, rest = re.sub(r"[,:]\s", "\n", said, count=1).partition("\n")
    shared = [len(_content(topic) & _content(asked)) for asked in earlier]
    best = max(range(len(shared)), key=shared.__getitem__, default=None)
    if best is None or not shared[best]:
        return (rest or said), None
    return (rest or said), best


def leans(question: str, earlier: Sequence[str]) -> bool:
    """Whether a question points back, is hardly more than a question word, or names nothing but what was named."""
    if not earlier:
        return False
    points = cues.LEANS_ON_TALK.search(question) or cues.NTH_MEANT.match(question.strip(" ?.!"))
    return bool(points) or _content(question) <= {token for asked in earlier for token in _content(asked)}


def may_lean(question: str) -> bool:
    """Whether a question is so short that it may lean on another though nothing in it points back: "hộ cận nghèo?"."""
    return len(question.split()) <= _SHORT_WORDS


def standing_alone(question: str, before: Before, tag: Tagger) -> tuple[str, str]:
    """Return a question that leans on another as one that does not, and what of it is asked now: nothing if all is.

    A bare year takes the place of the year before, another thing that of the thing whose value was given; anything
    else is asked of what was asked before.
    """
    rest = " ".join(cues.TALK_FILLER.sub(" ", _with_year(question, before.alone)).split())
    years = _YEAR.findall(rest)
    if cues.ONLY_YEAR.match(rest):
        return _of_period(before.alone, rest), ""
    if not rest:
        return before.alone, ""
    if numbered := _of_number(before.alone, rest):
        return numbered, ""
    rest = _as_common(rest)
    subject, _, aim = rest.partition(" thì ")
    shifts = not cues.PART_OF_IT.search(question) and not cues.ASKS.search(rest) and not years
    shifted = _shifted(subject, before, tag) if shifts else ""
    if not shifted:
        return LAYER.join([rest, *_topic(before.alone, rest)]), rest
    return f"{shifted.rstrip(' ?')}, {aim}" if aim else shifted, rest


def _with_year(question: str, alone: str) -> str:
    """Return a question with the year that it points at: "năm đó", "năm sau đó" of one that was asked of 2019."""
    known = _YEAR.findall(alone)
    if not known:
        return question
    return cues.YEAR_MEANT.sub(lambda found: f"năm {int(known[-1]) + _STEPS.get(found[1].lower(), 0)}", question)


def _as_common(rest: str) -> str:
    """Return what is asked without the capital that only begins it: "Thảo quả", not "Dào San"."""
    words = rest.split()
    begins = words[0][0].isupper() and words[0][1:].islower() and not any(word[0].isupper() for word in words[1:2])
    return rest[0].lower() + rest[1:] if begins else rest


def _of_period(alone: str, asked: str) -> str:
    """Return an earlier question asked of another year or period, in the place of its own where it has one."""
    found = cues.PERIOD_NAMED.search(asked)
    period = found.group() if found else asked
    if not cues.PERIOD_NAMED.search(alone):
        return f"{alone.rstrip(' ?')} {period if len(_YEAR.findall(period)) > 1 else f'năm {period}'}?"
    return cues.PERIOD_NAMED.sub(period, alone)


def _of_number(alone: str, asked: str) -> str:
    """Return an earlier question asked of another one of its numbered things: "bài học thứ tư", or just "thứ hai"."""
    number = cues.NTH_MEANT.match(asked) or cues.LABELLED.fullmatch(asked.lower())
    found = next(cues.LABELLED.finditer(alone.lower()), None)
    if number is None or found is None or (number.re is cues.LABELLED.pattern and number[1] != found[1]):
        return ""
    nth = number[number.re.groups].lower()
    return f"{alone[: found.start(2)]}{nth}{alone[found.end(2) :]}"


def says_more(asked_now: str, before: str) -> bool:
    """Whether what is asked now names a thing that was not named before: then the same value does not answer it."""
    return bool(_content(asked_now) - _content(before))


def lends_aim(asked_now: str) -> bool:
    """Whether it is the earlier question that asks for an aim, if any does: what is asked now has no word for one."""
    return bool(asked_now) and not cues.TARGET.search(asked_now.lower())


def _shifted(subject: str, before: Before, tag: Tagger) -> str:
    """Return the earlier question with another subject in the place of its own; an empty string where none is seen.

    The report tells which words are the subject: those beside the value that answered which do not stand beside the
    other subject's value in the same passage, as "mắc ca" in "584,27ha cây mắc ca, 754,2ha chè".
    """
    reading, figure = before.reading, before.figure
    wanted = syllables(subject)
    wanted = wanted[1:] if wanted[:1] and wanted[0] in lexicon.CLASSIFIERS else wanted
    verb = all(sort[0] == "V" for _, sort in tag(subject))
    if reading is None or figure is None or not _content(subject) or verb:
        return ""
    others = [(reading, other) for other in reading.figures if other.span != figure.span and other.kind is figure.kind]
    near = [there for there in before.around if there is not reading]
    others += [(there, other) for there in near for other in there.figures if alike(other, figure)]
    items = (_beside(there, other) for there, other in others)
    beside = next((words for words in items if f" {' '.join(wanted)} " in f" {' '.join(words)} "), None)
    if beside is None:
        return ""
    own = {*_beside(reading, figure)} - {*beside, *wanted}
    runs: list[list[tuple[int, int, bool]]] = [[]]
    for start, end, noun in _words(before.alone, tag):
        if _content(before.alone[start:end]) & own:
            runs[-1].append((start, end, noun))
        elif runs[-1]:
            runs.append([])
    named = [run for run in runs if any(noun for *_, noun in run)] or [run for run in runs if run]
    if not named:
        return ""
    left, right = before.alone[: named[-1][0][0]], before.alone[named[-1][-1][1] :]
    kind = subject.split(maxsplit=1)[0].lower()
    if kind in lexicon.CLASSIFIERS and left.lower().split()[-1:] == [kind]:
        subject = subject.partition(" ")[2]  # "mấy con" and "con ngựa"
    return " ".join(f"{_without_end(left, subject)}{subject}{right}".split())


def _without_end(left: str, subject: str) -> str:
    """Return what stands before a subject without the words that it begins with: "Đảng bộ" of "Đảng bộ huyện"."""
    words, begins = left.split(), subject.lower().split()
    sizes = (n for n in range(len(begins), 0, -1) if [word.lower() for word in words[-n:]] == begins[:n])
    return " ".join(words[: len(words) - next(sizes, 0)]) + " "


def _words(text: str, tag: Tagger) -> list[tuple[int, int, bool]]:
    """Return where each word of a text stands, and whether it is a noun."""
    places: list[tuple[int, int, bool]] = []
    for word, sort in tag(text):
        start = text.find(word, places[-1][1] if places else 0)
        if start >= 0:
            places.append((start, start + len(word), sort[0] == "N"))
    return places


def _beside(reading: Reading, figure: Figure) -> list[str]:
    """Return the syllables of the item that a figure stands in."""
    left, right = item_of(reading, figure)
    return [token for token, start, end in reading.tokens if left <= start and end <= right]


def _content(question: str) -> set[str]:
    """Return the syllables of a question that name what it is about."""
    return {token for token in syllables(question) if token not in _NAMING_NOTHING and not token[0].isdigit()}


def _topic(before: str, rest: str) -> list[str]:
    """Return what was asked before, the last question first, without the years, aims and numbers that are replaced."""
    if _YEAR.search(rest):
        before = cues.YEAR_WITH_LEAD.sub(" ", before)
    asks = cues.TARGET.search(rest.lower()), cues.RESULT.search(rest.lower())
    for wanted, other in ((asks[0], cues.RESULT), (asks[1], cues.TARGET)):
        if wanted:
            before = other.sub(" ", before)
    if cues.OF_LEVEL.search(rest.lower()):
        before = cues.OF_LEVEL.sub(" ", before)
    if _NUMBER.search(rest):
        before = _NUMBER.sub(" ", before)
    for label in cues.LABELLED.finditer(rest.lower()):
        before = re.sub(rf"\b{label[1]}(?: số)? \d+\b", " ", before, flags=re.IGNORECASE)
    if cues.ASKS.search(rest):  # one question is enough
        before = cues.ASKED_LAST.sub("", before)
    layers = [", ".join(filter(_content, layer.split(","))) for layer in before.split(LAYER)]
    return [" ".join(layer.split()) for layer in layers if layer.strip()][: _LAYERS - 1]
