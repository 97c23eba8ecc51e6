"""What proxies say of a request: believed of those that are trusted, removed from all others."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Network = IPv4Network | IPv6Network
_FORWARDED = ("FOR", "PROTO", "HOST", "PORT", "PREFIX", "BY", "SERVER", "SSL")


def networks(values: Sequence[str]) -> tuple[Network, ...]:
    """Read addresses and networks.

    Args:
        values: such as "10.0.0.5" and "192.168.0.0/16".

    Raises:
        ValueError: one of them is none.
    """
    return tuple(ip_network(value) for value in values)


class TrustedProxies:
    """A WSGI application behind proxies: address, scheme and host are those that a trusted proxy was asked with.

    Args:
        application: what answers.
        trusted: where the proxies are. Each must append to, or set, X-Forwarded-For, -Proto and -Host.
        login_header: where they name the person they have let in; empty if they don't.
    """

    def __init__(self, application: "WSGIApplication", trusted: Sequence[Network], login_header: str = "") -> None:
        self._application = application
        self._behind = ProxyFix(application, x_for=1, x_proto=1, x_host=1)
        self._trusted = trusted
        self._claims = {"HTTP_FORWARDED", *(f"HTTP_X_FORWARDED_{name}" for name in _FORWARDED)}
        if login_header:
            self._claims.add("HTTP_" + login_header.upper().replace("-", "_"))

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        if self._is_trusted(environ.get("REMOTE_ADDR", "")):
            return self._behind(environ, start_response)
        for name in self._claims & environ.keys():
            del environ[name]
        return self._application(environ, start_response)

    def _is_trusted(self, peer: str) -> bool:
        try:
            address = ip_address(peer)
        except ValueError:  # no address: a test's client, or a socket of this machine
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in network for network in self._trusted)
