"""A page is read as a browser shows it: headings, lists with their numbers, merged cells; what is hidden left out."""

from __future__ import annotations

import unicodedata

import pytest

from bc_qa.drafts.reading import read_file
from bc_qa.errors import UnsupportedFile
from bc_qa.files.html import read_html
from bc_qa.report.structure import read_structure

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title><style>p{}</style></head><body>
<nav>Trang chủ</nav><table><tr><td align=center><b>UBND HUYỆN NẬM KHAO</b><br>Số: 3/BC-UBND</td>
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Nậm Khao, ngày 5 tháng 6 năm 2024</td></tr></table>
<p align=center><b>BÁO CÁO</b></p><p style="text-align:center">Kết quả năm 2024
 và nhiệm vụ</p><p>Thực hiện công văn,
 huyện báo cáo<sup>1</sup> như sau: 12&nbsp;km<sup>2</sup>.</p><h2>Kinh tế</h2><h3>1. Nông nghiệp</h3>
<ol start=3><li>Lúa <b>300</b> ha<li>Ngô 12 ha</ol><ul><li>Sắn</ul><pre>Bưởi 5 ha
Cam 7 ha</pre>
<table border=1><tr><th rowspan=2>Xã<th colspan=2>Số hộ</tr><tr><th>2023<th>2024</tr>
<tr><td>Mường So<td>1|2<td>2<table><tr><td>Nữ</td><td>1</td></tr></table></tr></table>
<script>x()</script><div style="display: none">ẩn</div><p hidden>ẩn</p><p>Hết&#46;</p></body></html>"""


def lines_of(page: str) -> list[str]:
    return [line for line in read_html("a.html", page.encode()).text.split("\n") if line]


def test_a_page_is_lines_as_shown() -> None:
    assert lines_of(PAGE) == [
        "UBND HUYỆN NẬM KHAO",
        "Số: 3/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Nậm Khao, ngày 5 tháng 6 năm 2024",
        "BÁO CÁO",
        "Kết quả năm 2024 và nhiệm vụ",
        "Thực hiện công văn, huyện báo cáo¹ như sau: 12 km².",
        "## Kinh tế",
        "1. Nông nghiệp",
        "3. Lúa 300 ha",
        "4. Ngô 12 ha",
        "- Sắn",
        "Bưởi 5 ha",
        "Cam 7 ha",
        "Xã | Số hộ | Số hộ",
        "Xã | 2023 | 2024",
        "Mường So | 1/2 | 2 / Nữ / 1 /",
        "Hết.",
    ]


def test_its_head_is_read() -> None:
    found = read_structure("x", read_html("a.html", PAGE.encode()).text, "x")
    assert (found.title, found.number) == ("BÁO CÁO Kết quả năm 2024 và nhiệm vụ", "3/BC-UBND")
    assert found.date == "ngày 5 tháng 6 năm 2024"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    page = PAGE.replace('charset="utf-8"', f'charset="{"windows-1258" if encoding == "cp1258" else "latin-1"}"')
    if encoding == "cp1258":  # its tones stand behind the letter; it has â and ă whole, but no ộ
        page = "".join(_parted(char) for char in unicodedata.normalize("NFC", page))
    text = read_html("a.html", page.encode(encoding, "ignore")).text
    assert "huyện báo cáo" in text
    assert "Nông nghiệp" in text


def _parted(char: str) -> str:
    """Return a letter as code page 1258 writes it: its tone apart, the rest of it whole."""
    apart = unicodedata.normalize("NFD", char)
    tones = [mark for mark in apart if mark in "\u0300\u0301\u0303\u0309\u0323"]
    base = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in tones))
    return base + "".join(tones)


@pytest.mark.parametrize("page", ["", "<html></html>", "<script>1</script>", "<p> </p>"])
def test_a_page_without_words_is_refused(page: str) -> None:
    with pytest.raises(UnsupportedFile, match="không có chữ"):
        read_html("a.html", page.encode())


def test_hostile_pages_end() -> None:
    deep = "<table><tr><td>a</td><td>" * 3_000
    wide = (
        "<table><tr>" + "<td colspan=999999999>1</td>" * 3_000 + "<td>2</td></tr><tr><td rowspan=99999>3<td>4</table>"
    )
    entities = (
        '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html><p>Lúa &b; <img src="file:///etc/passwd"></p>'
    )
    for page in (deep, wide, entities):
        try:
            assert len(read_html("a.html", page.encode()).text) < 10_000_000
        except UnsupportedFile:
            continue


def test_a_draft_may_be_a_page() -> None:
    assert "Lúa 300 ha" in read_file("a.html", PAGE.encode()).text
