"""Cues: what to look for in a question or a passage, each a table of `cues.toml` with examples and counter-examples.

A cue is used by its name in capitals: `cues.TARGET.search(text)`. Case does not matter unless the table says `cased`.
A name that no table has is an error where it is asked for; a test holds every name in the code against the tables.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from bc_qa.language.tables import rows, text
from bc_qa.text.keys import UPPER

READS = ("question", "passage", "both")
_NOTHING = "(?!)"
_MARKED = re.compile("«(.*)»")
_FRAGMENT = re.compile(r"\{([a-z_]+)\}")


class Cue:
    """One thing to look for: a compiled pattern with its name, what it reads, and its examples.

    It is asked as a compiled pattern is: `search`, `match`, `fullmatch`, `finditer`, `findall`, `sub`, `subn`, `split`.
    """

    def __init__(self, name: str, table: Mapping[str, Any], fragments: Mapping[str, str]) -> None:
        self.name = name
        self.reads: str = table["reads"]
        self.examples: tuple[str, ...] = tuple(table["examples"])
        self.counter_examples: tuple[str, ...] = tuple(table["counter_examples"])
        written = table["pattern"] if "pattern" in table else rf"(?<!\w)(?:{'|'.join(table['any'])})(?!\w)"
        filled = _FRAGMENT.sub(lambda found: fragments[found[1]], written)
        self._look_for(re.compile(filled, 0 if table.get("cased") else re.IGNORECASE))

    def empty(self) -> None:
        """Let the cue find nothing from now on: to see what notices."""
        self._look_for(re.compile(_NOTHING))

    def _look_for(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.search, self.match, self.fullmatch = pattern.search, pattern.match, pattern.fullmatch
        self.finditer, self.findall, self.split = pattern.finditer, pattern.findall, pattern.split
        self.sub, self.subn = pattern.sub, pattern.subn


def unmarked(example: str) -> tuple[str, str | None]:
    """Return an example without its marks, and what stands between them: what has to be found, None where any will do.

    >>> unmarked("Huyện «sẽ» mở 2 chợ")
    ('Huyện sẽ mở 2 chợ', 'sẽ')
    """
    marked = _MARKED.search(example)
    return example.replace("«", "").replace("»", ""), marked[1] if marked else None


def _load() -> dict[str, Cue]:
    tables = tomllib.loads(text("cues.toml"))
    ordinals = "|".join(ordinal for _, _, ordinal, _ in rows("numbers"))
    fragments = {"upper": UPPER, "ordinals": ordinals, **tables.pop("fragments")}
    return {name.upper(): Cue(name, table, fragments) for name, table in tables.items()}


CUES: Mapping[str, Cue] = _load()
"""All cues by their names in capitals."""


def __getattr__(name: str) -> Cue:
    if name in CUES:
        return CUES[name]
    near = ", ".join(get_close_matches(name, CUES, 1))
    raise AttributeError(f"no cue {name!r} in cues.toml" + (f"; {near}?" if near else ""))
