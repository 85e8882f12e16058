"""A running site as others see it: is it reached, under the right name and path, by streams that flow?

Nothing is changed there. Each look asks the site a little and returns what was found, with what to do where it is not
in order; a look that can say nothing (no TLS, a door that is closed) returns nothing.
"""

from __future__ import annotations

import json
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import mktime_tz, parsedate_tz
from typing import Any
from urllib.parse import urljoin

import httpx

from bc_qa import phrases
from bc_qa.doctor import Check
from bc_qa.errors import InputError

_PATIENCE = 20.0  # seconds for one answer
_STREAM_PATIENCE = 120.0
_DAY = 86_400  # seconds
_CLOCK_SECONDS = 60  # that the clocks may differ by
_DAYS_LEFT = 21  # of a certificate: renewals are due by then
_INDEX_DAYS = 400  # reports come once a year
_FOREIGN = "bc-qa-doctor.example.org"
_CLAIMS = 24  # claims of the draft that shows whether a stream flows
_QUICK = 0.25  # seconds: a stream that ends sooner says nothing
_BURST = 0.15  # of the time to its end that a stream may take to come in, if it was held back
_ASSET = re.compile(r'(?:src|href)="([^"]+\.(?:js|css)[^"]*)"')
_INDEX = re.compile(r"^bc_qa_index_age_seconds ([0-9.eE+]+)$", re.MULTILINE)
_SAFE = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "frame-ancestors",
    "referrer-policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Site:
    """The site at `url` (no slash at its end), the client that asks it, and the origin that is to embed it, if any."""

    url: str
    http: httpx.Client
    widget_origin: str

    @property
    def origin(self) -> str:
        """The site's scheme, host and port, as a browser says them."""
        found = httpx.URL(self.url)
        return f"{found.scheme}://{found.netloc.decode('ascii')}"

    @property
    def path(self) -> str:
        """The site's prefix; empty for none."""
        return httpx.URL(self.url).path.rstrip("/")

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Ask for a path of the site."""
        return self.http.get(f"{self.url}{path}", **options)


def outside_checks(url: str, widget_origin: str = "") -> list[Check]:
    """Look at a running site; where it is not reached at all, that is the only thing found. Raises InputError."""
    if not re.fullmatch(r"https?://[^/?#]+(?:/[^?#]*)?", url):
        raise InputError(phrases.SITE_BAD_URL.format(url=url))
    with httpx.Client(timeout=_PATIENCE, trust_env=False) as http:
        site = Site(url.rstrip("/"), http, widget_origin)
        reached = _reached(site)
        return [reached, *_looked(site)] if reached.good else [reached]


def _looked(site: Site) -> Iterator[Check]:
    """Yield what each look finds; one that is broken off says so."""
    looks: tuple[tuple[str, Callable[[Site], Check | None]], ...] = (
        (phrases.SITE_READY, _ready),
        (phrases.SITE_TLS, _tls),
        (phrases.SITE_PREFIX, _prefix),
        (phrases.SITE_PARTS, _parts),
        (phrases.SITE_HEADERS, _headers),
        (phrases.SITE_HOSTS, _hosts),
        (phrases.SITE_ORIGINS, _origins),
        (phrases.SITE_STREAM, _stream),
        (phrases.SITE_WIDGET, _widget),
        (phrases.SITE_CLOCK, _clock),
        (phrases.SITE_INDEX, _index),
    )
    for what, look in looks:
        try:
            found = look(site)
        except httpx.HTTPError as error:
            found = Check(what, phrases.SITE_BROKEN_OFF.format(reason=_reason(error)), False)
        if found:
            yield found


def _reached(site: Site) -> Check:
    def bad(told: str) -> Check:
        return Check(phrases.SITE_REACHED, told, False)

    try:
        answer = site.get("/healthz")
    except httpx.ConnectTimeout:
        return bad(phrases.SITE_SILENT)
    except httpx.ConnectError as error:
        return bad(_unconnected(error))
    except httpx.HTTPError as error:
        return bad(phrases.SITE_BROKEN_OFF.format(reason=_reason(error)))
    if answer.status_code == 200 and _json(answer).get("status") == "ok":
        return Check(phrases.SITE_REACHED, phrases.SITE_ALIVE.format(url=site.url), True)
    return bad(phrases.SITE_STATUS.get(answer.status_code, phrases.SITE_OTHER).format(status=answer.status_code))


def _unconnected(error: httpx.ConnectError) -> str:
    """Return why no connection came about, and what to do."""
    causes = [error.__cause__, getattr(error.__cause__, "__cause__", None), error.__context__]
    told = " ".join(map(str, (error, *causes)))
    if "CERTIFICATE" in told.upper() or "SSL" in told.upper():
        return phrases.SITE_CERTIFICATE.format(reason=_reason(error))
    if "Name or service" in told or "getaddrinfo" in told or "name resolution" in told:
        return phrases.SITE_NO_NAME
    return phrases.SITE_CLOSED.format(reason=_reason(error))


def _ready(site: Site) -> Check:
    answer = site.get("/readyz")
    if answer.status_code == 200:
        return Check(phrases.SITE_READY, phrases.SITE_IS_READY, True)
    told = _json(answer).get("error", {}).get("message", answer.status_code)
    return Check(phrases.SITE_READY, phrases.SITE_NOT_READY.format(told=told), False)


def _tls(site: Site) -> Check | None:
    """Return how the connection is kept secret; a bare connection is enough inside this machine only."""
    url = httpx.URL(site.url)
    if url.scheme == "http":
        here = url.host in ("localhost", "127.0.0.1", "::1")
        return None if here else Check(phrases.SITE_TLS, phrases.SITE_NO_TLS, False)
    context = ssl.create_default_context()
    try:
        with (
            socket.create_connection((url.host, url.port or 443), _PATIENCE) as bare,
            context.wrap_socket(bare, server_hostname=url.host) as secret,
        ):
            ends, version = str((secret.getpeercert() or {}).get("notAfter", "")), secret.version()
    except OSError as error:
        return Check(phrases.SITE_TLS, phrases.SITE_CERTIFICATE.format(reason=error), False)
    days = int((ssl.cert_time_to_seconds(ends) - time.time()) // _DAY)
    told = phrases.SITE_TLS_GOOD if days >= _DAYS_LEFT else phrases.SITE_TLS_ENDS
    return Check(phrases.SITE_TLS, told.format(version=version, days=days), days >= _DAYS_LEFT)


def _prefix(site: Site) -> Check:
    """Return whether the way in ends where it should: same scheme, name, port and path."""
    expected = f"{site.url}/chat/"
    answer = site.get("/", follow_redirects=True)
    steps = [str(step.url) for step in (*answer.history, answer)]
    plain = next((step for step in steps if not step.startswith(f"{site.origin}/")), "")
    if plain:
        return Check(phrases.SITE_PREFIX, phrases.SITE_LEADS_AWAY.format(found=plain, origin=site.origin), False)
    if answer.status_code != 200 or str(answer.url) != expected:
        path = site.path or "/"
        return Check(phrases.SITE_PREFIX, phrases.SITE_WRONG_PATH.format(found=answer.url, path=path), False)
    return Check(phrases.SITE_PREFIX, expected, True)


def _parts(site: Site) -> Check:
    """Return whether styles, scripts and the chat's own settings come from under the same path."""
    page = site.get("/chat/").text
    base = re.search(r'<base href="([^"]+)"', page)
    at = urljoin(f"{site.url}/chat/", base[1] if base else "")
    addresses = sorted({urljoin(at, found.replace("&amp;", "&")) for found in _ASSET.findall(page)})
    missing = [address for address in addresses if site.http.get(address).status_code != 200]
    if not addresses or missing:
        return Check(phrases.SITE_PARTS, phrases.SITE_PARTS_MISSING.format(what=", ".join(missing[:3])), False)
    root = _json(site.get("/chat/config")).get("root", "")
    if root != f"{site.url}/chat":
        return Check(phrases.SITE_PARTS, phrases.SITE_ROOT_WRONG.format(found=root, right=f"{site.url}/chat"), False)
    return Check(phrases.SITE_PARTS, phrases.SITE_PARTS_GOOD.format(count=len(addresses)), True)


