import pytest

from bc_qa.text.keys import blind, is_plain, key, pairs, syllables


@pytest.mark.parametrize(
    ("one", "other"), [("hòa", "hoà"), ("Thủy", "thuỷ"), ("khỏe", "khoẻ"), ("HÓA", "hoá"), ("tùy", "tuỳ")]
)
def test_both_placements_of_a_tone_mark_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize("word", ["quý", "toàn", "của", "mùa", "khuya"])
def test_other_words_keep_their_tone_where_it_is(word: str) -> None:
    assert key(word) == word


def test_diacritics_are_dropped() -> None:
    assert blind("Đào San, Huổi Luông") == "dao san, huoi luong"
    assert is_plain("ty le ho ngheo")
    assert not is_plain("tỷ le ho ngheo")


def test_tokens_are_syllables_and_whole_numbers_without_footnote_marks() -> None:
    assert syllables("1.029,31km² và 784/1610 trường³⁰.") == ["1.029,31", "km", "và", "784/1610", "trường"]
    assert pairs(["a", "b", "c"]) == ["a_b", "b_c"]
