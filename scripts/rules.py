"""Empties each cue and each list of `language/` in turn and says which example or reading notices.

Each is emptied in a forked process, before the rooms that use it are imported: what they make of it is empty too.
What nothing notices needs an example or a reading, or is not needed. `rules.py list` empties the lists only, `rules.py
"cue target"` one cue; with `--write` the readings are written anew.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

WANTED = 0.95
SHOWN = 3  # of the readings that notice

Emptied = tuple[str, Callable[[], None]]
"""What is emptied, and how."""


def all_rules() -> Iterator[Emptied]:
    """Yield each cue, each list of words and each table of synonyms or numbers."""
    from bc_qa.language import tables
    from bc_qa.language.cues import CUES

    for cue in CUES.values():
        yield f"cue {cue.name}", cue.empty
    for name in sorted({name for _, names in tables.rows("words") for name in tables.parted(names)}):
        yield f"list {name}", partial(_without, "words", name)
    for name in ("thesaurus", "abbreviations", "asked_units"):
        yield f"table {name}", partial(_without, name)


def _without(table: str, listed: str = "") -> None:
    """Let a table have no rows from now on, or its rows not the list."""
    from bc_qa.language import tables

    rows = tables.rows

    def fewer(name: str) -> tuple[tables.Row, ...]:
        if name != table:
            return rows(name)
        if not listed:
            return ()
        return tuple((word, "; ".join({*tables.parted(lists)} - {listed})) for word, lists in rows(name))

    tables.rows = fewer  # type: ignore[assignment]


def notices() -> list[str]:
    """Return what notices now: examples of cues, readings of questions, behaviours of lists."""
    from tests.language import behaviours, readings

    from bc_qa.language.cues import CUES, unmarked

    found = [
        f"{cue.name}: {text}" for cue in CUES.values() for text in cue.examples if not cue.search(unmarked(text)[0])
    ]
    found += [readings.text_of(row) for row in readings.rows() if not _is(row["read"], partial(readings.read, row))]
    return found + [name for name, behaves in behaviours.BEHAVIOURS.items() if not _is(True, behaves)]


def _is(wanted: object, made: Callable[[], object]) -> bool:
    """Whether something is made as wanted, without an error."""
    try:
        return made() == wanted
    except Exception:
        return False


def noticed(empty: Callable[[], None]) -> list[str]:
    """Return what notices that something is empty, found out in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        empty()
        with os.fdopen(writing, "w") as out:
            out.write("\n".join(notices()))
            out.flush()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        found = said.read().splitlines()
    os.waitpid(child, 0)
    return found


def main() -> int:
    """Say for each rule what notices; 0 where enough are noticed."""
    if "--write" in sys.argv:
        from tests.language import readings

        readings.write()
        return 0
    import bc_qa.figures.grammar
    import bc_qa.report.passages  # noqa: F401  (rooms that know no cue: read once for all processes)

    if wrong := noticed(lambda: None):
        print("With nothing emptied:", *wrong, sep="\n  ")
        return 1
    only = next(iter(sys.argv[1:]), "")
    rules = [(name, empty) for name, empty in all_rules() if name.startswith(only)]
    count = beyond = 0
    for name, empty in rules:
        found = noticed(empty)
        others = [what for what in found if not what.startswith(f"{name.removeprefix('cue ')}: ")]
        count += bool(found)
        beyond += bool(others)
        print(f"{name:32}{len(found):4}  {' · '.join((others or found)[:SHOWN]) or 'NOTHING NOTICES'}", flush=True)
    print(f"{count} of {len(rules)} are noticed, {beyond} of them by more than their own examples")
    return 0 if count >= WANTED * len(rules) else 1


if __name__ == "__main__":
    sys.exit(main())
