"""The noun that a number counts: "23 sản phẩm", "32.454 lượt học sinh", "9 bác sỹ/1 vạn dân"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bc_qa.figures.units import LETTER
from bc_qa.text.keys import key

_WORD = re.compile(rf"\s({LETTER}+)(?!\d)")
_COUNTED = 4  # syllables that a counted noun may have
_ROMAN = re.compile(r"\s(?:lần thứ|khóa|khoá|loại|hạng|cấp|thứ)\s[IVXLC]+\b")
# Words that never begin what is counted: after them a number stands alone.
NO_NOUN = frozenset(
    "là và với có của cho ở tại đến tới từ trong trên dưới so bằng đạt chiếm tăng giảm được thì mà nên do bởi theo "
    "khi để vào ra về như hoặc hay cùng các những một trở vẫn cũng đã đang sẽ không chưa còn thuộc gồm cả mỗi này đó "
    "kia ấy rất đều bị phải cần trước sau nếu nhưng số tổng vượt tương".split()
)
_OPEN = frozenset("cận tái thoát".split())  # these never end a noun: "hộ cận nghèo"
_CLASSIFIERS = frozenset("lượt ngôi chiếc căn cây con".split())  # these take the noun after them along
# After these a number numbers, and counts nothing: "Dự án 5 hỗ trợ", "Covid 19 phức tạp".
_LABEL = re.compile(r"(?<!\w)(?:án|covid|thứ|điều|khoản|mục|chương|lục)(?:\s+số)?[\s–-]*$", re.IGNORECASE)
# What is counted in halves and tenths, too: "2,125 lần".
DIVISIBLE = frozenset("lần điểm năm tuổi tháng ngày tuần tiêu bậc sao sào mẫu công".split())
# Nouns that reports count without a word of measure; they tell five ("năm xã") from year ("năm hoàn thành").
COUNTABLE = frozenset(
    "người hộ xã bản thôn ấp buôn huyện tỉnh phường tổ khu trường lớp phòng trạm bệnh nhà căn ngôi cây con đàn lượt "
    "suất dự đề công tuyến cầu chợ hợp doanh sản mô nhóm đội đoàn ban chi đảng đồng cán giáo học bác lao cuộc buổi vụ "
    "đơn hội lễ giải chỉ nhiệm chương nghị văn ngành lĩnh dân cơ thành điểm cụm giường máy xe cuốn lần ngày tháng tuần "
    "năm cháu em trẻ".split()
)


def is_label(text: str, start: int) -> bool:
    """Whether a number at `start` only numbers a thing named before it."""
    return _LABEL.search(text, max(0, start - 20), start) is not None


def noun_end(text: str, start: int, compounds: Collection[str]) -> int:
    """Return where the counted noun behind a number ends: the longest known compound, else one word, else nothing."""
    words = list(_following(text, start))
    if not words or key(words[0][1]) in NO_NOUN or _ROMAN.match(text, start):
        return start
    for count in range(len(words), 1, -1):
        if _known(words[:count], compounds):
            return words[count - 1 + _goes_on(words[count - 1 :], compounds)].end()
    if key(words[0][1]) in _CLASSIFIERS and len(words) > 1 and key(words[1][1]) not in NO_NOUN:
        return noun_end(text, words[0].end(), compounds)
    if len(words) > 1 and text[words[1].end() : words[1].end() + 1] == "/":  # "9 bác sỹ/1 vạn dân"
        return words[1].end()
    return words[0].end()


def countable(noun: str, compounds: Collection[str]) -> bool:
    """Whether a noun is surely one that is counted: a known compound, or begins with a word that reports count."""
    words = [key(word) for word in noun.split()]
    return bool(words) and ("_".join(words) in compounds or words[0] in COUNTABLE)


def _known(words: list[re.Match[str]], compounds: Collection[str]) -> bool:
    """Whether some words are one compound, in either spelling of a final i ("bác sĩ", "bác sỹ")."""
    keys = [key(word[1]) for word in words]
    if keys[-1] in _OPEN:
        return False
    return "_".join(keys) in compounds or "_".join(map(_other_i, keys)) in compounds


def _goes_on(words: list[re.Match[str]], compounds: Collection[str]) -> bool:
    """Whether the last word of a compound is one with the next word, too: "nhà văn" of "nhà văn hóa"."""
    return len(words) > 1 and _known(words[:2], compounds)


def _other_i(word: str) -> str:
    """Return a syllable with its final y as i: sỹ as sĩ, kỷ as kỉ; only after a consonant, "quý" stays."""
    final = dict(zip("yýỳỷỹỵ", "iíìỉĩị", strict=True)).get(word[-1:])
    return f"{word[:-1]}{final}" if final and len(word) > 1 and word[-2] in "hklmst" else word


def _following(text: str, start: int) -> Iterator[re.Match[str]]:
    for _ in range(_COUNTED):
        found = _WORD.match(text, start)
        if not found:
            return
        yield found
        start = found.end()
