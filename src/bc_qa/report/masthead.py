"""The head and the foot of an official document: number, date, title, issuer, signature, where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bc_qa.report.lines import Line, heading_rank, heading_title, is_capitals

_NUMBER = re.compile(r"[Ss]ố\s*:\s*(\d*\s*[/-]?\s*[\w/Đđ.-]*[\wĐđ])")
_DATE = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
_TYPES = (
    "BÁO CÁO|NGHỊ QUYẾT|QUYẾT ĐỊNH|KẾ HOẠCH|THÔNG BÁO|TỜ TRÌNH|CHƯƠNG TRÌNH|ĐỀ ÁN|CHỈ THỊ|CÔNG VĂN|HƯỚNG DẪN|KẾT LUẬN"
)
_TYPE = re.compile(rf"[*#\s]*(?:{_TYPES})\b")
_MOTTO = re.compile(r"CỘNG HÒA|CỘNG HOÀ|ĐẢNG CỘNG SẢN|Độc lập|ĐỘC LẬP")
_FOOT = re.compile(r"[*_\s]*(?:Nơi nhận|(?:TM|KT|TL|TUQ|Q)\.\s|NGƯỜI (?:LẬP|KÝ|BÁO CÁO))")
_ON_BEHALF = re.compile(r"(?:TM|KT|TL|TUQ)\.\s*(.+)")
_PROSE_CHARS = 120
_HEAD_LINES = 40


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the head and foot say; `head` lines come before the prose, from line `foot` on comes the signature."""

    head: int
    foot: int
    title: str
    number: str | None
    date: str | None
    issuer: str | None


def masthead(lines: list[Line], fallback: str) -> Masthead:
    """Find the head and the foot among the lines of a report; `fallback` is the title where none is found."""
    head, foot = _head(lines), _foot(lines)
    top = [line.text for line in lines[:head]]
    number = next((found[1] for text in top if (found := _NUMBER.search(text))), None)
    date = next((found[0] for text in top if (found := _DATE.search(text))), None)
    title = _title(lines[:head]) or _first_heading(lines) or fallback
    return Masthead(head, foot, title, number, date, _issuer(top, [line.text for line in lines[foot:]]))


def _head(lines: list[Line]) -> int:
    """Return how many lines stand before the prose: none where neither number nor kind of document is given."""
    end = 0
    for line in lines[:_HEAD_LINES]:
        prose = len(line.text) >= _PROSE_CHARS and not is_capitals(line.text.split("¹")[0])
        numbered = heading_rank(line.text) not in (None, 2)
        if prose or numbered:
            break
        end += 1
    official = any(_NUMBER.search(line.text) or _TYPE.match(line.text) for line in lines[:end])
    return end if official else 0


def _foot(lines: list[Line]) -> int:
    """Return the index of the first line of the signature, or the number of lines where there is none."""
    late = range(len(lines) // 2, len(lines))
    return next((index for index in late if _FOOT.match(lines[index].text)), len(lines))


def _title(head: list[Line]) -> str:
    """Return the kind of document and what it is about: the lines down to the next gap but one."""
    for index, line in enumerate(head):
        if _TYPE.match(line.text):
            rest = head[index + 1 :]
            about = [rest[0].text] if rest and not _NUMBER.search(rest[0].text) else []
            about += [follower.text for follower in _until_gap(rest[1:])] if about else []
            return heading_title(" ".join([line.text, *about]))
    return ""


def _until_gap(lines: list[Line]) -> list[Line]:
    end = next((index for index, line in enumerate(lines) if line.gap), len(lines))
    return lines[:end]


def _first_heading(lines: list[Line]) -> str:
    first = next((line.text for line in lines[:_HEAD_LINES] if heading_rank(line.text) is not None), "")
    return heading_title(first)


def _issuer(top: list[str], bottom: list[str]) -> str | None:
    """Return who issued it: the capitals above the number, else the body that the signer signs for."""
    for text in top:
        if _NUMBER.search(text) or _TYPE.match(text):
            break
        if is_capitals(text) and not _MOTTO.search(text):
            return heading_title(text)
    signed = (found[1] for text in bottom if (found := _ON_BEHALF.search(text)))
    return next((heading_title(text) for text in signed), None)