def _headers(site: Site) -> Check:
    """Return whether the headers that keep a page safe come through, once each, and none that would break it."""
    headers = site.get("/embed").headers
    lost = [name for name, part in _SAFE.items() if part not in headers.get(name, "")]
    doubled = [name for name in _SAFE if len(headers.get_list(name)) > 1]
    if lost:
        return Check(phrases.SITE_HEADERS, phrases.SITE_HEADERS_LOST.format(names=", ".join(lost)), False)
    if doubled:
        return Check(phrases.SITE_HEADERS, phrases.SITE_HEADERS_DOUBLED.format(names=", ".join(doubled)), False)
    if "x-frame-options" in headers:
        return Check(phrases.SITE_HEADERS, phrases.SITE_FRAMES_CLOSED, False)
    return Check(phrases.SITE_HEADERS, phrases.SITE_HEADERS_GOOD, True)


def _hosts(site: Site) -> Check:
    """Return whether the site is refused to who asks for it by a name that is not its own."""
    try:
        answer = site.get("/healthz", headers={"host": _FOREIGN})
    except httpx.HTTPError:
        return Check(phrases.SITE_HOSTS, phrases.SITE_HOSTS_GOOD, True)
    taken = answer.status_code == 200 and _json(answer).get("status") == "ok"
    return Check(phrases.SITE_HOSTS, phrases.SITE_HOSTS_OPEN if taken else phrases.SITE_HOSTS_GOOD, not taken)


