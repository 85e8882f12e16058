"""A comparison of two runs as lines for the terminal and as a page in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from bc_qa.evaluation.comparing import Comparison, Pair, Row
from bc_qa.evaluation.outcomes import Outcome
from bc_qa.evaluation.page import table

_ANSWER_CHARS = 160  # of an answer that are shown
_HEADER = ("", "before", "after", "of", "won", "lost", "p")
_INTRODUCTION = """# What changed against {name}
{both} questions stand in both runs ({left} only in the earlier, {new} only in the later): {won} won, {lost} lost,
{changed} replies changed that are as right or as wrong as before. p is of McNemar's exact test on won and lost: below
0.05 the difference is hardly chance. By cause, a question counts as good that is not put down to that cause.
"""


def change_lines(comparison: Comparison, name: str) -> list[str]:
    """Return a comparison as lines: the figures, then what was lost and won."""
    lines = [_introduction(comparison, name).partition("\n")[2].replace("\n", " ").strip()]
    for title, rows in _tables(comparison):
        moved = [row for row in rows if row.won or row.lost or title == "Figures"]
        lines += ["", title, *map(_line, moved)] if moved else []
    for title, pairs in (("Lost", comparison.lost), ("Won", comparison.won)):
        lines += ["", f"{title} ({len(pairs)})", *map(_pair_line, pairs)] if pairs else []
    return lines


def change_page(comparison: Comparison, name: str) -> str:
    """Return a comparison as a page: the figures, and every reply that was lost, won or changed."""
    parts = [_introduction(comparison, name)]
    for title, rows in _tables(comparison):
        parts += [f"## {title}", table(_HEADER, [_cells(row) for row in rows])]
    listed = (("Lost", comparison.lost), ("Won", comparison.won), ("Changed", comparison.changed))
    for title, pairs in listed:
        shown = [[_where(p), p.after.kind, p.after.question, p.cause, _reply(p.before), _reply(p.after)] for p in pairs]
        parts += [f"## {title} ({len(pairs)})"]
        parts += [table(("id", "kind", "question", "cause", "before", "after"), shown)] if shown else []
    return "\n".join(parts)


def _introduction(comparison: Comparison, name: str) -> str:
    left, new = comparison.alone
    counts = {part: len(getattr(comparison, part)) for part in ("won", "lost", "changed")}
    return _INTRODUCTION.format(name=name, both=len(comparison.pairs), left=left, new=new, **counts)


def _tables(comparison: Comparison) -> list[tuple[str, Sequence[Row]]]:
    return [
        ("Figures", comparison.measures),
        ("By kind", comparison.kinds),
        ("By cause", comparison.causes),
        ("By report", comparison.reports),
    ]


def _cells(row: Row) -> list[str]:
    shares = (f"{100 * count / row.of:.1f}%" for count in (row.before, row.after))
    return [row.name, *shares, str(row.of), str(row.won), str(row.lost), f"{row.p:.3g}"]


def _line(row: Row) -> str:
    name, before, after, of, won, lost, p = _cells(row)
    return f"  {name:28} {before:>6} → {after:>6} of {of:5} +{won} −{lost}  p={p}"


def _pair_line(pair: Pair) -> str:
    return f"  {_where(pair)} [{pair.cause}] {pair.after.question}: {_reply(pair.before)} → {_reply(pair.after)}"


def _where(pair: Pair) -> str:
    return f"{pair.after.set} {pair.after.id}"


def _reply(outcome: Outcome) -> str:
    said = " ".join(outcome.answer.split())[:_ANSWER_CHARS]
    return f"{outcome.status}: {said}" if said else outcome.status
