from decimal import Decimal
from xml.etree import ElementTree as Xml

import pytest
from fastapi.testclient import TestClient

from bc_qa.types import Point, Series
from bc_qa.web.chart import chart_size, chart_url

SVG = "{http://www.w3.org/2000/svg}"


def test_a_series_is_drawn_with_every_value_and_period(client: TestClient) -> None:
    points = tuple(Point(str(2019 + at), Decimal(value), f"{value}%", 1) for at, value in enumerate((25, 22, 48)))
    answer = client.get(chart_url(Series("Tỷ lệ <b>nghèo</b>", "%", points)))
    assert answer.headers["content-type"] == "image/svg+xml"
    drawn = Xml.fromstring(answer.text)
    assert [text.text for text in drawn.iter(f"{SVG}text")] == [
        "Tỷ lệ <b>nghèo</b>",
        "25%",
        "2019",
        "22%",
        "2020",
        "48%",
        "2021",
    ]
    heights = [float(circle.get("cy", "")) for circle in drawn.iter(f"{SVG}circle")]
    assert heights[2] < heights[0] < heights[1]  # higher up is more
    assert (heights[1] - 230) / (heights[2] - 230) == pytest.approx(22 / 48, abs=0.01)  # from zero


@pytest.mark.parametrize(
    "point", ["", "2019", "2019:x:y", "2019:NaN:y", "2019:1e99:y", "<a>:1:y", "2019:1:", "2019:1:" + "y" * 99]
)
def test_what_is_no_point_is_refused(client: TestClient, point: str) -> None:
    assert client.get("/chart.svg", params={"point": point}).status_code == 400


def test_one_point_and_negative_ones_can_be_drawn(client: TestClient) -> None:
    for points in (["2019:5:5"], ["2019:0:0", "2020:0:0"], ["2019:-5:-5", "2020:5:5"]):
        Xml.fromstring(client.get("/chart.svg", params={"point": points}).text)


def test_no_line_leads_from_one_standard_to_another(client: TestClient) -> None:
    points = tuple(
        Point(str(2019 + at), Decimal(value), f"{value}%", 1, standard)
        for at, (value, standard) in enumerate(((25, "cũ"), (22, "cũ"), (48, "mới"), (43, "mới")))
    )
    drawn = Xml.fromstring(client.get(chart_url(Series("Tỷ lệ hộ nghèo", "%", points))).text)
    assert [len(line.get("points", "").split()) for line in drawn.iter(f"{SVG}polyline")] == [2, 2]
    [seam] = [line for line in drawn.iter(f"{SVG}line") if line.get("class") == "s"]
    xs = [float(circle.get("cx", "")) for circle in drawn.iter(f"{SVG}circle")]
    assert xs[1] < float(seam.get("x1", "")) < xs[2]
    one = Xml.fromstring(client.get(chart_url(Series("Tỷ lệ", "%", points[:2]))).text)
    assert len(list(one.iter(f"{SVG}polyline"))) == 1


def test_breaks_that_are_none_are_passed_over(client: TestClient) -> None:
    params = {"point": ["2019:5:5", "2020:6:6"], "break": ["0", "-3", "99"]}
    drawn = Xml.fromstring(client.get("/chart.svg", params=params).text)
    assert len(list(drawn.iter(f"{SVG}polyline"))) == 1
    assert client.get("/chart.svg", params={"point": "2019:5:5", "break": "x"}).status_code == 400


def test_values_of_reports_are_bars_each_under_its_name(client: TestClient) -> None:
    named = (("huyện Tà Lao: <i>", "3027"), ("huyện Pa Veng", "1764"), ("xã Suối Sen", "0"))
    points = tuple(Point(name, Decimal(value), f"{value} hộ", 1) for name, value in named)
    series = Series("Hộ nghèo, năm 2024", "hộ", points, by="report")
    drawn = Xml.fromstring(client.get(chart_url(series)).text)
    assert (int(drawn.get("width", "")), int(drawn.get("height", ""))) == chart_size(series)
    assert [text.text for text in drawn.iter(f"{SVG}text")] == [
        "Hộ nghèo, năm 2024",
        *("huyện Tà Lao  <i>", "3027 hộ", "huyện Pa Veng", "1764 hộ", "xã Suối Sen", "0 hộ"),
    ]
    first, second, none = (float(bar.get("width", "")) for bar in drawn.iter(f"{SVG}rect"))
    assert second / first == pytest.approx(1764 / 3027, abs=0.01)
    assert none == 2
    assert not list(drawn.iter(f"{SVG}polyline"))
    assert client.get("/chart.svg", params={"point": "a:1:1", "by": "age"}).status_code == 400
