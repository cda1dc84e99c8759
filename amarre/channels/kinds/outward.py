"""Connections to addresses that somebody else chose: only to public hosts, and to the address that was looked at.

A webhook's or a browser's address comes from outside; without care it would let its author reach what only this
machine can (a router, a database, a cloud's own services). So the host's addresses are looked up at each connection,
one that is not public refuses the host, and the connection is made to the address that was checked: a name that
answers differently a moment later changes nothing. Redirections are not followed, answers are read up to a limit.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, cast
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NameResolutionError

Address = IPv4Address | IPv6Address

# Ways of writing an IPv4 address in an IPv6 one that a gateway on the way would follow: NAT64 (RFC 6052, 8215), 6to4.
_WRAPPED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16"))
# What we read of an answer, and how long it may take to come, drop by drop.
LARGEST_ANSWER, LONGEST_ANSWER = 16_384, 30.0


# What reading an answer may raise when its sender cuts it short.
Broken = (HTTPError, OSError)


class HostRefused(Exception):
    """The host is not public, or its address is not one that we connect to."""


def is_public(address: Address) -> bool:
    """Whether the address belongs to the public internet: not private, loopback, link-local, shared nor multicast."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in _WRAPPED):
            return False
    return address.is_global and not address.is_multicast


def is_allowed(host: str, address: Address, allowed: Collection[str]) -> bool:
    """Whether the operator lets us connect there although it is not public.

    `allowed` holds names of hosts, addresses and networks ("hooks.internal", "10.1.2.3", "10.1.0.0/16").
    """
    for entry in allowed:
        if entry.lower().rstrip(".") == host.lower().rstrip("."):
            return True
        try:
            if address in ip_network(entry, strict=False):
                return True
        except ValueError:
            continue  # a name
    return False


def check_url(url: str, *, allowed: Collection[str] = ()) -> None:
    """Raise HostRefused for an address that can be refused as it is written: no https, a user in it, a private number.

    Plain http is for hosts that the operator names.
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise HostRefused("this is not an address") from error
    if not host or parts.username is not None or parts.password is not None:
        raise HostRefused("an address begins with https:// and holds no user name")
    number = _number(host)
    named = host in allowed or (number is not None and is_allowed(host, number, allowed))
    if parts.scheme != "https" and not (parts.scheme == "http" and named):
        raise HostRefused("an address begins with https://")
    if number is not None and not named and not is_public(number):
        raise HostRefused(f"{host} is not a public address")


def session(*, allowed: Collection[str] = (), at_once: int = 8) -> requests.Session:
    """A session that connects to public hosts only, and to those that are allowed; `HostRefused` for the others."""
    made = requests.Session()
    made.trust_env = False
    adapter = _Adapter(frozenset(allowed), at_once)
    made.mount("https://", adapter)
    made.mount("http://", adapter)
    return made


def read(response: requests.Response, *, largest: int = LARGEST_ANSWER) -> bytes:
    """The first `largest` bytes of a streamed answer, and the connection closed. One that drips cannot hold us."""
    until = time.monotonic() + LONGEST_ANSWER
    body = b""
    try:
        while len(body) < largest and time.monotonic() < until:
            piece = response.raw.read1(largest - len(body), decode_content=False)
            if not piece:
                return body
            body += piece
    finally:
        response.close()
    return body


def addresses(host: str, port: int, allowed: Collection[str]) -> list[str]:
    """The numbers under which the host may be reached, all of them checked. Raises HostRefused, or OSError of the
    look-up."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(one[4][0]) for one in found))
    for number in numbers:
        address = ip_address(number.split("%", 1)[0])
        if not is_public(address) and not is_allowed(host, address, allowed):
            raise HostRefused(f"{host} is not a public address")
    return numbers


def _number(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


class _Checked:
    """A connection of urllib3 whose host was looked up and checked by us."""

    allowed: frozenset[str] = frozenset()

    def _new_conn(self) -> socket.socket:
        connection = cast(Any, self)
        host, port = connection._dns_host, connection.port
        try:
            numbers = addresses(host.strip("[]"), port, self.allowed)
        except OSError as error:
            raise NameResolutionError(host, connection, cast(Any, error)) from error
        for number in numbers[:-1]:
            try:
                return self._connect_to(number)
            except Exception:  # noqa: S112 (the next address may answer; the last one tells why not)
                continue
        return self._connect_to(numbers[-1])

    def _connect_to(self, number: str) -> socket.socket:
        # The certificate is still checked against the host's name, which is kept elsewhere.
        connection = cast(Any, self)
        name, connection._dns_host = connection._dns_host, number
        try:
            return cast(socket.socket, super()._new_conn())  # type: ignore[misc]
        finally:
            connection._dns_host = name


class _Plain(_Checked, HTTPConnection):
    pass


class _Secure(_Checked, HTTPSConnection):
    pass


class _Adapter(HTTPAdapter):
    """Makes its connections through `_Checked`, with the names that are allowed."""

    def __init__(self, allowed: frozenset[str], at_once: int) -> None:
        self._allowed = allowed
        super().__init__(pool_connections=8, pool_maxsize=at_once, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        plain = type("Plain", (_Plain,), {"allowed": self._allowed})
        secure = type("Secure", (_Secure,), {"allowed": self._allowed})
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }
