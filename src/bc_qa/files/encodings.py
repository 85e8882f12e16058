"""Old Vietnamese encodings and broken ones: found out by which reading makes Vietnamese words, and put right.

TCVN3 (the fonts ".VnTime") gives each letter with its tone a byte of its own; VNI writes the tone as a second letter.
"""

from __future__ import annotations

import re

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
    """Return what a text in TCVN3, read as Latin-1, says."""
    return "".join(_TCVN3.get(char, char) for char in text)


def from_vni(text: str) -> str:
    """Return what a text in VNI, read as Latin-1, says."""
    return _VNI_MARK.sub(lambda found: _VNI_ALL[found[0]], text)