def _origins(site: Site) -> Check:
    """Return whether pages of the site may ask it and foreign ones may not: no question is answered for that."""

    def asked(origin: str) -> int:
        return site.http.post(f"{site.url}/api/ask", json={"question": ""}, headers={"origin": origin}).status_code

    if asked(site.origin) == 403:
        return Check(phrases.SITE_ORIGINS, phrases.SITE_HOST_CHANGED, False)
    if asked(f"https://{_FOREIGN}") != 403:
        return Check(phrases.SITE_ORIGINS, phrases.SITE_ORIGIN_LOST, False)
    return Check(phrases.SITE_ORIGINS, phrases.SITE_ORIGINS_GOOD, True)


def _stream(site: Site) -> Check:
    """Return whether an answer that is made in steps comes in steps, by when its lines come in."""
    text = " ".join(f"Năm {2000 + number} có {number + 11} xã." for number in range(_CLAIMS))
    began, came, last = time.monotonic(), [], ""
    try:
        with site.http.stream(
            "POST", f"{site.url}/api/verify?format=ndjson", json={"text": text}, timeout=_STREAM_PATIENCE
        ) as answer:
            if answer.status_code != 200:
                return Check(phrases.SITE_STREAM, phrases.SITE_OTHER.format(status=answer.status_code), False)
            whole = "content-length" in answer.headers
            for line in filter(None, answer.iter_lines()):
                came.append(time.monotonic() - began)
                last = line
    except (httpx.RemoteProtocolError, httpx.ReadError):
        if not came:
            raise
        last = ""
    if not _is_last(last):
        return Check(phrases.SITE_STREAM, phrases.SITE_STREAM_CUT.format(lines=len(came)), False)
    took = came[-1] if came else 0.0
    held = whole or (took > _QUICK and took - came[0] < _BURST * took)
    told = phrases.SITE_STREAM_HELD if held else phrases.SITE_STREAM_GOOD
    return Check(phrases.SITE_STREAM, told.format(first=came[0] if came else 0.0, last=took), not held)


def _is_last(line: str) -> bool:
    """Whether a line is one that the stream of a draft ends with: the counts, or what went wrong."""
    try:
        told = json.loads(line)
    except ValueError:
        return False
    return isinstance(told, dict) and not told.keys().isdisjoint(("counts", "error"))


def _widget(site: Site) -> Check:
    """Return whether the script that others embed is there, and whether the origin that was named may embed it."""
    script = site.get("/widget.js")
    if script.status_code != 200 or "javascript" not in script.headers.get("content-type", ""):
        return Check(phrases.SITE_WIDGET, phrases.SITE_WIDGET_MISSING.format(status=script.status_code), False)
    line = f'<script src="{site.url}/widget.js" defer></script>'
    if not site.widget_origin:
        return Check(phrases.SITE_WIDGET, line, True)
    policy = site.get("/embed").headers.get("content-security-policy", "")
    ancestors: list[str] = next((part.split() for part in policy.split(";") if "frame-ancestors" in part), [])
    good = site.widget_origin in ancestors
    told = phrases.SITE_WIDGET_GOOD if good else phrases.SITE_WIDGET_REFUSED
    return Check(phrases.SITE_WIDGET, told.format(origin=site.widget_origin, line=line), good)


def _clock(site: Site) -> Check | None:
    written = parsedate_tz(site.get("/healthz").headers.get("date"))
    if written is None:
        return None
    apart = abs(int(mktime_tz(written) - time.time()))
    good = apart <= _CLOCK_SECONDS
    told = phrases.SITE_CLOCK_GOOD if good else phrases.SITE_CLOCK_WRONG
    return Check(phrases.SITE_CLOCK, told.format(seconds=apart), good)


def _index(site: Site) -> Check | None:
    """Return how old the index is, where the metrics may be read from here."""
    answer = site.get("/metrics")
    told_of = _INDEX.search(answer.text) if answer.status_code == 200 else None
    if not told_of:
        return None
    days = int(float(told_of[1]) // _DAY)
    told = phrases.SITE_INDEX_AGE if days <= _INDEX_DAYS else phrases.SITE_INDEX_OLD
    return Check(phrases.SITE_INDEX, told.format(days=days), days <= _INDEX_DAYS)


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
