"""Numbers of things against the things themselves: "03 xã: A, B"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bc_qa import phrases
from bc_qa.audit.audited import Audited, Notice, Place, Statement, is_counted, measure
from bc_qa.figures.arithmetic import written
from bc_qa.language import cues
from bc_qa.text.keys import UPPER
from bc_qa.types import Figure, FindingType, Severity

MOST_NAMED = 20  # a longer list is not counted in prose
_KIND = r"(?:xã|bản|thôn|thị trấn|phường|huyện|chợ|lễ hội|trường|điểm|dân tộc|trung tâm|khu|tuyến)"
_ITEM = re.compile(rf"^\s*\*?(?:{_KIND}\s+)*[{UPPER}][^\W\d]*(?: [^\W\d]+){{0,8}}\*?\s*$")
_LISTED = re.compile(
    r"^(?P<between>[^\d;.:()]{0,45})(?:\((?P<inner>[^()]{5,300})\)|:\s(?P<rest>[^.;:()\d]{5,300})[.;](?!\.))"
)


def lists(report: Audited) -> Iterator[Notice]:
    """Yield the numbers that their list of names belies."""
    for statement in report.prose:
        for figure in statement.figures:
            yield from _named(statement, figure)


# ---- "03 xã: Trà Leng, Trà Bui"
def _named(statement: Statement, figure: Figure) -> Iterator[Notice]:
    count = figure.value or Decimal(0)
    if measure(figure) != "" or not 2 <= count <= MOST_NAMED or figure.qualifier or not is_counted(statement, figure):
        return
    found = _LISTED.match(statement.text[figure.span.end :])
    if not found or cues.LIST_GOES_ON.search(found.group()):
        return
    items = [item for item in re.split(r"[,;]|\s(?:và|cùng)\s", found["inner"] or found["rest"]) if item.strip()]
    if len(items) < 2 or len(items) == count or not all(_ITEM.match(item) for item in items):
        return
    names = "; ".join(" ".join(item.split()).strip("*") for item in items)
    detail = phrases.AUDIT_NAMED_DETAIL.format(count=len(items), names=names, total=written(count))
    place = Place(statement, figure.span.start, figure.span.end + found.end())
    yield Notice(FindingType.SUM, Severity.MINOR, phrases.AUDIT_NAMED.format(total=figure.text), detail, (place,))
