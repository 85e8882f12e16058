"""What all pages have alike: one header, a way past it, one main part; and an address that is not there."""

import re

import pytest
from fastapi.testclient import TestClient

from bc_qa import phrases
from bc_qa.web.pages import PAGES

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SHOWN = (
    "/chat/",
    "/report/bao-cao-mau",
    "/report/none",
    "/documents",
    "/verify",
    "/audit",
    "/figures",
    "/docs",
    "/nowhere",
)


@pytest.mark.parametrize("path", SHOWN)
def test_every_page_has_the_header_the_skip_link_and_one_main(client: TestClient, path: str) -> None:
    page = client.get(path, headers=BROWSER).text
    head = re.search(r'<header class="top">.*?</header>', page, re.DOTALL)
    assert head
    assert all(f'href="{to}"' in head[0] and name in head[0] for to, name in PAGES)
    assert page.count("<main") + page.count('role="main"') == 1
    skip = re.search(r'<a class="skip" href="(?:/chat/)?#([\w-]+)"', page)
    assert skip
    assert f'id="{skip[1]}"' in page
    assert page.count("<h1") == 1


def test_the_page_one_is_on_is_told(client: TestClient) -> None:
    for path, _ in PAGES:
        page = client.get(path, headers=BROWSER).text
        assert re.findall(r'<a href="([^"]+)" aria-current="page">', page) == [path]


def test_an_address_that_is_not_there_is_a_page_for_people_and_json_for_programs(client: TestClient) -> None:
    for path in ("/nowhere", "/chat/nowhere"):
        page = client.get(path, headers=BROWSER)
        assert page.status_code == 404
        assert phrases.NOT_FOUND_TITLE in page.text
        assert client.get(path).json()["error"]["message"] == phrases.NOT_FOUND_PAGE
    assert client.get("/api/nowhere", headers=BROWSER).json()["error"]["code"] == "bad_request"


def test_the_light_page_has_a_main_part_around_its_log(client: TestClient) -> None:
    page = client.get("/embed").text
    assert re.search(r'<main>\s*<div id="talk" role="log"', page)
