"""The one normal form, applied at the door: NFC (never NFKC, which turns m² into m2), one kind of line end."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_SPACE = re.compile(r"\s+")
_HALF = re.compile("[\ud800-\udfff]")  # half of a surrogate pair, which no encoding writes
_UNWRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold
# Full-width forms of ASCII (U+FF01–FF5E) are a keyboard's accident, never meant: the one fold of NFKC that is wanted.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def document_text(raw: str) -> str:
    """Return a report's text in normal form: no byte order mark, line feeds only, NFC, nothing else changed."""
    return unicodedata.normalize("NFC", raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def encodable(text: str) -> str:
    """Return a text with the mark of a lost character for each half of a surrogate pair; places stay the same."""
    return _HALF.sub("\ufffd", text)


def for_xml(text: str) -> str:
    """Return a text with a space for each character that XML cannot hold; places stay the same."""
    return _UNWRITTEN.sub(" ", text)


def clean(typed: str) -> str:
    """Return what a user typed as one line: no control, surrogate, zero-width or direction marks; NFC; spaces single.

    Control characters become spaces, so that words stay apart; invisible marks vanish, so that words stay whole.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", typed.translate(_FULL_WIDTH)))
    text = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") else char for char in text)
    return _SPACE.sub(" ", text).strip()


# Addresses, HTML tags, chat-template marks, code fences, table bars, comparisons ('1'='1'): nobody asks with these.
_MARKUP = re.compile(
    r"(?:javascript|vbscript|data|https?|ftp|file):\S*|<\|?/?[A-Za-z!][^<>]*>|`+|\||(?<!\S)#+(?=\s)|\*+"
    r"|['\"]?\w*['\"]?\s*={1,3}\s*['\"]?\w*['\"]?",
    re.IGNORECASE,
)


def question_text(cleaned: str) -> str:
    """Return a cleaned question without the markup around its words; angle brackets never come back as such."""
    return _SPACE.sub(" ", _MARKUP.sub(" ", cleaned).replace("<", " ").replace(">", " ")).strip()


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one space."""
    return _SPACE.sub(" ", text).strip()
