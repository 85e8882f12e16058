"""Every cue finds what its examples say, and nothing in its counter-examples; every table can be read."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from bc_qa.language import cues, lexicon
from bc_qa.language.cues import CUES, READS, Cue, unmarked
from bc_qa.language.synonyms import others, same_as, table
from bc_qa.language.tables import parted, rows

SYNONYMS = ("thesaurus", "abbreviations", "chat_words")
SOURCE = Path(lexicon.__file__).parent.parent


@pytest.mark.parametrize("cue", CUES.values(), ids=lambda cue: cue.name)
def test_a_cue_finds_its_examples(cue: Cue) -> None:
    assert cue.examples
    for example in cue.examples:
        text, wanted = unmarked(example)
        found = cue.search(text)
        assert found, f"{cue.name} is not found in {text!r}"
        assert wanted in (None, found.group()), f"{cue.name} finds {found.group()!r} in {text!r}"


@pytest.mark.parametrize("cue", CUES.values(), ids=lambda cue: cue.name)
def test_a_cue_is_not_found_in_its_counter_examples(cue: Cue) -> None:
    assert cue.counter_examples
    for text in cue.counter_examples:
        found = [match.group() for match in cue.finditer(text) if match.group()]
        assert not found, f"{cue.name} finds {found} in {text!r}"


def test_a_cue_reads_a_question_a_passage_or_both() -> None:
    assert {cue.reads for cue in CUES.values()} <= set(READS)


def test_each_name_in_the_code_is_a_cue_and_each_cue_is_named() -> None:
    assert used_of("cues") - {"CUES"} == set(CUES)


def test_each_list_is_in_the_code_and_in_the_table() -> None:
    lists = {name.lower() for _, names in rows("words") for name in parted(names)}
    read = set(re.findall(r'_listed\("(\w+)"\)', Path(lexicon.__file__).read_text(encoding="utf-8")))
    assert read == lists


def used_of(module: str) -> set[str]:
    """Return the names in capitals that the package uses of a module of language."""
    used: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == module:
                used.add(node.attr)
    return {name for name in used if name.isupper()}


def test_a_name_that_is_no_cue_is_an_error_that_says_which_is_near() -> None:
    with pytest.raises(AttributeError, match="TARGET"):
        _ = cues.TARGTE


def test_an_emptied_cue_finds_nothing() -> None:
    cue = Cue("x", {"reads": "both", "any": ["sẽ"], "examples": [], "counter_examples": []}, {})
    assert cue.search("Xã sẽ xây trường")
    cue.empty()
    assert not cue.search("Xã sẽ xây trường")


@pytest.mark.parametrize(("name", "columns"), [("words", 2), ("numbers", 4), ("asked_units", 2), ("english", 2)])
def test_a_table_has_one_row_for_each_word_and_no_empty_cell(name: str, columns: int) -> None:
    assert all(len(row) == columns and all(cell.strip() for cell in row) for row in rows(name))
    assert not twice(row[0] for row in rows(name))


def test_a_word_has_one_home_in_all_tables_of_synonyms() -> None:
    assert all(len(row) == 2 and all(cell.strip() for cell in row) for name in SYNONYMS for row in rows(name))
    assert not twice(word for name in SYNONYMS for word in table(name))


def twice(words: object) -> list[object]:
    return [word for word, count in Counter(words).items() if count > 1]  # type: ignore[call-overload]


def test_each_word_that_stands_for_another_can_be_read() -> None:
    assert not [word for name in SYNONYMS for word, forms in table(name).items() if not word or not all(forms)]


def test_what_is_just_the_same_is_told_from_what_may_stand_for_it() -> None:
    assert same_as("ubnd") == ("ủy ban nhân dân",)
    assert same_as("ủy ban nhân dân") == ("ubnd",)
    assert same_as("trạm xá") == ("trạm y tế",)
    assert ("cơ", "sở", "y", "tế") in others(("trạm", "xá"))


def test_numbers_are_written_in_digits_words_and_roman_numerals() -> None:
    assert lexicon.NUMERALS["bốn"] == ("4", "04")
    assert lexicon.ORDINALS["4"] == "tư"
    assert lexicon.ROMANS["4"] == "iv"
