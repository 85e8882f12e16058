"""Where names stand in a list: "Nậm Cang, Bản Lùng và Tà Ngảo"."""

from __future__ import annotations

import re

from bc_qa.text.keys import UPPER
from bc_qa.types import Span

_WORD = rf"[{UPPER}][^\W\d_]*"
_NAME = rf"{_WORD}(?:\s{_WORD}){{1,4}}"
_LIST = re.compile(rf"{_NAME}(?:(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+){_NAME})+")
_ONE = re.compile(_NAME)


def name_lists(text: str) -> list[list[Span]]:
    """Return the lists of names in a text, each as the places of its names."""
    return [[Span(*one.span()) for one in _ONE.finditer(text, *run.span())] for run in _LIST.finditer(text)]
