"""Asking servers whether what a link leads to is still there. The only room that uses a network.

Content comes from strangers, and this runs on machines that can reach what readers cannot. So only
public addresses are asked, and the address that was looked at is the one that is connected to: a
name that leads elsewhere a moment later changes nothing (server-side request forgery, CWE-918).
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from timeline import __version__
from timeline.settings import LINK_REDIRECTS, LINK_TIMEOUT, LINK_WORKERS

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Allowed = Callable[[Address], bool]

Outcome = Literal["works", "moved", "refused", "silent", "dead"]
"""``works``; ``moved`` for good, and works there; ``refused`` to programs or to all (a reader may
get it); ``silent``: no sound answer, which may pass; ``dead``: gone, or never there."""

DEAD: Final = ("silent", "dead")
"""Outcomes that somebody has to look at."""

_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_FOR_GOOD: Final = (301, 308)
_GONE: Final = (404, 410, 451)
_IN_PATH: Final = "/%:@!$&'()*+,;=~"
"""Signs that a path may hold as they are (RFC 3986, section 3.3), and what is encoded already."""

_HEADERS: Final = {
    "User-Agent": f"sourced-timeline/{__version__} (link check)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking an address.

    ``told`` is a few words of this program's own, never a server's. ``moved_to`` is where the link
    should lead, where the server says that it moved for good.
    """

    outcome: Outcome
    told: str
    moved_to: str = ""


class _NotAsked(Exception):  # noqa: N818  # what is told, not a class of faults
    """An address that may not be asked, or that nothing stands behind."""


def is_public(address: Address) -> bool:
    """Tell whether an address is one that any reader could reach."""
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return address.is_global and not address.is_multicast and (inner is None or is_public(inner))


def ask_all(urls: Iterable[str], allowed: Allowed = is_public) -> dict[str, Answer]:
    """Ask each address once and return what came of it, in the order given.

    Servers are asked side by side, but none of them twice at a time.
    """
    order = list(dict.fromkeys(urls))
    servers: dict[str, list[str]] = {}
    for url in order:
        servers.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    with ThreadPoolExecutor(LINK_WORKERS) as pool:
        rounds = pool.map(lambda own: [(url, ask(url, allowed)) for url in own], servers.values())
        answers = dict(pair for pairs in rounds for pair in pairs)
    return {url: answers[url] for url in order}


def ask(url: str, allowed: Allowed = is_public) -> Answer:
    """Ask an address, follow its redirects, and once more if there was no sound answer."""
    answer = _follow(url, allowed)
    return _follow(url, allowed) if answer.outcome == "silent" else answer


def _follow(url: str, allowed: Allowed) -> Answer:
    here, for_good = url, True
    for _ in range(LINK_REDIRECTS + 1):
        step = _step(here, allowed)
        if isinstance(step, Answer):
            return step
        status, location = step
        if status not in _REDIRECTS or not location:
            return _judged(status, here if for_good and here != url else "")
        for_good = for_good and status in _FOR_GOOD
        try:
            here = urljoin(here, location)
        except ValueError:
            return Answer("dead", "redirects to no address")
    return Answer("dead", f"more than {LINK_REDIRECTS} redirects")


def _step(url: str, allowed: Allowed) -> tuple[int, str] | Answer:
    """Return a server's status and where it redirects to, or what came of asking in vain."""
    try:
        return _request(url, allowed)
    except _NotAsked as reason:
        return Answer("dead", str(reason))
    except TimeoutError:
        return Answer("silent", f"no answer within {LINK_TIMEOUT:g} seconds")
    except ssl.SSLError:
        return Answer("silent", "no sound certificate")
    except (OSError, http.client.HTTPException):
        return Answer("silent", "the connection failed")


def _judged(status: int, moved_to: str) -> Answer:
    told = f"answer {status}"
    if http.client.OK <= status < http.client.MULTIPLE_CHOICES:
        return Answer("moved", "moved for good", moved_to) if moved_to else Answer("works", told)
    if status in _GONE:
        return Answer("dead", told)
    if status >= http.client.INTERNAL_SERVER_ERROR:
        return Answer("silent", told)
    return Answer("refused", told)


def _request(url: str, allowed: Allowed) -> tuple[int, str]:
    """Return a server's status and where it redirects to; its body is never read.

    Raises:
        _NotAsked: the address is no public web address.
        OSError: no connection came about, or it broke; also for its certificate.
        http.client.HTTPException: the answer is no HTTP.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        raise _NotAsked("not an address") from None
    if not port or not host or parts.username is not None:
        raise _NotAsked("not a plain web address")
    connection = _connection(parts.scheme, host, port, _resolved(host, port, allowed))
    try:
        connection.request("GET", _target(parts), headers=_HEADERS)
        response = connection.getresponse()
        return response.status, response.getheader("Location") or ""
    finally:
        connection.close()


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_IN_PATH)
    return f"{path}?{quote(parts.query, safe=_IN_PATH + '?')}" if parts.query else path


def _resolved(host: str, port: int, allowed: Allowed) -> str:
    """Return the first address of a host; all of them must be allowed, lest chance decides."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise _NotAsked("there is no such site") from None
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not all(allowed(ipaddress.ip_address(address)) for address in addresses):
        raise _NotAsked("leads to an address that is not public")
    return addresses[0]


def _connection(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    """Return a connection to this address and no other, though it is named by its host."""
    connection = http.client.HTTPConnection(host, port)
    # By this the library knows when to name the port to the server.
    connection.default_port = _PORTS[scheme]
    connection.sock = socket.create_connection((address, port), LINK_TIMEOUT)
    try:
        if scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
    except BaseException:
        connection.close()
        raise
    return connection
