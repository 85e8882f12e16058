"""What lists of words do beyond the reading of questions: to figures, labels, claims, suggestions."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from bc_qa.answering.comparison import named_thing
from bc_qa.answering.dialogue import says_more
from bc_qa.answering.outcome import _lacks_sorting
from bc_qa.answering.suggest import _asked, _name
from bc_qa.claims.wording import EMPTY, same_noun
from bc_qa.evidence.asked_unit import _match_of_anything, _noun_match, _of_another_sort
from bc_qa.evidence.items import item_of
from bc_qa.evidence.question import Kind, Question, Term
from bc_qa.evidence.reading import read_passage
from bc_qa.language import lexicon
from bc_qa.language.synonyms import others, same_as
from bc_qa.types import Figure, FigureKind, ParagraphKind, Passage, Span


def counting(unit: str) -> Figure:
    return Figure(FigureKind.QUANTITY, Span(0, 1), "5", unit=unit)


def named(*words: str) -> tuple[Term, ...]:
    return tuple(Term(word, 1.0, True, False, False, (tuple(word.split()),), (1.0,)) for word in words)


def silent_on(*words: str) -> Any:
    """Return a passage that says nothing of some words of a question."""
    reading = SimpleNamespace(near_context="", places={})
    return SimpleNamespace(reading=reading, terms=named(*words), found={word: [] for word in words})


def item(text: str) -> str:
    """Return the item of the last figure of a text."""
    passage = Passage("d:0", "d", None, None, (Span(0, len(text)),), text, "", "")
    reading = read_passage(passage, frozenset(), ParagraphKind.TEXT, True, ())
    left, right = item_of(reading, reading.figures[-1])
    return text[left:right]


def lacks_sorting(text: str) -> bool:
    return _lacks_sorting(Question(text, Kind.FIGURE, ()), silent_on().reading)


_GOES_BY = "Miễn giảm học phí theo Nghị định 86/2015/NĐ-CP, Nghị định 81/2021/NĐ-CP có 1.464 sinh viên"

BEHAVIOURS: dict[str, Callable[[], bool]] = {
    "pupils and children are people": lambda: same_noun("học sinh", "cháu"),
    "guests are people in claims": lambda: same_noun("du khách", "người"),
    "no question ends on 'tăng'": lambda: _asked("Tỷ lệ hộ nghèo tăng") == "",
    "a name has no small words": lambda: _name("mía và chè") == "",
    "a claim is not of 'diện tích'": lambda: {"diện", "tích"} <= EMPTY,
    "a claim need not say 'mục tiêu' again": lambda: "mục_tiêu" in lexicon.TOLD_OTHERWISE,
    "HTX is hợp tác xã": lambda: "hợp tác xã" in same_as("htx"),
    "học trò are học sinh": lambda: ("học", "sinh") in others(("học", "trò")),
    "a house is what 'căn nhà' counts": lambda: _noun_match(["nhà"], counting("căn nhà")) == 1.0,
    "pupils may be asked for as 'em'": lambda: _noun_match(["em"], counting("học sinh")) > 0,
    "'hộ dân' are no other sort of hộ": lambda: not _of_another_sort(silent_on("dân"), ["hộ", "dân"]),
    "who learns is people": lambda: not _of_another_sort(silent_on("học"), ["người", "học"]),
    "a family is no 'cái'": lambda: _match_of_anything(silent_on(), counting("hộ")) < 0,
    "a series is of no degree": lambda: named_thing(Question("", Kind.FIGURE, named("cao", "điểm thi"))) == "Điểm thi",
    "the documents a figure goes by are in its item": lambda: item(_GOES_BY).startswith("Miễn giảm"),
    "'thoát nghèo' is another thing than 'nghèo'": lambda: lacks_sorting("Bao nhiêu hộ thoát nghèo?"),
    "'kinh phí' is nothing more that is asked": lambda: not says_more("tổng kinh phí", "Vốn là bao nhiêu?"),
}
