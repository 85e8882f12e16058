"""The head and the foot of an official document: number, date, title, issuer, signature, where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from bc_qa.report.lines import Line, heading_rank, heading_title, is_capitals, is_full, is_item, is_row, note_start
from bc_qa.text.keys import UPPER

_NUMBER = re.compile(
    r"[Ss]ố\s*:\s*(\d*\s*[/-]?\s*[\w/Đđ.-]*[\wĐđ])"
    r"|^\W*Số\s+(?=\d+\s?[-/]\s?[A-ZĐ])(\d+\s?[-/]\s?[\w/.-]*\w)"  # without a colon, a line of its own
)
_DATE = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
_TYPES = (
    "BÁO CÁO|NGHỊ QUYẾT|QUYẾT ĐỊNH|KẾ HOẠCH|THÔNG BÁO|TỜ TRÌNH|CHƯƠNG TRÌNH|ĐỀ ÁN|CHỈ THỊ|CÔNG VĂN|HƯỚNG DẪN|KẾT LUẬN|"
    "BIÊN BẢN|QUY CHẾ|QUY ĐỊNH|PHƯƠNG ÁN|THÔNG CÁO"
)
_TYPE = re.compile(rf"[*#\s]*(?:{_TYPES})\b")
_MOTTO = re.compile(r"CỘNG HÒA|CỘNG HOÀ|ĐẢNG CỘNG SẢN|Độc lập|ĐỘC LẬP")
_FOOT = re.compile(r"[*_\s]*(?:Nơi nhận|(?:TM|KT|TL|TUQ|Q)\.\s|(?:T/M|K/T|T/L)\.?\s|NGƯỜI (?:LẬP|KÝ|BÁO CÁO))")
_ON_BEHALF = re.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\.?\s+(.+)")
_POSITION = re.compile(
    r"[*_\s]*(?:(?:Q|QUYỀN)\.? )?(?:PHÓ )?(?:(?:TỔNG )?GIÁM ĐỐC|CHỦ TỊCH|(?:TỔNG )?BÍ THƯ|HIỆU TRƯỞNG|TRƯỞNG |CHÁNH |"
    r"(?:CHI CỤC|CỤC|VIỆN|TRẠM|ĐỘI|TỔ|CHỈ HUY|HẠT|PHÒNG|TRUNG TÂM|ĐOÀN|THỦ) TRƯỞNG|CHỦ NHIỆM|TỔNG THANH TRA|CHỦ TỌA)"
)
_PERSON = re.compile(rf"[*_\s]*(?:[{UPPER}][^\W\d_{UPPER}]+ ){{1,5}}[{UPPER}][^\W\d_{UPPER}]+[*_\s]*")
_BEHIND = re.compile(
    r"[*#_\s]*(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu|BẢNG|Bảng|DANH MỤC|DANH SÁCH|(?:CHÚ THÍCH|Chú thích|GHI CHÚ|Ghi chú)\W*$)"
)
_SIGNING_LINES = 4  # from a position down to the name of who signs
_GROUNDS = re.compile(r"\W*(?:Căn cứ|Thực hiện|Xét|Theo)\b", re.IGNORECASE)
_BODY = re.compile(  # how the name of an office begins; another line of capitals goes on with the one above it
    r"(?:ỦY BAN|UỶ BAN|UBND|HĐND|UBMTTQ|BCH|BCĐ|BTV|LĐLĐ|HTX|HỘI|BAN|TIỂU BAN|BỘ|SỞ|PHÒNG(?!,)|VĂN PHÒNG|CỤC|"
    r"CHI CỤC|TỔNG CỤC|TRUNG TÂM|TRƯỜNG|ĐẠI HỌC|HỌC VIỆN|BỆNH VIỆN|VIỆN|TRẠM|HẠT|VƯỜN|KHO BẠC|NGÂN HÀNG|BẢO HIỂM|QUỸ|"
    r"(?:TỔNG )?LIÊN ĐOÀN|CÔNG ĐOÀN|ĐOÀN|MẶT TRẬN|ĐẠI HỘI|ĐẢNG (?:BỘ|ỦY|UỶ)|CHI BỘ|"
    r"(?:HUYỆN|TỈNH|THÀNH|THỊ|QUẬN) (?:ỦY|UỶ)|CÔNG AN|TÒA ÁN|TOÀ ÁN|THANH TRA|THƯỜNG TRỰC|"
    r"(?:TỔNG )?CÔNG TY|TẬP ĐOÀN|CHI NHÁNH|HỢP TÁC XÃ|NÔNG TRƯỜNG|LÂM TRƯỜNG|TỔ|ĐỘI|KHỐI)\b"
)
_BARE = re.compile(r"BAN (?:CHẤP HÀNH|THƯỜNG VỤ|THƯỜNG TRỰC)(?: LÂM THỜI)?(?: KHÓA| KHOÁ)?(?: [IVXLC\d]+)?$")
_SIDES = re.compile(r"\t+|\s{4,}")  # between the two sides of a head on one line
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
    superior: str | None = None  # the office above the issuer, which stands first


def masthead(lines: list[Line], fallback: str, width: int = 0) -> Masthead:
    """Find the head and the foot among the lines of a report; `fallback` is the title where none is found.

    `width` is how many characters a full line has, where lines were broken at a width.
    """
    head, foot = _head(lines, width), _foot(lines)
    top = [line.text for line in lines[:head]]
    number = next((found[1] or found[2] for text in top if (found := _NUMBER.search(text))), None)
    dated = _DATE.search("\n".join(text for text in top if not _GROUNDS.match(text)))  # it may go over two lines
    date = " ".join(dated[0].split()) if dated else None
    title = _title(lines[:head]) or ("" if head else opening_title(lines)) or _first_heading(lines) or fallback
    bodies = _bodies(top)
    issuer = _issuer(bodies, [line.text for line in lines[foot:]])
    return Masthead(head, foot, title, number, date, issuer, bodies[-2] if len(bodies) > 1 else None)


def _head(lines: list[Line], width: int) -> int:
    """Return how many lines stand before the prose: none where neither number nor kind of document is given."""
    end, typed, entitled, numbered = 0, False, False, False
    for at, line in enumerate(lines[:_HEAD_LINES]):
        bare = line.text.strip("#*_ ")
        entitled = (entitled or bool(end and _TYPE.match(lines[end - 1].text))) and not line.gap
        prose = _length(lines[at:], width) >= _PROSE_CHARS and not is_capitals(line.text.split("¹")[0])
        marked = (typed or numbered) and not entitled and line.text.startswith("#") and not _TYPE.match(line.text)
        tabled = is_row(line.text) and not (_MOTTO.search(line.text) or _NUMBER.search(line.text))
        # Right under "BÁO CÁO" stands what it is about, however long.
        if marked or tabled or heading_rank(bare) not in (None, 2) or (prose and not entitled):
            break
        typed = typed or bool(_TYPE.match(line.text))
        numbered = numbered or bool(_NUMBER.search(line.text))
        end += 1
    official = any(_NUMBER.search(line.text) or _TYPE.match(line.text) for line in lines[:end])
    return end if official else 0


def _length(lines: list[Line], width: int) -> int:
    """Return how many characters a line has with those that it goes on over where lines are broken at a width."""
    length = len(lines[0].text)
    for line, following in pairwise(lines[:_HEAD_LINES]):
        if following.gap or not is_full(line, following, width):
            break
        length += 1 + len(following.text)
    return length


def _foot(lines: list[Line]) -> int:
    """Return the index of the first line of the signature, or the number of lines where there is none."""
    late = range(len(lines) // 2, len(lines))
    return next((index for index in late if _FOOT.match(lines[index].text) or _signs(lines, index)), len(lines))


def _signs(lines: list[Line], index: int) -> bool:
    """Whether a line is the position of who signs, whose name follows."""
    text = lines[index].text
    named = (_PERSON.fullmatch(line.text) for line in lines[index + 1 : index + _SIGNING_LINES])
    return is_capitals(text) and bool(_POSITION.match(text)) and any(named)


def resumed(lines: list[Line], foot: int) -> int:
    """Return the index of the line behind the signature from which more is said: appendices, notes typed at the end."""
    behind = range(foot + 1, len(lines))
    return next((n for n in behind if _BEHIND.match(lines[n].text) or note_start(lines[n].text)), len(lines))


def _title(head: list[Line]) -> str:
    """Return the kind of document and what it is about: the lines down to the next gap but one."""
    for index, line in enumerate(head):
        if _TYPE.match(line.text):
            rest = head[index + 1 :]
            about = [rest[0].text] if rest and not _NUMBER.search(rest[0].text) else []
            about += [follower.text for follower in _until_gap(rest[1:], is_capitals(about[0]))] if about else []
            return heading_title(" ".join([line.text, *about]))
    return ""


def _until_gap(lines: list[Line], in_capitals: bool) -> list[Line]:
    """Return the lines that go on with a title; behind one in small letters a line of capitals names the issuer."""

    def ends_before(line: Line) -> bool:
        return line.gap or line.text.startswith("Kính gửi") or (not in_capitals and is_capitals(line.text))

    ends = (index for index, line in enumerate(lines) if ends_before(line))
    return lines[: next(ends, len(lines))]


def opening_title(lines: list[Line]) -> str:
    """Return the first line of a text without an official head, where it is a title over what follows; else nothing."""
    if len(lines) < 2 or heading_rank(lines[0].text) is not None:
        return ""
    first = lines[0].text
    stands_over = len(first) < _PROSE_CHARS and not is_row(first) and not is_item(first) and first[-1:].isalnum()
    return heading_title(first) if stands_over and first[:1].isupper() else ""


def _first_heading(lines: list[Line]) -> str:
    first = next((line.text for line in lines[:_HEAD_LINES] if heading_rank(line.text) is not None), "")
    return heading_title(first)


def _bodies(top: list[str]) -> list[str]:
    """Return the offices named above the number, each with the lines that go on with its name."""
    bodies: list[str] = []
    for text in (_SIDES.split(line.strip("*_# "))[0] for line in top):
        if _NUMBER.search(text) or (_TYPE.match(text) and not _unended(bodies)):
            break
        if not (is_capitals(text) or (bodies and text.isupper())) or _MOTTO.search(text):
            continue
        begins = _BODY.match(text) and not _unended(bodies)
        bodies = [*bodies, text] if begins or not bodies else [*bodies[:-1], f"{bodies[-1]} {text}"]
    return [heading_title(body) for body in bodies]


def _unended(bodies: list[str]) -> bool:
    """Whether the name of the last office goes on: "BAN CHỈ ĐẠO" – "CHƯƠNG TRÌNH …"."""
    return bool(bodies) and bool(re.search(r"(?:\bVÀ|\bCHỈ ĐẠO|[,–-])$", bodies[-1]))


def _issuer(bodies: list[str], bottom: list[str]) -> str | None:
    """Return who issued it: the last office named above the number, else the one that the signer signs for."""
    if bodies:
        return f"{bodies[-1]} {bodies[-2]}" if len(bodies) > 1 and _BARE.match(bodies[-1]) else bodies[-1]
    signed = (found[1] for text in bottom if (found := _ON_BEHALF.search(text)))
    return next((heading_title(text) for text in signed), None)
