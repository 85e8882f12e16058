"""Old Vietnamese encodings and broken ones: found out by which reading makes Vietnamese words, and put right.

TCVN3 (the fonts ".VnTime") gives each letter with its tone a byte of its own; VNI writes the tone as a second letter.
"""

from __future__ import annotations

import re
from itertools import pairwise

import ftfy

from bc_qa import phrases

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_VNI_TONES = {
    "a": {"ù": "á", "ø": "à", "û": "ả", "õ": "ã", "ï": "ạ", "ê": "ă", "é": "ắ", "è": "ằ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ",
          "â": "â", "á": "ấ", "à": "ầ", "å": "ẩ", "ã": "ẫ", "ä": "ậ"},
    "e": {"ù": "é", "ø": "è", "û": "ẻ", "õ": "ẽ", "ï": "ẹ", "â": "ê", "á": "ế", "à": "ề", "å": "ể", "ã": "ễ", "ä": "ệ"},
    "o": {"ù": "ó", "ø": "ò", "û": "ỏ", "õ": "õ", "ï": "ọ", "â": "ô", "á": "ố", "à": "ồ", "å": "ổ", "ã": "ỗ", "ä": "ộ"},
    "ô": {"ù": "ớ", "ø": "ờ", "û": "ở", "õ": "ỡ", "ï": "ợ"},
    "u": {"ù": "ú", "ø": "ù", "û": "ủ", "õ": "ũ", "ï": "ụ"},
    "ö": {"ù": "ứ", "ø": "ừ", "û": "ử", "õ": "ữ", "ï": "ự"},
    "y": {"ù": "ý", "ø": "ỳ", "û": "ỷ", "õ": "ỹ"},
}  # fmt: skip
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI_PAIRS = {base + mark: made for base, marks in _VNI_TONES.items() for mark, made in marks.items()}
_VNI = _VNI_PAIRS | _VNI_ALONE
_VNI_ALL = _VNI | {one.upper(): made.upper() for one, made in _VNI.items()}
_VNI_MARK = re.compile("|".join(sorted(map(re.escape, _VNI_ALL), key=len, reverse=True)))
# Common words that no language but Vietnamese has, each with a letter that an encoding may break.
_COMMON = re.compile(
    r"(?<!\w)(?:và|của|các|được|năm|có|là|với|những|đã|tỉnh|huyện|xã|đến|từ|thực|hiện|công|tác|số|tỷ|lệ)(?!\w)",
    re.IGNORECASE,
)
_WINDOWS = {chr(code): made for code in range(0x80, 0xA0) if (made := bytes([code]).decode("cp1252", "ignore"))}
_LOW = "".join(sorted(set(_TCVN3.values()) - set("ĂÂĐÊÔƠƯăâđêôơư")))  # letters with a tone
_HIGH = "A-ZĂÂĐÊÔƠƯ"
_RAISED = re.compile(rf"[{_HIGH}{_LOW.upper()}{_LOW}]+")  # no small letter but such as has no capital
_SYLLABLE = re.compile(
    rf"(?:NGH|NG|NH|TH|TR|CH|PH|KH|GH|GI|QU|[BCDĐGHKLMNPRSTVX])?[AĂÂEÊIOÔƠUƯY{_LOW.upper()}]{{1,3}}(?:NG|NH|CH|[CMNPT])?"
)
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(rf"(?<=[.!?] )[{_LOW}]")
LEAST_BETTER = 3  # common words that a conversion has to make more, and as many times as many


def converted(text: str) -> tuple[str, str]:
    """Return a text as Vietnamese in Unicode, and what it was written in, in words; nothing where it is as it was."""
    ways = {
        "": text,
        phrases.ENCODING_MIXED_UP: ftfy.fix_encoding(text),
        phrases.ENCODING_TCVN3: from_tcvn3(text),
        phrases.ENCODING_VNI: from_vni(text),
    }
    words = {name: len(_COMMON.findall(made)) for name, made in ways.items()}
    best = max(ways, key=lambda name: words[name])  # of two as good the first: as it was
    if words[best] < LEAST_BETTER * max(1, words[""]):
        return text, ""
    return ways[best], best


def from_tcvn3(text: str) -> str:
    """Return what a text in TCVN3, read as Latin-1, says; what is no letter is as Windows has it."""
    table = _WINDOWS | _TCVN3
    return _SENTENCE.sub(lambda found: found[0].upper(), _with_capitals("".join(table.get(c, c) for c in text)))


def _with_capitals(text: str) -> str:
    """Return a text with the capitals that have a tone, which TCVN3 has none of: "BáO CáO" is "BÁO CÁO".

    A word with two capitals and no small letter that has one is in capitals throughout; so is one with a capital less
    beside a syllable that is. "Số" and "từ" by themselves are left as they are.
    """
    return "\n".join(_line_with_capitals(line) for line in text.split("\n"))


def _line_with_capitals(line: str) -> str:
    words = [(found.start(), found.end()) for found in _WORD.finditer(line)]
    made = [_raised(line[start:end], 2) for start, end in words]
    joint = [line[one[1] : other[0]] == " " for one, other in pairwise(words)]
    for order in (range(len(words)), reversed(range(len(words)))):
        for n in order:
            before = bool(n) and joint[n - 1] and _is_syllable(made[n - 1])
            after = n + 1 < len(words) and joint[n] and _is_syllable(made[n + 1])
            begins = not n or before or line[words[n][0] - 2 : words[n][0] - 1] in (",", ";", ":", "-")
            if before or after:
                made[n] = _raised(made[n], 0 if after and begins else 1)
    for (start, end), word in zip(words, made, strict=True):
        line = line[:start] + word + line[end:]
    return line


def _raised(word: str, least: int) -> str:
    """Return a word in capitals where it has no other small letters than with a tone, and as many capitals at least."""
    capitals = sum(char.isupper() for char in word)
    return word.upper() if capitals >= least and _RAISED.fullmatch(word) else word


def _is_syllable(word: str) -> bool:
    """Whether a word is a syllable of Vietnamese in capitals, no initials."""
    return len(word) > 1 and _SYLLABLE.fullmatch(word) is not None


def from_vni(text: str) -> str:
    """Return what a text in VNI, read as Latin-1, says."""
    return _VNI_MARK.sub(lambda found: _VNI_ALL[found[0]], text)
