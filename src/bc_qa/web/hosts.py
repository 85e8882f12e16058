"""Which names a request may ask for us by.

A page of another site may make its own name lead to this machine (DNS rebinding) and read what is shown only inside:
such a name is a public one. Names that no outside site can have are always taken; public ones have to be set.
"""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address

# Names under these belong to no site of the outside net (RFC 2606, 6761, 6762, 8375, and ICANN for "internal").
_INSIDE = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa", ".test", ".corp", ".home")


def is_own(host: str, allowed: Collection[str]) -> bool:
    """Whether a Host header names this server: an address, a name without a dot or of inside, or one that is set.

    `host` may end in a port. `allowed` are names in small letters; one that begins with a dot stands for all under it.
    """
    name = _name(host)
    if not name or "." not in name or name.endswith(_INSIDE) or _is_address(name):
        return True
    return name in allowed or any(one.startswith(".") and name.endswith(one) for one in allowed)


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine as it names itself."""
    name = _name(host)
    return name == "localhost" or (_is_address(name) and ip_address(name).is_loopback)


def _name(host: str) -> str:
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].rstrip(".")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
