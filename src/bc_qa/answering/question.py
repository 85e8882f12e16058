"""What a question asks for: its kind, the things, years, units and names in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bc_qa.answering.contrast import contrast
from bc_qa.answering.dialogue import LAYER
from bc_qa.evidence.measuring import ASKED_UNITS, measured_by, names_measure
from bc_qa.evidence.question import OF_ITSELF, Kind, Question, Term
from bc_qa.evidence.terms import YEAR, Tagger, names_of, term, terms_of, words_of
from bc_qa.figures.grammar import figures
from bc_qa.figures.units import Dimension
from bc_qa.language import cues, lexicon, synonyms
from bc_qa.text.keys import syllables
from bc_qa.types import FigureKind

_COUNTED_AS = "người"  # what counts a population
_OPENING = 4  # words that may come before the noun a question is about
_NUMBER_STRESS = 1.5  # a document's number names it for sure
_LABEL_STRESS = 1.0
_TELLING = 0.7  # stress of a term that tells what is asked now
_LEFT_STRESS = 0.5  # times that of what an earlier question is leant on for
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)(?!\d)")
_ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_BARE_WORDS = 5  # a question of as few words that names a year asks for a figure of it
_COMPARED_WORDS = 10  # … that names two years asks for a figure of each
_ASKING = (cues.COUNT, cues.REASON, cues.DATE, cues.NUMBERED)
_KINDS = (
    (cues.OPINION, Kind.OPINION),
    (cues.REASON, Kind.REASON),
    (cues.DATE, Kind.DATE),
    (cues.NUMBERED, Kind.NUMBERED),
    (cues.ORDINAL, Kind.ORDINAL),
    (cues.PERSON, Kind.PERSON),
    (cues.LIST, Kind.LIST),
    (cues.COUNT, Kind.FIGURE),
)


def read_question(
    text: str,
    tagged: Sequence[tuple[str, str]],
    names: Collection[tuple[str, ...]],
    this_year: int | None,
    asked_now: str = "",
) -> Question:
    """Read a question. `text` is cleaned and mended, `tagged` its words with their parts of speech.

    Where it leans on earlier ones, `asked_now` is the part of it that is asked now: what it leans on weighs less.
    `names` are the proper names of the corpus as syllable keys; a year after `this_year` (the report's) makes what is
    asked for a target.
    """
    lowered = text.lower()
    tagged = tagged[_words_in(cues.SET_ASIDE.match(text), tagged) :]
    years = tuple(dict.fromkeys(int(found.group()) for found in YEAR.finditer(text)))
    read = figures(text)
    latest = asked_now.lower() or lowered.partition(LAYER)[0]
    asking = latest if any(pattern.search(latest) for pattern in (*_ASKING, cues.ASKS)) else lowered
    kind = _kind(asking)
    if kind is Kind.PROSE and _kind(lowered) is Kind.LIST:
        kind = Kind.LIST  # "còn hai sản phẩm kia là gì?" behind "gồm những gì?"
    now = asked_now.lower() if asked_now and measured_by(asked_now.lower()) else asking
    told = (_asked(layer, lowered) for layer in (now, *lowered.split(LAYER), lowered))  # the latest that tells
    unit, dimension = next((asked for asked in told if asked != ("", None)), ("", None))
    ahead = this_year is not None and any(int(year) > this_year for year in _ANY_YEAR.findall(text))
    numbers = [figure.text for figure in read if figure.kind is FigureKind.NUMBERED]
    labelled = (*cues.LABELLED.finditer(lowered), *cues.QUARTER.finditer(lowered))
    labels = tuple(dict.fromkeys((found[1], found[2]) for found in labelled))
    numbered = (
        *(term(number, tuple(syllables(number)), _NUMBER_STRESS, noun=True) for number in numbers),
        *(_labelled(noun, number) for noun, number in labels),
    )
    taken = {token for number in numbers for token in syllables(number)} | {number for _, number in labels}
    itself = cues.ITSELF.search(lowered) if kind in OF_ITSELF else None
    taken |= set(syllables(itself.group())) if itself else set()
    sign = cues.SIGN.search(lowered) if kind is Kind.NUMBERED else None
    taken |= set(syllables(sign.group())) if sign else set()
    things = _but_anyone(terms_of(tagged, dimension, taken), unit)
    aimed = kind not in (Kind.NUMBERED, Kind.DATE) and (ahead or bool(cues.TARGET.search(lowered)))
    return Question(
        text=text,
        kind=kind,
        terms=_leaning(_but_aims((*numbered, *things), aimed), text, asked_now or latest),
        years=years,
        periods=tuple(frozenset(map(int, found.groups())) for found in _PERIOD.finditer(text)),
        unit=unit,
        dimension=dimension,
        target=aimed,
        result=bool(cues.RESULT.search(lowered)),
        compares=bool(cues.COMPARE.search(asking)) or len(cues.COUNT.findall(asking)) > 1,
        changes=bool(lexicon.ASKS_CHANGE & set(syllables(lowered))),
        total=bool(cues.TOTAL.search(lowered)),
        plans=bool(cues.PLANS.search(lowered)),
        named=bool(cues.NAMED.search(lowered)),
        which=found[1] if kind in (Kind.LIST, Kind.PROSE) and (found := cues.WHICH.search(lowered)) else "",
        numbers=tuple(numbers),
        names=names_of(text, names),
        labels=labels,
    )


def _but_aims(terms: Sequence[Term], aimed: bool) -> Sequence[Term]:
    """Return terms without the words that only say that an aim is asked for, where others are left."""
    left = [term for term in terms if "_".join(term.forms[0]) not in lexicon.AIMS]
    return left if aimed and left else terms


def _in_place_of(term: Term, own: Question, before: str) -> bool:
    """Whether a part names another thing in the place of a term: "khoai sọ mấy ha, dong riềng mấy ha?"."""
    found = list(cues.ASKED_OF.finditer(before))
    if not found or not any(thing.noun for thing in own.terms):
        return False
    asked = _asked(found[-1].group())
    return asked == (own.unit, own.dimension) and term.text.lower() in found[-1][1]


def _but_anyone(terms: Sequence[Term], unit: str) -> Sequence[Term]:
    """Return terms without the word that only says that people are counted, where others name whom or what."""
    left = [term for term in terms if "_".join(term.forms[0]) != unit]
    return left if unit in lexicon.ANYONE and any(term.noun for term in left) else terms


def _leaning(terms: Sequence[Term], text: str, asked_now: str) -> tuple[Term, ...]:
    """Return terms, with less stress on those that are not asked about now, and the less the longer ago they were."""
    now = set(syllables(asked_now))
    if not any(term.stress >= _TELLING and set(term.forms[0]) <= now for term in terms):
        return tuple(terms)
    layers = [now, *(set(syllables(layer)) for layer in text.split(LAYER))]
    if len(layers) > 2:
        layers.pop(1)  # what is asked now, as it stands in the text

    def stressed(term: Term) -> Term:
        asked = next((n for n, layer in enumerate(layers) if set(term.forms[0]) <= layer), 1)
        return replace(term, stress=term.stress * _LEFT_STRESS**asked)

    return tuple(map(stressed, terms))


def _labelled(noun: str, number: str) -> Term:
    """Return a numbered thing as one term: "khu vực I", "dự án 3"."""
    words = tuple(syllables(noun))
    other = lexicon.ORDINALS.get(number, number), lexicon.ROMANS.get(number, number)
    forms = dict.fromkeys((number, *other, f"0{number}"))
    written = (*((*words, *syllables(form)) for form in forms), *(("thứ", *syllables(form)) for form in forms))
    return Term(f"{noun} {number}", _LABEL_STRESS, True, False, False, written, (1.0,) * len(written))


def _words_in(aside: re.Match[str] | None, tagged: Sequence[tuple[str, str]]) -> int:
    """Return how many of the first words are only set aside."""
    length = len(aside.group().split()) if aside else 0
    count = 0
    while length > 0 and count < len(tagged):
        length -= len(tagged[count][0].split()) if tagged[count][1] != "CH" else 0
        count += 1
    return count


def parted(question: Question, tag: Tagger, this_year: int | None) -> Question:
    """Return a question with its parts, where it asks several things: "năm 2022 bao nhiêu, sang 2023 bao nhiêu?".

    A part has the kind, unit, years and aim of its own words, and leans on the terms before it at half their stress.
    """
    if whole := _questions(question, tag, this_year):
        return replace(question, parts=whole)
    if cues.MOST.search(question.text.lower()) or cues.LEAST.search(question.text.lower()):
        return question
    sides = contrast(question.text, tag)
    if sides and question.kind in (Kind.FIGURE, Kind.YES_NO, Kind.PROSE, Kind.LIST):
        both = (_side(question, text, tag, this_year) for text in (sides.left, sides.right))
        return replace(question, parts=tuple(both), sought=sides.sought)
    pieces = [piece for piece in cues.QUESTION_JOINT.split(question.text) if piece and piece.strip()]
    asking = [piece for piece in pieces if any(pattern.search(piece.lower()) for pattern in (*_ASKING, cues.PERSON))]
    if len(asking) < 2:
        return replace(question, parts=_moments(question, tag, this_year))
    parts: list[Question] = []
    for piece in asking:
        before = question.text[: question.text.index(piece) + len(piece)]
        known = [int(year) for year in YEAR.findall(before)]
        parts.append(_part(question, piece, tag, this_year, tuple(known[-1:])))
    return replace(question, parts=tuple(parts))


def _questions(question: Question, tag: Tagger, this_year: int | None) -> tuple[Question, ...]:
    """Return the whole questions typed one behind the other, each by itself; nothing where one leans on another.

    A year that is the only one named holds for all.
    """
    pieces = [piece.strip() for piece in cues.QUESTION_END.split(question.text) if piece.strip(" ?.")]
    if len(pieces) < 2 or any(cues.LEANS_ON_TALK.search(piece) for piece in pieces):
        return ()
    own = [read_question(piece, words_of(piece, question.names, tag), question.names, this_year) for piece in pieces]
    # The last piece may be thanks, or other words that ask nothing.
    thanks = own[-1].kind is Kind.PROSE and not question.text.rstrip().endswith("?")
    if thanks or not all(any(term.noun for term in part.terms) for part in own):
        return ()
    shared = question.years if len(question.years) == 1 else ()
    return tuple(parted(replace(part, years=part.years or shared), tag, this_year) for part in own)


def _moments(question: Question, tag: Tagger, this_year: int | None) -> tuple[Question, ...]:
    """Return the halves of a question for one thing as it was or is, and as it is aimed at; else nothing.

    "Dư nợ cuối 2023 và kế hoạch 2024", "tổng thu năm qua và chỉ tiêu năm nay". Two years of results stay whole:
    they are set against each other; so does what asks for both in words: the reader parts it.
    """
    text = question.text
    lowered = text.lower()
    if question.kind not in (Kind.FIGURE, Kind.PROSE) or question.changes or cues.ASKS_IN_WORDS.search(lowered):
        return ()
    if (question.target and question.result) or not cues.AIMED.search(lowered):
        return ()
    for joint in cues.MOMENT_JOINT.finditer(text):
        halves = (text[: joint.start()], text[joint.end() :])
        bare = not (cues.AIMED.search(halves[1]) or cues.MOMENT.sub("", halves[1]).strip(" ?."))
        if (bare and len(question.years) > 1) or not all(cues.MOMENT.search(half) for half in halves):
            continue
        parts = tuple(_half(question, half, tag, this_year) for half in halves)
        if parts[0].terms:
            return parts
    return ()


def _half(whole: Question, piece: str, tag: Tagger, this_year: int | None) -> Question:
    part = _part(whole, piece, tag, this_year, ())
    aimed = bool(cues.AIMED.search(piece)) or part.target
    things = tuple(term for term in part.terms if not cues.MOMENT.fullmatch(term.text.lower()))
    return replace(part, terms=things or part.terms, kind=Kind.FIGURE, compares=False, target=aimed, result=not aimed)


def _side(whole: Question, text: str, tag: Tagger, this_year: int | None) -> Question:
    """Return one side of a contrast as a question for a figure of its own."""
    own = read_question(text, words_of(text, whole.names, tag), whole.names, this_year)
    return replace(own, kind=Kind.FIGURE, compares=False, years=own.years or whole.years, target=whole.target)


def _part(
    whole: Question,
    piece: str,
    tag: Tagger,
    this_year: int | None,
    years: tuple[int, ...],
) -> Question:
    own = read_question(piece, words_of(piece, whole.names, tag), whole.names, this_year)
    names = {term.text.lower() for term in own.terms}
    before = whole.text[: whole.text.index(piece) + len(piece)].lower()
    others = [term for term in whole.terms if term.text.lower() not in names and term.text.lower() in before]
    others = [term for term in others if not _in_place_of(term, own, whole.text[: whole.text.index(piece)].lower())]
    shared = tuple(replace(term, stress=term.stress / 2) for term in others)
    measured = bool(own.unit or own.dimension)
    return replace(
        own,
        terms=tuple(_but_aims((*own.terms, *shared), own.target)),
        years=own.years or years,
        unit=own.unit if measured else whole.unit,
        dimension=own.dimension if measured else whole.dimension,
        names=whole.names,
        result=own.result or (whole.result and not own.target),
    )


def _kind(lowered: str) -> Kind:
    for pattern, kind in _KINDS:
        if pattern.search(lowered):
            return kind
    years = len(set(_ANY_YEAR.findall(lowered))) > 1
    if cues.COMPARE.search(lowered) and (years or measured_by(lowered) is not None or cues.NUMBER_OF.search(lowered)):
        return Kind.FIGURE
    if cues.YES_NO.search(lowered):
        return Kind.YES_NO
    return Kind.FIGURE if _asks_figure(lowered) else Kind.PROSE


def _asks_figure(lowered: str) -> bool:
    """Whether a question without a question word names a quantity: "số chậu địa lan", "chỉ tiêu thu nhập 2029"."""
    measured = names_measure(lowered)
    if measured and cues.WHAT_IS.search(lowered):
        return True
    if cues.ASKS_IN_WORDS.search(lowered):
        return False
    bare = len(lowered.split()) <= _BARE_WORDS and bool(_ANY_YEAR.search(lowered))  # "hộ nghèo 2023"
    bare = bare or (len(lowered.split()) <= _COMPARED_WORDS and len(set(_ANY_YEAR.findall(lowered))) > 1)
    return measured or bare or bool(cues.NUMBER_OF.search(lowered) or cues.PER_HEAD.search(lowered))


def _asked(lowered: str, whole: str = "") -> tuple[str, Dimension | None]:
    """Return the noun asked for in (a part of) a `whole` question, and what it measures where that is known."""
    if cues.COST_ASKED.search(lowered):
        return "", Dimension.MONEY
    for found in cues.ASKED_NOUN.finditer(lowered):
        noun = found[1] or found[2] or ""
        if "%" in lowered[found.start() : found.end() + 2]:
            return "", Dimension.SHARE
        first = noun.split()[0]
        counted = "_".join(syllables(noun)) in lexicon.PEOPLE
        sort = noun.split()[1:]
        named = first in lexicon.ALSO_NOUNS and bool(sort) and sort[0] not in lexicon.STOP
        again = noun in lexicon.ALSO_NOUNS and syllables(whole or lowered).count(noun) > 1  # "điểm du lịch … mấy điểm?"
        counted = counted or named or again
        if noun in lexicon.OF_ANYTHING and not sort:
            return noun, None
        known = None if again else ASKED_UNITS.get(noun)
        dimension = known or (None if counted else ASKED_UNITS.get(first))
        if dimension:
            return "", dimension
        joined = "_".join(syllables(noun))
        if first in lexicon.ANYONE and joined not in lexicon.PEOPLE and not synonyms.others(tuple(joined.split("_"))):
            return first, None  # "bao nhiêu người đi …?"
        if first not in lexicon.STOP or first in lexicon.PEOPLE or {first, joined} & lexicon.COUNTABLE:
            return joined, None
    opening = " ".join(lowered.split()[:_OPENING])
    if cues.PEOPLE_COUNTED.search(opening) and "%" not in lowered and not cues.TARGET.search(opening):
        return _COUNTED_AS, None
    return "", measured_by(lowered) or (Dimension.MONEY if cues.MONEY_ASKED.search(lowered) else None)
