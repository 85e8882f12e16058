"""Who asks, and what they may do: a name and groups that a trusted reverse proxy has put into headers.

Without such headers set up, the pages of the office are open to who sits at the server itself, and to nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from fastapi import Request

from bc_qa import phrases
from bc_qa.errors import Forbidden, InputError
from bc_qa.settings import Settings
from bc_qa.text.normal import clean
from bc_qa.web.hosts import is_loopback
from bc_qa.web.security import App, Receive, Scope, Send, refusal

Network = IPv4Network | IPv6Network
_KEY = "person"
_NAME_CHARS = 120
_PASSED_ON = frozenset(
    f"{name}".encode()
    for name in ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
)
_OPEN = frozenset(("/healthz", "/readyz", "/metrics"))  # asked by machines that watch, which do not log in


class Role(IntEnum):
    """What somebody may do; each may all that the one before may."""

    READER = 0  # ask, read, check
    STAFF = 1  # … and read the votes and turn them into benchmark questions
    ADMIN = 2  # … and erase votes, add and delete reports


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks; `name` is empty where nobody told it."""

    name: str
    role: Role


NOBODY = Person("", Role.READER)


def person_of(request: Request) -> Person:
    """Return who asks."""
    found = getattr(request.state, _KEY, NOBODY)
    return found if isinstance(found, Person) else NOBODY


def role_of(request: Request) -> Role:
    """Return what who asks may do."""
    return person_of(request).role


def need(request: Request, role: Role) -> Person:
    """Return who asks. Raises Forbidden where they may not do what `role` may."""
    person = person_of(request)
    if person.role < role:
        raise Forbidden(phrases.FORBIDDEN.format(role=phrases.ROLES[role.name.lower()]))
    return person


def note(request: Request, what: str, on: str = "") -> None:
    """Write into the audit trail that who asks does `what` to `on`, before it is done. Raises TrailUnusable."""
    person = person_of(request)
    address = request.client.host if request.client else ""
    request.app.state.trail.note(person.name, person.role.name.lower(), address, what, on)


class Known:
    """A layer that tells who asks, by the address that the request came from and the headers of a trusted proxy.

    It stands outside of whatever takes addresses out of headers: what counts here is who has the connection.
    Raises InputError where a trusted proxy is neither an address nor a network.
    """

    def __init__(self, app: App, settings: Settings) -> None:
        self._app = app
        self._proxies = networks(settings.trusted_proxies)
        self._user = settings.user_header.lower().encode()
        self._groups = settings.groups_header.lower().encode()
        self._admins, self._staff = (
            frozenset(name.casefold() for name in names) for names in (settings.admins, settings.staff)
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note who asks and pass the request on."""
        if scope["type"] == "http":
            scope.setdefault("state", {})[_KEY] = self._person(scope)
        await self._app(scope, receive, send)

    def _person(self, scope: Scope) -> Person:
        headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
        address = scope["client"][0] if scope.get("client") else ""
        if not self._user:
            return Person(phrases.LOCAL_PERSON, Role.ADMIN) if _is_local(address, headers) else NOBODY
        if not is_within(address, self._proxies):
            return NOBODY
        name = _only(headers, self._user)
        if not name:
            return NOBODY
        groups = _only(headers, self._groups).replace(";", ",").split(",") if self._groups else []
        known = {name.casefold(), *(f"@{group.strip().casefold()}" for group in groups if group.strip())}
        role = Role.ADMIN if known & self._admins else Role.STAFF if known & self._staff else Role.READER
        return Person(name, role)


class LoginRequired:
    """A layer that answers only whom a trusted proxy has named, but for the addresses that machines watch."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with 401."""
        person = scope.get("state", {}).get(_KEY, NOBODY)
        if scope["type"] != "http" or person.name or scope["path"] in _OPEN:
            await self._app(scope, receive, send)
        else:
            await refusal(send, 401, phrases.LOGIN_REQUIRED)


def networks(entries: Iterable[str]) -> tuple[Network, ...]:
    """Return addresses and networks (`10.0.0.0/8`) as networks. Raises InputError, naming the wrong one."""
    found: list[Network] = []
    for entry in entries:
        try:
            found.append(ip_network(entry, strict=False))
        except ValueError as error:
            reason = phrases.BAD_PROXY.format(entry=entry)
            raise InputError(phrases.BAD_SETTING.format(name="trusted_proxies", reason=reason)) from error
    return tuple(found)


def is_within(address: str, those: Iterable[Network]) -> bool:
    """Whether an address lies in one of some networks; an IPv4 address written as IPv6 is the IPv4 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return any(found in network for network in those)


_LOOPBACK = networks(("127.0.0.0/8", "::1"))


def _is_local(address: str, headers: Sequence[tuple[bytes, bytes]]) -> bool:
    """Whether who asks sits at the server: from the loopback, by its name, and passed on by no proxy."""
    names = {name for name, _ in headers}
    return is_within(address, _LOOPBACK) and not names & _PASSED_ON and is_loopback(_only(headers, b"host"))


def _only(headers: Sequence[tuple[bytes, bytes]], name: bytes) -> str:
    """Return a header that stands there once; one given twice, by the proxy and by who asks, tells nothing."""
    values = [value for key, value in headers if key == name]
    return clean(values[0].decode("utf-8", "replace"))[:_NAME_CHARS] if len(values) == 1 else ""
